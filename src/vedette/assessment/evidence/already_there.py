"""Had it come earlier? Who is seen where it is said to have arrived may have lain there before the claimed time.

Findings on a claimed arrival of one named asset and what was known of its whereabouts flow in; the findings flow out. Where nothing
shows the asset away from the destination after the claimed time began, "elsewhere or at another time" explains the arrival with the
share of earlier arrivals that are still there, once for all findings together, since one earlier arrival shows them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from vedette.assessment.evidence.explained import AT_DESTINATION, explain_in_part, part_explained
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.stays import Stay, stays_of
from vedette.assessment.question.places import is_inside, name_places, place_kind, points_of, reach_km
from vedette.assessment.question.predicates import Query
from vedette.assessment.weights.findings import Finding, cite, with_witness
from vedette.clock import format_day

_COMING = ("arrive", "move")


def allow_earlier(query: Query, findings: Sequence[Finding], ground: Ground, moment: datetime) -> list[Finding]:
    """The findings; those of an arrival that nobody saw begin lose what an earlier arrival explains as well."""
    shows_arrival = AT_DESTINATION | {"track_leg"}  # whoever came earlier made that leg as well
    arriving = [f for f in findings if f.rule.id in shows_arrival and f.start is not None and f.cells.moved > 0]
    if not arriving or query.kind not in _COMING or not query.is_dated or len(query.assets.asset_ids) != 1:
        return list(findings)
    (asset_id,) = query.assets.asset_ids
    known = list(stays_of(asset_id, ground, moment))
    away = _last_away(query, arriving, [*known, *_under_way(query, asset_id, arriving, ground, moment)], ground)
    share = _share_earlier(query, away, ground)
    if share <= 0 or any(_is_claimed_arrival(stay, query, ground) for stay in known):
        return list(findings)
    part = part_explained(arriving, share)
    return [_shared(f, part, away, query, ground) if f in arriving else f for f in findings]


def _under_way(query: Query, asset_id: str, arriving: Sequence[Finding], ground: Ground, moment: datetime) -> Iterator[Stay]:
    """When it was last heard far from the destination before it was seen there: at sea, in the air, on its way in."""
    events = ground.heard.get(asset_id, ())
    if _is_open_water(query, ground) or any(e["event_id"] in ground.contests or e["event_id"] in ground.doubts for e in events):
        return
    seen = min(_first_seen(arriving), moment)
    ends = tuple(sorted(query.destinations))
    fix = ground.paths.last_far_from(asset_id, points_of(ends, ground.register), reach_km(ends, ground.register), seen)
    if fix is not None:
        yield Stay("", fix.time, fix.time, is_passage=True, citations=fix.citations)


def _is_open_water(query: Query, ground: Ground) -> bool:
    """Is the destination, or a part of it, a sea or region? Far from its ports one may be in it."""
    return any(place_kind(p, ground.register) in ("sea", "region") for p in query.destinations)


def _first_seen(arriving: Sequence[Finding]) -> datetime:
    return max(f.end if f.rule.id == "track_leg" and f.end else f.start for f in arriving if f.start is not None)


def _last_away(query: Query, arriving: Sequence[Finding], known: Sequence[Stay], ground: Ground) -> list[Stay]:
    """What shows it away from the destination before it was seen there, the last first, one a time, down to what is beyond doubt."""
    seen = _first_seen(arriving)
    away = [s for s in known if s.end <= seen and s.sureness > 0 and _is_away(s, query, ground)]
    away.sort(key=lambda s: (s.start, s.place_id))
    by_time = {(s.end, s.sureness): s for s in reversed(away)}
    last = [by_time[key] for key in sorted(by_time, reverse=True)]
    surely = next((n for n, stay in enumerate(last, start=1) if stay.sureness == 1), len(last))
    return last[:surely]


def _is_claimed_arrival(stay: Stay, query: Query, ground: Ground) -> bool:
    """Was it seen or heard as it came to the destination, in the claimed time?"""
    is_there = is_inside(stay.place_id, query.destinations, ground.register)
    return stay.is_arrival and is_there and query.earliest <= stay.end and stay.start <= query.latest


def _is_away(stay: Stay, query: Query, ground: Ground) -> bool:
    is_there = is_inside(stay.place_id, query.destinations, ground.register)
    return is_there if stay.is_absence else not is_there


def _share_earlier(query: Query, away: Sequence[Stay], ground: Ground) -> float:
    """Share of "elsewhere or at another time" that came earlier and is still there, given when it was known to be away.

    A look that may have missed it counts with its sureness; for the rest the time before it does, and in the end no time at all.
    """
    numbers = ground.params.table["came_earlier"].numbers
    share, left = 0.0, 1.0
    for stay in away:
        gap_days = max((query.earliest - stay.end) / timedelta(days=1), 0.0)
        share += left * stay.sureness * float(numbers["share"]) * (1 - 0.5 ** (gap_days / numbers["half_life_days"]))
        left *= 1 - stay.sureness
    return share + left * float(numbers["share"])


def _shared(finding: Finding, part: float, away: Sequence[Stay], query: Query, ground: Ground) -> Finding:
    there = name_places(tuple(sorted(query.destinations)), ground.register)
    why = f"{finding.why.removesuffix('.')}; {_say_away(away, there)}, so that it may have come earlier."
    told = replace(explain_in_part(finding, part), why=why)
    for stay in away:
        told = with_witness(told, stay.item_id, stay.citations) if stay.item_id else cite(told, stay.citations)
    return told


def _say_away(away: Sequence[Stay], there: str) -> str:
    """Since when nothing showed it elsewhere; a look that did not find it is said apart, for it may have missed it."""
    last = next((stay for stay in away if stay.sureness == 1), None)
    looks = [format_day(stay.end) for stay in away if stay.sureness < 1]
    missed = f"a look on {looks[0]} did not show it at {there} but may have missed it, and " if looks else ""
    if last is None:
        return f"{missed}nothing{' else' if looks else ''} showed it away from {there} before"
    return f"{missed}since {format_day(last.end)} it was not {'surely ' if looks else ''}known to be away from {there}"
