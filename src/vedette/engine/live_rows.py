"""Rows on their way through the quick forms of the scans: numbers in arrays, everything else left in the frames that came.

In flow frames of POSITIONS, out flow numbers of rows, columns of numbers that loops read, and frames again when somebody looks.
Assets and hulls stand as numbers too, counted in the order in which they were met. Nothing is ever taken out: whoever looks
begins a new store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from vedette.engine.columns import Bools, Floats, Ints, degrees
from vedette.engine.step import Frame
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import POSITIONS

T = TypeVar("T", bound=np.generic)
_ROOM = 1024  # rows, or assets, for which there is room at first
_INTS = ("time_us", "known_us", "observed_us", "source", "source_row", "flags", "final")
_FLOATS = ("lat_deg", "lon_deg", "sog_kn", "cog_deg")
_OWN: dict[str, pl.Expr] = {
    "time_us": pl.col("time").to_physical(), "known_us": pl.max_horizontal("received", "time").to_physical(),
    "observed_us": pl.min_horizontal("time", pl.coalesce("received", "time")).to_physical(),  # no clock is ahead of its receiver
    "source_row": pl.col("source_row").cast(pl.Int64), "flags": pl.col("flags").cast(pl.Int64),
    "sog_kn": pl.col("sog_kn").fill_null(float("nan")), "cog_deg": pl.col("cog_deg").fill_null(float("nan")),
}  # fmt: skip


class LiveRows:
    """Rows by their number, and assets and hulls by theirs.

    Args:
        asked: what the scans read of each row besides, as expressions over rows of POSITIONS; one by the name of a column
            that is here already stands in its place. The others are true or false.
    """

    def __init__(self, asked: Mapping[str, pl.Expr]) -> None:
        self._asked = {**_OWN, **asked}
        self.n = 0
        self._ints: dict[str, Ints] = {name: np.zeros(_ROOM, np.int64) for name in _INTS}
        self._floats: dict[str, Floats] = {name: np.zeros(_ROOM) for name in _FLOATS}
        self._marks: dict[str, Bools] = {name: np.zeros(_ROOM, np.bool_) for name in asked if name not in _OWN}
        self._frames: list[Frame] = []
        self.names: list[str] = []
        self.aircraft = np.zeros(_ROOM, np.bool_)
        self._slots: dict[str, int] = {}
        self.sources: list[str] = []
        self._codes: dict[str, int] = {}
        self.source_ranks = np.zeros(0, np.int64)  # of each source its place in the order of their names

    def add(self, frame: Frame) -> tuple[Ints, Ints]:
        """Take in rows of POSITIONS; returns their numbers, and those of their assets."""
        first, n = self.n, frame.height
        self._make_room(first + n)
        self._frames.append(frame)
        columns = frame.select(**self._asked)
        for name in self._asked:
            kept: Ints | Floats | Bools = self._ints.get(name, self._floats.get(name, self._marks.get(name)))  # type: ignore[assignment]
            kept[first : first + n] = columns[name].to_numpy()
        for name in ("lat_deg", "lon_deg"):
            self._floats[name][first : first + n] = degrees(frame, name)
        self._ints["source"][first : first + n] = [self._code(source) for source in frame["source_id"].to_list()]
        self.n += n
        slots = np.fromiter((self.slot(name) for name in frame["asset_id"].to_list()), np.int64, n)
        return np.arange(first, first + n), slots

    def ints(self, name: str) -> Ints:
        """A column of whole numbers; longer than there are rows. It must be asked for anew when rows were added."""
        return self._ints[name]

    def floats(self, name: str) -> Floats:
        """A column of numbers, NaN where null."""
        return self._floats[name]

    def marks(self, name: str) -> Bools:
        """A column of yes or no."""
        return self._marks[name]

    def frame(self, ids: Ints, slots: Ints | None = None, flags: Ints | None = None) -> Frame:
        """Rows by their numbers, as POSITIONS, with other assets and flags where given."""
        if len(self._frames) > 1:
            self._frames = [pl.concat(self._frames, rechunk=True)]
        found = self._frames[0][ids] if len(ids) else POSITIONS.empty()
        if slots is not None:
            found = found.with_columns(asset_id=pl.Series(self.names_of(slots), dtype=pl.String))
        return found if flags is None else found.with_columns(flags=pl.Series(flags.astype(np.int32)))

    def slot(self, name: str) -> int:
        """The number of an asset or hull."""
        slot = self._slots.get(name)
        if slot is None:
            slot = self._slots[name] = len(self.names)
            self.names.append(name)
            self.aircraft = grown(self.aircraft, len(self.names))
            self.aircraft[slot] = is_aircraft(name)
        return slot

    def slots(self, names: Sequence[str]) -> Ints:
        """The numbers of assets or hulls."""
        return np.array([self.slot(name) for name in names], np.int64)

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
        return np.array([self._code(source) for source in sources], np.int64)

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


def runs_of_slots(slots: Ints) -> tuple[Ints, Ints]:
    """The assets of rows that stand together by asset, and offsets (n + 1) of their runs."""
    if not len(slots):
        return slots, np.zeros(1, np.int64)
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(slots)) + 1])
    return slots[firsts], np.append(firsts, len(slots))


def joined(pieces: Sequence[Ints]) -> Ints:
    """Pieces as one array."""
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int64)
