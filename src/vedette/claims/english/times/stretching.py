"""What the words before a time make of it: "since March", "until Friday", "no later than 3 March", "the 36 hours to Tuesday".

The words before a time, its match, the days that it names and the moment of publication flow in; the interval that is meant flows out,
with what it means of the future and how many characters of those words belong to the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from vedette.claims.english.times.counted import days_in
from vedette.claims.english.times.intervals import Interval
from vedette.claims.english.times.lying_ahead import look_ahead
from vedette.claims.english.times.pieces import CLOCK, NUMBER, UNIT
from vedette.clock import day_end, parse_time

_LOOSE = rf"(?:(?:about|around|roughly|at least|as early as|as late as|early|late|on|the|at|{CLOCK})\s*)*"
_SINCE = re.compile(rf"\b(?:since|from|starting|beginning|effective|as from)\s+{_LOOSE}$", re.IGNORECASE)
_NOT_SINCE = re.compile(
    r"\b(?:images?|imagery|pictures?|photos?|photographs?|footage|video|data|shots?|dat(?:es?|ed|ing)|one|those|that)\s+$",
    re.IGNORECASE,
)  # "pictures from Sunday"
_UNTIL = re.compile(
    rf"\b(?:(?:until|till|by|up to|up until|(?:no|not) later than)\s+{_LOOSE}|(?:before|through|beyond)\s+(?:(?:about|at least|the)\s+)*)$",
    re.IGNORECASE,
)  # "before dawn on Wednesday" is on Wednesday
_SINCE_EVENT = re.compile(r"\bsince\s+(?:[\w'’-]+\s+){1,6}$", re.IGNORECASE)  # "since the strikes of 13 June"
_ANY_SINCE = re.compile(r"\bsince\s+(?:[\w'’-]+\s+){0,6}$", re.IGNORECASE)
_BY = re.compile(r"\bby\s", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never)\b|n[’']t\b)[^;,]*\b(?:before|until|till)\s+" + _LOOSE + "$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+$", re.IGNORECASE)
_INTO = re.compile(r"\bovernight (?:in)?to\s+$", re.IGNORECASE)
_SO_LONG = re.compile(rf"\b(?:the|in|over)\s+{NUMBER}\s+{UNIT}\s+(?:up\s+)?(?:to|until|ending|ended)\s+{_LOOSE}$", re.IGNORECASE)
_LONGEST_BEFORE = 60  # characters in which such a word may stand
_A_WEEK, _A_YEAR, _A_DAY = 7, timedelta(days=365), timedelta(days=1)
_EARLIEST = timedelta(days=30)  # "by 27 January" looks back no further than a month


@dataclass(frozen=True)
class Stretched:
    """An interval, what it means of the future where that differs, and the characters before the time that belong to it."""

    begin: datetime | None
    finish: datetime | None
    ahead: tuple[datetime, datetime] | None = None
    n_before: int = 0


def stretch(before: str, match: re.Match[str], interval: Interval, published: datetime | None) -> Stretched:
    """The interval with what a preposition before it makes of it."""
    before = before[-_LONGEST_BEFORE:]
    begin, finish = parse_time(interval[0].isoformat()), day_end(interval[1])
    later = None if published is None else look_ahead(match, interval, published.astimezone(UTC).date())
    if published is not None and begin > published and _ANY_SINCE.search(before):
        begin, finish = begin - _A_YEAR, finish - _A_YEAR
    plain = Stretched(begin, finish, None if later is None else (parse_time(later[0].isoformat()), day_end(later[1])))
    if longer := _begun_before(before, parse_time(interval[1].isoformat())):
        return replace(plain, begin=longer[0], n_before=longer[1])
    since = _since_word(before, published)
    if since is not None:
        return replace(plain, finish=max(published, begin) if published is not None else finish, n_before=len(since.group()))
    if published is not None and begin < published and _SINCE_EVENT.search(before):
        return replace(plain, finish=published)
    until = None if _NOT_BEFORE.search(before) else _UNTIL.search(before)
    if until is None:
        return plain
    begin = begin if "weekday" in match.groupdict() and _BY.search(until.group()) else finish - _EARLIEST
    return Stretched(begin, finish, _until(until, later or interval, published), len(until.group()))


def _begun_before(before: str, last: datetime) -> tuple[datetime, int] | None:
    """ "the two years to June", "overnight into Wednesday": when a time began of which the end is named, and the length of those words."""
    if long := _SO_LONG.search(before):
        return last - timedelta(days=days_in(long, is_rounded=False)), len(long.group())
    into = _INTO.search(before)
    return (last - _A_DAY, len(into.group())) if into is not None else None


def _since_word(before: str, published: datetime | None) -> re.Match[str] | None:
    """The "since" or "after" before a time, but not the "from" of "pictures from Sunday"."""
    since = _SINCE.search(before)
    if since is not None:
        return None if _NOT_SINCE.search(before[: since.start()]) else since
    return _AFTER.search(before) if published is not None else None


def _until(word: re.Match[str], later: Interval, published: datetime | None) -> tuple[datetime, datetime] | None:
    """ "by Easter", "before May": from now on, up to the end of what is named, or up to its beginning."""
    if published is None:
        return None
    is_whole_month = later[0].day == 1 and (later[1] - later[0]).days > _A_WEEK
    last = later[0] if _BEFORE.search(word.group()) and is_whole_month else later[1]
    return min(published, day_end(last)), day_end(last)
