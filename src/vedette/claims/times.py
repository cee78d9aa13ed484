"""When: the words that give a time and the interval that they mean.

Clean text and the moment of publication flow in; spans with start and end (UTC) flow out. Calendar words are read by rules
(a bare day is that day, a month or a part of it spans it, "since" runs to publication); what they leave is asked of
dateparser. Without a moment of publication only complete dates are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from vedette.claims.counts import read_number
from vedette.clock import day_end, parse_time

_MONTHS = {m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_DAYS = {d: i for i, d in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_NUMBER = r"(?P<number>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|couple of|last)"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_DOM = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d{2}))?"
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_SINCE = re.compile(r"\b(?:since|from|starting|beginning)\s+(?:about|around|at least|the\s+)?\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|before|through)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+$", re.IGNORECASE)
_TOO_NEAR = 2  # nobody calls yesterday, or the day before, "last Thursday"
_EARLIEST = timedelta(days=30)  # "by 27 January" looks back no further than a month

Interval = tuple[date, date]


@dataclass(frozen=True)
class TimeSpan:
    """Words of time at characters start:end, and what they mean; None where it cannot be resolved."""

    start: int
    end: int
    text: str
    begin: datetime | None
    finish: datetime | None


def find_times(text: str, published: datetime | None) -> list[TimeSpan]:
    """The times that a text names, from left to right, none overlapping another."""
    found: list[TimeSpan] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < e and s < match.end() for s, e in taken):
                continue
            if (interval := _safely(read, match, published)) == "none":
                continue
            taken.append(match.span())
            found.append(_span(text, match, None if isinstance(interval, str) else interval, published))
    return sorted(found, key=lambda t: t.start)


def _safely(
    read: Callable[[re.Match[str], date | None], Interval | str | None], match: re.Match[str], published: datetime | None
) -> Interval | str | None:
    try:
        return read(match, None if published is None else published.astimezone(UTC).date())
    except (ValueError, OverflowError):
        return None


def _span(text: str, match: re.Match[str], interval: Interval | None, published: datetime | None) -> TimeSpan:
    """The interval with what a preposition before it makes of it."""
    before = text[max(0, match.start() - 24) : match.start()]
    start = match.start()
    if interval is None:
        return TimeSpan(start, match.end(), match.group(), None, None)
    begin, finish = parse_time(interval[0].isoformat()), day_end(interval[1])
    if since := _SINCE.search(before):
        start = match.start() - len(since.group())
        finish = max(published, begin) if published is not None else finish
    elif until := _UNTIL.search(before):
        start = match.start() - len(until.group())
        begin = finish - _EARLIEST
    elif (after := _AFTER.search(before)) and published is not None:
        start = match.start() - len(after.group())
        finish = max(published, begin)
    return TimeSpan(start, match.end(), text[start : match.end()].strip(), begin, finish)


def _month(name: str) -> int:
    return _MONTHS[name[:3].lower()]


def _year_near(month: int, day: int, published: date | None, year: str | None) -> int:
    """The year that brings a day nearest to publication."""
    if year:
        return int(year)
    if published is None:
        raise ValueError("a date without a year needs the moment of publication")
    return min(
        (published.year - 1, published.year, published.year + 1),
        key=lambda y: abs((date(y, month, min(day, 28)) - published).days),
    )


def _day(match: re.Match[str], published: date | None) -> Interval:
    month, day = _month(match["month"]), int(match["day"])
    found = date(_year_near(month, day, published, match["year"]), month, day)
    return found, found


def _day_range(match: re.Match[str], published: date | None) -> Interval:
    groups = match.groupdict()
    month2 = _month(groups["month2"] or groups["month"])
    month1 = _month(groups["month"] or groups["month2"])
    year2 = _year_near(month2, int(match["day2"]), published, groups.get("year"))
    first = date(year2 - (month1 > month2), month1, int(match["day"]))
    return first, date(year2, month2, int(match["day2"]))


def _iso(match: re.Match[str], _published: date | None) -> Interval:
    found = date(int(match[1]), int(match[2]), int(match[3]))
    return found, found


def _month_part(match: re.Match[str], published: date | None) -> Interval | str:
    name, part = match["month"], (match["part"] or "").lower().strip(" -")
    if not name[:1].isupper() or (
        name in ("May", "March", "Mar")
        and not part
        and not match["year"]
        and not re.search(
            r"\b(?:in|since|until|by|last|early|late|from|of|to|during)\s+$", match.string[: match.start()], re.IGNORECASE
        )
    ):
        return "none"
    month = _month(name)
    year = _year_near(month, 15, published, match["year"])
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    bounds = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, last.day),
        "the end of": (25, last.day),
        "the first half of": (1, 15),
        "the second half of": (16, last.day),
        "the start of": (1, 7),
        "the beginning of": (1, 7),
    }
    low, high = bounds.get(part, (1, last.day))
    return date(year, month, low), date(year, month, high)


def _weekday(match: re.Match[str], published: date | None) -> Interval | str:
    if not match["weekday"][:1].isupper():
        return "none"
    if published is None:
        raise ValueError("a weekday needs the moment of publication")
    wanted = _DAYS[match["weekday"][:3].lower()]
    which = (match["which"] or "").lower()
    if which in ("next", "coming", "this coming"):
        found = published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
    else:
        back = (published.weekday() - wanted) % 7
        found = published - timedelta(days=back + (7 if which == "last" and back <= _TOO_NEAR else 0))
    return found, found


def _ago(match: re.Match[str], published: date | None) -> Interval:
    return _window(match, published, lambda p, days: (p - timedelta(days=days), p - timedelta(days=days)))


def _past(match: re.Match[str], published: date | None) -> Interval:
    return _window(match, published, lambda p, days: (p - timedelta(days=days), p))


def _coming(match: re.Match[str], published: date | None) -> Interval:
    return _window(match, published, lambda p, days: (p, p + timedelta(days=days)))


def _window(match: re.Match[str], published: date | None, shape: Callable[[date, int], Interval]) -> Interval:
    if published is None:
        raise ValueError("a time counted from publication needs it")
    word = (match.groupdict().get("number") or "one").lower()
    number = {"a": 1, "an": 1, "last": 1, "several": 5, "few": 4, "couple of": 2}.get(word) or read_number(word) or 1
    if match["unit"].lower().endswith("s") is False and word == "last":
        number = 1
    return shape(published, max(1, round(number * _UNIT_DAYS[match["unit"].lower()])))


def _recent(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        raise ValueError("needs publication")
    back = {"day": 7, "week": 28, "month": 120, "hour": 2, "year": 1095}[match["unit"].lower()]
    return published - timedelta(days=back), published


def _named(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        raise ValueError("needs publication")
    word = re.sub(r"\s+", " ", match.group().lower())
    monday = published - timedelta(days=published.weekday())
    table: dict[str, Interval] = {
        "today": (published, published), "tonight": (published, published), "this morning": (published, published), "overnight": (published - timedelta(days=1), published),
        "yesterday": (published - timedelta(days=1),) * 2, "tomorrow": (published + timedelta(days=1),) * 2,
        "this week": (monday, monday + timedelta(days=6)), "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "next week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "this month": (published.replace(day=1), published), "last month": _previous_month(published), "next month": _next_month(published),
        "this year": (published.replace(month=1, day=1), published), "last year": (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)),
        "next year": (date(published.year + 1, 1, 1), date(published.year + 1, 12, 31)),
        "last weekend": (monday - timedelta(days=2), monday - timedelta(days=1)), "over the weekend": (monday - timedelta(days=2), monday - timedelta(days=1)),
        "at the weekend": (monday - timedelta(days=2), monday - timedelta(days=1)), "this weekend": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "currently": (published, published), "now": (published, published),
    }  # fmt: skip
    return table[word]


def _since_start(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        raise ValueError("needs publication")
    monday = published - timedelta(days=published.weekday())
    starts = {"year": published.replace(month=1, day=1), "month": published.replace(day=1), "week": monday}
    return starts[match["unit"].lower()], published


def _later(match: re.Match[str], published: date | None) -> Interval:
    if published is None:
        raise ValueError("needs publication")
    sunday = published + timedelta(days=6 - published.weekday())
    ends = {"year": date(published.year, 12, 31), "month": _next_month(published)[0] - timedelta(days=1), "week": sunday}
    return published, ends[match["unit"].lower()]


def _previous_month(day: date) -> Interval:
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _next_month(day: date) -> Interval:
    first = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _year_only(match: re.Match[str], _published: date | None) -> Interval:
    return date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)


def _asked(match: re.Match[str], published: date | None) -> Interval | None:
    """Numeric dates, asked of dateparser (day first, as most of the world writes them)."""
    import dateparser

    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "first",
        "RELATIVE_BASE": datetime.combine(published or date(2000, 1, 1), time()),
    }
    found = dateparser.parse(match.group(), languages=["en"], settings=settings)
    return None if found is None else (found.date(), found.date())


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], "date | None"], "Interval | str | None"]]
_RULES: tuple[_Rule, ...] = (
    (_compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})"), _iso),
    (_compile(rf"(?:from |between )?{_DOM.format('day')}(?:\s+{_MONTH.format('month')})?\s*(?:-|–|to|and|until)\s*{_DOM.format('day2')}\s+(?:of\s+)?{_MONTH.format('month2')}{_YEAR}"), _day_range),
    (_compile(rf"(?:from |between )?{_MONTH.format('month')}\s+{_DOM.format('day')}\s*(?:-|–|to|and|until|through)\s*(?:{_MONTH.format('month2')}\s+)?{_DOM.format('day2')}{_YEAR}"), _day_range),
    (_compile(rf"{_MONTH.format('month')}\s+{_DOM.format('day')}(?!\d|:|,\d{{3}}){_YEAR}"), _day),
    (_compile(rf"(?:the\s+)?{_DOM.format('day')}\s+(?:of\s+)?{_MONTH.format('month')}{_YEAR}"), _day),
    (_compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}"), _asked),
    (_compile(rf"(?:(?P<which>last|next|this|on|coming|this coming)\s+)?{_WEEKDAY}"), _weekday),
    (_compile(rf"{_NUMBER}\s+{_UNIT}\s+(?:ago|earlier)"), _ago),
    (_compile(rf"(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+(?:{_NUMBER}\s+)?{_UNIT}"), _past),
    (_compile(rf"(?:the\s+)?(?:past|previous)\s+(?:{_NUMBER}\s+)?{_UNIT}"), _past),
    (_compile(rf"(?:over|in|during|within)\s+(?:the\s+)?(?:next|coming|following)\s+(?:{_NUMBER}\s+)?{_UNIT}"), _coming),
    (_compile(rf"(?:within|in)\s+{_NUMBER}\s+{_UNIT}"), _coming),
    (_compile(rf"(?:in\s+)?(?:recent|the last few|the past few)\s+{_UNIT}"), _recent),
    (_compile(rf"(?:(?P<part>early|mid|late|the first half of|the second half of|the end of|the start of|the beginning of)[\s-]*)?{_MONTH.format('month')}{_YEAR}"), _month_part),
    (_compile(r"(?:since\s+)?(?:the\s+)?(?:start|beginning) of (?:the|this) (?P<unit>year|month|week)"), _since_start),
    (_compile(r"later this (?P<unit>week|month|year)"), _later),
    (_compile(r"(?:today|tonight|yesterday|tomorrow|this morning|overnight|(?:this|last|next) (?:week|month|year)|(?:last|this|over the|at the) weekend|currently)"), _named),
    (_compile(r"(?:in|since|during|until|by|of)\s+(?P<y>(?:19|20)\d{2})"), _year_only),
)  # fmt: skip


def iter_times(text: str, published: datetime | None) -> Iterator[TimeSpan]:
    """The same as `find_times`, one by one."""
    yield from find_times(text, published)
