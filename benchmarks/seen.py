"""Which true meetings a feed could show at all: those during which each of the two ships sent a position.

In flow a feed and its true meetings, out flows one mark for each. A meeting of two ships of which one was dark all the while leaves no
trace in the feed of who was met: no reader of the feed can find it, and beside the recall over all stands the recall over the others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl


def mark_seen(files: Sequence[Path], folder: Path, truth: pl.DataFrame) -> pl.Series:
    """Whether both ships of each meeting sent a position during it.

    Args:
        files: of the feed (mmsi, t, lon, lat). folder: with `meta.json`, which says when the feed starts.
        truth: (n,) meetings: a, b, and from_s, to_s in seconds since the start.
    Returns:
        (n,) marks. A position counts if its latitude is one: 91 means "not available".
    """
    ends = truth.with_row_index("meeting").unpivot(["a", "b"], index=["meeting", "from_s", "to_s"], value_name="mmsi")
    ends = ends.with_columns(pl.col("mmsi").cast(pl.Int64))
    start_s = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["base_ms"] / 1000
    sent = (
        pl.scan_parquet(files)
        .select(pl.col("mmsi").cast(pl.Int64), at_s=pl.col("t").dt.epoch("ms") / 1000 - start_s, lat_deg="lat")
        .filter(pl.col("mmsi").is_in(ends["mmsi"].unique().implode()), pl.col("lat_deg").abs() <= 90)
        .collect()
    )
    heard = ends.join(sent, on="mmsi").filter(pl.col("at_s").is_between("from_s", "to_s"))
    n_heard = heard.group_by("meeting").agg(n=pl.col("variable").n_unique())
    marks = truth.with_row_index("meeting").join(n_heard, on="meeting", how="left", maintain_order="left")
    return (marks["n"].fill_null(0) == 2).alias("is_seen")
