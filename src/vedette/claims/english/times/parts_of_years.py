"""What words for parts of a year or a month mean: weeks of a month, quarters, halves, seasons, days of the month.

As in `intervals.py`: a match of a time rule flows in, the first and last day that it names flow out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from vedette.claims.english.times.intervals import Interval, core_of, month_end, month_of, need_day, year_near
from vedette.claims.names.counts import read_number

_WEEKS_OF_MONTH = {"first": (1, 7), "second": (8, 14), "third": (15, 21), "fourth": (22, 28), "last": (25, 0), "final": (25, 0)}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_STEPS = {"last": -1, "this": 0, "next": 1, "the": 0, "": 0}
# the months of a part of a year
_PARTS_OF_YEAR = {
    "early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12), "middle": (5, 8), "end": (11, 12),
    "close": (11, 12), "start": (1, 2), "beginning": (1, 2),
}  # fmt: skip


def week_of_month(match: re.Match[str], published: date | None) -> Interval:
    """ "the first week of March"."""
    month = month_of(match["month"])
    last = month_end(year_near(month, published, match["year"]), month)
    low, high = _WEEKS_OF_MONTH[match["nth"].lower()]
    return last.replace(day=low), last.replace(day=min(high, last.day)) if high else last


def quarter(match: re.Match[str], published: date | None) -> Interval:
    """ "the first quarter of 2024", "the last quarter", "Q3", "Q1 2025"; without a year the last one that has begun."""
    day, groups = need_day(published), match.groupdict()
    nth = int(groups["q"]) if groups.get("q") else _QUARTERS[match["nth"].lower()]
    named_year = (groups.get("year") or "").lower()
    year = (
        int(named_year)
        if named_year.isdigit()
        else day.year - (named_year == "last year" or (not named_year and nth * 3 - 2 > day.month))
    )
    return date(year, nth * 3 - 2, 1), month_end(year, nth * 3)


def season(match: re.Match[str], published: date | None) -> Interval:
    """ "this autumn", "in the spring of 2024", "in the autumn": three months; the winter runs into the next year."""
    day, groups = need_day(published), match.groupdict()
    first = _SEASONS[next(groups[name] for name in ("season", "season2", "season3") if groups.get(name)).lower()]
    which = (groups.get("which") or "").lower()
    year = int(match["year"]) if groups.get("year") else day.year + _STEPS[which]
    if not groups.get("year") and date(year, first, 1) > day and which in ("", "last"):
        year -= which == "" or date(year, first, 1) > day
    last = month_end(year + (first == 12), (first + 1) % 12 + 1)
    return date(year, first, 1), last


def part_of_year(match: re.Match[str], _published: date | None) -> Interval:
    """ "early 2025", "mid-2024", "the end of 2023", "H1 2025"."""
    year = int(match["y"])
    part = match.groupdict().get("half")
    first, last = (int(part) * 6 - 5, int(part) * 6) if part else _PARTS_OF_YEAR[core_of(match["part"])]
    return date(year, first, 1), month_end(year, last)


def first_months(match: re.Match[str], published: date | None) -> Interval:
    """ "the first nine months of 2025", "the first half of the year", "the last three months of last year"."""
    groups = match.groupdict()
    words = (groups.get("of_year") or "").lower()
    year = int(words) if words.isdigit() else need_day(published).year + _STEPS[words.split()[0] if words else ""]
    number = 6 if groups.get("half_year") else read_number(match["number"]) or 1
    if match["nth"].lower() == "first":
        return date(year, 1, 1), month_end(year, min(number, 12))
    return date(year, max(13 - number, 1), 1), date(year, 12, 31)


def part_of_unit(match: re.Match[str], published: date | None) -> Interval:
    """ "earlier this week", "late last month", "early this year", "at the start of the month", "by the month's end"."""
    day, groups = need_day(published), match.groupdict()
    words = core_of(groups.get("part") or groups.get("edge") or "end")
    unit = (groups.get("unit") or groups["unit2"]).lower()
    first, last = _unit_at(day, unit, _STEPS[(groups.get("which") or "").lower()])
    if words in ("earlier", "so far"):
        return first, day
    if words == "later":
        return day, last
    days = (last - first).days + 1
    shares = {
        "early": (0.0, 0.33),
        "mid": (0.33, 0.66),
        "middle": (0.33, 0.66),
        "late": (0.66, 1.0),
        "start": (0.0, 0.17),
        "beginning": (0.0, 0.17),
    }
    low, high = shares.get(words, (0.83, 1.0))
    return first + timedelta(days=int(days * low)), first + timedelta(days=max(int(days * high) - 1, int(days * low)))


def _unit_at(day: date, unit: str, step: int) -> Interval:
    """The week, month or year of a day, so many steps on."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday() - 7 * step)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        end = month_end(months // 12, months % 12 + 1)
        return end.replace(day=1), end
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)


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
