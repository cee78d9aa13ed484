"""Markdown says what the page says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.sample import sample_document

from vedette.brief.markdown import escape, render_markdown
from vedette.brief.phrases import SYNTHETIC


def test_it_holds_the_same_claims_verdicts_and_sources():
    document = sample_document()
    text = render_markdown(document)
    for section in document.claims:
        assert f"### {section.number}. " in text
    for source in document.sources:
        assert escape(source.path) in text
        assert source.sha256 in text
    for citation in document.citations:
        assert f"\n{citation.number}. " in text
    assert SYNTHETIC in text
    assert "◆ Contradicted" in text
    assert "supersedes reported only as of 22 Dec 2024" in text
    assert text.endswith("\n")


def test_likelihood_and_confidence_are_two_lines():
    lines = render_markdown(sample_document()).splitlines()
    assert "- Confidence: moderate" in lines
    assert not any("Likelihood:" in line and "onfidence" in line for line in lines)


@pytest.mark.parametrize(("text", "shown"), [("a|b", r"a\|b"), ("<b>", r"\<b\>"), ("[x](y)", r"\[x\](y)")])
def test_characters_mean_themselves(text: str, shown: str):
    assert escape(text) == shown


def test_a_heading_with_a_bar_does_not_break_the_table():
    document = sample_document()
    claim = replace(document.claims[0], heading="a | b")
    rows = [r for r in render_markdown(replace(document, claims=(claim,))).splitlines() if r.startswith("| 1 |")]
    assert rows[0].replace(r"\|", "").count("|") == 7
