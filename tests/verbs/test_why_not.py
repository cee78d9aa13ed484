"""A verdict laid open, on the shipped case; and sentences that never mix two things."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from vedette.brief.phrases import INTENT_WORDS, LIKELIHOOD_WORDS
from vedette.errors import NotFound
from vedette.verbs.judging import Judgement
from vedette.verbs.opening import Opened, read_as_of
from vedette.verbs.why_not import as_lines, as_object, why_not

_LIKELIHOOD = re.compile(rf"\b({'|'.join(LIKELIHOOD_WORDS)})\b", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfiden", re.IGNORECASE)


@pytest.fixture(scope="module")
def laid_open(opened: Opened) -> dict[str, object]:
    return as_object(why_not(opened, "warships-tobruk", read_as_of("2025-02-05", opened.case)))


def test_the_whole_answer_as_plain_values(laid_open: dict[str, object], in_february: Judgement) -> None:
    verdict = in_february.verdict("warships-tobruk")
    assert verdict is not None
    assert laid_open["verdict"] == verdict["verdict"]
    assert laid_open["probability"] == pytest.approx(verdict["probability"])
    assert json.dumps(laid_open, default=str)
    refused = {r["verdict"]: r for r in laid_open["refused"]}  # type: ignore[attr-defined]
    assert {"confirmed", "corroborated", "contradicted"} - {verdict["verdict"]} == set(refused)
    for row in refused.values():
        assert any(not c["is_met"] for c in row["conditions"])
    gaps = {c["fact"]: c["shortfall"] for c in refused["confirmed"]["conditions"]}
    assert gaps["p"] == pytest.approx(0.95 - verdict["probability"])
    assert sum(h["posterior"] for h in laid_open["hypotheses"]) == pytest.approx(1)  # type: ignore[attr-defined]


def test_the_tables_say_the_same(laid_open: dict[str, object], in_february: Judgement) -> None:
    rows = {row["evidence_id"]: row for row in in_february.evidence("warships-tobruk")}
    for left in laid_open["without"]:  # type: ignore[attr-defined]
        row = rows[left["evidence_id"]]
        assert row["without_probability"] == pytest.approx(left["probability"])
        assert row["without_verdict"] == left["verdict"]
    verdict = in_february.verdict("warships-tobruk")
    assert verdict is not None
    assert verdict["hangs_on"] == laid_open["hangs_on"]


def test_what_would_tell_next_comes_with_numbers(laid_open: dict[str, object]) -> None:
    looks = laid_open["next"]
    assert looks
    gains = [look["gain_bits"] for look in looks]  # type: ignore[attr-defined]
    assert gains == sorted(gains, reverse=True)
    for look in looks:  # type: ignore[attr-defined]
        assert sum(o["chance"] for o in look["outcomes"]) == pytest.approx(1)
        mean = sum(o["chance"] * o["probability"] for o in look["outcomes"])
        assert mean == pytest.approx(laid_open["probability"])


def test_lines_for_a_terminal(opened: Opened) -> None:
    lines = as_lines(why_not(opened, "sparta-ii-left-tartus", read_as_of("2025-02-05", opened.case)))
    text = "\n".join(lines)
    for part in ("Why not confirmed?", "not met", "Hypotheses, before and after", "The matrix", "What would tell next"):
        assert part in text


def test_an_unknown_claim_says_which_it_resembles(opened: Opened) -> None:
    with pytest.raises(NotFound, match="warships-tobruk"):
        why_not(opened, "warship-tobruk", read_as_of("2025-02-05", opened.case))


def sentences(judged: Judgement) -> Iterator[str]:
    for row in judged.tables["verdicts"].iter_rows(named=True):
        yield from row["reasons"] or ()
        yield from row["would_settle"] or ()
        yield from row["hangs_on"] or ()
        yield row["observability_sentence"] or ""
    yield from judged.tables["evidence"]["why"]
    yield from judged.tables["hypotheses"]["says"]
    for row in judged.tables["case_hypotheses"].iter_rows(named=True):
        yield row["says"]
        yield from (signal["why"] for signal in row["evidence"])


@pytest.mark.parametrize("day", ["in_december", "in_february"])
def test_no_sentence_holds_both_likelihood_and_confidence(day: str, request: pytest.FixtureRequest) -> None:
    judged: Judgement = request.getfixturevalue(day)
    found = list(sentences(judged))
    assert len(found) > 300
    for text in found:
        for part in re.split(r"(?<=[.!?;])\s+", text):
            assert not (_LIKELIHOOD.search(part) and _CONFIDENCE.search(part)), part


def test_what_movements_fit_names_no_intention(in_february: Judgement) -> None:
    for row in in_february.tables["case_hypotheses"].iter_rows(named=True):
        for text in (row["says"], *(signal["why"] for signal in row["evidence"])):
            assert not [pattern for pattern, _ in INTENT_WORDS if re.search(pattern, text, re.IGNORECASE)], text


def test_in_december_ships_fit_nothing_clearly_and_in_february_a_withdrawal(
    in_december: Judgement, in_february: Judgement
) -> None:
    """What was known: equipment gathered; then ships loaded, left and were seen west of Malta, aircraft flew to Libya."""
    before, after = (
        {(r["asset_kind"], r["hypothesis"]): r["posterior"] for r in j.case_hypotheses()} for j in (in_december, in_february)
    )
    assert max(p for (kind, _), p in before.items() if kind == "ship") < 0.5
    assert after["ship", "withdrawal"] > 0.5
    assert after["ship", "relocation"] < before["ship", "relocation"]
    assert after["aircraft", "relocation"] > 0.5
    for kind in ("ship", "aircraft"):
        assert sum(p for (k, _), p in after.items() if k == kind) == pytest.approx(1)
