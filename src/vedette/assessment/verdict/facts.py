"""The facts that the verdict table reads, taken from the weighed evidence.

Weighed findings, observability and the number of origins flow in, `Facts` flow out: on the whole of a claim, or on one part of
it. Leaving fits a movement to any place, so that for the departure the two hypotheses of having moved are one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from vedette.assessment.evidence.hull_counts import count_hulls, is_counted
from vedette.assessment.known.contested import SEEN
from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability
from vedette.assessment.verdict.verdict_rules import Facts, choose
from vedette.assessment.weights.findings import Finding, Weighed
from vedette.assessment.weights.hypotheses import Cells, lean, posterior

COUNTS = math.log(1.2)  # a row must make the claim a fifth more probable to count as a kind of evidence
_AT_ORIGIN = frozenset({"seen_leaving", "track_departed", "track_leg", "still_at_origin"})
_LATER = frozenset({"seen_at_destination_later", "track_at_destination_later"})
_ONE_TIME = timedelta(days=1.5)  # the slack of a claimed time, `tolerance_days`
_STANDS_AGAINST = math.log(2)  # ... and halve it to count as standing against it
_EXCLUDES = math.log(10)  # ... and make it ten times less probable to exclude it: what a return explains as well does not


def find_facts(
    query: Query, evidence: Sequence[Weighed], seen: Observability, n_roots: int, ground: Ground, *, is_due: bool
) -> Facts:
    """What the rules read on a claim that can be looked for."""
    whole = _read(query.last_part, evidence, seen.overall, n_roots, ground, is_due=is_due)
    if is_counted(query) and count_hulls(_at_end(query, evidence, ground)) < (query.assets.count_min or 1):
        whole = replace(whole, has_identity_at_end=False, has_sensor=False, is_number_short=True)
    whole = replace(whole, is_resolved=query.is_resolved)
    if "departure" not in query.parts or query.last_part == "departure":
        return whole
    departure = find_part_facts(query, "departure", evidence, seen, n_roots, ground, is_due=is_due)
    return replace(whole, is_departure_confirmed=choose(departure).verdict == "confirmed")


def _at_end(query: Query, evidence: Sequence[Weighed], ground: Ground) -> list[Finding]:
    """What speaks for the last part of a claim and was observed."""
    prior, parts = ground.params.log_prior(), (query.last_part, "whole")
    return [w.finding for w in evidence if w.finding.is_sensor and w.finding.part in parts and lean(w.finding.cells, prior) > 0]


def find_part_facts(
    query: Query, part: str, evidence: Sequence[Weighed], seen: Observability, n_roots: int, ground: Ground, *, is_due: bool
) -> Facts:
    """What the rules read on one part of a claim: on leaving, whatever shows that it left; else the rows on that part alone."""
    if part == "departure" and query.last_part != "departure":
        rows = [replace(w, finding=replace(w.finding, cells=_of_leaving(w.finding.cells), part=part)) for w in evidence]
        facts = _read(part, rows, seen.shown.get(part, 0.0), n_roots, ground, is_due=is_due)
        was_there = any(w.finding.rule.id in _AT_ORIGIN for w in evidence)
        return facts if was_there else replace(facts, has_identity_at_end=False)  # who was never seen there may never have been
    rows = [w for w in evidence if w.finding.part in (part, "whole")]
    return _read(part, rows, seen.shown.get(part, 0.0), n_roots, ground, is_due=is_due)


def _of_leaving(cells: Cells) -> Cells:
    return Cells(max(cells.moved, cells.elsewhere), cells.stayed, cells.stayed, cells.other)


def _read(last_part: str, evidence: Sequence[Weighed], o: float, n_roots: int, ground: Ground, *, is_due: bool) -> Facts:
    prior = ground.params.log_prior()
    speaking = [w for w in evidence if abs(lean(w.cells, prior)) >= COUNTS]
    positive = [w for w in speaking if lean(w.cells, prior) > 0]
    others = [w for w in positive if not w.is_claimants]  # the claimant is no second witness of the claim
    at_end = [w for w in positive if _is_observation(w) and w.finding.part in (last_part, "whole")]
    against = [w for w in speaking if lean(w.cells, prior) <= -_STANDS_AGAINST and _is_observation(w)]
    return Facts(
        is_checkable=True,
        p=posterior(prior, [w.cells for w in evidence]).moved,
        o=o,
        k=count_kinds(others),
        r=n_roots,
        has_sensor=any(_is_observation(w) for w in others),
        has_sensor_at_end=bool(at_end),
        has_identity_at_end=_is_identified([w for w in at_end if not w.is_claimants]),
        has_against=bool(against),
        has_incompatible=any(w.finding.rule.is_incompatible and lean(w.cells, prior) <= -_EXCLUDES for w in against),
        has_anything=bool(speaking),
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
    """Does an observation of the last part bear identity, other than by a warship's own signal alone?

    A signal that a person logged is still a signal, with a name or without one, and bears out none. What was seen after the claimed
    time may have come after it.
    """
    named = [w.finding for w in at_end if w.finding.bears_identity and w.finding.rule.id not in _LATER]
    seen = [w.finding for w in at_end if w.finding.how in SEEN and w.finding.rule.id not in _LATER]
    return any(not f.is_warship_signal or any(_are_of_one_time(f, look) for look in seen) for f in named)


def _are_of_one_time(signal: Finding, look: Finding) -> bool:
    """May a look without a name show whose signal it was? Only if it is of the same days."""
    if signal.start is None or signal.end is None or look.start is None or look.end is None:
        return False
    return signal.start - _ONE_TIME <= look.end and look.start <= signal.end + _ONE_TIME
