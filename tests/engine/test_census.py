from __future__ import annotations

import numpy as np
import pytest

from vedette.engine import census as module
from vedette.engine.census import Chunk, Feed, take_census
from vedette.engine.packed import RECORD, gather, pack, ranges_within


def feed_of(numbers: np.ndarray, n_chunks: int) -> Feed:
    cuts, starts = np.array_split(numbers, n_chunks), np.array_split(np.arange(len(numbers)), n_chunks)
    chunks = [Chunk(c, s, c * 1e-6, c * 1e-6, np.zeros(len(c)), np.zeros(len(c))) for c, s in zip(cuts, starts, strict=True)]
    return Feed(n_chunks, lambda c: chunks[c].number, lambda c: chunks[c])


@pytest.mark.parametrize("n_chunks", [1, 3, 8, 50])
def test_every_row_is_counted_in_its_stretch(n_chunks: int) -> None:
    numbers = np.random.default_rng(1).integers(0, 30, 1000)
    census = take_census(feed_of(numbers, n_chunks))
    assert census.numbers.tolist() == sorted(set(numbers.tolist()))
    assert census.counts.sum(axis=0).tolist() == np.bincount(numbers).tolist()
    assert [a for a, _ in census.stretches] == [0, *(b for _, b in census.stretches[:-1])]
    assert census.stretches[-1][1] == n_chunks
    assert np.diff(census.first_rows).tolist() == [len(cut) for cut in np.array_split(numbers, n_chunks)]
    for (first, end), counts in zip(census.stretches, census.counts, strict=True):
        rows = numbers[census.first_rows[first] : census.first_rows[end]]
        assert counts.tolist() == [int((rows == n).sum()) for n in census.numbers]


def test_a_part_holds_the_rows_of_its_assets_and_no_others() -> None:
    numbers = np.random.default_rng(2).integers(0, 30, 1000)
    feed = feed_of(numbers, 7)
    census, whole = take_census(feed), pack(feed)
    part = gather(feed, census, 10, 20)
    assert part.numbers.tolist() == list(range(10, 20))
    assert part.records.tobytes() == whole.records[whole.offsets[10] : whole.offsets[20]].tobytes()
    assert part.end_us == whole.end_us == 999  # that of all assets


@pytest.mark.parametrize("limit_rows", [1, 40, 170, 400, 10_000])
def test_parts_fit_the_limit_where_an_asset_does(limit_rows: int) -> None:
    numbers = np.repeat(np.arange(20), 5 * np.arange(1, 21))  # 5 to 100 rows each
    census = take_census(feed_of(numbers, 3))
    ranges = ranges_within(census, limit_rows * RECORD.itemsize)
    counts = np.bincount(numbers)
    assert [a for a, _ in ranges] == [0, *(b for _, b in ranges[:-1])]
    assert ranges[-1][1] == 20
    assert all(counts[a:b].sum() <= limit_rows or b - a == 1 for a, b in ranges)


def test_a_feed_with_more_rows_than_can_be_numbered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 100)
    with pytest.raises(ValueError, match="a feed of 100 rows: split it"):
        take_census(feed_of(np.arange(100), 2))
