"""Daily traces in readsb's layout (trace_full_*.json, globe_history archives): one aircraft a file. One trace point is one row.

A JSON document flows in, gzip bytes or not whatever its name says; positions flow out. Points are counted from 1.
Source: readsb, README-json.md. Its flag 1 ("stale") marks a point before which nothing was heard for 20 s; the point itself is
fresh, so it does not become `Flag.STALE`.
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
_NEW_LEG_BIT = 2
_POINT_FIELDS = 5  # older files have fewer fields than 14; these must be there: time, lat, lon, altitude, speed
COLUMNS = Columns(
    kind="aircraft", scheme="icao24", identity="hex", time="time", time_format="epoch_s", lat="lat", lon="lon", speed="gs",
    course="track", heading="heading", altitude="alt", vertical_rate="rate", on_ground="ground", accuracy="rc", sensor="sensor",
    flags="flags", identities=(("callsign", "flight"), ("registration", "r"), ("type", "t")),
)  # fmt: skip


def sniff(head: bytes, _path: Path) -> float:
    """1 if it is an object with an address and a trace."""
    start = head.lstrip()[:2048]
    return 1.0 if start.startswith(b"{") and b'"icao"' in start and b'"trace"' in head else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of points.

    Raises:
        SourceError: it is no whole JSON document with the members icao, timestamp and trace.
    """
    try:
        document = json.loads(read_all(path, MAX_BYTES))
        points, start_s, address = list(document["trace"]), float(document["timestamp"]), str(document["icao"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(str(path), f"is no whole readsb trace ({type(error).__name__}: {error}); fetch it again") from error
    names = {"hex": address, "r": document.get("r"), "t": document.get("t")}
    return read_table(_texts(points, start_s, names, context), COLUMNS, context)


def _texts(points: list[Any], start_s: float, names: dict[str, Any], context: ReadContext) -> Iterator[Texts]:
    flags = Flag.NON_ICAO if names["hex"].startswith("~") else Flag(0)
    for first in range(0, max(len(points), 1), context.block_rows):
        records, rows, issues = [], [], []
        for row, point in enumerate(points[first : first + context.block_rows], first + 1):
            if isinstance(point, list) and len(point) >= _POINT_FIELDS and isinstance(point[0], int | float):
                records.append(_record(point, start_s, names, flags))
                rows.append(row)
            else:
                issues.append(issue_row(context.source_id, row, "not_a_point", point))
        yield Texts(frame_of_records(records, rows, COLUMNS.used()), issues)


def _record(point: list[Any], start_s: float, names: dict[str, Any], flags: Flag) -> dict[str, Any]:
    """A point by names. On the ground, readsb puts the heading where the track stands in the air."""
    offset_s, lat, lon, altitude, speed, track, bits, rate, details, source, geometric = (point + [None] * 11)[:11]
    is_ground = altitude == "ground"
    more = details if isinstance(details, dict) else {}
    is_new_leg = isinstance(bits, int) and bits & _NEW_LEG_BIT
    return {
        **names,
        "time": round(start_s + offset_s, 3),
        "lat": lat, "lon": lon, "gs": speed,
        "track": None if is_ground else track, "heading": track if is_ground else more.get("true_heading"),
        "alt": None if is_ground else altitude if altitude is not None else geometric,
        "ground": None if altitude is None else is_ground,
        "rate": rate, "rc": more.get("rc"), "flight": more.get("flight"),
        "sensor": sensor_of(source or more.get("type")),
        "flags": int(flags | Flag.NEW_LEG) if is_new_leg else int(flags),
    }  # fmt: skip


FORMAT = Format(
    "readsb_trace",
    "ADS-B, readsb daily trace (globe_history)",
    "trace point",
    "Gzip bytes although named .json. Feet, knots. Add the folder traces/ of an archive to take all aircraft of a day.",
    sniff,
    read,
)
