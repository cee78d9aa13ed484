"""Blocks and the way back to the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.text.cutting import MAX_CHARS
from vedette.claims.text.sentences import split_blocks, to_sentence_case

NAMES = {"Russia", "Syria", "Libya"}


@pytest.mark.parametrize(
    ("text", "first", "agency"),
    [
        ("MOSCOW (Reuters) - Russian ships left.", "Russian ships left.", "Reuters"),
        ("LONDON, Dec 10 (AFP) — Ships left.", "Ships left.", "AFP"),
        ("TARTUS, Syria — Ships left.", "Ships left.", None),
        ("NATO ships left - and returned.", "NATO ships left - and returned.", None),
    ],
)
def test_dateline(text: str, first: str, agency: str | None) -> None:
    (block,) = split_blocks(text)
    assert (block.text, block.agency) == (first, agency)


@pytest.mark.parametrize(
    "line",
    ["December 22, 2024", "11:39 AM", "Reading time: 4 minutes", "5 min read", "By John Smith", "Updated 3 March 2025, 14:02 GMT",
     "https://example.org/a", "Read more: other news", "Photo: somebody"],
)  # fmt: skip
def test_furniture_is_left_out(line: str) -> None:
    assert [b.text for b in split_blocks(f"Ships leave port\n{line}\nThe ships left.")] == ["Ships leave port", "The ships left."]


def test_headline_loses_its_capitals_but_not_its_names() -> None:
    line = "Russia Moves Military Assets from Syria to Libya"
    assert to_sentence_case(line, NAMES.__contains__) == "Russia moves military assets from Syria to Libya"


def test_a_sentence_in_sentence_case_stays() -> None:
    line = "Russia moves military assets from Syria"
    assert to_sentence_case(line, NAMES.__contains__) == line


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("war\u200bships left", "warships left"),
        ("ships\x00 left", "ships left"),
        ("Tar\u00adtus", "Tartus"),
        ("<b>Ships</b> left", "Ships left"),
        ("🚢 Ships left", " Ships left"),
        ("Ships  \t left", "Ships left"),
    ],
)
def test_unread_characters(text: str, clean: str) -> None:
    (block,) = split_blocks(text + ".")
    assert block.text == clean + "."


def test_wrapped_lines_are_one_block() -> None:
    lines = [
        "Russian warships have left the port of Tartus and are now heading for",
        "Tobruk in eastern Libya, according to two people who were briefed on the",
        "matter.",
    ]
    assert len(split_blocks("\n".join(lines))) == 1


def test_omissions_part_blocks() -> None:
    assert [b.text.strip() for b in split_blocks("The ships left. (...) They returned.")] == ["The ships left.", "They returned."]


def test_long_lines_are_cut_at_white_space() -> None:
    text = "ships left " * 10_000
    blocks = split_blocks(text)
    assert max(len(b.text) for b in blocks) <= MAX_CHARS
    assert "".join(b.text for b in blocks).split() == text.split()


@given(st.text(alphabet="aB c.\n\r\u200b\x00<b>()“”🚢-", max_size=200))
def test_every_clean_character_stands_in_the_text(text: str) -> None:
    for block in split_blocks(text):
        for i, character in enumerate(block.text):
            start, end = block.locate(i, i + 1)
            assert end - start == 1
            stored = text[start]
            assert stored.lower() == character.lower() or (stored.isspace() and character == " ")
