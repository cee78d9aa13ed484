"""AIS sentences as receivers log them: NMEA lines, with or without tag blocks, with or without times. One line is one row.

Lines flow in, batches flow out. A message's row is that of its first line; later parts are rows of the issues table that
say so. A position gets the time of its tag block, of the ``$PGHP`` line before it, or the one that it states itself.
The reading itself is `ais_bulk`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vedette.sources.ais_bulk.reading import read_sentences
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.lines import first_lines
from vedette.sources.nmea_lines import Refused, read_line


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
    return read_sentences(path, context)


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
