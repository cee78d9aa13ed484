"""A window's table kept up as rows come: only the cells that a row can have changed are worked out anew.

In flow the rows that came, or were taken out again, out flows the window's whole table. A row changes its own cell and those
within the halo; to work these out, the rows of the cells around them are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import polars as pl

from vedette.engine import local
from vedette.engine.step import Frame, Window


class Cells:
    """What a window has given, and which of its cells must be worked out anew."""

    def __init__(self, step: Window, owner: Callable[[Frame], pl.Series]) -> None:
        self.step, self.owner, self.result = step, owner, step.writes.empty()
        self.changed: set[int] = set()

    def touch(self, rows: Frame) -> None:
        """Rows came, or were taken out."""
        self.changed |= self._around(self.step.cell(rows).unique().to_list())

    def compute(self, frames: Sequence[Frame], still_open: Frame, params: Any) -> Frame:
        """The window's table.

        Args:
            frames: all finished rows, in pieces.
            still_open: rows that are not finished; the cells that they change are worked out again the next time.
            params: the step's parameters.
        """
        provisional = self._around(self.step.cell(still_open).unique().to_list())
        wanted = self.changed | provisional
        seen = self._around(wanted)
        # in one piece: Polars 2.1 can panic on a lazy frame of many pieces, some of them empty
        rows = pl.concat([self._within(frame, seen) for frame in [*frames, still_open]], rechunk=True)
        found = local.run_window(self.step, rows, params) if not rows.is_empty() else self.step.writes.empty()
        fresh = found.filter(self._is_owned(found, wanted))
        kept = self.result.filter(~self._is_owned(self.result, wanted))
        self.result = self.step.writes.shape(pl.concat([kept, fresh]))
        self.changed = provisional
        return self.result

    def _around(self, cells: Iterable[int]) -> set[int]:
        halo = range(-self.step.halo_cells, self.step.halo_cells + 1)
        return {cell + beside for cell in cells for beside in halo}

    def _within(self, frame: Frame, cells: set[int]) -> Frame:
        return frame.filter(_is_one_of(self.step.cell(frame), cells))

    def _is_owned(self, table: Frame, cells: set[int]) -> pl.Series:
        return _is_one_of(self.owner(table), cells)


def _is_one_of(values: pl.Series, cells: set[int]) -> pl.Series:
    return values.is_in(pl.Series(sorted(cells), dtype=values.dtype).implode())
