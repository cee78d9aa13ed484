"""Land: the outlines of countries, as Natural Earth draws them at 1:10m.

In: `data/natural_earth.json.gz`, which `make setup` builds (its grid is 400 m by 190 m at the equator). Out: shapely
polygons in longitude and latitude, of a country or of a box. Each polygon is built when it is first needed. Crimea is
drawn with Ukraine, as the United Nations count it (General Assembly resolution 68/262).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vedette.errors import NotFound, StoreError
from vedette.registry.groups import iso_countries
from vedette.registry.names import resemble
from vedette.registry.reading import DATA

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

NATURAL_EARTH = DATA / "natural_earth.json.gz"
ATTRIBUTION = "Made with Natural Earth"


@dataclass(frozen=True)
class Country:
    """An outline: ISO alpha-2 code (None for land that has none, such as "N. Cyprus"), name, shape in lon and lat."""

    code: str | None
    name: str
    outline: MultiPolygon


@lru_cache(maxsize=1)
def _atlas() -> dict[str, Any]:
    """The shipped file as it stands."""
    if not NATURAL_EARTH.exists():
        raise StoreError(f"{NATURAL_EARTH.name} is missing; make it with: make setup")
    content: dict[str, Any] = json.loads(gzip.decompress(NATURAL_EARTH.read_bytes()))
    return content


@lru_cache(maxsize=1)
def _country_names() -> tuple[tuple[str | None, str], ...]:
    """Code and name of every country in the file."""
    codes = {numeric: code for code, (_, _, numeric) in iso_countries().items()}
    return tuple((codes.get(int(row["numeric"] or -1)), row["name"]) for row in _atlas()["countries"])


@lru_cache(maxsize=8192)
def _polygons(country: int, polygon: int) -> tuple[Polygon, ...]:
    """One polygon of the file; several where mending or the antimeridian splits it."""
    import numpy as np
    from shapely import Polygon, make_valid

    atlas = _atlas()
    scale, origin = np.asarray(atlas["scale"]), np.asarray(atlas["translate"])
    rings = [
        np.cumsum(np.asarray(steps, dtype=np.int64).reshape(-1, 2), axis=0) * scale + origin
        for steps in atlas["countries"][country]["polygons"][polygon]["rings"]
    ]
    shape = Polygon(rings[0], rings[1:])
    valid = shape if shape.is_valid else make_valid(shape, method="structure", keep_collapsed=False)
    return _within_180(valid)


def _within_180(shape: Any) -> tuple[Polygon, ...]:
    """The polygons of a shape that may run on beyond the antimeridian, each cut at it and brought back inside."""
    from shapely import clip_by_rect
    from shapely.affinity import translate

    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return polygons_of(shape)
    turns = [(turn, clip_by_rect(shape, -180 + turn, -90, 180 + turn, 90)) for turn in (-360, 0, 360)]
    return tuple(p for turn, part in turns for p in polygons_of(translate(part, xoff=-turn)))


def polygons_of(shape: Any) -> tuple[Polygon, ...]:
    """The polygons of any shape; lines and points, which clipping and mending leave behind, are dropped."""
    if shape.geom_type == "Polygon":
        return (shape,) if not shape.is_empty else ()
    return tuple(p for part in getattr(shape, "geoms", ()) for p in polygons_of(part))


def country_outline(code: str) -> Country:
    """The outline of a country by its ISO alpha-2 code, or by Natural Earth's name where it has none.

    Raises:
        NotFound: Natural Earth has no such country.
        StoreError: the file has not been made; names the command that makes it.
    """
    for i, (found, name) in enumerate(_country_names()):
        if code in (found, name):
            n = len(_atlas()["countries"][i]["polygons"])
            return Country(found, name, _joined([p for j in range(n) for p in _polygons(i, j)]))
    raise NotFound("country outline", code, resemble(code, [name for _, name in _country_names()]))


def _joined(polygons: Sequence[Polygon]) -> MultiPolygon:
    """Polygons as one outline; those that share a border (land given to its other country) lose it."""
    from shapely import MultiPolygon, union_all

    outline = MultiPolygon(polygons)
    return outline if outline.is_valid else MultiPolygon(polygons_of(union_all(polygons)))


def countries_in(
    south_deg: float, west_deg: float, north_deg: float, east_deg: float, tolerance_deg: float = 0.0
) -> tuple[Country, ...]:
    """The countries that show in a box, clipped to it and simplified to a tolerance (degrees; 0 keeps every point).

    A box with west > east spans the antimeridian. Order as in the file.

    Raises:
        StoreError: the file has not been made.
    """
    from shapely import MultiPolygon, clip_by_rect

    spans = [(west_deg, east_deg)] if west_deg <= east_deg else [(west_deg, 180.0), (-180.0, east_deg)]
    boxes = [(west, south_deg, east, north_deg) for west, east in spans]
    clipped: dict[int, list[Polygon]] = {}
    for box in boxes:
        for i, j in _near(box):
            clipped.setdefault(i, []).extend(q for p in _polygons(i, j) for q in polygons_of(clip_by_rect(p, *box)))
    found = []
    for i in sorted(clipped):
        code, name = _country_names()[i]
        whole = _joined(clipped[i])
        parts = polygons_of(whole.simplify(tolerance_deg) if tolerance_deg else whole)
        if parts:
            found.append(Country(code, name, MultiPolygon(parts)))
    return tuple(found)


def polygons_near(south_deg: float, west_deg: float, north_deg: float, east_deg: float) -> Iterable[Polygon]:
    """Every polygon of land whose box meets a box, whole and not copied: prepared once, it stays so.

    Raises:
        StoreError: the file has not been made.
    """
    for i, j in _near((west_deg, south_deg, east_deg, north_deg)):
        yield from _polygons(i, j)


def _near(box: tuple[float, float, float, float]) -> list[tuple[int, int]]:
    """Country and number of each polygon whose own box meets a box (west, south, east, north), in the order of the file."""
    west, south, east, north = box
    numbers, lefts, bottoms, rights, tops = _boxes()
    is_level = (bottoms <= north) & (tops >= south)
    meets = [(lefts + turn <= east) & (rights + turn >= west) for turn in (-360, 0, 360)]
    return [(int(i), int(j)) for i, j in numbers[is_level & (meets[0] | meets[1] | meets[2])]]


@lru_cache(maxsize=1)
def _boxes() -> tuple[Any, Any, Any, Any, Any]:
    """Of every polygon: country and number, int64 (n, 2); west, south, east and north edge, degrees, float64 (n,)."""
    import numpy as np

    atlas = _atlas()
    rows = [(i, j, row["box"]) for i, country in enumerate(atlas["countries"]) for j, row in enumerate(country["polygons"])]
    (scale_x, scale_y), (x0, y0) = atlas["scale"], atlas["translate"]
    west, south, east, north = np.array([box for _, _, box in rows], dtype=np.float64).T
    numbers = np.array([(i, j) for i, j, _ in rows], dtype=np.int64)
    return numbers, x0 + west * scale_x, y0 + south * scale_y, x0 + east * scale_x, y0 + north * scale_y


def land_in(
    south_deg: float, west_deg: float, north_deg: float, east_deg: float, tolerance_deg: float = 0.0
) -> tuple[Polygon, ...]:
    """All land in a box without the borders between countries, clipped and simplified as in `countries_in`."""
    from shapely import union_all

    merged = union_all([c.outline for c in countries_in(south_deg, west_deg, north_deg, east_deg)])
    return polygons_of(merged.simplify(tolerance_deg) if tolerance_deg else merged)
