"""The loop that reads the points of a readsb trace, straight from the bytes of its JSON array.

In flow the bytes of a document and where its trace begins, out flow the numbers of each point in columns, and the stretches
of points that carry one call sign. It reads only what readsb writes: points of five fields or more, plain numbers, strings
without escapes. At anything else it stops and says so; then the document is read the patient way, so that nothing is guessed.
"""

from __future__ import annotations

from vedette.engine.columns import Floats, Ints

# columns of numbers
OFFSET_S, LAT, LON, ALT, SPEED, COURSE, HEADING, RATE, RC, N_NUMBERS = range(10)
# what is known of a point besides, as bits
NEW_LEG, MLAT, ON_GROUND, HAS_ALTITUDE = 1, 2, 4, 8
# columns of a stretch of points with one call sign
TEXT_START, TEXT_END, FIRST_POINT, LEAST, MOST, N_STRETCH = range(6)
_NEW_LEG_BIT, _MIN_FIELDS, _MAX_DIGITS = 2, 5, 15  # 15 digits are exact in a double, and so is their quotient rounded once
_NAN = float("nan")
# kinds of values; numbers and null come first
_NULL, _INTEGER, _DECIMAL, _STRING, _OBJECT, _OTHER = range(6)
# where in the document
_POINT, _NAME, _MEMBER = range(3)
# which field of a point
_OFFSET, _LAT, _LON, _ALTITUDE, _SPEED, _TRACK, _BITS, _RATE, _DETAILS, _SOURCE, _GEOMETRIC = range(11)
# words, their bytes as one number
_TYPE_TEXT, _FLIGHT_TEXT, _TRUE_TEXT = int.from_bytes(b"type"), int.from_bytes(b"flight"), int.from_bytes(b"true_")
_HEADING_TEXT, _MLAT_TEXT, _GROUND_TEXT = int.from_bytes(b"heading"), int.from_bytes(b"mlat"), int.from_bytes(b"ground")
# which member of its details
_UNREAD, _TRUE_HEADING, _RC_NAME, _FLIGHT, _TYPE = range(5)


def scan_points(  # noqa: C901, PLR0911, PLR0912, PLR0915 - one loop over bytes: a call that takes the text costs 40 ns
    text: bytes, at: int, numbers: Floats, bits: Ints, stretches: Ints
) -> tuple[int, int, int]:
    """Read an array of points.

    Args:
        text: the document, ending in a zero byte.
        at: index of the array's opening bracket.
        numbers: (N_NUMBERS, capacity) to be filled; NaN = null or absent. bits: (capacity,) likewise.
        stretches: (capacity, N_STRETCH): points with the same call sign as the one that last had any belong to one stretch;
            FIRST_POINT, and the points with the LEAST and the MOST offset, are numbers of points, from 0.
    Returns:
        Number of points, index after the closing bracket, number of stretches; -1 points: not what readsb writes.
    """
    n, n_stretches = 0, 0
    at += 1
    while 0 < text[at] <= 32:
        at += 1
    if text[at] == 93:  # ]
        return 0, at + 1, 0
    while text[at] == 91:  # [
        if n >= len(bits):
            return -1, at, 0
        at += 1
        field, where, member, is_in_list, is_end = 0, _POINT, _UNREAD, False, False
        offset_s, lat, lon, altitude, speed, track, rate, geometric = _NAN, _NAN, _NAN, _NAN, _NAN, _NAN, _NAN, _NAN
        heading, radius, mark, is_mlat, flight_start, flight_end = _NAN, _NAN, 0, False, -1, -1
        while not is_end:
            # one value: its kind, its number, and where its text stands
            while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
                at += 1
            char = int(text[at])
            value, start, end = _NAN, at + 1, at
            if char == 34:  # "
                at += 1
                char = int(text[at])
                while char != 34:
                    if char == 92 or char < 32 or char > 126:  # an escape, a control character, one beyond ASCII
                        return -1, at, 0
                    at += 1
                    char = int(text[at])
                end = at
                at += 1
                kind = _STRING
            elif char == 45 or 48 <= char <= 57:  # - or a digit
                if char == 45:
                    at += 1
                first, whole, scale, n_decimals = at, 0, 1.0, 0
                digit = int(text[at]) - 48
                while 0 <= digit <= 9:
                    whole = whole * 10 + digit
                    at += 1
                    digit = int(text[at]) - 48
                n_digits = at - first
                if n_digits == 0 or (n_digits > 1 and text[first] == 48):
                    return -1, at, 0
                kind = _INTEGER
                if digit == -2:  # a point
                    kind = _DECIMAL
                    at += 1
                    digit = int(text[at]) - 48
                    while 0 <= digit <= 9:
                        whole = whole * 10 + digit
                        scale = scale * 10.0
                        n_decimals += 1
                        at += 1
                        digit = int(text[at]) - 48
                    if n_decimals == 0:
                        return -1, at, 0
                if n_digits + n_decimals > _MAX_DIGITS or digit in (53, 21):  # e or E
                    return -1, at, 0
                if kind == _INTEGER:
                    value = float(-whole if char == 45 else whole)
                else:
                    value = -(float(whole) / scale) if char == 45 else float(whole) / scale
            elif char == 110:  # null
                if text[at + 1] != 117 or text[at + 2] != 108 or text[at + 3] != 108:
                    return -1, at, 0
                at += 4
                kind = _NULL
            elif char == 116:  # true
                if text[at + 1] != 114 or text[at + 2] != 117 or text[at + 3] != 101:
                    return -1, at, 0
                at += 4
                kind = _OTHER
            elif char == 102:  # false
                if text[at + 1] != 97 or text[at + 2] != 108 or text[at + 3] != 115 or text[at + 4] != 101:
                    return -1, at, 0
                at += 5
                kind = _OTHER
            elif char == 91 and not is_in_list and (where == _MEMBER or (where == _POINT and field > _GEOMETRIC)):  # a list
                at += 1
                while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
                    at += 1
                if text[at] != 93:
                    is_in_list = True
                    continue
                at += 1
                kind = _OTHER
            elif char == 123 and not is_in_list and where == _POINT and field == _DETAILS:  # {
                at += 1
                while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
                    at += 1
                if text[at] != 125:
                    where = _NAME
                    continue
                at += 1
                kind = _OBJECT
            else:
                return -1, at, 0
            while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
                at += 1
            # what it is a value of
            if is_in_list:
                at += 1
                if text[at - 1] == 44:  # ,
                    continue
                if text[at - 1] != 93:
                    return -1, at, 0
                is_in_list, kind = False, _OTHER
                while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
                    at += 1
            if where == _NAME:
                if kind != _STRING or text[at] != 58:  # :
                    return -1, at, 0
                at += 1
                length, where, member = end - start, _MEMBER, _UNREAD
                if length == 2 and text[start] == 114 and text[start + 1] == 99:
                    member = _RC_NAME
                elif length == 4 and text[start] == 116:
                    member = _TYPE if _is_word(text, start, end, _TYPE_TEXT) else _UNREAD
                elif length == 6 and text[start] == 102:
                    member = _FLIGHT if _is_word(text, start, end, _FLIGHT_TEXT) else _UNREAD
                elif length == 12 and text[start] == 116:
                    is_true = _is_word(text, start, start + 5, _TRUE_TEXT) and _is_word(text, start + 5, end, _HEADING_TEXT)
                    member = _TRUE_HEADING if is_true else _UNREAD
                continue
            if where == _MEMBER:
                if member in (_TRUE_HEADING, _RC_NAME):
                    if kind > _DECIMAL:
                        return -1, at, 0
                    if member == _RC_NAME:
                        radius = value
                    else:
                        heading = value
                elif member != _UNREAD:
                    if kind not in (_STRING, _NULL):
                        return -1, at, 0
                    if member == _TYPE:
                        is_mlat = kind == _STRING and _is_word(text, start, end, _MLAT_TEXT)
                    else:
                        flight_start, flight_end = (start, end) if kind == _STRING else (-1, -1)
                at += 1
                if text[at - 1] == 44:
                    where = _NAME
                    continue
                if text[at - 1] != 125:
                    return -1, at, 0
                where, kind = _POINT, _OBJECT
                while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
                    at += 1
            if field == _ALTITUDE and kind == _STRING:
                if not _is_word(text, start, end, _GROUND_TEXT):
                    return -1, at, 0
                mark |= ON_GROUND | HAS_ALTITUDE
            elif field == _SOURCE:
                if kind not in (_STRING, _NULL):
                    return -1, at, 0
                if kind == _STRING and end > start:
                    is_mlat = _is_word(text, start, end, _MLAT_TEXT)
            elif field == _DETAILS:
                if kind not in (_OBJECT, _NULL):
                    return -1, at, 0
            elif field <= _GEOMETRIC:
                if kind > _DECIMAL:
                    return -1, at, 0
                if field == _OFFSET:
                    offset_s = value
                    if kind == _NULL:
                        return -1, at, 0
                elif field == _LAT:
                    lat = value
                elif field == _LON:
                    lon = value
                elif field == _ALTITUDE:
                    altitude = value
                    if kind != _NULL:
                        mark |= HAS_ALTITUDE
                elif field == _SPEED:
                    speed = value
                elif field == _TRACK:
                    track = value
                elif field == _BITS:
                    if kind == _INTEGER and int(value) & _NEW_LEG_BIT:
                        mark |= NEW_LEG
                elif field == _RATE:
                    rate = value
                else:
                    geometric = value
            field += 1
            is_end = text[at] == 93
            if not is_end and text[at] != 44:
                return -1, at, 0
            at += 1
        if field < _MIN_FIELDS:
            return -1, at, 0
        if is_mlat:
            mark |= MLAT
        is_ground = mark & ON_GROUND != 0  # there, the heading stands where the track stands in the air
        numbers[OFFSET_S, n], numbers[LAT, n], numbers[LON, n] = offset_s, lat, lon
        numbers[ALT, n] = altitude if mark & HAS_ALTITUDE != 0 else geometric
        numbers[SPEED, n], numbers[RATE, n], numbers[RC, n], bits[n] = speed, rate, radius, mark
        numbers[COURSE, n], numbers[HEADING, n] = (_NAN, track) if is_ground else (track, heading)
        if flight_start >= 0:
            last = n_stretches - 1
            if last >= 0 and _is_same(text, stretches[last, TEXT_START], stretches[last, TEXT_END], flight_start, flight_end):
                if offset_s < numbers[OFFSET_S, stretches[last, LEAST]]:
                    stretches[last, LEAST] = n
                if offset_s > numbers[OFFSET_S, stretches[last, MOST]]:
                    stretches[last, MOST] = n
            else:
                stretches[n_stretches, TEXT_START], stretches[n_stretches, TEXT_END] = flight_start, flight_end
                for k in (FIRST_POINT, LEAST, MOST):
                    stretches[n_stretches, k] = n
                n_stretches += 1
        n += 1
        while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
            at += 1
        if text[at] == 93:
            return n, at + 1, n_stretches
        if text[at] != 44:
            return -1, at, 0
        at += 1
        while text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9:
            at += 1
    return -1, at, 0


def _is_word(text: bytes, start: int, end: int, word: int) -> bool:
    """Is the text between two indices a word? The word is a number: its bytes, the first the highest."""
    for k in range(end - start):
        if text[end - 1 - k] != (word >> (8 * k)) & 255:
            return False
    return word >> (8 * (end - start)) == 0


def _is_same(text: bytes, start: int, end: int, other: int, other_end: int) -> bool:
    if end - start != other_end - other:
        return False
    for k in range(end - start):  # noqa: SIM110
        if text[start + k] != text[other + k]:
            return False
    return True
