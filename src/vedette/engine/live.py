"""The engine that is fed in chunks: positions come in any order, and the tables are those of one run over all of them.

In flow chunks of positions, out flow tables as of a time, byte for byte those of `local`. Rows wait until the watermark (the
latest time so far, less the lateness that is allowed) has passed them, then flow through the scans, each with its state. A row
that comes too late for its number, one before a row that has already gone through, makes the engine forget all that it knows of
that number and take its positions through anew.

Between two looks at it the engine works on arrays (`live_quick.py`): rows go through the quick forms of the scans that have one,
the others wait. When it is looked at or saved it *rests*: what was found becomes frames, and the scans that
waited are run over the rows that came meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

import numpy as np
import polars as pl

from vedette.engine import local
from vedette.engine.columns import to_us
from vedette.engine.fingerprint import MOVEMENT_TABLES
from vedette.engine.live_cells import Cells
from vedette.engine.live_flow import MOVED, Line, flow, halves_of, scans_of
from vedette.engine.live_given import Given
from vedette.engine.live_quick import QuickWay, part_scans
from vedette.engine.step import Frame, Map, Scan, State, Step, Window
from vedette.schema.ids import number_column
from vedette.schema.tables import POSITIONS

_ORDER = ("time", "source_id", "source_row")
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMES, _TYPES = list(POSITIONS.names), list(POSITIONS.polars_schema.values())  # compared faster than schemas are
_NEVER_NULL = [column.name for column in POSITIONS.columns if not column.nullable]
_MOST_ROWS = 500_000  # that the arrays hold before they are begun anew
Tables = dict[str, Frame]


class Finished(Mapping[str, Frame]):
    """What the scans finished, by the scan's name; frames are made when one is looked at.

    It holds all that was finished between two rests of the engine, and is the same object for all calls between them.
    """

    def __init__(self, engine: LiveEngine | None, tables: Tables | None = None) -> None:
        self._engine, self._tables = engine, tables

    def fill(self, tables: Tables) -> None:
        """The engine rests."""
        self._engine, self._tables = None, tables

    def _look(self) -> Tables:
        if self._engine is not None:
            self._engine.rest()
        return self._tables or {}

    def __getitem__(self, name: str) -> Frame:
        return self._look()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._look())

    def __len__(self) -> int:
        return len(self._look())


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
        self._quick_maps = [step.quick(line.params({})) for step, line in self.maps if step.quick]
        self.lines, self.lateness = lines[len(first) :], lateness
        self.scans = scans_of(self.lines)
        self._forms = {line.step.name: line.step.quick for line in self.lines if isinstance(line.step, Scan) and line.step.quick}
        self._quick_scans, self._waiting_scans = part_scans(self.scans, self._forms)
        self._quick: QuickWay | None = None
        self._n_seen = 0
        self._finished = Finished(self)
        self._watermark = _NEVER
        self._held = POSITIONS.empty()
        self._lasts = self._held.select("asset_id", *_ORDER)
        self.taken = Given()  # positions that have gone through, as they came
        self.states: dict[str, State] = {}
        self.given = Given()
        self.journal: list[tuple[str, Mapping[str, Frame]]] = []  # what happened to `taken` and `given` since it was last saved
        self.cells = {line.step.name: cells for line in self.lines if (cells := _cells_of(line.step))}

    @property
    def watermark(self) -> datetime:
        """The latest time so far, less the lateness."""
        if self._quick is not None and self._quick.watermark_us != to_us(self._watermark):
            self._watermark = _EPOCH + timedelta(microseconds=self._quick.watermark_us)
        return self._watermark

    @watermark.setter
    def watermark(self, moment: datetime) -> None:
        self._begin_anew()
        self._watermark = moment

    @property
    def held(self) -> Frame:
        """Rows that wait for the watermark."""
        self.rest()
        return self._held

    @held.setter
    def held(self, rows: Frame) -> None:
        self._begin_anew()
        self._held = rows

    @property
    def lasts(self) -> Frame:
        """Of each number the last row that has gone through."""
        self.rest()
        return self._lasts

    @lasts.setter
    def lasts(self, rows: Frame) -> None:
        self._begin_anew()
        self._lasts = rows

    def advance(self, positions: Frame) -> Mapping[str, Frame]:
        """Take in positions, in any order.

        Returns:
            What the scans finished of them, by the scan's name; rows of a number that was replayed come again. To look at it
            makes the engine rest; where nobody looks, it holds what later calls finish too.
        """
        self._put_off.append(positions)
        self._n_put_off += positions.height
        return self.catch_up() if self._n_put_off >= self.at_once else {}

    def catch_up(self) -> Mapping[str, Frame]:
        """Work on the rows that were put off; gives the same as `advance`."""
        if not self._put_off:
            return {}
        positions = pl.concat(self._put_off) if len(self._put_off) > 1 else self._put_off[0]
        self._put_off, self._n_put_off = [], 0
        if not self._quick_scans:
            return self._take_frames(self._map(positions))
        names = None
        if len(self._quick_maps) < len(self.maps):
            positions = self._map(positions)
        else:
            positions, names = self._name(positions)
        if self._quick is None:
            self._quick = self._begin_quick()
        finished = self._finished
        self._quick.advance(positions, self._forget_numbers, names)
        self._n_seen = self._quick.n_seen
        if self._quick.rows.n > _MOST_ROWS:
            self._begin_anew()
        return finished

    def _map(self, positions: Frame) -> Frame:
        for step, line in self.maps:
            positions = local.run_map(step, positions, line.params({}))
        return positions

    def _name(self, positions: Frame) -> tuple[Frame, list[str]]:
        """The same, but the maps' quick forms give only the assets; the frame stays as it came."""
        if positions.columns != _NAMES or positions.dtypes != _TYPES:
            positions = POSITIONS.shape(positions)  # columns in another order, say; what cannot be mended is refused here
        if any(positions.get_column(name).null_count() for name in _NEVER_NULL):
            POSITIONS.check(positions)  # says what is null
        names: list[str] = positions.get_column("asset_id").to_list()
        time_us = positions.get_column("time").to_numpy().view(np.int64)
        for quick in self._quick_maps:
            names = quick(names, time_us)
        return positions, names

    def _begin_quick(self) -> QuickWay:
        return QuickWay(
            self._quick_scans, self._forms, self.states, self._held, self._lasts, to_us(self._watermark),
            self.lateness // timedelta(microseconds=1), self._n_seen,
        )  # fmt: skip

    def rest(self) -> None:
        """Make frames of all that was found, and run the scans that have no quick form over the rows that came meanwhile."""
        quick = self._quick
        if quick is None or quick.is_rested:
            return
        self._watermark = self.watermark
        rested = quick.rest()
        self._held, self._lasts = rested.held, rested.lasts
        self.states |= {name: state for name, state in rested.states.items() if name in self.states or not state.is_empty()}
        given: Tables = {}
        if not rested.taken.is_empty():
            flowed = flow(self._waiting_scans, self.states, rested.moved)
            self.states = dict(flowed.states)
            given = {**rested.found, **flowed.given}
            self._keep(rested.taken, given)
        self._finished.fill(given)
        self._finished = Finished(self)

    def _begin_anew(self) -> None:
        """Rest, and let go of the arrays: what follows changes the frames that they were made from."""
        self.rest()
        self._quick = None

    def _take_frames(self, positions: Frame) -> Tables:
        """Positions through the kernels of all scans, as frames."""
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
        self._begin_anew()
        rows, self.held = self.held, POSITIONS.empty()
        if not rows.is_empty():
            self.watermark = max(self.watermark, rows.select(pl.col("time").max()).item())
        given = self._take(rows)
        return {name: pl.concat([t[name] for t in (done, given) if name in t]) for name in {**done, **given}}

    def tables(self, as_of: datetime) -> Tables:
        """All tables of movement, with what is open as of a time; rows that still wait for the watermark are not in them."""
        self.catch_up()
        self.rest()
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
            rows = pl.concat([rows, self._forget_numbers(late.to_list())])
        lasts = pl.concat([self.lasts, new.select(self.lasts.columns)]).sort("asset_id", *_ORDER)
        self.lasts = lasts.unique("asset_id", keep="last", maintain_order=True)
        flowed = flow(self.scans, self.states, rows)
        self.states = dict(flowed.states)
        self._keep(rows, flowed.given)
        return dict(flowed.given)

    def _forget_numbers(self, names: list[str]) -> Frame:
        """Forget what is known of some numbers; returns their rows that have gone through."""
        numbers = pl.Series("asset_id", names, pl.String)
        if (moved := self.given.forget(numbers).get(MOVED)) is not None:
            self._touch(moved)
        self._note("forget", {"": numbers.to_frame()})
        is_other = ~number_column().is_in(numbers.implode())
        self.states = {name: state.filter(is_other) for name, state in self.states.items()}
        return pl.concat([POSITIONS.empty(), *self.taken.forget(numbers).values()])

    def _keep(self, rows: Frame, given: Mapping[str, Frame]) -> None:
        """Keep rows that have gone through, and what the scans gave of them."""
        self.taken.add({POSITIONS.name: rows})
        self.given.add(given)
        self._note("taken", {POSITIONS.name: rows})
        self._note("given", given)
        self._touch(given[MOVED])

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
