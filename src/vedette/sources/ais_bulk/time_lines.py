"""Time lines: `$PGHP` sentences, which give the time of the sentence whose checksum they name.

A line flows in, its time and that checksum flow into its record. Whatever is not written as usual is `ODD`.
"""

from __future__ import annotations

from typing import Any

from vedette.sources.ais_bulk.characters import COMMA, STAR, checksum_of, clock_us, digit_value, hex_pair, is_digit
from vedette.sources.ais_bulk.layout import BAD_CHECKSUM, NO_TIME, ODD, TIME_LINE, Bytes

_DOLLAR, _G, _H, _P = 36, 71, 72, 80
_SHORTEST = 29  # $PGHP,1,1,1,1,1,1,1,1,,00*00


def is_time_line(content: Bytes, begin: int, end: int) -> bool:
    """Does a line begin with $PGHP?"""
    return (
        end - begin >= 5 and content[begin] == _DOLLAR and content[begin + 1] == _P and content[begin + 2] == _G
        and content[begin + 3] == _H and content[begin + 4] == _P
    )  # fmt: skip


def scan_time_line(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read $PGHP,1,year,month,day,hour,minute,second,millisecond,...,checksum of the message*hh."""
    if end - begin < _SHORTEST or content[end - 3] != STAR or content[end - 6] != COMMA or content[begin + 5] != COMMA:
        return ODD
    stated, named = hex_pair(content, end - 2), hex_pair(content, end - 5)
    one, at = _read_number(content, begin + 6, end)
    year, at = _read_number(content, at, end)
    month, at = _read_number(content, at, end)
    day, at = _read_number(content, at, end)
    hour, at = _read_number(content, at, end)
    minute, at = _read_number(content, at, end)
    second, at = _read_number(content, at, end)
    millisecond, at = _read_number(content, at, end)
    if stated < 0 or named < 0 or content[begin + 7] != COMMA or one != 1 or at < 0 or at > end - 6 or millisecond > 999:
        return ODD
    if checksum_of(content, begin + 1, end - 3) != stated:
        return BAD_CHECKSUM
    time_us = clock_us(year, month, day, hour, minute, second)
    if time_us == NO_TIME:
        return ODD
    line["time_us"], line["checksum"] = time_us + millisecond * 1000, named
    return TIME_LINE


def _read_number(content: Bytes, begin: int, end: int) -> tuple[int, int]:
    """A number of at most four digits before a comma, and the place after the comma: -1 if it is not so written."""
    if begin < 0:
        return 0, -1
    at, found = begin, 0
    while at < end and is_digit(content[at]) and at - begin < 4:
        found = found * 10 + digit_value(content[at])
        at += 1
    if at == begin or at >= end or content[at] != COMMA:
        return 0, -1
    return found, at + 1
