"""Where is an observation with respect to a claim: at its origin, at its destination, off one of them, elsewhere?

Place ids or a position flow in, one word of `RELATIONS` flows out, and distances in km. An observation whose place is wider
than the claim's ("off Syria" for a claim about Tartus) may be inside or not and stays `unknown`.
"""

from __future__ import annotations

from functools import lru_cache

from vedette.assessment.question.predicates import Query
from vedette.errors import NotFound
from vedette.geo import distance_km
from vedette.registry.places import Place
from vedette.registry.register import Register

RELATIONS = ("origin", "destination", "off_origin", "off_destination", "elsewhere", "unknown")
Points = tuple[tuple[float, float], ...]


def relate(query: Query, place_id: str | None, point: tuple[float, float] | None, near_km: float, register: Register) -> str:
    """The relation of a place, or of a position where no place is known, to a claim."""
    at_destination = is_inside(place_id, query.destinations, register)
    at_origin = is_inside(place_id, query.origins, register)
    if at_destination and at_origin:
        return "unknown"
    if at_destination or at_origin:
        return "destination" if at_destination else "origin"
    if _is_field_of_a_ship(query, place_id, register):
        return _relate_points(query, points_inside(str(place_id), register), near_km, register).removeprefix("off_")
    if is_wider(place_id, query.origins | query.destinations, register):
        return "unknown"
    points = points_inside(place_id, register) if place_id else (point,) if point else ()
    relation = _relate_points(query, points, near_km, register)
    # a country is not "off" a port: some of it may be near, the ship may be anywhere in it
    return "unknown" if len(points) > 1 and relation != "elsewhere" else relation


def _is_field_of_a_ship(query: Query, place_id: str | None, register: Register) -> bool:
    """Was a ship by name logged at an airfield? Then the town is meant, whose port and airfield bear one name."""
    place = _place(place_id, register) if place_id and query.assets.asset_ids else None
    return place is not None and place.kind in ("airport", "airbase") and not query.assets.are_aircraft(register)


def _relate_points(query: Query, points: Points, near_km: float, register: Register) -> str:
    if not points:
        return "unknown"
    to_destination = least_km(points, points_of(tuple(sorted(query.destinations)), register))
    to_origin = least_km(points, points_of(tuple(sorted(query.origins)), register))
    if min(to_destination, to_origin) > near_km:
        return "elsewhere"
    return "off_destination" if to_destination <= to_origin else "off_origin"


def is_inside(place_id: str | None, places: frozenset[str], register: Register) -> bool:
    """Is a place one of a set with everything inside it, or a group whose every member is?"""
    if place_id is None or not places:
        return False
    return place_id in places or (len(members := members_of(place_id, register)) > 1 and members - {place_id} <= places)


def is_wider(place_id: str | None, places: frozenset[str], register: Register) -> bool:
    """Does a place hold one of a set, so that what was seen in it may have been there?"""
    return place_id is not None and bool(members_of(place_id, register) & places)


@lru_cache(maxsize=4096)
def members_of(place_id: str, register: Register) -> frozenset[str]:
    """The place itself and everything inside it."""
    return register.members(place_id)


def points_inside(place_id: str, register: Register) -> Points:
    """The reference points of a site, or of all sites inside a group."""
    return points_of(tuple(sorted(members_of(place_id, register))), register)


@lru_cache(maxsize=4096)
def points_of(place_ids: tuple[str, ...], register: Register) -> Points:
    """The reference points (degrees) of the sites among some places; of the groups where there are no sites."""
    found = [p for p in (_place(i, register) for i in place_ids) if p is not None and p.lat_deg is not None]
    sites = [p for p in found if not p.is_group] or found
    return tuple((p.lat_deg, p.lon_deg) for p in sites if p.lat_deg is not None and p.lon_deg is not None)


def _place(place_id: str, register: Register) -> Place | None:
    try:
        return register.place(place_id)
    except NotFound:  # a sighting may name a place that this register does not have
        return None


def place_kind(place_id: str, register: Register) -> str | None:
    """What a place is (`PLACE_KINDS`); None where the register does not have it."""
    place = _place(place_id, register)
    return None if place is None else place.kind


def reach_km(place_ids: tuple[str, ...], register: Register) -> float:
    """The greatest distance at which a visit to one of some places still lasts, km; 0 where none has one."""
    return max((p.exit_km or 0.0 for i in place_ids if (p := _place(i, register)) is not None), default=0.0)


def least_km(some: Points, others: Points) -> float:
    """The least distance between two sets of points, km; infinite where one is empty."""
    return min((distance_km(*a, *b) for a in some for b in others), default=float("inf"))


def name_places(place_ids: tuple[str, ...], register: Register) -> str:
    """The names of places, joined: ``Tartus and Hmeimim``."""
    found = [_place(i, register) for i in place_ids]
    return " and ".join(p.name if p else i for p, i in zip(found, place_ids, strict=True))
