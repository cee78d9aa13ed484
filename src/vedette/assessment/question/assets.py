"""Does what was seen or heard fit what is claimed? By name, by class, by kind, by flag.

The claim's assets flow in as an `AssetQuery`; for each observed asset a `Match` flows out, or None. A class fits a claim if it
is the claimed class or below it; cargo and people are not seen, so that what may carry them fits them at half strength.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vedette.registry.assets import Asset
from vedette.registry.names import plural
from vedette.registry.numbers import icao24_country, mmsi_country
from vedette.registry.register import Register

_ANYTHING = frozenset({"asset", "military_asset"})
_CARRIED = frozenset({"forces", "equipment"})
_TOO_WIDE = frozenset({"asset", "military_asset", "ship", "aircraft"})  # a ship may be anything
_DEFAULT_KN = {"ship": 42.0, "aircraft": 600.0, "any": 600.0}  # beyond any class of the register that is not a fighter


@dataclass(frozen=True)
class Match:
    """How an observed asset fits: by a name, and how well its class fits ("class_fit" in likelihoods.toml)."""

    is_named: bool
    fit: str = "exact"


@dataclass(frozen=True)
class AssetQuery:
    """The assets of a claim: hulls and airframes by id, classes by code, at least how many, and the actor's country."""

    asset_ids: frozenset[str]
    classes: frozenset[str]
    country: str | None
    count_min: int | None
    named_classes: frozenset[str]
    words: str

    @property
    def is_of_class(self) -> bool:
        """Does it speak of a class rather than of named hulls or airframes?"""
        return not self.asset_ids

    def are_aircraft(self, register: Register) -> bool:
        """Does it speak of aircraft only?"""
        classes = self.all_classes()
        return bool(classes) and all(register.asset_class(c).kind == "aircraft" for c in classes)

    def all_classes(self) -> frozenset[str]:
        """Its classes and those of the assets that it names."""
        return self.classes | self.named_classes


def read_assets_of(claim: Mapping[str, Any], register: Register) -> AssetQuery:
    """The assets that a claim speaks of; none at all means any."""
    assets = claim["assets"] or ()
    ids = frozenset(a["asset_id"] for a in assets if a["asset_id"])
    counts = [a["count_min"] for a in assets if a["count_min"] and not a["asset_id"]]
    known = assets_by_id(register)
    return AssetQuery(
        asset_ids=ids,
        classes=frozenset(a["class"] for a in assets if a["class"] and not a["asset_id"]),
        country=_country_of(claim["actor"], register),
        count_min=max(counts) if counts else None,
        named_classes=frozenset(
            [known[i].asset_class for i in ids if i in known]
            + [a["class"] for a in assets if a["class"] and a["asset_id"] and a["asset_id"] not in known]
        ),
        words=" and ".join(dict.fromkeys(_say(a, known, register) for a in assets)),
    )


def _say(asset: Mapping[str, Any], known: Mapping[str, Asset], register: Register) -> str:
    """An asset of a claim in words: its name, else the words of the text, else its class in so many."""
    if asset["asset_id"] in known:
        return known[asset["asset_id"]].name
    if asset["class"] and asset["text"] in (None, "", asset["class"]):
        return plural(register.asset_class(asset["class"]).name, asset["count_min"] or 2)
    return str(asset["text"] or "")


@lru_cache(maxsize=4)
def assets_by_id(register: Register) -> Mapping[str, Asset]:
    """The register's assets by id; unlike its own look-up it may be asked for ids that nobody registered."""
    return {a.asset_id: a for a in register.assets()}


def _country_of(actor: str | None, register: Register) -> str | None:
    if not actor:
        return None
    words = register.find_country_words(actor)
    return register.place(words[0].place_id).country if words else None


def match_asset(query: AssetQuery, asset_id: str | None, asset_class: str | None, register: Register) -> Match | None:
    """How an observed asset fits a claim; None where it does not."""
    if asset_id is not None and asset_id in query.asset_ids:
        return Match(is_named=True)
    if query.is_of_class and asset_id is not None and not _may_belong(asset_id, query.country, register):
        return None
    observed = asset_class or class_of(asset_id, register)
    if query.asset_ids and not query.classes:
        # another hull of the class fits only where nobody could read its name
        fits = asset_id is None and observed is not None and any(register.is_class(observed, c) for c in query.named_classes)
        return Match(is_named=False) if fits else None
    fit = _fit_of_class(query.classes, observed, register)
    return Match(asset_id is not None and _is_known_to_belong(asset_id, query.country, register), fit) if fit else None


def _fit_of_class(claimed: frozenset[str], observed: str | None, register: Register) -> str | None:
    """exact, wider, carrier or anything; None where the observed class does not fit."""
    if not claimed or claimed & _ANYTHING:
        return "anything"
    if claimed & _CARRIED:
        return "carrier"
    if observed is None:
        return None
    if any(register.is_class(observed, c) for c in claimed):
        return "exact"
    return "wider" if observed not in _TOO_WIDE and any(register.is_class(c, observed) for c in claimed) else None


def is_sister_class(query: AssetQuery, asset_class: str | None, register: Register) -> bool:
    """Is an observed class none of the claimed ones but next to one of them, a frigate for a destroyer?"""
    if asset_class is None or any(register.is_class(asset_class, c) for c in query.all_classes()):
        return False
    parents = {register.asset_class(c).parent for c in query.classes if c not in _ANYTHING | _CARRIED}
    return register.asset_class(asset_class).parent in parents - {None, "ship", "aircraft", "asset"}


def class_of(asset_id: str | None, register: Register) -> str | None:
    """The class of a registered asset; null where it is not registered."""
    found = assets_by_id(register).get(asset_id or "")
    return found.asset_class if found else None


def sends_like(query: AssetQuery, asset_class: str | None, register: Register) -> str:
    """Which prior of sending its position applies: warship, auxiliary, cargo or aircraft; the shyest of the candidates."""
    classes = [asset_class] if asset_class else sorted(query.all_classes())
    found = {register.asset_class(c).transmits for c in classes}
    return next((t for t in ("warship", "auxiliary", "aircraft", "cargo") if t in found), "auxiliary")


def max_km_per_h(query: AssetQuery, asset_class: str | None, register: Register) -> float:
    """The greatest speed that is believed, in km per hour; generous where the class is not known."""
    classes = [asset_class] if asset_class else sorted(query.all_classes())
    speeds = [register.asset_class(c).max_kn for c in classes]
    known = [s for s in speeds if s]
    return 1.852 * (max(known) if known and len(known) == len(speeds) else _DEFAULT_KN["any"])


def _is_known_to_belong(asset_id: str, country: str | None, register: Register) -> bool:
    """Is it known to be of a country? A number without a flag may be anybody's."""
    return country is None or _country_of_asset(asset_id, register) == country


def _may_belong(asset_id: str, country: str | None, register: Register) -> bool:
    """May an asset belong to a country? By the register, else by the country of its number; not known = yes."""
    return country is None or _country_of_asset(asset_id, register) in (None, country)


def _country_of_asset(asset_id: str, register: Register) -> str | None:
    """The country of an asset; null where neither the register nor its number tells it."""
    if (asset := assets_by_id(register).get(asset_id)) is not None:
        return asset.country
    key, _, number = asset_id.partition(":")
    number = number.partition("~")[0] if key == "mmsi" else number
    return mmsi_country(number) if key == "mmsi" else icao24_country(number) if key == "icao24" else None
