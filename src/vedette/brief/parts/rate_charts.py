"""Counts behind the claims about rates, and base by base: the tables `rates` and `patterns`, made ready to be drawn.

Rows of a case flow in; one `RateChart` a claim that was counted and one a base with enough in it flow out. Nothing is computed here:
counts, effort, bands, alarms and changes are those of the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from vedette.brief.document import ClaimSection, RateChange, RateChart
from vedette.brief.parts.rows import CaseRows, Row

_MOST_BASES = 6
_FEWEST = 5  # counts in all: under it a picture of a base shows nothing
_KINDS = ("landing", "visit", "take_off")  # the first that a base has is drawn
_BASE_KINDS = frozenset({"naval_base", "port", "airbase", "airport", "anchorage"})
_NOUNS = {
    "visit": "visits", "take_off": "take-offs", "landing": "landings", "leg": "legs", "presence": "ships and aircraft present",
}  # fmt: skip
_EFFORT = {
    "reference_fleet": "effort: hours in which other traffic was heard in the same cells",
    "covered_hours": "effort: hours of the day in which other traffic was heard in the same cells",
    "feed_uptime": "effort: hours in which the feeds heard anything",
}  # fmt: skip


def make_claim_charts(rows: CaseRows, sections: Sequence[ClaimSection]) -> tuple[RateChart, ...]:
    """A chart for each claim that was counted, in the order of the claims."""
    series = _series(rows)
    of_claim = {own[0]["claim_id"]: own for own in series.values() if own[0]["claim_id"]}
    return tuple(
        _chart(rows, of_claim[s.claim_id], s.time) for s in sections if s.claim_id in of_claim and _is_drawn(of_claim[s.claim_id])
    )


def make_base_charts(rows: CaseRows) -> tuple[RateChart, ...]:
    """A chart for each of the six busiest bases at which enough was counted."""
    by_base: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for own in _series(rows).values():
        first = own[0]
        if first["kind"] in _KINDS and not (first["claim_id"] or first["asset_class"] or first["operator"]) and _is_drawn(own):
            place_id = (*first["to_place_ids"], *first["from_place_ids"])[0]
            place = rows.place(place_id)
            if place is not None and place.kind in _BASE_KINDS:
                by_base[place_id][first["kind"]] = own
    best = [next(kinds[kind] for kind in _KINDS if kind in kinds) for _, kinds in sorted(by_base.items())]
    busiest = sorted(best, key=lambda own: -sum(row["count"] or 0 for row in own))
    return tuple(_chart(rows, own, (None, None)) for own in busiest[:_MOST_BASES])


def _series(rows: CaseRows) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.rows("rates"):
        if row["start"] <= rows.as_of:
            found[row["series_id"]].append(row)
    return {series_id: sorted(own, key=lambda r: r["start"]) for series_id, own in sorted(found.items())}


def _is_drawn(own: Sequence[Row]) -> bool:
    return len(own) > 1 and sum(row["count"] or 0 for row in own) >= _FEWEST


def _chart(rows: CaseRows, own: Sequence[Row], claimed: tuple[datetime | None, datetime | None]) -> RateChart:
    first = own[0]
    end = own[-1]["start"]
    return RateChart(
        claim_id=first["claim_id"],
        title=_title(rows, first),
        effort_note=_EFFORT.get(first["effort_kind"], ""),
        starts=tuple(r["start"] for r in own),
        counts=tuple(r["count"] for r in own),
        effort=tuple(r["effort"] for r in own),
        expected=tuple(r["expected"] for r in own),
        low=tuple(r["low"] for r in own),
        high=tuple(r["high"] for r in own),
        up=tuple(i for i, r in enumerate(own) if r["alarm"] == "up"),
        down=tuple(i for i, r in enumerate(own) if r["alarm"] == "down"),
        changes=tuple(
            RateChange(p["start"], p["start_low"], min(p["start_high"], end), p["ratio"], p["ratio_low"], p["ratio_high"])
            for p in _latest_changes(rows, first["series_id"])
        ),
        breaks=tuple((r["start"], r["feeds"]) for i, r in enumerate(own) if i and r["feeds"] != own[i - 1]["feeds"]),
        claimed=claimed,
    )


def _latest_changes(rows: CaseRows, series_id: str) -> list[Row]:
    found = [p for p in rows.rows("patterns") if p["series_id"] == series_id and p["kind"] in ("rise", "fall")]
    return sorted(found, key=lambda p: p["start"])


def _title(rows: CaseRows, row: Row) -> str:
    """``Landings at Al Khadim a day``, ``Legs from Russia and Belarus to Libya a week``."""
    start, end = (" and ".join(rows.place_name(p) for p in row[f"{way}_place_ids"]) for way in ("from", "to"))
    ends = f" from {start}" if start else ""
    ends += f" {'to' if start else 'at'} {end}" if end else ""
    words = f"{_NOUNS.get(row['kind'], row['kind'])}{ends} a {row['step']}"
    return words[:1].upper() + words[1:]
