"""What a case has to go on: its own logged observations and texts, and the data that was brought in.

In: an open case. Out: one frame per input table. The case's own files are small and are read afresh each time, because how
they read depends on its places and assets; data files are read once, when they are brought in, and come from the store.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from vedette.case.settings import SourceSpec
from vedette.clock import now
from vedette.schema.table import Table
from vedette.schema.tables import DETECTIONS, IDENTITIES, IMAGES, ISSUES, POSITIONS, PUBLISHERS, REPORTS, SIGHTINGS, SOURCES
from vedette.sources.bring_in import Brought, read_whole
from vedette.verbs.opening import Opened

Tables = dict[str, pl.DataFrame]
INPUTS = (SOURCES, POSITIONS, IDENTITIES, SIGHTINGS, IMAGES, DETECTIONS, PUBLISHERS, REPORTS, ISSUES)

# a file of the case's own by the start of its name -> its format, so that a misspelt column is seen as one
_BY_NAME = {"sources": "publishers_csv", "sightings": "sightings_csv"}


def gather_inputs(opened: Opened, wanted: tuple[Table, ...] = INPUTS) -> Tables:
    """The input tables of a case: brought in before, and its own files as they are now; of those not wanted, the latter alone."""
    store = opened.store
    own = set(store.read_note("own").get("source_ids", ()))
    stored = {t.name: store.read(t).filter(~pl.col("source_id").is_in(own)) for t in wanted}
    return merge([stored, read_own_files(opened)])


def read_own_files(opened: Opened) -> Tables:
    """The case's own files (sources.csv, sightings.csv, reports/, and its toml and csv as sources to cite)."""
    known = opened.store.read(SOURCES)
    added = dict(zip(known["source_id"], known["added"], strict=True))
    case = opened.case
    read: list[Tables] = []
    for path in case.own_files():  # sources.csv comes first: what it lists dates the sightings and reports
        publishers = pl.concat([PUBLISHERS.empty(), *(t["publishers"] for t in read)])
        spec = SourceSpec(
            path=path.name, format=next((form for start, form in _BY_NAME.items() if path.name.startswith(start)), None)
        )
        read.append(read_whole(path, base=case.folder, register=opened.register, added=now(), spec=spec, publishers=publishers))
    read += [cite_file(path, opened) for name in ("claims.toml", "assets.csv") if (path := case.folder / name).exists()]
    tables = merge(read)
    first_added = pl.col("source_id").replace_strict(
        added, default=pl.col("added"), return_dtype=tables["sources"]["added"].dtype
    )
    tables["sources"] = tables["sources"].with_columns(first_added.alias("added"))
    return tables


def cite_file(path: Path, opened: Opened) -> Tables:
    """A settings file as a source that can be cited line by line; its rows are read elsewhere."""
    brought = Brought.of_file(path, base=opened.case.folder, format_name="case file", row_unit="line", added=now())
    return {"sources": SOURCES.build([brought.source_row()])}


def merge(parts: list[Tables]) -> Tables:
    """All rows of all parts, table by table, in each table's order; no parts, no rows."""
    return {t.name: t.shape(pl.concat([t.empty(), *(p.get(t.name, t.empty()) for p in parts)])) for t in INPUTS}
