"""tables.md: every table and column with its type, unit and null rule, and the flags on positions, from `vedette.schema`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import polars as pl

from reference.markdown import code, codes, one_line, section, table
from reference.markdown import page as whole_page
from vedette.schema.flags import UNUSABLE, Flag
from vedette.schema.table import Table
from vedette.schema.tables import TABLES

_WORDS: dict[Any, str] = {
    pl.String: "text", pl.Int64: "whole number", pl.Int32: "whole number (32 bits)", pl.Float64: "number",
    pl.Boolean: "true or false", pl.Datetime: "time",
}  # fmt: skip


_INTRO = """\
Every stage reads and writes these tables. They lie in the case's `data/` folder as Delta Lake tables, which Polars, DuckDB
and Spark can read; [`vedette export`](commands.md#vedette-export) writes them in other formats.

Times are UTC to the microsecond. Units stand in the column names. Missing, zero and failed are three things: a null says
*not known*, a zero was measured, a failure is a row of [issues](#issues). A *citation* is `source_id#source_row`: the file,
and the row in it, that a value came from."""
_FLAGS = """\
Nothing is deleted for looking wrong. `flags` holds one bit for each reason not to take a position at face value; detectors
pass over rows with a flag that is marked *unusable*."""


def page() -> str:
    """The page."""
    return whole_page(
        "Tables",
        _INTRO,
        table(("table", "holds"), ((f"[`{t.name}`](#{t.name})", t.doc) for t in TABLES.values())),
        *(_table(t) for t in TABLES.values()),
        section("Flags on a position", _FLAGS, table(("flag", "bit", "unusable", "meaning"), _flags())),
    )


def _table(t: Table) -> str:
    rows = ((code(c.name), _type(c.dtype), c.unit, "yes" if c.nullable else "", one_line(c.doc)) for c in t.columns)
    order = f"Rows stand in the order of {codes(t.order)}."
    return section(t.name, t.doc, table(("column", "type", "unit", "may be null", "meaning"), rows), order)


def _type(dtype: Any) -> str:
    match dtype:
        case pl.List():
            return f"list of {_type(dtype.inner)}"
        case pl.Struct():
            return "{" + ", ".join(f"`{f.name}`: {_type(f.dtype)}" for f in dtype.fields) + "}"
        case _:
            return _WORDS[dtype.base_type()]


def _flags() -> Iterator[tuple[str, str, str, str]]:
    meanings = _comments()
    for flag in Flag:
        name = flag.name or ""
        yield code(name), str(flag.value), "yes" if flag & UNUSABLE else "", meanings[name]


def _comments() -> dict[str, str]:
    """The comment behind each flag: that is where the code explains it."""
    lines = (line.split("#", 1) for line in inspect.getsource(Flag).splitlines() if " = " in line and "#" in line)
    return {left.split("=")[0].strip(): right.strip() for left, right in lines}
