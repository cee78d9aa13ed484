"""BaseStation lines (SBS-1, TCP port 30003), as dump1090 and others write them. One line is one row.

Lines of 22 fields flow in. Message types 2 and 3 carry positions, type 1 call signs; the others carry parts of a state
without a place. Times are the receiver's own, without zone. Source: woodair.net, "SBS-1 BaseStation socket data".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vedette.sources.collecting import Collector
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.identities import IdentityBook
from vedette.sources.judging import EARLIEST, LATEST
from vedette.sources.lines import first_lines, line_blocks
from vedette.sources.ranges import bound_one
from vedette.sources.remarks import reception_remark

_N_FIELDS = 22
_KINDS = frozenset(("MSG", "SEL", "ID", "AIR", "STA", "CLK"))
_KIND, _TYPE, _HEX, _DAY, _CLOCK, _CALLSIGN, _ALT, _SPEED, _TRACK, _LAT, _LON, _VRATE, _GROUND = (
    0, 1, 4, 6, 7, 10, 11, 12, 13, 14, 15, 16, 21,
)  # fmt: skip
_MEASURES = (("alt_ft", _ALT), ("sog_kn", _SPEED), ("cog_deg", _TRACK), ("vrate_fpm", _VRATE))


def sniff(head: bytes, _path: Path) -> float:
    """The share of the first lines that have the fields."""
    lines = first_lines(head)
    hits = [_split(line) is not None for line in lines]
    return sum(hits) / len(hits) if hits and sum(hits) > len(hits) / 2 else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of messages.

    Raises:
        SourceError: the file cannot be opened.
    """
    rows, book = Collector(context.source_id), IdentityBook(context.source_id)
    n_timed = n_borrowed = 0
    for block in line_blocks(path, context):
        rows.take_over(block.issues, block.remarks)
        for row, line in zip(block.numbers, block.lines, strict=True):
            fields = _split(line)
            if fields is None:
                rows.issue(row, "not_sbs", line.decode("utf-8", "replace"))
                continue
            time = _time(fields)
            n_timed += time is not None
            is_borrowed = time is None and context.received is not None
            n_borrowed += is_borrowed
            _take(rows, book, row, fields, context.received if is_borrowed else time)
        yield rows.take()
    identities, remarks = book.close()
    rows.take_over([], remarks + (reception_remark(context) if n_borrowed else []))
    if n_timed:
        rows.remark(None, "zone_assumed")
    yield rows.take(identities)


def _split(line: bytes) -> list[str] | None:
    fields = line.decode("utf-8", "replace").strip().split(",")
    return [f.strip() for f in fields] if len(fields) == _N_FIELDS and fields[_KIND] in _KINDS else None


def _time(fields: list[str]) -> datetime | None:
    """When the message was generated; None where date or clock is missing or is none."""
    try:
        moment = datetime.fromisoformat(f"{fields[_DAY].replace('/', '-')} {fields[_CLOCK]}").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if EARLIEST <= moment <= LATEST else None


def _take(rows: Collector, book: IdentityBook, row: int, fields: list[str], time: datetime | None) -> None:
    address = fields[_HEX].lower()
    try:
        int(address.removeprefix("~"), 16)
    except ValueError:
        rows.issue(row, "bad_identity", address, wanted="a 24-bit address in hexadecimal")
        return
    asset_id = f"icao24:{address.zfill(6)}"
    if fields[_LAT] and fields[_LON]:
        _take_position(rows, row, asset_id, fields, time)
        return
    named = book.note_message(asset_id, [("callsign", fields[_CALLSIGN])], row, time)
    if named is not None:
        rows.identity(named)
    else:
        rows.issue(row, "no_position", f"{fields[_KIND]} {fields[_TYPE]}".strip())


def _take_position(rows: Collector, row: int, asset_id: str, fields: list[str], time: datetime | None) -> None:
    lat, lon = _number(fields[_LAT]), _number(fields[_LON])
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        rows.issue(row, "bad_position", f"{fields[_LAT]}, {fields[_LON]}")
        return
    if time is None:
        rows.issue(row, "no_time", ",".join(fields))
        return
    columns: dict[str, Any] = {"flags": 0}
    for measure, i in _MEASURES:
        value = _number(fields[i])
        if value is None and fields[i]:
            rows.remark(row, "bad_value", fields[i], name=measure, wanted="a number")
        columns[measure], bits = bound_one(value, "aircraft", measure)
        columns["flags"] |= bits
    ground = {"0": False, "1": True, "-1": True}.get(fields[_GROUND])  # BaseStation itself writes -1 for true
    rows.position(row, asset_id=asset_id, time=time, lat_deg=lat, lon_deg=lon, sensor="adsb", on_ground=ground, **columns)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


FORMAT = Format(
    "sbs1",
    "ADS-B, BaseStation lines (SBS-1)",
    "line",
    "22 fields. Positions need date and time fields; receivers write local time without a zone, taken as UTC. "
    "Files without dates give issues unless --received-at states a time for all.",
    sniff,
    read,
)
