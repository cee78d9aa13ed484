"""A claim where it stands: its sentence, its headline, its time, its sources."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from relating import claim, day, told

from vedette.claims.grouping.passages import Passage, read_passages
from vedette.claims.grouping.report_sources import find_sentence_ends, outlet_names
from vedette.claims.grouping.windows import Window, WindowParams, find_window, gap_between, widest_between
from vedette.schema.tables import CLAIMS, REPORTS


def passage(text: str, quote: str, outlet: str = "Paper", **given: Any) -> Passage:
    begin = text.index(quote)
    row = claim(**{"report": outlet, "made": "2024-12-20", "quote": quote} | given) | {"start": begin, "end": begin + len(quote)}
    rows = CLAIMS.build([row | {"proposition_id": "p"}])
    return read_passages(rows, REPORTS.build([told(outlet, "2024-12-20", text)]))[0]


def test_the_sentence_is_around_the_quote() -> None:
    text = "A first one. On Dec. 8 Gen. Haftar said that ships left Tartus. A last one."
    assert passage(text, "ships left Tartus").sentence == "On Dec. 8 Gen. Haftar said that ships left Tartus. "


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ("Headline\nBody.", ["Headline\n", "Body."]),
        ("On 5 Jan. 2025 he went. Then", ["On 5 Jan. 2025 he went. ", "Then"]),
        ("“He said so.” She did not.", ["“He said so.” ", "She did not."]),
        ("", [""]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    ends = [0, *find_sentence_ends(text), len(text)]
    assert [text[a:b] for a, b in pairwise(ends) if a < b or not text] == parts


def test_a_sentence_without_end_is_cut() -> None:
    text = "x " * 100_000 + "ships left Tartus " + "y " * 100_000
    assert len(passage(text, "ships left Tartus").sentence) < 1500


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ships leave Tartus\n\nThey left.", True), ("Ships leave Tartus.\n\nThey left.", False), ("Ships leave Tartus", False)],
)
def test_a_headline_is_a_first_line_without_a_full_stop(text: str, expected: bool) -> None:
    assert passage(text, "Ships leave Tartus").is_headline is expected


def test_a_silent_sentence_takes_the_one_source_of_its_report() -> None:
    text = "Ships left Tartus. A Syrian security official said so. He spoke to Reuters on condition of anonymity."
    found = passage(text, "Ships left Tartus")
    assert found.wires == {"Reuters"}
    assert [u.say() for u in found.unnamed] == ["an unnamed Syrian security official"]


@pytest.mark.parametrize(
    "text",
    [
        "Ships left Tartus. A Syrian security official told Reuters, and a Turkish port official told AFP.",
        "Ships left Tartus.\nPhoto: Reuters",
        "Ships left Tartus, our correspondent saw. Reuters named a Syrian security official.",
    ],
)
def test_it_does_not_where_there_is_a_choice_a_credit_or_an_own_source(text: str) -> None:
    assert passage(text, "Ships left Tartus").wires == frozenset()


def test_a_reprint_is_of_its_agency_and_not_its_own_witness() -> None:
    found = passage("Ships left Tartus, an official told Reuters.", "Ships left Tartus", outlet="Reuters via The Jerusalem Post")
    assert found.wires == {"Reuters"}
    assert not found.is_own
    assert outlet_names("Reuters via The Jerusalem Post") >= {"Reuters", "The Jerusalem Post", "Jerusalem Post"}


def test_speakers_are_names_and_institutions() -> None:
    text = "Ships left Tartus."
    found = passage(text, "Ships left Tartus", speaker=["Paper", "HUR", "analysts", "Guido Crosetto", "Reuters", "Paper"])
    assert found.named == {"Ukraine's military intelligence", "Guido Crosetto"}


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"kind": "depart"}, (-21, 0)),
        ({"kind": "present"}, (-2, 0)),
        ({"kind": "arrive", "status": "planned"}, (0, 60)),
    ],
)
def test_a_claim_without_a_time_speaks_of_the_days_around_its_publication(given: dict[str, Any], days: tuple[int, int]) -> None:
    found = find_window(claim(made="2024-12-20", **given), WindowParams())
    assert (found.start, found.end) == tuple(day("2024-12-20") + timedelta(days=n) for n in days)
    assert not found.is_stated


def test_an_open_time_ends_with_publication() -> None:
    row = claim(made="2024-12-20", start="2024-12-08") | {"time_end": None}
    assert find_window(row, WindowParams()) == Window(day("2024-12-08"), day("2024-12-20"), is_stated=True)
    assert find_window(claim(), WindowParams()) == Window(None, None, is_stated=False)


def test_windows_compare() -> None:
    early, late = Window(day("2024-12-01"), day("2024-12-03"), True), Window(day("2024-12-05"), day("2024-12-09"), True)
    unknown = Window(None, None, False)
    assert not early.overlaps(late)
    assert early.overlaps(unknown)
    assert gap_between(early, late) == gap_between(late, early) == timedelta(days=2)
    assert gap_between(early, unknown) == timedelta(0)
    assert widest_between(early, late) == timedelta(days=8)
    assert widest_between(early, unknown) is None
    assert Window(day("2024-12-01"), day("2024-12-31"), True).contains(late)
    assert not late.contains(early)
