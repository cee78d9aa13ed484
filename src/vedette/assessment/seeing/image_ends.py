"""One end of a claim as images see it, and the row of evidence that a rule makes of it.

Looks at an end flow in; chances and findings flow out. What all rules on images share stands here: when it may have come, the chance
that every look missed it, and how a finding cites its images.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.looks import Look
from vedette.assessment.known.recall import lengths_of
from vedette.assessment.question.predicates import Query, cite
from vedette.assessment.seeing.detections import Row
from vedette.assessment.seeing.finders import Seeing
from vedette.assessment.weights.findings import Finding

_NODES = 20  # moments of coming or going that the claimed time is cut into


@dataclass(frozen=True)
class End:
    """One end of the claim as images see it."""

    part: str
    place_ids: tuple[str, ...]
    seeing: Seeing


def chance_missed(query: Query, recalls: Sequence[tuple[datetime, float]]) -> float:
    """The chance that every look missed what came (or had gone) at some moment of the claimed time.

    Args:
        recalls: time and recall of each look. 1 where there is none.
    Returns:
        Mean over the moment of coming of prod(1 - r) over the looks after it: looks late in the time tell more than early
        ones, and looks that all lie before it tell nothing together.
    """
    if not recalls:
        return 1.0
    if query.lasts or query.end <= query.start:
        return math.prod(1 - r for _, r in recalls)
    return sum(math.prod(1 - r for time, r in recalls if time > came) for came in list_comings(query)) / _NODES


def list_comings(query: Query) -> list[datetime]:
    """The moments at which it may have come, each as probable; a state was there from the first look on."""
    if query.lasts or query.end <= query.start:
        return [query.earliest - timedelta(days=1)]
    span = query.end - query.start
    return [query.start + span * ((i + 0.5) / _NODES) for i in range(_NODES)]


def make_finding(
    end: End,
    query: Query,
    ground: Ground,
    rule_id: str,
    log_ratio: float,
    why: str,
    looks: Sequence[Look],
    rows: Sequence[Row],
    item: str,
) -> Finding:
    """The row of evidence of a rule on images of one end: it cites what was found and the images that showed it."""
    rule = ground.params.table[rule_id]
    if not lengths_of(query.assets, ground.register):  # any hull fits: the words of the text say no more
        log_ratio *= ground.params.table["class_fit"].numbers["anything"]
    cells = rule.cells(log_ratio, is_of_class=query.assets.is_of_class)
    if query.last_part == "departure":
        cells = cells._replace(elsewhere=0.0)
    detected = [cite(r) for r in rows]
    return Finding(
        rule=rule,
        item_id=item,
        cells=cells,
        why=why,
        part=query.part_of(end.part),
        origins=frozenset(k.pass_id for k in looks),
        known=max(k.known for k in looks),
        citations=tuple(dict.fromkeys([*detected, *(c for k in looks for c in k.citations)])),
        how="imagery",
        is_sensor=True,
        start=min(k.time for k in looks),
        end=max(k.time for k in looks),
        count=len(rows) if rule_id == "hull_in_image" else 1,
    )
