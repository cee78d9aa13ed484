"""The engine of one machine: carries rows to a step's kernel on two threads and puts the pieces together again.

In flows a frame and a step's parameters, out flows the step's table in its own order. A scan's rows are sorted by key
and order, cut between keys into runs of about equal length, and each run is given to the kernel with the state of its
keys; no key is ever cut, so any number of runs, and any cut of the rows into later calls, gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from vedette.engine.step import Frame, Map, Scan, State, Window

N_THREADS = 2
MIN_ROWS_PER_PIECE = 100_000  # below this a second thread costs more than it saves


@dataclass(frozen=True)
class ScanResult:
    """What a scan leaves behind: the state to carry on from (None if no key was ever met), and the rows it gave."""

    state: State | None
    frame: Frame


def run_map(step: Map, frame: Frame, params: Any) -> Frame:
    """Apply a map step to all rows; raises SchemaMismatch if its rows do not fit the table that it writes."""
    return step.writes.shape(step.kernel(frame, params))


def run_scan(
    step: Scan,
    frame: Frame,
    params: Any,
    *,
    state: State | None = None,
    watermark: datetime | None = None,
    n_pieces: int | None = None,
) -> ScanResult:
    """Carry rows, and the state left by earlier calls, through a scan.

    Args:
        step: the scan.
        frame: rows of `step.reads`, in any order; they come after all rows of earlier calls in their key's order.
        params: handed to the kernel as it is.
        state: what an earlier call left; keys without new rows keep theirs.
        watermark: where given, what is still open as of it is added to the frame; the returned state keeps it open.
        n_pieces: how many runs of keys to cut the rows into; by default as the size of the frame asks for.
    Returns:
        The new state and the rows given, in the order of `step.writes`.
    Raises:
        SchemaMismatch: rows do not fit the table that the step writes.
    """
    carried, given = carry(step, frame, params, state, watermark, n_pieces)
    return ScanResult(carried, step.writes.shape(pl.concat(given)) if given else step.writes.empty())


def carry(
    step: Scan, frame: Frame, params: Any, state: State | None, watermark: datetime | None, n_pieces: int | None = None
) -> tuple[State | None, list[Frame]]:
    """As `run_scan`, but what is given stays as the kernel gave it, in pieces."""
    ordered = sort_rows(frame, (*step.key, *step.order))
    pieces = cut_between_keys(ordered, step.key, n_pieces or _piece_count(ordered.height))
    resting, shares = _share_state(state, pieces, step.key)
    results = _in_threads([partial(step.kernel, s, p, params) for p, s in zip(pieces, shares, strict=True)])
    states = [s for s in (resting, *(r[0] for r in results)) if s is not None]
    carried = pl.concat(states).sort(step.key, maintain_order=True) if states else None
    given = [r[1] for r in results]
    if watermark is not None and carried is not None:
        given.append(step.finish(carried, params, watermark))
    return carried, given


def run_window(step: Window, frame: Frame, params: Any) -> Frame:
    """Apply a window step. One machine holds all rows, so that every cell sees all of its halo."""
    return step.writes.shape(step.kernel(frame, params))


def sort_rows(frame: Frame, columns: Sequence[str]) -> Frame:
    """Rows in order of the columns, nulls last; a frame that already is in order is returned as it is."""
    return frame.sort(columns, nulls_last=True, maintain_order=True)


def cut_between_keys(ordered: Frame, key: Sequence[str], n_pieces: int) -> list[Frame]:
    """At most `n_pieces` runs of rows of about equal length; rows of one key stay together. No rows, no pieces."""
    if ordered.is_empty():
        return []
    starts = ordered.select(pl.struct(key).rle_id()).to_series().to_numpy()
    firsts = np.flatnonzero(np.diff(starts)) + 1
    wanted = np.arange(1, n_pieces) * (ordered.height / n_pieces)
    cuts = sorted({0, ordered.height, *(int(firsts[i]) for i in np.searchsorted(firsts, wanted) if i < len(firsts))})
    return [ordered.slice(a, b - a) for a, b in pairwise(cuts)]


def _piece_count(n_rows: int) -> int:
    return N_THREADS if n_rows >= N_THREADS * MIN_ROWS_PER_PIECE else 1


def _share_state(state: State | None, pieces: Sequence[Frame], key: Sequence[str]) -> tuple[State | None, list[State | None]]:
    """The state of keys that have no new rows, and each piece's share of the rest."""
    if state is None:
        return None, [None] * len(pieces)
    met = [piece.select(key).unique() for piece in pieces]
    resting = state.join(pl.concat(met), on=key, how="anti", maintain_order="left") if met else state
    return resting, [state.join(keys, on=key, how="semi", maintain_order="left") for keys in met]


def _in_threads(calls: Sequence[Callable[[], tuple[State, Frame]]]) -> list[tuple[State, Frame]]:
    if len(calls) < 2:
        return [call() for call in calls]
    with ThreadPoolExecutor(N_THREADS) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]
