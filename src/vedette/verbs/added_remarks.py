"""What a person should know at once of a file that was brought in, beside the account of its rows.

A case's question and the account of a file flow in, sentences flow out: a text without a date, data of another time or
another part of the world than the question's. None of it keeps a file out.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from vedette.case.load import Case
from vedette.clock import format_day
from vedette.sources.bring_in import Brought


def remark_on_period(case: Case, brought: Brought) -> Iterator[str]:
    """Does the case ask about another time than any of these observations?"""
    period = case.question.period
    if brought.start is None or brought.end is None or (brought.end >= period.start and brought.start <= period.end):
        return
    side = "before" if brought.end < period.start else "after"
    yield (
        f"{brought.path}: all of it lies {side} the case's period ({format_day(period.start)} to {format_day(period.end)} in "
        f"case.toml; the file has {format_day(brought.start)} to {format_day(brought.end)})"
    )


def remark_on_area(case: Case, brought: Brought) -> Iterator[str]:
    """Does the case's map show another part of the world than any of these positions?"""
    area = case.question.map
    if area is None or brought.edges is None:
        return
    south, west, north, east = brought.edges
    crosses = area.west > area.east  # the box spans the antimeridian: only latitudes tell
    is_beside = not crosses and (east < area.west or west > area.east)
    if north < area.south or south > area.north or is_beside:
        yield (
            f"{brought.path}: all of it lies outside the case's map ({area.south:g} to {area.north:g} N, {area.west:g} to "
            f"{area.east:g} E in case.toml; the file has {brought.box}); are latitude and longitude the right way round?"
        )


def remark_on_dates(brought: Brought, reports: pl.DataFrame) -> Iterator[str]:
    """Do texts say when they were published? "Last week" cannot be placed without it."""
    undated = reports["published"].null_count()
    if not undated:
        return
    what = "gives no date of publication" if reports.height == 1 else f"{undated:,} of its texts give no date of publication"
    yield (
        f"{brought.path}: {what}, so that 'yesterday' or 'last week' in it cannot be placed; in a .txt file begin with the three "
        "lines ---, published: 2024-12-22, --- (with the right day); for a web page list its url with its day in sources.csv"
    )
