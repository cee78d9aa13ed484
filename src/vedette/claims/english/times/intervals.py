"""What words of time mean: a match of a time rule flows in, the first and last day that it names flow out.

Everything is counted in days of UTC. A reading function raises ValueError where it needs the day of publication and has none, or
where the words name no day of the calendar; it gives None where the words are no time at all ("may" the verb).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from vedette.claims.names.counts import read_number

Interval = tuple[date, date]
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_DAYS = {d: i for i, d in enumerate("mon tue wed thu fri sat sun".split())}  # noqa: SIM905
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_RECENT_DAYS = {"hour": 1, "day": 7, "week": 28, "month": 120, "year": 1095}  # "recent weeks" are about four
_VAGUE_NUMBERS = {"a": 1, "an": 1, "last": 1, "couple of": 2, "few": 4, "several": 5}
_TOO_NEAR = 2  # nobody calls yesterday, or the day before, "last Thursday"
_MONTH_PARTS = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "the end of": (25, 31), "the start of": (1, 7), "the beginning of": (1, 7),
    "the first half of": (1, 15), "the second half of": (16, 31),
}  # fmt: skip
_IS_MONTH = re.compile(r"\b(?:in|since|until|by|last|from|of|to|during|and|before|after)\s+$", re.IGNORECASE)


def need_day(published: date | None) -> date:
    """The day of publication; ValueError where it is not known."""
    if published is None:
        raise ValueError("a time counted from publication needs it")
    return published


def month_of(name: str) -> int:
    """The number of a month, by its first three letters."""
    return _MONTHS[name[:3].lower()]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def year_near(month: int, published: date | None, year: str | None) -> int:
    """The year as given, else the one that brings the month nearest to publication."""
    if year:
        return int(year)
    day = need_day(published)
    return min((day.year - 1, day.year, day.year + 1), key=lambda y: abs((date(y, month, 15) - day).days))


def one_day(match: re.Match[str], published: date | None) -> Interval:
    """ "5 January", "Dec. 5, 2024"."""
    month = month_of(match["month"])
    found = date(year_near(month, published, match["year"]), month, int(match["day"]))
    return found, found


def day_range(match: re.Match[str], published: date | None) -> Interval | None:
    """ "12 to 19 December", "from 28 December to 3 January", "between 12 November 2023 and 3 March 2025"."""
    groups = match.groupdict()
    last_month = month_of(groups["month2"] or groups["month"])
    first_month = month_of(groups["month"] or groups["month2"])
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


def month_part(match: re.Match[str], published: date | None) -> Interval | None:
    """ "December", "mid-December", "the end of March 2024"; "may" and "march" only where they can be months."""
    name, part = match["month"], (match["part"] or "").lower()
    is_word_too = name in ("May", "March", "Mar") and not part and not match["year"]
    if not name[:1].isupper() or (is_word_too and not _IS_MONTH.search(match.string[: match.start()])):
        return None
    month = month_of(name)
    last = month_end(year_near(month, published, match["year"]), month)
    low, high = _MONTH_PARTS.get(part, (1, 31))
    return last.replace(day=low), last.replace(day=min(high, last.day))


def weekday(match: re.Match[str], published: date | None) -> Interval | None:
    """ "Tuesday" is the last one up to publication; "last Tuesday" is not the day before; "next Tuesday" comes."""
    if not match["weekday"][:1].isupper():
        return None
    today = need_day(published)
    wanted = _DAYS[match["weekday"][:3].lower()]
    which = (match["which"] or "").lower()
    if which in ("next", "coming", "this coming"):
        found = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    else:
        back = (today.weekday() - wanted) % 7
        found = today - timedelta(days=back + (7 if which == "last" and back <= _TOO_NEAR else 0))
    return found, found


def ago(match: re.Match[str], published: date | None) -> Interval:
    """ "three days ago"."""
    return _window(match, published, lambda day, days: (day - timedelta(days=days), day - timedelta(days=days)))


def past(match: re.Match[str], published: date | None) -> Interval:
    """ "over the past two days"."""
    return _window(match, published, lambda day, days: (day - timedelta(days=days), day))


def coming(match: re.Match[str], published: date | None) -> Interval:
    """ "in the coming week"."""
    return _window(match, published, lambda day, days: (day, day + timedelta(days=days)))


def _window(match: re.Match[str], published: date | None, shape: Callable[[date, int], Interval]) -> Interval:
    word = (match.groupdict().get("number") or "one").lower()
    number = _VAGUE_NUMBERS.get(word) or read_number(word) or 1
    return shape(need_day(published), max(1, round(number * _UNIT_DAYS[match["unit"].lower()])))


def recent(match: re.Match[str], published: date | None) -> Interval:
    """ "in recent weeks"."""
    return need_day(published) - timedelta(days=_RECENT_DAYS[match["unit"].lower()]), need_day(published)


def since_start(match: re.Match[str], published: date | None) -> Interval:
    """ "since the start of the year"."""
    day = need_day(published)
    starts = {"year": day.replace(month=1, day=1), "month": day.replace(day=1), "week": _monday(day)}
    return starts[match["unit"].lower()], day


def later(match: re.Match[str], published: date | None) -> Interval:
    """ "later this month"."""
    day = need_day(published)
    ends = {"year": date(day.year, 12, 31), "month": month_end(day.year, day.month), "week": _monday(day) + timedelta(days=6)}
    return day, ends[match["unit"].lower()]


def year_only(match: re.Match[str], published: date | None) -> Interval:
    """ "in 2020", "since 2022"."""
    first, last = date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)
    is_open = match.group().lower().startswith("since") and published is not None and published > first
    return first, published if is_open and published is not None else last


def named(match: re.Match[str], published: date | None) -> Interval:
    """ "yesterday", "last week", "over the weekend"."""
    day = need_day(published)
    monday = _monday(day)
    this_month, last_month_end = day.replace(day=1), day.replace(day=1) - timedelta(days=1)
    next_month = month_end(day.year, day.month) + timedelta(days=1)
    last_weekend = _days(monday, -2, -1)
    table: dict[str, Interval] = {
        "today": _days(day, 0, 0), "tonight": _days(day, 0, 0), "this morning": _days(day, 0, 0), "currently": _days(day, 0, 0),
        "overnight": _days(day, -1, 0), "yesterday": _days(day, -1, -1), "tomorrow": _days(day, 1, 1),
        "this week": _days(monday, 0, 6), "last week": _days(monday, -7, -1), "next week": _days(monday, 7, 13),
        "this month": (this_month, day), "last month": (last_month_end.replace(day=1), last_month_end),
        "next month": (next_month, month_end(next_month.year, next_month.month)),
        "this year": (day.replace(month=1, day=1), day), "last year": (date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
        "next year": (date(day.year + 1, 1, 1), date(day.year + 1, 12, 31)),
        "last night": _days(day, -1, -1), "this afternoon": _days(day, 0, 0), "this evening": _days(day, 0, 0), "the weekend": last_weekend,
        "last weekend": last_weekend, "over the weekend": last_weekend, "at the weekend": last_weekend, "this weekend": _days(monday, 5, 6),
    }  # fmt: skip
    return table[re.sub(r"\s+", " ", match.group().lower())]


def _days(day: date, first: int, last: int) -> Interval:
    return day + timedelta(days=first), day + timedelta(days=last)
