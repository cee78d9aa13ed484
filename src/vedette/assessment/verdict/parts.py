"""The parts of a claim, judged apart: departure, transit, arrival, and each of the assets that it names.

Weighed evidence flows in, rows of the verdicts' column `parts` flow out: each part with its own probability and verdict, by the
same rules as the whole. The whole is not their product: it is the posterior over all rows at once, for a later part implies
the earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query
from vedette.assessment.verdict.facts import COUNTS, find_part_facts
from vedette.assessment.verdict.gathered import Gathered
from vedette.assessment.verdict.verdict_rules import Facts, choose
from vedette.assessment.weights.findings import Weighed


@dataclass(frozen=True)
class Looked:
    """What was found on one member of a claim at one moment: its query, its evidence, and the facts."""

    query: Query
    evidence: tuple[Weighed, ...]
    gathered: Gathered
    facts: Facts


def list_parts(members: Sequence[Looked], ground: Ground) -> list[dict[str, Any]]:
    """The parts of each member; where there are several members, each as a whole before its parts; none where all is one."""
    rows = []
    for member in members:
        whole = [_row("whole", member, member.facts)] if len(members) > 1 else []
        rows += whole + [_row(part, member, facts) for part, facts in _parts_of(member, ground)]
    return rows


def _parts_of(member: Looked, ground: Ground) -> Iterator[tuple[str, Facts]]:
    if len(member.query.parts) < 2:
        return
    for part in ("departure", "transit", "arrival"):
        if part in member.query.parts or any(w.finding.part == part and _speaks(w) for w in member.evidence):
            known = member.gathered
            yield (
                part,
                find_part_facts(member.query, part, member.evidence, known.seen, known.n_roots, ground, is_due=known.is_due),
            )


def _speaks(weighed: Weighed) -> bool:
    return max(weighed.cells) - min(weighed.cells) >= COUNTS


def _row(part: str, member: Looked, facts: Facts) -> dict[str, Any]:
    ids = member.query.assets.asset_ids
    asset_id = next(iter(ids)) if len(ids) == 1 else None
    return {"part": part, "asset_id": asset_id, "probability": facts.p, "verdict": choose(facts).verdict}
