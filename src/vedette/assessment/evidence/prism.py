"""Where could it have been while nothing was heard of it? A space-time prism between two fixes, with sea routes for ships.

A place where an asset was last, one where it was next, and the times flow in; the places that it could have called at flow out,
with the slack in hours that remains at the greatest believed speed. For a claim, all gaps between the stays of a named asset are
tried: where none leaves time for the claimed place, and neither does the time before the first and after the last, it was not there.
Source: time geography, Haegerstrand 1970; Miller 1991.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from vedette.assessment.known.contested import is_contested
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import name_asset
from vedette.assessment.question.assets import class_of, max_km_per_h, read_assets_of, sends_like
from vedette.assessment.question.places import Points, name_places, points_inside, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.question.reach import least_way_km
from vedette.assessment.weights.findings import Finding
from vedette.clock import format_day
from vedette.schema.kinds import is_aircraft

_HOUR_S = 3600.0
_PORTS = frozenset({"port", "naval_base", "anchorage"})
_FIELDS = frozenset({"airbase", "airport"})


@dataclass(frozen=True)
class Gap:
    """A stretch without positions: where it was before and after it (empty = not heard since), degrees and UTC.

    A place of several sites has several points: any of them may be the one.
    """

    start: datetime
    end: datetime
    before: Points
    after: Points = ()


@dataclass(frozen=True)
class Reachable:
    """A place that could have been called at, and the hours that remain at the greatest speed."""

    place_id: str
    slack_h: float


def list_reachable(asset_id: str, gap: Gap, ground: Ground, place_ids: Sequence[str] = ()) -> list[Reachable]:
    """The places that an asset could have called at during a gap, the most slack first.

    Args:
        asset_id: its class gives the greatest speed that is believed, and whether it goes by water.
        gap: where and when it was heard last and next.
        ground: the register's ports (airfields for aircraft) are tried.
        place_ids: these places instead.
    """
    by_water, km_per_h = not is_aircraft(asset_id), _km_per_h(asset_id, ground)
    kinds = _PORTS if by_water else _FIELDS
    sites = place_ids or [p.place_id for p in ground.register.places() if p.kind in kinds and p.lat_deg is not None]
    found = []
    for place_id in sites:
        slack = slack_h(gap, points_of((place_id,), ground.register), km_per_h, by_water=by_water)
        if slack >= 0:
            found.append(Reachable(place_id, slack))
    return sorted(found, key=lambda r: (-r.slack_h, r.place_id))


def slack_h(gap: Gap, there: Points, km_per_h: float, *, by_water: bool) -> float:
    """Hours that remain of a gap after a call at the nearest of some points; below 0 where it cannot be reached.

    Sea routes are asked for only where the geodesics leave time; minus infinity where nothing is known of the place.
    """
    hours = (gap.end - gap.start).total_seconds() / _HOUR_S
    for water in (False, True) if by_water else (False,):
        km = _way_km(gap.before, there, water) + (_way_km(there, gap.after, water) if gap.after else 0.0)
        slack = hours - km / km_per_h
        if slack < 0:
            return slack
    return slack


def _way_km(some: Points, others: Points, water: bool) -> float:
    return least_way_km(some, others, by_water=water)


def weigh_prism(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """Against a claim that one named asset was somewhere: the gaps between its stays leave no time for it."""
    if len(query.assets.asset_ids) != 1 or not query.destinations or query.kind not in ("move", "arrive", "present"):
        return
    (asset_id,) = query.assets.asset_ids
    stays = _stays(asset_id, ground, moment)
    there = points_of(tuple(sorted(query.destinations)), ground.register)
    if len(stays) < 2 or not there or any(s["place_id"] in query.destinations for s in stays):
        return
    by_water, km_per_h = not is_aircraft(asset_id), _km_per_h(asset_id, ground)
    slacks = [slack_h(gap, there, km_per_h, by_water=by_water) for gap in _gaps(query, stays, ground)]
    if not slacks or max(slacks) >= 0:
        return
    yield _finding(query, stays, max(slacks), ground, asset_id)


def _stays(asset_id: str, ground: Ground, moment: datetime) -> list[dict[str, Any]]:
    rows = [e for e in ground.heard.get(asset_id, ()) if e["kind"] != "leg" and e["place_id"] and e["known"] <= moment]
    held = [
        e
        for e in rows
        if not is_contested(e["event_id"], ground.contests, moment)
        and not is_contested(e["event_id"], ground.doubts, moment)
        and points_inside(e["place_id"], ground.register)
    ]
    return sorted(held, key=lambda e: (e["start"], e["event_id"]))


def _gaps(query: Query, stays: Sequence[dict[str, Any]], ground: Ground) -> Iterator[Gap]:
    """The stretches between stays that touch the claimed time, and what of it lies before the first and after the last."""
    points = [points_inside(s["place_id"], ground.register) for s in stays]
    if stays[0]["start"] > query.earliest:
        yield Gap(query.earliest, stays[0]["start"], points[0])
    for (one, here), (other, there) in pairwise(zip(stays, points, strict=True)):
        start, end = one["end"] or one["known"], other["start"]
        if start < query.latest and end > query.earliest and end > start:
            yield Gap(start, end, here, there)
    last = stays[-1]["end"] or stays[-1]["known"]
    if last < query.latest:
        yield Gap(last, query.latest, points[-1])


def _finding(query: Query, stays: Sequence[dict[str, Any]], slack: float, ground: Ground, asset_id: str) -> Finding:
    rule = ground.params.table["gap_too_short"]
    who = sends_like(query.assets, class_of(asset_id, ground.register), ground.register)
    near = [s for s in stays if s["start"] <= query.latest and (s["end"] or s["known"]) >= query.earliest] or [
        stays[0],
        stays[-1],
    ]
    calls = f"{name_places((near[0]['place_id'],), ground.register)}, {format_day(near[0]['start'])}"
    if near[-1] is not near[0]:
        calls += f", to {name_places((near[-1]['place_id'],), ground.register)}, {format_day(near[-1]['start'])}"
    where = name_places(query.destination_ids, ground.register)
    return Finding(
        rule=rule,
        item_id=f"prism:{asset_id}",
        cells=rule.cells(rule.log(who)),
        why=f"{name_asset(asset_id, ground.register)} from {calls}, had no time for {where}: {-slack:.0f} hours too few ({rule.says}).",
        part=query.part_of("arrival"),
        origins=frozenset({f"signal:{asset_id}"}),
        known=max(s["known"] for s in stays),
        citations=tuple(dict.fromkeys(c for s in (near[0], near[-1]) for c in s["citations"]))[:4],
        how="signal",
        stream=f"signal:{asset_id}",
        bears_identity=True,
        is_sensor=True,
        is_warship_signal=who == "warship",
    )


def _km_per_h(asset_id: str, ground: Ground) -> float:
    asset_class = ground.classes.get(asset_id) or class_of(asset_id, ground.register)
    nobody = read_assets_of({"assets": (), "actor": None}, ground.register)
    return max_km_per_h(nobody, asset_class, ground.register)
