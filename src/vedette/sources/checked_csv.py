"""CSV whose header names its format and whose cells are judged one by one: what each must hold stands in a table of `Cell`.

Blocks of lines flow in; out flow typed rows, and an issue for each row or cell that cannot stand. A row lacks what it needs:
an error, and it is left out. A cell that it could do without does not hold what it should: a warning, and it is left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from vedette.errors import SourceError
from vedette.schema.tables import ISSUES
from vedette.sources.collecting import MAX_VALUE_CHARS, issue_row
from vedette.sources.format import ReadContext
from vedette.sources.known_csv import header_of
from vedette.sources.opening import read_head
from vedette.sources.parsing import TIME_FORMATS, blank_to_null, to_number, to_time
from vedette.sources.reasons import REASONS
from vedette.sources.table_lines import ROW, csv_texts
from vedette.sources.written_csv import refuse_misspelt

_WANTED_TIME = TIME_FORMATS["iso"]


@dataclass(frozen=True)
class Cell:
    """What a column holds: its names (the first is ours), its kind, and the code of the issue where a row must not lack it."""

    names: tuple[str, ...]
    kind: str = "text"  # text, time, number or word
    low: float = float("-inf")
    high: float = float("inf")
    words: tuple[str, ...] = ()
    needed: str | None = None
    doc: str = ""

    @property
    def name(self) -> str:
        """The name of the column that it gives."""
        return self.names[0]

    @property
    def wanted(self) -> str:
        """What it must hold, in words."""
        if self.kind == "number":
            is_bounded = self.low > float("-inf") and self.high < float("inf")
            return f"a number from {self.low:g} to {self.high:g}" if is_bounded else f"a number of at least {self.low:g}"
        return {"time": _WANTED_TIME, "word": ", ".join(self.words)}.get(self.kind, "a text")


@dataclass
class Checked:
    """The rows of one stretch: `good` has a column for each cell and `source_row`; `issues` are rows, `remarks` are not counted."""

    good: pl.DataFrame
    issues: list[dict[str, Any]]
    remarks: list[dict[str, Any]]


def knows_header(head: bytes, cells: Sequence[Cell], telling: Sequence[str]) -> float:
    """1 if the header has the telling columns, under any of their names, and a column for all that a row must not lack."""
    header = header_of(head)
    needed = [c for c in cells if c.needed or c.name in telling]
    return 1.0 if header is not None and all(set(c.names) & set(header.columns) for c in needed) else 0.0


def read_checked(path: Path, context: ReadContext, cells: Sequence[Cell]) -> Iterator[Checked]:
    """The rows of a file, stretch by stretch.

    Raises:
        SourceError: it is no such CSV, it lacks a column, or one is misspelt.
    """
    header = header_of(read_head(path)[0])
    columns = header.columns if header else ()
    missing = [c.name for c in cells if c.needed and not set(c.names) & set(columns)]
    if header is None or missing:
        raise SourceError(str(path), f"has no column {', '.join(missing)}", 1)
    chosen = {c.name: next((n for n in c.names if n in columns), None) for c in cells}
    unread = [n for n in columns if n not in chosen.values()]
    refuse_misspelt(path, unread, [name for name, found in chosen.items() if found is None])
    remarks = [issue_row(context.source_id, None, "unread_columns", names=", ".join(unread))] if unread else []
    for texts in csv_texts(path, context, header):
        checked = _check(texts.frame, cells, chosen, context.source_id)
        checked.issues += texts.issues
        checked.remarks += [*remarks, *texts.remarks]
        remarks = []
        yield checked


def issues_frame(checked: Checked) -> pl.DataFrame:
    """Issues and remarks as rows of `issues`."""
    return ISSUES.build([*checked.issues, *checked.remarks])


def _check(frame: pl.DataFrame, cells: Sequence[Cell], chosen: dict[str, str | None], source_id: str) -> Checked:
    texts = frame.select(ROW, **{c.name: _text_of(chosen[c.name]) for c in cells})
    values = texts.select(ROW, *(_value_of(c, texts) for c in cells))
    issues: list[dict[str, Any]] = []
    remarks: list[dict[str, Any]] = []
    is_bad = pl.Series([False] * texts.height, dtype=pl.Boolean)
    for cell in cells:
        lacks = values[cell.name].is_null()
        if cell.needed:
            issues += _issues(texts.filter(lacks & ~is_bad), cell, cell.needed, source_id)
            is_bad |= lacks
    for cell in cells:
        lost = values[cell.name].is_null() & texts[cell.name].is_not_null() & ~is_bad
        if not cell.needed:
            remarks += _issues(texts.filter(lost), cell, "bad_value", source_id)
    return Checked(values.filter(~is_bad), issues, remarks)


def _text_of(column: str | None) -> pl.Expr:
    return pl.lit(None, pl.String) if column is None else blank_to_null(pl.col(column))


def _value_of(cell: Cell, texts: pl.DataFrame) -> pl.Series | pl.Expr:
    text = pl.col(cell.name)
    if cell.kind == "time":
        return to_time(texts[cell.name], "iso").alias(cell.name)
    if cell.kind == "number":
        number = to_number(text)
        return pl.when(number.is_between(cell.low, cell.high)).then(number).otherwise(None).alias(cell.name)
    if cell.kind == "word":
        word = text.str.to_lowercase()
        return pl.when(word.is_in(cell.words)).then(word).otherwise(None).alias(cell.name)
    return text


def _issues(rows: pl.DataFrame, cell: Cell, code: str, source_id: str) -> list[dict[str, Any]]:
    reason = REASONS[code]
    message = reason.sentence.format(name=cell.name, wanted=cell.wanted)
    found = zip(rows[ROW], rows[cell.name], strict=True)
    common = {"source_id": source_id, "severity": reason.severity, "reason": code, "message": message}
    return [common | {"source_row": row, "value": value and value[:MAX_VALUE_CHARS]} for row, value in found]
