"""Did flights between groups of places become more (or fewer)? An exact test of two counts with their effort.

Legs, take-offs and landings and a query flow in, one finding flows out. Counts of the claimed time and of the days before
are compared by the exact conditional test of two Poisson rates, with covered days as exposure; the ratio is the Bayes factor
bound 1 / (-e p ln p) of its p-value (Sellke, Bayarri, Berger 2001). Where effort is unknown there is no test: missing is
not zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.assets import match_asset
from vedette.assessment.findings import Finding
from vedette.assessment.ground import Ground
from vedette.assessment.places import name_places, points_of
from vedette.assessment.predicates import Query
from vedette.schema.cells import cell_name

_CITED = 6


def find_flights(query: Query, ground: Ground) -> tuple[dict[str, Any], ...]:
    """Every event that is one flight of a claimed route, whenever it was; none where no rate is claimed."""
    if query.kind != "flight_rate":
        return ()
    fitting = (events for asset_id, events in ground.events.items() if is_claimed_asset(query, asset_id, ground))
    return tuple(event for events in fitting for event in events if is_flight(query, event))


def find_rates(query: Query, flights: Sequence[dict[str, Any]], ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The test of a flight rate, with what was known at a moment."""
    if query.kind != "flight_rate" or query.start > moment:
        return
    window = query.start, min(query.end, moment)
    baseline = query.start - timedelta(days=ground.params.baseline_days), query.start - timedelta(microseconds=1)
    effort, usual_effort = _effort(query, *window, ground), _effort(query, *baseline, ground)
    known = [e for e in flights if e["known"] <= moment]
    now = [e for e in known if window[0] <= e["start"] <= window[1]]
    before = [e for e in known if baseline[0] <= e["start"] <= baseline[1]]
    if effort <= 0 or usual_effort <= 0 or not (now or before):
        return
    p_up = upper_tail(len(now), len(now) + len(before), effort / (effort + usual_effort))
    p_down = upper_tail(len(before), len(now) + len(before), usual_effort / (effort + usual_effort))
    claimed, opposite = (p_down, p_up) if query.direction == "down" else (p_up, p_down)
    yield _finding(query, now, before, (effort, usual_effort), (claimed, opposite), ground, moment)


def is_flight(query: Query, event: dict[str, Any]) -> bool:
    """Is an event one flight of the claimed route: a leg between its ends; where one end is claimed, a landing or take-off?"""
    if query.origins and query.destinations:
        return event["kind"] == "leg" and event["from_place_id"] in query.origins and event["to_place_id"] in query.destinations
    if query.destinations:
        return bool(event["kind"] == "landing" and event["place_id"] in query.destinations)
    return bool(event["kind"] == "take_off" and event["place_id"] in query.origins)


def is_claimed_asset(query: Query, asset_id: str, ground: Ground) -> bool:
    """Does an asset fit the claim? An aircraft of unknown type counts as one of a claimed class of aircraft."""
    asset_class = ground.classes.get(asset_id)
    if asset_class is None and asset_id.startswith("icao24:") and not query.assets.asset_ids:
        asset_class = next(iter(sorted(query.assets.classes)), None)
    return match_asset(query.assets, asset_id, asset_class, ground.register) is not None


def upper_tail(k: int, n: int, share: float) -> float:
    """P(X >= k) of a Binomial(n, share): the exact conditional test of two Poisson counts (Przyborowski and Wilenski 1940)."""
    if k <= 0:
        return 1.0
    logs = [
        math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(share) + (n - i) * math.log1p(-share)
        for i in range(k, n + 1)
    ]
    return min(math.fsum(math.exp(x) for x in logs), 1.0)


def bayes_factor_bound(p: float) -> float:
    """The most that a p-value can speak for an effect: 1 / (-e p ln p) for p < 1/e, else 1; never 1/p."""
    return 1 / (-math.e * p * math.log(p)) if 0 < p < 1 / math.e else 1.0 if p > 0 else math.inf


def _effort(query: Query, start: datetime, end: datetime, ground: Ground) -> float:
    """Covered days at the end where flights are counted, from start to end."""
    places = query.destinations or query.origins
    cells = tuple(cell_name(lat, lon) for lat, lon in points_of(tuple(sorted(places)), ground.register))
    return math.fsum(ground.coverage.days(("adsb",), cells, start, end))


def _finding(
    query: Query,
    now: list[dict[str, Any]],
    before: list[dict[str, Any]],
    effort: tuple[float, float],
    p_values: tuple[float, float],
    ground: Ground,
    moment: datetime,
) -> Finding:
    claimed, opposite = (bayes_factor_bound(p) for p in p_values)
    rule = ground.params.table["rate_test" if claimed >= opposite else "rate_against"]
    ratio = min(max(claimed, opposite), rule.numbers["cap"])
    ends = [name_places(ids, ground.register) for ids in (query.origin_ids, query.destination_ids) if ids]
    counts = f"{len(now)} flights {' to '.join(ends)} in {effort[0]:.1f} covered days, {len(before)} in {effort[1]:.1f} before"
    newest = sorted([*now, *before], key=lambda e: (e["start"], e["event_id"]))[-_CITED:]
    return Finding(
        rule=rule,
        item_id=f"rate:{query.claim_id}",
        cells=rule.cells(math.log(ratio)),
        why=f"{counts} ({rule.says}).",
        part="whole",
        origins=frozenset({"receivers"}),
        known=min(max(e["known"] for e in newest), moment),
        citations=tuple(dict.fromkeys(c for e in newest for c in e["citations"][:1])),
        bears_identity=bool(now),
        is_sensor=True,
    )
