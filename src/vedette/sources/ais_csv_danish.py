"""AIS as the Danish Maritime Authority publishes it: one CSV a day. One line is one row."""

from __future__ import annotations

from vedette.sources.columns import Columns
from vedette.sources.known_csv import KnownCsv

CSV = KnownCsv(
    "ais_csv_danish",
    "AIS, Danish Maritime Authority (CSV)",
    "Day-first times, texts for ship types, 'Unknown' for no IMO number, decimal commas in old files. "
    "Base stations and marks come with positions too; positions of 91 N 181 E mean none. Source: aisdata.ais.dk.",
    Columns(
        kind="ship", scheme="mmsi", identity="MMSI", time="# Timestamp", time_format="day_first", lat="Latitude", lon="Longitude",
        speed="SOG", course="COG", heading="Heading",
        identities=(("imo", "IMO"), ("callsign", "Callsign"), ("name", "Name"), ("type", "Ship type"), ("length_m", "Length")),
    ),
)  # fmt: skip
FORMAT = CSV.format
