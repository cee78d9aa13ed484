from __future__ import annotations

import polars as pl
import pytest

from vedette.engine.fingerprint import fingerprint
from vedette.errors import SchemaMismatch
from vedette.schema.table import TEXTS, Column, Table

THINGS = Table(
    "things",
    "",
    (Column("id", pl.String, ""), Column("x", pl.Float64, "", nullable=True), Column("tags", TEXTS, "", nullable=True)),
    ("id",),
)


def things(*rows: tuple[str, float | None, list[str] | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=THINGS.polars_schema, orient="row")


def hash_of(frame: pl.DataFrame) -> str:
    return fingerprint({"things": frame}, [THINGS])


BASE = (("a", 1.0, ["p", "q"]), ("b", None, []), ("c", 0.0, None))


def test_the_same_rows_in_other_pieces_have_the_same_hash() -> None:
    pieces = pl.concat([things(*BASE[:1]), things(*BASE[1:])], rechunk=False)
    assert pieces.n_chunks() == 2
    assert hash_of(pieces) == hash_of(things(*BASE))


@pytest.mark.parametrize(
    "other",
    [
        (BASE[1], BASE[0], BASE[2]),  # order
        BASE[:2],
        (("a", 1.0 + 2**-52, ["p", "q"]), *BASE[1:]),  # the last bit
        (BASE[0], ("b", 0.0, []), BASE[2]),  # null and zero
        (BASE[0], BASE[1], ("c", -0.0, None)),
        (*BASE[:2], ("c", 0.0, [])),  # null and empty
        (("a", 1.0, ["pq"]), *BASE[1:]),
        (("a", 1.0, ["p", "q", ""]), *BASE[1:]),
        (("a", 1.0, ["p"]), ("b", None, ["q"]), BASE[2]),
    ],
)
def test_anything_else_has_another_hash(other: tuple[tuple[str, float | None, list[str] | None], ...]) -> None:
    assert hash_of(things(*other)) != hash_of(things(*BASE))


def test_other_columns_are_refused() -> None:
    with pytest.raises(SchemaMismatch):
        hash_of(things(*BASE).drop("x"))
