"""Reasons in order of weight: what the text commits to, which rule gave the verdict, then the evidence, weightiest first.

Sentences flow out, each with its citations in brackets before its full stop; no sentence names a likelihood or a confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vedette.assessment.evidence.related import denies
from vedette.assessment.question.predicates import cite
from vedette.assessment.verdict.verdict_rules import STATUS_SAYS, Rule
from vedette.assessment.weights.findings import Weighed, stance_of
from vedette.assessment.weights.hypotheses import Cells

_MOST = 8
_MOST_CITED = 4
_TELLS_APART = 0.1  # in log: a tenth


def give_reasons(claim: dict[str, Any], rule: Rule, evidence: Sequence[Weighed], prior: Cells) -> list[str]:
    """The reasons of a verdict, at most ten."""
    own = (cite(claim),)
    speaking = [w for w in evidence if _speaks(w, prior)]
    silent = [w for w in evidence if not _speaks(w, prior)]
    deciding = speaking[:2] or silent[:1]
    cited = tuple(dict.fromkeys(c for w in deciding for c in w.finding.citations))[:_MOST_CITED] or own
    status = "denied" if denies(claim) else claim["status"]
    reasons = [with_citations(STATUS_SAYS[status], own)] if status in STATUS_SAYS else []
    reasons.append(with_citations(rule.says, cited))
    told = [*speaking[:_MOST], *silent[: max(_MOST - len(speaking), 0)]]
    return reasons + [with_citations(w.finding.why, w.finding.citations[:_MOST_CITED]) for w in told]


def _speaks(weighed: Weighed, prior: Cells) -> bool:
    """Does a row tell the hypotheses apart, if only a movement elsewhere from staying?"""
    return stance_of(weighed.cells, prior) != "neutral" or max(weighed.cells) - min(weighed.cells) > _TELLS_APART


def with_citations(sentence: str, citations: Sequence[str]) -> str:
    """A sentence with its citations in brackets before its full stop."""
    return f"{sentence.removesuffix('.')} [{'; '.join(citations)}]."
