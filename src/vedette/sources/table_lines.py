"""Rows of text files with columns, as frames of strings.

Blocks of lines flow in, `Texts` flow out: one string column per column of the file (null where the file has none) and
`source_row`, plus the issues of lines that are no rows of the table. Lines without quotes take Polars' reader; lines with
quotes take the csv module, one line each, so that a broken quote never swallows the lines after it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from vedette.sources.collecting import issue_row
from vedette.sources.format import ReadContext
from vedette.sources.lines import LineBlock, line_blocks

ROW = "source_row"


@dataclass(frozen=True)
class Texts:
    """Some rows of a file as strings; `issues` count as rows, `remarks` do not."""

    frame: pl.DataFrame
    issues: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Header:
    """The columns of a CSV, as written but without quotes and surrounding blanks, and what stands between them."""

    delimiter: str
    columns: tuple[str, ...]

    @classmethod
    def of_line(cls, line: bytes) -> Header | None:
        """The header that a line may be: at least two columns; None if it cannot be one."""
        text = _decode(line)[0]
        if "\0" in text:
            return None
        delimiter = max(",;\t|", key=text.count)
        if not text.count(delimiter):
            return None
        return cls(delimiter, tuple(c.strip() for c in cls.fields_of(line, delimiter)))

    @staticmethod
    def fields_of(line: bytes, delimiter: str) -> list[str]:
        """The fields of one line."""
        return next(csv.reader([_decode(line)[0].replace("\0", "")], delimiter=delimiter), [])


def csv_texts(path: Path, context: ReadContext, header: Header) -> Iterator[Texts]:
    """The data lines of a CSV; the first non-blank line is the header and no row.

    Raises:
        SourceError: the file cannot be opened.
    """
    is_first = True
    for block in line_blocks(path, context):
        if is_first and block.lines:
            block.lines, block.numbers, is_first = block.lines[1:], block.numbers[1:], False
        yield _split_block(block, header, context.source_id)


def _split_block(block: LineBlock, header: Header, source_id: str) -> Texts:
    """The lines of a block as rows, each with the number of fields that the header has; others are issues."""
    issues, remarks = block.issues, block.remarks
    delimiter, n = header.delimiter.encode(), len(header.columns)
    plain, plain_rows, quoted, quoted_rows = [], [], [], []
    for row, line in zip(block.numbers, block.lines, strict=True):
        if b"\0" in line:
            issues.append(issue_row(source_id, row, "nul_byte", line.decode("utf-8", "replace")))
        elif b'"' in line:
            quoted.append(line)
            quoted_rows.append(row)
        elif (found := line.count(delimiter) + 1) != n:
            issues.append(issue_row(source_id, row, "bad_columns", _decode(line)[0], found=found, wanted=n))
        else:
            plain.append(line)
            plain_rows.append(row)
    names = [str(i) for i in range(n)]
    frames = []
    if plain:
        texts, bad = _decode_all(plain, plain_rows)
        remarks += [issue_row(source_id, row, "bad_encoding", line) for row, line in bad]
        frames.append(_read_plain(texts, header.delimiter, names).with_columns(pl.Series(ROW, plain_rows, pl.Int64)))
    if quoted:
        frame, bad_lines = _read_quoted(quoted, quoted_rows, header.delimiter, names)
        frames.append(frame)
        issues += [issue_row(source_id, row, "bad_columns", text, found=found, wanted=n) for row, text, found in bad_lines]
    empty = pl.DataFrame(schema={**dict.fromkeys(names, pl.String), ROW: pl.Int64})
    frame = pl.concat(frames).sort(ROW) if frames else empty
    frame = frame.rename(dict(zip(names, unique_names(header.columns), strict=True)))
    repeated = _repeats_header(frame, header)
    issues += [issue_row(source_id, row, "repeated_header") for row in frame.filter(repeated)[ROW]]
    return Texts(frame.filter(~repeated), issues, remarks)


def unique_names(columns: Sequence[str]) -> list[str]:
    """Column names made distinct: the second "A" becomes "A#2"."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column}#{seen[column]}")
    return names


def _repeats_header(frame: pl.DataFrame, header: Header) -> pl.Series:
    first = frame.to_series(0).str.strip_chars() == header.columns[0]
    if not first.any():  # nearly always; comparing all columns costs more than reading them
        return first.fill_null(value=False)
    pairs = zip(frame.columns, header.columns, strict=False)  # the frame has source_row besides
    same = pl.all_horizontal((pl.col(name).str.strip_chars() == column).fill_null(value=False) for name, column in pairs)
    return frame.select(same).to_series()


def _read_plain(text: bytes, delimiter: str, names: list[str]) -> pl.DataFrame:
    return pl.read_csv(
        io.BytesIO(text), has_header=False, separator=delimiter, quote_char=None,
        schema=dict.fromkeys(names, pl.String), infer_schema=False,
    )  # fmt: skip


def _read_quoted(
    lines: list[bytes], rows: list[int], delimiter: str, names: list[str]
) -> tuple[pl.DataFrame, list[tuple[int, str, int]]]:
    """Lines with quotes as a frame, and (row, text, fields found) of those with a wrong number of fields."""
    good, good_rows, bad = [], [], []
    for row, line in zip(rows, lines, strict=True):
        text = _decode(line)[0]
        try:
            fields = next(csv.reader([text], delimiter=delimiter, strict=True))
        except csv.Error:
            fields = []
        if len(fields) == len(names):
            good.append(fields)
            good_rows.append(row)
        else:
            bad.append((row, text, len(fields)))
    frame = pl.DataFrame(good, schema=dict.fromkeys(names, pl.String), orient="row")
    return frame.with_columns(pl.Series(ROW, good_rows, pl.Int64)), bad


def _decode(line: bytes) -> tuple[str, bool]:
    """A line as text, and whether it was not UTF-8."""
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), True


def _decode_all(lines: list[bytes], rows: list[int]) -> tuple[bytes, list[tuple[int, str]]]:
    """The lines joined, as UTF-8, and those that had to be read as Windows-1252."""
    joined = b"\n".join(lines)
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        decoded = [_decode(line) for line in lines]
        bad = [(row, text) for row, (text, was_bad) in zip(rows, decoded, strict=True) if was_bad]
        return "\n".join(text for text, _ in decoded).encode(), bad
    return joined, []
