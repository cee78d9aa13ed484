"""What shows an arrival may be explained by something else than what is claimed: one other history shows all of it at once.

Findings and the share of "elsewhere or at another time" that would show them just as well flow in; out flows how far that hypothesis
comes up to the claim, as one part for all findings, since they are not explained away one by one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vedette.assessment.weights.findings import Finding

AT_DESTINATION = frozenset(
    {"seen_at_destination", "seen_at_destination_later", "track_at_destination", "track_at_destination_later"}
)


def part_explained(findings: Sequence[Finding], share: float) -> float:
    """How far, from 0 to 1, "elsewhere or at another time" comes up to the claim in log, over all findings together.

    P(all | elsewhere) is (1 - share) x what it was, and `share` x P(all | as claimed). At least one finding; 0 < share <= 1.
    """
    before, claimed = sum(f.cells.elsewhere for f in findings), sum(f.cells.moved for f in findings)
    if claimed <= before:
        return 0.0
    return max(math.log((1 - share) + share * math.exp(claimed - before)) / (claimed - before), 0.0)


def explain_in_part(finding: Finding, part: float) -> Finding:
    """A finding of which "elsewhere or at another time" explains so much of what the claim does beyond it."""
    cells = finding.cells
    return replace(finding, cells=cells._replace(elsewhere=cells.elsewhere + part * max(cells.moved - cells.elsewhere, 0.0)))
