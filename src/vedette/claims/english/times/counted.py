"""What times counted from publication mean: "three days ago", "over the past fortnight", "for the third day running".

As in `intervals.py`: a match of a time rule and the day of publication flow in, the first and last day that it names flow out.
A number that is not said is one, or what usage allows ("in recent weeks" are about four).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from vedette.claims.english.times.intervals import Interval, need_day
from vedette.claims.names.counts import read_number

UNIT_DAYS = {
    "minute": 0.0, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0,
    "decade": 3652.0,
}  # fmt: skip
# "recent weeks" are about four
_RECENT_DAYS = {
    "minute": 0, "hour": 1, "day": 7, "night": 7, "week": 28, "fortnight": 28, "month": 120, "year": 1095, "decade": 7300,
}  # fmt: skip
_VAGUE_NUMBERS = {"a": 1, "an": 1, "last": 1, "couple of": 2, "a couple of": 2, "few": 4, "a few": 4, "several": 5}
_ORDINALS = {w: n for n, w in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)}  # noqa: SIM905


def days_in(match: re.Match[str], *, is_rounded: bool = True) -> int:
    """How many whole days a number of units is: 36 hours are two, or one where they are not rounded."""
    word = re.sub(r"\s+", " ", (match.groupdict().get("number") or "one").lower())
    number = _VAGUE_NUMBERS.get(word) or read_number(word) or 1
    return int(number * UNIT_DAYS[match["unit"].lower()] + (0.5 if is_rounded else 1e-9))


def ago(match: re.Match[str], published: date | None) -> Interval:
    """ "three days ago"."""
    return _window(match, published, lambda day, days: (day - timedelta(days=days), day - timedelta(days=days)))


def past(match: re.Match[str], published: date | None) -> Interval:
    """ "over the past two days"."""
    return _window(match, published, lambda day, days: (day - timedelta(days=days), day))


def coming(match: re.Match[str], published: date | None) -> Interval:
    """ "in the coming week"; "in the coming days" are about seven."""
    if not match.groupdict().get("number") and match.group().lower().endswith("s"):
        return need_day(published), need_day(published) + timedelta(days=_RECENT_DAYS[match["unit"].lower()])
    return _window(match, published, lambda day, days: (day, day + timedelta(days=days)))


def _window(match: re.Match[str], published: date | None, shape: Callable[[date, int], Interval]) -> Interval:
    return shape(need_day(published), days_in(match))


def recent(match: re.Match[str], published: date | None) -> Interval:
    """ "in recent weeks"."""
    return need_day(published) - timedelta(days=_RECENT_DAYS[match["unit"].lower()]), need_day(published)


def running(match: re.Match[str], published: date | None) -> Interval:
    """ "for the third day running", "a third straight week", "three days in a row": up to publication."""
    day, groups = need_day(published), match.groupdict()
    ordinal = (groups.get("ordinal") or "").lower()
    number = _ORDINALS.get(ordinal) or read_number(ordinal[:-2]) or read_number(groups.get("number") or "") or 1
    days = int(number * UNIT_DAYS[(groups.get("unit") or groups["unit2"]).lower()])
    return day - timedelta(days=max(days - 1, 0)), day
