from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.model_reader.pieces import cut_pieces

WORDS = "The convoy left port at dawn. It passed the strait by noon. "


def test_a_short_text_is_one_piece() -> None:
    assert cut_pieces("A frigate sailed.", 6000, 600) == [(0, 17)]


def test_a_piece_ends_at_the_end_of_a_paragraph() -> None:
    text = "\n\n".join(f"{i}. " + WORDS * 4 for i in range(10))
    pieces = cut_pieces(text, 600, 100)
    assert len(pieces) > 3
    for _, end in pieces[:-1]:
        assert text[end - 2 : end] == "\n\n"


def test_without_paragraphs_it_ends_at_a_sentence_and_the_next_begins_at_one() -> None:
    text = WORDS * 60
    pieces = cut_pieces(text, 600, 150)
    for (_, end), (start, _) in itertools.pairwise(pieces):
        assert text[:end].rstrip().endswith(".")
        assert text[start:].startswith(("The convoy", "It passed"))
        assert 0 < end - start <= 150


def test_without_any_white_space_it_is_cut_all_the_same() -> None:
    pieces = cut_pieces("x" * 2500, 1000, 100)
    assert pieces == [(0, 1000), (900, 1900), (1800, 2500)]


def test_white_space_alone_is_no_piece() -> None:
    assert cut_pieces(" \n" * 3000, 1000, 100) == []


@given(st.text(alphabet="ab .\n\u2029é", max_size=900), st.integers(20, 200), st.integers(0, 10))
def test_pieces_cover_every_character_that_can_be_read(text: str, longest: int, overlap: int) -> None:
    pieces = cut_pieces(text, longest, overlap)
    covered = {i for start, end in pieces for i in range(start, end)}
    assert all(i in covered for i, c in enumerate(text) if c.strip())
    assert all(0 < end - start <= longest for start, end in pieces)
    starts = [start for start, _ in pieces]
    assert starts == sorted(set(starts))
    for (_, end), (start, _) in itertools.pairwise(pieces):
        assert end - start <= overlap


@pytest.mark.parametrize("end", ["\r\n\r\n", "\u2029", "\n"])
def test_any_line_break_ends_a_paragraph(end: str) -> None:
    text = ("word " * 30 + end) * 6
    assert all(text[:stop].endswith(end) for _, stop in cut_pieces(text, 400, 0)[:-1])
