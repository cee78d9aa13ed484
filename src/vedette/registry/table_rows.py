"""The register as tables, for export and for readers of a case's data: `ASSETS` and `PLACES`."""

from __future__ import annotations

import polars as pl

from vedette.registry.register import Register
from vedette.schema.tables import ASSETS, PLACES


def assets_table(register: Register) -> pl.DataFrame:
    """One row of `ASSETS` per registered asset."""
    return ASSETS.build(
        [
            {
                "asset_id": a.asset_id, "kind": a.kind, "class": a.asset_class, "name": a.name, "operator": a.operator,
                "country": a.country, "length_m": a.length_m, "source": a.source,
            }
            for a in register.assets()
        ]
    )  # fmt: skip


def places_table(register: Register) -> pl.DataFrame:
    """One row of `PLACES` per place and group; `boundary_wkt` in longitude and latitude."""
    same = (
        "place_id", "name", "kind", "country", "lat_deg", "lon_deg", "boundary_wkt", "enter_km", "exit_km", "icao", "unlocode",
        "source",
    )  # fmt: skip
    return PLACES.build([{name: getattr(p, name) for name in same} | {"groups": list(p.groups)} for p in register.places()])
