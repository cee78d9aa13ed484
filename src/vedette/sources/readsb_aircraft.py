"""Snapshots of all aircraft heard: readsb's aircraft.json, and the answers of services shaped like it (adsb.lol, ADSBx v2).

A JSON document flows in; one aircraft of its list is one row, counted from 1. A position's time is the snapshot's less its age.
Where readsb no longer holds a position valid (older than 60 s) it gives the last one with its age; that is taken, at its time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vedette.errors import SourceError
from vedette.schema.flags import Flag
from vedette.sources.collecting import issue_row
from vedette.sources.columns import Columns
from vedette.sources.format import MEBIBYTE, Batch, Format, ReadContext
from vedette.sources.json_texts import frame_of_records
from vedette.sources.opening import read_all
from vedette.sources.readsb import sensor_of
from vedette.sources.rows import read_table
from vedette.sources.table_lines import Texts

MAX_BYTES = 256 * MEBIBYTE
_LISTS = ("aircraft", "ac")
_FIRST_EPOCH_MS = 100_000_000_000  # readsb writes seconds, services write milliseconds
COLUMNS = Columns(
    kind="aircraft", scheme="icao24", identity="hex", time="time", received="now", time_format="epoch_s", lat="lat", lon="lon",
    speed="gs", course="track", heading="true_heading", altitude="alt", vertical_rate="rate", on_ground="ground", accuracy="rc",
    sensor="sensor", flags="flags", identities=(("callsign", "flight"), ("registration", "r"), ("type", "t")),
    keeps_names=True,
)  # fmt: skip


def sniff(head: bytes, _path: Path) -> float:
    """0.9 if it is an object with the time of the snapshot and a list of aircraft."""
    start = head.lstrip()
    has_list = any(f'"{name}"'.encode() in start for name in _LISTS)
    return 0.9 if start.startswith(b"{") and b'"now"' in start and has_list and b'"hex"' in start else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """One batch of aircraft.

    Raises:
        SourceError: it is no whole JSON document with a time and a list of aircraft.
    """
    try:
        document = json.loads(read_all(path, MAX_BYTES))
        now = float(document["now"])
        aircraft = next(document[name] for name in _LISTS if isinstance(document.get(name), list))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise SourceError(str(path), f"is no whole snapshot of aircraft ({type(error).__name__}: {error})") from error
    now_s = now / 1000 if now > _FIRST_EPOCH_MS else now
    records = [(row, _record(entry, now_s)) for row, entry in enumerate(aircraft, 1) if isinstance(entry, dict)]
    issues = [issue_row(context.source_id, row, "bad_json", e) for row, e in enumerate(aircraft, 1) if not isinstance(e, dict)]
    frame = frame_of_records([record for _, record in records], [row for row, _ in records], COLUMNS.used())
    return read_table([Texts(frame, issues)], COLUMNS, context)


def _record(aircraft: dict[str, Any], now_s: float) -> dict[str, Any]:
    """One aircraft by names: where it is, or where it was last, and when that was."""
    place = aircraft if "lat" in aircraft else aircraft.get("lastPosition") or {}
    age_s = place.get("seen_pos", aircraft.get("seen_pos", aircraft.get("seen", 0.0)))
    altitude, rate = aircraft.get("alt_baro"), aircraft.get("baro_rate")
    is_ground = altitude == "ground"
    is_mlat = "lat" in (aircraft.get("mlat") or ())
    return {
        "hex": aircraft.get("hex"), "r": aircraft.get("r"), "t": aircraft.get("t"), "flight": aircraft.get("flight"),
        "time": round(now_s - age_s, 3) if isinstance(age_s, int | float) else now_s, "now": now_s,
        "lat": place.get("lat"), "lon": place.get("lon"), "rc": place.get("rc"),
        "gs": aircraft.get("gs"), "track": aircraft.get("track"), "true_heading": aircraft.get("true_heading"),
        "alt": None if is_ground else aircraft.get("alt_geom") if altitude is None else altitude,
        "ground": None if altitude is None else is_ground,
        "rate": aircraft.get("geom_rate") if rate is None else rate,
        "sensor": "mlat" if is_mlat else sensor_of(aircraft.get("type")),
        "flags": int(Flag.NON_ICAO) if str(aircraft.get("hex", "")).startswith("~") else 0,
    }  # fmt: skip


FORMAT = Format(
    "readsb_aircraft",
    "ADS-B, snapshot of aircraft (aircraft.json)",
    "aircraft",
    "readsb's aircraft.json and the answers of adsb.lol, adsb.fi, airplanes.live and ADS-B Exchange (v2). Feet, knots. Aircraft "
    "without any position give their names only.",
    sniff,
    read,
)
