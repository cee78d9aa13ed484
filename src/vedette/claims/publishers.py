"""What a report does not say of itself, from the case's list of publishers.

In: reports and publishers. Out: the same reports; outlet, link, date, language and origins filled where they were empty.
"""

from __future__ import annotations

import polars as pl

from vedette.schema.tables import REPORTS

_FILLED = ("url", "outlet", "published", "language")

_LAST = {"outlet": ("publisher_id",)}  # a source that sources.csv does not list is at least a name


def complete_reports(reports: pl.DataFrame, publishers: pl.DataFrame) -> pl.DataFrame:
    """Fill what is null in a report with what sources.csv says of it; its origins are those of both.

    Args:
        reports: rows of `REPORTS`.
        publishers: rows of `PUBLISHERS`, one for each id.
    """
    known = publishers.select("publisher_id", *(pl.col(n).alias(f"{n}_known") for n in (*_FILLED, "rests_on")))
    joined = reports.join(known.unique("publisher_id"), on="publisher_id", how="left")
    filled = [pl.coalesce(name, f"{name}_known", *_LAST.get(name, ())).alias(name) for name in _FILLED]
    origins = pl.concat_list(*(pl.col(n).fill_null(pl.lit([], dtype=pl.List(pl.String))) for n in ("rests_on", "rests_on_known")))
    return REPORTS.shape(
        joined.with_columns(*filled, origins.list.unique(maintain_order=True).alias("rests_on")).select(REPORTS.names)
    )
