"""Rows of texts to typed rows, each with the first rule that it breaks.

Strings of a file flow in, asset, place and time flow out beside the cleaned texts (columns ``t_...``), and `judge` says of
each row why it is no position. The order of the rules is: who, where, when.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from vedette.schema.tables import POSITIONS
from vedette.sources.columns import Columns
from vedette.sources.format import ReadContext
from vedette.sources.identities import MMSI_DIGITS
from vedette.sources.parsing import blank_to_null, to_number, to_time
from vedette.sources.ranges import MEASURES
from vedette.sources.table_lines import ROW
from vedette.units import AIS_NO_LAT_DEG, AIS_NO_LON_DEG

# neither AIS nor ADS-B existed before; earlier times are unset clocks
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
ASSET_PATTERNS = {
    "mmsi": (r"^\d{1,9}(\.0)?$", "an MMSI of at most nine digits"),
    "icao24": (r"^~?(0[xX])?[0-9a-fA-F]{1,6}$", "a 24-bit address in hexadecimal"),
    "imo": (r"^(IMO)?\s*\d{7}$", "an IMO number of seven digits"),
}
MEASURE_COLUMNS = {
    "sog_kn": ("speed", "speed_unit"), "cog_deg": ("course", None), "heading_deg": ("heading", None),
    "alt_ft": ("altitude", "altitude_unit"), "vrate_fpm": ("vertical_rate", "vertical_rate_unit"),
    "accuracy_m": ("accuracy", None),
}  # fmt: skip


def type_rows(frame: pl.DataFrame, columns: Columns, context: ReadContext) -> pl.DataFrame:
    """Clean texts as ``t_...`` columns, and asset, time and place typed."""
    texts = {"identity": columns.identity, "time": columns.time, "lat": columns.lat, "lon": columns.lon}
    clean = frame.select(
        ROW,
        *(blank_to_null(pl.col(name)).alias(f"t_{what}") for what, name in texts.items()),
        *(blank_to_null(pl.col(name)).alias(key) for key, name in columns.identities),
        *(_measure_text(columns, measure).alias(f"t_{measure}") for measure in measures_of(columns)),
        *(blank_to_null(pl.col(columns.on_ground)).alias("t_on_ground") for _ in [0] if columns.on_ground),
        *(pl.col(name).cast(pl.String).alias(f"t_{what}") for what in ("sensor", "flags", "received", "time_fallback")
          if (name := getattr(columns, what))),
    )  # fmt: skip
    if columns.time_fallback:
        clean = clean.with_columns(pl.coalesce("t_time", "t_time_fallback").alias("t_time"))
    time_format = columns.time_format or "iso"
    time = to_time(clean["t_time"], time_format)
    if context.received is not None:
        time = clean.select(pl.when(pl.col("t_time").is_null()).then(pl.lit(context.received)).otherwise(time)).to_series()
    received: Any = (
        to_time(clean["t_received"], time_format) if columns.received else pl.lit(None, POSITIONS.polars_schema["received"])
    )
    return clean.with_columns(
        asset_of(pl.col("t_identity"), columns.scheme).alias("asset_id"),
        time.alias("time"),
        received.alias("received"),
        to_number(pl.col("t_lat")).alias("lat_deg"),
        to_number(pl.col("t_lon")).alias("lon_deg"),
    )


def judge(context: ReadContext) -> pl.Expr:
    """The code of the first rule that a row breaks, or null. The order is: who, where, when."""
    lat, lon = pl.col("lat_deg"), pl.col("lon_deg")
    is_unset = (lat == AIS_NO_LAT_DEG) | (lon == AIS_NO_LON_DEG)
    is_absent = pl.col("t_lat").is_null() | pl.col("t_lon").is_null()
    is_place = lat.is_between(-90, 90) & lon.is_between(-180, 180)
    no_time = pl.col("t_time").is_null() & pl.lit(value=context.received is None)
    is_time = pl.col("time").is_between(EARLIEST, LATEST)
    return (
        pl.when(pl.col("t_identity").is_null()).then(pl.lit("no_identity"))
        .when(pl.col("asset_id").is_null()).then(pl.lit("bad_identity"))
        .when(is_absent | is_unset.fill_null(value=False)).then(pl.lit("no_position"))
        .when(~is_place.fill_null(value=False)).then(pl.lit("bad_position"))
        .when(no_time).then(pl.lit("no_time"))
        .when(~is_time.fill_null(value=False)).then(pl.lit("bad_time"))
        .otherwise(None)
    )  # fmt: skip


def asset_of(text: pl.Expr, scheme: str) -> pl.Expr:
    """The asset that a text names; null where it cannot name one."""
    if scheme in ASSET_PATTERNS:
        fits = text.str.contains(ASSET_PATTERNS[scheme][0])
        if scheme == "mmsi":
            number = text.str.strip_suffix(".0").str.pad_start(MMSI_DIGITS, "0")
        elif scheme == "icao24":
            tilde = pl.when(text.str.starts_with("~")).then(pl.lit("~")).otherwise(pl.lit(""))
            number = tilde + text.str.strip_prefix("~").str.to_lowercase().str.strip_prefix("0x").str.pad_start(6, "0")
        else:
            number = text.str.extract(r"(\d{7})")
        return pl.when(fits).then(pl.lit(f"{scheme}:") + number).otherwise(None)
    return pl.lit(f"{scheme}:") + text.str.replace_all(r"\s+", " ")


def measures_of(columns: Columns) -> list[str]:
    """The measures that a table has."""
    return [m for m in MEASURES if getattr(columns, MEASURE_COLUMNS[m][0]) is not None]


def _measure_text(columns: Columns, measure: str) -> pl.Expr:
    text = blank_to_null(pl.col(getattr(columns, MEASURE_COLUMNS[measure][0])))
    if measure == "alt_ft" and columns.altitude_fallback:
        return pl.coalesce(text, blank_to_null(pl.col(columns.altitude_fallback)))
    return text
