"""AIS sentences as receivers log them: NMEA lines, with or without tag blocks, with or without times. One line is one row.

Lines flow in, batches flow out. A message's row is that of its first line; later parts are rows of the issues table that
say so. A position gets the time of its tag block, of the ``$PGHP`` line before it, or the one that it states itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from operator import xor
from pathlib import Path

from vedette.sources.collecting import Collector
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.identities import IdentityBook
from vedette.sources.judging import EARLIEST, LATEST
from vedette.sources.lines import first_lines, line_blocks
from vedette.sources.nmea_joining import Joiner, Whole
from vedette.sources.nmea_lines import Refused, TimeLine, read_line
from vedette.sources.nmea_messages import Decoded, decode
from vedette.sources.remarks import reception_remark


def sniff(head: bytes, _path: Path) -> float:
    """The share of the first lines that are AIS sentences or their time lines."""
    lines = first_lines(head)
    hits = [not isinstance(read_line(line), Refused) or b"VDM," in line for line in lines]
    return sum(hits) / len(hits) if hits and sum(hits) > len(hits) / 2 else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of messages.

    Raises:
        SourceError: the file cannot be opened.
    """
    reader = _Reader(context)
    for block in line_blocks(path, context):
        reader.rows.take_over(block.issues, block.remarks)
        for row, line in zip(block.numbers, block.lines, strict=True):
            reader.read(row, line)
        yield reader.rows.take()
    yield reader.close()


class _Reader:
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


FORMAT = Format(
    "nmea",
    "AIS sentences (NMEA 0183)",
    "line",
    "Checksums are enforced. Times come from tag blocks, from $PGHP lines, or from the message itself (types 4 and 11); a "
    "position without any time is an issue unless --received-at states one for all. Positions: types 1-4, 9, 11, 18, 19, 27; "
    "numbers and names: 5, 19, 24.",
    sniff,
    read,
)
