"""Texts that do not say when they were published: where their "on 15 December" gets its year from, and what the reader is told.

In a case it is the middle of its period, near which such days are taken to lie; what would be counted from publication
("yesterday") stays open. A text without a case counts as published on the last day of the data beside it, else when it is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from vedette.case.load import Case
from vedette.clock import day_end, format_day
from vedette.sources.bring_in import Tables


@dataclass(frozen=True)
class Anchor:
    """The moment as of which an undated text counts as published, None where it stays open; and what the reader is told."""

    moment: datetime | None
    remark: str


def anchor_in(case: Case | None, data: Sequence[Tables], as_of: datetime, *, is_asked: bool = False) -> Anchor:
    """For one text. `as_of` is when it is judged; where that `is_asked` for, it comes before the days of the data."""
    if case is not None:
        return Anchor(None, say_undated("the text gives"))
    if data and not is_asked:
        last = pl.concat([tables["positions"].select("time") for tables in data])["time"].max()
        if isinstance(last, datetime) and last <= as_of:
            return _taken(min(day_end(last.date()), as_of), ", the last day of the data")
    return _taken(as_of)


def _taken(moment: datetime, why: str = "") -> Anchor:
    return Anchor(
        moment, f"the text gives no date; it is taken as published on {format_day(moment)}{why} (--published says otherwise)"
    )


def say_undated(who_gives: str) -> str:
    """The remark on texts of a case; `who_gives` begins it: "2 texts give"."""
    return (
        f"{who_gives} no date of publication: days without a year are taken to lie nearest to the middle of the case's period, "
        "and 'yesterday' and the like stay open (docs/own-data.md, Texts)"
    )
