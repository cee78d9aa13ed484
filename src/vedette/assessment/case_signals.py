"""What the ships and aircraft of a case did, as signals: left the old base, came to the new one, went home.

Sightings and events of the actor's assets and the case's bases flow in, `Observed` signals flow out. A row of the tables gives
one signal at most, the first of those that fit; a departure after which the asset was seen back is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vedette.assessment.assets import AssetQuery, class_of, match_asset, max_km_per_h
from vedette.assessment.case_params import Bases
from vedette.assessment.ground import Ground
from vedette.assessment.places import Points, is_inside, least_km, points_inside
from vedette.assessment.predicates import cite
from vedette.assessment.reach import least_way_km
from vedette.assessment.wording import say_event, say_sighting
from vedette.schema.kinds import is_aircraft

Row = dict[str, Any]
_ON_THE_WAY = 1.15  # a place lies on the way if going by it is at most so much longer
_FAR_KM = 300.0  # nearer to the old base nothing is on its way yet
_UNUSUAL = 0.05  # p of so many flights or more, at the usual rate
_HARBOURS = 12  # of many home ports so many are tried by sea
_PORTS, _AIRFIELDS = frozenset({"naval_base", "port"}), frozenset({"airbase", "airport"})
_LOST = frozenset({"distress", "sunk", "absent"})
_AT_NEW = {"absent": "empty_new", "departed": None, "take_off": None, "arrived": "came_to_new", "landing": "came_to_new"}
_LYING = frozenset({"present", "anchored"})
_OWN_SIGNAL = frozenset({"tracking", "flight_data"})


@dataclass(frozen=True)
class Zones:
    """The case's bases with everything inside them."""

    old: frozenset[str]
    new: frozenset[str]
    home: frozenset[str]


@dataclass(frozen=True)
class Observed:
    """One signal that a row of the tables gives, and what it takes to weigh it."""

    signal: str
    asset_kind: str
    who: str  # the asset, else its class; empty where neither is known
    item_id: str
    why: str
    how: str
    certainty: str
    origins: frozenset[str]
    start: datetime
    end: datetime
    known: datetime
    citations: tuple[str, ...]


@dataclass(frozen=True)
class _Item:
    """A sighting or an event in one shape."""

    row: Row
    event: str
    asset_id: str | None
    asset_class: str | None
    place_id: str | None
    from_id: str | None
    to_id: str | None
    start: datetime
    end: datetime
    how: str
    is_sighting: bool


def find_signals(bases: Bases, ground: Ground) -> list[Observed]:
    """The signals of a case, in order of time."""
    zones = Zones(*(_inside(ids, ground) for ids in (bases.old, bases.new, bases.home)))
    items = sorted(_items(bases, ground), key=lambda i: (i.start, i.end, i.row.get("sighting_id") or i.row["event_id"]))
    rates = _rates(zones, ground)
    found = [_of_rate(row) for row in rates]
    in_rates = {event_id for row in rates for event_id in row["event_ids"] or ()}
    for item in items:
        if item.row.get("event_id") in in_rates:
            continue  # a flight that a rate has counted is no second witness
        signal = _signal_of(item, items, zones, ground)
        if signal:
            found.append(_observed(signal, item, ground))
    return found


def _inside(place_ids: Sequence[str], ground: Ground) -> frozenset[str]:
    return frozenset().union(*(ground.register.members(i) for i in place_ids)) if place_ids else frozenset()


def _items(bases: Bases, ground: Ground) -> Iterator[_Item]:
    """Sightings and events of the actor's assets. What is not known to be another country's counts only if a person logged it."""
    words = ground.register.find_country_words(bases.actor)
    country = ground.register.place(words[0].place_id).country if words else None
    anything = AssetQuery(frozenset(), frozenset(), country, None, frozenset(), "")
    for s in ground.sightings:
        asset_class = s["class"] or class_of(s["asset_id"], ground.register)
        if match_asset(anything, s["asset_id"], asset_class, ground.register):
            ends = s["place_id"], s["from_place_id"], s["to_place_id"]
            yield _Item(s, s["event"], s["asset_id"], asset_class, *ends, s["start"], s["end"], s["how"], is_sighting=True)
    named = {a.asset_id for a in ground.register.assets() if country is None or a.country == country}
    for asset_id in sorted(named & ground.events.keys()):
        asset_class = ground.classes.get(asset_id) or class_of(asset_id, ground.register)
        for e in ground.events[asset_id]:
            end, ends = e["end"] or e["known"], (e["place_id"], e["from_place_id"], e["to_place_id"])
            yield _Item(e, e["kind"], asset_id, asset_class, *ends, e["start"], end, "signal", is_sighting=False)


def _rates(zones: Zones, ground: Ground) -> list[Row]:
    """Tests of rates at the new base that were made for the claims: of each series the latest one."""
    latest: dict[str, Row] = {}
    for rows in ground.patterns.values():
        for row in rows:
            is_there = any(is_inside(i, zones.new, ground.register) for i in row["to_place_ids"] or ())
            if row["kind"] == "claimed_rate" and is_there and row["p_up"] is not None:
                latest[row["series_id"] or row["pattern_id"]] = row
    return [latest[name] for name in sorted(latest)]


def _of_rate(row: Row) -> Observed:
    signal = "rate_up_new" if row["p_up"] < _UNUSUAL else "rate_as_usual"
    return Observed(
        signal=signal,
        asset_kind="aircraft",
        who=row["series_id"] or row["pattern_id"],
        item_id=row["pattern_id"],
        why=row["why"],
        how="signal",
        certainty="confirmed",
        origins=frozenset({"receivers"}),
        start=row["start"],
        end=row["end"] or row["as_of"],
        known=row["as_of"],
        citations=tuple(row["citations"] or ()),
    )


def _signal_of(item: _Item, items: Sequence[_Item], zones: Zones, ground: Ground) -> str | None:
    if _is_against_picture(item, items, ground):
        return "signal_against_picture"
    if item.from_id or item.to_id:
        return _of_leg(item, zones, ground)
    if is_inside(item.place_id, zones.old, ground.register):
        return _at_old(item, items, zones, ground)
    if is_inside(item.place_id, zones.new, ground.register):
        return _AT_NEW.get(item.event, "lying_new")
    return _outside(item, items, zones, ground)


def _outside(item: _Item, items: Sequence[_Item], zones: Zones, ground: Ground) -> str | None:
    """At home, or on the way between home and the old base."""
    if item.event in _LOST:
        return None
    was_at_old = _was_there(item, items, zones.old, ground)
    if is_inside(item.place_id, zones.home, ground.register):
        return "at_home" if was_at_old else "from_home" if item.event == "departed" else None
    if _is_on_the_way(item, zones, ground):
        return "towards_home" if was_at_old else "from_home"
    return None


def _of_leg(item: _Item, zones: Zones, ground: Ground) -> str | None:
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


def _at_old(item: _Item, items: Sequence[_Item], zones: Zones, ground: Ground) -> str | None:
    if item.event in ("absent", "loading"):
        return {"absent": "empty_old", "loading": "loading_old"}[item.event]
    if item.event == "departed":
        return None if _is_back(item, items, zones, ground) else "left_old"
    if item.event in ("arrived", "landing"):
        return "came_to_old"
    if item.event == "take_off":
        return "left_old"
    if item.event == "visit":
        return "lying_old" if item.row["is_open"] else "left_old"
    return "lying_old" if item.event in _LYING and not _has_left(item, items, zones, ground) else None


def _has_left(item: _Item, items: Sequence[_Item], zones: Zones, ground: Ground) -> bool:
    """Was this very asset seen leaving, or outside, later on?"""
    return item.asset_id is not None and any(
        later.asset_id == item.asset_id
        and later.start > item.start
        and (later.event == "departed" or not is_inside(later.place_id, zones.old, ground.register))
        for later in items
    )


def _is_back(left: _Item, items: Sequence[_Item], zones: Zones, ground: Ground) -> bool:
    """Was it, or an unnamed one of its class, seen at the old base after it had left?"""
    return any(
        later.start > left.end
        and later.event not in ("absent", "departed")
        and is_inside(later.place_id, zones.old, ground.register)
        and _may_be_one(left, later, ground)
        for later in items
    )


def _may_be_one(one: _Item, other: _Item, ground: Ground) -> bool:
    if one.asset_id and other.asset_id:
        return one.asset_id == other.asset_id
    if one.asset_class is None or other.asset_class is None:
        return False
    is_class = ground.register.is_class
    return is_class(one.asset_class, other.asset_class) or is_class(other.asset_class, one.asset_class)


def _was_there(item: _Item, items: Sequence[_Item], places: frozenset[str], ground: Ground) -> bool:
    """Was this very asset seen at some places before?"""
    return item.asset_id is not None and any(
        other.asset_id == item.asset_id
        and other.start < item.start
        and other.event != "absent"
        and (is_inside(other.place_id, places, ground.register) or is_inside(other.from_id, places, ground.register))
        for other in items
    )


def _is_on_the_way(item: _Item, zones: Zones, ground: Ground) -> bool:
    """Does a place lie between the old base and a place at home, by sea for ships?"""
    flies = _flies(item, ground)
    kinds = _AIRFIELDS if flies else _PORTS
    here = points_inside(item.place_id, ground.register)[:_HARBOURS] if item.place_id else _own_point(item)
    old, home = (_bases_of(zone, kinds, ground) for zone in (zones.old, zones.home))
    if not here or not old or least_km(here, old) < _FAR_KM:
        return False
    first = least_way_km(old[:1], here, by_water=not flies)
    return any(
        first + least_way_km(here, (end,), by_water=not flies) <= _ON_THE_WAY * least_way_km(old[:1], (end,), by_water=not flies)
        for end in home
    )


def _bases_of(places: frozenset[str], kinds: frozenset[str], ground: Ground) -> Points:
    """The points of the ports, or of the airfields, among some places; naval bases and air bases first."""
    found = [p for p in ground.register.places() if p.place_id in places and p.kind in kinds and p.lat_deg is not None]
    ordered = sorted(found, key=lambda p: (p.kind not in ("naval_base", "airbase"), p.place_id))
    return tuple((p.lat_deg or 0.0, p.lon_deg or 0.0) for p in ordered[:_HARBOURS])


def _own_point(item: _Item) -> Points:
    lat, lon = item.row["lat_deg"], item.row["lon_deg"]
    return ((lat, lon),) if lat is not None and lon is not None else ()


def _is_against_picture(item: _Item, items: Sequence[_Item], ground: Ground) -> bool:
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


def _flies(item: _Item, ground: Ground) -> bool:
    if item.asset_id and is_aircraft(item.asset_id):
        return True
    return item.asset_class is not None and ground.register.asset_class(item.asset_class).kind == "aircraft"


def _observed(signal: str, item: _Item, ground: Ground) -> Observed:
    row, says = item.row, "which is counted for what the movements fit"
    if item.is_sighting:
        origins = ground.origins.of_publishers(row["source_ids"] or ()) or frozenset({cite(row)})
        cited, why = (cite(row),), say_sighting(row, says, ground.register)
    else:
        origins, cited = frozenset({f"signal:{item.asset_id}"}), tuple(row["citations"])
        why = say_event(row, says, ground.register)
    return Observed(
        signal=signal,
        asset_kind="aircraft" if _flies(item, ground) else "ship",
        who=item.asset_id or item.asset_class or "",
        item_id=row.get("sighting_id") or row["event_id"],
        why=why.replace(f", {says}", ""),
        how=item.how,
        certainty=row.get("certainty") or "confirmed",
        origins=origins,
        start=item.start,
        end=item.end,
        known=row["known"],
        citations=cited,
    )
