"""What stands on each line: the loop over bytes. It knows sentences, tag blocks and time lines as they are usually written.

Lines flow in, `LINE` records flow out. Whatever is written otherwise than usual is marked `ODD` and read by
`nmea_lines.read_line`, which also reads all lines of small inputs; so that function alone says what a line is.
"""

from __future__ import annotations

from typing import Any

from vedette.engine.columns import Ints
from vedette.sources.ais_bulk.characters import (
    COLON,
    COMMA,
    IN_BLOCK,
    NOT_PLAIN,
    STAR,
    checksum_of,
    clock_us,
    hex_digit,
    hex_pair,
    is_digit,
    read_epoch_us,
    station_hash,
)
from vedette.sources.ais_bulk.layout import (
    BAD_CHECKSUM,
    COMMENT,
    EMPTY_MESSAGE,
    NO_STATION,
    NO_TIME,
    NOT_A_SENTENCE,
    NOT_AIS,
    ODD,
    SENTENCE,
    TIME_LINE,
    Bytes,
    Records,
)
from vedette.sources.nmea_lines import MAX_BYTES

_HASH, _DOLLAR, _EXCLAMATION, _BACKSLASH, _DASH = 35, 36, 33, 92, 45
_A, _D, _G, _H, _M, _O, _P, _V, _Z = 65, 68, 71, 72, 77, 79, 80, 86, 90
_SMALL_B, _SMALL_C, _SMALL_R, _SMALL_S = 98, 99, 114, 115
_ZERO, _FIVE = 48, 53
_SHORTEST = 18  # !AIVDM,1,1,,,,0*25
_AFTER_LETTERS = 5  # ,0*25 at the end of a line
_SHORTEST_TIME_LINE = 29  # $PGHP,1,1,1,1,1,1,1,1,,00*00


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
    if _is_time_line(content, begin, end):
        return _scan_time_line(content, begin, end, line)
    after = _scan_tags(content, begin + 1, end, line) if content[begin] == _BACKSLASH else begin
    if after < 0:
        return -after
    if after < end and content[after] == _EXCLAMATION:
        return _scan_sentence(content, after, end, line)
    return _judge_other(content, after, end)


def _scan_tags(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read a tag block; where the sentence after it begins, or what the line is instead, negative."""
    star, found, seen = begin, 0, 0
    while star < end and content[star & IN_BLOCK] != STAR:
        character = content[star & IN_BLOCK]
        if character == _BACKSLASH:
            return -ODD
        found ^= character
        seen |= character
        star += 1
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
    return close + 1 if _scan_tag_fields(content, begin, star, line) else -ODD


def _scan_tag_fields(content: Bytes, begin: int, end: int, line: Any) -> bool:
    """Read the time (c:) and the station (s:) among the fields of a tag block; False if the time is written in an odd way."""
    at = begin
    while at < end:
        after = at
        while after < end and content[after & IN_BLOCK] != COMMA:
            after += 1
        if after - at >= 2 and content[at + 1] == COLON:
            if content[at] == _SMALL_C:
                line["time_us"] = read_epoch_us(content, at + 2, after)
                if line["time_us"] == NOT_PLAIN:
                    return False
            elif content[at] == _SMALL_S:
                line["station"] = station_hash(content, at + 2, after)
        at = after + 1
    return True


def _scan_sentence(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read !aaVDM,parts,part,sequence,channel,payload,fill*hh, which a receiver's own fields may follow."""
    if end - begin < _SHORTEST or not _is_head(content, begin):
        return ODD
    line["parts"], line["part"] = content[begin + 7] - _ZERO, content[begin + 9] - _ZERO
    at = begin + 11
    line["sequence"] = -1
    if is_digit(content[at]):
        line["sequence"] = content[at] - _ZERO
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
    line["fill"], line["checksum"] = content[comma + 1] - _ZERO, stated
    line["is_ascii"] = seen < 128
    line["body"], line["body_end"], line["payload"], line["n_letters"] = begin, star + 3, payload, comma - payload
    return SENTENCE if comma > payload else EMPTY_MESSAGE


def _read_letters(content: Bytes, payload: int, end: int) -> tuple[int, int, int]:
    """Where the letters of a payload end, the exclusive or of all of them, and all their bits."""
    comma = end - _AFTER_LETTERS
    if comma > payload and content[comma] == COMMA:  # as usual; a loop without a way out goes over many letters at once
        found, seen, n_commas = 0, 0, 0
        for letter in content[payload:comma]:
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


def _is_time_line(content: Bytes, begin: int, end: int) -> bool:
    return (
        end - begin >= 5 and content[begin] == _DOLLAR and content[begin + 1] == _P and content[begin + 2] == _G
        and content[begin + 3] == _H and content[begin + 4] == _P
    )  # fmt: skip


def _scan_time_line(content: Bytes, begin: int, end: int, line: Any) -> int:
    """Read $PGHP,1,year,month,day,hour,minute,second,millisecond,...,checksum of the message*hh."""
    if end - begin < _SHORTEST_TIME_LINE or content[end - 3] != STAR or content[end - 6] != COMMA or content[begin + 5] != COMMA:
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
        found = found * 10 + (content[at] - _ZERO)
        at += 1
    if at == begin or at >= end or content[at] != COMMA:
        return 0, -1
    return found, at + 1
