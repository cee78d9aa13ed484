"""One claim at one moment: evidence, facts, verdict, reasons.

A claim, its query and the ground flow in; the weighed evidence and a row of the verdicts table flow out. Only what was known
at the moment is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from vedette.assessment.evidence.already_there import allow_earlier
from vedette.assessment.evidence.convoys import weigh_convoy
from vedette.assessment.evidence.counts import find_counts
from vedette.assessment.evidence.distances import judge_distance
from vedette.assessment.evidence.feasibility import weigh_feasibility
from vedette.assessment.evidence.fleets import weigh_fleet
from vedette.assessment.evidence.hull_counts import weigh_hull_counts
from vedette.assessment.evidence.images import find_image_evidence
from vedette.assessment.evidence.patrols import weigh_patrols
from vedette.assessment.evidence.prism import weigh_prism
from vedette.assessment.evidence.published_counts import weigh_published
from vedette.assessment.evidence.rate_questions import find_counted
from vedette.assessment.evidence.rates import find_rates
from vedette.assessment.evidence.reports import weigh_reports
from vedette.assessment.evidence.sequence import overtake
from vedette.assessment.evidence.sightings import find_sightings
from vedette.assessment.evidence.silence import weigh_silence
from vedette.assessment.evidence.tracks import find_tracks
from vedette.assessment.evidence.whence import trace_back
from vedette.assessment.examining.settle import say_what_settles
from vedette.assessment.known.contested import contest, doubt
from vedette.assessment.known.ground import Ground
from vedette.assessment.question.predicates import Query, make_query
from vedette.assessment.seeing.observability import Observability, chances_by_share, observe
from vedette.assessment.verdict.facts import COUNTS, find_facts
from vedette.assessment.verdict.gathered import Conclusion, Gathered
from vedette.assessment.verdict.interval import find_interval
from vedette.assessment.verdict.members import add_others, find_decisive, hold_of_others, part_members
from vedette.assessment.verdict.parts import Looked, list_parts
from vedette.assessment.verdict.reasons import give_reasons
from vedette.assessment.verdict.verdict_rules import Facts, choose
from vedette.assessment.verdict.words import Support, say_confidence
from vedette.assessment.weights.findings import Finding, Weighed, evidence_id
from vedette.assessment.weights.hypotheses import posterior
from vedette.assessment.weights.independence import weigh
from vedette.schema.probability import say_likelihood


@dataclass(frozen=True)
class Brief:
    """A claim made ready to be judged at any moment: what does not change with the moment is found once."""

    claim: dict[str, Any]
    query: Query | None
    distance: str | None
    standing: tuple[Finding, ...]
    tracks: tuple[Finding, ...] = ()
    flights: tuple[dict[str, Any], ...] = ()
    members: tuple[Brief, ...] = ()  # one for each of several that it names


@dataclass(frozen=True)
class Judged:
    """A verdict and the evidence that it rests on."""

    verdict: dict[str, Any]
    evidence: tuple[Weighed, ...]
    brief: Brief
    gathered: Gathered | None = None  # null where there was nothing to look for


def prepare(claim: dict[str, Any], ground: Ground) -> Brief:
    """Find everything that bears on a claim, whenever it became known."""
    if claim["kind"] == "distance" and claim["is_checkable"]:
        distance, findings = judge_distance(claim, ground)
        return Brief(claim, None, distance, findings)
    query = make_query(claim, ground.register, ground.params, ground.as_of)
    if query is None:
        return Brief(claim, None, None, ())
    members = part_members(query, ground.register)
    if len(members) == 1:
        return _prepare_query(claim, query, ground)
    briefs = tuple(_prepare_query(claim, member, ground) for member in members)
    standing, tracks = (tuple(f for b in briefs for f in getattr(b, name)) for name in ("standing", "tracks"))
    return Brief(claim, query, None, standing, tracks, find_counted(query, ground), briefs)


def _prepare_query(claim: dict[str, Any], query: Query, ground: Ground) -> Brief:
    sightings, tracks = tuple(find_sightings(query, ground)), tuple(find_tracks(query, ground))
    return Brief(claim, query, None, sightings, tracks, find_counted(query, ground))


def judge(brief: Brief, ground: Ground, moment: datetime) -> Judged:
    """The verdict on a claim with what was known at a moment."""
    if brief.query is None:
        return _judge_without_query(brief, ground, moment)
    members = brief.members or (brief,)
    looked = [_look_at(member, member.query, ground, moment) for member in members if member.query is not None]
    decisive = find_decisive([member.facts for member in looked])
    brief, gathered = members[decisive], replace(looked[decisive].gathered, holds_of_others=hold_of_others(looked, decisive))
    query, facts = looked[decisive].query, replace(looked[decisive].facts, is_some_confirmed=gathered.holds_of_others)
    evidence = add_others(looked[decisive].evidence, [m for i, m in enumerate(looked) if i != decisive], looked[decisive])
    verdict = _verdict(brief, query, Conclusion(evidence, facts, choose(facts)), gathered.seen, ground, moment)
    return Judged(verdict | {"parts": list_parts(looked, ground) or None}, evidence, brief, gathered)


def _look_at(brief: Brief, query: Query, ground: Ground, moment: datetime) -> Looked:
    """Gather and weigh what is known about one member of a claim."""
    gathered = gather(brief, query, ground, moment)
    concluded = conclude(brief, query, gathered, ground)
    return Looked(query, concluded.evidence, gathered, concluded.facts)


def gather(brief: Brief, query: Query, ground: Ground, moment: datetime) -> Gathered:
    """What was known about a claim at a moment."""
    tracks = [f for f in brief.tracks if f.known <= moment]
    seen = observe(query, ground, moment)
    said = weigh_reports(brief.claim, query, ground, moment)
    silence = weigh_silence(query, seen, tracks, ground, moment)
    rates = find_rates(query, ground, moment)
    counts = [*find_counts(query, ground, moment), *weigh_published(query, brief.claim, brief.flights, ground, moment)]
    is_due = moment >= (query.end if brief.claim["status"] in ("planned", "conditional") else query.start)
    inferred = [
        f for weigh_it in (weigh_fleet, weigh_feasibility, weigh_prism, weigh_patrols) for f in weigh_it(query, ground, moment)
    ]
    company = weigh_convoy(query, tracks, ground, moment)
    images = find_image_evidence(query, ground, moment)
    others = (*silence, *rates, *counts, *images, *inferred, *company, *said.findings)
    observed = believe([*brief.standing, *brief.tracks], query, ground, moment)
    return Gathered(observed, others, seen, said.n_roots, is_due, moment)


def believe(findings: Sequence[Finding], query: Query, ground: Ground, moment: datetime) -> tuple[Finding, ...]:
    """What was seen and heard by a moment, in the light of where else the asset was: contested signals, whence it came, since when."""
    known = [f for f in findings if f.known <= moment]
    believed = doubt(contest(known, ground.contests, moment), ground.doubts, moment)
    return tuple(allow_earlier(query, trace_back(query, believed, ground, moment), ground, moment))


def gather_without(finding: Finding, brief: Brief, query: Query, gathered: Gathered, ground: Ground) -> Gathered:
    """What was gathered, as if one finding had never been made: nor what leaned on what was seen or heard, as whence an asset came."""
    asset_id = finding.observed[0]
    if asset_id is None or finding not in gathered.observed:
        return gathered.without(finding)
    return gather_without_item(finding.item_id, asset_id, brief, query, gathered, ground)


def gather_without_item(item_id: str, asset_id: str, brief: Brief, query: Query, gathered: Gathered, ground: Ground) -> Gathered:
    """What was gathered, as if one sighting or event of an asset had never been, whether or not it is evidence itself."""
    left = [f for f in (*brief.standing, *brief.tracks) if f.item_id != item_id]
    return replace(gathered, observed=believe(left, query, ground.without(item_id, asset_id), gathered.moment))


def conclude(brief: Brief, query: Query, gathered: Gathered, ground: Ground) -> Conclusion:
    """Weigh what was gathered and choose the verdict."""
    observed = overtake(query, gathered.observed, ground.register)
    findings = [*weigh_hull_counts(query, observed, gathered.seen, ground), *gathered.others]
    next_root = ground.params.table["report_root"].numbers["next_root"]
    evidence = weigh(findings, ground.claimant_of(brief.claim), ground.params.log_prior(), next_root)
    facts = find_facts(query, evidence, gathered.seen, gathered.n_roots, ground, is_due=gathered.is_due)
    facts = replace(facts, is_some_confirmed=gathered.holds_of_others)
    return Conclusion(tuple(evidence), facts, choose(facts))


def _judge_without_query(brief: Brief, ground: Ground, moment: datetime) -> Judged:
    """Claims that movement data cannot answer, and claims of geometry."""
    facts = Facts(is_checkable=brief.distance is not None, distance=brief.distance)
    evidence = [Weighed(f, 1.0, "geometry") for f in brief.standing]
    row = _row(brief, choose(facts).verdict, ground, moment) | {
        "reasons": give_reasons(brief.claim, choose(facts), evidence, ground.params.log_prior()),
        "evidence_ids": [evidence_id(brief.claim["claim_id"], f) for f in brief.standing],
    }
    return Judged(row, tuple(evidence), brief)


def _verdict(
    brief: Brief, query: Query, concluded: Conclusion, seen: Observability, ground: Ground, moment: datetime
) -> dict[str, Any]:
    evidence, facts, rule = concluded.evidence, concluded.facts, concluded.rule
    now = posterior(ground.params.log_prior(), (w.cells for w in evidence))
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
        "would_settle": say_what_settles(query, rule.verdict, now, seen, ground, moment),
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
