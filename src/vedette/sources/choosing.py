"""Choosing what the columns of an unknown table hold, and how its times are written.

Column names and values flow in, a complete `Columns` flows out. Day-first and month-first dates are told apart by the first
value that can be only one of them, anywhere in the file; where no value can tell, the user is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vedette.sources.columns import Columns, UnclearError, find_columns, mapped_columns, stated_as
from vedette.sources.format import ReadContext
from vedette.sources.parsing import BLANK_WORDS

_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}\b")
_ISO = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_NUMBER = re.compile(r"\d+(\.\d+)?$")
# seconds from 1990 to 2100 have 9 or 10 digits; milliseconds 12 or 13
_FIRST_EPOCH_S, _LAST_EPOCH_S = 631_152_000, 4_102_444_800


def choose_columns(names: Sequence[str], context: ReadContext) -> Columns:
    """What the user stated, or what the names say.

    Raises:
        UnclearError: the names do not say, or a stated column does not exist.
    """
    if context.mapping is not None:
        return mapped_columns(context.mapping, names)
    return find_columns(names)


def with_time_format(columns: Columns, times: Iterable[str | None]) -> Columns:
    """The same with the way its times are written, found from their values, of which as few as needed are taken.

    Raises:
        UnclearError: no value is a time, or none tells day-first from month-first.
    """
    return columns if columns.time_format is not None else replace(columns, time_format=guess_time_format(columns, times))


def guess_time_format(columns: Columns, times: Iterable[str | None]) -> str:
    """How times are written: iso, day_first, month_first, epoch_s or epoch_ms.

    Raises:
        UnclearError: the values do not say.
    """
    n_slashed, example = 0, ""
    for time in times:
        text = (time or "").strip()
        if text.lower() in BLANK_WORDS:
            continue
        found = _format_of_one(text)
        if found is not None:
            return found
        n_slashed += _SLASHED.match(text) is not None
        example = example or text
    if n_slashed:
        statement = stated_as(columns, time_format="day_first")
        problem = f"its dates in {columns.time!r} may be day-first or month-first ({example!r}), and no row tells"
        raise UnclearError(f"{problem}; state which: {statement} (or month_first)")
    if not example:  # no rows, or none with a time: each of them will say so itself
        return "iso"
    raise UnclearError(f"its column {columns.time!r} holds no time ({example!r}); state which: {stated_as(columns, time='NAME')}")


def _format_of_one(text: str) -> str | None:
    if _ISO.match(text):
        return "iso"
    if _NUMBER.fullmatch(text):
        number = float(text)
        if _FIRST_EPOCH_S <= number <= _LAST_EPOCH_S:
            return "epoch_s"
        return "epoch_ms" if _FIRST_EPOCH_S * 1000 <= number <= _LAST_EPOCH_S * 1000 else None
    slashed = _SLASHED.match(text)
    if slashed is None:
        return None
    first, second = int(slashed[1]), int(slashed[2])
    return "day_first" if first > 12 >= second else "month_first" if second > 12 >= first else None
