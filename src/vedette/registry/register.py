"""The register: every question "which asset, which place, which class is this?", answered from dictionaries.

Texts and numbers flow in; places, assets and classes flow out. Names are compared in their normal form
(`names.normalise`). What the register types comes first, then countries, regions and seas, then the lists of
`gazetteer`, which are read only when nothing before them answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property, lru_cache

from vedette.errors import NotFound
from vedette.geo import distance_km
from vedette.registry import gazetteer
from vedette.registry.assets import Asset, read_assets
from vedette.registry.classes import AssetClass, read_classes
from vedette.registry.groups import CountryWord, read_groups
from vedette.registry.names import normalise, normalise_class_word, resemble, singular
from vedette.registry.places import Place, read_places


class Register:
    """Places, assets and classes, by id and by name. Immutable; its indices are built when first asked."""

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

        Several places of one name all come back, sites first, cities by falling population ("Tripoli" in Libya, Lebanon,
        Greece). Adjectives and metonyms ("Libyan", "Kremlin") count only where nothing bears the text as its name;
        "US" and the like count only as written.
        """
        if typed := self._place_index.get(normalise(text)):
            return tuple(self._places[place_id] for place_id in typed)
        if words := self.find_country_words(text):
            return tuple({w.place_id: self._places[w.place_id] for w in words}.values())
        return gazetteer.find_coded(text) or gazetteer.find_named(text)

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

    def nearest_place(
        self, lat_deg: float, lon_deg: float, kinds: Collection[str] | None = None
    ) -> tuple[Place, float] | None:
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
        return tuple(self._place_spellings[name] for name in resemble(text, self._place_spellings, n))

    @cached_property
    def _place_spellings(self) -> dict[str, str]:
        """Normalised name -> as first typed."""
        spellings: dict[str, str] = {}
        for place in self._places.values():
            for name in place.names():
                spellings.setdefault(normalise(name), name)
        return spellings

    @cached_property
    def _place_index(self) -> dict[str, tuple[str, ...]]:
        """Normalised name, ICAO code or UN/LOCODE as words, -> place ids, sites before groups."""
        index: dict[str, dict[str, None]] = defaultdict(dict)
        for place in sorted(self._places.values(), key=lambda p: p.is_group):
            codes = [code for code in (place.icao, place.unlocode) if code]
            for name in (*place.names(), *codes):
                index[normalise(name)][place.place_id] = None
        return {name: tuple(ids) for name, ids in index.items()}

    @cached_property
    def _country_index(self) -> dict[str, tuple[CountryWord, ...]]:
        """Normalised word -> the country words that it may be."""
        index: dict[str, list[CountryWord]] = defaultdict(list)
        for word in self._country_words:
            index[normalise(word.word)].append(word)
        return {name: tuple(words) for name, words in index.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        """Group id -> ids of what stands in it directly."""
        children: dict[str, list[str]] = defaultdict(list)
        for place in self._places.values():
            for group in place.groups:
                children[group].append(place.place_id)
        return {group: tuple(ids) for group, ids in children.items()}

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
        name = normalise(text)
        found = [self._assets[asset_id] for asset_id in self._asset_index.get(name, ())]
        return tuple(sorted(found, key=lambda a: normalise(a.name) != name))

    def asset_names(self) -> Iterable[tuple[str, str]]:
        """(normalised name, asset id), aliases and former names included."""
        return ((name, asset_id) for name, ids in self._asset_index.items() for asset_id in ids)

    def resemble_asset(self, text: str, n: int = 3) -> tuple[str, ...]:
        """Names of assets that a text resembles, as typed, best first."""
        spellings = {normalise(name): name for asset in self._assets.values() for name in asset.names()}
        return tuple(spellings[name] for name in resemble(text, spellings, n))

    def resolve(self, key: str, value: str, time: datetime | None = None) -> str | None:
        """The asset that bore an identity (mmsi, imo, icao24, callsign, registration, name ...) at a time.

        None where no asset did, or where several did and the value does not tell them apart.
        """
        found = {
            asset_id
            for asset_id, asset in self._assets_by_identity.get((key, normalise(value)), ())
            if any(i.key == key and normalise(i.value) == normalise(value) and i.holds_at(time) for i in asset.identities)
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _asset_index(self) -> dict[str, tuple[str, ...]]:
        """Normalised name -> asset ids."""
        index: dict[str, dict[str, None]] = defaultdict(dict)
        for asset in self._assets.values():
            for name in asset.names():
                index[normalise(name)][asset.asset_id] = None
        return {name: tuple(ids) for name, ids in index.items()}

    @cached_property
    def _assets_by_identity(self) -> dict[tuple[str, str], tuple[tuple[str, Asset], ...]]:
        """(key, normalised value) -> assets that bore it at some time."""
        index: dict[tuple[str, str], dict[str, Asset]] = defaultdict(dict)
        for asset in self._assets.values():
            for identity in asset.identities:
                index[identity.key, normalise(identity.value)][asset.asset_id] = asset
        return {pair: tuple(assets.items()) for pair, assets in index.items()}

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

    def find_class(self, text: str) -> AssetClass | None:
        """The class that a noun phrase names ("landing ships", "Il-76s", "guided-missile frigates"), or None.

        Leading words are dropped until a class word is left, since an English head stands last.
        """
        words = normalise_class_word(text).split()
        for start in range(len(words)):
            phrase = words[start:]
            for form in (" ".join(phrase), " ".join([*phrase[:-1], singular(phrase[-1])])):
                if form in self._class_index:
                    return self._classes[self._class_index[form]]
        return None

    def class_words(self) -> Iterable[tuple[str, str]]:
        """(normalised word, class code); English words in the singular and as typed."""
        return self._class_index.items()

    def is_class(self, code: str, ancestor: str) -> bool:
        """Is a class the ancestor itself or below it? An unknown code is below nothing."""
        current = self._classes.get(code)
        while current is not None:
            if current.code == ancestor:
                return True
            current = self._classes.get(current.parent or "")
        return False

    @cached_property
    def _class_index(self) -> dict[str, str]:
        """Normalised word -> class code; where two classes share a word the first stands."""
        index: dict[str, str] = {}
        for asset_class in self._classes.values():
            for word in asset_class.all_words():
                index.setdefault(normalise_class_word(word), asset_class.code)
        return index


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
