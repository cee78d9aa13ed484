"""Issues of many rows at once: what `judge` refused, and values that are no numbers. Frames flow in and out."""

from __future__ import annotations

import polars as pl

from vedette.schema.tables import ISSUES
from vedette.sources.collecting import MAX_VALUE_CHARS
from vedette.sources.columns import Columns
from vedette.sources.judging import ASSET_PATTERNS, MEASURE_COLUMNS
from vedette.sources.parsing import TIME_FORMATS, to_number
from vedette.sources.reasons import REASONS
from vedette.sources.table_lines import ROW


def lost_values(good: pl.DataFrame, columns: Columns, measure: str, source_id: str) -> pl.DataFrame:
    """A warning for each value that is no number."""
    text = f"t_{measure}"
    lost = good.filter(pl.col(text).is_not_null() & to_number(pl.col(text)).is_null())
    name = getattr(columns, MEASURE_COLUMNS[measure][0])
    return _issues(lost, "bad_value", pl.col(text), source_id, name=name, wanted="a number")


def issues_of_rows(bad: pl.DataFrame, columns: Columns, source_id: str) -> pl.DataFrame:
    """An issue for each row, by its column `reason`."""
    where = pl.format("{}, {}", pl.col("t_lat").fill_null(""), pl.col("t_lon").fill_null(""))
    values = {"bad_identity": pl.col("t_identity"), "bad_position": where, "bad_time": pl.col("t_time")}
    wanted = {
        "bad_identity": ASSET_PATTERNS.get(columns.scheme, ("", "a name"))[1],
        "bad_time": f"{TIME_FORMATS[columns.time_format or 'iso']}, between 1990 and 2100",
    }
    parts = [
        _issues(bad.filter(pl.col("reason") == code), code, values.get(code, pl.lit(None, pl.String)), source_id,
                wanted=wanted.get(code, ""))
        for code in bad["reason"].unique(maintain_order=True)
    ]  # fmt: skip
    return pl.concat([ISSUES.empty(), *parts])


def _issues(rows: pl.DataFrame, code: str, value: pl.Expr, source_id: str, **fields: str) -> pl.DataFrame:
    reason = REASONS[code]
    return ISSUES.shape(
        rows.select(
            source_id=pl.lit(source_id), source_row=pl.col(ROW), severity=pl.lit(reason.severity), reason=pl.lit(code),
            message=pl.lit(reason.sentence.format(**fields)), value=value.cast(pl.String).str.slice(0, MAX_VALUE_CHARS),
        )
    )  # fmt: skip
