"""relations.md: how claims can stand to each other, the rules that find it, and the rules that join reports into roots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.markdown import code, section, table
from reference.markdown import page as whole_page
from vedette.claims.grouping.links import ROOT_RULES
from vedette.claims.grouping.relation_rules import RULES
from vedette.schema.relation_words import RELATIONS

_INTRO = (
    "What the texts of a case have to do with each other: which reports go back to one origin, and how one claim stands to another. "
    "Both are found by the rules below, each with a sentence that names what it found; no similarity of sentences decides. "
    "[Methods](../methods.md) tells what follows from them."
)
_RELATIONS = "A relation is a row of the table [`relations`](tables.md#relations): it is said of one claim and points to another."
_RULES = (
    "A rule is asked about two claims of one report, of two reports, or any two; it needs times that fit and contents of which one "
    "follows from the other. Where many pairs would say the same thing, the nearest in time stands for all."
)
_ROOTS = (
    "A report with one origin belongs to its [root](tables.md#roots). One with several stands in the root of each and joins none of "
    "them. What a person stated in `sources.csv` or in a report's front matter goes before what is found; a report that says that it "
    "saw or asked for itself does not rest on what it merely cites; an owner counts only where nothing else is known."
)
_FORMS = re.compile(r"\[([^|\]]*)\|[^\]]*\]")


def page() -> str:
    """The page."""
    return whole_page(
        "Relations and roots",
        _INTRO,
        section(
            "Relations",
            _RELATIONS,
            table(("relation", "shown", "meaning"), ((code(w.code), w.shown, w.meaning) for w in RELATIONS.values())),
        ),
        section("Rules of relations", _RULES, table(("rule", "finds", "asked about", "why"), _rules())),
        section("Rules of roots", _ROOTS, table(("rule", "sentence", "why"), _root_rules())),
    )


def _rules() -> Iterator[tuple[str, ...]]:
    for rule in RULES:
        yield code(rule.id), code(rule.relation), rule.scope, rule.why


def _root_rules() -> Iterator[tuple[str, ...]]:
    for rule in ROOT_RULES:
        sentence = _FORMS.sub(r"\1", rule.sentence)
        yield code(rule.id), sentence.format(children="A", parent="B", label="…"), rule.why
