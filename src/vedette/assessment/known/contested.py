"""Two places at once: which of an asset's own signals cannot be believed to be its own.

Events, identity conflicts and sightings of each asset flow in; for every item whose signal is contested, since when that is known
and the words that say why flow out. A number that two hulls send at one time is nobody's; a signal that a picture or a witness of
the same asset excludes is a false one. The observation without a signal stands.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.known.sureness import is_too_fast
from vedette.assessment.question.assets import class_of
from vedette.assessment.question.places import Points, least_km, points_inside
from vedette.assessment.weights.findings import Finding
from vedette.assessment.weights.hypotheses import Cells
from vedette.registry.register import Register

Row = Mapping[str, Any]
OWN_SIGNAL = frozenset({"tracking", "flight_data"})  # a person's log of somebody's own signal
SEEN = frozenset({"imagery", "photo", "observed"})
_ANY_KN = {"ship": 42.0, "aircraft": 600.0}
_NEAR_KM = 40.0  # nearer than this two places may be one: roads, approaches, a wide harbour
SHARED = "two hulls sent this number at the time, so that the identity bears no weight"
DOUBTFUL = "two hulls sent this number within a month of it, so that it may be of either and bears no identity"
_SHARED_FOR = timedelta(days=30)  # a copied number goes on being sent; judgement
TOO_FAST = (
    "the way to or from its next stay is faster than its class can go, so that one of the two signals is false and neither counts"
)
_ROUTE_SLACK = 1.25  # ways by sea are reckoned on coarse lanes: a way so much too fast may still have been sailed
EXCLUDED = "it was seen elsewhere at the time, where this signal could not have been, so that the identity bears no weight"


@dataclass(frozen=True)
class Contest:
    """Why a signal is not believed, since when that is known, and the rows that show it."""

    known: datetime
    says: str
    citations: tuple[str, ...] = ()


def find_contests(
    events: Mapping[str, Sequence[Row]], conflicts: Sequence[Row], sightings: Sequence[Row], register: Register
) -> dict[str, Contest]:
    """Contested items by event or sighting id; the earliest knowledge counts.

    Args:
        events: visits, legs, landings and take-offs by asset.
        conflicts: rows of `EVENTS` of kind identity_conflict.
        sightings: logged sightings, all of them.
        register: for places and greatest speeds.
    """
    found: dict[str, Contest] = {}
    contested = (*_shared(events, conflicts), *_too_fast(events, register), *_excluded(events, sightings, register))
    for item_id, contest in contested:
        if item_id not in found or contest.known < found[item_id].known:
            found[item_id] = contest
    return found | _legs_of(found, events)


def find_doubts(events: Mapping[str, Sequence[Row]], conflicts: Sequence[Row]) -> dict[str, Contest]:
    """Stays and legs that may be of the other hull under one number: whoever sends a number today may have sent it last week."""
    found: dict[str, Contest] = {}
    for conflict in sorted(conflicts, key=lambda c: (c["known"], c["event_id"])):
        first, last = conflict["start"] - _SHARED_FOR, _end(conflict) + _SHARED_FOR
        for asset_id in (conflict["asset_id"], conflict["other_asset_id"]):
            for event in events.get(asset_id, ()):
                if event["start"] <= last and _end(event) >= first:
                    found.setdefault(event["event_id"], Contest(conflict["known"], DOUBTFUL, tuple(conflict["citations"])))
    return found


def _legs_of(found: Mapping[str, Contest], events: Mapping[str, Sequence[Row]]) -> dict[str, Contest]:
    """A leg is no better than the stays that it joins."""
    legs: dict[str, Contest] = {}
    for rows in events.values():
        ends = {t: found[e["event_id"]] for e in rows if e["event_id"] in found for t in (e["start"], _end(e))}
        if ends:
            legs |= {e["event_id"]: c for e in rows if e["kind"] == "leg" and (c := ends.get(e["start"]) or ends.get(_end(e)))}
    return legs


def _shared(events: Mapping[str, Sequence[Row]], conflicts: Sequence[Row]) -> Iterator[tuple[str, Contest]]:
    for conflict in conflicts:
        for asset_id in (conflict["asset_id"], conflict["other_asset_id"]):
            for event in events.get(asset_id, ()):
                if event["start"] <= _end(conflict) and _end(event) >= conflict["start"]:
                    yield event["event_id"], Contest(conflict["known"], SHARED, tuple(conflict["citations"]))


def _too_fast(events: Mapping[str, Sequence[Row]], register: Register) -> Iterator[tuple[str, Contest]]:
    """The stays at both ends of a leg that no hull could have made."""
    for asset_id, rows in events.items():
        for leg in (e for e in rows if e["kind"] == "leg" and is_too_fast(e) and _is_beyond(e, _km_per_h(asset_id, register))):
            for event in rows:
                is_end = event["kind"] != "leg" and (_end(event) == leg["start"] or event["start"] == _end(leg))
                if is_end and event["place_id"] in (leg["from_place_id"], leg["to_place_id"]):
                    yield event["event_id"], Contest(leg["known"], TOO_FAST, tuple(leg["citations"]))


def _is_beyond(leg: Row, km_per_h: float) -> bool:
    return leg["implied_kn"] is None or bool(1.852 * leg["implied_kn"] > _ROUTE_SLACK * km_per_h)


def _excluded(events: Mapping[str, Sequence[Row]], sightings: Sequence[Row], register: Register) -> Iterator[tuple[str, Contest]]:
    by_asset: dict[str, list[Row]] = defaultdict(list)
    for sighting in sightings:
        if sighting["asset_id"] and sighting["event"] != "absent":
            by_asset[sighting["asset_id"]].append(sighting)
    for asset_id, rows in by_asset.items():
        seen = [r for r in rows if r["how"] in SEEN and r["certainty"] == "confirmed"]
        if not seen:
            continue
        km_per_h = _km_per_h(asset_id, register)
        signals = [(e["event_id"], e, True) for e in events.get(asset_id, ()) if e["place_id"]]
        signals += [(r["sighting_id"], r, False) for r in rows if r["how"] in OWN_SIGNAL]
        for item_id, signal, is_stay in signals:
            for other in seen:
                if not _can_both_be(signal, other, km_per_h, register, is_stay=is_stay):
                    yield (
                        item_id,
                        Contest(max(signal["known"], other["known"]), EXCLUDED, (f"{other['source_id']}#{other['source_row']}",)),
                    )


def _can_both_be(signal: Row, seen: Row, km_per_h: float, register: Register, *, is_stay: bool) -> bool:
    """Could one hull have been at both? A stay lasts from start to end, a sighting is one moment between them."""
    away_km = least_km(_points(signal, register), _points(seen, register))
    if away_km == float("inf") or away_km <= _NEAR_KM:
        return True
    start, end = (signal["start"], _end(signal)) if is_stay else (_end(signal), signal["start"])
    hours = max((start - seen["start"]).total_seconds(), (seen["end"] - end).total_seconds()) / 3600
    return bool(away_km <= max(hours, 0.0) * km_per_h)


def _points(row: Row, register: Register) -> Points:
    if row["place_id"]:
        return points_inside(row["place_id"], register)
    return ((row["lat_deg"], row["lon_deg"]),) if row["lat_deg"] is not None else ()


def _km_per_h(asset_id: str, register: Register) -> float:
    asset_class = class_of(asset_id, register)
    known = register.asset_class(asset_class).max_kn if asset_class else None
    return 1.852 * (known or _ANY_KN["aircraft" if re.match(r"icao24|aircraft", asset_id) else "ship"])


def _end(event: Row) -> datetime:
    end: datetime = event["end"] or event["known"]
    return end


def is_contested(item_id: str, contests: Mapping[str, Contest], moment: datetime) -> bool:
    """Is a signal not believed, by what was known at a moment?"""
    found = contests.get(item_id)
    return found is not None and found.known <= moment


def contest(findings: Sequence[Finding], contests: Mapping[str, Contest], moment: datetime) -> list[Finding]:
    """The findings, those on a contested signal without weight and without identity, as far as that is known by a moment."""
    return [_contested(f, c) if (c := contests.get(f.item_id)) and c.known <= moment else f for f in findings]


def doubt(findings: Sequence[Finding], doubts: Mapping[str, Contest], moment: datetime) -> list[Finding]:
    """The findings, those on a signal that may be of another hull as probable as not, and without identity."""
    return [_doubted(f, c) if (c := doubts.get(f.item_id)) and c.known <= moment and any(f.cells) else f for f in findings]


def _doubted(finding: Finding, doubted: Contest) -> Finding:
    """Its ratios are mixed with 1: P(seen | hypothesis) where it is as likely of one hull as of the other."""
    cells = Cells(*(math.log((math.exp(cell) + 1) / 2) for cell in finding.cells))
    return _said(replace(finding, cells=cells, bears_identity=False), doubted)


def _contested(finding: Finding, contest: Contest) -> Finding:
    return _said(replace(finding, cells=Cells(), bears_identity=False), contest)


def _said(finding: Finding, contest: Contest) -> Finding:
    """With the words that say why, and the rows that these rest on."""
    cited = tuple(dict.fromkeys((*finding.citations, *contest.citations)))
    return replace(finding, why=f"{finding.why.removesuffix('.')}; {contest.says}.", citations=cited)
