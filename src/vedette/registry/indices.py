"""The dictionaries in which the register looks things up: places, assets and classes come in, name -> ids goes out.

All names are in their normal form. Where several things share a name all of them stand under it, in the order in which
a reader would think of them: the place whose very name it is before one with such an alias, sites before groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from vedette.registry.assets import Asset
from vedette.registry.classes import AssetClass
from vedette.registry.groups import CountryWord
from vedette.registry.names import normalise, normalise_class_word
from vedette.registry.places import Place

Index = Mapping[str, tuple[str, ...]]


def _frozen(index: Mapping[str, Iterable[str]]) -> Index:
    """Each list of ids as a tuple without repetitions, order kept."""
    return {name: tuple(dict.fromkeys(ids)) for name, ids in index.items()}


def index_places(places: Iterable[Place]) -> Index:
    """Normalised name, ICAO code or UN/LOCODE -> place ids; own names before aliases, sites before groups, then as listed."""
    ranked: dict[str, list[tuple[bool, bool, int, str]]] = defaultdict(list)
    for order, place in enumerate(places):
        own = normalise(place.name)
        codes = [code for code in (place.icao, place.unlocode) if code]
        for name in {normalise(name) for name in (*place.names(), *codes)}:
            ranked[name].append((place.is_group, name != own, order, place.place_id))
    return _frozen({name: [place_id for *_, place_id in sorted(found)] for name, found in ranked.items()})


def index_children(places: Iterable[Place]) -> Index:
    """Group id -> ids of what stands in it directly."""
    children: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for group in place.groups:
            children[group].append(place.place_id)
    return _frozen(children)


def index_country_words(words: Iterable[CountryWord]) -> Mapping[str, tuple[CountryWord, ...]]:
    """Normalised word -> the words for countries that it may be."""
    index: dict[str, list[CountryWord]] = defaultdict(list)
    for word in words:
        index[normalise(word.word)].append(word)
    return {name: tuple(found) for name, found in index.items()}


def index_assets(assets: Iterable[Asset]) -> Index:
    """Normalised name, alias or former name -> asset ids, those first whose name it is."""
    ranked: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for asset in assets:
        own = normalise(asset.name)
        for name in {normalise(name) for name in asset.names()}:
            ranked[name].append((name != own, asset.asset_id))
    return _frozen({name: [asset_id for _, asset_id in sorted(found)] for name, found in ranked.items()})


def index_identities(assets: Iterable[Asset]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(key, normalised value) -> ids of the assets that bore it at some time."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for asset in assets:
        for identity in asset.identities:
            index[identity.key, normalise(identity.value)].append(asset.asset_id)
    return {pair: tuple(dict.fromkeys(ids)) for pair, ids in index.items()}


def index_classes(classes: Iterable[AssetClass], language: str | None = None) -> Mapping[str, str]:
    """Normalised word -> class code, of one language or all; where two classes share a word the first listed has it."""
    index: dict[str, str] = {}
    for asset_class in classes:
        words = asset_class.all_words() if language is None else asset_class.words.get(language, ())
        for word in words:
            index.setdefault(normalise_class_word(word), asset_class.code)
    return index


def spellings(names: Iterable[str]) -> Mapping[str, str]:
    """Normalised name -> as first typed."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(normalise(name), name)
    return found
