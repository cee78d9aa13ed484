"""Any Parquet file of positions: its columns found by known names, or stated by the user. One row of the file is one row.

Typed columns flow in, a block of rows at a time and only those that are read; they are written out as a CSV would hold them, so that
everything that is judged and said of a CSV is judged and said here in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from vedette.errors import SourceError
from vedette.sources.choosing import choose_columns, with_time_format
from vedette.sources.columns import Columns, UnclearError
from vedette.sources.format import Batch, Format, ReadContext
from vedette.sources.known_csv import unread_columns
from vedette.sources.remarks import remarks_on
from vedette.sources.rows import read_table
from vedette.sources.table_lines import ROW, Texts

MAGIC = b"PAR1"


def sniff(head: bytes, _path: Path) -> float:
    """1 if the content starts as Parquet does: what its columns hold is asked when it is read."""
    return 1.0 if head.startswith(MAGIC) else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of rows.

    Raises:
        SourceError: it is damaged or wrapped, or it cannot be known what its columns hold or how times are written.
    """
    schema = _schema(path)
    readable = [name for name, dtype in schema.items() if not (dtype.is_nested() or dtype == pl.Binary)]
    try:
        columns = choose_columns(readable, context)
        columns = with_time_format(columns, _times(path, schema, columns, context))
    except UnclearError as error:
        raise SourceError(str(path), f"is Parquet, but {error}") from error
    remarks = unread_columns(list(schema), columns, context) + remarks_on(columns, context)
    wanted = [name for name in readable if name in columns.used()]
    dtype = schema[columns.time]
    is_zone_known = isinstance(dtype, pl.Datetime) and dtype.time_zone is not None
    return read_table(
        _blocks(path, schema, wanted, context), columns, context, remarks, is_zone_known=is_zone_known, may_be_swapped=True
    )


def _schema(path: Path) -> pl.Schema:
    try:
        with path.open("rb") as stream:
            if stream.read(len(MAGIC)) != MAGIC:
                raise SourceError(str(path), "is wrapped or no Parquet; unpack it first, Parquet is compressed inside")
        return pl.Schema(pl.read_parquet_schema(path))
    except (PolarsError, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> SourceError:
    said = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return SourceError(str(path), f"starts as Parquet does, but cannot be read ({said}); fetch it again")


def _times(path: Path, schema: pl.Schema, columns: Columns, context: ReadContext) -> Iterator[str | None]:
    for block in _blocks(path, schema, [columns.time], context):
        yield from block.frame[columns.time]


def _blocks(path: Path, schema: pl.Schema, names: Sequence[str], context: ReadContext) -> Iterator[Texts]:
    """Rows as strings, a block at a time; there is always at least one block."""
    rows = pl.scan_parquet(path).select(_as_text(name, schema[name]) for name in names)
    first = 0
    while True:
        try:
            frame = rows.slice(first, context.block_rows).collect()
        except PolarsError as error:
            raise _damaged(path, error) from error
        yield Texts(frame.with_columns(pl.int_range(first + 1, first + frame.height + 1, dtype=pl.Int64).alias(ROW)))
        first += frame.height
        if frame.height < context.block_rows:
            return


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as a CSV would hold it; a time without a zone is UTC."""
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        utc = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None) if dtype.time_zone else column
        return utc.dt.cast_time_unit("us").dt.to_string("%Y-%m-%d %H:%M:%S%.6f")
    return column.cast(pl.String)


FORMAT = Format(
    "parquet_mapped",
    "Positions in any Parquet file",
    "row",
    "Columns are found by known names, as in a CSV, or stated with --column; only those are read. Times: timestamps (no zone means "
    "UTC), dates, seconds or milliseconds since 1970, or texts as in a CSV. Lists and structures are not read.",
    sniff,
    read,
)
