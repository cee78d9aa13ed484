"""JSON objects as frames of strings, in the shape of `table_lines.Texts`, so that one reader serves JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from vedette.sources.collecting import issue_row
from vedette.sources.format import ReadContext
from vedette.sources.lines import line_blocks
from vedette.sources.table_lines import ROW, Texts


def json_line_texts(path: Path, context: ReadContext, columns: Sequence[str]) -> Iterator[Texts]:
    """The wanted members of the JSON objects of a file with one object a line, as strings.

    Raises:
        SourceError: the file cannot be opened.
    """
    for block in line_blocks(path, context):
        records, rows, issues = [], [], block.issues
        for number, line in zip(block.numbers, block.lines, strict=True):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if isinstance(record, dict):
                records.append(record)
                rows.append(number)
            else:
                issues.append(issue_row(context.source_id, number, "bad_json", line.decode("utf-8", "replace")))
        yield Texts(frame_of_records(records, rows, columns), issues, block.remarks)


def frame_of_records(records: Sequence[dict[str, Any]], rows: Sequence[int], columns: Iterable[str]) -> pl.DataFrame:
    """The wanted members of JSON objects as string columns; lists and objects become null."""
    texts = {c: as_texts(c, [record.get(c) for record in records]) for c in columns}
    return pl.DataFrame({**texts, ROW: pl.Series(rows, dtype=pl.Int64)})


def as_texts(name: str, values: list[Any]) -> pl.Series:
    """JSON values as a string column. Values of one type take Polars' own way, which is several times faster."""
    try:
        series = pl.Series(name, values)
    except (TypeError, pl.exceptions.PolarsError, OverflowError):
        series = None
    if series is not None and series.dtype in (pl.Float64, pl.Int64, pl.String, pl.Boolean):
        return series.cast(pl.String)
    return pl.Series(name, [as_text(value) for value in values], pl.String)


def as_text(value: object) -> str | None:
    """A JSON value as the text that a CSV would hold; null, lists and objects give None."""
    if value is None or isinstance(value, list | dict):
        return None
    return value if isinstance(value, str) else repr(value)
