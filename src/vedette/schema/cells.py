"""The one-degree cells of the coverage table, named by their south-west corner: ``N34E035``."""

from __future__ import annotations

import math

import polars as pl


def cell_name(lat_deg: float, lon_deg: float) -> str:
    """The cell of a position; 180 degrees east is W180, and the north pole lies in N89."""
    south, west = math.floor(min(lat_deg, 89.0)), math.floor(lon_deg)
    west = west - 360 if west >= 180 else west
    return f"{'S' if south < 0 else 'N'}{abs(south):02d}{'W' if west < 0 else 'E'}{abs(west):03d}"


def cell_corner(cell: str) -> tuple[float, float]:
    """The south-west corner of a cell by its name, degrees."""
    south, west = float(cell[1:3]), float(cell[4:7])
    return (-south if cell[0] == "S" else south), (-west if cell[3] == "W" else west)


def cell_names(lat_deg: str = "lat_deg", lon_deg: str = "lon_deg") -> pl.Expr:
    """The same for columns of positions."""
    south = pl.col(lat_deg).clip(upper_bound=89.0).floor().cast(pl.Int64)
    west = pl.col(lon_deg).floor().cast(pl.Int64)
    west = pl.when(west >= 180).then(west - 360).otherwise(west)
    return pl.format(
        "{}{}{}{}",
        pl.when(south < 0).then(pl.lit("S")).otherwise(pl.lit("N")),
        south.abs().cast(pl.String).str.zfill(2),
        pl.when(west < 0).then(pl.lit("W")).otherwise(pl.lit("E")),
        west.abs().cast(pl.String).str.zfill(3),
    )
