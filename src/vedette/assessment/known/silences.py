"""A stay in which nothing was heard for days is two stays: it was heard there before and after, and nobody knows where it was between.

Visits and tracks of one asset flow in, the visits flow out, cut at the silences between tracks that lie inside them. A harbour's visit
lasts, as its detector finds it, from the first to the last signal there, however long the ship was silent in between: time enough to
sail elsewhere and back. A piece that ends in silence is no departure, one that begins after it no arrival.
Source: time geography, Haegerstrand 1970: between two fixes a space-time prism, not a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import polars as pl

Row = dict[str, Any]
_ONE_END = 3.0  # confidence of a visit of which one end was seen (Global Fishing Watch)
_NO_END = 2.0  # of one of which only the stop was seen


def cut_at_silences(events: Mapping[str, Sequence[Row]], tracks: pl.DataFrame, least: timedelta) -> dict[str, tuple[Row, ...]]:
    """The events of each asset, its visits cut at its silences.

    Args:
        events: visits, legs, landings and take-offs by asset; no row is changed.
        tracks: rows of `TRACKS`, any order; an asset without any has no silences.
        least: a silence from which on it may have been away and come back.
    Returns:
        As `events`. The pieces of a visit keep its id, for they are one row of the events table.
    """
    silences = find_silences(tracks.filter(pl.col("asset_id").is_in(list(events))), least)
    return {asset_id: tuple(_cut_all(rows, silences.get(asset_id, ()))) for asset_id, rows in events.items()}


def find_silences(tracks: pl.DataFrame, least: timedelta) -> Mapping[str, Sequence[Row]]:
    """From the end of one track to the start of the next, by asset, in order; the row cites the signals at both ends."""
    ordered = tracks.sort("asset_id", "start", "track_id").with_columns(end=pl.col("end").cum_max().over("asset_id"))
    following = ordered.with_columns(
        pl.col("start", "citations").shift(-1).over("asset_id").name.prefix("next_"),
    ).filter(pl.col("next_start") - pl.col("end") >= least)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in following.iter_rows(named=True):
        cited = [*row["citations"][-1:], *row["next_citations"][:1]]
        found[row["asset_id"]].append({"start": row["end"], "end": row["next_start"], "citations": cited})
    return found


def _cut_all(rows: Sequence[Row], silences: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if row["kind"] != "visit" or not silences:
            yield row
        else:
            yield from _cut(row, silences)


def _cut(visit: Row, silences: Sequence[Row]) -> Iterator[Row]:
    """The pieces of a visit between the silences that lie inside it, in order; the visit itself where none does."""
    last: datetime = visit["end"] or visit["known"]
    start, before = visit["start"], None
    for silence in silences:
        if silence["start"] >= start and silence["end"] <= last:
            yield _piece(visit, start, before, silence)
            start, before = silence["end"], silence
    yield _piece(visit, start, before, None) if before else visit


def _piece(visit: Row, start: datetime, before: Row | None, after: Row | None) -> Row:
    end, is_open = (after["start"], False) if after else (visit["end"], visit["is_open"])
    most = _NO_END if before and after else _ONE_END
    cited = (c for row in (visit, before, after) if row for c in row["citations"])
    return visit | {
        "start": start, "end": end, "is_open": is_open, "dur_s": ((end or visit["known"]) - start) / timedelta(seconds=1),
        "confidence": None if visit["confidence"] is None else min(visit["confidence"], most),
        "citations": list(dict.fromkeys(cited)),
        "silent_since": before["start"] if before else None, "silent_until": after["end"] if after else None,
    }  # fmt: skip
