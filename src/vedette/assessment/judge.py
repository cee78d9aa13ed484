"""One claim at one moment: evidence, facts, verdict, reasons.

A claim, its query and the ground flow in; the weighed evidence and a row of the verdicts table flow out. Only what was known
at the moment is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from vedette.assessment.counts import find_counts
from vedette.assessment.distances import judge_distance
from vedette.assessment.facts import COUNTS, find_facts
from vedette.assessment.findings import Finding, Weighed, evidence_id
from vedette.assessment.ground import Ground
from vedette.assessment.independence import weigh
from vedette.assessment.interval import find_interval
from vedette.assessment.observability import Observability, chances_by_share, observe
from vedette.assessment.predicates import Query, make_query
from vedette.assessment.rate_questions import find_counted
from vedette.assessment.rates import find_rates
from vedette.assessment.reasons import give_reasons
from vedette.assessment.reports import weigh_reports
from vedette.assessment.sequence import overtake
from vedette.assessment.settle import say_what_settles
from vedette.assessment.sightings import find_sightings
from vedette.assessment.silence import weigh_silence
from vedette.assessment.tracks import find_tracks
from vedette.assessment.verdict_rules import Facts, Rule, choose
from vedette.assessment.words import Support, say_confidence, say_likelihood


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
    return Brief(claim, query, None, sightings, tracks, find_counted(query, ground))


@dataclass(frozen=True)
class Gathered:
    """Everything that was known about a claim at a moment, before any of it is weighed."""

    observed: tuple[Finding, ...]
    others: tuple[Finding, ...]
    seen: Observability
    n_roots: int
    is_due: bool
    moment: datetime

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


def judge(brief: Brief, ground: Ground, moment: datetime) -> Judged:
    """The verdict on a claim with what was known at a moment."""
    if brief.query is None:
        return _judge_without_query(brief, ground, moment)
    gathered = gather(brief, brief.query, ground, moment)
    concluded = conclude(brief, brief.query, gathered, ground)
    return Judged(_verdict(brief, brief.query, concluded, gathered.seen, ground, moment), concluded.evidence)


def gather(brief: Brief, query: Query, ground: Ground, moment: datetime) -> Gathered:
    """What was known about a claim at a moment."""
    tracks = [f for f in brief.tracks if f.known <= moment]
    standing = [f for f in brief.standing if f.known <= moment]
    seen = observe(query, ground, moment)
    said = weigh_reports(brief.claim, query, ground, moment)
    silence = weigh_silence(query, seen, tracks, ground, moment)
    rates = find_rates(query, ground, moment)
    counts = find_counts(query, ground, moment)
    is_due = moment >= query.end or brief.claim["status"] not in ("planned", "conditional")
    others = (*silence, *rates, *counts, *said.findings)
    return Gathered((*standing, *tracks), others, seen, said.n_roots, is_due, moment)


def conclude(brief: Brief, query: Query, gathered: Gathered, ground: Ground) -> Conclusion:
    """Weigh what was gathered and choose the verdict."""
    findings = [*overtake(query, gathered.observed, ground.register), *gathered.others]
    evidence = weigh(findings, ground.claimant_of(brief.claim), ground.params.log_prior())
    facts = find_facts(query, evidence, gathered.seen, gathered.n_roots, ground, is_due=gathered.is_due)
    return Conclusion(tuple(evidence), facts, choose(facts))


def _judge_without_query(brief: Brief, ground: Ground, moment: datetime) -> Judged:
    """Claims that movement data cannot answer, and claims of geometry."""
    facts = Facts(is_checkable=brief.distance is not None, distance=brief.distance)
    evidence = [Weighed(f, 1.0, "geometry") for f in brief.standing]
    row = _row(brief, choose(facts).verdict, ground, moment) | {
        "reasons": give_reasons(brief.claim, choose(facts), evidence, ground.params.log_prior()),
        "evidence_ids": [evidence_id(brief.claim["claim_id"], f) for f in brief.standing],
    }
    return Judged(row, tuple(evidence))


def _verdict(
    brief: Brief, query: Query, concluded: Conclusion, seen: Observability, ground: Ground, moment: datetime
) -> dict[str, Any]:
    evidence, facts, rule = concluded.evidence, concluded.facts, concluded.rule
    low, high = find_interval(evidence, chances_by_share(query, query.last_part, ground, moment), ground)
    support = Support(facts.o, facts.k, len({w.group for w in evidence if _size(w) >= COUNTS}), facts.r, high - low)
    return _row(brief, rule.verdict, ground, moment) | {
        "probability": facts.p,
        "interval_low": min(low, facts.p),
        "interval_high": max(high, facts.p),
        "likelihood": say_likelihood(facts.p) if any(_size(w) > 0 for w in evidence) else None,  # a bare prior has no word
        "confidence": say_confidence(support),
        "observability": facts.o,
        "observability_sentence": seen.sentence,
        "valid_start": query.start,
        "valid_end": query.end,
        "reasons": give_reasons(brief.claim, rule, evidence, ground.params.log_prior()),
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


def _size(weighed: Weighed) -> float:
    return max(weighed.cells) - min(weighed.cells)
