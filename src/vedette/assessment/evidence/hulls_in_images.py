"""A hull of the claimed length in images, without a name: which looks show one, and what they are worth together.

One end of a claim as images see it flows in, a finding or none flows out. `newcomers` weighs the whole sequence of looks, those
shortly before the claimed time included; what the looks without a hull say is a row of its own and is taken out here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from vedette.assessment.evidence.newcomers import STAY_DAYS, Shown, newcomer_ratio
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.looks import Look
from vedette.assessment.question.assets import match_asset
from vedette.assessment.question.places import is_inside, name_places
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.detections import Found
from vedette.assessment.seeing.finders import Seeing
from vedette.assessment.seeing.image_ends import End, chance_missed, list_comings, make_finding
from vedette.assessment.weights.findings import Finding
from vedette.clock import format_day

_MOST_CITED = 4


def find_hull(end: End, query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The looks that show a hull of the claimed length, all together: no look is picked without paying for the choice.

    Where a person logged from a picture of that day that it shows what is claimed, that hull has been counted.
    """
    rule, end = ground.params.table["hull_in_image"], _without(_logged_days(query, ground, moment), end)
    seeing = end.seeing
    shown = [(k, f) for k, f, r in zip(seeing.looks, seeing.found, seeing.recalls, strict=True) if f.rows and r > 0]
    if not shown:
        return
    look, found = max(shown, key=lambda s: (s[1].confidence, s[0].time))
    again = f"; {_times(len(shown) - 1)} in other passes of that time" if len(shown) > 1 else ""
    accounted = (
        f" ({found.n_accounted} more accounted for by ships that lay there by their own signal)" if found.n_accounted else ""
    )
    best = found.rows[0]
    length = f" of {best['length_m']:.0f} m" if best["length_m"] else ""
    earlier = ", and one lay there shortly before" if _lay_there_before(query, seeing) else ""
    why = (
        f"A hull{length} at {name_places(end.place_ids, ground.register)} in an image of {format_day(look.time)}{accounted}{again}; "
        f"another of its length is seen there in {_percent(seeing.others)} of looks{earlier}: {rule.says}."
    )
    log_ratio = min(math.log(_together(query, seeing)), rule.log("cap"))
    looks = [look, *(k for k, _ in shown if k is not look)][:_MOST_CITED]
    yield make_finding(end, query, ground, "hull_in_image", log_ratio, why, looks, found.rows, best["detection_id"])


def _logged_days(query: Query, ground: Ground, moment: datetime) -> frozenset[date]:
    """The days of which somebody logged a picture of what is claimed at its destination."""
    pictures = (s for s in ground.sightings if s["how"] == "imagery" and s["known"] <= moment and s["count_max"] != 0)
    there = (s for s in pictures if s["event"] != "absent" and is_inside(s["place_id"], query.destinations, ground.register))
    fitting = (s for s in there if match_asset(query.assets, s["asset_id"], s["class"], ground.register) is not None)
    return frozenset(s["start"].date() for s in fitting)


def _without(days: frozenset[date], end: End) -> End:
    """The end of a claim without the looks of some days."""
    seeing = end.seeing
    kept = [i for i, look in enumerate(seeing.looks) if look.time.date() not in days]
    if len(kept) == len(seeing.looks):
        return end
    left = replace(
        seeing,
        looks=tuple(seeing.looks[i] for i in kept),
        found=tuple(seeing.found[i] for i in kept),
        recalls=tuple(seeing.recalls[i] for i in kept),
    )
    return replace(end, seeing=left)


def _together(query: Query, seeing: Seeing) -> float:
    """What the looks that show a hull are worth beside those that show none, which are a row of their own; at least 1."""
    inside = [Shown(k.time, r, bool(f.rows)) for k, f, r in zip(seeing.looks, seeing.found, seeing.recalls, strict=True)]
    before = [Shown(k.time, r, bool(f.rows)) for k, f, r in _shortly_before(query, seeing)]
    looks = [k for k in sorted([*before, *inside], key=lambda k: k.time) if k.recall > 0]
    missed = chance_missed(query, [(k.time, k.recall) for k in looks if not k.is_shown and k.time >= query.earliest])
    confidence = max(f.confidence for f in seeing.found)
    return 1 + confidence * max(newcomer_ratio(looks, seeing.others, list_comings(query)) / missed - 1, 0.0)


def _lay_there_before(query: Query, seeing: Seeing) -> bool:
    return any(f.rows for _, f, _ in _shortly_before(query, seeing))


def _shortly_before(query: Query, seeing: Seeing) -> list[tuple[Look, Found, float]]:
    """The looks before the claimed time that still say what lies there in it; a state may have lasted longer, so none of them."""
    first = query.earliest - timedelta(days=2 * STAY_DAYS)
    looks = ((k, f, r) for (k, f), r in zip(seeing.before, seeing.recalls_before, strict=True))
    return [] if query.lasts else [look for look in looks if first <= look[0].time < query.earliest]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _times(n: int) -> str:
    return "again" if n == 1 else f"{n} times more"
