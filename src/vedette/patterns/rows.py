"""A row of `PATTERNS` from what was found: the one place where their ids are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vedette.patterns.counting import RateSeries, Row
from vedette.schema.ids import content_id


def pattern_row(
    kind: str,
    start: datetime,
    as_of: datetime,
    why: str,
    method: str,
    events: Sequence[Row],
    *,
    series: RateSeries | None = None,
    end: datetime | None = None,
    **cells: Any,
) -> Row:
    """A row with its id, its places and its citations; other cells as given, those left out are null.

    Args:
        kind: as in the table.
        start: first moment of what is unusual.
        as_of: what was known then.
        why: one sentence.
        method: what found it.
        events: the events that it rests on.
        series: whose key it takes over; None = the places are among the cells.
        end: exclusive; None = it lasts.
        cells: further columns.
    """
    places: Row = {"from_place_ids": [], "to_place_ids": []}
    if series is not None:
        places = {
            "series_id": series.series_id, "claim_id": series.claim_id, "from_place_ids": list(series.from_ids),
            "to_place_ids": list(series.to_ids), "asset_class": series.asset_class, "operator": series.operator,
        }  # fmt: skip
    citations = list(dict.fromkeys(c for e in events for c in (e["citations"] or ())[:1]))
    row = places | {"citations": citations, "event_ids": [e["event_id"] for e in events if e.get("event_id")]} | cells
    subject = row.get("series_id") or (tuple(row["from_place_ids"]), tuple(row["to_place_ids"]), *row["event_ids"][:1])
    pattern_id = content_id("pat-", kind, subject, start.isoformat(), as_of.isoformat(), method, row.get("asset_class"))
    return row | {
        "pattern_id": pattern_id, "kind": kind, "start": start, "end": end, "why": why, "method": method, "as_of": as_of,
    }  # fmt: skip
