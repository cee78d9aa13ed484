"""At least so many: what the hulls and airframes that were seen say about a claimed number.

Findings on a claim with a number flow in and flow out again. Each hull shows that one more moved; only the hull that makes up
the number tells "as many as claimed" from "fewer", which the fourth hypothesis stands for here. Where fewer were seen than
claimed, one row says how probable it is that the rest was missed. Signals and sightings of one name are one hull; hulls
without a name are counted by the largest single look, for two looks may have shown the same ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability
from vedette.assessment.weights.findings import Finding
from vedette.assessment.weights.hypotheses import lean

KINDS = frozenset({"move", "depart", "arrive", "present"})  # rates count flights, build-ups compare looks


def is_counted(query: Query) -> bool:
    """Does a claim name a number of hulls or airframes of a class?"""
    return query.kind in KINDS and query.assets.is_of_class and (query.assets.count_min or 1) > 1


def count_hulls(findings: Sequence[Finding]) -> int:
    """How many different hulls some findings show."""
    named = {f.observed[0] for f in findings if f.observed[0]}
    return max([len(named), *(f.count for f in findings if not f.observed[0])], default=0)


def weigh_hull_counts(query: Query, findings: Sequence[Finding], seen: Observability, ground: Ground) -> list[Finding]:
    """The findings, each with what it says about the number; and one more where fewer were seen than claimed."""
    claimed = query.assets.count_min or 1
    if not is_counted(query):
        return list(findings)
    prior = ground.params.log_prior()
    shows = [f for f in findings if f.is_sensor and f.part in (query.last_part, "whole") and lean(f.cells, prior) > 0]
    if not shows:
        return list(findings)
    makes_up = _making_up(shows, claimed)
    weighed = [_with_fewer(f) if f in shows and f.evidence_id not in makes_up else f for f in findings]
    n_seen = count_hulls(shows)
    return weighed if n_seen >= claimed else [*weighed, _short(query, shows, n_seen, seen, ground)]


def _with_fewer(finding: Finding) -> Finding:
    """The finding fits "fewer than claimed" as well as the claim."""
    return replace(finding, cells=finding.cells._replace(other=finding.cells.moved))


def _making_up(shows: Sequence[Finding], claimed: int) -> frozenset[str]:
    """The findings on the hulls that make up the number: looks that show it at once, else the weakest hull that is needed."""
    by_hull: dict[str, list[Finding]] = defaultdict(list)
    for finding in shows:
        if finding.observed[0]:
            by_hull[finding.observed[0]].append(finding)
    ranked = sorted(by_hull, key=lambda hull: (-max(f.cells.moved for f in by_hull[hull]), hull))
    whole_looks = {f.evidence_id for f in shows if f.count >= claimed and not f.observed[0]}
    return frozenset(whole_looks | {f.evidence_id for hull in ranked[claimed - 1 :] for f in by_hull[hull]})


def _short(query: Query, shows: Sequence[Finding], n_seen: int, seen: Observability, ground: Ground) -> Finding:
    rule = ground.params.table["fewer_seen_than_claimed"]
    claimed, o = query.assets.count_min or 1, seen.shown.get(query.last_part, 0.0)
    recall = o if o > 0 else rule.numbers["unmeasured_recall"]
    log_ratio = rule.numbers["together"] * shortfall_log_ratio(n_seen, claimed, recall)
    last = max(shows, key=lambda f: (f.known, f.item_id))
    return Finding(
        rule=rule,
        item_id=f"hulls:{query.claim_id}",
        cells=rule.cells(log_ratio),
        why=f"{n_seen} of at least {claimed} were seen: {rule.says}.",
        part=query.part_of(query.last_part),
        origins=frozenset({f"hulls:{query.claim_id}"}),
        known=last.known,
        citations=tuple(dict.fromkeys(c for f in shows for c in f.citations[:1]))[:4],
    )


def shortfall_log_ratio(n_seen: int, claimed: int, recall: float) -> float:
    """Log of P(n seen | as many as claimed) / P(n seen | fewer, each number alike), never above 0.

    Args:
        n_seen: different hulls seen, 1 <= n < claimed.
        claimed: the least number claimed.
        recall: chance that a hull that was there was seen, 0 to 1 exclusive of both ends or clipped to them.
    """
    r = min(max(recall, 0.01), 0.99)
    fewer = [_binomial(n_seen, m, r) for m in range(n_seen, claimed)]
    return min(math.log(_binomial(n_seen, claimed, r)) - math.log(math.fsum(fewer) / (claimed - 1)), 0.0)


def _binomial(k: int, n: int, p: float) -> float:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)
