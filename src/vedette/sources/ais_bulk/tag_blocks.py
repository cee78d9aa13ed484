r"""Tag blocks: \fields*hh\ before a sentence, with the time (c:) and the station (s:) among the fields.

A line flows in, time and station flow into its record. One loop goes over the bytes: it takes their exclusive or, and the
letters of a station and the digits of a time on its way. Whatever is not written as usual is `ODD`.
"""

from __future__ import annotations

from typing import Any

from vedette.sources.ais_bulk.characters import (
    COLON,
    COMMA,
    IN_BLOCK,
    NOT_PLAIN,
    STAR,
    hex_digit,
    hex_pair,
    read_epoch_us,
    station_hash,
)
from vedette.sources.ais_bulk.layout import BAD_CHECKSUM, NO_STATION, NO_TIME, ODD, Bytes

_BACKSLASH, _SMALL_C, _SMALL_S = 92, 99, 115


def scan_tags(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read a tag block whose fields begin at `begin`; where the sentence after it begins, or what the line is instead, negative."""
    at, found, seen = begin, 0, 0
    time_us, station = NO_TIME, NO_STATION
    while at < end:
        field = at
        character = content[at & IN_BLOCK]
        while character not in (COMMA, STAR, _BACKSLASH):
            found ^= character
            seen |= character
            at += 1
            if at >= end:
                return -ODD
            character = content[at & IN_BLOCK]
        if character == _BACKSLASH:
            return -ODD
        if at - field >= 2 and content[field + 1] == COLON:
            if content[field] == _SMALL_C and time_us != NOT_PLAIN:
                time_us = read_epoch_us(content, field + 2, at)
            elif content[field] == _SMALL_S:
                station = station_hash(content, field + 2, at)
        if character == STAR:
            break
        found ^= COMMA
        at += 1
    return _close(content, at, end, found, seen, time_us, station, line)


def _close(content: Bytes, star: int, end: int, found: int, seen: int, time_us: int, station: int, line: Any) -> int:
    """Hold the checksum after the star against the bytes, and keep what the fields say where it is right."""
    close = star + 2
    if close < end and content[close] != _BACKSLASH:
        close += 1
    if close >= end or content[close] != _BACKSLASH or seen >= 128:
        return -ODD
    stated = hex_digit(content[star + 1]) if close - star == 2 else hex_pair(content, star + 1)
    if stated < 0:
        return -ODD
    if found != stated:
        return -BAD_CHECKSUM
    if time_us == NOT_PLAIN:
        return -ODD
    line["time_us"], line["station"] = time_us, station
    return close + 1
