"""What words of time mean of something that is yet to come: "will sail on Sunday", "by September".

A match of a time rule and the days that it means of the past flow in; the days that it means of the future flow out, None where they are
the same. Words that name a year, or that say themselves on which side they lie ("last", "ago"), mean one thing only.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.claims.english.times.feasts import next_feast
from vedette.claims.english.times.intervals import Interval, month_end

_ONE_SIDED = re.compile(
    r"\b(?:last|past|previous|recent|ago|earlier|yesterday|overnight|next|coming|following|later|running|row|(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"this (month|year)", re.IGNORECASE)
_PARTS = frozenset({"month", "month2", "season", "season2", "season3", "q", "nth"})


def look_ahead(match: re.Match[str], interval: Interval, today: date) -> Interval | None:
    """The same words in the future: the next such weekday, day of the month or month; the weekend to come; the rest of this year."""
    groups = {name for name, value in match.groupdict().items() if value is not None}
    first, last = interval
    if this := _THIS.fullmatch(match.group()):
        return today, date(today.year, 12, 31) if this[1].lower() == "year" else month_end(today.year, today.month)
    if _ONE_SIDED.search(match.group()) or last >= today:
        return None
    if "weekday" in groups or "weekend" in match.group().lower():
        return first + timedelta(days=7), last + timedelta(days=7)
    if "dom" in groups:
        return _next_month(first), _next_month(last)
    if "feast" in groups:
        return next_feast(first, match["feast"])
    return (_next_year(first), _next_year(last)) if groups & _PARTS else None


def _next_year(day: date) -> date:
    if (day.month, day.day) in ((2, 28), (2, 29)):
        return month_end(day.year + 1, 2)
    return day.replace(year=day.year + 1)


def _next_month(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return day.replace(year=year, month=month, day=min(day.day, 28))
