"""The company that it keeps: a visible ship sails the claimed leg, and it has sailed with the dark one before.

Legs of other ships and a claim about one named ship flow in, one finding for the best companion flows out. How often the two
sailed together is counted from legs with the same two ends that began and ended within a day of each other; the other side of the
ratio is how often any of its companions sails that leg anyway, so that the best of many is paid for. Legs whose signal is not believed
count on neither side. Analysts followed the flotilla of February 2025 in this way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.known.contested import is_contested
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import name_asset, say_event
from vedette.assessment.question.predicates import Query
from vedette.assessment.weights.findings import Finding

Row = dict[str, Any]


@dataclass(frozen=True)
class Company:
    """A companion's leg in the claimed time (null = it did not sail), how often the two sailed together, and each alone before."""

    leg: Row | None
    together: int
    own_legs: int
    usual_per_day: float


def weigh_convoy(query: Query, tracks: Sequence[Finding], ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The finding for the companion that speaks most; none where the ship itself was heard, or nobody sailed with it before."""
    if len(query.assets.asset_ids) != 1 or not (query.origins and query.destinations) or query.kind != "move":
        return
    if any(f.part in (query.last_part, "whole") for f in tracks):
        return
    (asset_id,) = query.assets.asset_ids
    rule = ground.params.table["convoy_proxy"]
    within = timedelta(days=rule.numbers["within_days"])
    own_before = [leg for leg in _legs(asset_id, ground, moment) if _end(leg) < query.earliest]
    companions = [
        c for c in _companies(query, asset_id, own_before, within, ground, moment) if c.together >= rule.numbers["least_together"]
    ]
    anyway = chance_of_any(companions, query)
    rated = [(rate_company(c, anyway, rule.numbers["cap"]), c.leg["event_id"], c) for c in companions if c.leg]
    if rated:
        ratio, _, best = max(rated, key=lambda r: r[:2])
        if ratio > 1:
            yield _finding(best, ratio, asset_id, ground)


def chance_of_any(companions: Sequence[Company], query: Query) -> float:
    """The chance that at least one of some companions sails the leg in the claimed time whatever the dark ship does."""
    days = max((query.latest - query.earliest).total_seconds() / 86400, 1.0)
    return -math.expm1(-days * math.fsum(c.usual_per_day for c in companions))


def rate_company(company: Company, anyway: float, cap: float) -> float:
    """P(companion sails | the dark one did) over P(any companion sails anyway in that time), from 1 to a cap.

    With one joint and one separate voyage added beforehand (Laplace), so that two voyages together are no law.
    """
    with_it = (company.together + 1) / (company.own_legs + 2)
    return min(max(with_it / max(anyway, 1e-6), 1.0), cap)


def _companies(
    query: Query, asset_id: str, own: Sequence[Row], within: timedelta, ground: Ground, moment: datetime
) -> Iterator[Company]:
    """Every other ship, with how often it sailed with the dark one; those that did not sail now count for the choice."""
    for other_id in sorted(ground.events) if own else ():
        if other_id == asset_id:
            continue
        legs = _legs(other_id, ground, moment)
        before = [leg for leg in legs if _end(leg) < query.earliest]
        together = sum(any(_is_same_voyage(mine, leg, within) for leg in before) for mine in own)
        if not together:
            continue
        now = next((leg for leg in legs if _is_claimed(leg, query)), None)
        on_route = sum(leg["from_place_id"] in query.origins and leg["to_place_id"] in query.destinations for leg in before)
        first = min(leg["start"] for leg in legs)
        days = max((query.earliest - first).total_seconds() / 86400, 1.0)
        yield Company(now, together, len(own), (on_route + 1) / (days + 30))


def _legs(asset_id: str, ground: Ground, moment: datetime) -> list[Row]:
    legs = (e for e in ground.events.get(asset_id, ()) if e["kind"] == "leg" and e["known"] <= moment)
    return [leg for leg in legs if not is_contested(leg["event_id"], ground.contests, moment)]


def _is_claimed(leg: Row, query: Query) -> bool:
    is_route = leg["from_place_id"] in query.origins and leg["to_place_id"] in query.destinations
    return is_route and leg["start"] >= query.earliest and _end(leg) <= query.latest and not leg["flags"]


def _is_same_voyage(one: Row, other: Row, within: timedelta) -> bool:
    ends = one["from_place_id"] == other["from_place_id"] and one["to_place_id"] == other["to_place_id"]
    return ends and abs(one["start"] - other["start"]) <= within and abs(_end(one) - _end(other)) <= within


def _end(leg: Row) -> datetime:
    end: datetime = leg["end"] or leg["known"]
    return end


def _finding(company: Company, ratio: float, asset_id: str, ground: Ground) -> Finding:
    rule, leg = ground.params.table["convoy_proxy"], company.leg or {}
    told = say_event(leg, rule.says, ground.register).removesuffix(".")
    often = f"{company.together} of {company.own_legs} earlier voyages of {name_asset(asset_id, ground.register)} were with it"
    return Finding(
        rule=rule,
        item_id=leg["event_id"],
        cells=rule.cells(math.log(ratio)),
        why=f"{told}; {often}.",
        part="whole",
        origins=frozenset({f"signal:{leg['asset_id']}"}),
        known=leg["known"],
        citations=tuple(leg["citations"]),
        how="signal",
        is_sensor=True,
        start=leg["start"],
        end=_end(leg),
        observed=(leg["asset_id"], None),
    )
