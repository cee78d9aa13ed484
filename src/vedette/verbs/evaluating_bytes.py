"""The slow half of `vedette evaluate`: the same worlds written as bytes, and judged from them by the whole pipeline.

Cells of the grid flow in, judged claims flow out: those of the judge `bytes`, from feeds, texts and logs on disk to verdicts, beside
`tables`, the same judge on the same world's tables. A case that was judged is kept as a small file and not judged again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vedette.assessment.params import AssessmentParams
from vedette.registry.register import load_register
from vedette.simulation.evaluation.cells import Columns, JudgedClaim, read_cell, write_cell
from vedette.simulation.evaluation.grid import Cell
from vedette.simulation.evaluation.running import Progress, judge_world, task_of
from vedette.simulation.evaluation.scoring import FULL, number, scores_object, verdict_object
from vedette.simulation.making import make_case
from vedette.simulation.quick.claims import TrueClaim
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.worlds import make_world
from vedette.verbs.running import run

BYTES, TABLES = "bytes", "tables"


def judge_bytes(cells: Sequence[Cell], out: Path, *, on_progress: Progress) -> Columns:
    """Write every small world of some cells as a case, run it, and judge its tables too; what is on disk is read.

    Raises:
        KeyboardInterrupt: interrupted; finished worlds stay.
    """
    rows: list[JudgedClaim] = []
    worlds = [(cell, params) for cell in cells for params in cell.params()]
    for i, (cell, params) in enumerate(worlds):
        stem = task_of(cell, (BYTES, TABLES), out).path.stem
        path = out / "bytes" / f"{stem}-{params.seed}.csv"
        if not path.exists():
            write_cell(path, _judge_both(cell, params, out / "bytes" / f"world-{params.seed}"))
        rows += read_cell(path).rows
        on_progress(f"world {params.seed} from bytes", (i + 1) / len(worlds))
    return Columns(tuple(rows))


def _judge_both(cell: Cell, params: QuickParams, folder: Path) -> Iterator[JudgedClaim]:
    register = load_register()
    shutil.rmtree(folder, ignore_errors=True)
    make_case(params, folder)
    judgement = run(folder).judgement
    world = make_world(params, register)
    for claim in world.claims:
        yield _row(claim, judgement.verdict(claim.claim_id), cell, params)
    for row in judge_world(world, FULL, register, AssessmentParams(), cell.world.name):
        yield JudgedClaim(**(vars(row) | {"judge": TABLES}))
    shutil.rmtree(folder)


def _row(claim: TrueClaim, verdict: dict[str, Any] | None, cell: Cell, params: QuickParams) -> JudgedClaim:
    found = verdict or {"probability": None, "observability": None, "verdict": "not_checkable"}
    p, o = found["probability"], found["observability"]
    return JudgedClaim(
        BYTES, cell.world.name, params.seed, claim.claim_id, claim.kind, claim.group, claim.why, claim.is_true, claim.departure_true,
        round(0.1 if p is None else p, 6), round(o or 0.0, 6), found["verdict"],
    )  # fmt: skip


def bytes_object(columns: Columns) -> dict[str, Any]:
    """Scores of both depths on the same claims, how often their verdicts agree, and how far their probabilities lie apart."""
    of_bytes, of_tables = columns.where(judge=BYTES), columns.where(judge=TABLES)
    beside = {(r.seed, r.claim_id): r for r in of_tables.rows}
    pairs = [(row, beside[row.seed, row.claim_id]) for row in of_bytes.rows]
    apart = sorted(abs(a.p - b.p) for a, b in pairs)
    return {
        "n": of_bytes.n,
        "bytes": scores_object(of_bytes),
        "tables": scores_object(of_tables),
        "same_verdict": number(sum(a.verdict == b.verdict for a, b in pairs) / len(pairs)),
        "p_apart_median": number(apart[len(apart) // 2]),
        "p_apart_90": number(apart[int(0.9 * len(apart))]),
        "verdicts": [verdict_object(v, of_bytes) for v in sorted({r.verdict for r in of_bytes.rows})],
    }
