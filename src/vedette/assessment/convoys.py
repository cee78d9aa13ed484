"""The company that it keeps: a visible ship sails the claimed leg, and it has sailed with the dark one before.

Legs of other ships and a claim about one named ship flow in, one finding for the best companion flows out. How often the two
sailed together is counted from legs with the same two ends that began and ended within a day of each other; how often the companion
sails that leg anyway gives the other side of the ratio. Analysts followed the flotilla of February 2025 in this way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.findings import Finding
from vedette.assessment.ground import Ground
from vedette.assessment.predicates import Query
from vedette.assessment.wording import name_asset, say_event

Row = dict[str, Any]


@dataclass(frozen=True)
class Company:
    """A companion's leg in the claimed time, and how often the two sailed together and each alone before."""

    leg: Row
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
    own = _legs(asset_id, ground, moment)
    own_before = [leg for leg in own if _end(leg) < query.earliest]
    rated = [
        (rate_company(c, query, rule.numbers["cap"]), c)
        for c in _companies(query, asset_id, own_before, within, ground, moment)
        if c.together >= rule.numbers["least_together"]
    ]
    if not rated:
        return
    ratio, best = max(rated, key=lambda r: (r[0], r[1].leg["event_id"]))
    if ratio > 1:
        yield _finding(best, ratio, asset_id, ground)


def rate_company(company: Company, query: Query, cap: float) -> float:
    """P(companion sails | the dark one did) over P(companion sails anyway in that time), from 1 to a cap.

    With one joint and one separate voyage added beforehand (Laplace), so that two voyages together are no law.
    """
    with_it = (company.together + 1) / (company.own_legs + 2)
    days = max((query.latest - query.earliest).total_seconds() / 86400, 1.0)
    anyway = -math.expm1(-days * company.usual_per_day)
    return min(max(with_it / max(anyway, 1e-6), 1.0), cap)


def _companies(
    query: Query, asset_id: str, own: Sequence[Row], within: timedelta, ground: Ground, moment: datetime
) -> Iterator[Company]:
    if not own:
        return
    for other_id in sorted(ground.events):
        if other_id == asset_id:
            continue
        legs = _legs(other_id, ground, moment)
        now = [leg for leg in legs if _is_claimed(leg, query)]
        if not now:
            continue
        before = [leg for leg in legs if _end(leg) < query.earliest]
        together = sum(any(_is_same_voyage(mine, leg, within) for leg in before) for mine in own)
        on_route = sum(leg["from_place_id"] in query.origins and leg["to_place_id"] in query.destinations for leg in before)
        first = min(leg["start"] for leg in legs)
        days = max((query.earliest - first).total_seconds() / 86400, 1.0)
        yield Company(now[0], together, len(own), (on_route + 1) / (days + 30))


def _legs(asset_id: str, ground: Ground, moment: datetime) -> list[Row]:
    return [e for e in ground.events.get(asset_id, ()) if e["kind"] == "leg" and e["known"] <= moment]


def _is_claimed(leg: Row, query: Query) -> bool:
    is_route = leg["from_place_id"] in query.origins and leg["to_place_id"] in query.destinations
    return is_route and leg["start"] <= query.latest and _end(leg) >= query.earliest and not leg["flags"]


def _is_same_voyage(one: Row, other: Row, within: timedelta) -> bool:
    ends = one["from_place_id"] == other["from_place_id"] and one["to_place_id"] == other["to_place_id"]
    return ends and abs(one["start"] - other["start"]) <= within and abs(_end(one) - _end(other)) <= within


def _end(leg: Row) -> datetime:
    end: datetime = leg["end"] or leg["known"]
    return end


def _finding(company: Company, ratio: float, asset_id: str, ground: Ground) -> Finding:
    rule = ground.params.table["convoy_proxy"]
    told = say_event(company.leg, rule.says, ground.register).removesuffix(".")
    often = f"{company.together} of {company.own_legs} earlier voyages of {name_asset(asset_id, ground.register)} were with it"
    return Finding(
        rule=rule,
        item_id=company.leg["event_id"],
        cells=rule.cells(math.log(ratio)),
        why=f"{told}; {often}.",
        part="whole",
        origins=frozenset({f"signal:{company.leg['asset_id']}"}),
        known=company.leg["known"],
        citations=tuple(company.leg["citations"]),
        how="signal",
        is_sensor=True,
        start=company.leg["start"],
        end=_end(company.leg),
        observed=(company.leg["asset_id"], None),
    )
