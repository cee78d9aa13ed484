"""Rows on their way through the scans of positions, each scan with the state that earlier rows left.

In flow rows that come after all earlier ones of their keys, out flows what each scan gives of them. A scan hands on only what it
has finished. With a watermark what is still open is given too, by one scan after the other, so that everything comes out; the
states are then used up, and whoever asks keeps the ones from before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from vedette.engine.local import carry
from vedette.engine.step import Frame, Halves, Scan, State, Step, Window
from vedette.schema.tables import POSITIONS

MOVED = "moved positions"  # what is given under this name are the positions behind the last scan that replaces them
_KEY, _ORDER = ("asset_id",), ("time", "source_id", "source_row")


@dataclass(frozen=True)
class Line:
    """A step, its parameters by the tables so far, and whether its rows replace or extend the table that it writes."""

    step: Step
    params: Callable[[Mapping[str, Frame]], Any]
    effect: str


@dataclass(frozen=True)
class Flowed:
    """The states after the rows, and what each scan gave of them, by the scan's name."""

    states: Mapping[str, State]
    given: Mapping[str, Frame]


def scans_of(lines: Sequence[Line]) -> list[tuple[Scan, Line]]:
    """What positions flow through, in order: scans of positions, and the first halves of steps that come in two."""
    found = [(_as_scan(line.step), line) for line in lines if line.step.reads is POSITIONS]
    return [(scan, line) for scan, line in found if scan is not None]


def halves_of(step: Step) -> Halves | None:
    """The halves of a step that comes in two."""
    return step.halves if isinstance(step, (Scan, Window)) else None


def _as_scan(step: Step) -> Scan | None:
    halves = halves_of(step)
    if halves is not None:
        return Scan(step.name, step.reads, step.writes, _KEY, _ORDER, halves.search, halves.unfinished)
    return step if isinstance(step, Scan) else None


def flow(scans: Iterable[tuple[Scan, Line]], states: Mapping[str, State], rows: Frame, as_of: datetime | None = None) -> Flowed:
    """Take rows through scans.

    Args:
        scans: from `scans_of`.
        states: what earlier rows left, by the scan's name; not changed.
        rows: rows of POSITIONS in any order, which come after all earlier rows of their keys.
        as_of: where given, what is still open as of then is given too.
    """
    after: dict[str, State] = dict(states)
    given: dict[str, Frame] = {}
    for scan, line in scans:
        state, frames = carry(scan, rows, line.params({}), states.get(scan.name), as_of)
        if state is not None:
            after[scan.name] = state
        if line.effect == "replace":
            rows = scan.writes.shape(pl.concat(frames)) if frames else scan.writes.empty()
        elif frames:
            given[scan.name] = pl.concat(frames)
    return Flowed(after, given | {MOVED: rows})
