"""When: the words that give a time and the interval that they mean.

Clean text and the moment of publication flow in; spans with start and end (UTC) flow out. The rules stand in `time_rules.py`, what
they mean in `intervals.py`; "since", "until" and "after" before a time stretch it. Without a moment of publication only complete
dates are resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from vedette.claims.english.times.intervals import Interval
from vedette.claims.english.times.lying_ahead import look_ahead
from vedette.claims.english.times.time_rules import RULES, Reader
from vedette.clock import day_end, parse_time

_SINCE = re.compile(r"\b(?:since|from|starting|beginning)\s+(?:about|around|at least|the\s+)?\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|before|through)\s+$", re.IGNORECASE)
_SINCE_EVENT = re.compile(r"\bsince\s+(?:[\w'’-]+\s+){1,6}$", re.IGNORECASE)  # "since the strikes of 13 June"
_ANY_SINCE = re.compile(r"\bsince\s+(?:[\w'’-]+\s+){0,6}$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+$", re.IGNORECASE)
_LONGEST_BEFORE = 60  # characters in which such a word may stand
_A_WEEK, _A_YEAR = 7, timedelta(days=365)
_EARLIEST = timedelta(days=30)  # "by 27 January" looks back no further than a month


@dataclass(frozen=True)
class TimeSpan:
    """Words of time at characters start:end, and what they mean; None where it cannot be resolved."""

    start: int
    end: int
    text: str
    begin: datetime | None
    finish: datetime | None
    ahead: tuple[datetime, datetime] | None = None  # what the words mean of something yet to come, where that differs

    def lying_ahead(self) -> TimeSpan:
        """The same words, said of something that is planned: "will sail on Sunday" means the next one."""
        return self if self.ahead is None else replace(self, begin=self.ahead[0], finish=self.ahead[1])


def find_times(text: str, published: datetime | None) -> list[TimeSpan]:
    """The times that a text names, from left to right, none overlapping another."""
    found: list[TimeSpan] = []
    day = None if published is None else published.astimezone(UTC).date()
    for pattern, read in RULES:
        for match in pattern.finditer(text):
            if all(match.end() <= t.start or t.end <= match.start() for t in found):
                span = _span(text, match, read, day, published)
                if span is not None:
                    found.append(span)
    return sorted(found, key=lambda t: t.start)


def _span(text: str, match: re.Match[str], read: Reader, day: date | None, published: datetime | None) -> TimeSpan | None:
    """A time with its interval, without one where it cannot be resolved; None where the words are no time."""
    try:
        interval = read(match, day)
    except (ValueError, OverflowError):
        return TimeSpan(*_trimmed(match), None, None)
    return None if interval is None else _stretch(text, match, interval, published)


def _trimmed(match: re.Match[str]) -> tuple[int, int, str]:
    return match.start(), match.end(), match.group().strip()


def _stretch(text: str, match: re.Match[str], interval: Interval, published: datetime | None) -> TimeSpan:
    """The interval with what a preposition before it makes of it."""
    before = text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    begin, finish = parse_time(interval[0].isoformat()), day_end(interval[1])
    later = None if published is None else look_ahead(match, interval, published.astimezone(UTC).date())
    start = match.start()
    if published is not None and begin > published and _ANY_SINCE.search(before):
        begin, finish = begin - _A_YEAR, finish - _A_YEAR
    if since := _SINCE.search(before) or (_AFTER.search(before) if published is not None else None):
        start -= len(since.group())
        finish = max(published, begin) if published is not None else finish
    elif published is not None and begin < published and _SINCE_EVENT.search(before):
        finish = published
    elif until := _UNTIL.search(before):
        start -= len(until.group())
        begin = begin if "weekday" in match.groupdict() and _BY.search(before) else finish - _EARLIEST
        return TimeSpan(
            start, match.end(), text[start : match.end()].strip(), begin, finish, _until(until, later or interval, published)
        )
    ahead = None if later is None else (parse_time(later[0].isoformat()), day_end(later[1]))
    return TimeSpan(start, match.end(), text[start : match.end()].strip(), begin, finish, ahead)


def _until(word: re.Match[str], later: Interval, published: datetime | None) -> tuple[datetime, datetime] | None:
    """ "by Easter", "before May": from now on, up to the end of what is named, or up to its beginning."""
    if published is None:
        return None
    is_whole_month = later[0].day == 1 and (later[1] - later[0]).days > _A_WEEK
    last = later[0] if _BEFORE.search(word.group()) and is_whole_month else later[1]
    return min(published, day_end(last)), day_end(last)
