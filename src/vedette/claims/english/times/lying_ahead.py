"""What words of time mean of something that is yet to come: "will sail on Sunday", "by September".

A match of a time rule and the days that it means of the past flow in; the days that it means of the future flow out, None where they are
the same. Words that name a year, or that say themselves on which side they lie ("last", "ago"), mean one thing only.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.claims.english.times.intervals import Interval

_ONE_SIDED = re.compile(
    r"\b(?:last|past|previous|recent|ago|earlier|yesterday|overnight|next|coming|following|later|(?:19|20)\d{2})\b", re.IGNORECASE
)


def look_ahead(match: re.Match[str], interval: Interval, today: date) -> Interval | None:
    """The same words in the future: the next such weekday, day of the month or month; the weekend to come."""
    groups = match.groupdict()
    if _ONE_SIDED.search(match.group()) or interval[1] >= today:
        return None
    first, last = interval
    if "weekday" in groups or "weekend" in match.group().lower():
        return first + timedelta(days=7), last + timedelta(days=7)
    if groups.get("dom") is not None:
        return _next_month(first), _next_month(last)
    return (_next_year(first), _next_year(last)) if "month" in groups or "season" in groups else None


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def _next_month(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return day.replace(year=year, month=month, day=min(day.day, 28))
