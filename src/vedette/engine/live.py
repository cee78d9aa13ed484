"""The engine that is fed in chunks: positions come in any order, and the tables are those of one run over all of them.

In flow chunks of positions, out flow tables as of a time, byte for byte those of `local`. Rows wait until the watermark (the
latest time so far, less the lateness that is allowed) has passed them, then flow through the scans, each with its state. A row
that comes too late for its number, one before a row that has already gone through, makes the engine forget all that it knows of
that number and take its positions through anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

import polars as pl

from vedette.engine import local
from vedette.engine.fingerprint import MOVEMENT_TABLES
from vedette.engine.live_cells import Cells
from vedette.engine.live_flow import MOVED, Line, flow, halves_of, scans_of
from vedette.engine.live_given import Given
from vedette.engine.step import Frame, Map, Scan, State, Step, Window
from vedette.schema.ids import number_column
from vedette.schema.tables import POSITIONS

_ORDER = ("time", "source_id", "source_row")
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
Tables = dict[str, Frame]


class LiveEngine:
    """Tables of movement, kept up as positions come.

    Args:
        lines: the steps of movement in order, with their parameters.
        lateness: how far behind the latest time a row may come and still find its place without a replay.
        at_once: rows are worked on when so many have come, or when tables are asked for. Whatever the number of rows, a way
            through all scans takes some tens of milliseconds, so that a few hundred rows are better put off.
        is_saved: whether the engine will be saved, and must remember what is new since it was.
    """

    def __init__(
        self, lines: Sequence[Line], lateness: timedelta = timedelta(0), at_once: int = 0, *, is_saved: bool = True
    ) -> None:
        self.at_once, self.is_saved = at_once, is_saved
        self._put_off: list[Frame] = []
        self._n_put_off = 0
        first = list(takewhile(lambda line: isinstance(line.step, Map), lines))
        self.maps = [(line.step, line) for line in first if isinstance(line.step, Map)]
        self.lines, self.lateness = lines[len(first) :], lateness
        self.scans = scans_of(self.lines)
        self.watermark = _NEVER
        self.held = POSITIONS.empty()
        self.taken = Given()  # positions that have gone through, as they came
        self.lasts = self.held.select("asset_id", *_ORDER)  # of each number the last row that has gone through
        self.states: dict[str, State] = {}
        self.given = Given()
        self.journal: list[tuple[str, Mapping[str, Frame]]] = []  # what happened to `taken` and `given` since it was last saved
        self.cells = {line.step.name: cells for line in self.lines if (cells := _cells_of(line.step))}

    def advance(self, positions: Frame) -> Tables:
        """Take in positions, in any order.

        Returns:
            What the scans finished of them, by the scan's name; rows of a number that was replayed come again.
        """
        self._put_off.append(positions)
        self._n_put_off += positions.height
        return self.catch_up() if self._n_put_off >= self.at_once else {}

    def catch_up(self) -> Tables:
        """Work on the rows that were put off; gives the same as `advance`."""
        if not self._put_off:
            return {}
        positions = pl.concat(self._put_off)
        self._put_off, self._n_put_off = [], 0
        for step, line in self.maps:
            positions = local.run_map(step, positions, line.params({}))
        if not positions.is_empty():
            observed = pl.min_horizontal("time", pl.coalesce("received", "time"))  # a clock ahead of its time does not count
            self.watermark = max(self.watermark, positions.select(observed.max()).item() - self.lateness)
        waiting = pl.concat([self.held, positions])
        is_ripe = waiting["time"] <= self.watermark
        self.held = waiting.filter(~is_ripe)
        return self._take(waiting.filter(is_ripe))

    def flush(self) -> Tables:
        """Let nothing wait any longer: the watermark moves to the latest time; gives the same as `advance`."""
        done = self.catch_up()
        rows, self.held = self.held, POSITIONS.empty()
        if not rows.is_empty():
            self.watermark = max(self.watermark, rows.select(pl.col("time").max()).item())
        given = self._take(rows)
        return {name: pl.concat([t[name] for t in (done, given) if name in t]) for name in done | given}

    def tables(self, as_of: datetime) -> Tables:
        """All tables of movement, with what is open as of a time; rows that still wait for the watermark are not in them."""
        self.catch_up()
        rest = flow(self.scans, self.states, POSITIONS.empty(), as_of).given
        everything = {name: [*self.given.frames(name), rest[name]] for name in rest}
        tables = {table.name: table.empty() for table in MOVEMENT_TABLES}
        tables[POSITIONS.name] = POSITIONS.shape(pl.concat(everything[MOVED]))
        for line in self.lines:
            self._take_line(line, tables, everything, rest[MOVED], as_of)
        return tables

    def _take_line(
        self, line: Line, tables: Tables, everything: dict[str, list[Frame]], still_open: Frame, as_of: datetime
    ) -> None:
        """Add what a step gives to the table that it writes."""
        step, read = line.step, tables[line.step.reads.name]
        if line.effect == "replace" or read.is_empty():
            return
        params, halves = line.params(tables), halves_of(step)
        found = everything.get(step.name)
        if halves is not None:
            rows = halves.settle(pl.concat(found), params) if found else step.writes.empty()
        elif found is not None:
            rows = pl.concat(found)
        elif step.name in self.cells:
            moved = [_by_number(frame) for frame in self.given.frames(MOVED)]
            rows = self.cells[step.name].compute(moved, _by_number(still_open), params)
        else:
            rows = _run_whole(step, read, params, as_of)
        tables[step.writes.name] = step.writes.shape(pl.concat([tables[step.writes.name], rows]))

    def _take(self, rows: Frame) -> Tables:
        """Rows that the watermark has passed: numbers that have gone further already are taken through anew."""
        if rows.is_empty():
            return {}
        late = self._late_numbers(rows)
        new = rows
        if not late.is_empty():
            if (moved := self.given.forget(late).get(MOVED)) is not None:
                self._touch(moved)
            self._note("forget", {"": late.to_frame("asset_id")})
            is_other = ~number_column().is_in(late.implode())
            self.states = {name: state.filter(is_other) for name, state in self.states.items()}
            rows = pl.concat([rows, *self.taken.forget(late).values()])
        lasts = pl.concat([self.lasts, new.select(self.lasts.columns)]).sort("asset_id", *_ORDER)
        self.lasts = lasts.unique("asset_id", keep="last", maintain_order=True)
        flowed = flow(self.scans, self.states, rows)
        self.states = dict(flowed.states)
        self.taken.add({POSITIONS.name: rows})
        self.given.add(flowed.given)
        self._note("taken", {POSITIONS.name: rows})
        self._note("given", flowed.given)
        self._touch(flowed.given[MOVED])
        return dict(flowed.given)

    def _note(self, what: str, frames: Mapping[str, Frame]) -> None:
        if self.is_saved:
            self.journal.append((what, frames))

    def _touch(self, moved: Frame) -> None:
        for cells in self.cells.values():
            cells.touch(moved)

    def _late_numbers(self, rows: Frame) -> pl.Series:
        """Numbers of which a row comes before one that has gone through."""
        time, source, row = (pl.col(name) for name in _ORDER)
        last_time, last_source, last_row = (pl.col(f"{name}_last") for name in _ORDER)
        is_before = (source < last_source) | ((source == last_source) & (row < last_row))
        is_late = (time < last_time) | ((time == last_time) & is_before)
        return rows.join(self.lasts, on="asset_id", suffix="_last").filter(is_late)["asset_id"].unique().sort()


def _run_whole(step: Step, read: Frame, params: Any, as_of: datetime) -> Frame:
    """A step over whole tables: those behind positions are small."""
    match step:
        case Map():
            return local.run_map(step, read, params)
        case Scan():
            return local.run_scan(step, read, params, watermark=as_of).frame
        case Window():
            return local.run_window(step, read, params)


def _cells_of(step: Step) -> Cells | None:
    """The cells of a step whose table can be kept up cell by cell."""
    if isinstance(step, Window) and step.reads is POSITIONS and step.owner is not None and step.halves is None:
        return Cells(step, step.owner)
    return None


def _by_number(moved: Frame) -> Frame:
    """Positions as they were before hulls were told apart."""
    return moved.with_columns(number_column())
