"""What coverage is worth where it is at stake: claims about places that no receiver covered in the claimed time.

`python -m benchmarks.coverage_worth [--worlds N] [--write]` judges simulated worlds twice, with the coverage as it was and as if
everything could have been heard, and scores both on the claims apart by what silence said: nothing (nobody could have heard it),
something, and those whose asset was heard.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vedette.assessment.assess import AssessmentInput, assess_at
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register, load_register
from vedette.simulation.evaluation.ablations import ignore_coverage
from vedette.simulation.evaluation.grid import list_cells
from vedette.simulation.quick.claims import COUNTED
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.worlds import QuickWorld, make_world

FIGURES = Path(__file__).with_name("coverage-worth.json")
KINDS, SEEDS = ("matched", "feeds_dead"), (401, 402, 403)
UNCOVERED, COVERED, HEARD = "no receiver heard there", "receivers heard there, the asset was not", "the asset was heard"
_UNMOVED = (*COUNTED, "absent")  # counts know no silence, and an absence is borne out by it
_FALSE_VERDICTS = frozenset({"not_seen_where_expected", "contradicted"})


@dataclass(frozen=True)
class Pair:
    """One claim, judged with coverage and without."""

    is_true: bool
    silence: str
    p: float
    p_without: float
    denies: bool
    denies_without: bool


def judge_pairs(params: Sequence[QuickParams], register: Register) -> Iterator[Pair]:
    """Every claim of some worlds, judged twice."""
    settings = AssessmentParams()
    for one in params:
        world = make_world(one, register)
        without, _ = ignore_coverage(world.tables, settings, register)
        full, blind = (_judge(world, tables, settings, register) for tables in (world.tables, without))
        for claim in (c for c in world.claims if c.kind not in _UNMOVED):
            (p, verdict, silence), (q, other, _) = full[claim.claim_id], blind[claim.claim_id]
            yield Pair(claim.is_true, silence, p, q, verdict in _FALSE_VERDICTS, other in _FALSE_VERDICTS)


def _judge(
    world: QuickWorld, tables: AssessmentInput, settings: AssessmentParams, register: Register
) -> dict[str, tuple[float, str, str]]:
    """Probability, verdict, and what silence said, by claim."""
    judged = assess_at(tables, register, settings, world.as_of, {claim.claim_id for claim in world.claims})
    rows = judged.evidence.filter(judged.evidence["rule"] == "nothing_heard").iter_rows(named=True)
    ratios = {row["claim_id"]: row["log_lr"]["moved"] for row in rows}
    return {
        v["claim_id"]: (v["probability"], v["verdict"], _silence(ratios.get(v["claim_id"])))
        for v in judged.verdicts.iter_rows(named=True)
    }


def _silence(log_ratio: float | None) -> str:
    return HEARD if log_ratio is None else COVERED if log_ratio < 0 else UNCOVERED


def summarise(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Scores of both judges for each answer that silence gave."""
    return [
        {"silence": silence, **_scores([pair for pair in pairs if pair.silence == silence])}
        for silence in (UNCOVERED, COVERED, HEARD)
        if any(pair.silence == silence for pair in pairs)
    ]


def _scores(pairs: Sequence[Pair]) -> dict[str, Any]:
    truth = np.array([pair.is_true for pair in pairs], float)
    found = {"n": len(pairs), "true": round(float(truth.mean()), 4)}
    for name, p in (("with", [pair.p for pair in pairs]), ("without", [pair.p_without for pair in pairs])):
        q = np.clip(np.array(p), 1e-6, 1 - 1e-6)
        found[f"mean_p_{name}"] = round(float(q.mean()), 4)
        found[f"brier_{name}"] = round(float(((q - truth) ** 2).mean()), 4)
        found[f"log_loss_{name}"] = round(float(-(truth * np.log(q) + (1 - truth) * np.log(1 - q)).mean()), 4)
    found["true_denied_with"] = sum(pair.is_true and pair.denies for pair in pairs)
    found["true_denied_without"] = sum(pair.is_true and pair.denies_without for pair in pairs)
    return found


def main() -> None:
    """Judge, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10, help="small worlds of each kind and seed, 40 claims each")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/calibration.md")
    given = parser.parse_args()
    params = [one for cell in list_cells("full", KINDS, SEEDS, given.worlds) for one in cell.params()]
    rows = summarise(list(judge_pairs(params, load_register())))
    if given.write:
        FIGURES.write_text(json.dumps({"worlds": KINDS, "seeds": SEEDS, "rows": rows}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
