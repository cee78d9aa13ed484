"""A run that takes up where the last one stopped: only positions that are new go through the scans.

In flow all positions of a case, out flow its tables of movement; the engine lies in a folder between two runs. What was there
before is told by source: a source that counts other rows than it did (forgotten, or known by another date) begins all anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from vedette.engine import local
from vedette.engine.live import LiveEngine, Tables
from vedette.engine.live_flow import Line
from vedette.engine.live_state import load_engine, save_engine
from vedette.engine.step import Frame
from vedette.schema.tables import POSITIONS
from vedette.store.state_log import StateLog


class LiveRunner:
    """Runs all of movement from where it was left in a folder; step by step it is `local`."""

    run_map = staticmethod(local.run_map)
    run_scan = staticmethod(local.run_scan)
    run_window = staticmethod(local.run_window)

    def __init__(self, folder: Path) -> None:
        self.log = StateLog(folder)

    def move(self, lines: Sequence[Line], positions: Frame, as_of: datetime) -> Tables:
        """The tables of movement.

        Args:
            lines: the steps, with their parameters.
            positions: all positions that were known by then, those of earlier runs among them.
            as_of: what is open is given as of then.
        Raises:
            StoreError: the folder cannot be read or written.
        """
        engine = load_engine(lines, self.log)
        before = _count_by_source(pl.concat(engine.taken.frames(POSITIONS.name) or [POSITIONS.empty()]))
        now = _count_by_source(positions)
        if before.join(now, on=["source_id", "n"], how="anti").height:
            self.log.clear()
            engine, before = LiveEngine(lines), before.clear()
        new = positions.join(before, on="source_id", how="anti")
        engine.advance(new)
        engine.flush()
        tables = engine.tables(as_of)
        if new.height:
            save_engine(engine, self.log)
        return tables


def _count_by_source(positions: Frame) -> Frame:
    return positions.group_by("source_id").agg(n=pl.len())
