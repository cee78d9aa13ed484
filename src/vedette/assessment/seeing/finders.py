"""How good the looks at a place are for what is claimed: recall, and how often something else would be taken for it.

The looks at a place and a query flow in; recall per look and the chance of another hull flow out. Where there are looks enough,
an occupancy model tells both; else recall is the table's, and the other hulls are counted in the looks outside the claimed time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.looks import Look
from vedette.assessment.known.occupancy import CERTAIN, LEAST_LOOKS, NOTHING, UNCERTAIN, Occupancy, estimate_occupancy, has_enough
from vedette.assessment.known.recall import lengths_of, typical_length_m
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.detections import Found, find_fitting

_PERIOD_DAYS = 7  # so long a hull is taken to lie there or not to
_STRENGTH = 4.0  # looks that the table's share of other hulls counts as
_CERTAIN = 0.9  # confidence from which a detection whose class was told counts as certain
_KEPT = 512  # what was seen is asked for twice, by the evidence and by observability
_LEAST, _MOST = 0.02, 0.9  # a place is never known to be empty or full


@dataclass(frozen=True)
class Seeing:
    """The looks at one end of a claim in the claimed time, what each shows, and how far to trust it."""

    looks: tuple[Look, ...]
    found: tuple[Found, ...]
    recalls: tuple[float, ...]
    others: float
    others_from: str  # "looks" or "model"
    before: tuple[tuple[Look, Found], ...]  # looks before the claimed time, in order
    recalls_before: tuple[float, ...] = ()


def see(query: Query, places: frozenset[str], ground: Ground, moment: datetime) -> Seeing | None:
    """The looks at some places that were known at a moment; None where there were none in the claimed time."""
    if not ground.looks.passes:
        return None
    key = (query, places, moment)
    if key not in ground.seeings:
        if len(ground.seeings) >= _KEPT:
            ground.seeings.clear()
        ground.seeings[key] = _see(query, places, ground, moment)
    found: Seeing | None = ground.seeings[key]
    return found


def _see(query: Query, places: frozenset[str], ground: Ground, moment: datetime) -> Seeing | None:
    known = [k for k in ground.looks.at(places) if k.known <= moment]
    inside = [k for k in known if query.earliest <= k.time <= query.latest]
    if not inside:
        return None
    founds = _find_all(query, places, known, ground, moment)
    outside = [k for k in known if not query.earliest <= k.time <= query.latest]
    model = _fit(query, places, outside, founds, ground)
    length = typical_length_m(lengths_of(query.assets, ground.register))
    recalls = {k.pass_id: k.clear * model.recall if model else k.recall(length) for k in known}
    before = [k for k in known if k.time < query.start]
    others = model.others if model else _count_others(outside, founds, ground)
    return Seeing(
        looks=tuple(inside),
        found=tuple(founds[k.pass_id] for k in inside),
        recalls=tuple(founds[k.pass_id].recall(recalls[k.pass_id]) for k in inside),
        others=min(max(others, _LEAST), _MOST),
        others_from="model" if model else "looks",
        before=tuple((k, founds[k.pass_id]) for k in before),
        recalls_before=tuple(founds[k.pass_id].recall(recalls[k.pass_id]) for k in before),
    )


def _find_all(query: Query, places: frozenset[str], known: Sequence[Look], ground: Ground, moment: datetime) -> dict[str, Found]:
    """What each look shows of the claimed kind; claims about the same assets and places share it."""
    key = (query.assets, places, moment)
    if key not in ground.seeings:
        ground.seeings[key] = {k.pass_id: find_fitting(k, query, places, ground, moment) for k in known}
    found: dict[str, Found] = ground.seeings[key]
    return found


def _count_others(outside: Sequence[Look], founds: dict[str, Found], ground: Ground) -> float:
    """The share of the other looks that show one of its length, drawn towards the table's."""
    table = ground.params.table["hull_in_image"].numbers["others"]
    clear = sum(k.clear for k in outside)
    shown = sum(k.clear for k in outside if founds[k.pass_id].rows)
    return (shown + _STRENGTH * table) / (clear + _STRENGTH)


def _fit(
    query: Query, places: frozenset[str], known: Sequence[Look], founds: dict[str, Found], ground: Ground
) -> Occupancy | None:
    """The model's estimate from the first looks that became known: twelve, then half as many more each time.

    Looks of the claimed time are not among `known`: that the asset itself lay there then must not make the finder look better,
    nor others more frequent.
    """
    n = _step(len(known))
    if n < LEAST_LOOKS:
        return None
    first = sorted(known, key=lambda k: (k.known, k.time, k.pass_id))[:n]
    key = (places, query.assets, tuple(k.pass_id for k in first))
    if key not in ground.fits:
        periods = _periods(first, founds)
        ground.fits[key] = estimate_occupancy(periods) if has_enough(periods) else None
    return ground.fits[key]


def _step(n: int) -> int:
    step = LEAST_LOOKS
    while step * 3 // 2 <= n:
        step = step * 3 // 2
    return step if n >= LEAST_LOOKS else 0


def _periods(looks: Sequence[Look], founds: dict[str, Found]) -> list[list[int]]:
    periods: dict[int, list[int]] = defaultdict(list)
    for look in sorted(looks, key=lambda k: (k.time, k.pass_id)):
        if look.clear >= 0.5:  # a look through cloud tells recall of cloud, not of the finder
            periods[look.time.toordinal() // _PERIOD_DAYS].append(_kind(founds[look.pass_id]))
    return list(periods.values())


def _kind(found: Found) -> int:
    if not found.rows:
        return NOTHING
    is_certain = any(r["asset_class"] is not None and (r["confidence"] or 0.0) >= _CERTAIN for r in found.rows)
    return CERTAIN if is_certain else UNCERTAIN
