"""verdicts.md: the words of a verdict, their rules in order, likelihood, confidence, kinds of claims, what a text commits to."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from reference.markdown import code, codes, section, table
from reference.markdown import page as whole_page
from vedette.assessment.verdict import words
from vedette.assessment.verdict.verdict_rules import RULES
from vedette.assessment.verdict.words import CONFIDENCE
from vedette.brief.phrases import EVENT, HOW, KIND, STATUS, UNCHECKABLE
from vedette.schema.probability import LIKELIHOODS
from vedette.schema.words import CERTAINTIES, CHECKABLE_KINDS, OTHER_KINDS, SIGHTING_EVENTS, SIGHTING_HOW, STATUSES, VERDICTS

_INTRO = "A verdict is the graded answer to one claim, as of a time. [Methods](../methods.md) tells how it comes about."
_REPLACED = """\
A verdict that a later one replaces stays in the table; the later one names it (`supersedes_as_of`, `supersedes_verdict`)."""
_RULES = """\
They are read from the top; the first that holds gives the verdict. *p* is the probability with the prior at its default, *O*
the observability, *k* the kinds of evidence in favour (never more than the groups of independence that they come from), *r*
the independent origins that tell it, *B* the last part of the claim."""
_LIKELIHOOD = """\
The words are those of Intelligence Community Directive 203 (ICD 203). Below 1 % and from 99 % on, the figure itself
is printed: under 1 %, over 99 %."""
_STATUS = "The status of a claim is what its writer says, not what the data say."


def page() -> str:
    """The page."""
    return whole_page(
        "Verdicts",
        _INTRO,
        section(
            "Words",
            table(("verdict", "code", "meaning"), ((w.shown, code(w.code), w.meaning) for w in VERDICTS.values())),
            _REPLACED,
        ),
        section("Rules", _RULES, table(("", "verdict", "holds when", "sentence"), _rules())),
        section("Likelihood", _LIKELIHOOD, table(("probability", "words"), _likelihoods())),
        section("Confidence", _confidence(), table(("holds", "why"), _points())),
        section("Kinds of claims", table(("kind", "what", "can movement data answer it?"), _kinds())),
        section(
            "What a text commits to", _STATUS, table(("status", "shown", "meaning"), ((code(s), *STATUS[s]) for s in STATUSES))
        ),
        section(
            "Sightings",
            table(("event", "shown"), ((code(e), EVENT[e]) for e in SIGHTING_EVENTS)),
            table(("how", "shown"), ((code(h), HOW[h]) for h in SIGHTING_HOW)),
            f"Certainty: {codes(CERTAINTIES)}.",
        ),
    )


def _rules() -> Iterator[tuple[str, ...]]:
    for number, rule in enumerate(RULES, 1):
        yield str(number), VERDICTS[rule.verdict].shown, rule.why, rule.says


def _likelihoods() -> Iterator[tuple[str, str]]:
    for low, high, word in LIKELIHOODS:
        yield f"{100 * low:g} to below {100 * high:g} %", word


_COUNTED = {
    "observability": "observability",
    "n_kinds": "kinds of evidence in favour",
    "n_groups": "groups of independence",
    "n_roots": "independent origins of reports",
    "width": "width of the interval",
}


def _points() -> Iterator[tuple[str, str]]:
    """What makes a point: the comparison as the code makes it, and why."""
    compared = re.findall(r"Point\(lambda s: s\.(\w+) ([<>]=) ([\d.]+)", inspect.getsource(words))
    for (field, sign, limit), point in zip(compared, CONFIDENCE, strict=True):
        yield f"{_COUNTED[field]} {sign} {limit}", point.why


def _confidence() -> str:
    """How many points make which word, found by asking the code."""
    found: dict[str, list[int]] = {}
    for n in range(len(CONFIDENCE) + 1):
        support = words.Support(float(n > 0), 9 * (n > 1), 9 * (n > 2), 9 * (n > 3), float(n <= 4))
        found.setdefault(words.say_confidence(support), []).append(n)
    said = ", ".join(f"{word} with {_span(points)}" for word, points in reversed(found.items()))
    return f"How far to trust the figure, kept apart from it. Each of these is a point: {said}."


def _span(points: list[int]) -> str:
    return f"{points[0]} to {points[-1]}" if len(points) > 1 else str(points[0])


def _kinds() -> Iterator[tuple[str, str, str]]:
    yield from ((code(kind), KIND[kind], "yes") for kind in CHECKABLE_KINDS)
    yield from ((code(kind), KIND[kind], f"no: {UNCHECKABLE[kind]}") for kind in OTHER_KINDS)
