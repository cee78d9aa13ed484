"""Where the fields of each message type stand, and what the reserved numbers in them are. Source: ITU-R M.1371-5, annex 8."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace

from vedette.sources.ranges import RANGES

ABSENT = -1
N_TYPES = 64
LAST_TYPE = 28  # of those that are defined (M.1371-6); the numbers go to 63
STATIC_A, RESCUE_AIRCRAFT, EXTENDED_B, STATIC_B = 5, 9, 19, 24

# message types that carry a position of the sender, with the bits that they have at least
POSITION_BITS = {1: 149, 2: 149, 3: 149, 4: 149, 9: 148, 11: 149, 18: 146, 19: 301, 27: 95}
# message types that carry numbers and names of the sender; 5 ends in spare bits which some senders leave out
IDENTITY_BITS = {5: 420, 19: 301, 24: 160}
SENDER_BIT, SENDER_BITS = 8, 30
PART_BIT, PART_BITS = 38, 2  # of type 24


@dataclass(frozen=True)
class Layout:
    """First bits of the fields of a position report, their widths where they differ, and by what they are to be divided."""

    place: int = ABSENT  # longitude, then latitude of one bit less
    lon_bits: int = 28
    sixths: int = 10  # of a millionth of a degree in one unit of the place: its ten-thousandth of a minute
    accuracy: int = ABSENT
    speed: int = ABSENT
    speed_bits: int = 10
    per_knot: int = 10
    course: int = ABSENT
    course_bits: int = 12
    per_course_degree: int = 10
    heading: int = ABSENT
    altitude: int = ABSENT
    clock: int = ABSENT
    least_bits: int = 0  # of the whole message; 0 where nothing in it is read


# the same as numbers, for the loops: LAYOUTS[message type][PLACE] and so on
(PLACE, LON_BITS, SIXTHS, ACCURACY, SPEED, SPEED_BITS, PER_KNOT, COURSE, COURSE_BITS, PER_COURSE_DEGREE, HEADING, ALTITUDE,
 CLOCK, LEAST_BITS) = range(14)  # fmt: skip
_CLASS_A = Layout(place=61, accuracy=60, speed=50, course=116, heading=128)
_STATION = Layout(place=79, accuracy=78, clock=38)
_CLASS_B = Layout(place=57, accuracy=56, speed=46, course=112, heading=124)
_BY_TYPE = {
    1: _CLASS_A, 2: _CLASS_A, 3: _CLASS_A, 4: _STATION, 11: _STATION, 18: _CLASS_B, 19: _CLASS_B,
    9: Layout(place=61, accuracy=60, speed=50, per_knot=1, course=116, altitude=38),
    27: Layout(place=44, lon_bits=18, sixths=10_000, accuracy=38, speed=79, speed_bits=6, per_knot=1, course=85, course_bits=9,
               per_course_degree=1),
}  # fmt: skip


def _layout_of(message_type: int) -> tuple[int, ...]:
    least = max(POSITION_BITS.get(message_type, 0), IDENTITY_BITS.get(message_type, 0))
    return astuple(replace(_BY_TYPE.get(message_type, Layout()), least_bits=least))


LAYOUTS: tuple[tuple[int, ...], ...] = tuple(_layout_of(t) for t in range(N_TYPES))

HIGH_ACCURACY_M = 10.0  # "high" means better than 10 m; "low" promises nothing
NO_ALTITUDE_M = 4095


Limits = tuple[float, float, float, float, float]


def limits_of(kind: str, measure: str, *, has_codes: bool = True) -> Limits:
    """The closed range of a measure, and its reserved codes behind, NaN where there are fewer than three."""
    limits, none = RANGES[kind, measure], float("nan")
    first, second, third = (*(limits.codes if has_codes else ()), none, none, none)[:3]
    return (limits.low, limits.high, first, second, third)


# the reserved speed is all ones, whatever the width
SHIP_SPEED, AIRCRAFT_SPEED = (limits_of(kind, "sog_kn", has_codes=False) for kind in ("ship", "aircraft"))
COURSE_LIMITS, HEADING_LIMITS = limits_of("ship", "cog_deg"), limits_of("ship", "heading_deg")
ALTITUDE_LIMITS = limits_of("ship", "alt_ft")
