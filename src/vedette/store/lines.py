"""From a citation back to the raw line: ``src-0123456789ab#17`` is row 17 of that source, in the unit of its format.

In: a file, the row and the unit. Out: the text of that row as it stands in the file, so that a reader can check it by eye.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from vedette.errors import NotFound

SHOWN = 2_000  # characters of a row that are shown


@dataclass(frozen=True)
class SourceLine:
    """A row of a source: where it stands and what it says."""

    path: str
    unit: str
    row: int
    text: str
    has_changed: bool = False  # the file is no longer the one that was read


def split_citation(citation: str) -> tuple[str, int]:
    """The source id and row of a citation.

    Raises:
        NotFound: it is not of the form ``source_id#row``.
    """
    source_id, mark, row = citation.rpartition("#")
    if not mark or not row.isdigit():
        raise NotFound("citation", citation)
    return source_id, int(row)


def read_row(path: Path, unit: str, row: int) -> str:
    """The raw text of one row: a line of the file, a row of a Parquet file, or the n-th element of its JSON list; empty if it is
    not there.
    """
    if unit == "line":
        with _open_bytes(path) as lines:
            found = next(islice(lines, row - 1, row), b"")
        return _cut(found.decode("utf-8", "replace").rstrip("\r\n"))
    if unit == "row":
        return _cut(_parquet_row(path, row))
    if unit == "file":
        with _open_bytes(path) as lines:
            return _cut(b"".join(islice(lines, 40)).decode("utf-8", "replace"))
    return _cut(json.dumps(_element(path, row), ensure_ascii=False))


def _parquet_row(path: Path, row: int) -> str:
    """One row with the names of its columns."""
    import polars as pl

    found = pl.scan_parquet(path).slice(row - 1, 1).collect().to_dicts()
    return json.dumps(found[0], ensure_ascii=False, default=str) if found else ""


def _open_bytes(path: Path) -> Any:
    with path.open("rb") as head:
        is_gzip = head.read(2) == b"\x1f\x8b"
    return gzip.open(path) if is_gzip else path.open("rb")


def _element(path: Path, row: int) -> Any:
    with _open_bytes(path) as stream:
        content = json.load(stream)
    return next(islice(_longest_list(content), row - 1, row), None)


def _longest_list(content: Any) -> Iterator[Any]:
    """The rows of a JSON file: itself, or the longest list that it holds under a key."""
    if isinstance(content, list):
        return iter(content)
    longest: list[Any] = [content]
    for value in content.values() if isinstance(content, dict) else ():
        if isinstance(value, list) and len(value) >= len(longest):
            longest = value
    return iter(longest)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + " ..."
