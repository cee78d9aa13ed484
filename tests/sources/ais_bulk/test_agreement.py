"""Bulk reading gives the rows that reading line by line with pyais gives, whatever the lines, the blocks and the pieces."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.sources.ais_bulk import spans
from vedette.sources.ais_bulk.reading import read_sentences
from vedette.sources.format import ReadContext

TABLES = ("positions", "identities", "issues")
RECEIVED = datetime(2024, 12, 22, 7, 30, tzinfo=UTC)


def assert_same(oracle: ModuleType, path: Path, **told: object) -> None:
    """The batches of both readers, one by one, rows and account."""
    context = ReadContext("src-x", **told)
    expected, found = list(oracle.read(path, context)), list(read_sentences(path, context))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one.counts == other.counts
        for table in TABLES:
            mine, wanted = getattr(one, table), getattr(other, table)
            assert mine.equals(wanted), (table, mine.join(wanted, on=mine.columns, how="anti", nulls_equal=True).rows()[:3])


@pytest.mark.parametrize("name", ["kystverket", "greek_waters", "aislib_stream_20100611"])
@pytest.mark.parametrize("received", [None, RECEIVED])
def test_real_files(oracle: ModuleType, loops: str, shared_data: Path, name: str, received: datetime | None) -> None:
    assert_same(oracle, shared_data / "nmea" / f"{name}.nmea", received=received, block_rows=700)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("received", [None, RECEIVED])
def test_made_sentences(
    oracle: ModuleType, ais_lines: ModuleType, loops: str, tmp_path: Path, seed: int, received: datetime | None
) -> None:
    path = tmp_path / "made.nmea"
    path.write_bytes(b"\n".join(ais_lines.Maker(seed).lines(1_200)))
    assert_same(oracle, path, received=received, block_rows=500)


@pytest.fixture
def split_anywhere(
    oracle: ModuleType, ais_lines: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[int, int, int, int], None]:
    def compare(seed: int, piece: int, stretch: int, block_rows: int) -> None:
        monkeypatch.setattr("vedette.sources.opening.PIECE_BYTES", piece)
        monkeypatch.setattr(spans, "READ_BYTES", stretch)
        path = tmp_path / "split.nmea"
        path.write_bytes(b"\xef\xbb\xbf" * (seed % 2) + b"\n".join(ais_lines.Maker(seed).lines(12)))
        assert_same(oracle, path, block_rows=block_rows, max_line_bytes=200 if seed % 3 else 1_000)

    return compare


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.integers(1, 300), st.integers(1, 300), st.integers(1, 40))
def test_no_cut_matters(split_anywhere: Callable[..., None], seed: int, piece: int, stretch: int, block_rows: int) -> None:
    split_anywhere(seed, piece, stretch, block_rows)


def test_a_compressed_file_that_breaks(oracle: ModuleType, ais_lines: ModuleType, tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "made.nmea.gz"
    packed = gzip.compress(b"\n".join(ais_lines.Maker(9).lines(3_000)))
    path.write_bytes(packed[: len(packed) // 2])
    assert_same(oracle, path)


def test_made_logs_hold_what_they_should(ais_lines: ModuleType, tmp_path: Path) -> None:
    reasons: set[str] = set()
    n_positions = n_identities = 0
    for seed in range(4):
        path = tmp_path / "made.nmea"
        path.write_bytes(b"\n".join(ais_lines.Maker(seed).lines(1_200)))
        for batch in read_sentences(path, ReadContext("src-x")):
            reasons |= set(batch.issues["reason"].to_list())
            n_positions, n_identities = n_positions + batch.counts.positions, n_identities + batch.counts.identities
    assert n_positions > 200
    assert n_identities > 100
    assert reasons == {
        "bad_checksum", "bad_payload", "bad_time", "comment", "empty_message", "fragment", "fragment_incomplete", "no_position", "no_time",
        "not_a_sentence", "not_ais", "time_line",
    }  # fmt: skip
