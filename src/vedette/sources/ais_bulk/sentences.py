"""AIS sentences: !aaVDM,parts,part,sequence,channel,payload,fill*hh, which a receiver's own fields may follow.

A line flows in, what stands in it and where its payload lies flow into its record; the checksum is held against all that it
covers. Whatever is not written as usual is `ODD`.
"""

from __future__ import annotations

from typing import Any

from vedette.sources.ais_bulk.characters import (
    COMMA,
    IN_BLOCK,
    NOT_PLAIN,
    STAR,
    checksum_of,
    digit_value,
    hex_pair,
    is_digit,
    read_epoch_us,
    station_hash,
)
from vedette.sources.ais_bulk.layout import BAD_CHECKSUM, EMPTY_MESSAGE, NO_STATION, ODD, SENTENCE, Bytes

_A, _D, _M, _O, _V, _Z = 65, 68, 77, 79, 86, 90
_SMALL_B, _SMALL_R = 98, 114
_ZERO, _FIVE, _DASH = 48, 53, 45
_SHORTEST = 18  # !AIVDM,1,1,,,,0*25
_AFTER_LETTERS = 5  # ,0*25 at the end of a line


def scan_sentence(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read !aaVDM,parts,part,sequence,channel,payload,fill*hh, which a receiver's own fields may follow."""
    if end - begin < _SHORTEST or not _is_head(content, begin):
        return ODD
    line["parts"], line["part"] = digit_value(content[begin + 7]), digit_value(content[begin + 9])
    at = begin + 11
    line["sequence"] = -1
    if is_digit(content[at]):
        line["sequence"] = digit_value(content[at])
        at += 1
    if content[at] != COMMA:
        return ODD
    at += 1
    channel_end = at
    while channel_end < end and content[channel_end] != COMMA:
        channel_end += 1
    payload = channel_end + 1
    comma, found, seen = _read_letters(content, payload, end)
    star = comma + 2
    if channel_end - at > 2 or star + 2 >= end or content[star] != STAR or not _ZERO <= content[comma + 1] <= _FIVE:
        return ODD
    stated = hex_pair(content, star + 1)
    if stated < 0 or (star + 3 != end and not _scan_trail(content, star + 3, end, line)):
        return ODD
    if found ^ checksum_of(content, begin + 1, payload) ^ checksum_of(content, comma, star) != stated:
        return BAD_CHECKSUM
    for i in range(at, channel_end):
        seen |= content[i]
    line["fill"], line["checksum"] = digit_value(content[comma + 1]), stated
    line["is_ascii"] = seen < 128
    line["body"], line["body_end"], line["payload"], line["n_letters"] = begin, star + 3, payload, comma - payload
    return SENTENCE if comma > payload else EMPTY_MESSAGE


def _read_letters(content: Bytes, payload: int, end: int) -> tuple[int, int, int]:
    """Where the letters of a payload end, the exclusive or of all of them, and all their bits."""
    comma = end - _AFTER_LETTERS
    if comma > payload and content[comma] == COMMA:  # as usual; loops without a way out go over several letters at once
        found, seen, n_commas = 0, 0, 0
        fours = payload + ((comma - payload) & ~3)
        for i in range(payload, fours, 4):
            at = i & IN_BLOCK
            one, two, three, four = content[at], content[at + 1], content[at + 2], content[at + 3]
            found ^= one ^ two ^ three ^ four
            seen |= one | two | three | four
            n_commas += (one == COMMA) | (two == COMMA) | (three == COMMA) | (four == COMMA)
        for i in range(fours, comma):
            letter = content[i & IN_BLOCK]
            found ^= letter
            seen |= letter
            n_commas += letter == COMMA
        if n_commas == 0:
            return comma, found, seen
    comma, found, seen = payload, 0, 0
    while comma < end and content[comma & IN_BLOCK] != COMMA:
        found ^= content[comma & IN_BLOCK]
        seen |= content[comma & IN_BLOCK]
        comma += 1
    return comma, found, seen


def _is_head(content: Bytes, begin: int) -> bool:
    """Does a sentence begin with !aaVDM,n,n, or !aaVDO,n,n, ?"""
    return (
        _is_talker(content[begin + 1]) and _is_talker(content[begin + 2])
        and content[begin + 3] == _V and content[begin + 4] == _D
        and (content[begin + 5] == _M or content[begin + 5] == _O)
        and content[begin + 6] == COMMA and is_digit(content[begin + 7])
        and content[begin + 8] == COMMA and is_digit(content[begin + 9]) and content[begin + 10] == COMMA
    )  # fmt: skip


def _is_talker(character: int) -> bool:
    return _A <= character <= _Z or is_digit(character) or character == _DASH


def _scan_trail(content: Bytes, begin: int, end: int, line: Any) -> bool:
    """Read the fields after a checksum: the time last, the station in the first that begins with r or b; False if it is odd."""
    if content[begin] != COMMA:
        return False
    last = end - 1
    while content[last] != COMMA:
        last -= 1
    n_digits = 0
    while last + 1 + n_digits < end and is_digit(content[last + 1 + n_digits]):
        n_digits += 1
    if not 9 <= n_digits <= 10 or content[end - 1] < _ZERO:
        return False
    station = NO_STATION
    at = begin
    while at < last:
        after = at + 1
        while content[after] != COMMA:
            if content[after] == STAR or content[after] >= 128:
                return False
            after += 1
        if station == NO_STATION and after > at + 1 and (content[at + 1] == _SMALL_R or content[at + 1] == _SMALL_B):
            station = station_hash(content, at + 2, after)
        at = after
    line["time_us"] = read_epoch_us(content, last + 1, end)
    if station != NO_STATION:
        line["station"] = station
    return bool(line["time_us"] != NOT_PLAIN)
