"""A table as KML 2.2: one placemark a row, with its time span and its columns as extended data.

In: a table with positions. Out: UTF-8 XML. Rows without a position are left out, for KML has no place for them.
Source: OGC 07-147r2.
"""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl

from vedette.brief.exporters.csv import plain
from vedette.brief.exporters.geometry import Parts, require_positions, rows_with_parts

_NAME_COLUMNS = ("asset_text", "name", "asset_id", "event_id")


def export_kml(table: str, frame: pl.DataFrame) -> bytes:
    """The frame as KML.

    Raises:
        UsageError: the table has no positions.
    """
    require_positions(table, frame, "kml")
    marks = "\n".join(_placemark(row, parts) for row, parts in rows_with_parts(frame) if parts)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
    return f"{head}\n<Document><name>{escape(table)}</name>\n{marks}\n</Document>\n</kml>\n".encode()


def _placemark(row: dict[str, Any], parts: Parts) -> str:
    name = next((str(row[c]) for c in _NAME_COLUMNS if row.get(c)), "")
    fields = "".join(
        f'<Data name="{escape(k, quote=True)}"><value>{escape(str(plain(v)), quote=False)}</value></Data>'
        for k, v in row.items()
        if v is not None and k not in {"lat_deg", "lon_deg"} and not (isinstance(v, list) and len(v) > 20)
    )
    body = f"<name>{escape(name, quote=False)}</name>{_when(row)}<ExtendedData>{fields}</ExtendedData>{_geometry(parts)}"
    return f"<Placemark>{body}</Placemark>"


def _when(row: dict[str, Any]) -> str:
    if row.get("start"):
        end = f"<end>{plain(row['end'])}</end>" if row.get("end") else ""
        return f"<TimeSpan><begin>{plain(row['start'])}</begin>{end}</TimeSpan>"
    if row.get("time") and not isinstance(row["time"], list):
        return f"<TimeStamp><when>{plain(row['time'])}</when></TimeStamp>"
    return ""


def _geometry(parts: Parts) -> str:
    lines = [" ".join(f"{x:.6f},{y:.6f}" for x, y in part) for part in parts]
    if len(parts) == 1 and len(parts[0]) == 1:
        return f"<Point><coordinates>{lines[0]}</coordinates></Point>"
    drawn = "".join(f"<LineString><tessellate>1</tessellate><coordinates>{line}</coordinates></LineString>" for line in lines)
    return drawn if len(lines) == 1 else f"<MultiGeometry>{drawn}</MultiGeometry>"
