"""AIS as NOAA's MarineCadastre publishes it from 2025: lower-case names, longitude first. One line is one row."""

from __future__ import annotations

from vedette.sources.columns import Columns
from vedette.sources.known_csv import KnownCsv

CSV = KnownCsv(
    "ais_csv_noaa_2025",
    "AIS, NOAA MarineCadastre from 2025 (CSV)",
    "Lower-case names, longitude before latitude, UTC. Files come as .zst: unpack them first. Source: coast.noaa.gov.",
    Columns(
        kind="ship", scheme="mmsi", identity="mmsi", time="base_date_time", time_format="iso", lat="latitude", lon="longitude",
        speed="sog", course="cog", heading="heading",
        identities=(
            ("imo", "imo"), ("callsign", "call_sign"), ("name", "vessel_name"), ("type", "vessel_type"), ("length_m", "length"),
        ),
    ),
)  # fmt: skip
FORMAT = CSV.format
