"""However positions come, the tables are those of one run over all of them: one hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vedette.engine.fingerprint import fingerprint
from vedette.engine.live import LiveEngine
from vedette.engine.live_flow import Line
from vedette.engine.live_state import load_engine, save_engine
from vedette.store.state_log import StateLog

Tables = dict[str, pl.DataFrame]
Cut = Callable[[pl.DataFrame, int], list[pl.DataFrame]]
LATENESS = timedelta(hours=3)


def within_lateness(feed: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The rows as they come in when each is up to three hours late."""
    delay_s = np.random.default_rng(seed).uniform(0, LATENESS.total_seconds(), feed.height)
    return feed.with_columns(come=pl.col("time") + pl.Series(delay_s * 1e6).cast(pl.Duration("us"))).sort("come").drop("come")


def beyond_watermark(feed: pl.DataFrame) -> pl.DataFrame:
    """One row in twenty comes when all others have come."""
    late = feed.gather_every(20, 7)
    return pl.concat([feed.join(late, on=["source_id", "source_row"], how="anti"), late])


def feed_in(lines: Sequence[Line], chunks: Sequence[pl.DataFrame], as_of: datetime, every: int = 0) -> Tables:
    """The tables after all chunks; with `every` they are asked for in between too, which must change nothing."""
    engine = LiveEngine(lines, LATENESS)
    for n, chunk in enumerate(chunks, 1):
        engine.advance(chunk)
        if every and n % every == 0:
            engine.tables(as_of)
    engine.flush()
    return engine.tables(as_of)


def test_the_feed_has_what_makes_engines_disagree(by_batch: Tables, feed: pl.DataFrame) -> None:
    moved, events = by_batch["positions"], by_batch["events"]
    assert set(events["kind"]) == {"visit", "gap", "leg", "landing", "take_off", "rendezvous", "identity_conflict"}
    assert events["is_open"].any()
    assert moved["asset_id"].str.contains("~2").any(), "a number of two hulls"
    assert (moved["flags"] & 1).sum() > 100, "repeats"
    assert (moved["flags"] & 2).sum() > 10, "stray positions"
    assert (moved["lon_deg"].abs() > 179.9).sum() > 0, "the antimeridian"
    assert 2500 < feed.height < 8000


@pytest.mark.parametrize("how", ["one chunk", "7 chunks", "100 chunks", "shuffled within lateness", "late beyond the watermark",
                                 "in no order at all", "by source", "backwards"])  # fmt: skip
def test_any_arrival_gives_one_hash(
    how: str, feed: pl.DataFrame, lines: Sequence[Line], as_of: datetime, by_batch: Tables, cut: Cut
) -> None:
    chunks = {
        "one chunk": lambda: [feed],
        "7 chunks": lambda: cut(feed, 7),
        "100 chunks": lambda: cut(feed, 100),
        "shuffled within lateness": lambda: cut(within_lateness(feed, 1), 9),
        "late beyond the watermark": lambda: cut(beyond_watermark(feed), 12),
        "in no order at all": lambda: cut(feed.sample(fraction=1.0, shuffle=True, seed=4), 5),
        "by source": lambda: feed.partition_by("source_id"),
        "backwards": lambda: cut(feed.reverse(), 5),
    }[how]()
    assert fingerprint(feed_in(lines, chunks, as_of, every=5)) == fingerprint(by_batch)


@pytest.mark.parametrize("arrival", [within_lateness, lambda feed, _seed: beyond_watermark(feed)], ids=["within", "beyond"])
def test_state_saved_and_reloaded_between_all_chunks_gives_the_same_hash(
    arrival: Callable[[pl.DataFrame, int], pl.DataFrame], feed: pl.DataFrame, lines: Sequence[Line], as_of: datetime,
    by_batch: Tables, cut: Cut, tmp_path: Path,
) -> None:  # fmt: skip
    log = StateLog(tmp_path / "live")
    for n, chunk in enumerate(cut(arrival(feed, 2), 8), 1):
        engine = load_engine(lines, log, LATENESS)
        engine.advance(chunk)
        if n == 4:
            engine.tables(as_of)
        assert save_engine(engine, log) == n
    engine = load_engine(lines, log, LATENESS)
    engine.flush()
    assert fingerprint(engine.tables(as_of)) == fingerprint(by_batch)


def test_a_save_that_was_not_reached_is_done_again(
    feed: pl.DataFrame, lines: Sequence[Line], as_of: datetime, by_batch: Tables, cut: Cut, tmp_path: Path
) -> None:
    log, chunks = StateLog(tmp_path / "live"), cut(feed, 4)
    engine = load_engine(lines, log)
    engine.advance(chunks[0])
    save_engine(engine, log)
    engine.advance(chunks[1])  # and dies
    engine = load_engine(lines, log)
    for chunk in chunks[log.last_save() :]:
        engine.advance(chunk)
        save_engine(engine, log)
    assert fingerprint(engine.tables(as_of)) == fingerprint(by_batch)


def test_tables_in_between_are_those_of_the_rows_so_far(
    feed: pl.DataFrame, lines: Sequence[Line], as_of: datetime, batch: Callable[[pl.DataFrame], Tables], cut: Cut
) -> None:
    engine = LiveEngine(lines)
    chunks = cut(feed, 3)
    for n, chunk in enumerate(chunks[:2], 1):
        engine.advance(chunk)
        assert fingerprint(engine.tables(as_of)) == fingerprint(batch(pl.concat(chunks[:n])))
