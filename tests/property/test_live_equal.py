"""Any cut into chunks, any order, any lateness and any break in between give the tables of one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vedette import pipeline
from vedette.engine.fingerprint import fingerprint
from vedette.engine.live import LiveEngine
from vedette.engine.live_flow import Line
from vedette.engine.live_state import load_engine, save_engine
from vedette.registry.register import load_register
from vedette.schema.tables import TABLES
from vedette.store.state_log import StateLog
from vedette.testing.feed import make_feed

EXAMPLES = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class World:
    """A feed, the steps, as of when, and the hash of one run over all of it. In print thousands of rows tell nobody anything."""

    feed: pl.DataFrame
    lines: Sequence[Line]
    as_of: datetime
    expected: str

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text("the feed")


@pytest.fixture(scope="module")
def world() -> World:
    feed = make_feed(11, n_ships=4, n_aircraft=2, days=1.5)
    register, settings_ = load_register(), pipeline.Settings()
    last: datetime = feed["time"].max()  # type: ignore[assignment]
    as_of = last + timedelta(days=1)
    tables = {name: table.empty() for name, table in TABLES.items()} | {"positions": feed}
    for line in pipeline.MOVEMENT:
        pipeline.take(line, tables, register, settings_, as_of)
    return World(feed, pipeline.movement_lines(register, settings_), as_of, fingerprint(tables))


def ordered(feed: pl.DataFrame, order: str, seed: int) -> pl.DataFrame:
    """The rows as they come in."""
    by_time = feed.sort("time", "source_id", "source_row")
    return {
        "by time": by_time,
        "shuffled": by_time.sample(fraction=1.0, shuffle=True, seed=seed),
        "backwards": by_time.reverse(),
    }[order]


@EXAMPLES
@example(cuts=[0.5, 0.125], order="shuffled", seed=0, lateness_h=0.0, breaks=set(), looks=set())  # forgets the same numbers twice
@given(
    cuts=st.lists(st.floats(0, 1), max_size=6),
    order=st.sampled_from(["by time", "by time", "shuffled", "backwards"]),
    seed=st.integers(0, 99),
    lateness_h=st.sampled_from([0.0, 0.1, 5.0, 1000.0]),
    breaks=st.sets(st.integers(0, 6)),
    looks=st.sets(st.integers(0, 6)),
)
def test_any_arrival_gives_the_tables_of_one_run(
    world: World,
    cuts: list[float], order: str, seed: int, lateness_h: float, breaks: set[int], looks: set[int],
) -> None:  # fmt: skip
    feed, lines, as_of, expected = world.feed, world.lines, world.as_of, world.expected
    rows, lateness = ordered(feed, order, seed), timedelta(hours=lateness_h)
    bounds = [0, *sorted(int(c * rows.height) for c in cuts), rows.height]
    with TemporaryDirectory() as folder:
        log, engine = StateLog(Path(folder) / "live"), LiveEngine(lines, lateness)
        for n, (a, b) in enumerate(pairwise(bounds)):
            engine.advance(rows.slice(a, b - a))
            if n in looks:
                engine.tables(as_of)
            if n in breaks:
                save_engine(engine, log)
                engine = load_engine(lines, log, lateness)
        engine.flush()
        assert fingerprint(engine.tables(as_of)) == expected


@EXAMPLES
@given(n_chunks=st.integers(1, 12), lateness_h=st.sampled_from([0.0, 2.0]))
def test_without_late_rows_what_is_finished_is_given_once(world: World, n_chunks: int, lateness_h: float) -> None:
    feed, lines, as_of = world.feed, world.lines, world.as_of
    engine, given_rows = LiveEngine(lines, timedelta(hours=lateness_h)), dict[str, list[pl.DataFrame]]()
    rows = ordered(feed, "by time", 0)
    size = -(-rows.height // n_chunks)
    for start in range(0, rows.height, size):
        for name, frame in engine.advance(rows.slice(start, size)).items():
            given_rows.setdefault(name, []).append(frame)
    final = engine.tables(as_of)
    for name, table in (("find_visits", "events"), ("summarise_tracks", "tracks"), ("find_landings", "events")):
        ids = "event_id" if table == "events" else "track_id"
        found: Mapping[str, list[str]] = pl.concat(given_rows[name]).to_dict(as_series=False)
        assert len(found[ids]) == len(set(found[ids]))
        assert set(found[ids]) <= set(final[table][ids])
