"""The walk, with typed answers: each decision is saved at once, and every question can be left."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from vedette.cli.review_screen import quote_in_context, visible
from vedette.cli.review_walk import Walk
from vedette.verbs.reviewing import Review

sys.path.insert(0, str(Path(__file__).parents[1] / "verbs"))
from review_case import make_review_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return make_review_case(tmp_path / "case")


class Person:
    """Types the answers one after the other, and notes what was saved when each was asked for."""

    def __init__(self, case: Path, answers: list[str]) -> None:
        self.case, self.prompts, self.n_saved = case, list[str](), list[int]()
        self._answers: Iterator[str] = iter(answers)

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        self.n_saved.append(len(reviews(self.case)))
        answer = next(self._answers, None)
        if answer is None:
            raise EOFError
        if answer == "^C":
            raise KeyboardInterrupt
        return answer


def reviews(case: Path) -> list[dict[str, Any]]:
    return tomllib.loads((case / "claims.toml").read_text()).get("reviews", [])


def walk(case: Path, *answers: str) -> tuple[Person, str]:
    person, out = Person(case, list(answers)), io.StringIO()
    Walk(Review(case), person, Console(file=out, width=120, highlight=False), "A. Person").run()
    return person, out.getvalue()


def test_each_decision_is_saved_before_the_next_is_asked_for(case: Path) -> None:
    person, shown = walk(case, "a", "r", "no such ship", "s")
    assert person.n_saved == [0, 1, 1, 2]
    assert [(r["decision"], r.get("note"), r["by"]) for r in reviews(case)] == [
        ("accept", None, "A. Person"), ("reject", "no such ship", "A. Person"),
    ]  # fmt: skip
    assert "⟦Two frigates left Tartus for Tobruk on 12 December⟧. The weather was fine." in shown
    assert "origin      Tartus (tartus)" in shown
    assert "3 of 3 · not reviewed · reports/gazette.txt" in shown


def test_interrupted_half_way_the_next_walk_goes_on(case: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        walk(case, "a", "e", "origin", "^C")
    assert len(reviews(case)) == 1
    _, shown = walk(case, "q")
    assert "1 of 2 · not reviewed · bulletin" in shown
    assert "⟦Sparta II arrived in Tartus on Monday⟧" in shown


def test_back_shows_what_was_decided_and_lets_it_be_changed(case: Path) -> None:
    person, shown = walk(case, "a", "b", "r", "", "q")
    assert [r["decision"] for r in reviews(case)] == ["accept", "reject"]
    assert "decided: accept by A. Person on " in shown
    assert person.prompts[2].startswith("[a]ccept as the reader reads it")


def test_an_edit_asks_until_the_register_knows_the_place(case: Path) -> None:
    answers = ["e", "colour", "destination", "tobruc", "2", "origin", "-", "actor", "", "count", "", "moved it", "q"]
    person, shown = walk(case, *answers)
    (review,) = reviews(case)
    assert (review["set"], review["note"]) == ({"destination": ["Tobruk"], "clear": ["origin"]}, "moved it")
    assert "no slot is called 'colour'" in shown
    assert "no place is called 'tobruc'; did you mean Tobruch or Tobruk or Tobruq?" in shown
    assert any("now Tobruk (tobruk)" in prompt for prompt in person.prompts)


def test_places_of_one_name_are_chosen_from(case: Path) -> None:
    walk(case, "e", "place", "Tripoli", "2", "", "", "q")
    assert reviews(case)[0]["set"] == {"place": ["tripoli-lebanon"]}


def test_an_edit_can_be_given_up(case: Path) -> None:
    walk(case, "e", "origin", "tobruk", "-", "e", "", "x", "q")
    assert reviews(case) == []


def test_a_missed_claim_is_added_from_the_words_of_the_text(case: Path) -> None:
    answers = ["t", "d", "99", "weather was  fine", "present", "place", "latakia", "", "d", "2", "", "absent", "", "d", "", "q"]
    _, shown = walk(case, *answers)
    added = tomllib.loads((case / "claims.toml").read_text())["claims"][1:]
    assert [(c["id"], c["quote"], c["kind"]) for c in added] == [
        ("bulletin-added-1", "weather was fine", "present"), ("bulletin-added-2", "The weather was fine.", "absent"),
    ]  # fmt: skip
    assert "   2 The weather was fine." in shown
    assert "these words do not stand there" in shown


def test_a_review_whose_sentence_is_gone_is_withdrawn(case: Path) -> None:
    walk(case, "a", "q")
    report = case / "reports" / "bulletin.txt"
    report.write_text(report.read_text().replace("Two frigates left Tartus for Tobruk on 12 December. ", ""))
    _, shown = walk(case, "s", "w", "q")
    assert "the quote no longer stands in the report 'bulletin'" in shown
    assert [r["decision"] for r in reviews(case)] == ["accept", "withdraw"]


def test_a_file_that_was_broken_meanwhile_is_told_and_the_walk_goes_on(case: Path) -> None:
    path, out = case / "claims.toml", io.StringIO()
    whole = path.read_text()
    # answer, and what stands in the file when it is given: somebody edits it beside the walk
    steps = iter([("a", whole + "[["), ("a", whole)])

    def ask(_prompt: str) -> str:
        step = next(steps, None)
        if step is None:
            raise EOFError
        path.write_text(step[1])
        return step[0]

    Walk(Review(case), ask, Console(file=out, width=200, highlight=False)).run()
    assert "claims.toml: nothing was added: " in out.getvalue()
    assert [r["decision"] for r in reviews(case)] == ["accept"]


def test_nothing_in_a_text_reaches_the_terminal_as_a_command() -> None:
    hostile = "ships \x1b[2J\x1b]0;owned\x07 left\u202e Tartus\u200b\x00\x9b31m now"
    shown = visible(hostile)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u200b" for c in shown)
    assert "left Tartus" in shown
    out = io.StringIO()
    Console(file=out, width=120).print(quote_in_context(hostile + ". More.", 0, 5, is_plain=True))
    assert "\x1b" not in out.getvalue()


def test_a_long_text_is_shown_in_part() -> None:
    text = "word " * 100_000 + "four ships left" + " word" * 100_000
    start = text.index("four")
    shown = quote_in_context(text, start, start + 15, is_plain=True).plain
    assert "⟦four ships left⟧" in shown
    assert len(shown) < 2_000
