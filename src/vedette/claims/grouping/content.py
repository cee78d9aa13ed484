"""What a claim says, apart from who says it, how firmly, when, and in which language.

A row of the claims table (as a mapping) flows in; a `Content` flows out: kind, direction, whose assets, which assets, which
places, all as ids. Wording never enters: actors become country ids, assets their id, name or class, places their id, so that
readings of two languages meet. Counts and times stay out too, because claims that differ in them must meet to be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from vedette.errors import NotFound
from vedette.registry.names import normalise
from vedette.registry.proper_names import find_numbers, may_be_one, proper_name
from vedette.registry.register import load_register

ROLES = ("origin", "destination", "place")
# classes that say no more than "something military": "assets", "military assets" and a bare "they" are alike
_UNSPECIFIC = frozenset({"asset", "military_asset"})
# kind -> (role that readers sometimes fill, role that is meant): one leaves an origin and is present at a place
_MEANT_ROLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "depart": (("place", "origin"),),
    "arrive": (("place", "destination"),),
    "present": (("destination", "place"), ("origin", "place")),
    "absent": (("destination", "place"), ("origin", "place")),
    "build_up": (("destination", "place"),),
    "draw_down": (("origin", "place"), ("destination", "place")),
}
_MOVING = frozenset({"move", "depart", "arrive", "flight_rate"})
# a service of a state acts for the state: "the Russian Navy" is Russia
_SERVICES = ("navy", "air force", "air forces", "armed forces", "forces", "military", "fleet", "army", "troops", "government")
_DIGITS = 2  # "1,000 km" and "620 miles" (998 km) are one distance


@dataclass(frozen=True)
class Content:
    """The content of a claim. Empty sets and None mean "not said".

    assets: asset ids ("ship:sparta") and class codes ("warship"); places: place ids, or normalised words where no
    place was found. The actor is left out where every asset is known by id, since the hull says whose it is.
    """

    kind: str
    direction: str | None = None
    actor: str | None = None
    assets: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    destination: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    distance_km: float | None = None

    @property
    def is_named(self) -> bool:
        """Does it speak of assets that are known one by one?"""
        return bool(self.assets) and all(is_asset_id(a) for a in self.assets)

    @property
    def places(self) -> frozenset[str]:
        """All its places, whatever their role."""
        return self.origin | self.destination | self.place

    def as_dict(self) -> dict[str, Any]:
        """Plain values in a fixed order, for hashing."""
        roles = {role: sorted(getattr(self, role)) for role in ROLES}
        return {
            "kind": self.kind,
            "direction": self.direction,
            "actor": self.actor,
            "assets": sorted(self.assets),
            "distance_km": self.distance_km,
            **roles,
        }


def is_asset_id(key: str) -> bool:
    """Does a key name one hull or airframe, and not a class?"""
    return ":" in key


def read_content(claim: Mapping[str, Any]) -> Content:
    """The content of a row of the claims table."""
    assets = frozenset(_asset_keys(claim.get("assets") or ()))
    roles = {role: frozenset(_place_keys(claim.get(role) or ())) for role in ROLES}
    for given, meant in _MEANT_ROLES.get(claim["kind"], ()):
        if roles[given] and not roles[meant]:
            roles[meant], roles[given] = roles[given], frozenset()
    if claim["kind"] in _MOVING:
        roles["place"] -= {p for p in roles["place"] if _adds_nothing(p, roles["origin"] | roles["destination"])}
    distance = claim.get("distance_km")
    content = Content(
        kind=claim["kind"],
        direction=claim.get("direction"),
        actor=actor_id(claim.get("actor")),
        assets=assets,
        distance_km=None if distance is None else float(f"{distance:.{_DIGITS}g}"),
        **roles,
    )
    return replace(content, actor=None) if content.is_named else content


def _adds_nothing(place: str, ends: frozenset[str]) -> bool:
    """ "to Al Khadim in eastern Libya": a place that one of the two ends lies in."""
    return any(_is_in(end, place) for end in ends)


@lru_cache(maxsize=4096)
def _is_in(inner: str, outer: str) -> bool:
    try:
        return load_register().contains(outer, inner)
    except NotFound:  # a case's own place
        return inner == outer


def _asset_keys(assets: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for asset in assets:
        key = asset.get("asset_id") or name_key(asset) or asset.get("class")
        if key and key not in _UNSPECIFIC:
            yield key


def name_key(asset: Mapping[str, Any]) -> str | None:
    """The key of one asset that the register does not know and the text calls by a name or a number; else None."""
    text, count = asset.get("text") or "", (asset.get("count_min"), asset.get("count_max"))
    if asset.get("asset_id") or not may_be_one(asset.get("class"), *count) or load_register().find_class(text) is not None:
        return None
    if (name := proper_name(text)) is not None:
        return f"name:{name}"
    return next((f"{n.key}:{n.value}" for n in find_numbers(text)), None)


def _place_keys(places: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for place in places:
        key = place.get("place_id") or normalise(place.get("text") or "")
        if key:
            yield key


@lru_cache(maxsize=4096)
def actor_id(actor: str | None) -> str | None:
    """An actor as a country id where the words name a state or its forces in any language, else in normal form."""
    if not actor or actor.startswith("country:"):
        return actor or None
    register = load_register()
    whole = register.find_country_words(actor)
    if whole:
        return whole[0].place_id
    name = normalise(actor).removeprefix("the ")
    for service in _SERVICES:
        head = name.removesuffix(f" {service}")
        if head != name and (found := register.find_country_words(head)):
            return found[0].place_id
    return name or None


def parts_of(content: Content) -> tuple[Content, ...]:
    """What a movement is made of: who moves from A to B leaves A and arrives at B; nothing for other kinds."""
    if content.kind != "move":
        return ()
    bare = replace(content, origin=frozenset(), destination=frozenset(), place=frozenset())
    leaving = replace(bare, kind="depart", origin=content.origin)
    arriving = replace(bare, kind="arrive", destination=content.destination)
    return tuple(part for part, said in ((leaving, content.origin), (arriving, content.destination)) if said)
