"""Time: the only place that reads the machine's clock, and the ways times are parsed and printed.

Every `datetime` in Vedette is aware and in UTC; integer times end in ``_us`` (microseconds since 1970).
Kernels never call `now`: it comes in as an argument.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

__all__ = ["UTC", "day_end", "format_day", "format_time", "now", "parse_time", "span"]

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_LIKE_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")  # written as it should be: then the reason is in the numbers


def now() -> datetime:
    """The present moment in UTC, to the microsecond."""
    return datetime.now(UTC)


def parse_time(text: str) -> datetime:
    """Read an ISO 8601 date or time; a bare day is its start, a time without zone is UTC.

    Raises:
        ValueError: the text is not ISO 8601.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        why = f": {error}" if _LIKE_ISO.match(text.strip()) else ""
        raise ValueError(f"must be a date or time such as 2024-12-01 or 2024-12-01T06:30Z{why}") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def day_end(day: date) -> datetime:
    """The last microsecond of a day, UTC."""
    return datetime.combine(day, time(23, 59, 59, 999_999), UTC)


def span(text: str) -> tuple[datetime, datetime]:
    """The interval that an ISO text names: a bare day, month or year spans all of it, a time is a moment.

    Raises:
        ValueError: the text is neither ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` nor an ISO time.
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}", text):
        return parse_time(f"{text}-01-01"), day_end(date(int(text), 12, 31))
    if re.fullmatch(r"\d{4}-\d{2}", text):
        first = date.fromisoformat(f"{text}-01")
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return parse_time(first.isoformat()), day_end(following - timedelta(days=1))
    start = parse_time(text)
    return (start, day_end(start.date())) if _ISO_DAY.match(text) else (start, start)


def format_time(moment: datetime) -> str:
    """ISO 8601 with a Z, seconds kept only where there are any fractions of a minute."""
    pattern = "%Y-%m-%dT%H:%M:%SZ" if moment.second else "%Y-%m-%dT%H:%MZ"
    return moment.astimezone(UTC).strftime(pattern)


def format_day(moment: datetime) -> str:
    """A day as a reader says it: ``22 Dec 2024``."""
    return f"{moment.day} {moment:%b %Y}"
