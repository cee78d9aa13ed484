"""What a verdict hangs on: it is given again without each piece of evidence, and with each number three times off.

What was gathered on a claim flows in; probabilities and verdicts flow out. A finding is left out before anything is weighed, so that
what it had discounted, overtaken, traced back or excluded counts again. A number is moved alone, all others as they are: a ratio (all
rows of its rule at once), the odds before the evidence, how often such an asset sends its position.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vedette.assessment.known.ground import Ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.assets import sends_like
from vedette.assessment.question.predicates import Query
from vedette.assessment.verdict.gathered import Conclusion, Gathered
from vedette.assessment.verdict.judge import Brief, Judged, conclude, gather, gather_without, gather_without_item
from vedette.assessment.verdict.witnesses import find_witnesses
from vedette.assessment.weights.findings import Finding, evidence_id
from vedette.assessment.weights.hypotheses import lean
from vedette.assessment.weights.likelihoods import Likelihood
from vedette.schema.probability import percent
from vedette.schema.words import VERDICTS

_NOTHING = 1e-9
_MOST = 4


@dataclass(frozen=True)
class LeftOut:
    """The answer without one row of evidence."""

    evidence_id: str
    why: str
    probability: float
    verdict: str


@dataclass(frozen=True)
class Moved:
    """The answer with one number three times greater or smaller; `what` names it."""

    what: str
    factor: float
    probability: float
    verdict: str


@dataclass(frozen=True)
class Hanging:
    """What a verdict hangs on: the answers without each row and with each number moved, and the telling ones in words."""

    left_out: tuple[LeftOut, ...] = ()
    moved: tuple[Moved, ...] = ()
    sentences: tuple[str, ...] = ()

    def without(self, name: str) -> dict[str, float | str]:
        """The cells of the evidence table for one row; none where the row says nothing."""
        found = next((row for row in self.left_out if row.evidence_id == name), None)
        return {"without_probability": found.probability, "without_verdict": found.verdict} if found else {}


def see_what_it_hangs_on(judged: Judged, ground: Ground) -> Hanging:
    """Give the verdict again without each row and with each number moved; nothing where there was nothing to look for."""
    query, gathered = judged.brief.query, judged.gathered
    if query is None or gathered is None:
        return Hanging()
    left_out = leave_each_out(judged.brief, query, gathered, ground)
    moved = move_each_number(judged.brief, query, gathered, ground)
    verdict = judged.verdict["verdict"]
    return Hanging(tuple(left_out), tuple(moved), tuple(say_what_it_hangs_on(verdict, left_out, moved)))


def say_what_it_hangs_on(verdict: str, left_out: Sequence[LeftOut], moved: Sequence[Moved]) -> list[str]:
    """At most four sentences: the rows without which, then the numbers with which, the verdict would be another."""
    rows = [row for row in left_out if row.verdict != verdict]
    numbers = [m for m in moved if m.verdict != verdict]
    said = [f"Without this it would be {_shown(r.verdict)} ({percent(r.probability)}): {r.why}" for r in rows[:_MOST]]
    for m in numbers[: _MOST - len(said)]:
        times = f"{max(m.factor, 1 / m.factor):g} times {'greater' if m.factor > 1 else 'smaller'}"
        said.append(f"With the {m.what} {times} it would be {_shown(m.verdict)} ({percent(m.probability)}).")
    if said:
        return said
    if not left_out:
        return []
    return ["No single row of evidence, and no single number taken three times greater or smaller, changes the verdict."]


def _shown(verdict: str) -> str:
    return VERDICTS[verdict].shown.lower()


def leave_each_out(brief: Brief, query: Query, gathered: Gathered, ground: Ground) -> list[LeftOut]:
    """The answer without each row in turn, in the order in which they were found; rows that say nothing change nothing.

    Last come the sightings and events that are no evidence of the claim but changed what others say, by their own id.
    """
    found = []
    for finding in (*gathered.observed, *gathered.others):
        if max(finding.cells) - min(finding.cells) > _NOTHING:
            after = conclude(brief, query, gather_without(finding, brief, query, gathered, ground), ground)
            name = evidence_id(brief.claim["claim_id"], finding)
            found.append(LeftOut(name, finding.why, after.facts.p, after.rule.verdict))
    for witness in find_witnesses(gathered, ground):
        without = gather_without_item(witness.item_id, witness.asset_id, brief, query, gathered, ground)
        after = conclude(brief, query, without, ground)
        found.append(LeftOut(witness.item_id, witness.says, after.facts.p, after.rule.verdict))
    return found


def move_each_number(brief: Brief, query: Query, gathered: Gathered, ground: Ground) -> list[Moved]:
    """The answer with each number in turn `ratio_factor` times greater and smaller, in order of how far it moves."""
    factor = ground.params.ratio_factor
    found = []
    for by in (factor, 1 / factor):
        for what, after in _each_moved(brief, query, gathered, ground, by):
            found.append(Moved(what, by, after.facts.p, after.rule.verdict))
    now = conclude(brief, query, gathered, ground).facts.p
    return sorted(found, key=lambda m: (-abs(m.probability - now), m.what, m.factor))


def _each_moved(brief: Brief, query: Query, gathered: Gathered, ground: Ground, by: float) -> Iterator[tuple[str, Conclusion]]:
    rules = {f.rule.id: f.rule for f in (*gathered.observed, *gathered.others) if max(f.cells) - min(f.cells) > _NOTHING}
    for rule in sorted(rules.values(), key=lambda r: r.id):
        moved = replace(
            gathered,
            observed=tuple(_moved(f, rule, by, ground) for f in gathered.observed),
            others=tuple(_moved(f, rule, by, ground) for f in gathered.others),
        )
        yield f"ratio of “{rule.id.replace('_', ' ')}”", conclude(brief, query, moved, ground)
    other = _with(ground, prior=_odds_times(ground.params.prior, by))
    yield "odds before the evidence", conclude(brief, query, gathered, other)
    sending = _with(ground, likelihoods=_sending_times(query, ground, by))
    again = replace(gather(brief, query, sending, gathered.moment), holds_of_others=gathered.holds_of_others)
    yield "share of days on which it sends", conclude(brief, query, again, sending)


def _moved(finding: Finding, rule: Likelihood, by: float, ground: Ground) -> Finding:
    """The finding with its ratio moved, not past 1; every cell in proportion."""
    if finding.rule.id != rule.id:
        return finding
    leaning = lean(finding.cells, ground.params.log_prior())
    size = abs(leaning) if abs(leaning) > _NOTHING else max(finding.cells) - min(finding.cells)
    if size <= _NOTHING:
        return finding
    return replace(finding, cells=finding.cells.scaled(max(size + math.log(by), 0.0) / size))


def _with(ground: Ground, **changes: object) -> Ground:
    settings = ground.params.model_dump() | changes
    return replace(ground, params=AssessmentParams.model_validate(settings))


def _odds_times(prior: float, by: float) -> float:
    odds = by * prior / (1 - prior)
    return odds / (1 + odds)


def _sending_times(query: Query, ground: Ground, by: float) -> dict[str, dict[str, float]]:
    """Overrides under which the mean share of days moves by a factor, up to .99, its Beta as narrow as before."""
    row, who = ground.params.table["nothing_heard"].numbers, sends_like(query.assets, None, ground.register)
    whole = row[f"{who}_a"] + row[f"{who}_b"]
    mean = min(by * row[f"{who}_a"] / whole, 0.99)
    given = {rule: dict(numbers) for rule, numbers in ground.params.likelihoods.items()}
    given["nothing_heard"] = given.get("nothing_heard", {}) | {f"{who}_a": mean * whole, f"{who}_b": (1 - mean) * whole}
    return given
