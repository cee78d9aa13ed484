"""What a table is: named columns with type, unit, null rule and meaning, and a total order of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vedette.errors import SchemaMismatch

TIME = pl.Datetime("us", "UTC")
TEXTS = pl.List(pl.String)


@dataclass(frozen=True)
class Column:
    """One column. `unit` is empty for texts and counts; `nullable` says whether null is allowed and `doc` what it means."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    doc: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its columns, the columns that name a row, and the order that its rows stand in."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]

    @cached_property
    def polars_schema(self) -> pl.Schema:
        """Column names and types, in order."""
        return pl.Schema({c.name: c.dtype for c in self.columns})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(c.name for c in self.columns)

    @cached_property
    def _empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=self.polars_schema)

    def empty(self) -> pl.DataFrame:
        """No rows, all columns."""
        return self._empty.clone()  # made once: a run asks for a hundred of them

    def build(self, rows: Sequence[object]) -> pl.DataFrame:
        """A frame from dicts (missing keys are null), cast, checked and sorted."""
        if not rows:
            return self.empty()
        return self.shape(pl.DataFrame(rows, schema=self.polars_schema, orient="row", infer_schema_length=None))

    def shape(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with exactly these columns, types and row order; absent nullable columns become null.

        Raises:
            SchemaMismatch: a column that must not be null is absent or has nulls, or an unknown column is present.
        """
        unknown = [name for name in frame.columns if name not in self.polars_schema]
        if unknown:
            raise SchemaMismatch(f"table {self.name} has no column {unknown[0]!r}; its columns are {', '.join(self.names)}")
        absent = [c for c in self.columns if c.name not in frame.columns]
        for column in absent:
            if not column.nullable:
                raise SchemaMismatch(f"table {self.name} needs the column {column.name!r} ({column.doc})")
        frame = frame.with_columns(pl.lit(None).alias(c.name) for c in absent)
        frame = frame.select(pl.col(c.name).cast(c.dtype) for c in self.columns)
        return self.check(frame.sort(self.order, nulls_last=True, maintain_order=True) if self.order else frame)

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame itself, if it has exactly these columns and types and no forbidden nulls.

        Raises:
            SchemaMismatch: it has not.
        """
        if frame.schema != self.polars_schema:
            wrong = {n: t for n, t in frame.schema.items() if self.polars_schema.get(n) != t}
            raise SchemaMismatch(f"table {self.name}: columns differ from the schema: {wrong or list(frame.columns)}")
        for column in self.columns:
            if not column.nullable and (count := frame[column.name].null_count()):
                raise SchemaMismatch(f"table {self.name}: {column.name} must not be null, {count} rows are")
        return frame
