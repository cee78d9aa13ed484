"""Numbers and times written in bytes, for the loops that read lines. Bytes and places in them flow in, integers flow out."""

from __future__ import annotations

from vedette.sources.ais_bulk.eights import EIGHT, eight_digits
from vedette.sources.ais_bulk.layout import IN_BLOCK, NO_STATION, NO_TIME, NOT_PLAIN, Bytes

COMMA, STAR, DOT, COLON = 44, 42, 46, 58
_ZERO, _NINE = 48, 57
_LAST_EPOCH_S = 4_102_444_800  # 2100; larger numbers are milliseconds
_MAX_DIGITS, _USUAL_DIGITS = 13, 10
_US_PER_S = 1_000_000
# of the station's hash: 62 bits, of which 8 move out with each letter and come back mixed. No product may overflow: compilers
# take for granted that none does.
_LOW_54, _OUT, _MIX = (1 << 54) - 1, 54, 0x2545F49


def is_digit(character: int) -> bool:
    """Is it one of 0 to 9?"""
    return _ZERO <= character <= _NINE


def digit_value(character: int) -> int:
    """What a digit stands for."""
    return character - _ZERO


def hex_digit(character: int) -> int:
    """The value of a hexadecimal digit, or -1; without a branch, which would be guessed wrongly on every second checksum."""
    number, letter = character - _ZERO, (character | 32) - 97  # a to f, or A to F
    is_number, is_letter = (number >= 0) & (number <= 9), (letter >= 0) & (letter <= 5)
    return is_number * (number + 1) + is_letter * (letter + 11) - 1


def hex_pair(content: Bytes, at: int) -> int:
    """The value of two hexadecimal digits, or -1."""
    high, low = hex_digit(content[at]), hex_digit(content[at + 1])
    return NOT_PLAIN if high < 0 or low < 0 else high * 16 + low


def checksum_of(content: Bytes, begin: int, end: int) -> int:
    """The exclusive or of all bytes."""
    found = 0
    for i in range(begin, end):
        found ^= content[i & IN_BLOCK]
    return found


def station_hash(content: Bytes, begin: int, end: int) -> int:
    """A number for a station's name: its own up to six letters, beyond that two names may share one, by a very small chance."""
    found = 1
    for i in range(begin, end):
        found = (((found & _LOW_54) << 8) | content[i & IN_BLOCK]) ^ ((found >> _OUT) * _MIX)
    return found if found != NO_STATION else 1


def read_epoch_us(content: Bytes, begin: int, end: int) -> int:
    """Seconds since 1970, or milliseconds where they would lie beyond 2100, in microseconds; -1 where it is written otherwise."""
    usual_s = _read_ten_digits(content, begin) if end - begin == _USUAL_DIGITS else NOT_PLAIN
    if 0 <= usual_s <= _LAST_EPOCH_S:
        return usual_s * _US_PER_S
    return _read_other_epoch(content, begin, end)


def _read_other_epoch(content: Bytes, begin: int, end: int) -> int:
    at, whole, fraction, scale = begin, 0, 0, _US_PER_S
    while at < end and is_digit(content[at & IN_BLOCK]) and at - begin < _MAX_DIGITS:
        whole = whole * 10 + (content[at & IN_BLOCK] - _ZERO)
        at += 1
    if at == begin:
        return NOT_PLAIN
    if at < end and content[at] == DOT:
        at += 1
        while at < end and is_digit(content[at]) and scale > 1:
            scale //= 10
            fraction += (content[at] - _ZERO) * scale
            at += 1
    if at != end:
        return NOT_PLAIN
    found = whole * _US_PER_S + fraction
    if found <= _LAST_EPOCH_S * _US_PER_S:
        return found
    return NOT_PLAIN if fraction or whole > _LAST_EPOCH_S * 1000 else whole * 1000


def _read_ten_digits(content: Bytes, begin: int) -> int:
    """A number of ten digits, or -1."""
    last, rest = begin + EIGHT, eight_digits(content, begin)
    if rest < 0 or not is_digit(content[last]) or not is_digit(content[last + 1]):
        return NOT_PLAIN
    return rest * 100 + digit_value(content[last]) * 10 + digit_value(content[last + 1])


def clock_us(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    """A time by calendar and clock in microseconds since 1970, `NO_TIME` if there is none such.

    Days are counted in years that begin in March. Source: Hinnant, chrono-compatible low-level date algorithms.
    """
    if not (1 <= year <= 9999 and 1 <= month <= 12 and day >= 1 and hour < 24 and minute < 60 and second < 60):
        return NO_TIME
    is_leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    length = 30 if month in (4, 6, 9, 11) else 31
    if month == 2:
        length = 29 if is_leap else 28
    if day > length:
        return NO_TIME
    counted = year - 1 if month <= 2 else year
    era = counted // 400
    of_era = counted - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * _US_PER_S
