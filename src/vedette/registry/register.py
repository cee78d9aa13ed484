"""The register: every question "which asset, which place, which class is this?", answered from dictionaries.

Texts and numbers flow in; places, assets and classes flow out. Names are compared in their normal form
(`names.normalise`). What the register types comes first, then countries, regions and seas, then the lists of
`gazetteer`, which are read only when nothing before them answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from vedette.errors import NotFound
from vedette.geo import distance_km
from vedette.registry import gazetteer
from vedette.registry.assets import Asset, read_assets
from vedette.registry.class_finder import ClassFinder
from vedette.registry.classes import AssetClass, read_classes
from vedette.registry.groups import CountryWord, read_groups
from vedette.registry.indices import (
    index_assets,
    index_children,
    index_country_words,
    index_identities,
    index_places,
    spellings,
)
from vedette.registry.names import normalise, resemble
from vedette.registry.places import Place, read_places


class Register:
    """Places, assets and classes, by id and by name. Nothing in it changes once it stands."""

    def __init__(
        self,
        places: Sequence[Place],
        assets: Sequence[Asset],
        classes: dict[str, AssetClass],
        country_words: Sequence[CountryWord] = (),
    ) -> None:
        self._places = {p.place_id: p for p in places}
        self._assets = {a.asset_id: a for a in assets}
        self._classes = dict(classes)
        self._country_words = tuple(country_words)
        self._place_index = index_places(places)
        self._children = index_children(places)
        self._country_index = index_country_words(country_words)
        self._asset_index = index_assets(assets)
        self._identity_index = index_identities(assets)
        self._class_finder = ClassFinder(self._classes)

    # ---- places

    def places(self) -> tuple[Place, ...]:
        """All places and groups of the register, sites first, in the order of the files."""
        return tuple(self._places.values())

    def place(self, place_id: str) -> Place:
        """The place with an id, also `icao:`, `port:` and `geonames:` ids.

        Raises:
            NotFound: there is none; names the ids that it resembles.
        """
        found = self._places.get(place_id) or gazetteer.place_by_id(place_id)
        if found is None:
            raise NotFound("place", place_id, resemble(place_id, self._places))
        return found

    def find_places(self, text: str) -> tuple[Place, ...]:
        """All places that a text names: the register's, else a country by its other words, else the gazetteer's.

        Several places of one name all come back ("Tripoli" in Libya, Lebanon, Greece): the one whose very name it is, then
        other sites, then groups; cities by falling population. Adjectives and metonyms ("Libyan", "Kremlin") count only
        where nothing bears the text as its name; "US" and the like count only as written.
        """
        if typed := self._place_index.get(normalise(text)):
            return tuple(self._places[place_id] for place_id in typed)
        if words := self.find_country_words(text):
            return tuple({w.place_id: self._places[w.place_id] for w in words}.values())
        return gazetteer.find_coded(text) or gazetteer.find_named(text)

    def with_sites(self, place_ids: Iterable[str]) -> Register:
        """The register with places of the gazetteers as sites of its own, so that visits to them are found; itself where none is new.

        Airfields are found by their own kernel and need not be added; a city counts as the circle around its middle.
        """
        fresh = {i: site for i in place_ids if i not in self._places and (site := gazetteer.site_by_id(i)) is not None}
        if not fresh:
            return self
        places, assets = (*self._places.values(), *(fresh[i] for i in sorted(fresh))), tuple(self._assets.values())
        return Register(places, assets, self._classes, self._country_words)

    def place_names(self) -> Iterable[tuple[str, str]]:
        """(normalised name, place id) of the register, countries, regions and seas; adjectives are in `country_words`."""
        return ((name, place_id) for name, ids in self._place_index.items() for place_id in ids)

    def country_words(self) -> tuple[CountryWord, ...]:
        """Every word for a country with its role: name, adjective, metonym, abbreviation."""
        return self._country_words

    def find_country_words(self, text: str) -> tuple[CountryWord, ...]:
        """The countries that a word stands for, by role; an abbreviation only as written."""
        found = self._country_index.get(normalise(text), ())
        return tuple(w for w in found if w.role != "abbreviation" or w.word == text.strip())

    def members(self, place_id: str) -> frozenset[str]:
        """The place itself and every place of the register inside it, through all groups of groups."""
        found: set[str] = set()
        left = [place_id]
        while left:
            if (current := left.pop()) not in found:
                found.add(current)
                left.extend(self._children.get(current, ()))
        return frozenset(found)

    def contains(self, group_id: str, place_id: str) -> bool:
        """Is a place inside a group, or the group itself? Works for gazetteer places too.

        Raises:
            NotFound: there is no such place.
        """
        seen: set[str] = set()
        left = [place_id]
        while left:
            current = left.pop()
            if current == group_id:
                return True
            if current not in seen:
                seen.add(current)
                left.extend(self.place(current).groups)
        return False

    def nearest_place(self, lat_deg: float, lon_deg: float, kinds: Collection[str] | None = None) -> tuple[Place, float] | None:
        """The site of the register nearest to a point and its distance in km to the reference point; None if none fits."""
        sites = [p for p in self._places.values() if not p.is_group and (kinds is None or p.kind in kinds)]
        near = [
            (distance_km(lat_deg, lon_deg, p.lat_deg, p.lon_deg), p)
            for p in sites
            if p.lat_deg is not None and p.lon_deg is not None
        ]
        if not near:
            return None
        km, place = min(near, key=lambda found: found[0])
        return place, km

    def resemble_place(self, text: str, n: int = 3) -> tuple[str, ...]:
        """Names of places that a text resembles, as typed, best first."""
        known = spellings(name for place in self._places.values() for name in place.names())
        return tuple(known[name] for name in resemble(text, known, n))

    # ---- assets

    def assets(self) -> tuple[Asset, ...]:
        """All assets of the register."""
        return tuple(self._assets.values())

    def asset(self, asset_id: str) -> Asset:
        """The asset with an id.

        Raises:
            NotFound: there is none; names the ids that it resembles.
        """
        if asset_id not in self._assets:
            raise NotFound("asset", asset_id, resemble(asset_id, self._assets))
        return self._assets[asset_id]

    def find_assets(self, text: str) -> tuple[Asset, ...]:
        """All assets that bear or bore a name, alias or misspelling; those that bear it as their name come first."""
        return tuple(self._assets[asset_id] for asset_id in self._asset_index.get(normalise(text), ()))

    def asset_names(self) -> Iterable[tuple[str, str]]:
        """(normalised name, asset id), aliases and former names included."""
        return ((name, asset_id) for name, ids in self._asset_index.items() for asset_id in ids)

    def resemble_asset(self, text: str, n: int = 3) -> tuple[str, ...]:
        """Names of assets that a text resembles, as typed, best first."""
        known = spellings(name for asset in self._assets.values() for name in asset.names())
        return tuple(known[name] for name in resemble(text, known, n))

    def resolve(self, key: str, value: str, time: datetime | None = None) -> str | None:
        """The asset that bore an identity (mmsi, imo, icao24, callsign, registration, name ...) at a time.

        None where no asset did, or where several did and the value does not tell them apart.
        """
        found = {
            asset_id
            for asset_id in self._identity_index.get((key, normalise(value)), ())
            for identity in self.asset(asset_id).identities
            if (identity.key, normalise(identity.value)) == (key, normalise(value)) and identity.holds_at(time)
        }
        return found.pop() if len(found) == 1 else None

    # ---- classes

    def classes(self) -> tuple[AssetClass, ...]:
        """All classes, parents before children."""
        return tuple(self._classes.values())

    def asset_class(self, code: str) -> AssetClass:
        """The class with a code.

        Raises:
            NotFound: there is none; names the codes that it resembles.
        """
        if code not in self._classes:
            raise NotFound("class", code, resemble(code, self._classes))
        return self._classes[code]

    def find_class(self, text: str, language: str | None = None) -> AssetClass | None:
        """The class that a noun phrase names ("landing ships", "Il-76 cargo planes", "guided-missile frigates"), or None.

        Words of the given language ("en", "it" ...) come before those of the others.
        """
        return self._class_finder.find(text, language)

    def class_words(self, language: str | None = None) -> Iterable[tuple[str, str]]:
        """(normalised word, class code) of one language or all, as typed: English words stand in the singular."""
        return self._class_finder.words(language).items()

    def is_class(self, code: str, ancestor: str) -> bool:
        """Is a class the ancestor itself or below it? An unknown code is below nothing."""
        return self._class_finder.is_within(code, ancestor)


@lru_cache(maxsize=1)
def _shipped() -> Register:
    """The register of the shipped tables."""
    groups = read_groups()
    return Register((*read_places(), *groups.places), read_assets(), read_classes(), groups.words)


def load_register(extra_places: Sequence[Place] = (), extra_assets: Sequence[Asset] = ()) -> Register:
    """The shipped register with a case's own places and assets; one of the same id stands in place of the shipped one.

    Raises:
        CaseError: a shipped table cannot stand.
    """
    shipped = _shipped()
    if not extra_places and not extra_assets:
        return shipped
    places = {p.place_id: p for p in (*extra_places, *shipped.places())} | {p.place_id: p for p in extra_places}
    assets = {a.asset_id: a for a in (*extra_assets, *shipped.assets())} | {a.asset_id: a for a in extra_assets}
    classes = {c.code: c for c in shipped.classes()}
    return Register(tuple(places.values()), tuple(assets.values()), classes, shipped.country_words())
