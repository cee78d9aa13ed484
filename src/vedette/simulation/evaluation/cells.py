"""Judged claims of one cell of the grid, on disk: a finished cell is never run again.

Rows flow in and become one CSV file; the file flows out as arrays. A cell's name holds a fingerprint of all that its rows depend on,
so that rows of other settings are never taken for these; a file appears whole or not at all.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from vedette.simulation.evaluation.metrics import Bools, Floats


@dataclass(frozen=True)
class JudgedClaim:
    """One claim as one judge saw it, beside the truth. `p` and `o` are rounded to six decimals."""

    judge: str
    world: str
    seed: int
    claim_id: str
    kind: str  # kind of claim
    group: str  # what it speaks of: warship, auxiliary, cargo, aircraft
    why: str  # how it came to be true or false
    is_true: bool
    departure_true: bool
    p: float
    o: float
    verdict: str
    concerns: str = ""  # parts of the judgement that bear on it, as the ablations name them, separated by blanks
    coverage: str = ""  # of the place where it ends, in the claimed time: covered, receiver_failing, feed_down, desert


@dataclass(frozen=True)
class Columns:
    """Judged claims as arrays of one length."""

    rows: tuple[JudgedClaim, ...]

    @property
    def p(self) -> Floats:
        """Probabilities."""
        return np.array([r.p for r in self.rows], dtype=np.float64)

    @property
    def o(self) -> Floats:
        """Observabilities."""
        return np.array([r.o for r in self.rows], dtype=np.float64)

    @property
    def is_true(self) -> Bools:
        """What was so."""
        return np.array([r.is_true for r in self.rows], dtype=np.bool_)

    def where(self, **wanted: object) -> Columns:
        """The rows whose fields have these values."""
        return Columns(tuple(r for r in self.rows if all(getattr(r, name) == value for name, value in wanted.items())))

    def concerned(self, part: str) -> Columns:
        """The rows of claims on which a part of the judgement bears."""
        return Columns(tuple(r for r in self.rows if part in r.concerns.split()))

    def of_worlds(self, others: Columns) -> Columns:
        """The rows of the small worlds that others have rows of."""
        wanted = {(r.world, r.seed) for r in others.rows}
        return Columns(tuple(r for r in self.rows if (r.world, r.seed) in wanted))

    @property
    def n(self) -> int:
        """How many."""
        return len(self.rows)


def write_cell(path: Path, rows: Iterable[JudgedClaim]) -> None:
    """Write the rows of a finished cell; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [f.name for f in fields(JudgedClaim)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)
    part.replace(path)


def read_cell(path: Path) -> Columns:
    """The rows of a finished cell."""
    with path.open(newline="", encoding="utf-8") as lines:
        return Columns(tuple(_row(cells) for cells in csv.DictReader(lines)))


def _row(cells: dict[str, str]) -> JudgedClaim:
    return JudgedClaim(
        judge=cells["judge"],
        world=cells["world"],
        seed=int(cells["seed"]),
        claim_id=cells["claim_id"],
        kind=cells["kind"],
        group=cells["group"],
        why=cells["why"],
        is_true=cells["is_true"] == "True",
        departure_true=cells["departure_true"] == "True",
        p=float(cells["p"]),
        o=float(cells["o"]),
        verdict=cells["verdict"],
        concerns=cells["concerns"],
        coverage=cells["coverage"],
    )
