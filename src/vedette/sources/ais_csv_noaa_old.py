"""AIS as NOAA's MarineCadastre published it to 2024. One line is one row."""

from __future__ import annotations

from vedette.sources.columns import Columns
from vedette.sources.known_csv import KnownCsv

CSV = KnownCsv(
    "ais_csv_noaa_old",
    "AIS, NOAA MarineCadastre to 2024 (CSV)",
    "US waters, thinned to one position a minute, UTC. Source: coast.noaa.gov/htdata/CMSP/AISDataHandler.",
    Columns(
        kind="ship", scheme="mmsi", identity="MMSI", time="BaseDateTime", time_format="iso", lat="LAT", lon="LON",
        speed="SOG", course="COG", heading="Heading",
        identities=(
            ("imo", "IMO"), ("callsign", "CallSign"), ("name", "VesselName"), ("type", "VesselType"), ("length_m", "Length"),
        ),
    ),
)  # fmt: skip
FORMAT = CSV.format
