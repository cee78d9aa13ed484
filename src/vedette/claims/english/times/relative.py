"""Times that are counted from another time: "two days later", "the previous evening", "a week earlier", "and has been there since".

The words of a sentence and a time that was named before flow in; spans flow out, as in `times.py`. Where no time was named, words that
look back are counted from publication, and words that look on are left unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from vedette.claims.english.times.counted import days_in
from vedette.claims.english.times.intervals import Interval, month_end
from vedette.claims.english.times.pieces import NUMBER, UNIT
from vedette.claims.english.times.times import TimeSpan
from vedette.clock import day_end, parse_time

_LONGEST_DAYS = 31
_PART = r"(?:day|morning|afternoon|evening|night)"
_LONG = r"(?P<long>week|month|year|weekend)"

Shift = Callable[[re.Match[str], Interval], Interval]


def _by_days(sign: int) -> Shift:
    def shift(match: re.Match[str], anchor: Interval) -> Interval:
        day = (anchor[1] if sign > 0 else anchor[0]) + timedelta(days=sign * days_in(match))
        return day, day

    return shift


def _day(step: int) -> Shift:
    return lambda _match, anchor: ((day := (anchor[1] if step > 0 else anchor[0]) + timedelta(days=step)), day)


def _same(_match: re.Match[str], anchor: Interval) -> Interval:
    return anchor


def _unit(step: int) -> Shift:
    def shift(match: re.Match[str], anchor: Interval) -> Interval:
        day, unit = anchor[0], match["long"].lower()
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        if unit == "weekend":
            return monday + timedelta(days=5), monday + timedelta(days=6)
        if unit == "week":
            return monday, monday + timedelta(days=6)
        if unit == "year":
            return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
        months = day.year * 12 + day.month - 1 + step
        end = month_end(months // 12, months % 12 + 1)
        return end.replace(day=1), end

    return shift


# pattern, what it does to the time before it, whether it may be counted from publication
_RULES: tuple[tuple[re.Pattern[str], Shift, bool], ...] = tuple(
    (re.compile(rf"\b{pattern}(?!\w)", re.IGNORECASE), shift, is_back)
    for pattern, shift, is_back in (
        (rf"(?:(?:the|on the|on that) )?(?:previous|preceding) {_PART}|the {_PART} before(?! (?:last|yesterday|the|a)\b)", _day(-1), True),
        (rf"(?:the )?(?:next|following) {_PART}|the day after(?=\s*[,.;]|$)|the morning after(?=\s*[,.;]|$)", _day(1), False),
        (rf"(?:(?:on )?(?:the|that) same|later (?:that|the same)|(?:on|earlier|early|late) that) {_PART}|(?:hours|minutes) later",
         _same, False),
        (rf"(?:the )?(?:previous|preceding) {_LONG}", _unit(-1), True),
        (rf"(?:the )?following {_LONG}", _unit(1), False),
        (rf"{NUMBER}\s+{UNIT}\s+(?:later|afterwards|after that|thereafter)", _by_days(1), False),
        (rf"{NUMBER}\s+{UNIT}\s+(?:earlier|before(?=\s*[,.;]|$)|previously|beforehand)", _by_days(-1), True),
    )
)  # fmt: skip
_SINCE_THEN = re.compile(
    r"\b(?:ever since|since then|since that time|(?:has|have|had|been)\s+since|since)"
    r"(?=\s*[,.;]|$|\s+(?:been|become|gone|left|come|\w+ed)\b)",
    re.IGNORECASE,
)  # fmt: skip


def find_relative(text: str, times: Sequence[TimeSpan], before: Interval | None, published: datetime | None) -> list[TimeSpan]:
    """The times of a sentence that are counted from another one.

    Args:
        text: the sentence.
        times: the times in it that stand for themselves; none of what is found overlaps them.
        before: the time that was named last before the sentence.
        published: moment of publication.
    """
    found: list[TimeSpan] = []
    for pattern, shift, is_back in _RULES:
        for match in pattern.finditer(text):
            if _is_free(match, [*times, *found]):
                anchor = _to_count_from(_anchor(match.start(), times) or before) or (_of(published) if is_back else None)
                span = _span(match, None if anchor is None else _shifted(shift, match, anchor))
                found.append(span)
    for match in _SINCE_THEN.finditer(text):
        anchor = _anchor(match.start(), times) or before
        if anchor is not None and published is not None and _is_free(match, [*times, *found]):
            begin = parse_time(anchor[0].isoformat())
            if begin < published:
                found.append(TimeSpan(match.start(), match.end(), match.group(), begin, published, core=match.start()))
    return found


def _to_count_from(anchor: Interval | None) -> Interval | None:
    """A time that is short enough to count days from."""
    return anchor if anchor is not None and (anchor[1] - anchor[0]).days <= _LONGEST_DAYS else None


def _shifted(shift: Shift, match: re.Match[str], anchor: Interval) -> Interval | None:
    try:
        return shift(match, anchor)
    except (ValueError, OverflowError):
        return None


def _span(match: re.Match[str], interval: Interval | None) -> TimeSpan:
    begin, finish = (None, None) if interval is None else (parse_time(interval[0].isoformat()), day_end(interval[1]))
    return TimeSpan(match.start(), match.end(), match.group().strip(), begin, finish, core=match.start())


def _is_free(match: re.Match[str], taken: Sequence[TimeSpan]) -> bool:
    return all(match.end() <= t.start or t.end <= match.start() for t in taken)


def _anchor(start: int, times: Sequence[TimeSpan]) -> Interval | None:
    """The last time that stands before these words in the sentence, and is one."""
    earlier = [t for t in times if t.end <= start and t.begin is not None and t.finish is not None and not t.is_compared]
    return interval_of(earlier[-1]) if earlier else None


def interval_of(time: TimeSpan) -> Interval | None:
    """The days of a time; None where it was not resolved."""
    return None if time.begin is None or time.finish is None else (time.begin.date(), time.finish.date())


def _of(moment: datetime | None) -> Interval | None:
    return None if moment is None else (moment.date(), moment.date())
