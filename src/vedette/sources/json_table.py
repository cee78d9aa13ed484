"""Positions as one JSON document, as pandas writes frames: a list of objects, or an object of columns.

A list is read object by object and never held whole; an object of columns (``{"lat": {"0": 51.4, ...}, ...}``) has its rows
spread over the whole file and must be held, up to a limit. One entry of the list, or one index, is one row, counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from vedette.errors import SourceError
from vedette.sources.choosing import choose_columns, with_time_format
from vedette.sources.collecting import issue_row
from vedette.sources.columns import Columns, UnclearError, find_columns
from vedette.sources.format import MEBIBYTE, Batch, Format, ReadContext
from vedette.sources.json_lines import is_columnar
from vedette.sources.json_stream import BrokenArrayError, array_items
from vedette.sources.json_texts import as_texts, frame_of_records
from vedette.sources.known_csv import unread_columns
from vedette.sources.opening import read_all, read_head
from vedette.sources.remarks import remarks_on
from vedette.sources.rows import read_table
from vedette.sources.table_lines import ROW, Texts

MAX_COLUMNAR_BYTES = 256 * MEBIBYTE


def sniff(head: bytes, _path: Path) -> float:
    """0.6 for a list whose first object says what it holds; 0.5 for an object of columns."""
    if is_columnar(head):
        return 0.5
    try:
        find_columns(list(_first_record(head)))
    except UnclearError:
        return 0.0
    return 0.6


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of rows.

    Raises:
        SourceError: it cannot be known what the members hold or how times are written, or the columns are not whole.
    """
    head = read_head(path)[0]
    content = _columnar_content(path) if is_columnar(head) else None
    names = list(content) if content is not None else list(_first_record(head))
    try:
        columns = choose_columns(names, context)
        columns = with_time_format(columns, _times(_texts(path, context, content, [columns.time]), columns))
    except UnclearError as error:
        raise SourceError(str(path), f"looks like a JSON table, but {error}") from error
    remarks = unread_columns(names, columns, context) + remarks_on(columns, context)
    return read_table(_texts(path, context, content, sorted(columns.used())), columns, context, remarks)


def _first_record(head: bytes) -> dict[str, Any]:
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
    if not text.startswith("["):
        return {}
    try:
        record, _ = json.JSONDecoder().raw_decode(text, len(text) - len(text[1:].lstrip()))
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _columnar_content(path: Path) -> dict[str, dict[str, Any]]:
    try:
        content = json.loads(read_all(path, MAX_COLUMNAR_BYTES))
    except (ValueError, RecursionError) as error:
        raise SourceError(str(path), f"is not whole JSON ({error}); fetch it again") from error
    return {name: column for name, column in content.items() if isinstance(column, dict)}


def _texts(
    path: Path, context: ReadContext, content: dict[str, dict[str, Any]] | None, columns: Sequence[str]
) -> Iterator[Texts]:
    return _record_texts(path, context, columns) if content is None else _column_texts(content, context, columns)


def _column_texts(content: dict[str, dict[str, Any]], context: ReadContext, columns: Sequence[str]) -> Iterator[Texts]:
    index = list(dict.fromkeys(key for column in content.values() for key in column))
    for start in range(0, max(len(index), 1), context.block_rows):
        keys = index[start : start + context.block_rows]
        rows = pl.Series(ROW, range(start + 1, start + len(keys) + 1), pl.Int64)
        yield Texts(pl.DataFrame([*(as_texts(c, [content[c].get(key) for key in keys]) for c in columns), rows]))


def _record_texts(path: Path, context: ReadContext, columns: Sequence[str]) -> Iterator[Texts]:
    records: list[dict[str, Any]] = []
    rows: list[int] = []
    issues: list[dict[str, Any]] = []
    remarks: list[dict[str, Any]] = []
    items = array_items(path, context.max_line_bytes)
    number = 0
    while True:
        try:
            item = next(items, None)
        except BrokenArrayError as error:
            remarks.append(issue_row(context.source_id, None, "truncated", str(error)))
            item = None
        if item is None:
            break
        number += 1
        if isinstance(item[0], dict):
            records.append(item[0])
            rows.append(number)
        else:
            issues.append(issue_row(context.source_id, number, "bad_json", item[0]))
        if len(records) + len(issues) >= context.block_rows:
            yield Texts(frame_of_records(records, rows, columns), issues, remarks)
            records, rows, issues, remarks = [], [], [], []
    yield Texts(frame_of_records(records, rows, columns), issues, remarks)


def _times(texts: Iterator[Texts], columns: Columns) -> Iterator[str | None]:
    for part in texts:
        yield from part.frame[columns.time]


FORMAT = Format(
    "json_table",
    "Positions in a JSON table (pandas)",
    "entry",
    "A list of flat objects, or an object of columns each indexed alike. Members are found by known names, or stated.",
    sniff,
    read,
)
