"""Times that have words of their own: "yesterday", "last week", "the month before last", "over the weekend".

As in `intervals.py`: a match of a time rule and the day of publication flow in, the first and last day that it names flow out. Weeks
begin on Monday; a month or a year that is not over ends at publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from vedette.claims.english.times.intervals import Interval, monday_of, month_end, need_day

# words -> first and last day, counted from publication
_BY_DAY: dict[str, tuple[int, int]] = {
    "today": (0, 0), "earlier today": (0, 0), "later today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0),
    "this evening": (0, 0), "this a.m": (0, 0), "this p.m": (0, 0), "overnight": (-1, 0), "yesterday": (-1, -1),
    "yesterday evening": (-1, -1), "last night": (-1, -1), "the night before last": (-2, -2), "the day before yesterday": (-2, -2),
    "tomorrow": (1, 1), "the day after tomorrow": (2, 2), "this past week": (-7, 0),
}  # fmt: skip
# words -> first and last day, counted from the Monday of the week of publication
_BY_MONDAY: dict[str, tuple[int, int]] = {
    "this week": (0, 6), "all week": (0, 6), "last week": (-7, -1), "next week": (7, 13), "the week before last": (-14, -8),
    "midweek": (2, 2), "mid-week": (2, 2), "the weekend": (-2, -1), "last weekend": (-2, -1), "over the weekend": (-2, -1),
    "at the weekend": (-2, -1), "this past weekend": (-2, -1), "this weekend": (5, 6), "next weekend": (12, 13),
}  # fmt: skip
_BY_MONTH: dict[str, Callable[[date], Interval]] = {
    "this month": lambda day: (day.replace(day=1), day), "all month": lambda day: (day.replace(day=1), day),
    "last month": lambda day: _month(day, -1), "next month": lambda day: _month(day, 1),
    "the month before last": lambda day: _month(day, -2),
    "this year": lambda day: (date(day.year, 1, 1), day), "all year": lambda day: (date(day.year, 1, 1), day),
    "last year": lambda day: _year(day, -1), "next year": lambda day: _year(day, 1), "the year before last": lambda day: _year(day, -2),
}  # fmt: skip
# longer wordings first; "the" belongs to some of them
NAMED = "|".join(
    re.escape(words).replace(r"\ ", r"\s+") for words in sorted((*_BY_DAY, *_BY_MONDAY, *_BY_MONTH), key=len, reverse=True)
)


def named(match: re.Match[str], published: date | None) -> Interval:
    """What such words mean, counted from publication."""
    day, words = need_day(published), re.sub(r"\s+", " ", match.group().lower())
    if words in _BY_MONTH:
        return _BY_MONTH[words](day)
    start, (first, last) = (day, _BY_DAY[words]) if words in _BY_DAY else (monday_of(day), _BY_MONDAY[words])
    return start + timedelta(days=first), start + timedelta(days=last)


def _month(day: date, step: int) -> Interval:
    months = day.year * 12 + day.month - 1 + step
    end = month_end(months // 12, months % 12 + 1)
    return end.replace(day=1), end


def _year(day: date, step: int) -> Interval:
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
