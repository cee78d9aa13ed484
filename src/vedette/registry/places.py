"""Places: what one is, and the shipped ones as typed in `data/places_*.toml`.

A base, port, airfield, anchorage or strait is a *site*: it has a point and the two distances of a visit. A country,
region or sea is a *group*: it holds sites and other groups. Every name of a place stands under its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.errors import CaseError
from vedette.registry.reading import DATA, Row, Words, read_rows
from vedette.schema.words import PLACE_KINDS

if TYPE_CHECKING:
    from shapely import Polygon

GROUP_KINDS = frozenset({"country", "region", "sea"})
_SITE_KINDS = frozenset(PLACE_KINDS) - {"country", "region", "city"}
_KNOWN = frozenset(
    [
        "id",
        "name",
        "kind",
        "country",
        "groups",
        "lat",
        "lon",
        "enter_km",
        "exit_km",
        "boundary",
        "icao",
        "unlocode",
        "operators",
        "aliases",
        "source",
    ]
)
_NEEDED = frozenset(["id", "name", "kind", "lat", "lon", "enter_km", "exit_km", "source"])
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Operator:
    """Who ran a place, and when; None is open."""

    name: str
    valid_from: datetime | None
    valid_to: datetime | None
    source: str | None


@dataclass(frozen=True)
class Place:
    """A base, port, airfield, strait or city, or a group of places (country, region, sea).

    Degrees are WGS-84. `boundary_wkt` is a polygon in longitude and latitude; None means the circle of `enter_km`.
    Point and distances are None only where they mean nothing: some groups have no point, no group has distances.
    """

    place_id: str
    name: str
    kind: str
    country: str | None = None  # ISO 3166-1 alpha-2
    groups: tuple[str, ...] = ()  # the groups that it stands in directly
    lat_deg: float | None = None
    lon_deg: float | None = None
    boundary_wkt: str | None = None
    enter_km: float | None = None
    exit_km: float | None = None
    icao: str | None = None
    unlocode: str | None = None
    aliases: Words = field(default_factory=dict, hash=False)
    operators: tuple[Operator, ...] = ()
    source: str | None = None
    population: int = 0  # of a city, 0 for all others; orders places of one name

    @property
    def is_group(self) -> bool:
        """Does it hold other places rather than being one site?"""
        return self.kind in GROUP_KINDS

    @cached_property
    def polygon(self) -> Polygon | None:
        """The boundary as a shapely polygon (x longitude, y latitude), or None."""
        if self.boundary_wkt is None:
            return None
        from shapely import from_wkt

        shape: Polygon = from_wkt(self.boundary_wkt)
        return shape

    def names(self) -> Iterable[str]:
        """Its English name and every alias in every language, as typed."""
        yield self.name
        for words in self.aliases.values():
            yield from words

    def operator_at(self, time: datetime) -> Operator | None:
        """The operator that held it at a time, the last listed where several did; None if none is known."""
        held = [
            o
            for o in self.operators
            if (o.valid_from is None or o.valid_from <= time) and (o.valid_to is None or time <= o.valid_to)
        ]
        return held[-1] if held else None


def ring_wkt(row: Row) -> str | None:
    """A row's ring of [lon, lat] pairs as a WKT polygon, closed if it is open; None where there is none."""
    ring = row.fields.get("boundary")
    if ring is None:
        return None
    if not isinstance(ring, list) or len(ring) < 3 or not all(_is_lon_lat(point) for point in ring):
        raise row.wrong("boundary must be a ring of at least three [lon, lat] pairs in degrees")
    closed = ring if ring[0] == ring[-1] else [*ring, ring[0]]
    return "POLYGON ((" + ", ".join(f"{lon} {lat}" for lon, lat in closed) + "))"


def _is_lon_lat(point: Any) -> bool:
    """Is it a pair of numbers within the range of longitudes and latitudes?"""
    if not isinstance(point, list) or len(point) != 2 or not all(isinstance(x, (int, float)) for x in point):
        return False
    return bool(abs(point[0]) <= 180 and abs(point[1]) <= 90)


def read_point(row: Row) -> tuple[float | None, float | None]:
    """Latitude and longitude of a row, both or neither."""
    lat, lon = row.number("lat"), row.number("lon")
    if (lat is None) != (lon is None):
        raise row.wrong("needs lat and lon, or neither")
    if lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180):
        raise row.wrong(f"lat {lat} or lon {lon} is out of range")
    return lat, lon


def _operator(row: Row, given: Mapping[str, Any]) -> Operator:
    """One operator of a place's list."""
    if not isinstance(given.get("name"), str):
        raise row.wrong("each operator needs a name")
    if unknown := sorted(given.keys() - {"name", "from", "to", "source"}):
        raise row.wrong(f"operator has an unknown field {', '.join(unknown)}")
    return Operator(given["name"], row.moment(given.get("from")), row.moment(given.get("to"), is_end=True), given.get("source"))


def _place(row: Row) -> Place:
    """One site as typed, checked."""
    row.check_fields(_KNOWN, _NEEDED)
    kind, country = row.text("kind") or "", row.text("country")
    lat, lon = read_point(row)
    enter_km, exit_km = row.number("enter_km") or 0.0, row.number("exit_km") or 0.0
    if not _SLUG.fullmatch(row.name):
        raise row.wrong("id must be a slug of a-z, 0-9 and hyphens")
    if kind not in _SITE_KINDS:
        raise row.wrong(f"kind {kind!r} is none of {', '.join(sorted(_SITE_KINDS))}")
    if not 0 < enter_km < exit_km:
        raise row.wrong(f"needs 0 < enter_km < exit_km (are {enter_km:g} and {exit_km:g})")
    implied = (f"country:{country}",) if country else ()
    return Place(
        place_id=row.name,
        name=row.text("name") or "",
        kind=kind,
        country=country,
        groups=tuple(dict.fromkeys((*row.texts("groups"), *implied))),
        lat_deg=lat,
        lon_deg=lon,
        boundary_wkt=ring_wkt(row),
        enter_km=enter_km,
        exit_km=exit_km,
        icao=row.text("icao"),
        unlocode=row.text("unlocode"),
        aliases=row.words("aliases"),
        operators=tuple(_operator(row, o) for o in row.fields.get("operators", [])),
        source=row.text("source"),
    )


def read_places(files: Iterable[Path] | None = None) -> tuple[Place, ...]:
    """The places of TOML files, in file and row order; by default all shipped ones.

    Raises:
        CaseError: a row cannot stand, or an id is used twice.
    """
    places: dict[str, Place] = {}
    for file in sorted(DATA.glob("places_*.toml")) if files is None else files:
        for row in read_rows(file, "place", "id"):
            if row.name in places:
                raise CaseError(file.name, row.line, f"{row.name}: this id is used twice")
            places[row.name] = _place(row)
    return tuple(places.values())
