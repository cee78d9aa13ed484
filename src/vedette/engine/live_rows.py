"""Rows on their way through the quick forms of the scans: numbers in arrays, everything else left in the frames that came.

In flow frames of POSITIONS, out flow numbers of rows, columns of numbers that loops read, and frames again when somebody looks.
Assets and hulls stand as numbers too, counted in the order in which they were met. Nothing is ever taken out: whoever looks
begins a new store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from vedette.engine.columns import Bools, Floats, Ints, round_degrees
from vedette.engine.step import Frame
from vedette.schema.ids import number_of
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import POSITIONS

T = TypeVar("T", bound=np.generic)
_ROOM = 1024  # rows, or assets, for which there is room at first
_INTS = ("number", "time_us", "known_us", "observed_us", "source", "source_row", "flags", "final")
_FLOATS = ("lat_deg", "lon_deg", "sog_kn", "cog_deg")
_NULL_US = np.iinfo(np.int64).min  # how numpy holds a time that is null


@dataclass(frozen=True, eq=False)
class Heard:
    """Rows that come in, as columns of their frame; `is_aircraft` by row, and `slots`, the numbers of their assets."""

    frame: Frame
    rows: LiveRows
    slots: Ints
    read: dict[str, Any] = field(default_factory=dict)  # columns that were asked for

    @property
    def is_aircraft(self) -> Bools:
        """Is the asset of each row an aircraft?"""
        return self.rows.aircraft[self.slots]

    def column(self, name: str) -> Any:
        """A column as numpy has it: a number that is null is NaN, a time that is null NaT."""
        if name not in self.read:
            self.read[name] = self.frame.get_column(name).to_numpy()
        return self.read[name]

    def times_us(self, name: str) -> Ints:
        """A column of times as microseconds since 1970."""
        times: Ints = self.column(name).view(np.int64)
        return times

    def ground(self) -> Ints:
        """The ground flag: 1, 0, or -1 where it was not sent."""
        return ground_flags(self.frame)


Column = Callable[[Heard], "npt.NDArray[Any]"]


def ground_flags(frame: Frame) -> Ints:
    """The column on_ground as 1, 0, or -1 where it was not sent."""
    sent = frame.get_column("on_ground").cast(pl.Int8).to_numpy()  # NaN where null
    return np.where(np.isnan(sent), -1, sent).astype(np.int64)


class LiveRows:
    """Rows by their number, and assets and hulls by theirs.

    Args:
        asked: what the scans read of each row besides, by name: whole numbers where a column of that name is here already,
            in whose place it stands, else true or false.
    """

    def __init__(self, asked: Mapping[str, Column]) -> None:
        self._asked = dict(asked)
        self.n = 0
        self._ints: dict[str, Ints] = {name: np.zeros(_ROOM, np.int64) for name in _INTS}
        self._floats: dict[str, Floats] = {name: np.zeros(_ROOM) for name in _FLOATS}
        self._marks: dict[str, Bools] = {name: np.zeros(_ROOM, np.bool_) for name in asked if name not in _INTS}
        self._frames: list[Frame] = []
        self.names: list[str] = []
        self.aircraft = np.zeros(_ROOM, np.bool_)
        self.owners = np.zeros(_ROOM, np.int64)  # of each hull its number, of each number itself
        self._slots: dict[str, int] = {}
        self.sources: list[str] = []
        self._codes: dict[str, int] = {}
        self.source_ranks = np.zeros(0, np.int64)  # of each source its place in the order of their names

    def add(self, frame: Frame, names: Sequence[str] | None = None) -> tuple[Ints, Ints]:
        """Take in rows of POSITIONS; returns their numbers, and those of their assets.

        Polars is asked for nothing but its columns: an expression takes longer than all that is done with a hundred rows.

        Args:
            frame: the rows.
            names: of each row its asset, where another one than in the frame.
        """
        first, end = self.n, self.n + frame.height
        self._make_room(end)
        self._frames.append(frame)
        heard = Heard(frame, self, self.slots(names if names is not None else frame.get_column("asset_id").to_list()))
        time_us, received_us = heard.times_us("time"), heard.times_us("received")
        columns = {
            "number": heard.slots, "time_us": time_us, "known_us": np.maximum(time_us, received_us),
            "observed_us": np.where(received_us == _NULL_US, time_us, np.minimum(time_us, received_us)),
            "source": self.codes(frame.get_column("source_id").to_list()), "source_row": heard.column("source_row"),
            "flags": heard.column("flags"),
        }  # fmt: skip
        columns |= {name: column(heard) for name, column in self._asked.items()}
        for name, values in columns.items():
            kept: npt.NDArray[Any] = self._ints[name] if name in self._ints else self._marks[name]
            kept[first:end] = values
        for name in _FLOATS:
            values = heard.column(name)
            self._floats[name][first:end] = round_degrees(values) if name in ("lat_deg", "lon_deg") else values
        self.n = end
        return np.arange(first, end), heard.slots

    def ints(self, name: str) -> Ints:
        """A column of whole numbers; longer than there are rows. It must be asked for anew when rows were added."""
        return self._ints[name]

    def floats(self, name: str) -> Floats:
        """A column of numbers, NaN where null."""
        return self._floats[name]

    def marks(self, name: str) -> Bools:
        """A column of yes or no."""
        return self._marks[name]

    def key(self, ids: Ints) -> Ints:
        """(n, 3) what puts rows of one asset in order: time, source, row."""
        key = np.empty((len(ids), 3), np.int64)
        for k, name in enumerate(("time_us", "source", "source_row")):
            key[:, k] = self._ints[name][ids]
        return key

    def frame(self, ids: Ints, slots: Ints | None = None, flags: Ints | None = None) -> Frame:
        """Rows by their numbers, as POSITIONS, with other assets than their own and other flags where given."""
        if len(self._frames) > 1:
            self._frames = [pl.concat(self._frames, rechunk=True)]
        if not len(ids):
            return POSITIONS.empty()
        named = pl.Series("asset_id", self.names, pl.String).gather(self.ints("number")[ids] if slots is None else slots)
        found = self._frames[0][ids].with_columns(named)
        return found if flags is None else found.with_columns(flags=pl.Series(flags.astype(np.int32)))

    def kinds(self, slots: Ints) -> npt.NDArray[np.int8]:
        """Of each asset 0 for a ship, 1 for an aircraft: the place of its limits in a table of both."""
        return self.aircraft.view(np.int8)[slots]

    def slot(self, name: str) -> int:
        """The number of an asset or hull."""
        slot = self._slots.get(name)
        if slot is None:
            slot = self._slots[name] = len(self.names)
            self.names.append(name)
            self.aircraft = grown(self.aircraft, len(self.names))
            self.aircraft[slot] = is_aircraft(name)
            number = number_of(name)
            self.owners = grown(self.owners, len(self.names))
            self.owners[slot] = slot if number == name else self.slot(number)
        return slot

    def slots(self, names: Sequence[str]) -> Ints:
        """The numbers of assets or hulls."""
        known = self._slots
        return np.array([slot if (slot := known.get(name)) is not None else self.slot(name) for name in names], np.int64)

    def names_of(self, slots: Ints) -> list[str]:
        """The names of assets or hulls."""
        return [self.names[slot] for slot in slots.tolist()]

    def by_name(self, slots: Ints) -> Ints:
        """These assets in the order of their names."""
        return np.array(sorted(slots.tolist(), key=self.names.__getitem__), np.int64)

    def _code(self, source: str) -> int:
        code = self._codes.get(source)
        if code is None:
            code = self._codes[source] = len(self.sources)
            self.sources.append(source)
            self.source_ranks = np.argsort(np.argsort(np.array(self.sources, dtype=object), kind="stable"), kind="stable")
        return code

    def codes(self, sources: Sequence[str]) -> Ints:
        """The numbers of sources."""
        known = self._codes
        return np.array([code if (code := known.get(name)) is not None else self._code(name) for name in sources], np.int64)

    def _make_room(self, n: int) -> None:
        self._ints = {name: grown(column, n) for name, column in self._ints.items()}
        self._floats = {name: grown(column, n) for name, column in self._floats.items()}
        self._marks = {name: grown(column, n) for name, column in self._marks.items()}


def grown(values: npt.NDArray[T], n: int) -> npt.NDArray[T]:
    """The same values in an array with room for `n`, at least twice as long where it is too short; new places are 0."""
    if n <= len(values):
        return values
    longer = np.zeros((max(n, 2 * len(values)), *values.shape[1:]), values.dtype)
    longer[: len(values)] = values
    return longer


def usable_runs(ids: Ints, slots: Ints, final: Ints, unusable: int) -> tuple[Ints, Ints, Ints]:
    """Rows without any of some flags, the assets that have some, and offsets (n + 1) of their runs.

    Args:
        ids, slots: rows that stand together by asset, and their assets.
        final: flags by row. unusable: bits of them; 0 = all rows are meant.
    """
    kept, assets, offsets = np.empty(len(ids), np.int64), np.empty(len(ids), np.int64), np.empty(len(ids) + 1, np.int64)
    n, n_runs = 0, 0
    for i in range(len(ids)):
        if final[ids[i]] & unusable == 0:
            if n_runs == 0 or assets[n_runs - 1] != slots[i]:
                assets[n_runs], offsets[n_runs] = slots[i], n
                n_runs += 1
            kept[n] = ids[i]
            n += 1
    offsets[n_runs] = n
    return kept[:n].copy(), assets[:n_runs].copy(), offsets[: n_runs + 1].copy()


def joined(pieces: Sequence[Ints]) -> Ints:
    """Pieces as one array."""
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int64)
