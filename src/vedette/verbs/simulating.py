"""`vedette simulate` and `vedette demo --simulated`: the name or numbers of a world in; a case folder out, verdicts beside its truth.

A world is written as any case could be, with everything stamped synthetic; its truth lies in `truth/`, which nothing but
the comparison here reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from vedette.errors import UsageError
from vedette.simulation.comparing import Compared, compare
from vedette.simulation.making import make_case
from vedette.simulation.quick.params import GROUPS, QuickParams
from vedette.simulation.scenes.named import NamedWorld, find_world
from vedette.simulation.scenes.traffic import live_in
from vedette.simulation.writing.heading import Heading
from vedette.verbs.judging import Judgement
from vedette.verbs.opening import Progress, be_silent, open_case
from vedette.verbs.publishing import write
from vedette.verbs.running import run

_LONGEST_DAYS, _SHORTEST_DAYS = 400, 20
_MOST = 200  # assets of a group, and claims


@dataclass(frozen=True)
class WantedWorld:
    """Which world: a name of the table, or none; a seed; and what is to be otherwise (None = as the world has it)."""

    name: str | None = None
    seed: int = 1
    days: int | None = None
    n_claims: int | None = None
    n_of: Mapping[str, int | None] | None = None


@dataclass(frozen=True)
class Simulated:
    """A world that was written: the folder, its parameters, and how many rows of each kind."""

    folder: Path
    world: str | None
    params: QuickParams
    counts: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "is_synthetic": True, "folder": str(self.folder), "world": self.world, "seed": self.params.seed, "start": self.params.start,
            "days": self.params.days, "assets": dict(zip(GROUPS, self.params.n_of, strict=True)), "rows": dict(self.counts),
        }  # fmt: skip


@dataclass(frozen=True)
class Demonstration:
    """A simulated world that was judged: the judgement, the files of its brief, and each verdict beside the truth."""

    folder: Path
    judgement: Judgement
    brief: tuple[Path, ...]
    outcomes: tuple[Compared, ...]


def simulate(wanted: WantedWorld, folder: Path, *, is_forced: bool = False, on_progress: Progress = be_silent) -> Simulated:
    """Write a world as a case folder.

    Args:
        wanted: which world.
        folder: where to; an empty folder, or none yet.
        is_forced: replace what lies in the folder, if that is a simulated case.
    Raises:
        NotFound: no world is called so.
        UsageError: a number that cannot stand.
        CaseError: the folder holds something that may not be replaced.
    """
    world = find_world(wanted.name) if wanted.name else NamedWorld(title=f"Simulated world {wanted.seed}", question="", says="")
    params = params_of(world, wanted)
    heading = _heading(world) if wanted.name else None
    live = partial(live_in, world)
    written = make_case(params, folder, live=live, heading=heading, is_forced=is_forced, on_progress=on_progress)
    return Simulated(folder, wanted.name, params, written.counts)


def demonstrate(folder: Path, *, name: str = "december", seed: int = 1, on_progress: Progress = be_silent) -> Demonstration:
    """Write a named world, run it from its bytes, write its brief, and set its verdicts beside the truth.

    Raises:
        CaseError: the folder holds something that is no simulated case.
    """
    simulate(WantedWorld(name, seed), folder, is_forced=True, on_progress=on_progress)
    judged = run(folder, on_progress=on_progress).judgement
    paths = write(open_case(folder), judged)
    outcomes = compare(folder, [(claim, verdict) for claim, verdict, _ in judged.main_claims()])
    return Demonstration(folder, judged, tuple(paths), tuple(outcomes))


def params_of(world: NamedWorld, wanted: WantedWorld) -> QuickParams:
    """The world's parameters with what is wanted otherwise.

    Raises:
        UsageError: a number that cannot stand.
    """
    params = world.with_seed(_within("--seed", wanted.seed, 0, 2**32 - 1))
    if wanted.days is not None:
        params = replace(params, days=_within("--days", wanted.days, _SHORTEST_DAYS, _LONGEST_DAYS))
    if wanted.n_claims is not None:
        params = replace(params, n_claims=_within("--claims", wanted.n_claims, 1, _MOST))
    given = wanted.n_of or {}
    options = {"warship": "--warships", "auxiliary": "--auxiliaries", "cargo": "--cargo", "aircraft": "--aircraft"}
    counts = [(group, n if given.get(group) is None else given[group]) for group, n in zip(GROUPS, params.n_of, strict=True)]
    one, two, three, four = (_within(options[group], n or 0, 0, _MOST) for group, n in counts)
    if not one + two + three + four:
        raise UsageError("--warships, --auxiliaries, --cargo, --aircraft: at least one ship or aircraft")
    return replace(params, n_of=(one, two, three, four))


def _within(option: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise UsageError(f"{option} {value}: must be {low} to {high}")
    return value


def _heading(world: NamedWorld) -> Heading:
    return Heading(world.title, world.question, world.places, world.map or {}, world.bases or {})
