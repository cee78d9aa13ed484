"""Which formats a table can be written in. A new exporter is one module and one row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.brief.exporters.csv import export_csv
from vedette.brief.exporters.geojson import export_geojson
from vedette.brief.exporters.geoparquet import export_geoparquet
from vedette.brief.exporters.kml import export_kml

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Exporter:
    """A format: its file suffix, whether a table must have positions, and the function from table name and frame to bytes."""

    suffix: str
    needs_position: bool
    export: Callable[[str, pl.DataFrame], bytes]


EXPORTERS: dict[str, Exporter] = {
    "csv": Exporter(".csv", False, export_csv),
    "geojson": Exporter(".geojson", True, export_geojson),
    "geoparquet": Exporter(".parquet", True, export_geoparquet),
    "kml": Exporter(".kml", True, export_kml),
}
