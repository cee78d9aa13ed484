"""The judgement of a case: tables in, evidence and verdicts out. The page to read first.

For each claim: `predicates` says what to look for; `sightings`, `tracks`, `silence`, `rates`, `reports` and `distances` find
what bears on it; `independence` discounts what shares an origin; `verdict_rules` gives the verdict; `history` does so
for every day on which something became known; `leave_out` says what the verdict hangs on. `case_hypotheses` judges what the
movements of the case fit as a whole. Pure: the same tables give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from vedette.assessment.examining.leave_out import see_what_it_hangs_on
from vedette.assessment.examining.matrix import hypothesis_rows
from vedette.assessment.known.ground import AssessmentInput, make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.seeing.unobserved import list_unobserved
from vedette.assessment.verdict.history import judge_through_time
from vedette.assessment.verdict.judge import judge, prepare
from vedette.assessment.weights.findings import to_row
from vedette.assessment.whole_case.case_hypotheses import judge_case
from vedette.registry.register import Register
from vedette.schema.tables import CASE_HYPOTHESES, EVIDENCE, HYPOTHESES, UNOBSERVED, VERDICTS

__all__ = ["AssessmentInput", "AssessmentOutput", "assess"]


@dataclass(frozen=True)
class AssessmentOutput:
    """Rows of the evidence and hypotheses tables as of the end, of the verdicts table with its history, and on the case as a whole."""

    evidence: pl.DataFrame
    verdicts: pl.DataFrame
    hypotheses: pl.DataFrame = field(default_factory=HYPOTHESES.empty)
    case_hypotheses: pl.DataFrame = field(default_factory=CASE_HYPOTHESES.empty)
    unobserved: pl.DataFrame = field(default_factory=UNOBSERVED.empty)


def assess(tables: AssessmentInput, register: Register, params: AssessmentParams, as_of: datetime) -> AssessmentOutput:
    """Judge every claim by what was known at a time.

    Args:
        tables: frames of the schema; rows that became known after `as_of` are not used, claims made later get no verdict.
        register: places, assets and classes, the case's own included.
        params: priors, windows, overrides of the likelihood table, milestones.
        as_of: the time to judge by, UTC.
    Returns:
        Evidence as it stands at `as_of` (log ratios after discount), and one verdict for each change of a claim's verdict
        and for `as_of`.
    Raises:
        UsageError: an override names a likelihood that does not exist.
    """
    ground = make_ground(tables, register, params, as_of)
    prior = params.log_prior()
    evidence, verdicts, hypotheses, unobserved = [], [], [], []
    for claim in ground.claims:
        history, last = judge_through_time(claim, ground)
        hanging = see_what_it_hangs_on(last, ground)
        verdicts += [*history[:-1], history[-1] | {"hangs_on": list(hanging.sentences)}]
        rows = [to_row(claim["claim_id"], weighed, prior) for weighed in last.evidence]
        evidence += [row | hanging.without(row["evidence_id"]) for row in rows]
        hypotheses += hypothesis_rows(claim, last.evidence, ground) if last.gathered else []
        unobserved += list_unobserved(last.brief.query, ground, as_of) if last.brief.query else []
    return AssessmentOutput(
        evidence=EVIDENCE.build(evidence),
        verdicts=VERDICTS.build(verdicts),
        hypotheses=HYPOTHESES.build(hypotheses),
        case_hypotheses=CASE_HYPOTHESES.build(judge_case(ground)),
        unobserved=UNOBSERVED.build(unobserved),
    )


def assess_at(
    tables: AssessmentInput, register: Register, params: AssessmentParams, as_of: datetime, claim_ids: Collection[str]
) -> AssessmentOutput:
    """Judge some of the claims by what was known at a time, without how the verdicts came there.

    The last row that `assess` gives for each claim, but for what it hangs on, at a fraction of its cost; all other claims
    still count as reports.

    Args:
        claim_ids: the claims to be judged; the rest as for `assess`.
    Raises:
        UsageError: an override names a likelihood that does not exist.
    """
    ground = make_ground(tables, register, params, as_of)
    prior = params.log_prior()
    evidence, verdicts = [], []
    for claim in ground.claims:
        if claim["claim_id"] in claim_ids:
            last = judge(prepare(claim, ground), ground, as_of)
            verdicts.append(last.verdict)
            evidence += [to_row(claim["claim_id"], weighed, prior) for weighed in last.evidence]
    return AssessmentOutput(EVIDENCE.build(evidence), VERDICTS.build(verdicts))
