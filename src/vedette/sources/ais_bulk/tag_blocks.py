r"""Tag blocks: \fields*hh\ before a sentence, with the time (c:) and the station (s:) among the fields.

A line flows in, time and station flow into its record. The ends of fields are looked for byte by byte, the checksum is taken
eight bytes at once. Whatever is not written as usual is `ODD`.
"""

from __future__ import annotations

from typing import Any

from vedette.sources.ais_bulk.characters import (
    COLON,
    COMMA,
    STAR,
    hex_digit,
    hex_pair,
    read_epoch_us,
    station_hash,
)
from vedette.sources.ais_bulk.eights import EIGHT, combine_ascii
from vedette.sources.ais_bulk.layout import BAD_CHECKSUM, IN_BLOCK, NO_STATION, NO_TIME, NOT_PLAIN, ODD, Bytes

_BACKSLASH, _SMALL_C, _SMALL_S = 92, 99, 115
_ENDS_FIELD = bytes(character in (COMMA, STAR, _BACKSLASH) for character in range(256))


def scan_tags(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read a tag block whose fields begin at `begin`; where the sentence after it begins, or what the line is instead, negative."""
    at, time_us, station = begin, NO_TIME, NO_STATION
    while at < end:
        field = at & IN_BLOCK
        at = _end_of_field(content, field, end)
        if at >= end or content[at] == _BACKSLASH:
            return -ODD
        if at - field >= 2 and content[field + 1] == COLON:
            if content[field] == _SMALL_C and time_us != NOT_PLAIN:
                time_us = read_epoch_us(content, field + 2, at)
            elif content[field] == _SMALL_S:
                station = station_hash(content, field + 2, at)
        if content[at] == STAR:
            break
        at += 1
    return _close(content, begin, at, end, time_us, station, line)


def _end_of_field(content: Bytes, begin: int, end: int) -> int:
    """Where the character stands that ends a field, or the end."""
    at = begin
    while at < end and not _ENDS_FIELD[content[at & IN_BLOCK]]:
        at += 1
    return at


def _close(content: Bytes, begin: int, star: int, end: int, time_us: int, station: int, line: Any) -> int:
    """Hold the checksum after the star against the fields, and keep what they say where it is right."""
    close = star + 2
    if close < end and content[close] != _BACKSLASH:
        close += 1
    if close >= end or content[close] != _BACKSLASH or star - begin < EIGHT:
        return -ODD
    stated = hex_digit(content[star + 1]) if close - star == 2 else hex_pair(content, star + 1)
    found = combine_ascii(content, begin, star)
    if stated < 0 or found < 0:
        return -ODD
    if found != stated:
        return -BAD_CHECKSUM
    if time_us == NOT_PLAIN:
        return -ODD
    line["time_us"], line["station"] = time_us, station
    return close + 1
