"""A stay in which nothing was heard for days is two stays: it was heard there before and after, and nobody knows where it was between.

Visits and gaps of one asset flow in, the visits flow out, cut at the gaps that lie inside them. A harbour's visit lasts, as its detector
finds it, from the first to the last signal there, however long the ship was silent in between: time enough to sail elsewhere and back.
A piece that ends in silence (`silent_until`) is no departure, one that begins after it (`silent_since`) no arrival.
Source: time geography, Haegerstrand 1970: between two fixes a space-time prism, not a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

Row = dict[str, Any]
_ONE_END = 3.0  # confidence of a visit of which one end was seen (Global Fishing Watch)
_NO_END = 2.0  # of one of which only the stop was seen


def cut_at_silences(events: Mapping[str, Sequence[Row]], gaps: Iterable[Row], least: timedelta) -> dict[str, tuple[Row, ...]]:
    """The events of each asset, its visits cut at its silences.

    Args:
        events: visits, legs, landings and take-offs by asset; no row is changed.
        gaps: rows of `EVENTS` of kind gap; one that lasts (no end) cuts nothing, for a visit ends with the last signal there.
        least: a silence from which on it may have been away and come back.
    Returns:
        As `events`. The pieces of a visit keep its id, for they are one row of the events table.
    """
    silent: dict[str, list[Row]] = defaultdict(list)
    for gap in gaps:
        if gap["end"] is not None and gap["end"] - gap["start"] >= least:
            silent[gap["asset_id"]].append(gap)
    return {asset_id: tuple(_cut_all(rows, silent.get(asset_id, ()))) for asset_id, rows in events.items()}


def _cut_all(rows: Sequence[Row], gaps: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if row["kind"] != "visit" or not gaps:
            yield row
        else:
            yield from _cut(row, sorted(gaps, key=lambda g: (g["start"], g["end"])))


def _cut(visit: Row, gaps: Sequence[Row]) -> Iterator[Row]:
    """The pieces of a visit between the gaps that lie inside it, in order; the visit itself where none does."""
    last: datetime = visit["end"] or visit["known"]
    start, before = visit["start"], None
    for gap in gaps:
        if gap["start"] >= start and gap["end"] <= last:
            yield _piece(visit, start, before, gap)
            start, before = gap["end"], gap
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
