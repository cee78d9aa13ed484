"""One hash over tables: two runs gave the same if and only if their hashes are equal.

In flow tables, each in its own order, out flows a SHA-256 over names, column names and every value; floats count by their bits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from vedette.schema.table import Table
from vedette.schema.tables import COVERAGE, EVENTS, POSITIONS, TRACKS

MOVEMENT_TABLES = (POSITIONS, COVERAGE, TRACKS, EVENTS)
_ROWS_AT_ONCE = 1_000_000


def fingerprint(tables: Mapping[str, pl.DataFrame], which: Sequence[Table] = MOVEMENT_TABLES) -> str:
    """The hash of tables, 64 hex digits.

    Args:
        tables: frames by the table's name, each in the order of its table.
        which: the tables that count; by default those of movement.
    Raises:
        SchemaMismatch: a frame has not the columns of its table.
    """
    digest = hashlib.sha256()
    for table in which:
        frame = table.check(tables[table.name])
        digest.update(f"{table.name} {frame.height} {','.join(frame.columns)}\n".encode())
        for column in frame.columns:
            for start in range(0, frame.height, _ROWS_AT_ONCE):
                _add(digest, frame[column].slice(start, _ROWS_AT_ONCE))
    return digest.hexdigest()


def _add(digest: Any, values: pl.Series) -> None:
    """Nulls, lengths and contents of a column, in this order."""
    digest.update(values.is_null().to_numpy().tobytes())
    if values.dtype == pl.List:
        _add(digest, values.list.len().fill_null(0))
        _add(digest, values.drop_nulls().explode(empty_as_null=False))
    elif values.dtype == pl.String:
        known = values.drop_nulls()
        _add(digest, known.str.len_bytes())
        digest.update("".join(known.to_list()).encode())
    elif values.dtype == pl.Boolean:
        digest.update(values.fill_null(value=False).to_numpy().tobytes())
    else:
        digest.update(values.to_physical().fill_null(0).to_numpy().tobytes())
