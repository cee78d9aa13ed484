"""Lines of a block as records, whichever loop reads them.

A block flows in, `LINE` records and the messages of single sentences flow out; nothing depends on other blocks, so that blocks
may be read at the same time. Large blocks go through the compiled loop, and what is odd there, like all of a small block, through
`nmea_lines.read_line`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from vedette.engine import compiled as compiling
from vedette.engine.columns import to_us
from vedette.engine.compiled import compiled
from vedette.sources.ais_bulk.characters import station_hash
from vedette.sources.ais_bulk.fields import LAYOUTS
from vedette.sources.ais_bulk.layout import (
    LINE,
    MESSAGE,
    NO_STATION,
    NO_TIME,
    ODD,
    REFUSALS,
    SENTENCE,
    TIME_LINE,
    Bytes,
    Records,
)
from vedette.sources.ais_bulk.messages import decode_lines
from vedette.sources.ais_bulk.scanning import scan_lines
from vedette.sources.ais_bulk.spans import Block
from vedette.sources.nmea_lines import Refused, Sentence, TimeLine, read_line

_LAYOUT_TABLE = np.array(LAYOUTS)
_REFUSAL_CODES = {why: code for code, why in REFUSALS.items()}


@dataclass
class Scanned:
    """A block with what stands on its lines, and the messages of those that hold a whole one."""

    block: Block
    lines: Records
    messages: Records


def scan_block(block: Block, size: int) -> Scanned:
    """Read the lines of a block; `size` is the number of lines by which it is decided whether to compile."""
    n_lines = len(block.starts)
    lines, messages = np.zeros(n_lines, LINE), np.zeros(n_lines, MESSAGE)
    odd: Iterable[int] = range(n_lines)
    if is_large(size):
        compiled(scan_lines, size, is_flat=True)(as_bytes(block.content, size), block.starts, block.ends, lines)
        odd = np.flatnonzero(lines["kind"] == ODD).tolist()
    for i in odd:
        _fill_line(lines[i], read_line(block.line(i)), block.line(i), int(block.starts[i]))
    decode = compiled(decode_lines, size, is_flat=True)
    decode(as_bytes(block.content, size), block.numbers, lines, layouts(size), messages)
    return Scanned(block, lines, messages)


def prepare(size: int) -> None:
    """Make the compiled loops, so that threads which then call them share them."""
    compiled(scan_lines, size, is_flat=True)
    compiled(decode_lines, size, is_flat=True)


def is_large(size: int) -> bool:
    """Are there enough lines for the compiled loops?"""
    return size >= compiling.MIN_COMPILED_ROWS


def as_bytes(content: bytes, size: int) -> Bytes:
    """Content as the loops want it: bytes for plain Python, an array for compiled loops."""
    return np.frombuffer(content, np.uint8) if is_large(size) else content


def layouts(size: int) -> Any:
    """The layouts of messages as the loops want them."""
    return _LAYOUT_TABLE if is_large(size) else LAYOUTS


def _fill_line(line: Any, found: Sentence | TimeLine | Refused, text: bytes, start: int) -> None:
    """Fill a record with what `read_line` found."""
    line["time_us"], line["station"] = NO_TIME, NO_STATION
    if isinstance(found, Refused):
        line["kind"] = _REFUSAL_CODES[found.code, found.why]
    elif isinstance(found, TimeLine):
        line["kind"], line["time_us"], line["checksum"] = TIME_LINE, to_us(found.time), found.checksum
    else:
        _fill_sentence(line, found, start + text.rindex(found.body))


def _fill_sentence(line: Any, found: Sentence, body: int) -> None:
    comma = found.body.rindex(b",")
    line["kind"], line["parts"], line["part"], line["checksum"] = SENTENCE, found.parts, found.part, found.checksum
    line["sequence"] = int(found.sequence) if found.sequence else -1
    line["fill"] = int(found.body[comma + 1 : comma + 2])
    line["is_ascii"] = found.body.isascii()
    line["body"], line["body_end"] = body, body + len(found.body)
    line["payload"], line["n_letters"] = body + comma - len(found.payload), len(found.payload)
    if found.time is not None:
        line["time_us"] = to_us(found.time)
    if found.station is not None:
        name = found.station.encode()
        line["station"] = station_hash(name, 0, len(name))
