"""AIS sentences: !aaVDM,parts,part,sequence,channel,payload,fill*hh, which a receiver's own fields may follow.

A line flows in, what stands in it and where its payload lies flow into its record; the checksum is held against all that it
covers. Whatever is not written as usual is `ODD`.
"""

from __future__ import annotations

from typing import Any

from vedette.sources.ais_bulk.characters import (
    COMMA,
    STAR,
    digit_value,
    hex_pair,
    is_digit,
    read_epoch_us,
    station_hash,
)
from vedette.sources.ais_bulk.eights import combine_ascii, has_comma
from vedette.sources.ais_bulk.layout import BAD_CHECKSUM, EMPTY_MESSAGE, IN_BLOCK, NO_STATION, NOT_PLAIN, ODD, SENTENCE, Bytes

_D, _M, _O, _V = 68, 77, 79, 86
_SMALL_B, _SMALL_R = 98, 114
_ZERO, _FIVE = 48, 53
_DIGITS = b"0123456789"
_IS_DIGIT = bytes(character in _DIGITS for character in range(256))
_IS_TALKER = bytes(character in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ-" + _DIGITS for character in range(256))
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
    comma = _end_of_letters(content, payload, end)
    star = comma + 2
    if channel_end - at > 2 or star + 2 >= end or content[star] != STAR or not _ZERO <= content[comma + 1] <= _FIVE:
        return ODD
    stated, found = hex_pair(content, star + 1), combine_ascii(content, begin + 1, star)
    if stated < 0 or found < 0 or (star + 3 != end and not _scan_trail(content, star + 3, end, line)):
        return ODD
    if found != stated:
        return BAD_CHECKSUM
    line["fill"], line["checksum"], line["is_ascii"] = digit_value(content[comma + 1]), stated, 1
    line["body"], line["body_end"], line["payload"], line["n_letters"] = begin, star + 3, payload, comma - payload
    return SENTENCE if comma > payload else EMPTY_MESSAGE


def _end_of_letters(content: Bytes, payload: int, end: int) -> int:
    """Where the comma after a payload stands, or the end."""
    comma = end - _AFTER_LETTERS
    if comma > payload and content[comma] == COMMA and not has_comma(content, payload, comma):  # as usual
        return comma
    comma = payload
    while comma < end and content[comma & IN_BLOCK] != COMMA:
        comma += 1
    return comma


def _is_head(content: Bytes, begin: int) -> bool:
    """Does a sentence begin with !aaVDM,n,n, or !aaVDO,n,n, ? All is looked at without a branch: it nearly always does."""
    at = begin & IN_BLOCK
    return bool(
        _IS_TALKER[content[at + 1]] & _IS_TALKER[content[at + 2]] & _IS_DIGIT[content[at + 7]] & _IS_DIGIT[content[at + 9]]
        & (content[at + 3] == _V) & (content[at + 4] == _D) & ((content[at + 5] == _M) | (content[at + 5] == _O))
        & (content[at + 6] == COMMA) & (content[at + 8] == COMMA) & (content[at + 10] == COMMA)
    )  # fmt: skip


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
