"""Which column of a file of counts holds what: by its name, else by what stands in it.

Header, cells and what was named on the command line flow in; the columns of date, counts, effort, series and feeds flow out, with
a sentence for each guess that a reader may want to correct. A guess is never silent, and a name on the command line always wins.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.errors import UsageError
from vedette.verbs.count_cells import style_of
from vedette.verbs.count_days import is_date

# names, compared in lower case -> what a column of that name holds
_DATES = ("date", "day", "week", "time", "timestamp", "datetime", "period", "epoch")
_TOTALS = ("count", "counts", "n", "n_total", "total", "value", "observed")
_COUNT_WORDS = frozenset({
    "count", "counts", "number", "total", "flights", "flight", "transits", "transit", "visits", "calls", "arrivals", "departures",
    "landings", "passages", "crossings", "movements", "vessels", "ships", "aircraft", "planes", "sorties", "trips", "observed",
})  # fmt: skip
_EFFORT_WORDS = frozenset({"effort", "coverage", "uptime", "receivers", "receiver", "feeders", "stations", "exposure"})
_NO_COUNTS = frozenset({
    "year", "month", "day", "weekday", "quarter", "id", "code", "lat", "lon", "latitude", "longitude", "index", "line", "rank",
})  # fmt: skip
_NAMING_WORDS = frozenset({
    "name", "airport", "port", "country", "region", "place", "route", "type", "station", "series", "chokepoint", "strait",
})  # fmt: skip
_MOST_GUESSED = 40  # numeric columns that are taken for series of their own


@dataclass(frozen=True)
class CountColumns:
    """Columns as named on the command line; None = find out (date, count, effort, series) or there is none (feeds).

    An effort of "none" says that there is none, whatever the columns are called.
    """

    date: str | None = None
    counts: tuple[str, ...] = ()
    effort: str | None = None
    series: str | None = None
    feeds: str | None = None


Cells = Mapping[str, Sequence[str]]  # column -> its cells


def find_columns(cells: Cells, given: CountColumns, path: str) -> tuple[str, CountColumns, list[str]]:
    """The column of the dates, all columns, and what was guessed.

    Raises:
        UsageError: a column does not exist or cannot be found out.
    """
    _check_named(given, list(cells), path)
    day = given.date or _date_column(cells)
    if day is None:
        raise UsageError(f"{path}: no column looks like dates; name it with --date (it has {', '.join(cells)})")
    told: list[str] = []
    taken = {day, given.effort, given.series, given.feeds, *given.counts}
    effort = given.effort or _effort_column([n for n in cells if n not in taken], cells, told)
    taken |= {effort}
    counts = given.counts or _count_columns([n for n in cells if n not in taken], cells, path, told)
    found = CountColumns(day, tuple(counts), None if effort == "none" else effort, given.series, given.feeds)
    return day, found, told


def find_series_column(cells: Cells, days: Sequence[object], found: CountColumns) -> CountColumns:
    """Where dates repeat, the column of names that tells their rows apart; unchanged where none does."""
    free = [n for n in cells if n not in {found.date, found.effort, found.feeds, *found.counts} and not is_numeric(cells[n])]
    telling = [n for n in free if len(set(zip(days, cells[n], strict=True))) == len(days)]
    named = [n for n in telling if _words(n) & _NAMING_WORDS]
    return replace(found, series=(named or telling)[0]) if telling else found


def is_numeric(cells: Sequence[str], *, are_counts: bool = False) -> bool:
    """Are all cells numbers (counts: whole ones) or missing, and at least one known?"""
    style = style_of(cells, are_counts=True)
    try:
        values = [style.read(cell) for cell in cells]
    except ValueError:
        return False
    known = [v for v in values if not math.isnan(v)]
    return bool(known) and (not are_counts or all(v.is_integer() and v >= 0 for v in known))


def _check_named(given: CountColumns, header: Sequence[str], path: str) -> None:
    options = (("--date", given.date), *(("--count", c) for c in given.counts), ("--effort", given.effort),
               ("--series", given.series), ("--feeds", given.feeds))  # fmt: skip
    for option, name in options:
        if name is not None and name not in header and (option, name) != ("--effort", "none"):
            raise UsageError(f"{option} {name}: {path} has no such column; it has {', '.join(header)}")


def _words(name: str) -> set[str]:
    return set(re.split(r"[^a-z0-9]+", name.lower()))


def _date_column(cells: Cells) -> str | None:
    by_name = {name.lower(): name for name in reversed(list(cells))}
    named = next((by_name[name] for name in _DATES if name in by_name), None)
    return named or next((n for n in cells if is_date(cells[n][0])), None)


def _effort_column(free: Sequence[str], cells: Cells, told: list[str]) -> str | None:
    found = [n for n in free if _words(n) & _EFFORT_WORDS and is_numeric(cells[n])]
    if len(found) == 1:
        if found[0].lower() != "effort":
            told.append(f"{found[0]!r} is taken for the effort by its name; --effort none says that there is none")
        return found[0]
    if found:
        told.append(f"several columns may be the effort ({', '.join(found)}): none is taken; name one with --effort")
    return None


def _count_columns(free: Sequence[str], cells: Cells, path: str, told: list[str]) -> tuple[str, ...]:
    by_name = {name.lower(): name for name in reversed(free)}
    if total := next((by_name[name] for name in _TOTALS if name in by_name), None):
        return (total,)
    open_columns = [n for n in free if not (_words(n) & (_NO_COUNTS | _EFFORT_WORDS))]
    named = [n for n in open_columns if _words(n) & _COUNT_WORDS and is_numeric(cells[n])]
    whole = named or [n for n in open_columns if is_numeric(cells[n], are_counts=True)]
    found = whole or [n for n in open_columns if is_numeric(cells[n])]
    found = found or [n for n in open_columns if _words(n) & _COUNT_WORDS]  # its bad cell is refused with its line
    if not found:
        raise UsageError(f"{path}: no column looks like counts; name it with --count (the file has {', '.join(free)})")
    if len(found) > _MOST_GUESSED:
        what = f"{len(found)} columns could hold the counts ({', '.join(found[:5])} ...)"
        raise UsageError(f"{path}: {what}; name them with --count")
    if len(found) > 1:
        told.append(f"{len(found)} columns are taken for series of their own; name those that count with --count")
    return tuple(found)
