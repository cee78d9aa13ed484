"""Identities of the ships of a file: which were heard, from when to when, and which rows only repeat what was known.

Static messages of a block flow in, in order; rows of `identities` flow out: for a message that repeats what is known one at
once, for all the others one for each identity at the end of the file. The size is that of the different identities.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from vedette.engine.columns import Bools, Ints
from vedette.engine.compiled import compiled
from vedette.schema.tables import IDENTITIES
from vedette.sources.ais_bulk.frames import asset_ids, times
from vedette.sources.ais_bulk.layout import Bytes, Records
from vedette.sources.ais_bulk.noting import KNOWN, fill_entries, note_messages
from vedette.sources.ais_bulk.raw_names import KEYS, N_SLOTS, NONE, fill_raws, number_raws, raw_texts
from vedette.sources.identities import clean_identity

_FIRST_SIZE = 1 << 10
_MAX_LOAD = 0.5  # of a table


@dataclass
class Static:
    """Static messages of a block, in the order in which they were completed: their asset, time, row and raw values.

    `is_alone` says which carry no position: each of those gives an identity or is an issue.
    """

    mmsi: Ints
    heard_us: Ints
    rows: Ints
    raws: Ints
    is_alone: Bools


class NameBook:
    """What was heard so far."""

    def __init__(self, source_id: str) -> None:
        self.source_id = source_id
        self._raw_table, self._entry_table = _empty_table(_FIRST_SIZE), _empty_table(_FIRST_SIZE)
        self._raws = np.zeros((4, _FIRST_SIZE), np.int64)  # slot, high half, low half, number of the value
        self._n_raws = self._n_read = 0  # raw values; those of them that were made into values
        self._numbers: dict[tuple[str, str], int] = {}  # of values
        self._values: list[tuple[str, str]] = []
        self._entries = np.zeros((_FIRST_SIZE, 5), np.int64)
        self._n_entries = 0

    def number(self, content: Bytes, messages: Records, which: Ints, size: int) -> Ints:
        """The numbers of the raw values (n, 5) of the messages `which`; -1 where there is none. `size` decides on compiling."""
        self._make_room_for_raws(self._n_raws + N_SLOTS * len(which), size)
        found = np.empty((len(which), N_SLOTS), np.int64)
        number = compiled(number_raws, size, is_flat=True)
        slots, high, low, _ = self._raws
        self._n_raws = number(content, messages, which, self._raw_table, slots, high, low, self._n_raws, found)
        return found

    def note(self, static: Static, size: int) -> tuple[Ints, pl.DataFrame]:
        """What each message gave (`noting.NOTHING`, `NEW` or `KNOWN`), and rows of `identities` for those that gave nothing new."""
        self._read_new_raws()
        values = np.where(static.raws == NONE, NONE, self._raws[3][static.raws])
        self._make_room_for_entries(self._n_entries + N_SLOTS * len(static.mmsi), size)
        given = np.empty(len(static.mmsi), np.int64)
        note = compiled(note_messages, size)
        self._n_entries = note(
            static.mmsi, static.heard_us, static.rows, values, self._entry_table, self._entries, self._n_entries, given
        )
        again = np.flatnonzero((given == KNOWN) & static.is_alone)
        first = values[again, np.argmax(values[again] != NONE, axis=1)]
        heard_us = static.heard_us[again]
        return given, self._frame(static.mmsi[again], first, heard_us, heard_us, static.rows[again])

    def close(self) -> pl.DataFrame:
        """All identities."""
        mmsi, value, row, start_us, end_us = np.ascontiguousarray(self._entries[: self._n_entries].T)
        return self._frame(mmsi, value, start_us, end_us, row)

    def _read_new_raws(self) -> None:
        """Make values of the raw values that are new: text, cleaned; -1 where that is no identity."""
        slots, high, low, numbers = self._raws[:, self._n_read : self._n_raws]
        for slot in np.unique(slots).tolist():
            own = np.flatnonzero(slots == slot)
            texts = [clean_identity(KEYS[slot], text) for text in raw_texts(slot, high[own], low[own])]
            numbers[own] = [NONE if text is None else self._number_of((KEYS[slot], text)) for text in texts]
        self._n_read = self._n_raws

    def _number_of(self, value: tuple[str, str]) -> int:
        if value not in self._numbers:
            self._numbers[value] = len(self._values)
            self._values.append(value)
        return self._numbers[value]

    def _frame(self, mmsi: Ints, values: Ints, start_us: Ints, end_us: Ints, rows: Ints) -> pl.DataFrame:
        if not len(rows):
            return IDENTITIES.empty()
        used, which = np.unique(values, return_inverse=True)
        texts = pl.DataFrame([self._values[k] for k in used.tolist()], {"key": pl.String, "value": pl.String}, orient="row")
        return IDENTITIES.shape(
            texts[which].with_columns(
                asset_ids(mmsi).alias("asset_id"), times(start_us).alias("valid_from"), times(end_us).alias("valid_to"),
                pl.lit(self.source_id).alias("source_id"), pl.Series("source_row", rows),
            )
        )  # fmt: skip

    def _make_room_for_raws(self, n: int, size: int) -> None:
        if n > self._raws.shape[1]:
            self._raws = np.pad(self._raws, ((0, 0), (0, 2 * n - self._raws.shape[1])))
        if n > _MAX_LOAD * len(self._raw_table):
            self._raw_table = _empty_table(4 * n)
            slots, high, low, _ = self._raws
            compiled(fill_raws, size)(self._raw_table, slots, high, low, self._n_raws)

    def _make_room_for_entries(self, n: int, size: int) -> None:
        if n > len(self._entries):
            self._entries = np.pad(self._entries, ((0, 2 * n - len(self._entries)), (0, 0)))
        if n > _MAX_LOAD * len(self._entry_table):
            self._entry_table = _empty_table(4 * n)
            compiled(fill_entries, size)(self._entry_table, self._entries, self._n_entries)


def _empty_table(n: int) -> Ints:
    """A table of at least `n` places, -1 in each; a power of two."""
    return np.full(1 << (n - 1).bit_length(), NONE, np.int64)
