"""CSV whose header names its format for certain.

A module of a format states what each column holds (`KnownCsv`); here is what they have in common. The order of the columns,
and columns that nobody reads, may differ from year to year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vedette.errors import SourceError
from vedette.sources.collecting import issue_row
from vedette.sources.columns import Columns
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.lines import first_lines
from vedette.sources.opening import read_head
from vedette.sources.rows import read_table
from vedette.sources.table_lines import Header, csv_texts, unique_names


@dataclass(frozen=True)
class KnownCsv:
    """A CSV known by its header."""

    name: str
    title: str
    doc: str
    columns: Columns

    @property
    def format(self) -> Format:
        """As a format."""
        return Format(self.name, self.title, "line", self.doc, self.sniff, self.read)

    def sniff(self, head: bytes, _path: Path) -> float:
        """1 if the header has every column that a position needs."""
        header = header_of(head)
        return 1.0 if header is not None and self.columns.required() <= set(header.columns) else 0.0

    def read(self, path: Path, context: ReadContext) -> Iterator[Batch]:
        """Batches of rows."""
        header = header_of(read_head(path)[0])
        missing = sorted(self.columns.required() - set(header.columns if header else ()))
        if header is None or missing:
            raise SourceError(str(path), f"is not a file of format {self.name}: it has no column {', '.join(missing)}")
        columns = self.columns.present_in(header.columns)
        return read_table(csv_texts(path, context, header), columns, context, unread_columns(header.columns, columns, context))


def header_of(head: bytes) -> Header | None:
    """The header that the first line of a head is, if it can be one."""
    lines = first_lines(head, 1)
    return Header.of_line(lines[0]) if lines else None


def unread_columns(names: Sequence[str], columns: Columns, context: ReadContext) -> list[dict[str, object]]:
    """A remark that names the columns which nobody reads, if there are any."""
    unread = [name for name in unique_names(names) if name not in columns.used()]
    return [issue_row(context.source_id, None, "unread_columns", names=", ".join(unread))] if unread else []
