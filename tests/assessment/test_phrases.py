"""Every sentence of the judgement, read from its tables and from the source itself: what none of them may say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import vedette.assessment
from vedette.assessment.phrases import all_phrases
from vedette.brief.phrases import INTENT_WORDS
from vedette.schema.probability import LIKELIHOODS

LIKELIHOOD = re.compile(rf"\b({'|'.join(word for *_, word in LIKELIHOODS)}|probability|per cent|chance)\b|\d %", re.IGNORECASE)
CONFIDENCE = re.compile(r"\b(high|moderate|low) confidence\b|\bconfiden(ce|t)\b", re.IGNORECASE)
FOLDER = Path(vedette.assessment.__file__).parent


def _literals() -> Iterator[tuple[str, str]]:
    """(file, text) of every string in the package that is no docstring; an f-string whole, with {} for what is filled in."""
    for path in sorted(FOLDER.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield path.name, "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | inside:
                yield path.name, node.value


SOURCE = list(_literals())
# the words of a settings page and of a question are no sentences about a claim
SETTINGS = {"params.py", "case_params.py"}


def test_the_tables_give_their_phrases_with_where_they_stand() -> None:
    phrases = all_phrases()
    tables = {where.split(":")[0] for where, _ in phrases}
    assert {"verdict_rules", "likelihoods", "unobserved", "contested", "sequence", "hypotheses", "status", "words"} <= tables
    assert len(phrases) > 150
    assert len({where for where, _ in phrases}) == len(phrases)
    assert all(text.strip() for _, text in phrases)


@pytest.mark.parametrize("source", [all_phrases(), [s for s in SOURCE if s[0] not in SETTINGS]], ids=["tables", "source"])
def test_likelihood_and_confidence_never_share_a_sentence(source: list[tuple[str, str]]) -> None:
    mixed = [(where, text) for where, text in source if LIKELIHOOD.search(text) and CONFIDENCE.search(text)]
    assert mixed == []


def test_the_test_reads_what_it_should() -> None:
    said = "It is very likely, with high confidence."
    assert LIKELIHOOD.search(said)
    assert CONFIDENCE.search(said)
    assert any("would have shown it with a probability of" in text for _, text in SOURCE)
    assert any("had no time for" in text for _, text in SOURCE)


@pytest.mark.parametrize("source", [all_phrases(), [s for s in SOURCE if s[0] not in SETTINGS]], ids=["tables", "source"])
def test_no_phrase_speaks_of_intentions(source: list[tuple[str, str]]) -> None:
    assert [(where, text) for where, text in source for pattern, _ in INTENT_WORDS if re.search(pattern, text)] == []


def test_no_phrase_shouts_or_proves() -> None:
    """Nothing is proven, certain or beyond doubt here but by the words of the probability scale."""
    loud = re.compile(
        r"\b(proven|proves|undoubtedly|definitely|certainly|beyond doubt|clearly|obviously|of course)\b|!", re.IGNORECASE
    )
    assert [(where, text) for where, text in [*all_phrases(), *SOURCE] if " " in text and loud.search(text)] == []
