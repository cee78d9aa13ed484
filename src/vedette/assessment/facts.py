"""The facts that the verdict table reads, taken from the weighed evidence.

Weighed findings, observability and the number of origins flow in, `Facts` flow out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vedette.assessment.findings import Weighed
from vedette.assessment.ground import Ground
from vedette.assessment.hypotheses import lean, posterior
from vedette.assessment.observability import Observability
from vedette.assessment.predicates import Query
from vedette.assessment.verdict_rules import Facts

COUNTS = math.log(1.2)  # a row must make the claim a fifth more probable to count as a kind of evidence
_STANDS_AGAINST = math.log(2)  # ... and halve it to count as standing against it


def find_facts(
    query: Query, evidence: Sequence[Weighed], seen: Observability, n_roots: int, ground: Ground, *, is_due: bool
) -> Facts:
    """What the rules read on a claim that can be looked for."""
    prior = ground.params.log_prior()
    speaking = [w for w in evidence if abs(lean(w.cells, prior)) >= COUNTS]
    positive = [w for w in speaking if lean(w.cells, prior) > 0]
    sensed = [w for w in positive if w.finding.is_sensor]
    at_end = [w for w in sensed if w.finding.part in (query.last_part, "whole")]
    against = [w for w in speaking if lean(w.cells, prior) <= -_STANDS_AGAINST and _is_observation(w)]
    return Facts(
        is_checkable=True,
        p=posterior(prior, [w.cells for w in evidence]).moved,
        o=seen.overall,
        k=count_kinds(positive),
        r=n_roots,
        has_sensor=bool(sensed),
        has_sensor_at_end=bool(at_end),
        has_identity_at_end=_is_identified(at_end),
        has_against=bool(against),
        has_incompatible=any(w.finding.rule.is_incompatible for w in against),
        has_anything=bool(speaking),
        is_departure_confirmed=_is_departure_confirmed(query, evidence, ground),
        is_due=is_due,
    )


def _is_observation(weighed: Weighed) -> bool:
    """Seen or heard, by a sensor or a person; silence is none, and one who was seen may well have been silent."""
    return weighed.finding.is_sensor and weighed.finding.rule.id != "nothing_heard"


def count_kinds(positive: Sequence[Weighed]) -> int:
    """Kinds of evidence: what was observed and how; never more than the groups that they come from.

    A picture and a track of one arrival are two kinds, two pictures of it are one; one witness is one kind whatever it tells.
    """
    return min(len({(w.finding.rule.kind, w.finding.how) for w in positive}), len({w.group for w in positive}))


def _is_identified(at_end: Sequence[Weighed]) -> bool:
    """Does an observation of the last part bear identity, other than by a warship's own signal alone?"""
    named = [w for w in at_end if w.finding.bears_identity]
    return any(not w.finding.is_warship_signal for w in named) or (bool(named) and any(w.finding.stream is None for w in at_end))


def _is_departure_confirmed(query: Query, evidence: Sequence[Weighed], ground: Ground) -> bool:
    """Is leaving confirmed by the rule for "confirmed", read for the departure alone?"""
    if "departure" not in query.parts or query.last_part == "departure":
        return False
    showing = [(w, max(w.cells.moved, w.cells.elsewhere) - w.cells.stayed) for w in evidence if w.finding.is_sensor]
    odds = math.log(ground.params.prior / (1 - ground.params.prior)) + math.fsum(ratio for _, ratio in showing)
    positive = [w for w, ratio in showing if ratio >= COUNTS]
    leaving = [replace(w, finding=replace(w.finding, part="departure")) for w in positive]
    return odds >= math.log(0.95 / 0.05) and count_kinds(positive) >= 2 and _is_identified(leaving)
