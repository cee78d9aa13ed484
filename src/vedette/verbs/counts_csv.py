"""A CSV of counts -> series, evenly spaced: columns found or named, every bad cell refused with its line.

Rows flow in, `CountSeries` flow out. A date without a row is missing, not zero; an empty cell is missing; two rows of one date are
refused unless they are to be summed. What was taken for what is told in `Counted.told`.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from vedette.errors import SourceError, UsageError
from vedette.patterns.others import sum_weeks
from vedette.patterns.series import CountSeries, Step
from vedette.verbs.count_cells import NumberStyle, style_of
from vedette.verbs.count_columns import CountColumns, find_columns, find_series_column
from vedette.verbs.count_days import is_date, read_days, step_of

Duplicates = Literal["refuse", "sum"]
_MOST_STEPS = 40_000  # a century of days: a wrong year in one cell would otherwise fill the memory


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
    rows, header, told = _read_rows(path)
    cells = {name: [row.cells[name] for row in rows] for name in header}
    day_column, found, guessed = find_columns(cells, columns, str(path))
    days = read_days([(row.line, row.cells[day_column]) for row in rows], str(path), day_column)
    if found.series is None and len(set(days)) < len(days) and duplicates == "refuse":
        found = find_series_column(cells, days, found)
    step = step_of(days, str(path))
    if every == "day" and step == "week":
        raise UsageError(f"--every day: the dates of {path} stand a week apart")
    filled = _fill(rows, days, found, path, duplicates)
    calendar = _calendar(days, step, path)
    feeds = _feeds(rows, days, found.feeds, calendar)
    series = tuple(_series(name, of_day, calendar, step, feeds, found) for name, of_day in filled.items())
    if every == "week" and step == "day":
        series = tuple(_by_week(one) for one in series)
    return Counted(series, (*_tell(found, series, calendar, len(rows)), *guessed, *told), len(rows))


def _read_rows(path: Path) -> tuple[list[_Row], list[str], list[str]]:
    """The rows without those that repeat an earlier one word for word, the header, and what was left out."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), "is not UTF-8 text; save it as CSV in UTF-8") from error
    lines = ["" if is_remark(line) else line for line in text.splitlines()]  # blank, so that line numbers stay
    skipped = next((i for i, line in enumerate(lines) if line.strip()), 0)
    delimiter = max(",;\t|", key=lines[skipped].count) if lines else ","
    reader = csv.DictReader(lines[skipped:], delimiter=delimiter)
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    if sum(map(is_date, header)) == 1:
        mend = "put a line with the names of the columns over it, such as date,count"
        raise SourceError(str(path), f"begins with a row instead of a header ({lines[skipped]!r}); {mend}", skipped + 1)
    rows: list[_Row] = []
    seen: dict[tuple[str, ...], int] = {}
    repeated: list[int] = []
    for cells in reader:
        if None in cells or None in cells.values():
            raise SourceError(str(path), f"the row has not {len(header)} cells as the header has", reader.line_num + skipped)
        row = _Row(reader.line_num + skipped, {k: v.strip() for k, v in cells.items()})
        content = tuple(row.cells.values())
        if seen.setdefault(content, row.line) == row.line:
            rows.append(row)
        else:
            repeated.append(row.line)
    if not rows:
        raise SourceError(str(path), "holds no rows; it needs a header line and one row a date")
    told = (
        [f"{len(repeated):,} rows repeat an earlier one word for word and are left out, the first on line {repeated[0]}"]
        if repeated
        else []
    )
    return rows, header, told


def is_remark(line: str) -> bool:
    """A line that is no row: a comment, or a spreadsheet's note of its delimiter."""
    return line.startswith("#") or line.lower().startswith("sep=")


def _number(row: _Row, column: str, path: Path, style: NumberStyle, *, is_count: bool) -> float:
    cell = row.cells[column]
    try:
        value = style.read(cell)
    except ValueError:
        raise SourceError(
            str(path), f"{column}: {cell!r} is no number; leave the cell empty if it is missing", row.line
        ) from None
    if math.isnan(value):
        return value
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
    columns = {*found.counts, *([found.effort] if found.effort else [])}
    styles = {c: style_of([row.cells[c] for row in rows], are_counts=c in found.counts) for c in columns}
    filled: dict[str, dict[date, tuple[float, float]]] = {}
    lines: dict[tuple[str, date], int] = {}
    for row, day in zip(rows, days, strict=True):
        effort = 1.0 if found.effort is None else _number(row, found.effort, path, styles[found.effort], is_count=False)
        for column in found.counts:
            name = _series_name(row, column, found)
            count = _number(row, column, path, styles[column], is_count=True)
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
        f"dates from {found.date!r}, counts from {', '.join(map(repr, found.counts))}"
        + (f", series told apart by {found.series!r}" if found.series else ""),
        f"effort from {found.effort!r}"
        if found.effort
        else "no effort: what looks like a change may be better or worse reception",
    ]
    if n_missing:
        told.append(f"{n_missing:,} {series[0].step}s are missing: neither zero nor tested")
    return tuple(told)
