"""The worlds that the judge is tried on: the one it was made for, and those that differ from what it assumes.

Each row of `WORLDS` changes the parameters of the matched world. A grid is a choice of rows and seeds; a cell is one
row with one seed, made of several small worlds whose seeds follow from its own and, but for the matched world, from the name of the
row: were the same small worlds told twelve times over, one odd claim would count twelve times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from zlib import crc32

from vedette.errors import UsageError
from vedette.simulation.quick.params import QuickParams

CLAIMS_PER_WORLD = 40
_MATCHED = "matched"
WORLDS_WITH_ABLATIONS = 5  # of a cell, so many small worlds are judged with a part of the judge taken away


@dataclass(frozen=True)
class WorldKind:
    """A kind of world: its name, what is otherwise than in the matched world, and why it is on the grid."""

    name: str
    shown: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    is_judged: bool = True  # by the bands; worlds with another base rate are shown, not judged
    has_ablations: bool = False  # the judges with a part taken away judge it too


_FAR: dict[str, Any] = {
    "sends_factor": 0.5, "heard_factor": 0.5, "copies": 4.0, "hidden_copies": 0.2, "spoof_factor": 3.0, "clock_off_h": 3.0,
    "told_false_factor": 2.0,
}  # fmt: skip
_GARBLED: dict[str, Any] = {
    "false_mistranslated": 0.12, "false_late": 0.12, "false_resurfacing": 0.12, "copied_mistranslated": 0.09, "copied_late": 0.09,
    "copied_resurfacing": 0.06,
}  # fmt: skip
# Terrestrial receivers hardly hear the Syrian and Libyan harbours, volunteers' feeds fail for days, and more than a hundred warships'
# tracks were faked since August 2020 (Global Fishing Watch and SkyTruth, 2021): one false claim in eight about a warship comes with one.
_EAST: dict[str, Any] = {
    "covered_shares": (0.0, 0.0, 0.25, 0.95), "outage_share": 0.15, "outage_spell_days": 4.0, "spoof_factor": 6.0,
}  # fmt: skip
WORLDS = (
    WorldKind(_MATCHED, "as the judge assumes", has_ablations=True),
    WorldKind("sends_halved", "assets send half as often", {"sends_factor": 0.5}),
    WorldKind("map_too_good", "map twice as good as truth", {"heard_factor": 0.5}),
    WorldKind("map_too_poor", "map half as good as truth", {"map_thinned": 0.5}),
    WorldKind("feeds_dead", "feeds down 3 days in 4", {"outage_share": 0.75}, has_ablations=True),
    WorldKind("copies_doubled", "copies doubled, more hidden", {"copies": 4.0, "hidden_copies": 0.2}, has_ablations=True),
    WorldKind("spoofing_trebled", "faked tracks trebled", {"spoof_factor": 3.0}, has_ablations=True),
    WorldKind("clocks_minutes", "clocks off by up to 30 minutes", {"clock_off_h": 0.5}),
    WorldKind("clocks_hours", "clocks off by up to 12 hours", {"clock_off_h": 12.0}),
    WorldKind("false_reports_doubled", "false reports doubled", {"told_false_factor": 2.0}),
    WorldKind("copies_garbled", "bad copies trebled", _GARBLED),
    WorldKind("all_at_once", "all of these at once", _FAR, has_ablations=True),
    WorldKind(
        "east_mediterranean", "half of the harbours unheard, feeds out for days, named hulls faked", _EAST, has_ablations=True
    ),
    WorldKind("base_rate_30", "three claims in ten are true", {"base_rate": 0.3}, is_judged=False),
    WorldKind("base_rate_50", "every other claim is true", {"base_rate": 0.5}, is_judged=False),
)
# name -> worlds, seeds, small worlds per cell. Fitting uses seeds of its own, which no report uses.
GRIDS: Mapping[str, tuple[tuple[str, ...], tuple[int, ...], int]] = {
    "full": (tuple(w.name for w in WORLDS), (101, 102, 103), 14),
    "fit": (("matched",), (1, 2, 3), 14),
    "guard": (("matched", "all_at_once"), (201,), 2),
}


@dataclass(frozen=True)
class Cell:
    """One kind of world with one seed."""

    world: WorldKind
    seed: int
    n_worlds: int

    def params(self) -> list[QuickParams]:
        """Parameters of its small worlds."""
        plain = QuickParams(n_claims=CLAIMS_PER_WORLD)
        first = self.seed * 1000 + _salt(self.world.name)
        return [replace(plain, seed=first + i, **self.world.changes) for i in range(self.n_worlds)]


def _salt(name: str) -> int:
    """A number of its own for each kind of world, in millions, far from other cells' seeds; 0 for the matched world."""
    return 0 if name == _MATCHED else (1 + crc32(name.encode()) % 1000) * 1_000_000


def list_cells(grid: str, worlds: Sequence[str] = (), seeds: Sequence[int] = (), n_worlds: int | None = None) -> list[Cell]:
    """The cells of a grid, in order; chosen worlds, seeds or sizes in place of its own.

    Raises:
        UsageError: there is no such grid or world, or a size that cannot stand.
    """
    if grid not in GRIDS:
        raise UsageError(f"--grid {grid}: {', '.join(GRIDS)}")
    if n_worlds is not None and n_worlds < 1:
        raise UsageError(f"--worlds {n_worlds}: at least 1")
    named = {w.name: w for w in WORLDS}
    own_worlds, own_seeds, own_n = GRIDS[grid]
    for name in worlds:
        if name not in named:
            raise UsageError(f"--only {name}: {', '.join(named)}")
    return [Cell(named[name], seed, n_worlds or own_n) for name in worlds or own_worlds for seed in seeds or own_seeds]


def judged_worlds() -> tuple[str, ...]:
    """Names of the worlds on which the bands are demanded."""
    return tuple(w.name for w in WORLDS if w.is_judged)
