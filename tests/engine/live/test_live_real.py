"""Real data through the live engine: a crowded strait, a number that many hulls use, approaches to an airport."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from vedette.engine.fingerprint import fingerprint
from vedette.engine.live import LiveEngine
from vedette.engine.live_flow import Line
from vedette.registry.register import Register
from vedette.schema.tables import POSITIONS
from vedette.sources.bring_in import read_whole

FILES = ("ais/solent_20160112.csv", "ais/shared_mmsi_416000000.jsonl", "adsb/readsb_traces")


def test_real_positions_in_any_order_give_the_tables_of_one_run(
    shared_data: Path, register: Register, lines: Sequence[Line], batch: Callable[[pl.DataFrame], dict[str, pl.DataFrame]],
    cut: Callable[[pl.DataFrame, int], list[pl.DataFrame]], as_of: datetime,
) -> None:  # fmt: skip
    paths = [
        p
        for name in FILES
        for p in (sorted((shared_data / name).glob("*")) if (shared_data / name).is_dir() else [shared_data / name])
    ]
    read = [read_whole(p, base=shared_data, register=register, added=datetime(2026, 1, 1, tzinfo=UTC)) for p in paths]
    rows = POSITIONS.shape(pl.concat([tables["positions"] for tables in read])).gather_every(3)
    assert rows.height > 3000
    expected = fingerprint(batch(rows))
    for chunks in (cut(rows.sort("time"), 5), cut(rows.sample(fraction=1.0, shuffle=True, seed=1), 3)):
        engine = LiveEngine(lines, timedelta(minutes=5))
        for chunk in chunks:
            engine.advance(chunk)
        engine.flush()
        assert fingerprint(engine.tables(as_of)) == expected
