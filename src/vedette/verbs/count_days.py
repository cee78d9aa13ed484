"""Reading the dates of a file of counts: which way they are written, and how far apart they stand.

Cells of one column flow in, days flow out. The first way of writing that fits every cell is taken; a column in which day and
month could be exchanged throughout is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

from vedette.errors import SourceError
from vedette.patterns.series import Step

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})$", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ].*)?$")
_MONTHS = {m: i + 1 for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])}
_NAMED = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})[-\s./]([a-z]{3,9})\.?[-\s,./]+(\d{4}|\d{2})(?:[T\s].*)?$", re.IGNORECASE)
_NAMED_FIRST = re.compile(
    r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[T\s].*)?$", re.IGNORECASE
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?$")  # seconds or milliseconds since 1970, UTC


def is_date(cell: str) -> bool:
    """Could a cell be a date in one of the ways that are read?"""
    return any(
        pattern.match(cell.strip()) for pattern in (_YEAR_FIRST, _COMPACT, _WEEK, _YEAR_LAST, _NAMED, _NAMED_FIRST, _EPOCH)
    )


def read_days(cells: Sequence[tuple[int, str]], path: str, column: str) -> list[date]:
    """Days of (line, cell) pairs.

    Raises:
        SourceError: a cell is no date, or day and month cannot be told apart; names the line.
    """
    is_month_first = _month_stands_first(cells, path, column)
    return [_read(cell.strip(), line, path, column, is_month_first) for line, cell in cells]


def _read(cell: str, line: int, path: str, column: str, is_month_first: bool) -> date:
    try:
        if found := _YEAR_FIRST.match(cell) or _COMPACT.match(cell):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _WEEK.match(cell):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found := _YEAR_LAST.match(cell):
            day, month = (found[2], found[1]) if is_month_first else (found[1], found[2])
            return date(_year(found[3]), int(month), int(day))
        if found := _NAMED.match(cell):
            return date(_year(found[3]), _MONTHS[found[2][:3].lower()], int(found[1]))
        if found := _NAMED_FIRST.match(cell):
            return date(int(found[3]), _MONTHS[found[1][:3].lower()], int(found[2]))
        if found := _EPOCH.match(cell):
            return datetime.fromtimestamp(int(found[1]), UTC).date()
    except (ValueError, KeyError):  # 31 June, a month that is none
        pass
    problem = f"{column}: {cell!r} is no date; write it as 2024-12-22, or 2024-W51 for a week"
    raise SourceError(path, problem, line)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month_stands_first(cells: Sequence[tuple[int, str]], path: str, column: str) -> bool:
    found = [match for _, cell in cells if (match := _YEAR_LAST.match(cell.strip()))]
    is_month_first = any(int(match[2]) > 12 for match in found)
    is_day_first = any(int(match[1]) > 12 for match in found)
    if found and is_month_first == is_day_first:
        cell = found[0][0]
        raise SourceError(path, f"{column}: {cell!r} could be day/month or month/day; write dates as 2024-12-22", cells[0][0])
    return is_month_first


def step_of(days: Sequence[date], path: str) -> Step:
    """Day or week, from the distances between neighbouring dates.

    Raises:
        SourceError: the dates stand neither a day nor a week apart.
    """
    ordered = sorted(set(days))
    gaps = sorted((later - earlier).days for earlier, later in pairwise(ordered))
    if not gaps:
        raise SourceError(path, "there is only one date; a series needs many")
    if gaps[0] == 7 and all(gap % 7 == 0 for gap in gaps):
        return "week"
    if gaps[len(gaps) // 2] <= 3:  # most days are there
        return "day"
    problem = f"dates stand {gaps[len(gaps) // 2]} days apart; counts must be a day or a week apart (--every says which)"
    raise SourceError(path, problem)
