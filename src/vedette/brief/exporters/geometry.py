"""The geometry in a row of a table: a point, or a path cut at the antimeridian.

In: a row with ``lat_deg`` and ``lon_deg``, numbers or lists. Out: parts of (longitude, latitude), WGS-84. RFC 7946, section
3.1.9, asks that a line across 180 degrees be cut in two; the cut lies where a straight line in degrees meets the meridian.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from vedette.errors import UsageError

Position = tuple[float, float]  # longitude, latitude
Parts = list[list[Position]]


def require_positions(table: str, frame: pl.DataFrame, form: str) -> None:
    """Refuse a table without positions.

    Raises:
        UsageError: it has no columns ``lat_deg`` and ``lon_deg``.
    """
    if not {"lat_deg", "lon_deg"} <= set(frame.columns):
        raise UsageError(f"the table {table} has no positions, so it cannot be written as {form}; use csv")


def parts_of(row: dict[str, Any]) -> Parts:
    """The row's geometry: one part of one position is a point, longer parts are lines, none is "no position known"."""
    lat, lon = row["lat_deg"], row["lon_deg"]
    if lat is None or lon is None:
        return []
    if isinstance(lat, list):
        path = [(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]
        return [[path[0]]] if len(path) == 1 else [p for p in cut_at_antimeridian(path) if len(p) > 1]
    return [[(float(lon), float(lat))]]


def cut_at_antimeridian(path: Sequence[Position]) -> Parts:
    """A path as parts that each stay on one side of 180 degrees."""
    parts: Parts = [[]]
    for position in path:
        if parts[-1] and abs(position[0] - parts[-1][-1][0]) > 180.0:
            before = parts[-1][-1]
            edge = 180.0 if before[0] > 0 else -180.0
            reach = position[0] + (360.0 if edge > 0 else -360.0)
            span = reach - before[0]
            lat = before[1] + (position[1] - before[1]) * ((edge - before[0]) / span if span else 0.0)
            parts[-1].append((edge, lat))
            parts.append([(-edge, lat)])
        parts[-1].append(position)
    return parts


def box_of(parts: Parts) -> tuple[float, float, float, float] | None:
    """West, south, east, north.

    Parts that were cut at 180 degrees give west > east (RFC 7946, section 5.2); null if there is nothing.
    """
    points = [p for part in parts for p in part]
    if not points:
        return None
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    if is_cut(parts):
        return min(p[0] for p in points if p[0] > 0), south, max(p[0] for p in points if p[0] <= 0), north
    return min(p[0] for p in points), south, max(p[0] for p in points), north


def is_cut(parts: Parts) -> bool:
    """Whether the path was cut at 180 degrees."""
    edges = [part[-1][0] for part in parts[:-1]]
    return bool(edges) and all(abs(e) == 180.0 for e in edges)


def rows_with_parts(frame: pl.DataFrame) -> Iterator[tuple[dict[str, Any], Parts]]:
    """Each row with its geometry."""
    for row in frame.iter_rows(named=True):
        yield row, parts_of(row)
