"""One small feed, what one run over all of it gives, and its hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from vedette import pipeline
from vedette.engine.live_flow import Line
from vedette.registry.register import Register, load_register
from vedette.schema.tables import TABLES
from vedette.testing.feed import make_feed

Tables = dict[str, pl.DataFrame]
Batch = Callable[[pl.DataFrame], Tables]
Cut = Callable[[pl.DataFrame, int], list[pl.DataFrame]]


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session")
def lines(register: Register) -> Sequence[Line]:
    return pipeline.movement_lines(register, pipeline.Settings())


@pytest.fixture(scope="session")
def feed() -> pl.DataFrame:
    """About three thousand rows in the order of observation."""
    return make_feed(3, n_ships=6, n_aircraft=3, days=3.0).sort("time", "source_id", "source_row")


@pytest.fixture(scope="session")
def as_of(feed: pl.DataFrame) -> datetime:
    last: datetime = feed["time"].to_list()[-1]
    return last + timedelta(days=1)


@pytest.fixture(scope="session")
def batch(register: Register, as_of: datetime) -> Batch:
    """One run of the steps over all rows."""

    def run(positions: pl.DataFrame) -> Tables:
        tables = {name: table.empty() for name, table in TABLES.items()} | {"positions": positions}
        for line in pipeline.MOVEMENT:
            pipeline.take(line, tables, register, pipeline.Settings(), as_of)
        return tables

    return run


@pytest.fixture(scope="session")
def by_batch(batch: Batch, feed: pl.DataFrame) -> Tables:
    return batch(feed)


@pytest.fixture(scope="session")
def cut() -> Cut:
    """Rows in about equal chunks."""

    def chunks(rows: pl.DataFrame, n: int) -> list[pl.DataFrame]:
        return [rows.slice(a, b - a) for a, b in pairwise(np.linspace(0, rows.height, n + 1).astype(int).tolist())]

    return chunks
