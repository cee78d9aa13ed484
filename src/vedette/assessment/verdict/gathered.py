"""What was known about a claim at a moment, and what follows from it: the two shapes between finding and judging."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from vedette.assessment.seeing.observability import Observability
from vedette.assessment.verdict.verdict_rules import Facts, Rule
from vedette.assessment.weights.findings import Finding, Weighed


@dataclass(frozen=True)
class Gathered:
    """Everything that was known about a claim at a moment, before any of it is weighed."""

    observed: tuple[Finding, ...]
    others: tuple[Finding, ...]
    seen: Observability
    n_roots: int
    is_due: bool
    moment: datetime
    holds_of_others: bool = False  # of several that the claim names, others than this one are confirmed

    def without(self, finding: Finding) -> Gathered:
        """The same as if a finding had never been made."""
        observed = tuple(f for f in self.observed if f != finding)
        return replace(self, observed=observed, others=tuple(f for f in self.others if f != finding))


@dataclass(frozen=True)
class Conclusion:
    """What follows from what was gathered: weighed evidence, facts, and the rule that holds."""

    evidence: tuple[Weighed, ...]
    facts: Facts
    rule: Rule
