"""A table as GeoParquet 1.1: geometry as WKB, a box column that readers can skip by, and the "geo" metadata.

In: a table with positions. Out: the bytes of a Parquet file. Source: GeoParquet 1.1.0 specification (OGC); without a "crs" the
coordinates are longitude and latitude on WGS-84 (OGC:CRS84), which is what ours are.
"""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import polars as pl

from vedette.brief.exporters.geometry import Parts, box_of, is_cut, require_positions, rows_with_parts

_BOX = pl.Struct({"xmin": pl.Float64, "ymin": pl.Float64, "xmax": pl.Float64, "ymax": pl.Float64})
_POINT, _LINE, _MULTILINE = 1, 2, 5  # WKB geometry codes, OGC 06-103r4


def export_geoparquet(table: str, frame: pl.DataFrame) -> bytes:
    """The frame as GeoParquet, its own columns kept, ``geometry`` and ``bbox`` added.

    Raises:
        UsageError: the table has no positions.
    """
    require_positions(table, frame, "geoparquet")
    shapes = [parts for _, parts in rows_with_parts(frame)]
    geometry = pl.Series("geometry", [wkb(parts) for parts in shapes], dtype=pl.Binary)
    boxes = pl.Series("bbox", [_box(parts) for parts in shapes], dtype=_BOX)
    buffer = io.BytesIO()
    frame.with_columns(geometry, boxes).write_parquet(buffer, metadata={"geo": json.dumps(_metadata(shapes))})
    return buffer.getvalue()


def wkb(parts: Parts) -> bytes | None:
    """Parts as little-endian well-known binary; null for no position."""
    if not parts:
        return None
    if len(parts) == 1:
        return _point(parts[0][0]) if len(parts[0]) == 1 else _line(parts[0])
    return struct.pack("<BII", 1, _MULTILINE, len(parts)) + b"".join(_line(p) for p in parts)


def _point(position: tuple[float, float]) -> bytes:
    return struct.pack("<BIdd", 1, _POINT, *position)


def _line(path: list[tuple[float, float]]) -> bytes:
    flat = [v for position in path for v in position]
    return struct.pack(f"<BII{len(flat)}d", 1, _LINE, len(path), *flat)


def _box(parts: Parts) -> dict[str, float] | None:
    box = box_of(parts)
    return None if box is None else dict(zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True))


def _metadata(shapes: list[Parts]) -> dict[str, Any]:
    kinds = {("Point" if len(s[0]) == 1 else "LineString") if len(s) == 1 else "MultiLineString" for s in shapes if s}
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(kinds),
        "covering": {"bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}},
    }
    box = box_of([[p] for s in shapes for part in s for p in part])
    if box is not None and not any(is_cut(s) for s in shapes):
        column["bbox"] = list(box)
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
