"""The three shapes of step. An engine only carries rows to a step's kernel; the kernel knows no engine.

map     row by row: normalise, flag. Any rows may go in any order, in any number of calls.
scan    per key, in order, carrying state from row to row: segments, visits, gaps, legs.
window  a bounded cell of space and time with a halo of its neighbours: coverage, rendezvous. The owner cell emits.

All kernels are pure: no clock, no randomness, no environment, no I/O. Rows come in and go out as Polars frames.
A kernel of a scan gets many keys at once, sorted by key and order, and a state of a few rows per key, which has the key's
columns: the engine hands each kernel the state of the keys that it gets. A step whose rows hang on more than their own key's
positions can come in `Halves`, so that an engine that is fed in chunks need not begin again. A scan of positions can have a
`Quick` form besides: the same loops over arrays that stay in memory, for feeds that come a hundred rows at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from vedette.schema.table import Table

if TYPE_CHECKING:
    from vedette.engine.columns import Bools, Ints
    from vedette.engine.live_rows import Column, LiveRows

Frame = pl.DataFrame
State = pl.DataFrame


@dataclass(frozen=True)
class Halves:
    """A kernel in two: what can be found as rows come, and what can be said of it only when other tables, or keys, are known.

    ``search(state | None, frame, params) -> (state, found)`` is the kernel of a scan by asset whose `found` has the column
    asset_id and otherwise its own; ``unfinished(state, params, watermark) -> found`` gives what is still open;
    ``settle(found, params) -> frame`` makes rows of the step's table of all that was found, and is the same as the step.
    """

    search: Callable[[State | None, Frame, Any], tuple[State, Frame]]
    unfinished: Callable[[State, Any, datetime], Frame]
    settle: Callable[[Frame, Any], Frame]


class Quick(Protocol):
    """A scan of positions over arrays, with its state in memory; what it gives, and leaves, is what the scan's kernel would.

    `load` begins from the state that the kernel left, `export` leaves it again; rows are known by their number in `LiveRows`.
    """

    def load(self, state: State, rows: LiveRows) -> None:
        """Begin where the kernel stopped."""

    def take(self, ids: Ints, slots: Ints, rows: LiveRows, n_seen: int) -> tuple[Ints, Ints]:
        """Take in rows (by asset, in order); a scan that replaces positions returns those that go on, others return nothing.

        `n_seen` says how many rows have come so far, and so whether loops are worth compiling.
        """

    def forget(self, is_meant: Bools) -> None:
        """Forget all that is known of some assets and hulls, what was found of them since the last `take_found` too."""

    def export(self, rows: LiveRows) -> State:
        """The state, as the kernel would leave it."""

    def take_found(self, rows: LiveRows) -> Frame | None:
        """What was found since the last call, as the kernel gives it; nothing of a scan that replaces positions."""


@dataclass(frozen=True)
class QuickForm:
    """How the quick form of a scan is made: from its parameters, and from what it reads of each row besides."""

    asked: Callable[[Any], dict[str, Column]]
    make: Callable[[Any], Quick]


class QuickNames(Protocol):
    """The quick form of a map of positions that changes nothing but the asset: from assets and times (µs) to assets."""

    def __call__(self, names: list[str], time_us: Ints) -> list[str]:
        """The asset of each row."""


@dataclass(frozen=True)
class Map:
    """Row by row. ``kernel(frame, params) -> frame``; ``quick(params)``, where there is one, gives its quick form."""

    name: str
    reads: Table
    writes: Table
    kernel: Callable[[Frame, Any], Frame]
    quick: Callable[[Any], QuickNames] | None = None


@dataclass(frozen=True)
class Scan:
    """Per key, in order, with state. Rows of two keys never meet; the order is total.

    ``kernel(state | None, frame, params) -> (state, frame)`` gives what is finished;
    ``finish(state, params, watermark) -> frame`` gives what is still open as of the watermark. ``concerns`` holds for the rows
    that mean anything to the kernel; with None all do. Where a frame has none, the scan gives nothing and need not be taken.
    """

    name: str
    reads: Table
    writes: Table
    key: tuple[str, ...]
    order: tuple[str, ...]
    kernel: Callable[[State | None, Frame, Any], tuple[State, Frame]]
    finish: Callable[[State, Any, datetime], Frame]
    halves: Halves | None = None
    quick: QuickForm | None = None
    concerns: pl.Expr | None = None


@dataclass(frozen=True)
class Window:
    """A cell of space and time with a halo. ``kernel(frame, params) -> frame``; ``cell`` names each row's owner cell.

    ``halo_cells`` says how many neighbouring cells a kernel must see; with 0 a cell stands alone. Where it is not 0, cells are
    whole numbers, neighbours differ by 1, and ``owner`` names the owner cell of each row that the kernel gives.
    """

    name: str
    reads: Table
    writes: Table
    cell: Callable[[Frame], pl.Series]
    halo_cells: int
    kernel: Callable[[Frame, Any], Frame]
    owner: Callable[[Frame], pl.Series] | None = None
    halves: Halves | None = None


Step = Map | Scan | Window
