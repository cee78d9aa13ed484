"""When: the words that give a time and the interval that they mean.

Clean text and the moment of publication flow in; spans with start and end (UTC) flow out. The rules stand in `time_rules.py`, what
they mean in `intervals.py` and its neighbours; "since", "until" and "after" before a time stretch it (`stretching.py`). Without a moment of
publication only complete dates are resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from vedette.claims.english.times.comparisons import is_compared
from vedette.claims.english.times.counted import coming
from vedette.claims.english.times.intervals import NearDay
from vedette.claims.english.times.pieces import CLOCK
from vedette.claims.english.times.stretching import Stretched, stretch
from vedette.claims.english.times.time_rules import RULES, Reader

_BETWEEN = re.compile(rf"\b(?:between|from)\s+{CLOCK}?(?:the )?$", re.IGNORECASE)
_AND = re.compile(rf"\s*(?:and|to|until|till|through|into|–|-)\s+{CLOCK}?(?:the )?", re.IGNORECASE)
_LONGEST_BEFORE = 60  # characters in which "between" and its hour may stand
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class TimeSpan:
    """Words of time at characters start:end, and what they mean; None where it cannot be resolved."""

    start: int
    end: int
    text: str
    begin: datetime | None
    finish: datetime | None
    ahead: tuple[datetime, datetime] | None = None  # what the words mean of something yet to come, where that differs
    core: int = 0  # where the time itself begins, behind its preposition
    is_compared: bool = False  # something is only compared with that time

    def lying_ahead(self) -> TimeSpan:
        """The same words, said of something that is planned: "will sail on Sunday" means the next one."""
        return self if self.ahead is None else replace(self, begin=self.ahead[0], finish=self.ahead[1])


def find_times(text: str, published: datetime | None, near: date | None = None) -> list[TimeSpan]:
    """The times that a text names, from left to right, none overlapping another.

    Where publication is not known, a day without a year lies in that which brings it nearest to `near`, if that is given;
    what would be counted from publication stays open.
    """
    found: list[TimeSpan] = []
    day = published.astimezone(UTC).date() if published else NearDay(near.year, near.month, near.day) if near else None
    for pattern, read in RULES:
        for match in pattern.finditer(text):
            if all(match.end() <= t.start or t.end <= match.start() for t in found):
                span = _span(text, match, read, day, published)
                if span is not None:
                    found.append(span)
    return _join_ranges(text, sorted(found, key=lambda t: t.start))


def _span(text: str, match: re.Match[str], read: Reader, day: date | None, published: datetime | None) -> TimeSpan | None:
    """A time with its interval, without one where it cannot be resolved; None where the words are no time."""
    core = match.start("core") if match.groupdict().get("core") else match.start()
    compared = is_compared(text[:core])
    try:
        interval = read(match, day)
    except (ValueError, OverflowError):
        return TimeSpan(match.start(), match.end(), match.group().strip(), None, None, core=core, is_compared=compared)
    if interval is None:
        return None
    made = stretch(text[:core], match, interval, published)
    if read is coming:  # "in four days" is how long it took, unless it is yet to come
        made = Stretched(None, None, (made.begin, made.finish) if made.begin and made.finish else None, made.n_before)
    start = min(match.start(), core - made.n_before)
    return TimeSpan(start, match.end(), text[start : match.end()].strip(), made.begin, made.finish, made.ahead, core, compared)


def _join_ranges(text: str, times: list[TimeSpan]) -> list[TimeSpan]:
    """ "between Monday and Wednesday", "from late January to mid-February": two times that are one."""
    joined: list[TimeSpan] = []
    for time in times:
        last = joined[-1] if joined else None
        if last is not None and _is_range(text, last, time):
            joined[-1] = _from_to(text, last, time)
        else:
            joined.append(time)
    return joined


def _is_range(text: str, first: TimeSpan, second: TimeSpan) -> bool:
    link = _AND.fullmatch(text[first.end : second.core])
    if link is None or first.begin is None or second.finish is None:
        return False
    is_opened = _BETWEEN.search(text[max(0, first.core - _LONGEST_BEFORE) : first.core]) is not None
    return is_opened or (link.group().strip().lower() in ("to", "into", "–", "-") and first.core == first.start)


def _from_to(text: str, first: TimeSpan, second: TimeSpan) -> TimeSpan:
    begin, finish = first.begin, second.finish
    if begin is None or finish is None:
        return first
    if begin > finish:
        begin -= _A_YEAR
    ahead = (first.ahead or (begin, finish))[0], (second.ahead or (begin, finish))[1]
    is_ahead = (first.ahead or second.ahead) is not None and ahead[0] <= ahead[1]
    if begin > finish:
        return first
    return replace(
        first,
        end=second.end,
        text=text[first.start : second.end].strip(),
        begin=begin,
        finish=finish,
        ahead=ahead if is_ahead else None,
    )
