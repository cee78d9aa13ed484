"""What a message says: who, where, how fast, how exact, and what stands in the way of reading it.

A payload flows in, a `MESSAGE` record flows out. Fields are read by the table of `fields`; a reserved number becomes NaN, one
that cannot be becomes NaN with a flag, as `ranges` has it for every format.
"""

from __future__ import annotations

from typing import Any

from vedette.engine.columns import Ints
from vedette.schema.flags import Flag
from vedette.sources.ais_bulk.bits import letter_value
from vedette.sources.ais_bulk.characters import clock_us
from vedette.sources.ais_bulk.fields import (
    ABSENT,
    ACCURACY,
    AIRCRAFT_SPEED,
    ALTITUDE,
    ALTITUDE_LIMITS,
    CLOCK,
    COURSE,
    COURSE_BITS,
    COURSE_LIMITS,
    HEADING,
    HEADING_LIMITS,
    HIGH_ACCURACY_M,
    LAST_TYPE,
    LAYOUTS,
    LEAST_BITS,
    LON_BITS,
    NO_ALTITUDE_M,
    PART_BIT,
    PART_BITS,
    PER_COURSE_DEGREE,
    PER_KNOT,
    PLACE,
    RESCUE_AIRCRAFT,
    SENDER_BIT,
    SENDER_BITS,
    SHIP_SPEED,
    SIXTHS,
    SPEED,
    SPEED_BITS,
    STATIC_B,
    Limits,
)
from vedette.sources.ais_bulk.layout import (
    BAD_SENTENCE,
    NO_MESSAGE,
    NO_TIME,
    PLACELESS,
    POSITION,
    SENTENCE,
    TOO_SHORT,
    UNKNOWN_PART,
    UNKNOWN_TYPE,
    Bytes,
    Records,
)
from vedette.sources.ais_bulk.words import WORD_LETTERS, Words, field_of, read_word, signed_field_of
from vedette.units import FT_PER_M

MAX_LETTERS = 200  # pyais takes no longer payload of one sentence
_NAN = float("nan")
_CLASS_B_TYPE = 18
_CLASS_A, _CLASS_B = LAYOUTS[1], LAYOUTS[_CLASS_B_TYPE]
_OFF_RANGE = int(Flag.OFF_RANGE)


def decode_lines(content: Bytes, numbers: Ints, lines: Records, layouts: Any, messages: Records) -> None:
    """Fill the messages of lines that hold a whole one.

    Args:
        numbers: (n,) of the lines in the file. lines: (n,). layouts: `fields.LAYOUTS` or the same as an array.
        messages: (n,) written in place; status `NO_MESSAGE` where the line holds none.
    """
    for i in range(len(lines)):
        line, message = lines[i], messages[i]
        message["status"] = NO_MESSAGE
        if line["kind"] == SENTENCE and line["parts"] == 1:
            message["row"], message["heard_us"], message["checksum"] = numbers[i], line["time_us"], line["checksum"]
            message["payload"], message["n_letters"] = line["payload"], line["n_letters"]
            is_sound = line["part"] == 1 and line["is_ascii"] == 1 and line["n_letters"] <= MAX_LETTERS
            decode_message(content, int(line["fill"]), is_sound, layouts, message)


def decode_wholes(content: Bytes, fragments: Records, wholes: Records, completing: Ints, layouts: Any, messages: Records) -> None:
    """Fill the messages of several sentences.

    Args:
        content: their letters. fragments: with the first parts. wholes: (n,) from `joining.join_fragments`.
        completing: (n,) the lines that completed them, whose messages are written in place.
    """
    for k in range(len(wholes)):
        whole, message = wholes[k], messages[completing[k]]
        message["row"], message["heard_us"] = fragments[whole["first"]]["row"], whole["time_us"]
        message["checksum"], message["payload"], message["n_letters"] = whole["checksum"], whole["payload"], whole["n_letters"]
        decode_message(content, int(whole["fill"]), whole["is_sound"] == 1, layouts, message)


def decode_message(content: Bytes, fill: int, is_sound: bool, layouts: Any, message: Any) -> None:
    """Fill a message from the letters that it points to, of which the last has `fill` bits too many."""
    payload, n_letters = int(message["payload"]), int(message["n_letters"])
    kind = letter_value(content[payload])
    if n_letters == 1:
        kind >>= fill
    message["type"], message["n_bits"] = kind, 6 * n_letters - fill
    message["flags"], message["own_us"] = 0, NO_TIME
    layout = layouts[kind]
    head = read_word(content, payload, n_letters)
    message["status"] = _judge(head, kind, 6 * n_letters - fill, layout[LEAST_BITS], is_sound)
    if message["status"] == PLACELESS and layout[LEAST_BITS] > 0:
        message["mmsi"] = field_of((head, 0, 0), SENDER_BIT, SENDER_BITS)
        if layout[PLACE] != ABSENT:
            second = read_word(content, payload + WORD_LETTERS, n_letters - WORD_LETTERS)
            third = read_word(content, payload + 2 * WORD_LETTERS, n_letters - 2 * WORD_LETTERS)
            words = (head, second, third)
            if 1 <= kind <= 3:  # most messages are of these types: where fields stand is then known to the compiler
                _read_position(words, kind, _CLASS_A, message)
            elif kind == _CLASS_B_TYPE:
                _read_position(words, kind, _CLASS_B, message)
            else:
                _read_position(words, kind, layout, message)


def _judge(head: int, kind: int, n_bits: int, least_bits: int, is_sound: bool) -> int:
    """Why a message cannot be read, or `PLACELESS`; `head` is its first word."""
    if not is_sound:
        return BAD_SENTENCE
    if n_bits < least_bits:
        return TOO_SHORT
    if kind > LAST_TYPE:
        return UNKNOWN_TYPE
    if n_bits <= SENDER_BIT:
        return TOO_SHORT
    if kind == STATIC_B and field_of((head, 0, 0), PART_BIT, PART_BITS) > 1:
        return UNKNOWN_PART
    return PLACELESS


def _read_position(words: Words, kind: int, layout: Any, message: Any) -> None:
    """Read place and measures; the message stays without a place where it says that it has none."""
    place, lon_bits, sixths = layout[PLACE], layout[LON_BITS], layout[SIXTHS]
    lon_deg = _degrees(signed_field_of(words, place, lon_bits), sixths)
    lat_deg = _degrees(signed_field_of(words, place + lon_bits, lon_bits - 1), sixths)
    if layout[CLOCK] != ABSENT:
        message["own_us"] = _read_clock(words, layout[CLOCK])
    if -90.0 <= lat_deg <= 90.0 and -180.0 <= lon_deg <= 180.0:
        message["status"], message["lat_deg"], message["lon_deg"] = POSITION, lat_deg, lon_deg
        message["accuracy_m"] = HIGH_ACCURACY_M if field_of(words, layout[ACCURACY], 1) else _NAN
        _read_measures(words, kind, layout, message)


def _read_measures(words: Words, kind: int, layout: Any, message: Any) -> None:
    speed_kn, course_deg, heading_deg, altitude_ft = _NAN, _NAN, _NAN, _NAN
    if layout[SPEED] != ABSENT:
        raw = field_of(words, layout[SPEED], layout[SPEED_BITS])
        if raw != (1 << layout[SPEED_BITS]) - 1:
            speed_kn = raw / layout[PER_KNOT]
    if layout[COURSE] != ABSENT:
        course_deg = field_of(words, layout[COURSE], layout[COURSE_BITS]) / layout[PER_COURSE_DEGREE]
    if layout[HEADING] != ABSENT:
        heading_deg = float(field_of(words, layout[HEADING], 9))
    if layout[ALTITUDE] != ABSENT:
        altitude_m = field_of(words, layout[ALTITUDE], 12)
        if altitude_m != NO_ALTITUDE_M:
            altitude_ft = altitude_m * FT_PER_M
    speed_limits = AIRCRAFT_SPEED if kind == RESCUE_AIRCRAFT else SHIP_SPEED
    is_off = (
        _is_off(speed_kn, speed_limits) | _is_off(course_deg, COURSE_LIMITS)
        | _is_off(heading_deg, HEADING_LIMITS) | _is_off(altitude_ft, ALTITUDE_LIMITS)
    )  # fmt: skip
    message["sog_kn"], message["cog_deg"] = _kept(speed_kn, speed_limits), _kept(course_deg, COURSE_LIMITS)
    message["heading_deg"], message["alt_ft"] = _kept(heading_deg, HEADING_LIMITS), _kept(altitude_ft, ALTITUDE_LIMITS)
    message["flags"] = _OFF_RANGE if is_off else 0


def _degrees(raw: int, sixths: int) -> float:
    """Degrees to the nearest millionth, without going through a division that could round the other way."""
    return ((sixths * raw + 3) // 6) / 1e6


def _kept(value: float, limits: Limits) -> float:
    """A value within its range, or NaN."""
    is_possible = (value >= limits[0]) & (value <= limits[1])
    return value if is_possible & (value != limits[2]) & (value != limits[3]) & (value != limits[4]) else _NAN


def _is_off(value: float, limits: Limits) -> bool:
    """Is it a number, no reserved code, and still impossible?"""
    is_impossible = (value < limits[0]) | (value > limits[1])
    return is_impossible & (value != limits[2]) & (value != limits[3]) & (value != limits[4])


def _read_clock(words: Words, first: int) -> int:
    """The time that base stations and answers to them state; `NO_TIME` where it is unset or impossible."""
    year = field_of(words, first, 14)
    month, day = field_of(words, first + 14, 4), field_of(words, first + 18, 5)
    hour, minute = field_of(words, first + 23, 5), field_of(words, first + 28, 6)
    return clock_us(year, month, day, hour, minute, field_of(words, first + 34, 6))
