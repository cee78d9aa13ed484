"""What texts have to do with each other, as a brief shows it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.brief.sample import day, sample_document, sample_tables

from vedette.brief.document import Sentence, TextGroup
from vedette.brief.html import render_html
from vedette.brief.markdown import render_markdown
from vedette.brief.parts.sections import count_origins
from vedette.brief.validate import find_problems
from vedette.schema.tables import RELATIONS


def relation(relation: str, first: str, second: str, **columns: Any) -> dict[str, Any]:
    row = {
        "relation": relation, "claim_id": first, "other_claim_id": second, "rule": "denied", "reason": f"{first} against {second}.",
        "citations": ["src-reports#1", "src-reports#2"], "known": day("12-20"),
    }  # fmt: skip
    return row | columns


def groups(*rows: dict[str, Any]) -> dict[str, TextGroup]:
    tables = dict(sample_tables()) | {"relations": RELATIONS.build(list(rows))}
    return {group.code: group for group in sample_document(tables=tables).between_texts}


def _claims() -> list[dict[str, Any]]:
    return sample_tables()["claims"].to_dicts()


def _alike() -> tuple[str, str, str]:
    """Two claims of one proposition, and one of another."""
    claims = _claims()
    first = next(c for c in claims if sum(o["proposition_id"] == c["proposition_id"] for o in claims) > 1)
    second = next(c for c in claims if c["proposition_id"] == first["proposition_id"] and c is not first)
    other = next(c for c in claims if c["proposition_id"] != first["proposition_id"])
    return first["claim_id"], second["claim_id"], other["claim_id"]


def test_groups_stand_in_the_order_of_their_weight_and_hold_cited_sentences() -> None:
    first, _, other = _alike()
    found = groups(relation("undercuts", first, other), relation("contradicts", first, other))
    assert list(found) == ["contradicts", "undercuts", "one_origin"]
    assert found["contradicts"].sentences == (Sentence(f"{first} against {other}.", ("src-reports#1", "src-reports#2")),)


def test_pairs_that_say_the_same_are_counted() -> None:
    first, second, other = _alike()
    found = groups(relation("contradicts", first, other), relation("contradicts", second, other, known=day("12-21")))
    assert [s.text for s in found["contradicts"].sentences] == [f"{first} against {other}. 1 more pair of claims says the same."]


@pytest.mark.parametrize("code", ["same_proposition_as", "weaker_than", "part_of", "supports", "condition_of"])
def test_what_only_orders_claims_is_not_shown(code: str) -> None:
    first, _, other = _alike()
    assert list(groups(relation(code, first, other))) == ["one_origin"]


def test_what_became_known_later_is_not_shown() -> None:
    first, _, other = _alike()
    assert "contradicts" not in groups(relation("contradicts", first, other, known=day("12-31").replace(year=2030)))


def test_a_root_of_several_publications_says_why() -> None:
    (sentence,) = groups()["one_origin"].sentences
    assert sentence.text.startswith("2 publications, one origin. rep-3 repeats")
    assert len(sentence.keys) == 2


def test_many_are_cut_and_counted() -> None:
    claims = [c["claim_id"] for c in _claims()]
    rows = [relation("contradicts", a, b, rule=f"rule-{a}-{b}") for a in claims[:3] for b in claims[3:6]]
    group = groups(*rows)["contradicts"]
    assert (len(group.sentences), group.more) == (6, 3)


def test_page_and_markdown_show_them_and_the_checks_pass() -> None:
    first, _, other = _alike()
    tables = dict(sample_tables()) | {"relations": RELATIONS.build([relation("contradicts", first, other)])}
    document = sample_document(tables=tables)
    html, text = render_html(document), render_markdown(document)
    for page in (html, text):
        assert "Where the texts disagree or copy each other" in page
        assert f"{first} against {other}." in page
        assert "Cannot both hold" in page
    assert find_problems(document, html) == ()


def test_a_sentence_between_texts_needs_a_citation() -> None:
    first, _, other = _alike()
    tables = dict(sample_tables()) | {"relations": RELATIONS.build([relation("contradicts", first, other, citations=[])])}
    document = sample_document(tables=tables)
    assert any("between texts, contradicts has no citation" in p for p in find_problems(document, render_html(document)))


def test_a_case_whose_texts_leave_each_other_alone_shows_nothing() -> None:
    document = sample_document(without=("roots",))
    assert document.between_texts == ()
    assert "Where the texts disagree" not in render_html(document)
    assert "Where the texts disagree" not in render_markdown(document)


@pytest.mark.parametrize(
    ("roots", "count"),
    [
        ({"a": {"1"}, "b": {"1"}}, 1),
        ({"a": {"1"}, "b": {"2"}}, 2),
        ({"survey": {"1", "2"}}, 1),
        ({"survey": {"1", "2"}, "a": {"1"}}, 1),
        ({"survey": {"1", "2"}, "a": {"1"}, "b": {"2"}}, 2),
        ({"one": {"1", "2"}, "other": {"2", "3"}}, 1),
        ({}, 0),
    ],
)
def test_a_survey_is_no_third_origin(roots: dict[str, set[str]], count: int) -> None:
    assert count_origins({name: frozenset(own) for name, own in roots.items()}) == count
