"""Days that have names: "Christmas", "New Year's Eve", "Easter". "Independence Day" is none of them, since every country has its own.

As in `intervals.py`: a match of a time rule flows in, the first and last day that it names flow out. A feast is the one nearest to
publication, unless "last" or "next" says which. Easter is that of the Western churches.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.claims.english.times.intervals import Interval, need_day

# name, first and last day (month, day), counted in the year of the first; Easter's are days from Easter Sunday
_FIXED: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "christmas eve": ((12, 24), (12, 24)), "christmas day": ((12, 25), (12, 25)), "christmas": ((12, 24), (12, 26)),
    "boxing day": ((12, 26), (12, 26)), "new year's eve": ((12, 31), (12, 31)), "new year's day": ((1, 1), (1, 1)),
    "new year": ((1, 1), (1, 1)), "all saints' day": ((11, 1), (11, 1)), "may day": ((5, 1), (5, 1)),
    "bastille day": ((7, 14), (7, 14)), "halloween": ((10, 31), (10, 31)), "midsummer": ((6, 19), (6, 26)),
    "valentine's day": ((2, 14), (2, 14)),
}  # fmt: skip
_MOVING = {
    "easter sunday": (0, 0), "easter monday": (1, 1), "easter weekend": (-2, 1), "easter": (0, 0), "good friday": (-2, -2),
    "ash wednesday": (-46, -46),
}  # fmt: skip
_TURN = ((12, 28), (1, 4))  # "the turn of the year"
FEASTS = "|".join(re.escape(name).replace("'", "['’]") for name in sorted((*_FIXED, *_MOVING), key=len, reverse=True))


def feast(match: re.Match[str], published: date | None) -> Interval | None:
    """ "by Easter", "since New Year's Eve", "last Christmas"."""
    if not match["feast"][:1].isupper():
        return None
    name, which, year = match["feast"].lower().replace("’", "'"), (match["which"] or "").lower(), match["year"]
    if year:
        return _in_year(name, int(year))
    day = need_day(published)
    found = [_in_year(name, day.year + step) for step in (-1, 0, 1)]
    if which == "last":
        return max(span for span in found if span[1] < day)
    if which == "next":
        return min(span for span in found if span[0] > day)
    return min(found, key=lambda span: abs((span[0] - day).days))


def turn_of_year(_match: re.Match[str], published: date | None) -> Interval:
    """ "at the turn of the year": a week about the New Year nearest to publication."""
    day = need_day(published)
    year = min((day.year, day.year + 1), key=lambda y: abs((date(y, 1, 1) - day).days))
    return date(year - 1, *_TURN[0]), date(year, *_TURN[1])


def next_feast(first: date, name: str) -> Interval:
    """The same feast a year later."""
    return _in_year(name.lower().replace("’", "'"), first.year + 1)


def _in_year(name: str, year: int) -> Interval:
    if name in _MOVING:
        first, last = _MOVING[name]
        sunday = easter(year)
        return sunday + timedelta(days=first), sunday + timedelta(days=last)
    return date(year, *_FIXED[name][0]), date(year, *_FIXED[name][1])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, after Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)
