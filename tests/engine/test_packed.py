from __future__ import annotations

import numpy as np
import pytest

from vedette.engine import compiled as compiling
from vedette.engine.compiled import compiled
from vedette.engine.packed import RECORD, Chunk, Feed, Packed, pack
from vedette.engine.packing import NO_PLACE, NO_SPEED, mend_order


def feed_of(rows: np.ndarray, n_chunks: int) -> Feed:
    """A feed of rows (number, time, lat, lon, sog, cog), cut into chunks."""
    cuts = np.array_split(rows, n_chunks)
    chunks = [Chunk(c[:, 0].astype(np.int64), c[:, 1].astype(np.int64), *(c[:, k].copy() for k in range(2, 6))) for c in cuts]
    return Feed(n_chunks, lambda c: chunks[c].number, lambda c: chunks[c])


def random_rows(n: int, n_assets: int, late: float) -> np.ndarray:
    rng = np.random.default_rng(5)
    time_us = np.arange(n) * 1_000_000 - rng.exponential(late, n).astype(np.int64) * 1_000_000
    numbers = 200_000_000 + 37 * rng.integers(0, n_assets, n)
    places = (rng.uniform(-90, 90, n), rng.uniform(-180, 180, n))
    return np.column_stack([numbers, time_us, *places, rng.integers(0, 300, n) / 10, rng.integers(0, 3600, n) / 10])


def mended(packed: Packed) -> np.ndarray:
    spare, order = np.empty(len(packed.records), RECORD), np.empty(len(packed.records), np.int64)
    for a, b in zip(packed.offsets[:-1], packed.offsets[1:], strict=True):
        compiled(mend_order, len(packed.records))(packed.records, int(a), int(b), order, spare)
    return packed.records


@pytest.mark.parametrize("n_chunks", [1, 3, 10])
@pytest.mark.parametrize("late", [0.0, 20.0, 5000.0])
def test_every_row_stands_once_in_its_run_in_order_of_time(n_chunks: int, late: float) -> None:
    rows = random_rows(3000, 40, late)
    packed = pack(feed_of(rows, n_chunks))
    records = mended(packed)
    order = np.lexsort((np.arange(len(rows)), rows[:, 1], rows[:, 0]))
    assert packed.numbers.tolist() == sorted(set(rows[:, 0].astype(int).tolist()))
    assert np.diff(packed.offsets).tolist() == [int((rows[:, 0] == n).sum()) for n in packed.numbers]
    assert records["row"].tolist() == order.tolist()
    assert records["time_us"].tolist() == rows[order, 1].astype(int).tolist()
    assert np.abs(records["lat_e7"] / 1e7 - rows[order, 2]).max() <= 5.1e-8
    assert records["sog"].tolist() == np.rint(rows[order, 4] * 10).astype(int).tolist()
    assert packed.end_us == rows[:, 1].max()


def test_what_is_no_place_or_was_not_sent_is_marked() -> None:
    rows = np.array([
        [1, 0, 91.0, 181.0, 102.0, 10.0], [1, 1, np.nan, 5.0, np.nan, np.nan], [1, 2, 10.0, 180.0, -1.0, 360.0],
        [1, 3, -90.0, -180.0, 0.0, 359.97],
    ])  # fmt: skip
    records = pack(feed_of(rows, 1)).records
    assert (records["lat_e7"] == NO_PLACE).tolist() == [True, True, False, False]
    assert records["sog"].tolist() == [1020, NO_SPEED, NO_SPEED, 0]
    assert records["cog"].tolist() == [100, NO_SPEED, NO_SPEED, 0]  # 359.97 rounds to north


def test_numbers_that_share_a_slot_are_kept_apart() -> None:
    numbers = np.array([5 + 64 * k for k in range(15)])  # one slot of a table of 64
    rows = np.column_stack([np.repeat(numbers, 4), np.arange(60), *[np.zeros(60)] * 4])
    packed = pack(feed_of(rows, 2))
    assert packed.numbers.tolist() == numbers.tolist()
    assert np.diff(packed.offsets).tolist() == [4] * 15


def test_an_empty_feed_has_no_assets() -> None:
    packed = pack(Feed(0, lambda _: np.zeros(0, np.int64), lambda _: pytest.fail("nothing to read")))
    assert len(packed.numbers) == 0
    assert len(packed.records) == 0


def test_compiled_and_plain_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = random_rows(4000, 200, 300.0)
    plain = pack(feed_of(rows, 2))
    monkeypatch.setattr(compiling, "MIN_COMPILED_ROWS", 0)
    fast = pack(feed_of(rows, 3))
    assert plain.records.tobytes() == fast.records.tobytes()
