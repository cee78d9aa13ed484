"""Texts that nobody wrote for a reader: no crash, no quadratic time, in whatever they hold."""

from __future__ import annotations

import time

import pytest
from relating import claim, day, told

from vedette.claims.grouping.grouping import group_claims
from vedette.claims.grouping.origin_phrases import says_own_evidence
from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.grouping.report_sources import find_sentence_ends
from vedette.claims.grouping.unnamed_sources import find_unnamed
from vedette.schema.tables import CLAIMS, PUBLISHERS, REPORTS

N = 100_000
LONG = {
    "dots": "." * N,
    "dots and spaces": ". " * N,
    "newlines": "\n" * N,
    "spaces": " " * N,
    "one word": "a" * N,
    "officials": "official " * (N // 9),
    "capitals": "Abc Def, " * (N // 9),
    "quotes": "“" * N,
    "brackets": "<div>" * (N // 5),
    "marks": "\u202e\u200b\u0301" * (N // 3),
    "nothing": "\x00" * N,
    "numbers": "1 2 3 " * (N // 6),
    "wires": "Reuters AFP " * (N // 12),
    "own": "our our our " * (N // 12),
}


@pytest.mark.parametrize("name", sorted(LONG))
def test_a_long_text_takes_bounded_time(name: str) -> None:
    text = f"Ships left Tartus, a Syrian security official told Reuters. {LONG[name]} Ships left Tobruk"
    quotes = [claim(claim_id=q, report="a", made="2024-12-20", kind="depart", assets=["ship"], origin=["tartus"], quote=q) for q in (
        "Ships left Tartus", "Ships left Tobruk",
    )]  # fmt: skip
    rows = [row | {"start": text.index(q := str(row["quote"])), "end": text.index(q) + len(q)} for row in quotes]
    claims = CLAIMS.build([row | {"proposition_id": name_proposition(row)} for row in rows])
    reports = REPORTS.build([told("a", "2024-12-20", text), told("b", "2024-12-21", text), told("c", "2024-12-22", text[::-1])])
    begin = time.process_time()
    grouped = group_claims(claims, reports, PUBLISHERS.empty())
    assert time.process_time() - begin < 20
    assert {frozenset(ids) for ids in grouped.roots["report_ids"]} == {frozenset("ab"), frozenset("c")}


@pytest.mark.parametrize("name", sorted(LONG))
def test_phrases_of_a_long_text_take_bounded_time(name: str) -> None:
    begin = time.process_time()
    find_sentence_ends(LONG[name])
    find_unnamed(LONG[name])
    says_own_evidence(LONG[name][:1500], ["Abc"])
    assert time.process_time() - begin < 15


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\u202e", "﷽", "a" * 5000, "\U0001f6a2"])
def test_odd_texts_are_only_texts(text: str) -> None:
    row = claim(
        claim_id="x", report="a", made="2024-12-20", quote=text, actor=text or None, assets=[{"text": text, "class": None}]
    )
    claims = CLAIMS.build([row | {"start": 0, "end": len(text), "proposition_id": name_proposition(row)}])
    grouped = group_claims(claims, REPORTS.build([told("a", "2024-12-20", text)]), PUBLISHERS.empty())
    assert grouped.propositions.height == grouped.roots.height == 1
    assert grouped.relations.is_empty()


def test_a_claim_whose_report_is_unknown_and_one_without_any() -> None:
    rows = [claim(claim_id="x", report="gone", quote="q"), claim(claim_id="y", quote="q", made="2024-12-20")]
    claims = CLAIMS.build([row | {"proposition_id": name_proposition(row)} for row in rows])
    grouped = group_claims(claims, REPORTS.empty(), PUBLISHERS.empty())
    assert grouped.roots.is_empty()
    assert grouped.propositions["claim_ids"].to_list() == [["x", "y"]]
    assert day("2024-12-20") not in grouped.relations["known"].to_list()
