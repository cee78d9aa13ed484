"""Judging the cells of a grid: each once, two at a time, finished ones kept.

Cells and a folder flow in, files of judged claims flow out. A cell is a pure function of its parameters and of the judge's table; its file
is named after both, so that an interrupted run goes on where it stopped and a changed judge is judged anew.
"""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context
from pathlib import Path

from vedette.assessment.assess import assess_at
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register, load_register
from vedette.simulation.evaluation.ablations import ABLATIONS, Given
from vedette.simulation.evaluation.cells import Columns, JudgedClaim, read_cell, write_cell
from vedette.simulation.evaluation.concerns import find_concerns, find_coverage
from vedette.simulation.evaluation.grid import WORLDS_WITH_ABLATIONS, Cell
from vedette.simulation.evaluation.ideal import know_truth
from vedette.simulation.evaluation.scoring import FULL, IDEAL
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.worlds import QuickWorld, make_world

Progress = Callable[[str, float | None], None]
JUDGES = (FULL, IDEAL, *(a.name for a in ABLATIONS))
_VERSION = "4"  # of the simulated worlds: raised when the same parameters give another world


@dataclass(frozen=True)
class Task:
    """A cell, the judges that judge it, and the file that its claims go to."""

    cell: Cell
    judges: tuple[str, ...]
    path: Path


def judge_world(world: QuickWorld, judge: str, register: Register, params: AssessmentParams, name: str) -> Iterator[JudgedClaim]:
    """Every claim of a world as one judge sees it."""
    tables, settings = _eyes_of(judge, world, register, params)
    wanted = {claim.claim_id for claim in world.claims}
    judged = assess_at(tables, register, settings, world.as_of, wanted)
    found = {row["claim_id"]: row for row in judged.verdicts.iter_rows(named=True)}
    concerns = find_concerns(world, judged.evidence) if judge == FULL else {}
    coverage = find_coverage(world)
    for claim in world.claims:
        row = found[claim.claim_id]
        yield JudgedClaim(
            judge, name, world.params.seed, claim.claim_id, claim.kind, claim.group, claim.why, claim.is_true, claim.departure_true,
            round(row["probability"], 6), round(row["observability"], 6), row["verdict"],
            concerns.get(claim.claim_id, ""), coverage[claim.claim_id],
        )  # fmt: skip


def _eyes_of(judge: str, world: QuickWorld, register: Register, params: AssessmentParams) -> Given:
    if judge == FULL:
        return world.tables, params
    if judge == IDEAL:
        return know_truth(world, params, register)
    return next(a for a in ABLATIONS if a.name == judge).alter(world.tables, params, register)


def judge_cell(cell: Cell, judges: Sequence[str]) -> list[JudgedClaim]:
    """Every claim of a cell as each judge sees it; the same for the same arguments."""
    register, params = load_register(), AssessmentParams()
    worlds = [make_world(one, register) for one in cell.params()]
    rows = [
        row
        for judge in judges
        for world in (worlds if judge in (FULL, IDEAL) else worlds[:WORLDS_WITH_ABLATIONS])
        for row in judge_world(world, judge, register, params, cell.world.name)
    ]
    known = {(row.seed, row.claim_id): row.concerns for row in rows if row.judge == FULL}
    return [replace(row, concerns=known.get((row.seed, row.claim_id), "")) for row in rows]


def judges_of(cell: Cell, judges: Sequence[str]) -> tuple[str, ...]:
    """Those of some judges that judge a cell."""
    return tuple(j for j in judges if cell.world.has_ablations or j in (FULL, IDEAL))


def task_of(cell: Cell, judges: Sequence[str], folder: Path) -> Task:
    """Where a cell's claims go: a name with the fingerprint of all that they depend on."""
    parts = [
        _VERSION,
        AssessmentParams().params_hash,
        cell.n_worlds,
        WORLDS_WITH_ABLATIONS,
        *judges,
        *cell.params(),
        QuickParams(),
    ]
    print_ = hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()[:12]
    return Task(cell, tuple(judges), folder / "cells" / f"{cell.world.name}-{cell.seed}-{print_}.csv")


def run(
    cells: Sequence[Cell], folder: Path, *, judges: Sequence[str] = JUDGES, n_processes: int = 2, on_progress: Progress
) -> Columns:
    """Judge every cell that is not on disk yet, and read all.

    Raises:
        KeyboardInterrupt: interrupted; what is finished stays, what is not is begun anew by the next run.
    """
    tasks = [task_of(cell, judges_of(cell, judges), folder) for cell in cells]
    left = [task for task in tasks if not task.path.exists()]
    on_progress(f"{len(tasks) - len(left)} of {len(tasks)} cells were there", 1 - len(left) / max(len(tasks), 1))
    if n_processes < 2 or len(left) < 2:
        for i, task in enumerate(left):
            _work(task)
            on_progress(f"judged {task.path.stem}", (len(tasks) - len(left) + i + 1) / len(tasks))
    else:
        _run_together(left, n_processes, len(tasks), on_progress)
    return Columns(tuple(row for task in tasks for row in read_cell(task.path).rows))


def _run_together(left: Sequence[Task], n_processes: int, n_all: int, on_progress: Progress) -> None:
    others = set(active_children())
    with ProcessPoolExecutor(n_processes, mp_context=get_context("spawn"), initializer=_ignore_interrupt) as pool:
        waiting: set[Future[str]] = {pool.submit(_work, task) for task in left}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for one in done:
                    on_progress(f"judged {one.result()}", 1 - len(waiting) / n_all)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(active_children()) - others:  # a cell takes up to half a minute, and counts only when it is whole
                worker.terminate()
            raise


def _ignore_interrupt() -> None:
    """Ctrl-C goes to the parent, which ends its workers; low priority, since this is long work beside others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)


def _work(task: Task) -> str:
    write_cell(task.path, judge_cell(task.cell, task.judges))
    return task.path.stem
