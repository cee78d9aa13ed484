"""One claim at one moment: evidence, facts, verdict, reasons.

A claim, its query and the ground flow in; the weighed evidence and a row of the verdicts table flow out. Only what was known
at the moment is used.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from vedette.assessment.counts import find_counts
from vedette.assessment.distances import judge_distance
from vedette.assessment.findings import Finding, Weighed, evidence_id
from vedette.assessment.ground import Ground
from vedette.assessment.hypotheses import Cells, lean, posterior
from vedette.assessment.independence import weigh
from vedette.assessment.observability import Observability, observe
from vedette.assessment.predicates import Query, make_query
from vedette.assessment.rates import find_flights, find_rates
from vedette.assessment.reasons import give_reasons
from vedette.assessment.reports import weigh_reports
from vedette.assessment.sequence import overtake
from vedette.assessment.settle import say_what_settles
from vedette.assessment.sightings import find_sightings
from vedette.assessment.silence import weigh_silence
from vedette.assessment.tracks import find_tracks
from vedette.assessment.verdict_rules import Facts, choose
from vedette.assessment.words import Support, say_confidence, say_likelihood

_COUNTS = math.log(1.2)  # a row must make the claim a fifth more probable to count as a kind of evidence
_STANDS_AGAINST = math.log(2)  # ... and halve it to count as standing against it


@dataclass(frozen=True)
class Brief:
    """A claim made ready to be judged at any moment: what does not change with the moment is found once."""

    claim: dict[str, Any]
    query: Query | None
    distance: str | None
    standing: tuple[Finding, ...]
    tracks: tuple[Finding, ...] = ()
    flights: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Judged:
    """A verdict and the evidence that it rests on."""

    verdict: dict[str, Any]
    evidence: tuple[Weighed, ...]


def prepare(claim: dict[str, Any], ground: Ground) -> Brief:
    """Find everything that bears on a claim, whenever it became known."""
    if claim["kind"] == "distance" and claim["is_checkable"]:
        distance, findings = judge_distance(claim, ground)
        return Brief(claim, None, distance, findings)
    query = make_query(claim, ground.register, ground.params, ground.as_of)
    if query is None:
        return Brief(claim, None, None, ())
    sightings, tracks = tuple(find_sightings(query, ground)), tuple(find_tracks(query, ground))
    return Brief(claim, query, None, sightings, tracks, find_flights(query, ground))


def judge(brief: Brief, ground: Ground, moment: datetime) -> Judged:
    """The verdict on a claim with what was known at a moment."""
    if brief.query is None:
        return _judge_without_query(brief, ground, moment)
    query = brief.query
    tracks = [f for f in brief.tracks if f.known <= moment]
    standing = [f for f in brief.standing if f.known <= moment]
    seen = observe(query, ground, moment)
    said = weigh_reports(brief.claim, query, ground, moment)
    silence = weigh_silence(query, seen, tracks, ground, moment)
    rates = find_rates(query, brief.flights, ground, moment)
    prior = ground.params.log_prior()
    counts = find_counts(query, ground, moment)
    observed = overtake(query, [*standing, *tracks], ground.register)
    findings = [*observed, *silence, *rates, *counts, *said.findings]
    evidence = weigh(findings, ground.claimant_of(brief.claim), prior)
    facts = _facts(brief, query, evidence, seen, said.n_roots, ground, moment)
    return Judged(_verdict(brief, query, facts, evidence, seen, ground, moment), tuple(evidence))


def _judge_without_query(brief: Brief, ground: Ground, moment: datetime) -> Judged:
    """Claims that movement data cannot answer, and claims of geometry."""
    facts = Facts(is_checkable=brief.distance is not None, distance=brief.distance)
    evidence = [Weighed(f, 1.0, "geometry") for f in brief.standing]
    row = _row(brief, choose(facts).verdict, ground, moment) | {
        "reasons": give_reasons(brief.claim, choose(facts), evidence, ground.params.log_prior()),
        "evidence_ids": [evidence_id(brief.claim["claim_id"], f) for f in brief.standing],
    }
    return Judged(row, tuple(evidence))


def _facts(
    brief: Brief, query: Query, evidence: Sequence[Weighed], seen: Observability, n_roots: int, ground: Ground, moment: datetime
) -> Facts:
    prior = ground.params.log_prior()
    speaking = [w for w in evidence if abs(lean(w.cells, prior)) >= _COUNTS]
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
        is_due=moment >= query.end or brief.claim["status"] not in ("planned", "conditional"),
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
    positive = [w for w, ratio in showing if ratio >= _COUNTS]
    leaving = [replace(w, finding=replace(w.finding, part="departure")) for w in positive]
    return odds >= math.log(0.95 / 0.05) and count_kinds(positive) >= 2 and _is_identified(leaving)


def _verdict(
    brief: Brief, query: Query, facts: Facts, evidence: Sequence[Weighed], seen: Observability, ground: Ground, moment: datetime
) -> dict[str, Any]:
    rule = choose(facts)
    low, high = find_interval(evidence, ground)
    support = Support(facts.o, facts.k, len({w.group for w in evidence if _size(w) >= _COUNTS}), facts.r, high - low)
    prior = ground.params.log_prior()
    return _row(brief, rule.verdict, ground, moment) | {
        "probability": facts.p,
        "interval_low": min(low, facts.p),
        "interval_high": max(high, facts.p),
        "likelihood": say_likelihood(facts.p),
        "confidence": say_confidence(support),
        "observability": facts.o,
        "observability_sentence": seen.sentence,
        "valid_start": query.start,
        "valid_end": query.end,
        "reasons": give_reasons(brief.claim, rule, evidence, prior),
        "evidence_ids": [evidence_id(brief.claim["claim_id"], w.finding) for w in evidence],
        "would_settle": say_what_settles(query, rule.verdict, facts, seen, ground, moment),
    }


def _row(brief: Brief, verdict: str, ground: Ground, moment: datetime) -> dict[str, Any]:
    claim = brief.claim
    return {
        "claim_id": claim["claim_id"],
        "valid_start": claim["time_start"],
        "valid_end": claim["time_end"],
        "as_of": moment,
        "verdict": verdict,
        "would_settle": [],
        "params_hash": ground.params.params_hash,
    }


def find_interval(evidence: Sequence[Weighed], ground: Ground) -> tuple[float, float]:
    """How far the posterior moves when every ratio moves by a factor 3 and the prior from .1 to .5 (METHODS).

    A ratio moves towards or away from 1 but never past it: evidence in favour does not turn into evidence against.
    """
    factor = math.log(ground.params.ratio_factor)
    low = posterior(ground.params.log_prior(), [_shifted(w, -factor, ground) for w in evidence]).moved
    high = posterior(ground.params.log_prior(ground.params.prior_high), [_shifted(w, factor, ground) for w in evidence]).moved
    return low, high


def _shifted(weighed: Weighed, by: float, ground: Ground) -> Cells:
    leaning = lean(weighed.cells, ground.params.log_prior())
    if abs(leaning) < _COUNTS / 10:
        return weighed.cells
    moved = leaning + weighed.weight * by
    moved = max(moved, 0.0) if leaning > 0 else min(moved, 0.0)
    return weighed.cells._replace(moved=weighed.cells.moved + moved - leaning)


def _size(weighed: Weighed) -> float:
    return max(weighed.cells) - min(weighed.cells)
