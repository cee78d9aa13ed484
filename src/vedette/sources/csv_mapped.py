"""Any CSV of positions: its columns found by known names, or stated by the user. One line is one row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vedette.errors import SourceError
from vedette.sources.choosing import choose_columns, with_time_format
from vedette.sources.columns import Columns, UnclearError, find_columns
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.known_csv import header_of, unread_columns
from vedette.sources.opening import read_head
from vedette.sources.remarks import remarks_on
from vedette.sources.rows import read_table
from vedette.sources.table_lines import Header, csv_texts


def sniff(head: bytes, _path: Path) -> float:
    """0.6 if the header's names say what the columns hold: formats known for certain come first."""
    header = header_of(head)
    if header is None:
        return 0.0
    try:
        find_columns(header.columns)
    except UnclearError:
        return 0.0
    return 0.6


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of rows.

    Raises:
        SourceError: it cannot be known what the columns hold or how times are written; says what to state.
    """
    header = header_of(read_head(path)[0])
    if header is None:
        raise SourceError(str(path), "has no header line with at least two columns")
    try:
        columns = choose_columns(header.columns, context)
        columns = with_time_format(columns, _times(path, context, header, columns))
    except UnclearError as error:
        raise SourceError(str(path), f"looks like a CSV, but {error}") from error
    remarks = unread_columns(header.columns, columns, context) + remarks_on(columns, context)
    return read_table(csv_texts(path, context, header), columns, context, remarks, is_zone_known=False, may_be_swapped=True)


def _times(path: Path, context: ReadContext, header: Header, columns: Columns) -> Iterator[str | None]:
    for part in csv_texts(path, context, header):
        yield from part.frame[columns.time]


FORMAT = Format(
    "csv_mapped",
    "Positions in any CSV",
    "line",
    "Columns are found by known names (mmsi, icao24, lat, lon, timestamp, sog ...) or stated with --column. Delimiters: comma, "
    "semicolon, tab, bar. Times: ISO 8601, day-first, month-first, seconds or milliseconds since 1970; no zone means UTC.",
    sniff,
    read,
)
