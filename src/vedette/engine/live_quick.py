"""The quick way through the scans: rows as numbers, states in arrays, frames only when somebody looks.

In flow frames of POSITIONS in any order, out flow, once the engine rests, the frames that the scans' kernels would have given and
left. Rows wait for the watermark as they do in `LiveEngine`; those that the watermark has passed go through the quick forms of the
scans, a few loops over all of them. Where a row comes too late, all that is known of its number is forgotten, and its rows go through
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        n_seen: rows that came before: where many come, loops are worth compiling.
    """

    def __init__(
        self, scans: Sequence[tuple[Scan, Line]], forms: Mapping[str, QuickForm],
        states: Mapping[str, State], held: Frame, lasts: Frame, watermark_us: int, lateness_us: int, n_seen: int,
    ) -> None:  # fmt: skip
        params = {scan.name: line.params({}) for scan, line in scans}
        asked = {name: column for scan in params for name, column in forms[scan].asked(params[scan]).items()}
        self.rows = LiveRows(asked)
        self.quick: dict[str, Quick] = {name: forms[name].make(params[name]) for name in params}
        self.replacing = {scan.name for scan, line in scans if line.effect == "replace"}
        self.watermark_us, self.lateness_us = watermark_us, lateness_us
        self.n_seen = n_seen
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

    def advance(self, positions: Frame, recall: Callable[[list[str]], Frame], names: Sequence[str] | None = None) -> None:
        """Take in rows.

        Args:
            positions: rows of POSITIONS.
            recall: called with numbers of which a row is late, gives, and forgets, their rows that had gone through when the
                way last rested.
            names: their assets, where others than in the frame.
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
            return
        late = self._late_numbers(ids, slots)
        if len(late):
            known = self.forget(late, recall([self.rows.names[slot] for slot in late.tolist()]))
            ids, slots = self._in_order(np.concatenate([known, ids]), self.rows.ints("number")[np.concatenate([known, ids])])
        self._note_lasts(ids, slots)
        self._take(ids, slots)

    def forget(self, numbers: Ints, gone_through: Frame) -> Ints:
        """Forget all that is known of some numbers; returns those of their rows that had gone through.

        Args:
            numbers: of assets as they were heard. gone_through: their rows that had gone through when the way last rested.
        """
        rows = self.rows
        is_meant = np.isin(rows.owners[: len(rows.names)], numbers)
        taken = joined(self._taken)
        is_again = is_meant[rows.ints("number")[taken]]
        moved, hulls = joined([ids for ids, _ in self._moved]), joined([slots for _, slots in self._moved])
        is_kept = ~is_meant[hulls]
        self._taken, self._moved = [taken[~is_again]], [(moved[is_kept], hulls[is_kept])]
        for quick in self.quick.values():
            quick.forget(is_meant)
        old, _ = rows.add(gone_through) if gone_through.height else (_NONE, _NONE)
        return np.concatenate([taken[is_again], old])

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

    def _late_numbers(self, ids: Ints, slots: Ints) -> Ints:
        """Numbers of which a row comes before one that has gone through."""
        rows = self.rows
        self._make_room()
        return compiled(find_late, self.n_seen)(
            ids,
            slots,
            rows.ints("time_us"),
            rows.ints("source"),
            rows.ints("source_row"),
            rows.source_ranks,
            self.lasts,
            self.has_last,
        )

    def _note_lasts(self, ids: Ints, slots: Ints) -> None:
        self.lasts[slots] = self.rows.key(ids)  # of rows of one asset the last one stays
        self.has_last[slots] = True

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


def find_late(
    ids: Ints, slots: Ints, time_us: Ints, source: Ints, source_row: Ints, ranks: Ints, lasts: Ints, has_last: Bools
) -> Ints:
    """The assets whose first row comes before the last one that was noted.

    Args:
        ids, slots: rows that stand together by asset, in order, and their assets.
        time_us, source, source_row: columns by row. ranks: by source its place in their order.
        lasts, has_last: by asset time, source and row of its last row, and whether there is one.
    """
    late, n = np.empty(len(ids), np.int64), 0
    for i in range(len(ids)):
        if (i == 0 or slots[i] != slots[i - 1]) and has_last[slots[i]]:
            row, last = ids[i], lasts[slots[i]]
            rank, last_rank = ranks[source[row]], ranks[last[1]]
            if time_us[row] < last[0] or (
                time_us[row] == last[0] and (rank < last_rank or (rank == last_rank and source_row[row] < last[2]))
            ):
                late[n] = slots[i]
                n += 1
    return late[:n].copy()
