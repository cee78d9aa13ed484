"""Why a claim is not confirmed and not contradicted, what its verdict hangs on, and what would tell next.

In: a case, the id of a claim, a time. Out: an `Examination` as plain values, and the lines of it that a terminal shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rapidfuzz import process

from vedette import pipeline
from vedette.assessment.examining.examination import Examination
from vedette.assessment.examining.matrix import HYPOTHESES
from vedette.assessment.examining.settle import say_look
from vedette.errors import NotFound
from vedette.schema.probability import percent, say_probability
from vedette.schema.words import VERDICTS
from vedette.verbs.inputs import gather_inputs
from vedette.verbs.judging import settings_of
from vedette.verbs.opening import Opened, Progress, be_silent


def why_not(opened: Opened, claim_id: str, as_of: datetime, *, on_progress: Progress = be_silent) -> Examination:
    """Lay a claim of a case open, by what was known at a time.

    Raises:
        NotFound: no such claim had been made by then; says which ids it resembles.
    """
    inputs = gather_inputs(opened)
    settings = settings_of(opened, inputs)
    tables = pipeline.run(inputs, opened.register, settings, as_of, on_progress=on_progress)
    known = tables["claims"]["claim_id"].to_list()
    if claim_id not in known:
        raise NotFound("claim", claim_id, [m[0] for m in process.extract(claim_id, known, limit=3)])
    return pipeline.examine(tables, opened.register, settings, as_of, claim_id)


def as_object(found: Examination) -> dict[str, Any]:
    """Plain values for `--json`."""
    verdict = found.verdict
    return {
        "claim_id": found.claim["claim_id"],
        "quote": found.claim["quote"],
        "as_of": verdict["as_of"],
        "verdict": verdict["verdict"],
        "probability": verdict.get("probability"),
        "refused": [
            {
                "verdict": r.verdict,
                "rule": r.rule,
                "conditions": [
                    {"fact": c.fact, "is_met": c.is_met, "shortfall": c.shortfall, "says": c.says} for c in r.conditions
                ],
            }
            for r in found.refused
        ],
        "hypotheses": [
            {name: row[name] for name in ("hypothesis", "says", "prior", "posterior", "place_ids")} for row in found.hypotheses
        ],
        "matrix": [
            {
                "evidence_id": row.evidence_id,
                "why": row.why,
                "diagnosticity": row.diagnosticity,
                "cells": row.cells._asdict(),
                "citations": list(row.citations),
            }
            for row in found.matrix.rows
        ],
        "without": [
            {"evidence_id": row.evidence_id, "probability": row.probability, "verdict": row.verdict}
            for row in found.hanging.left_out
        ],
        "sensitivity": [
            {"what": m.what, "factor": m.factor, "probability": m.probability, "verdict": m.verdict} for m in found.hanging.moved
        ],
        "hangs_on": list(found.hanging.sentences),
        "next": [
            {
                "kind": look.kind,
                "says": look.says,
                "due": look.due,
                "gain_bits": look.gain_bits,
                "outcomes": [{"says": o.says, "chance": o.chance, "probability": o.probability} for o in look.outcomes],
            }
            for look in found.next_looks
        ],
    }


def as_lines(found: Examination) -> list[str]:
    """The answer as lines of text, most important first; an empty line parts two sections."""
    verdict = found.verdict
    lines = [f"“{' '.join(found.claim['quote'].split())}”", f"{VERDICTS[verdict['verdict']].shown}{_figure(verdict)}."]
    for refused in found.refused:
        lines += ["", f"Why not {VERDICTS[refused.verdict].shown.lower()}?"]
        lines += [f"  {'met    ' if c.is_met else 'not met'}  {c.says}" for c in refused.conditions]
    if found.hypotheses:
        lines += ["", "Hypotheses, before and after the evidence:"]
        lines += [f"  {percent(row['prior']):>9} → {percent(row['posterior']):>9}  {row['says']}" for row in found.hypotheses]
    lines += _matrix_lines(found)
    if found.hanging.sentences:
        lines += ["", "What the verdict hangs on:", *(f"  {s}" for s in found.hanging.sentences)]
    if found.next_looks:
        lines += ["", "What would tell next, the most telling first (bits of information expected):"]
        lines += [f"  {look.gain_bits:.3f}  {say_look(look)}" for look in found.next_looks]
    elif found.hypotheses:
        lines += ["", "What would tell next: nothing that could still be observed would move the figure by a percentage point."]
    return lines


def _figure(verdict: Mapping[str, Any]) -> str:
    """How probable it is, behind the verdict; empty for what has no probability."""
    if verdict.get("probability") is None:
        return ""
    low, high = verdict.get("interval_low"), verdict.get("interval_high")
    return f"; {say_probability(verdict['probability'], verdict.get('likelihood'), low, high)}"


def _matrix_lines(found: Examination) -> list[str]:
    """Rows of evidence against hypotheses; a row that tells nothing apart is counted only."""
    telling = [row for row in found.matrix.rows if row.diagnosticity > 1.001]
    if not telling:
        return []
    without = {row.evidence_id: row for row in found.hanging.left_out}
    heads = "".join(f"{HYPOTHESES[name][0]:>11}" for name in HYPOTHESES)
    lines = [
        "",
        "The matrix: P(evidence | hypothesis), the largest of each row as 1; then the probability without the row",
        f"  {heads}   without",
    ]
    for row in telling:
        cells = "".join(f"{cell:>11.3g}" for cell in row.cells)
        left = f"{percent(without[row.evidence_id].probability):>9}" if row.evidence_id in without else " " * 9
        lines.append(f"  {cells}  {left}  {row.why}")
    silent = len(found.matrix.rows) - len(telling)
    return [*lines, f"  and {silent} {'row' if silent == 1 else 'rows'} that tell nothing apart"] if silent else lines
