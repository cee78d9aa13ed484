"""Rules for one hull, by name: in two places at once, bound for two ports, on two dates, back where it had left.

Two passages flow in, a sentence flows out where the rule holds, else None. A class without a name is never in two places, because
another ship of it may be.
Source of the impossible pair of places: the speed test of plausibility (the fastest of the class over the great circle).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from vedette.claims.english.place_names import name_place
from vedette.claims.grouping.content import Content, is_asset_id
from vedette.claims.grouping.implication import class_of, is_inside, share_place
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.relation_conflicts import is_beside, is_fact
from vedette.claims.grouping.texts import Texts, cite
from vedette.claims.grouping.windows import gap_between, widest_between
from vedette.errors import NotFound
from vedette.geo import distance_km
from vedette.registry.places import Place

_KM_PER_NM = 1.852
_SAME_VOYAGE = timedelta(days=3)  # within which two destinations are of one voyage
_SAME_EVENT = timedelta(days=10)  # within which two dates are of one arrival
_SOON = timedelta(days=3)  # within which a ship that left has hardly come back
_EVENTS = ("depart", "arrive")
_BOUND = ("move", "depart")


def say_two_places(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A named hull in two places between which it could not have gone in the time; one sentence that tells of a voyage has both."""
    if a.report_id and a.report_id == b.report_id and a.sentence == b.sentence:
        return None
    if not (is_fact(a) and is_fact(b) and a.window.is_stated and b.window.is_stated):
        return None
    between = widest_between(a.window, b.window)
    for asset_id in sorted(_common_assets(a.content, b.content)):
        fastest = _max_kn(asset_id, texts)
        for here, there in _spots(a.content, b.content, texts):
            far = distance_km(here.lat_deg or 0.0, here.lon_deg or 0.0, there.lat_deg or 0.0, there.lon_deg or 0.0)
            if between is not None and fastest and far > fastest * _KM_PER_NM * between.total_seconds() / 3600:
                hours = between.total_seconds() / 3600
                return (
                    f"{cite(a)} and {cite(b)} put one and the same in two places {far:,.0f} km apart within {hours:.0f} hours at "
                    f"most; at {fastest:g} knots it could not have gone so far."
                )
    return None


def _common_assets(a: Content, b: Content) -> set[str]:
    return {x for x in a.assets & b.assets if is_asset_id(x)}


def _max_kn(asset_id: str, texts: Texts) -> float | None:
    code = class_of(asset_id, texts.register)
    try:
        return texts.register.asset_class(code).max_kn if code else None
    except NotFound:
        return None


def _spots(a: Content, b: Content, texts: Texts) -> Iterator[tuple[Place, Place]]:
    """Pairs of different sites at which two claims put an asset."""
    for here in _sites(a, texts):
        for there in _sites(b, texts):
            if here.place_id != there.place_id and not is_inside(here.place_id, there.place_id, texts.register):
                yield here, there


def _sites(content: Content, texts: Texts) -> Iterator[Place]:
    ends = {"present": content.place, "arrive": content.destination, "depart": content.origin}.get(content.kind, frozenset())
    for place_id in sorted(ends):
        try:
            place = texts.register.place(place_id)
        except NotFound:
            continue
        if not place.is_group and place.lat_deg is not None and place.lon_deg is not None:
            yield place


def _other_end(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A named hull with two destinations in one voyage, as a clause."""
    if not _common_assets(a.content, b.content) or a.is_denied or b.is_denied:
        return None
    if not ({a.content.kind, b.content.kind} & set(_BOUND)) or not a.content.destination or not b.content.destination:
        return None
    ends = [replace(_only_end(c), kind="arrive") for c in (a.content, b.content)]
    gap = gap_between(a.window, b.window)
    if share_place(ends[0], ends[1], texts.register) or not _is_one_voyage(a, b) or gap is None or gap > _SAME_VOYAGE:
        return None
    names = [" and ".join(name_place(p, texts.register) for p in sorted(e.destination)) for e in ends]
    return f"{names[0]} in {cite(a)}, {names[1]} in {cite(b)}"


def _only_end(content: Content) -> Content:
    return replace(content, origin=frozenset(), place=frozenset())


def _is_one_voyage(a: Passage, b: Passage) -> bool:
    """Dated alike, or told within days of each other."""
    lengths = [w.length for w in (a.window, b.window) if w.is_stated]
    if any(length is None or length > _SAME_VOYAGE for length in lengths):
        return False
    return len(lengths) == 2 or a.made is None or b.made is None or abs(a.made - b.made) <= _SAME_VOYAGE


def say_other_end(a: Passage, b: Passage, texts: Texts) -> str | None:
    """Two destinations, both stated as facts."""
    clause = _other_end(a, b, texts) if is_fact(a) and is_fact(b) else None
    return f"One voyage, two destinations: {clause}." if clause else None


def say_other_plan(a: Passage, b: Passage, texts: Texts) -> str | None:
    """Two destinations, of which at least one is expected or possible."""
    is_open = {a.status, b.status} & {"planned", "hedged"} and {a.status, b.status} <= {"planned", "hedged", "asserted"}
    clause = _other_end(a, b, texts) if is_open else None
    return f"One voyage, two destinations, not both of them stated as facts: {clause}." if clause else None


def say_other_date(a: Passage, b: Passage, _texts: Texts) -> str | None:
    """One arrival or departure of a named hull on two dates."""
    if a.content != b.content or a.content.kind not in _EVENTS or not a.content.is_named:
        return None
    if not (is_fact(a) and is_fact(b) and a.window.is_stated and b.window.is_stated) or a.window.overlaps(b.window):
        return None
    gap = gap_between(a.window, b.window)
    word = "departure" if a.content.kind == "depart" else "arrival"
    return f"One {word}, two dates: {cite(a)} and {cite(b)}." if gap is not None and gap <= _SAME_EVENT else None


def say_left_already(a: Passage, b: Passage, texts: Texts) -> str | None:
    """A named hull is where another text says that it had left days before."""
    if a.content.kind != "present" or b.content.kind != "depart" or not (is_fact(a) and is_fact(b)):
        return None
    stated = a.window.is_stated and b.window.is_stated
    ends = replace(b.content, kind="present", place=b.content.origin, origin=frozenset(), destination=frozenset())
    if not stated or not _common_assets(a.content, b.content) or not share_place(replace(a.content), ends, texts.register):
        return None
    if (
        is_beside(a)
        or b.window.end is None
        or a.window.start is None
        or not b.window.end < a.window.start <= b.window.end + _SOON
    ):
        return None
    return f"{cite(a)} has it where, by {cite(b)}, it had left; it would have to have come back."
