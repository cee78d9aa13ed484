"""What words for parts of a year or a month mean: weeks of a month, quarters, seasons, spans of months, days of the month.

As in `intervals.py`: a match of a time rule flows in, the first and last day that it names flow out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.claims.english.times.intervals import Interval, month_end, month_of, need_day, year_near

_WEEKS_OF_MONTH = {"first": (1, 7), "second": (8, 14), "third": (15, 21), "fourth": (22, 28), "last": (25, 0), "final": (25, 0)}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def week_of_month(match: re.Match[str], published: date | None) -> Interval:
    """ "the first week of March"."""
    month = month_of(match["month"])
    last = month_end(year_near(month, published, match["year"]), month)
    low, high = _WEEKS_OF_MONTH[match["nth"].lower()]
    return last.replace(day=low), last.replace(day=min(high, last.day)) if high else last


def months(match: re.Match[str], published: date | None) -> Interval:
    """ "between October and December"."""
    first, last = month_of(match["month"]), month_of(match["month2"])
    year = year_near(last, published, match["year"])
    return date(year - (first > last), first, 1), month_end(year, last)


def quarter(match: re.Match[str], published: date | None) -> Interval:
    """ "the first quarter of 2024", "the last quarter"."""
    day = need_day(published)
    nth = _QUARTERS[match["nth"].lower()]
    named_year = (match["year"] or "").lower()
    year = (
        int(named_year)
        if named_year.isdigit()
        else day.year - (named_year == "last year" or (not named_year and nth * 3 - 2 > day.month))
    )
    return date(year, nth * 3 - 2, 1), month_end(year, nth * 3)


def season(match: re.Match[str], published: date | None) -> Interval:
    """ "this autumn", "in the spring of 2024": three months; the winter runs into the next year."""
    day = need_day(published)
    first = _SEASONS[(match["season"] or match["season2"]).lower()]
    which = (match["which"] or "").lower()
    year = int(match["year"]) if match["year"] else day.year + (which == "next") - (which == "last")
    if not match["year"] and not which and date(year, first, 1) > day:
        year -= 1
    last = month_end(year + (first == 12), (first + 1) % 12 + 1)
    return date(year, first, 1), last


def year_end(_match: re.Match[str], published: date | None) -> Interval:
    """ "before the year is out", "by the end of the year"."""
    day = need_day(published)
    return day, date(day.year, 12, 31)


def day_of_month(match: re.Match[str], published: date | None) -> Interval:
    """ "on the 7th": the last such day up to publication."""
    today, wanted = need_day(published), int(match["dom"])
    month = today if wanted <= today.day else today.replace(day=1) - timedelta(days=1)
    found = month.replace(day=wanted)
    return found, found
