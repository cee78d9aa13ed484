from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from vedette.errors import SchemaMismatch
from vedette.schema.flags import UNUSABLE, Flag
from vedette.schema.table import Column, Table
from vedette.schema.tables import ISSUES, POSITIONS, TABLES
from vedette.schema.words import VERDICTS

SMALL = Table("small", "d", (Column("k", pl.String, "key"), Column("v", pl.Float64, "value", nullable=True)), ("k",))


def test_shape_adds_absent_columns_casts_and_sorts() -> None:
    shaped = SMALL.shape(pl.DataFrame({"k": ["b", "a"]}))
    assert shaped.to_dicts() == [{"k": "a", "v": None}, {"k": "b", "v": None}]
    assert SMALL.shape(pl.DataFrame({"k": ["a"], "v": [1]}))["v"].dtype == pl.Float64


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pl.DataFrame({"v": [1.0]}), "needs the column 'k'"),
        (pl.DataFrame({"k": ["a"], "w": [1.0]}), "has no column 'w'"),
        (pl.DataFrame({"k": [None]}, schema={"k": pl.String}), "k must not be null, 1 rows are"),
    ],
)
def test_what_does_not_fit_is_refused(frame: pl.DataFrame, message: str) -> None:
    with pytest.raises(SchemaMismatch, match=message):
        SMALL.shape(frame)


def test_check_does_not_cast() -> None:
    with pytest.raises(SchemaMismatch, match="differ"):
        SMALL.check(pl.DataFrame({"k": ["a"], "v": [1]}))


def test_build_takes_rows_with_missing_keys() -> None:
    row = {"source_id": "s", "severity": "info", "reason": "r", "message": "m"}
    assert ISSUES.build([row])["source_row"].to_list() == [None]
    assert ISSUES.build([]).equals(ISSUES.empty())


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_is_described(table: Table) -> None:
    assert table.doc.endswith(".")
    assert set(table.order) <= set(table.names)
    assert len(set(table.names)) == len(table.names)
    for column in table.columns:
        assert column.doc
        unit = {"_deg": "degree", "_km": "km", "_kn": "knot", "_ft": "foot", "_m": "metre", "_s": "second"}
        for suffix, expected in unit.items():
            if column.name.endswith(suffix):
                assert column.unit == expected or column.name in ("dur_s",), column.name


def test_times_are_utc_to_the_microsecond() -> None:
    for table in TABLES.values():
        for name, dtype in table.polars_schema.items():
            if isinstance(dtype, pl.Datetime):
                assert dtype == pl.Datetime("us", "UTC"), f"{table.name}.{name}"


def test_flags_are_single_bits_that_fit_the_column() -> None:
    assert all(int(f).bit_count() == 1 for f in Flag)
    assert max(Flag) < 2**31
    assert Flag.DUPLICATE & UNUSABLE
    assert not Flag.NEW_LEG & UNUSABLE
    assert POSITIONS.polars_schema["flags"] == pl.Int32


def test_verdict_words_are_complete_sentences() -> None:
    assert all(w.meaning.endswith(".") and w.shown[0].isupper() for w in VERDICTS.values())
    assert datetime(2024, 1, 1, tzinfo=UTC).tzinfo is UTC
