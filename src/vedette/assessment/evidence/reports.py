"""Reports as evidence: who else says so, and does it go back to somebody else?

A claim and all other claims flow in; one finding per independent origin flows out. Texts that go back to one origin are
one; what goes back to the claimant has ratio 1; plans, conditions and open questions do not say that it happened; "no
evidence yet" is exactly 1. A claim supports another if it is the same proposition or a narrower one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from vedette.assessment.evidence.related import Claim, denies, is_related
from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import join_names, say_span
from vedette.assessment.question.predicates import Query, cite
from vedette.assessment.weights.findings import Finding
from vedette.assessment.weights.independence import join_by_labels
from vedette.clock import format_day

_VERBS = {
    "report_root": ("says so", "say so"),
    "report_denies": ("denies it", "deny it"),
    "actor_denies": ("denies it", "deny it"),
    "no_evidence_yet": ("finds no evidence", "find no evidence"),
}
_SAYS_SO = frozenset({"asserted", "hedged"})
_TELLS = frozenset({"asserted", "hedged", "planned", "unconfirmed"})  # a report exists, whatever it commits to


@dataclass(frozen=True)
class Said:
    """What the texts say about a claim: findings, and how many independent origins tell it at all."""

    findings: tuple[Finding, ...]
    n_roots: int


def weigh_reports(claim: Claim, query: Query, ground: Ground, moment: datetime) -> Said:
    """Everything that reports known at a moment say on a claim."""
    texts = [c for c in ground.claims if c["report_id"] and c["claim_id"] != claim["claim_id"]]  # a question says nothing
    known = [c for c in texts if _known(c, ground) <= moment]
    related = [c for c in known if is_related(c, claim, query, ground)]
    own = _labels(claim, ground)
    labels = {c["claim_id"]: _labels(c, ground) for c in related}
    by_id = {c["claim_id"]: c for c in related}
    several = {c["claim_id"] for c in related if ground.origins.rests_on_several(c["report_id"])}
    groups = join_by_labels(labels | {claim["claim_id"]: own}, several)
    findings = [_own_word(claim, query, ground, moment)]
    n_roots = 0
    for group in groups:
        members = [by_id[name] for name in group if name in by_id]
        is_own = claim["claim_id"] in group
        if any(_tells(c) for c in ([claim, *members] if is_own else members)) and (not is_own or own):
            n_roots += 1
        if not is_own:
            findings += _of_origin(members, claim, ground)
    return Said(tuple(findings), n_roots)


def _labels(claim: Claim, ground: Ground) -> frozenset[str]:
    if claim["report_id"]:
        return ground.origins.labels_of_report(claim["report_id"])
    return ground.claimant_of(claim)


def _known(claim: Claim, ground: Ground) -> datetime:
    made: datetime | None = claim["made"]
    return made or ground.as_of


def _tells(claim: Claim) -> bool:
    return claim["status"] in _TELLS and not denies(claim)


def _of_origin(members: Sequence[Claim], claim: Claim, ground: Ground) -> Iterator[Finding]:
    """The findings of one independent origin: it says so, it denies it, or it only speaks of evidence."""
    saying = [c for c in members if c["status"] in _SAYS_SO and not denies(c)]
    denying = [c for c in members if denies(c)]
    lacking = [c for c in members if c["status"] == "unconfirmed" and not denies(c)]
    if saying:
        best = max(ground.params.table["report_hedged"].numbers[c["status"]] for c in saying)
        # an origin that says both yes and no is half an origin
        yield _finding("report_root", saying, best / 2 if denying else best, ground)
    elif denying:
        is_actor = any(_speaks_for_actor(c, claim) for c in denying)
        yield _finding("actor_denies" if is_actor else "report_denies", denying, 1.0, ground)
    if lacking:
        yield _finding("no_evidence_yet", lacking, 1.0, ground)


def _speaks_for_actor(denial: Claim, claim: Claim) -> bool:
    actor = (claim["actor"] or "").casefold()
    return bool(actor) and any(actor in speaker.casefold() for speaker in denial["speaker"] or ())


def _finding(rule_id: str, claims: Sequence[Claim], exponent: float, ground: Ground) -> Finding:
    rule = ground.params.table[rule_id]
    first = sorted(claims, key=lambda c: (_known(c, ground), c["claim_id"]))
    origins = frozenset().union(*(ground.claimant_of(c) for c in first)) or frozenset({f"claim:{first[0]['claim_id']}"})
    if rule_id == "report_root":
        publishers = tuple(filter(None, (_publisher_of(c, ground) for c in first)))
        log_ratio = exponent * rule.log(ground.grade_of((*publishers, *sorted(origins))))
    else:
        log_ratio = rule.log("ratio")
    outlets = list(dict.fromkeys(_outlet_of(c, ground) for c in first))
    told = join_names(outlets[:3]) + (" and others" if len(outlets) > 3 else "")
    one, many = _VERBS[rule_id]
    said = f"{told} {one if len(outlets) == 1 else many}, {format_day(_known(first[0], ground))}"
    return Finding(
        rule=rule,
        item_id=_item_of(first[0]),
        cells=rule.cells(log_ratio),
        why=f"{said}: {rule.says}.",
        part="whole",
        origins=origins,
        known=_known(first[0], ground),
        citations=tuple(dict.fromkeys(cite(c) for c in first[:4])),
    )


def _own_word(claim: Claim, query: Query, ground: Ground, moment: datetime) -> Finding:
    """The claim's own report: ratio exactly 1."""
    rule = ground.params.table["report_of_claim"]
    when = f", {format_day(claim['made'])}" if claim["made"] else ""
    why = f"{_outlet_of(claim, ground)}{when}, on {say_span(query.start, query.end)}: {rule.says}."
    return Finding(
        rule=rule,
        item_id=_item_of(claim),
        cells=rule.cells(rule.log("ratio")),
        why=why,
        part="whole",
        origins=ground.claimant_of(claim) or frozenset({"asked"}),
        known=min(claim["made"] or moment, moment),
        citations=(cite(claim),),
    )


def _item_of(claim: Claim) -> str:
    return str(claim["report_id"] or claim["claim_id"])


def _publisher_of(claim: Claim, ground: Ground) -> str | None:
    report = ground.reports.get(claim["report_id"] or "")
    return report["publisher_id"] if report else None


def _outlet_of(claim: Claim, ground: Ground) -> str:
    report = ground.reports.get(claim["report_id"] or "")
    if report and report["outlet"]:
        return str(report["outlet"])
    if report:
        return "The text"  # typed, piped, or without an outlet
    return claim["speaker"][0] if claim["speaker"] else "The question as asked"
