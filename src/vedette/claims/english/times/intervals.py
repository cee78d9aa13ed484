"""What names of days, weeks, months and years mean: a match of a time rule flows in, the first and last day that it names flow out.

Everything is counted in days of UTC. A reading function raises ValueError where it needs the day of publication and has none, or
where the words name no day of the calendar; it gives None where the words are no time at all ("may" the verb).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

Interval = tuple[date, date]
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_DAYS = {d: i for i, d in enumerate("mon tue wed thu fri sat sun".split())}  # noqa: SIM905
_TOO_NEAR = 2  # nobody calls yesterday, or the day before, "last Thursday"
MONTH_PARTS = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "first half": (1, 15), "second half": (16, 31), "middle": (11, 20),
    "end": (25, 31), "close": (25, 31), "start": (1, 7), "beginning": (1, 7), "first days": (1, 5), "opening days": (1, 5),
    "last days": (27, 31), "closing days": (27, 31), "final days": (27, 31),
}  # fmt: skip
_IS_MONTH = re.compile(r"\b(?:in|since|until|by|last|from|of|to|during|and|before|after)\s+$", re.IGNORECASE)


class NearDay(date):
    """A day near which the days of an undated text lie: it gives them their year, and nothing is counted from it."""


def need_day(published: date | None) -> date:
    """The day of publication; ValueError where it is not known."""
    if published is None or isinstance(published, NearDay):
        raise ValueError("a time counted from publication needs it")
    return published


def month_of(name: str) -> int:
    """The number of a month, by its first three letters."""
    return _MONTHS[name[:3].lower()]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def year_near(month: int, published: date | None, year: str | None) -> int:
    """The year as given, else the one that brings the month nearest to publication."""
    if year:
        return int(year)
    day = published if isinstance(published, NearDay) else need_day(published)
    return min((day.year - 1, day.year, day.year + 1), key=lambda y: abs((date(y, month, 15) - day).days))


def one_day(match: re.Match[str], published: date | None) -> Interval:
    """ "5 January", "Dec. 5, 2024"."""
    month = month_of(match["month"])
    found = date(year_near(month, published, match["year"]), month, int(match["day"]))
    return found, found


def day_range(match: re.Match[str], published: date | None) -> Interval | None:
    """ "12 to 19 December", "from 28 December to 3 January", "between 12 November 2023 and 3 March 2025"."""
    groups = match.groupdict()
    last_month = month_of(groups.get("month2") or groups["month"])
    first_month = month_of(groups.get("month") or groups["month2"])
    year = year_near(last_month, published, groups.get("year"))
    first_year = int(groups.get("year1") or year - (first_month > last_month))
    first, last = date(first_year, first_month, int(match["day"])), date(year, last_month, int(match["day2"]))
    return (first, last) if first <= last else None  # a range that runs backwards is none


def iso_day(match: re.Match[str], _published: date | None) -> Interval:
    """ "2025-02-01"."""
    found = date(int(match[1]), int(match[2]), int(match[3]))
    return found, found


def numeric_day(match: re.Match[str], published: date | None) -> Interval | None:
    """ "12.03.2025", read by dateparser, day first, as most of the world writes it."""
    import dateparser

    base = datetime.combine(published or date(2000, 1, 1), time())
    found = dateparser.parse(match.group(), languages=["en"], settings={"DATE_ORDER": "DMY", "RELATIVE_BASE": base})
    return None if found is None else (found.date(), found.date())


def core_of(part: str | None) -> str:
    """ "the very end of" is "end"."""
    return re.sub(r"^the (?:very )?| of$", "", (part or "").lower())


def month_part(match: re.Match[str], published: date | None) -> Interval | None:
    """ "December", "mid-December", "the end of March 2024"; "may" and "march" only where they can be months."""
    name, part = match["month"], core_of(match["part"])
    is_word_too = name in ("May", "March", "Mar") and not part and not match["year"]
    if not name[:1].isupper() or (is_word_too and not _IS_MONTH.search(match.string[: match.start()])):
        return None
    month = month_of(name)
    last = month_end(year_near(month, published, match["year"]), month)
    low, high = MONTH_PARTS.get(part, (1, 31))
    return last.replace(day=low), last.replace(day=min(high, last.day))


def month_of_year(match: re.Match[str], published: date | None) -> Interval | None:
    """ "last August", "April last year", "next May"."""
    if not match["month"][:1].isupper():
        return None
    day, month = need_day(published), month_of(match["month"])
    which, of_year = (match.groupdict().get("which") or "").lower(), (match.groupdict().get("of_year") or "").lower()
    if of_year:
        year = day.year + {"last": -1, "this": 0, "next": 1}[of_year]
    elif which == "last":
        year = day.year - (month >= day.month)
    elif which == "next":
        year = day.year + (month <= day.month)
    else:
        year = day.year
    last = month_end(year, month)
    low, high = MONTH_PARTS.get(core_of(match.groupdict().get("part")), (1, 31))
    return last.replace(day=low), last.replace(day=min(high, last.day))


def weekday(match: re.Match[str], published: date | None) -> Interval | None:
    """ "Tuesday" is the last one up to publication; "last Tuesday" is not the day before; "next Tuesday" comes."""
    if not match["weekday"][:1].isupper():
        return None
    today = need_day(published)
    wanted = _DAYS[match["weekday"][:3].lower()]
    which = (match.groupdict().get("which") or "").lower()
    if which in ("next", "coming", "this coming"):
        found = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    elif which == "a week on":
        found = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 8)
    elif match.groupdict().get("before_last"):
        found = today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 8)
    else:
        back = (today.weekday() - wanted) % 7
        found = today - timedelta(days=back + (7 if which == "last" and back <= _TOO_NEAR else 0))
    return found, found


def year_only(match: re.Match[str], _published: date | None) -> Interval:
    """ "in 2020", "since 2022"."""
    return date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)


def years(match: re.Match[str], _published: date | None) -> Interval | None:
    """ "between 2019 and 2022"."""
    first, last = date(int(match["y"]), 1, 1), date(int(match["y2"]), 12, 31)
    return (first, last) if first <= last else None
