"""The quick way through the scans: rows as numbers, states in arrays, frames only when somebody looks.

In flow frames of POSITIONS in any order, out flow, once the engine rests, the frames that the scans' kernels would have given and
left. Rows wait for the watermark as they do in `LiveEngine`; those that the watermark has passed go through the quick forms of the
scans, a few loops over all of them. A row that comes too late is handed back with all others that were due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from vedette.engine.columns import Bools, Ints, times_us
from vedette.engine.compiled import compiled
from vedette.engine.live_flow import Line
from vedette.engine.live_rows import LiveRows, grown, joined
from vedette.engine.step import Frame, Quick, QuickForm, Scan, State
from vedette.schema.table import TIME
from vedette.schema.tables import POSITIONS

_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Rested:
    """What a quick way leaves when it rests: all of `LiveEngine`, and what is new since it last rested."""

    states: Mapping[str, State]
    held: Frame
    lasts: Frame
    taken: Frame
    moved: Frame
    found: Mapping[str, Frame]


def part_scans(scans: Sequence[tuple[Scan, Line]], quick: Mapping[str, QuickForm]) -> tuple[list[tuple[Scan, Line]], ...]:
    """Scans that have a quick form, and those that wait until somebody looks.

    Where a scan that replaces positions has none, or stands behind one that does not, all wait.
    """
    replacing = [scan.name for scan, line in scans if line.effect == "replace"]
    if [scan.name for scan, _ in scans[: len(replacing)]] != replacing or not set(replacing) <= set(quick):
        return [], list(scans)
    return [pair for pair in scans if pair[0].name in quick], [pair for pair in scans if pair[0].name not in quick]


class QuickWay:
    """Rows through quick forms of scans.

    Args:
        scans: those that have a quick form, in order. forms: the forms, by the scan's name.
        states, held, lasts: of `LiveEngine`. watermark_us, lateness_us: the same.
    """

    def __init__(
        self, scans: Sequence[tuple[Scan, Line]], forms: Mapping[str, QuickForm],
        states: Mapping[str, State], held: Frame, lasts: Frame, watermark_us: int, lateness_us: int,
    ) -> None:  # fmt: skip
        params = {scan.name: line.params({}) for scan, line in scans}
        asked = {name: column for scan in params for name, column in forms[scan].asked(params[scan]).items()}
        self.rows = LiveRows(asked)
        self.quick: dict[str, Quick] = {name: forms[name].make(params[name]) for name in params}
        self.replacing = {scan.name for scan, line in scans if line.effect == "replace"}
        self.watermark_us, self.lateness_us = watermark_us, lateness_us
        self.n_seen = 0
        for name, quick in self.quick.items():
            if name in states:
                quick.load(states[name], self.rows)
        self.held, self.held_slots = self.rows.add(held) if held.height else (_NONE, _NONE)
        self.lasts = np.zeros((max(1, lasts.height), 3), np.int64)  # time, source, row of each number's last row
        self.has_last = np.zeros(len(self.lasts), np.bool_)
        self._load_lasts(lasts)
        self._taken: list[Ints] = []
        self._moved: list[tuple[Ints, Ints]] = []
        self.is_rested = True

    def advance(self, positions: Frame, names: Sequence[str] | None = None) -> Frame | None:
        """Take in rows; where one of them is late, all rows that are due come back and nothing else is done with them.

        `names` are their assets, where others than in the frame.
        """
        self.is_rested = False
        ids, slots = self.rows.add(positions, names)
        self.n_seen += len(ids)
        if len(ids):
            observed_us = int(self.rows.ints("observed_us")[ids[0] : ids[-1] + 1].max())
            self.watermark_us = max(self.watermark_us, observed_us - self.lateness_us)
        if len(self.held):
            ids, slots = np.concatenate([self.held, ids]), np.concatenate([self.held_slots, slots])
        is_ripe = self.rows.ints("time_us")[ids] <= self.watermark_us
        self.held, self.held_slots = ids[~is_ripe], slots[~is_ripe]
        ids, slots = self._in_order(ids[is_ripe], slots[is_ripe])
        if not len(ids):
            return None
        if self._is_any_late(ids, slots):
            return self.rows.frame(ids)
        self._take(ids, slots)
        return None

    def rest(self) -> Rested:
        """Everything as frames."""
        rows, taken = self.rows, joined(self._taken)
        moved, hulls = joined([ids for ids, _ in self._moved]), joined([slots for _, slots in self._moved])
        self._taken, self._moved, self.is_rested = [], [], True
        found = {name: quick.take_found(rows) for name, quick in self.quick.items()}
        return Rested(
            {name: quick.export(rows) for name, quick in self.quick.items()},
            rows.frame(self.held), self._last_rows(), rows.frame(taken),
            rows.frame(moved, hulls, rows.ints("final")[moved]),
            {name: frame for name, frame in found.items() if frame is not None},
        )  # fmt: skip

    def _take(self, ids: Ints, slots: Ints) -> None:
        self._taken.append(ids)
        for name, quick in self.quick.items():
            given = quick.take(ids, slots, self.rows, self.n_seen)
            if name in self.replacing:
                ids, slots = given
        self._moved.append((ids, slots))

    def _in_order(self, ids: Ints, slots: Ints) -> tuple[Ints, Ints]:
        rows = self.rows
        source = rows.source_ranks[rows.ints("source")[ids]]
        order = np.lexsort((rows.ints("source_row")[ids], source, rows.ints("time_us")[ids], slots))
        return ids[order], slots[order]

    def _is_any_late(self, ids: Ints, slots: Ints) -> bool:
        """Does the first of an asset's rows come before its last one? If not, the last ones are noted."""
        rows = self.rows
        self._make_room()
        return compiled(note_lasts, self.n_seen)(
            ids,
            slots,
            rows.ints("time_us"),
            rows.ints("source"),
            rows.ints("source_row"),
            rows.source_ranks,
            self.lasts,
            self.has_last,
        )

    def _load_lasts(self, lasts: Frame) -> None:
        if not lasts.height:
            return
        slots = self.rows.slots(lasts["asset_id"].to_list())
        self._make_room()
        source, row = self.rows.codes(lasts["source_id"].to_list()), lasts["source_row"].to_numpy()
        self.lasts[slots] = np.column_stack([times_us(lasts), source, row])
        self.has_last[slots] = True

    def _last_rows(self) -> Frame:
        rows = self.rows
        slots = rows.by_name(np.flatnonzero(self.has_last))
        time, source, row = self.lasts[slots].T
        columns = {
            "asset_id": rows.names_of(slots),
            "time": time,
            "source_id": [rows.sources[k] for k in source],
            "source_row": row,
        }
        schema = {name: POSITIONS.polars_schema[name] for name in columns}
        return pl.DataFrame(columns, schema_overrides={**schema, "time": pl.Int64}).cast({"time": TIME})

    def _make_room(self) -> None:
        n = len(self.rows.names)
        self.lasts, self.has_last = grown(self.lasts, n), grown(self.has_last, n)


def note_lasts(
    ids: Ints, slots: Ints, time_us: Ints, source: Ints, source_row: Ints, ranks: Ints, lasts: Ints, has_last: Bools
) -> bool:
    """Note the last row of every asset, unless a row comes before one that was noted.

    Args:
        ids, slots: rows that stand together by asset, in order, and their assets.
        time_us, source, source_row: columns by row. ranks: by source its place in their order.
        lasts, has_last: by asset time, source and row of its last row, and whether there is one; written in place.
    Returns:
        Whether some row is late; then nothing was noted.
    """
    for i in range(len(ids)):
        if (i == 0 or slots[i] != slots[i - 1]) and has_last[slots[i]]:
            row, last = ids[i], lasts[slots[i]]
            rank, last_rank = ranks[source[row]], ranks[last[1]]
            if time_us[row] < last[0] or (
                time_us[row] == last[0] and (rank < last_rank or (rank == last_rank and source_row[row] < last[2]))
            ):
                return True
    for i in range(len(ids)):
        slot, row = slots[i], ids[i]
        lasts[slot, 0], lasts[slot, 1], lasts[slot, 2], has_last[slot] = time_us[row], source[row], source_row[row], True
    return False
