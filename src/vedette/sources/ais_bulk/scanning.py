"""What stands on each line: the loop over lines. It knows sentences, tag blocks and time lines as they are usually written.

Lines flow in, `LINE` records flow out. Whatever is written otherwise than usual is marked `ODD` and read by
`nmea_lines.read_line`, which also reads all lines of small inputs; so that function alone says what a line is.
"""

from __future__ import annotations

from typing import Any

from vedette.engine.columns import Ints
from vedette.sources.ais_bulk.characters import STAR, checksum_of, hex_pair
from vedette.sources.ais_bulk.layout import (
    BAD_CHECKSUM,
    COMMENT,
    NO_STATION,
    NO_TIME,
    NOT_A_SENTENCE,
    NOT_AIS,
    ODD,
    Bytes,
    Records,
)
from vedette.sources.ais_bulk.sentences import scan_sentence
from vedette.sources.ais_bulk.tag_blocks import scan_tags
from vedette.sources.ais_bulk.time_lines import is_time_line, scan_time_line
from vedette.sources.nmea_lines import MAX_BYTES

_HASH, _DOLLAR, _EXCLAMATION, _BACKSLASH, _V = 35, 36, 33, 92, 86


def scan_lines(content: Bytes, starts: Ints, ends: Ints, lines: Records) -> None:
    """Fill the record of every line `content[starts[i]:ends[i]]`; none is blank."""
    for i in range(len(starts)):
        begin, end = int(starts[i]), int(ends[i])
        while _is_space(content[begin]):
            begin += 1
        while _is_space(content[end - 1]):
            end -= 1
        line = lines[i]
        line["time_us"] = NO_TIME
        line["station"] = NO_STATION
        line["kind"] = _scan_line(content, begin, end, line)


def _is_space(character: int) -> bool:
    return character == 32 or 9 <= character <= 13


def _scan_line(content: Bytes, begin: int, end: int, line: Any) -> int:
    if content[begin] == _HASH:
        return COMMENT
    if end - begin > MAX_BYTES:
        return NOT_A_SENTENCE
    if is_time_line(content, begin, end):
        return scan_time_line(content, begin, end, line)
    after = scan_tags(content, begin + 1, end, line) if content[begin] == _BACKSLASH else begin
    if after < 0:
        return -after
    if after < end and content[after] == _EXCLAMATION:
        return scan_sentence(content, after, end, line)
    return _judge_other(content, after, end)


def _judge_other(content: Bytes, begin: int, end: int) -> int:
    """A line that is no AIS sentence: another sentence, a damaged one, or none."""
    if end - begin < 4 or content[begin] != _DOLLAR or content[end - 3] != STAR:
        return NOT_A_SENTENCE
    stated = hex_pair(content, end - 2)
    if stated < 0:
        return NOT_A_SENTENCE
    if checksum_of(content, begin + 1, end - 3) != stated:
        return BAD_CHECKSUM
    return ODD if content[begin + 3] == _V else NOT_AIS
