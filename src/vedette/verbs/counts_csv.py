"""A CSV of counts -> series, evenly spaced: columns found or named, every bad cell refused with its line.

Rows flow in, `CountSeries` flow out. A date without a row is missing, not zero; an empty cell is missing; two rows of one date are
refused unless they are to be summed. What was taken for what is told in `Counted.told`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from vedette.errors import SourceError, UsageError
from vedette.patterns.others import sum_weeks
from vedette.patterns.series import CountSeries, Step
from vedette.verbs.count_days import is_date, read_days, step_of

Duplicates = Literal["refuse", "sum"]
_MISSING = {"", "na", "nan", "null", "none", "-"}
# what a column holds -> names that it may have, compared in lower case
_NAMES: dict[str, tuple[str, ...]] = {
    "date": ("date", "day", "week", "time", "timestamp", "datetime", "period", "epoch"),
    "count": (
        "count",
        "counts",
        "n",
        "n_total",
        "total",
        "value",
        "observed",
        "flights",
        "transits",
        "visits",
        "calls",
        "arrivals",
    ),
    "effort": ("effort",),
}
_MOST_STEPS = 40_000  # a century of days: a wrong year in one cell would otherwise fill the memory


@dataclass(frozen=True)
class CountColumns:
    """Columns as named on the command line; None = find out (date, count, effort) or there is none (series, feeds)."""

    date: str | None = None
    counts: tuple[str, ...] = ()
    effort: str | None = None
    series: str | None = None
    feeds: str | None = None


@dataclass(frozen=True)
class Counted:
    """The series of a file, and how it was read."""

    series: tuple[CountSeries, ...]
    told: tuple[str, ...]
    n_rows: int


@dataclass(frozen=True)
class _Row:
    line: int
    cells: dict[str, str]


def read_counts(path: Path, columns: CountColumns, *, every: Step | None = None, duplicates: Duplicates = "refuse") -> Counted:
    """Read a file of counts.

    Raises:
        SourceError: the file, a cell or a date cannot stand; names the line.
        UsageError: a column does not exist or cannot be found out.
    """
    rows, header = _read_rows(path)
    day_column, found = _find_columns(rows, header, columns, path)
    days = read_days([(row.line, row.cells[day_column]) for row in rows], str(path), day_column)
    step = step_of(days, str(path))
    if every == "day" and step == "week":
        raise UsageError(f"--every day: the dates of {path} stand a week apart")
    cells = _fill(rows, days, found, path, duplicates)
    calendar = _calendar(days, step, path)
    feeds = _feeds(rows, days, found.feeds, calendar)
    series = tuple(_series(name, of_day, calendar, step, feeds, found) for name, of_day in cells.items())
    if every == "week" and step == "day":
        series = tuple(_by_week(one) for one in series)
    return Counted(series, _tell(found, series, calendar, len(rows)), len(rows))


def _read_rows(path: Path) -> tuple[list[_Row], list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), "is not UTF-8 text; save it as CSV in UTF-8") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    rows = []
    for cells in reader:
        if None in cells or None in cells.values():
            raise SourceError(str(path), f"the row has not {len(header)} cells as the header has", reader.line_num)
        rows.append(_Row(reader.line_num, {k: v.strip() for k, v in cells.items()}))
    if not rows:
        raise SourceError(str(path), "holds no rows; it needs a header line and one row a date")
    return rows, header


def _find_columns(rows: Sequence[_Row], header: Sequence[str], given: CountColumns, path: Path) -> tuple[str, CountColumns]:
    for option, name in (("--date", given.date), *(("--count", c) for c in given.counts), ("--effort", given.effort),
                         ("--series", given.series), ("--feeds", given.feeds)):  # fmt: skip
        if name is not None and name not in header:
            raise UsageError(f"{option} {name}: {path} has no such column; it has {', '.join(header)}")
    day = given.date or _named("date", header) or next((n for n in header if is_date(rows[0].cells[n])), None)
    if day is None:
        raise UsageError(f"{path}: no column looks like dates; name it with --date (it has {', '.join(header)})")
    effort = given.effort or _named("effort", header)
    taken = {day, effort, given.series, given.feeds}
    counts = given.counts or _guess_counts(rows, [n for n in header if n not in taken], path)
    return day, CountColumns(day, tuple(counts), effort, given.series, given.feeds)


def _guess_counts(rows: Sequence[_Row], free: Sequence[str], path: Path) -> tuple[str, ...]:
    if name := _named("count", free):
        return (name,)
    numeric = [n for n in free if all(_is_number(row.cells[n]) for row in rows) and any(row.cells[n] for row in rows)]
    if len(numeric) == 1:
        return (numeric[0],)
    what = f"several columns could hold the counts ({', '.join(numeric)})" if numeric else "no column looks like counts"
    raise UsageError(f"{path}: {what}; name it with --count (the file has {', '.join(free)})")


def _named(what: str, header: Sequence[str]) -> str | None:
    by_name = {name.lower(): name for name in reversed(header)}
    return next((by_name[name] for name in _NAMES[what] if name in by_name), None)


def _is_number(cell: str) -> bool:
    try:
        return cell.lower() in _MISSING or float(cell) is not None
    except ValueError:
        return False


def _number(row: _Row, column: str, path: Path, *, is_count: bool) -> float:
    cell = row.cells[column]
    if cell.lower() in _MISSING:
        return float("nan")
    try:
        value = float(cell)
    except ValueError:
        raise SourceError(
            str(path), f"{column}: {cell!r} is no number; leave the cell empty if it is missing", row.line
        ) from None
    if not 0 <= value < float("inf"):
        raise SourceError(str(path), f"{column}: {cell} must be 0 or more; leave the cell empty if it is missing", row.line)
    if is_count and value != int(value):
        raise SourceError(
            str(path), f"{column}: {cell} is no whole number; counts are counted things, not rates or means", row.line
        )
    return value


def _fill(
    rows: Sequence[_Row], days: Sequence[date], found: CountColumns, path: Path, duplicates: Duplicates
) -> dict[str, dict[date, tuple[float, float]]]:
    """Series name -> day -> count and effort."""
    filled: dict[str, dict[date, tuple[float, float]]] = {}
    lines: dict[tuple[str, date], int] = {}
    for row, day in zip(rows, days, strict=True):
        effort = 1.0 if found.effort is None else _number(row, found.effort, path, is_count=False)
        for column in found.counts:
            name = _series_name(row, column, found)
            count = _number(row, column, path, is_count=True)
            of_day = filled.setdefault(name, {})
            if day in of_day:
                if duplicates == "refuse":
                    mend = "name the column that tells series apart (--series), or sum them (--duplicates sum)"
                    raise SourceError(str(path), f"{day} stands also on line {lines[name, day]}; {mend}", row.line)
                before = of_day[day]
                count, effort = before[0] + count, before[1] if found.effort is None else before[1] + effort
            of_day[day] = count, effort
            lines[name, day] = row.line
    return filled


def _series_name(row: _Row, column: str, found: CountColumns) -> str:
    if found.series is None:
        return column
    name = row.cells[found.series] or "(empty)"
    return f"{name}: {column}" if len(found.counts) > 1 else name


def _calendar(days: Sequence[date], step: Step, path: Path) -> tuple[date, ...]:
    apart = 7 if step == "week" else 1
    first, last = min(days), max(days)
    n = (last - first).days // apart + 1
    if n > _MOST_STEPS:
        raise SourceError(str(path), f"dates reach from {first} to {last}; one of them must be wrong")
    return tuple(first + timedelta(days=apart * i) for i in range(n))


def _feeds(rows: Sequence[_Row], days: Sequence[date], column: str | None, calendar: Sequence[date]) -> tuple[str, ...]:
    """The feed set of each step; a step without a row keeps that of the step before."""
    if column is None:
        return ()
    named: dict[date, set[str]] = {}
    for row, day in zip(rows, days, strict=True):
        named.setdefault(day, set()).update({row.cells[column]} - {""})
    feeds: list[str] = []
    for day in calendar:
        label = " + ".join(sorted(named.get(day, ())))
        feeds.append(label or (feeds[-1] if feeds else ""))
    return tuple(feeds)


def _series(
    name: str, of_day: dict[date, tuple[float, float]], calendar: tuple[date, ...], step: Step, feeds: tuple[str, ...],
    found: CountColumns,
) -> CountSeries:  # fmt: skip
    missing = float("nan"), float("nan") if found.effort else 1.0
    pairs = np.array([of_day.get(day, missing) for day in calendar])
    return CountSeries(name, step, calendar, pairs[:, 0].copy(), pairs[:, 1].copy(), feeds, found.effort is not None)


def _by_week(series: CountSeries) -> CountSeries:
    days, counts, effort = sum_weeks(series, ~np.isnan(series.counts))
    feeds = dict(zip(series.days, series.feeds, strict=False))
    labels = tuple(feeds[day] for day in days) if series.feeds else ()
    return CountSeries(series.name, "week", days, counts, effort, labels, series.has_effort)


def _tell(found: CountColumns, series: Sequence[CountSeries], calendar: Sequence[date], n_rows: int) -> tuple[str, ...]:
    n_missing = sum(int(np.isnan(one.counts).sum()) for one in series)
    told = [
        f"{n_rows:,} rows, {len(series)} series, {calendar[0]} to {calendar[-1]}, by {series[0].step}",
        f"dates from {found.date!r}, counts from {', '.join(map(repr, found.counts))}",
        f"effort from {found.effort!r}"
        if found.effort
        else "no effort: what looks like a change may be better or worse reception",
    ]
    if n_missing:
        told.append(f"{n_missing:,} {series[0].step}s are missing: neither zero nor tested")
    return tuple(told)
