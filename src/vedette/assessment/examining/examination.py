"""A claim laid open: which conditions of which verdict it meets, its matrix, what it hangs on, what would tell next.

The tables and a claim's id flow in, a frozen `Examination` flows out: everything behind a verdict that the tables have no room for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.assessment.assess import AssessmentInput
from vedette.assessment.examining.ahead.looks import NextLook
from vedette.assessment.examining.ahead.next_looks import find_next_looks
from vedette.assessment.examining.leave_out import Hanging, see_what_it_hangs_on
from vedette.assessment.examining.matrix import Matrix, hypothesis_rows, make_matrix
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.verdict.judge import conclude, judge, prepare
from vedette.assessment.verdict.verdict_rules import RULES, Facts
from vedette.assessment.weights.hypotheses import Cells, posterior
from vedette.errors import NotFound
from vedette.registry.register import Register

ASKED = ("confirmed", "corroborated", "contradicted")  # the verdicts that a claim is asked why it does not have


@dataclass(frozen=True)
class Condition:
    """One need of a rule, whether it is met, how far it is missed (null for a yes or no), and both in words."""

    fact: str
    is_met: bool
    shortfall: float | None
    says: str


@dataclass(frozen=True)
class Refused:
    """A verdict that the claim did not get: its conditions, and whether an earlier rule came first though all are met."""

    verdict: str
    rule: str
    conditions: tuple[Condition, ...]

    @property
    def is_met(self) -> bool:
        """Are all conditions met, so that another rule must have come before it?"""
        return all(c.is_met for c in self.conditions)


@dataclass(frozen=True)
class Examination:
    """Everything behind one verdict."""

    claim: dict[str, Any]
    verdict: dict[str, Any]
    refused: tuple[Refused, ...]
    matrix: Matrix
    hypotheses: tuple[dict[str, Any], ...]
    hanging: Hanging
    next_looks: tuple[NextLook, ...]


def examine(tables: AssessmentInput, register: Register, params: AssessmentParams, as_of: datetime, claim_id: str) -> Examination:
    """Lay a claim open, by what was known at a time.

    Raises:
        NotFound: no such claim had been made by then.
    """
    ground = make_ground(tables, register, params, as_of)
    claim = next((c for c in ground.claims if c["claim_id"] == claim_id), None)
    if claim is None:
        raise NotFound("claim", claim_id, [c["claim_id"] for c in ground.claims][:3])
    judged = judge(prepare(claim, ground), ground, as_of)
    prior = params.log_prior()
    matrix = make_matrix(claim_id, judged.evidence, prior)
    query, gathered = judged.brief.query, judged.gathered
    if query is None or gathered is None:
        facts = Facts(is_checkable=judged.brief.distance is not None, distance=judged.brief.distance)
        return Examination(claim, judged.verdict, tuple(_refused(facts, judged.verdict["verdict"])), matrix, (), Hanging(), ())
    facts = conclude(judged.brief, query, gathered, ground).facts
    now: Cells = posterior(prior, (w.cells for w in judged.evidence))
    return Examination(
        claim=claim,
        verdict=judged.verdict,
        refused=tuple(_refused(facts, judged.verdict["verdict"])),
        matrix=matrix,
        hypotheses=tuple(hypothesis_rows(claim, judged.evidence, ground)),
        hanging=see_what_it_hangs_on(judged, ground),
        next_looks=tuple(find_next_looks(query, now, gathered.seen, ground, as_of)),
    )


def _refused(facts: Facts, verdict: str) -> list[Refused]:
    """For each verdict in question the rule of it that is nearest to being met."""
    found = []
    for code in ASKED:
        rules = [r for r in RULES if r.verdict == code and any(n.fact == "distance" for n in r.needs) == bool(facts.distance)]
        if code == verdict or not rules:
            continue
        nearest = min(rules, key=lambda r: sum(not n.is_met(facts) for n in r.needs))
        conditions = tuple(Condition(n.fact, n.is_met(facts), n.shortfall(facts), n.say(facts)) for n in nearest.needs)
        found.append(Refused(code, nearest.why, conditions))
    return found
