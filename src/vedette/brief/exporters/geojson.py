"""A table as GeoJSON (RFC 7946): longitude before latitude, WGS-84, boxes, ids, lines cut at the antimeridian.

In: a table with positions. Out: a FeatureCollection; a row without a position is a feature with a null geometry, as section
3.2 has it. A table that has neither ids nor source rows gives features without an id.
"""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from vedette.brief.exporters.csv import plain
from vedette.brief.exporters.geometry import Parts, box_of, require_positions, rows_with_parts

# the column that names a row, by table; other tables go by their source row
_ID_COLUMN = {
    "events": "event_id", "sightings": "sighting_id", "detections": "detection_id", "tracks": "track_id", "places": "place_id",
}  # fmt: skip
_DECIMALS = 6  # 0.1 m, and what section 11.2 of RFC 7946 advises


def export_geojson(table: str, frame: pl.DataFrame) -> bytes:
    """The frame as a FeatureCollection.

    Raises:
        UsageError: the table has no positions.
    """
    require_positions(table, frame, "geojson")
    features, parts = [], []
    for row, own in rows_with_parts(frame):
        features.append(_feature(table, row, own))
        parts += own
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if (box := box_of([[p] for part in parts for p in part])) is not None:
        collection["bbox"] = [round(v, _DECIMALS) for v in box]
    collection["features"] = features
    return (json.dumps(collection, ensure_ascii=False) + "\n").encode()


def _feature(table: str, row: dict[str, Any], parts: Parts) -> dict[str, Any]:
    feature: dict[str, Any] = {"type": "Feature"}
    if (ident := _ident(table, row)) is not None:
        feature["id"] = ident
    if (box := box_of(parts)) is not None and len(parts[0]) > 1:
        feature["bbox"] = [round(v, _DECIMALS) for v in box]
    feature["geometry"] = _geometry(parts)
    feature["properties"] = {k: plain(v) for k, v in row.items() if k not in {"lat_deg", "lon_deg"}}
    return feature


def _ident(table: str, row: dict[str, Any]) -> str | None:
    if (column := _ID_COLUMN.get(table)) is not None:
        return str(row[column])
    return f"{row['source_id']}#{row['source_row']}" if "source_row" in row else None


def _geometry(parts: Parts) -> dict[str, Any] | None:
    if not parts:
        return None
    rounded = [[[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in part] for part in parts]
    if len(rounded) == 1 and len(rounded[0]) == 1:
        return {"type": "Point", "coordinates": rounded[0][0]}
    if len(rounded) == 1:
        return {"type": "LineString", "coordinates": rounded[0]}
    return {"type": "MultiLineString", "coordinates": rounded}
