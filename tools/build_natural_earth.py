"""Turn Natural Earth's 1:10m countries into the file that `vedette.registry.coasts` reads.

In: `web/node_modules/world-atlas/countries-10m.json` (TopoJSON; `npm ci --prefix web` fetches it). Out:
`src/vedette/registry/data/natural_earth.json.gz`: for every country its ISO numeric code, its name, and its polygons as
rings of whole steps from point to point, in the units of the TopoJSON's own grid. A ring that crosses the antimeridian
runs on beyond it instead of jumping back. Run by `make setup`; same input, same bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ATLAS = ROOT / "web" / "node_modules" / "world-atlas" / "countries-10m.json"
TARGET = ROOT / "src" / "vedette" / "registry" / "data" / "natural_earth.json.gz"

Point = tuple[int, int]
Ring = list[Point]

# Land that Natural Earth draws with the state that holds it, and that this project draws with the state to which the
# United Nations count it: (ISO numeric code in the atlas, a point [longitude, latitude] in the polygon, code here).
MOVED = (("643", (34.2, 45.2), "804"),)  # Crimea; UN General Assembly resolution 68/262


def decode_arc(arc: list[list[int]]) -> Ring:
    """The points of a TopoJSON arc on its grid: each entry is a step from the one before."""
    return list(zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True))


def join_ring(indices: list[int], arcs: list[Ring]) -> Ring:
    """A ring from its arcs; ~i is arc i backwards, and each arc begins where the one before ended."""
    ring: Ring = []
    for i in indices:
        points = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def to_steps(ring: Ring) -> list[int]:
    """A ring as one flat list: the first point, then steps."""
    steps = [ring[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring))]
    return [number for step in steps for number in step]


def unwrap(ring: Ring, turn: int, pole: int) -> Ring:
    """A ring without jumps of a whole turn in x; one that goes round the pole is closed along it."""
    xs = list(accumulate((x2 - x1 - round((x2 - x1) / turn) * turn for (x1, _), (x2, _) in pairwise(ring)), initial=ring[0][0]))
    points = list(zip(xs, (y for _, y in ring), strict=True))
    return points if xs[0] == xs[-1] else [*points, (xs[-1], pole), (xs[0], pole), points[0]]


def polygon_row(rings: list[Ring]) -> dict[str, Any]:
    """One polygon: the box of its outer ring on the grid (west, south, east, north), and its rings, the outer one first."""
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    return {"box": [min(xs), min(ys), max(xs), max(ys)], "rings": [to_steps(ring) for ring in rings if len(ring) > 3]}


def country_row(geometry: dict[str, Any], arcs: list[Ring], turn: int, pole: int) -> dict[str, Any]:
    """One country: numeric code or null, name, polygons; a ring of fewer than four points bounds nothing and goes."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [[unwrap(join_ring(ring, arcs), turn, pole) for ring in polygon] for polygon in polygons]
    return {
        "numeric": geometry.get("id"),
        "name": geometry["properties"]["name"],
        "polygons": [polygon_row(polygon) for polygon in rings if len(polygon[0]) > 3],
    }


def move_land(countries: list[dict[str, Any]], scale: list[float], origin: list[float]) -> None:
    """Give each polygon of MOVED to its other country, in place: the smallest one whose box holds the point."""
    by_code = {country["numeric"]: country for country in countries}
    for source, (lon, lat), target in MOVED:
        x, y = (lon - origin[0]) / scale[0], (lat - origin[1]) / scale[1]
        polygons = by_code[source]["polygons"]
        holding = [p for p in polygons if p["box"][0] <= x <= p["box"][2] and p["box"][1] <= y <= p["box"][3]]
        moved = min(holding, key=lambda p: (p["box"][2] - p["box"][0]) * (p["box"][3] - p["box"][1]))
        polygons.remove(moved)
        by_code[target]["polygons"].append(moved)


def build(atlas: Path, target: Path) -> int:
    """Write the target; returns the number of countries."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    arcs = [decode_arc(arc) for arc in topology["arcs"]]
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    turn, pole = round(360 / scale[0]), round((-90 - origin[1]) / scale[1])
    countries = [country_row(g, arcs, turn, pole) for g in topology["objects"]["countries"]["geometries"]]
    move_land(countries, scale, origin)
    content = {
        "source": "Natural Earth 1:10m admin 0 countries, version 4.1, public domain, through world-atlas 2.0.2",
        "scale": scale,
        "translate": origin,
        "countries": countries,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    target.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    return len(countries)


def main() -> int:
    """Build the shipped file; says what to do where the atlas is missing."""
    if not ATLAS.exists():
        print(f"{ATLAS} is missing; fetch it with: npm ci --prefix web", file=sys.stderr)
        return 1
    n = build(ATLAS, TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {n} countries, {TARGET.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
