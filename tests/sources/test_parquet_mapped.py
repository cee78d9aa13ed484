from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from vedette.case.settings import ColumnMapping
from vedette.case.templates import make_case
from vedette.cli.main import run as vedette
from vedette.errors import SourceError
from vedette.schema.tables import POSITIONS
from vedette.sources.format import Batch, ReadContext, account
from vedette.sources.sniff import format_named, sniff
from vedette.store.lines import read_row

N = 250
TIMES = pl.datetime_range(datetime(2024, 12, 10, tzinfo=UTC), datetime(2024, 12, 30, tzinfo=UTC), "1h", eager=True).head(N)
TIMES = TIMES.dt.replace_time_zone(None)
FEED = pl.DataFrame(
    {
        "mmsi": pl.Series([273396130 + k % 7 for k in range(N)], dtype=pl.Int32), "t": TIMES,
        "lat": [34.0 + k / 777 for k in range(N)], "lon": [35.0 + k / 999 for k in range(N)],
        "sog": pl.Series([k / 10 for k in range(N)], dtype=pl.Float32),
    }
).rename({"t": "timestamp"})  # fmt: skip
TimeColumn = Callable[[pl.Expr], pl.Expr]


def write(path: Path, frame: pl.DataFrame) -> Path:
    frame.write_parquet(path)
    return path


def read(path: Path, **stated: object) -> list[Batch]:
    context = ReadContext("src-x", **stated)  # type: ignore[arg-type]
    return list(sniff(path, context.mapping).read(path, context))


def positions(batches: list[Batch]) -> pl.DataFrame:
    return pl.concat([batch.positions for batch in batches]).sort("source_row")


@pytest.mark.parametrize("block_rows", [1, 99, 125, 250, 10_000])
def test_what_is_read_is_what_a_csv_of_the_same_rows_gives(tmp_path: Path, block_rows: int) -> None:
    FEED.with_columns(pl.col("timestamp").dt.to_string("iso")).write_csv(tmp_path / "feed.csv")
    expected = positions(read(tmp_path / "feed.csv")).with_columns(pl.col("source_row") - 1)  # the header is a CSV's first line
    batches = read(write(tmp_path / "feed.parquet", FEED), block_rows=block_rows)
    assert positions(batches).equals(expected)
    assert account(batches).positions == N


@pytest.mark.parametrize(
    "as_written",
    [
        lambda t: t.cast(pl.Datetime("ms")),
        lambda t: t.cast(pl.Datetime("ns")).dt.replace_time_zone("UTC"),
        lambda t: t.dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Athens"),
        lambda t: t.dt.epoch("s"),
        lambda t: t.dt.epoch("ms").cast(pl.Float64),
        lambda t: t.dt.to_string("%d/%m/%Y %H:%M:%S"),
    ],
)
def test_times_are_read_however_they_are_held(tmp_path: Path, as_written: TimeColumn) -> None:
    path = write(tmp_path / "feed.parquet", FEED.with_columns(as_written(pl.col("timestamp"))))
    found = positions(read(path)).sort("source_row")["time"]
    assert found.to_list() == [t.replace(tzinfo=UTC) for t in TIMES.to_list()]


def test_a_row_that_cannot_stand_is_told_by_its_number(tmp_path: Path) -> None:
    lats = [95.0 if k == 3 else None if k == 5 else 34.0 for k in range(N)]
    batches = read(write(tmp_path / "feed.parquet", FEED.with_columns(lat=pl.Series(lats), note=pl.lit("x"), parts=pl.lit([1]))))
    issues = pl.concat([batch.issues for batch in batches])
    assert issues.filter(pl.col("severity") == "error")["source_row"].to_list() == [4]
    unread = issues.filter(pl.col("reason") == "unread_columns")["message"].to_list()
    assert len(unread) == 1
    assert "note, parts" in unread[0]
    assert account(batches).rows == N


def test_columns_that_no_name_tells_are_asked_for_and_can_be_stated(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.parquet", FEED.rename({"lat": "y", "lon": "x"}))
    with pytest.raises(
        SourceError, match=r"is Parquet, but none of its columns .* latitude; state them: --column time=timestamp"
    ):
        read(path)
    mapping = ColumnMapping(time="timestamp", identity="mmsi", lat="y", lon="x")
    assert positions(read(path, mapping=mapping)).height == N
    with pytest.raises(SourceError, match="it has no column 'Y'"):
        read(path, mapping=mapping.model_copy(update={"lat": "Y"}))


def test_a_damaged_or_wrapped_file_says_so(tmp_path: Path) -> None:
    whole = write(tmp_path / "feed.parquet", FEED).read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match="starts as Parquet does, but cannot be read"):
        read(tmp_path / "cut.parquet")
    (tmp_path / "feed.parquet.gz").write_bytes(gzip.compress(whole))
    with pytest.raises(SourceError, match="unpack it first"):
        read(tmp_path / "feed.parquet.gz")


def test_no_rows_are_no_positions(tmp_path: Path) -> None:
    batches = read(write(tmp_path / "feed.parquet", FEED.clear()))
    assert account(batches).rows == 0


def test_a_citation_leads_back_to_its_row(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.parquet", FEED)
    row = json.loads(read_row(path, format_named("parquet_mapped").row_unit, 10))
    assert (row["mmsi"], row["lat"]) == (273396130 + 9 % 7, 34.0 + 9 / 777)
    assert read_row(path, "row", N + 1) == ""


def test_it_is_brought_into_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case"
    make_case(case, "blank")
    path = write(tmp_path / "feed.parquet", FEED)
    assert vedette(["add", str(case), str(path), "--json"]) == 0
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["format"], source["row_unit"], source["n_positions"]) == ("parquet_mapped", "row", N)
    assert pl.read_delta(str(case / "data" / POSITIONS.name)).height == N
