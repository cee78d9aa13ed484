"""Positions as JSON, one object a line: columns found by known names, or stated by the user. One line is one row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vedette.errors import SourceError
from vedette.sources.choosing import choose_columns, with_time_format
from vedette.sources.columns import Columns, UnclearError, find_columns
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.json_texts import json_line_texts
from vedette.sources.known_csv import unread_columns
from vedette.sources.lines import first_lines
from vedette.sources.opening import read_head
from vedette.sources.remarks import remarks_on
from vedette.sources.rows import read_table

_COLUMNAR = re.compile(rb'\s*\{\s*"[^"]{1,60}"\s*:\s*\{\s*"0"\s*:')


def members_of(head: bytes) -> list[str]:
    """The names of the members of the objects on the first lines, in order of appearance; empty if there are none."""
    names: dict[str, None] = {}
    for line in first_lines(head):
        record: Any = None
        if line.lstrip().startswith(b"{"):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
        names |= dict.fromkeys(record if isinstance(record, dict) else ())
    return list(names)


def is_columnar(head: bytes) -> bool:
    """Is it one object of columns, each indexed alike, as pandas writes frames?"""
    return _COLUMNAR.match(head) is not None


def sniff(head: bytes, _path: Path) -> float:
    """0.6 if the first lines are flat JSON objects whose members say what they hold."""
    if is_columnar(head):
        return 0.0
    try:
        find_columns(members_of(head))
    except UnclearError:
        return 0.0
    return 0.6


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of rows.

    Raises:
        SourceError: it cannot be known what the members hold or how times are written; says what to state.
    """
    names = members_of(read_head(path)[0])
    try:
        columns = choose_columns(names, context)
        columns = with_time_format(columns, _times(path, context, columns))
    except UnclearError as error:
        raise SourceError(str(path), f"looks like JSON lines, but {error}") from error
    remarks = unread_columns(names, columns, context) + remarks_on(columns, context)
    return read_table(json_line_texts(path, context, _wanted(columns)), columns, context, remarks)


def _wanted(columns: Columns) -> Sequence[str]:
    return sorted(columns.used())


def _times(path: Path, context: ReadContext, columns: Columns) -> Iterator[str | None]:
    for part in json_line_texts(path, context, [columns.time]):
        yield from part.frame[columns.time]


FORMAT = Format(
    "json_lines",
    "Positions in JSON lines",
    "line",
    "One flat JSON object a line; its members are found by known names or stated with --column, as for a CSV.",
    sniff,
    read,
)
