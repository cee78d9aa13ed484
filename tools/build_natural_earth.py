"""Turn Natural Earth's 1:10m countries into the file that `vedette.registry.coasts` reads.

In: `web/node_modules/world-atlas/countries-10m.json` (TopoJSON; `npm ci --prefix web` fetches it). Out:
`src/vedette/registry/data/natural_earth.json.gz`: for every country its ISO numeric code, its name, and its polygons as
rings of whole steps from point to point, in the units of the TopoJSON's own grid. Run by `make setup`; same input, same bytes.
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


def decode_arc(arc: list[list[int]]) -> list[Point]:
    """The points of a TopoJSON arc on its grid: each entry is a step from the one before."""
    return list(zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True))


def join_ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring from its arcs; ~i is arc i backwards, and each arc begins where the one before ended."""
    ring: list[Point] = []
    for i in indices:
        points = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def to_steps(ring: list[Point]) -> list[int]:
    """A ring as one flat list: the first point, then steps."""
    steps = [ring[0], *((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring))]
    return [number for step in steps for number in step]


def polygon_row(rings: list[list[Point]]) -> dict[str, Any]:
    """One polygon: the box of its outer ring on the grid (west, south, east, north), and its rings, the outer one first."""
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    return {"box": [min(xs), min(ys), max(xs), max(ys)], "rings": [to_steps(ring) for ring in rings if len(ring) > 3]}


def country_row(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    """One country: numeric code or null, name, polygons; a ring of fewer than four points bounds nothing and goes."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [[join_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    return {
        "numeric": geometry.get("id"),
        "name": geometry["properties"]["name"],
        "polygons": [polygon_row(polygon) for polygon in rings if len(polygon[0]) > 3],
    }


def build(atlas: Path, target: Path) -> int:
    """Write the target; returns the number of countries."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    arcs = [decode_arc(arc) for arc in topology["arcs"]]
    countries = [country_row(g, arcs) for g in topology["objects"]["countries"]["geometries"]]
    content = {
        "source": "Natural Earth 1:10m admin 0 countries, version 4.1, public domain, through world-atlas 2.0.2",
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
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
