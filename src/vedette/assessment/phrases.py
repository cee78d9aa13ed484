"""Every fixed phrase of the judgement in one list, with the table and row that it stands in, so that all of them can be read.

The tables themselves stay where they are used: a rule beside its needs, a reason beside its code. Nothing flows in; (where, text)
pairs flow out. Likelihood and confidence never share one of them, which a test holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vedette.assessment.evidence.sequence import OVERTAKINGS
from vedette.assessment.examining.matrix import HYPOTHESES
from vedette.assessment.known import contested
from vedette.assessment.seeing.unobserved import REASONS
from vedette.assessment.verdict.verdict_rules import FACT_NAMES, RULES, STATUS_SAYS
from vedette.assessment.verdict.words import CONFIDENCE
from vedette.assessment.weights.independence import OWN_WORD
from vedette.assessment.weights.likelihoods import read_likelihoods
from vedette.assessment.whole_case.case_params import read_case_table
from vedette.schema.probability import LIKELIHOODS


def all_phrases() -> list[tuple[str, str]]:
    """(where, text) of every fixed phrase: `table:row`, each once; empty texts left out."""
    return [(where, text) for where, text in _phrases() if text]


def _phrases() -> Iterator[tuple[str, str]]:
    for i, rule in enumerate(RULES):
        yield f"verdict_rules:{i}:{rule.verdict}", rule.says
        yield f"verdict_rules:{i}:{rule.verdict}:why", rule.why
    yield from _of("verdict_rules:fact", FACT_NAMES)
    yield from _of("status", STATUS_SAYS)
    yield from _of("unobserved", REASONS)
    for row in read_likelihoods().rows.values():
        yield f"likelihoods:{row.id}", row.says
        yield f"likelihoods:{row.id}:last", row.says_last or ""
        yield f"likelihoods:{row.id}:reason", row.reason
    yield from _of("contested", {"shared": contested.SHARED, "excluded": contested.EXCLUDED})
    yield from _of("contested", {"too_fast": contested.TOO_FAST, "doubtful": contested.DOUBTFUL})
    yield "independence:own_word", OWN_WORD
    yield from ((f"sequence:{i}", row.says) for i, row in enumerate(OVERTAKINGS))
    yield from _of("hypotheses", {name: says for name, (_, says) in HYPOTHESES.items()})
    for signal in read_case_table().signal:
        yield from _of(f"case_hypotheses:{signal.id}", {"says": signal.says, "short": signal.short})
    yield from _of("case_hypotheses", {h.id: h.fits for h in read_case_table().hypothesis})
    yield from ((f"words:likelihood:{low:g}", word) for low, _, word in LIKELIHOODS)
    yield from ((f"words:confidence:{i}", point.why) for i, point in enumerate(CONFIDENCE))


def _of(table: str, rows: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{table}:{name}", text) for name, text in rows.items())
