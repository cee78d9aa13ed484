"""CSV written by people in a spreadsheet: small, read whole, cells may hold line breaks. One record is one row.

Content flows in, records flow out with the line on which they begin, counted from 1; the header is line 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from vedette.errors import SourceError
from vedette.registry.names import resemble
from vedette.sources.decoding import decode_text
from vedette.sources.format import MEBIBYTE
from vedette.sources.known_csv import header_of
from vedette.sources.opening import read_all

MAX_BYTES = 16 * MEBIBYTE


@dataclass(frozen=True)
class Record:
    """One record: its line, its cells without surrounding blanks, and how many cells it has."""

    line: int
    cells: dict[str, str]
    n_cells: int


def has_columns(head: bytes, wanted: Collection[str]) -> bool:
    """Does the header have all these columns?"""
    header = header_of(head)
    return header is not None and set(wanted) <= set(header.columns)


def read_records(path: Path, wanted: Collection[str]) -> tuple[list[str], list[Record]]:
    """The columns, and the records; blank lines are none.

    Raises:
        SourceError: it is no CSV, or lacks a wanted column.
    """
    content = read_all(path, MAX_BYTES)
    header = header_of(content)
    missing = sorted(set(wanted) - set(header.columns if header else ()))
    if header is None or missing:
        raise SourceError(str(path), f"has no column {', '.join(missing)}", 1)
    reader = csv.reader(io.StringIO(decode_text(content), newline=""), delimiter=header.delimiter)
    try:
        records = list(_records(reader, header.columns))
    except csv.Error as error:
        raise SourceError(str(path), f"is not a CSV from here on ({error}); mend the quotes", reader.line_num) from error
    return list(header.columns), records


def refuse_misspelt(path: Path, unread: Collection[str], known: Collection[str]) -> None:
    """A column that nobody knows but that resembles one that is absent is a slip, and its cells must not get lost.

    Raises:
        SourceError: there is such a column; names it and what it resembles.
    """
    for column in unread:
        close = resemble(column, known, 1, 75.0)
        if close:
            raise SourceError(str(path), f"unknown column {column!r}; did you mean {close[0]!r}?", 1)


def _records(reader: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Record]:
    end = 0
    is_header = True
    for cells in reader:
        start, end = end + 1, reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if not is_header:
            yield Record(start, dict(zip(columns, (c.strip() for c in cells), strict=False)), len(cells))
        is_header = False


def split_list(text: str) -> list[str]:
    """The entries of a cell that separates them by semicolons."""
    return [entry.strip() for entry in text.split(";") if entry.strip()]
