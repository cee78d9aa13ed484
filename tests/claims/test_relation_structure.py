"""What the order of a text says: lacking evidence, conditions, alternatives, goals, headlines."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from relating import Told, claim, relate, told

MOVE: dict[str, Any] = {
    "kind": "move",
    "actor": "Russia",
    "assets": ["naval_ship"],
    "origin": ["tartus"],
    "destination": ["country:LY"],
}


def one(claim_id: str, quote: str, **given: Any) -> dict[str, Any]:
    return claim(**{"claim_id": claim_id, "report": "Paper", "made": "2024-12-22", "quote": quote} | given)


class TestLacking:
    LACKING: ClassVar[dict[str, Any]] = {
        "status": "unconfirmed",
        "kind": "move",
        "assets": ["warship"],
        "destination": ["country:LY"],
    }

    @pytest.mark.parametrize("status", ["asserted", "hedged"])
    def test_lacking_evidence_undercuts_and_does_not_contradict(self, status: str) -> None:
        found = relate(one("a", "no evidence", **self.LACKING), one("b", "heading for Libya", **MOVE | {"status": status}))
        assert ("evidence_lacking", "a", "b") in found
        assert "denied" not in {rule for rule, _, _ in found}

    @pytest.mark.parametrize(
        "other",
        [
            {"status": "planned"},
            {"destination": ["country:EG"]},
            {"assets": ["il_76"]},
            {"kind": "negotiate"},
            {"status": "denied", "polarity": "negative"},
        ],
    )
    def test_it_does_not_undercut_what_it_does_not_speak_of(self, other: dict[str, Any]) -> None:
        found = relate(one("a", "no evidence", **self.LACKING), one("b", "heading for Libya", **MOVE | other))
        assert "evidence_lacking" not in {rule for rule, _, _ in found}

    def test_it_does_not_reach_into_the_future(self) -> None:
        lacking = one("a", "no evidence", **self.LACKING)
        later = claim(**MOVE | {"claim_id": "b", "report": "Other", "made": "2024-12-30", "quote": "moved"})
        earlier = claim(**MOVE | {"claim_id": "b", "report": "Other", "made": "2024-12-18", "quote": "moved"})
        assert "evidence_lacking" not in {rule for rule, _, _ in relate(lacking, later)}
        assert ("evidence_lacking", "a", "b") in relate(lacking, earlier)


class TestConditions:
    @pytest.mark.parametrize(
        "sentence",
        [
            "If Russia loses Tartus, its ships would move to Libya.",
            "Its ships would move to Libya if Russia loses Tartus.",
            "Should Russia lose Tartus, its ships would move to Libya.",
            "Если Russia loses Tartus, its ships would move to Libya.",
        ],
    )
    def test_the_word_of_a_condition_opens_one_of_two(self, sentence: str) -> None:
        loss = "Russia lose Tartus" if "lose Tartus" in sentence else "Russia loses Tartus"
        condition = one("if", loss, kind="condition", actor="Russia", place=["tartus"], status="conditional")
        ships = "its ships would move to Libya" if "its ships" in sentence else "Its ships would move to Libya"
        follows = one("then", ships, **MOVE | {"status": "conditional"})
        found = relate(condition, follows, texts={"Paper": sentence})
        assert ("if_then", "if", "then") in found
        assert ("if_then", "then", "if") not in found

    def test_two_sentences_are_no_condition(self) -> None:
        text = "If Russia loses Tartus. Its ships would move to Libya."
        condition = one("if", "Russia loses Tartus", kind="condition", status="conditional")
        found = relate(
            condition, one("then", "Its ships would move to Libya", **MOVE | {"status": "conditional"}), texts={"Paper": text}
        )
        assert "if_then" not in {rule for rule, _, _ in found}


def test_two_open_questions_exclude_each_other() -> None:
    text = "It is unclear whether the base will be formal, or whether it will remain informal."
    first = one("a", "whether the base will be formal", kind="basing", status="unresolved", place=["country:LY"])
    second = one("b", "whether it will remain informal", kind="basing", status="unresolved")
    assert ("either_or", "a", "b") in relate(first, second, texts={"Paper": text})
    joined = text.replace(", or whether", " and whether")
    assert "either_or" not in {rule for rule, _, _ in relate(first, second, texts={"Paper": joined})}


def test_the_base_is_the_goal_of_the_talks() -> None:
    text = "Russia has been negotiating to secure a base at Tobruk."
    talks = one("talks", "Russia has been negotiating", kind="negotiate", actor="Russia", place=["tobruk"])
    base = one("base", "to secure a base at Tobruk", kind="basing", actor="Russia", place=["tobruk"], status="planned")
    assert ("talks_for", "base", "talks") in relate(talks, base, texts={"Paper": text})


class TestHeadline:
    def rules(self, body: str) -> list[str]:
        found = Told(told("Paper", "2024-12-22", f"Russian warships leave Tartus\n\n{body}"))
        return [rule for rule, quote, _ in found.relations("status_escalated") if quote == "Russian warships leave Tartus"]

    @pytest.mark.parametrize(
        "body",
        [
            "Russian warships may have left Tartus.",
            "Russian warships appear to have left Tartus, analysts said.",
            "It could not be confirmed that Russian warships have left Tartus.",
            "Russian warships are expected to leave Tartus.",
        ],
    )
    def test_a_headline_is_firmer_than_its_text(self, body: str) -> None:
        assert self.rules(body) == ["firmer_headline"]

    @pytest.mark.parametrize(
        "body",
        [
            "Russian warships have left Tartus.",
            "Russian warships have left Tartus. More Russian warships may have left Tartus.",
            "Russian frigates have left Tartus, a port official said. Others may leave Tartus.",
            "Ukrainian drones may have left Odesa.",
        ],
    )
    def test_a_text_that_states_it_too_bears_its_headline(self, body: str) -> None:
        assert self.rules(body) == []
