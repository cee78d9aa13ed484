"""ADS-B state vectors as OpenSky's database gives them. One line is one row."""

from __future__ import annotations

from vedette.sources.columns import Columns
from vedette.sources.known_csv import KnownCsv

CSV = KnownCsv(
    "opensky_states",
    "ADS-B, OpenSky state vectors (CSV)",
    "Metric units. A state repeats the last position heard: its own time is lastposupdate, and the state's time is when the "
    "source had it. 'heading' is the track over ground. Source: openskynetwork.github.io/opensky-api.",
    Columns(
        kind="aircraft", scheme="icao24", identity="icao24", time="lastposupdate", time_fallback="time", received="time",
        time_format="epoch_s", lat="lat", lon="lon", speed="velocity", speed_unit="m/s", course="heading",
        altitude="baroaltitude", altitude_fallback="geoaltitude", altitude_unit="m",
        vertical_rate="vertrate", vertical_rate_unit="m/s", on_ground="onground", identities=(("callsign", "callsign"),),
    ),
)  # fmt: skip
FORMAT = CSV.format
