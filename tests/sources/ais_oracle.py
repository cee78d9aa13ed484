"""A reader of AIS sentences that goes line by line, and decodes with pyais: what `vedette.sources.ais_bulk` must agree with.

It shares with it what a line is (`nmea_lines.read_line`), and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any

from pyais.exceptions import AISBaseException
from pyais.messages import AISSentence

from vedette.sources.collecting import Collector
from vedette.sources.format import Batch, ReadContext
from vedette.sources.identities import MMSI_DIGITS, IdentityBook
from vedette.sources.judging import EARLIEST, LATEST
from vedette.sources.lines import line_blocks
from vedette.sources.nmea_lines import Refused, Sentence, TimeLine, read_line
from vedette.sources.ranges import bound_one
from vedette.sources.remarks import reception_remark
from vedette.units import FT_PER_M

# Parts follow each other within a second on the air; receivers' queues hold them up for longer, a busy site repeats a sequence
# number every few seconds. Both limits are judgements: 10 s where times are known, 200 lines where they are not.
MAX_WAIT = timedelta(seconds=10)
MAX_LINES = 200


@dataclass(frozen=True)
class Whole:
    """A message: its sentences in order with the rows that they stood in."""

    sentences: tuple[Sentence, ...]
    rows: tuple[int, ...]


@dataclass
class _Open:
    parts: dict[int, tuple[int, Sentence]] = field(default_factory=dict)
    last_line: int = 0


@dataclass
class Joiner:
    """Parts that wait for others."""

    _open: dict[tuple[str | None, int, str], _Open] = field(default_factory=dict)

    def add(self, row: int, sentence: Sentence) -> tuple[Whole | None, list[int]]:
        """The message that a sentence completes, if it does, and the rows of parts that are given up."""
        if sentence.parts == 1:
            return Whole((sentence,), (row,)), []
        given_up = list(self._expire(row))
        key = (sentence.station, sentence.parts, sentence.sequence)
        waiting = self._open.get(key)
        if waiting is not None and (sentence.part in waiting.parts or self._is_late(waiting, sentence)):
            given_up += [part_row for part_row, _ in self._open.pop(key).parts.values()]
            waiting = None
        waiting = waiting or self._open.setdefault(key, _Open())
        waiting.parts[sentence.part] = (row, sentence)
        waiting.last_line = row
        if len(waiting.parts) < sentence.parts:
            return None, given_up
        del self._open[key]
        in_order = [waiting.parts[i] for i in sorted(waiting.parts)]
        return Whole(tuple(s for _, s in in_order), tuple(r for r, _ in in_order)), given_up

    def close(self) -> list[int]:
        """The rows of all parts that still wait."""
        rows = [row for waiting in self._open.values() for row, _ in waiting.parts.values()]
        self._open.clear()
        return sorted(rows)

    def _expire(self, row: int) -> Iterator[int]:
        for key in [k for k, waiting in self._open.items() if row - waiting.last_line > MAX_LINES]:
            yield from (part_row for part_row, _ in self._open.pop(key).parts.values())

    @staticmethod
    def _is_late(waiting: _Open, sentence: Sentence) -> bool:
        times = [s.time for _, s in waiting.parts.values() if s.time is not None]
        return bool(times) and sentence.time is not None and abs(sentence.time - times[0]) > MAX_WAIT


# message types that carry a position of the sender, with the bits that they have at least
_POSITION_BITS = {1: 149, 2: 149, 3: 149, 4: 149, 9: 148, 11: 149, 18: 146, 19: 301, 27: 95}
# message types that carry numbers and names of the sender; 5 ends in spare bits which some senders leave out
_IDENTITY_BITS = {5: 420, 19: 301, 24: 160}
_HIGH_ACCURACY_M = 10.0  # "high" means better than 10 m; "low" promises nothing
_NO_ALTITUDE_M, _NO_SOG_9_KN, _NO_SOG_27_KN = 4095, 1023, 63  # each the highest number that its field can hold


@dataclass(frozen=True)
class Decoded:
    """What a message says. `lat_deg` is None where it carries no position, or says that it has none."""

    asset_id: str
    type: int
    lat_deg: float | None = None
    lon_deg: float | None = None
    own_time: datetime | None = None
    measures: dict[str, float | None] = field(default_factory=dict)
    flags: int = 0
    identities: tuple[tuple[str, str], ...] = ()


def decode(whole: Whole) -> Decoded | Refused:
    """What a message says, or that it cannot be read."""
    try:
        sentences = [AISSentence(s.body) for s in whole.sentences]
        sentence = AISSentence.assemble_from_iterable(sentences)
        n_bits = 6 * len(sentence.payload) - sentences[-1].fill_bits
        if n_bits < _least_bits(sentence.ais_id):
            return Refused("bad_payload", f"type {sentence.ais_id} in {n_bits} bits")
        message: Any = sentence.decode()
    except (AISBaseException, ValueError, IndexError, TypeError, AttributeError) as error:
        return Refused("bad_payload", type(error).__name__)
    if message.mmsi is None:
        return Refused("bad_payload", f"type {sentence.ais_id} in {n_bits} bits")
    asset_id = f"mmsi:{int(message.mmsi):0{MMSI_DIGITS}d}"
    identities = _identities(message) if message.msg_type in _IDENTITY_BITS else ()
    if message.msg_type not in _POSITION_BITS:
        return Decoded(asset_id, message.msg_type, identities=identities)
    return _with_position(message, asset_id, identities)


def _least_bits(message_type: int) -> int:
    return max(_POSITION_BITS.get(message_type, 0), _IDENTITY_BITS.get(message_type, 0))


def _with_position(message: Any, asset_id: str, identities: tuple[tuple[str, str], ...]) -> Decoded:
    lat, lon = message.lat, message.lon
    is_place = lat is not None and lon is not None and -90 <= lat <= 90 and -180 <= lon <= 180
    measures, flags = _measures(message)
    if not is_place:
        lat = lon = None
    return Decoded(asset_id, message.msg_type, lat, lon, _own_time(message), measures, flags, identities)


def _measures(message: Any) -> tuple[dict[str, float | None], int]:
    """Speed, course and so on with their reserved codes taken out, and flag bits."""
    is_aircraft = message.msg_type == 9
    speed, altitude_m = getattr(message, "speed", None), getattr(message, "alt", None)
    unset = {9: _NO_SOG_9_KN, 27: _NO_SOG_27_KN}.get(message.msg_type)
    raw = {
        "sog_kn": None if speed is None or speed == unset else speed,
        "cog_deg": getattr(message, "course", None),
        "heading_deg": getattr(message, "heading", None),
        "alt_ft": altitude_m * FT_PER_M if is_aircraft and altitude_m is not None and altitude_m != _NO_ALTITUDE_M else None,
    }
    measures: dict[str, float | None] = {"accuracy_m": _HIGH_ACCURACY_M if getattr(message, "accuracy", False) else None}
    flags = 0
    for name, value in raw.items():
        kind = "aircraft" if is_aircraft and name == "sog_kn" else "ship"
        measures[name], bits = bound_one(None if value is None else float(value), kind, name)
        flags |= bits
    return measures, flags


def _own_time(message: Any) -> datetime | None:
    """The time that base stations and answers to them state (types 4 and 11); None where it is unset or impossible."""
    if message.msg_type not in (4, 11):
        return None
    try:
        return datetime(message.year, message.month, message.day, message.hour, message.minute, int(message.second), tzinfo=UTC)
    except (ValueError, TypeError):
        return None


def _identities(message: Any) -> tuple[tuple[str, str], ...]:
    bow, stern = getattr(message, "to_bow", None), getattr(message, "to_stern", None)
    raw = {
        "name": getattr(message, "shipname", None),
        "imo": getattr(message, "imo", None),
        "callsign": getattr(message, "callsign", None),
        "type": getattr(message, "ship_type", None),
        "length_m": bow + stern if bow is not None and stern is not None else None,
    }
    return tuple((key, str(int(value) if key == "type" else value)) for key, value in raw.items() if value is not None)


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of messages.

    Raises:
        SourceError: the file cannot be opened.
    """
    reader = LineReader(context)
    for block in line_blocks(path, context):
        reader.rows.take_over(block.issues, block.remarks)
        for row, line in zip(block.numbers, block.lines, strict=True):
            reader.read(row, line)
        yield reader.rows.take()
    yield reader.close()


class LineReader:
    """The state of one reading: parts that wait, what was heard, the last time line."""

    def __init__(self, context: ReadContext) -> None:
        self.context = context
        self.rows = Collector(context.source_id)
        self.book = IdentityBook(context.source_id)
        self.joiner = Joiner()
        self.time_line: TimeLine | None = None
        self.has_borrowed_time = False

    def read(self, row: int, line: bytes) -> None:
        """Take one line."""
        found = read_line(line)
        if isinstance(found, TimeLine):
            self.time_line = found
            self.rows.issue(row, "time_line")
        elif isinstance(found, Refused):
            self.rows.issue(row, found.code, line.decode("utf-8", "replace"), **found.fields)
        else:
            whole, given_up = self.joiner.add(row, found)
            self._give_up(given_up)
            if whole is not None:
                self._take(whole)

    def close(self) -> Batch:
        """The last batch: parts that still wait, and identities."""
        self._give_up(self.joiner.close())
        identities, remarks = self.book.close()
        if self.has_borrowed_time:
            remarks += reception_remark(self.context)
        self.rows.take_over([], remarks)
        return self.rows.take(identities)

    def _time_of(self, whole: Whole) -> datetime | None:
        """The time of a tag block, or of the time line that names the message by the checksums of its sentences."""
        stamped = next((s.time for s in whole.sentences if s.time is not None), None)
        line = self.time_line
        if stamped is not None or line is None or line.checksum != reduce(xor, (s.checksum for s in whole.sentences)):
            return stamped
        self.time_line = None
        return line.time

    def _give_up(self, rows: list[int]) -> None:
        for row in rows:
            self.rows.issue(row, "fragment_incomplete")

    def _take(self, whole: Whole) -> None:
        first, *later = whole.rows
        for row in later:
            self.rows.issue(row, "fragment", f"of the message in line {first}")
        message = decode(whole)
        text = whole.sentences[0].body.decode("ascii", "replace")
        if isinstance(message, Refused):
            self.rows.issue(first, message.code, text, **message.fields)
            return
        heard = self._time_of(whole) or message.own_time
        if message.lat_deg is not None:
            self._take_position(first, message, heard, text)
            return
        named = self.book.note_message(message.asset_id, message.identities, first, heard)
        if named is not None:
            self.rows.identity(named)
        else:
            self.rows.issue(first, "no_position", f"message type {message.type}")

    def _take_position(self, row: int, message: Decoded, heard: datetime | None, text: str) -> None:
        if heard is None and self.context.received is not None:
            heard, self.has_borrowed_time = self.context.received, True
        if heard is None:
            self.rows.issue(row, "no_time", text)
            return
        if not EARLIEST <= heard <= LATEST:
            self.rows.issue(row, "bad_time", heard.isoformat(), wanted="between 1990 and 2100")
            return
        for key, value in message.identities:
            self.book.note(message.asset_id, key, value, row, heard, heard)
        self.rows.position(
            row, asset_id=message.asset_id, time=heard, lat_deg=message.lat_deg, lon_deg=message.lon_deg,
            sensor="ais", flags=message.flags, **message.measures,
        )  # fmt: skip
