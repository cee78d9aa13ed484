"""What one sighting or event says of a case: left the old base, came to the new one, went home, or nothing.

An item, all items and the zones of a case flow in, the code of a signal flows out: the first row of the tables that fits. A departure
after which the asset was seen back is none, whether a person saw it, it took off, or its stay ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import AssetQuery, max_km_per_h
from vedette.assessment.question.places import Points, is_inside, least_km, points_inside
from vedette.assessment.question.reach import least_way_km
from vedette.assessment.whole_case.case_items import Item, Zones, flies

_ON_THE_WAY = 1.15  # a place lies on the way if going by it is at most so much longer
_FAR_KM = 300.0  # nearer to the old base nothing is on its way yet
_HARBOURS = 12  # of many home ports so many are tried by sea
_PORTS, _AIRFIELDS = frozenset({"naval_base", "port"}), frozenset({"airbase", "airport"})
_LOST = frozenset({"distress", "sunk", "absent"})
_AT_NEW = {"absent": "empty_new", "departed": None, "take_off": None, "arrived": "came_to_new", "landing": "came_to_new"}
_LYING = frozenset({"present", "anchored"})
_OWN_SIGNAL = frozenset({"tracking", "flight_data"})


def signal_of(item: Item, items: Sequence[Item], zones: Zones, ground: Ground) -> str | None:
    """The code of the signal that an item gives, as in case_hypotheses.toml; None where it gives none."""
    if _is_against_picture(item, items, ground):
        return "signal_against_picture"
    if item.from_id or item.to_id:
        signal = _of_leg(item, zones, ground)
        return None if signal == "left_old" and _is_back(item, items, zones, ground) else signal
    if is_inside(item.place_id, zones.old, ground.register):
        return _at_old(item, items, zones, ground)
    if is_inside(item.place_id, zones.new, ground.register):
        return _AT_NEW.get(item.event, "lying_new")
    return _outside(item, items, zones, ground)


def _outside(item: Item, items: Sequence[Item], zones: Zones, ground: Ground) -> str | None:
    """At home, or on the way between home and the old base."""
    if item.event in _LOST:
        return None
    was_at_old = _was_there(item, items, zones.old, ground)
    if is_inside(item.place_id, zones.home, ground.register):
        return "at_home" if was_at_old else "from_home" if item.event == "departed" else None
    if _is_on_the_way(item, zones, ground):
        return "towards_home" if was_at_old else "from_home"
    return None


def _of_leg(item: Item, zones: Zones, ground: Ground) -> str | None:
    """A movement with an origin, a destination, or both."""
    start, end = (_zone(place_id, zones, ground) for place_id in (item.from_id, item.to_id))
    ways = {
        ("old", "new"): "old_to_new", ("new", "old"): "new_to_old", ("home", "new"): "home_to_new", ("", "new"): "came_to_new",
        ("old", "home"): "towards_home", ("home", "old"): "came_to_old", ("", "old"): "came_to_old", ("old", ""): "left_old",
    }  # fmt: skip
    return ways.get((start, end))


def _zone(place_id: str | None, zones: Zones, ground: Ground) -> str:
    """The zone of a place; home is meant in the wide sense of what is neither old nor new, where flights are named by region."""
    for name in ("old", "new", "home"):
        if is_inside(place_id, getattr(zones, name), ground.register):
            return name
    wide = ground.register.members(place_id) & zones.home if place_id else frozenset()
    return "home" if wide else ""


def _at_old(item: Item, items: Sequence[Item], zones: Zones, ground: Ground) -> str | None:
    if item.event in ("absent", "loading"):
        return {"absent": "empty_old", "loading": "loading_old"}[item.event]
    if item.event in ("departed", "take_off") or (item.event == "visit" and not item.row["is_open"]):
        return None if _is_back(item, items, zones, ground) else "left_old"
    if item.event in ("arrived", "landing"):
        return "came_to_old"
    if item.event == "visit":
        return "lying_old"
    return "lying_old" if item.event in _LYING and not _has_left(item, items, zones, ground) else None


def _has_left(item: Item, items: Sequence[Item], zones: Zones, ground: Ground) -> bool:
    """Was this very asset seen leaving, or outside, later on?"""
    return item.asset_id is not None and any(
        later.asset_id == item.asset_id
        and later.start > item.start
        and (later.event == "departed" or not is_inside(later.place_id, zones.old, ground.register))
        for later in items
    )


def _is_back(left: Item, items: Sequence[Item], zones: Zones, ground: Ground) -> bool:
    """Was it, or an unnamed one of its class, seen at the old base after it had left?"""
    return any(
        later.start > left.end
        and later.event not in ("absent", "departed")
        and is_inside(later.place_id, zones.old, ground.register)
        and _may_be_one(left, later, ground)
        for later in items
    )


def _may_be_one(one: Item, other: Item, ground: Ground) -> bool:
    if one.asset_id and other.asset_id:
        return one.asset_id == other.asset_id
    if one.asset_class is None or other.asset_class is None:
        return False
    is_class = ground.register.is_class
    return is_class(one.asset_class, other.asset_class) or is_class(other.asset_class, one.asset_class)


def _was_there(item: Item, items: Sequence[Item], places: frozenset[str], ground: Ground) -> bool:
    """Was this very asset seen at some places before?"""
    return item.asset_id is not None and any(
        other.asset_id == item.asset_id
        and other.start < item.start
        and other.event != "absent"
        and (is_inside(other.place_id, places, ground.register) or is_inside(other.from_id, places, ground.register))
        for other in items
    )


def _is_on_the_way(item: Item, zones: Zones, ground: Ground) -> bool:
    """Does a place lie between the old base and a place at home, by sea for ships?"""
    by_air = flies(item, ground)
    kinds = _AIRFIELDS if by_air else _PORTS
    here = points_inside(item.place_id, ground.register)[:_HARBOURS] if item.place_id else _own_point(item)
    old, home = (_bases_of(zone, kinds, ground) for zone in (zones.old, zones.home))
    if not here or not old or least_km(here, old) < _FAR_KM:
        return False
    first = least_way_km(old[:1], here, by_water=not by_air)
    return any(
        first + least_way_km(here, (end,), by_water=not by_air)
        <= _ON_THE_WAY * least_way_km(old[:1], (end,), by_water=not by_air)
        for end in home
    )


def _bases_of(places: frozenset[str], kinds: frozenset[str], ground: Ground) -> Points:
    """The points of the ports, or of the airfields, among some places; naval bases and air bases first."""
    found = [p for p in ground.register.places() if p.place_id in places and p.kind in kinds and p.lat_deg is not None]
    ordered = sorted(found, key=lambda p: (p.kind not in ("naval_base", "airbase"), p.place_id))
    return tuple((p.lat_deg or 0.0, p.lon_deg or 0.0) for p in ordered[:_HARBOURS])


def _own_point(item: Item) -> Points:
    lat, lon = item.row["lat_deg"], item.row["lon_deg"]
    return ((lat, lon),) if lat is not None and lon is not None else ()


def _is_against_picture(item: Item, items: Sequence[Item], ground: Ground) -> bool:
    """Does an asset's own signal put it where it cannot have been, given a picture of it at the same time?"""
    if item.asset_id is None or (item.is_sighting and item.how not in _OWN_SIGNAL) or item.place_id is None:
        return False
    here = points_inside(item.place_id, ground.register)
    speed = max_km_per_h(AssetQuery(frozenset(), frozenset(), None, None, frozenset(), ""), item.asset_class, ground.register)
    for other in items:
        is_picture = other.is_sighting and other.how not in (*_OWN_SIGNAL, "reported", "official_statement")
        if not is_picture or other.asset_id != item.asset_id or other.place_id is None or other.event == "absent":
            continue
        apart = max(other.end, item.end) - min(other.start, item.start)
        there = points_inside(other.place_id, ground.register)
        if here and there and least_km(here, there) > speed * (apart / timedelta(hours=1)):
            return True
    return False
