"""AIS as two real sources write it: a CSV in NOAA's columns, and NMEA sentences with tag blocks and checksums.

Received fixes flow in, lines in the order of reception flow out. Sentences are encoded by pyais.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import xor
from pathlib import Path

from vedette.simulation.writing.hearing import Heard

_COLUMNS = (
    "MMSI", "BaseDateTime", "LAT", "LON", "SOG", "COG", "Heading", "VesselName", "IMO", "CallSign", "VesselType", "Status",
    "Length", "Width", "Draft", "Cargo", "TransceiverClass",
)  # fmt: skip
Message = dict[str, str | int | float | bytes | bool]
_STATION = "SIM1"
_STATIC_EVERY = 40  # a ship says its name once for so many positions
_ASKED_EVERY = 12  # a shore station asks for a position now and then, and is answered with type 3 (ITU-R M.1371-5, annex 8)
_TYPES = {"warship": 35, "auxiliary": 35, "cargo": 70, "ferry": 60}


@dataclass(frozen=True)
class Ship:
    """A ship as its transponder gives it, and what was received of it."""

    mmsi: str
    name: str
    kind: str
    length_m: float
    heard: tuple[Heard, ...]
    is_class_b: bool = False


def write_ais_csv(path: Path, ships: Sequence[Ship], begin: datetime) -> int:
    """Write the ships' positions; how many rows."""
    rows = sorted(((h.received, i, h) for i, ship in enumerate(ships) for h in ship.heard), key=lambda row: row[:2])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for _, i, heard in rows:
            ship, fix = ships[i], heard.fix
            writer.writerow([
                ship.mmsi, f"{begin + timedelta(seconds=round(fix.second)):%Y-%m-%dT%H:%M:%S}", f"{fix.lat_deg:.5f}",
                f"{_wrapped(fix.lon_deg):.5f}", f"{fix.sog_kn:.1f}", f"{fix.cog_deg % 360:.1f}", "511", ship.name, "", "",
                _TYPES[ship.kind], "", round(ship.length_m), "", "", "", "A",
            ])  # fmt: skip
    return len(rows)


def write_nmea(path: Path, ships: Sequence[Ship], begin: datetime) -> int:
    """Write the ships' positions, names now and then; how many messages."""
    from pyais import encode_dict

    rows = sorted(((h.received, i, k, h) for i, ship in enumerate(ships) for k, h in enumerate(ship.heard)), key=lambda r: r[:3])
    with path.open("w", encoding="ascii", newline="") as file:
        for _, i, k, heard in rows:
            ship = ships[i]
            at = begin + timedelta(seconds=round(heard.fix.second))
            messages = [_position(ship, heard, at.second, k)]
            if k % _STATIC_EVERY == 0:
                messages += _statics(ship)
            for message in messages:
                file.writelines(_tagged(encode_dict(message, talker_id="AI", radio_channel="A", seq_id=i % 10), at))
    return len(rows)


def _position(ship: Ship, heard: Heard, second: int, k: int) -> Message:
    """Class A: type 1, and type 3 where it was asked for its position; class B: type 18."""
    fix = heard.fix
    own = 18 if ship.is_class_b else 3 if k % _ASKED_EVERY == 0 else 1
    return {
        "type": own, "msg_type": own, "mmsi": ship.mmsi, "lat": round(fix.lat_deg, 5), "lon": round(_wrapped(fix.lon_deg), 5),
        "speed": round(fix.sog_kn, 1), "course": round(fix.cog_deg % 360, 1), "heading": 511, "second": second,
    }  # fmt: skip


def _statics(ship: Ship) -> list[Message]:
    """Name, type and length: one message of type 5 of class A, the two parts of type 24 of class B."""
    name, ends = ship.name[:20].upper(), {"to_bow": round(ship.length_m * 0.6), "to_stern": round(ship.length_m * 0.4)}
    common: Message = {"mmsi": ship.mmsi, "ship_type": _TYPES[ship.kind], **ends}
    if not ship.is_class_b:
        return [{"type": 5, "shipname": name, **common}]
    return [{"type": 24, "partno": 0, "mmsi": ship.mmsi, "shipname": name}, {"type": 24, "partno": 1, **common}]


def _tagged(sentences: Iterable[str], at: datetime) -> list[str]:
    """Sentences with a tag block that says which station heard them, and when."""
    block = f"s:{_STATION},c:{int(at.timestamp())}"
    checksum = reduce(xor, block.encode(), 0)
    return [f"\\{block}*{checksum:02X}\\{sentence}\r\n" for sentence in sentences]


def _wrapped(lon_deg: float) -> float:
    return (lon_deg + 540.0) % 360.0 - 180.0
