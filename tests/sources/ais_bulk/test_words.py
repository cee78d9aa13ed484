"""Fields cut out of words are those found letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vedette.sources.ais_bulk.bits import read_bits, read_signed
from vedette.sources.ais_bulk.words import WORD_LETTERS, field_of, read_word, signed_field_of

N_BITS = 3 * 6 * WORD_LETTERS


@given(st.binary(min_size=30, max_size=30), st.integers(0, N_BITS - 1), st.integers(1, 54))
def test_any_field_of_any_letters(letters: bytes, first: int, width: int) -> None:
    width = min(width, N_BITS - first)
    words = (read_word(letters, 0, 30), read_word(letters, 10, 20), read_word(letters, 20, 10))
    assert field_of(words, first, width) == read_bits(letters, 0, first, width)
    assert signed_field_of(words, first, width) == read_signed(letters, 0, first, width)


@given(st.binary(min_size=10, max_size=10), st.integers(-12, 9))
def test_letters_that_are_not_there_count_as_zero(letters: bytes, n_letters: int) -> None:
    filled = letters[: max(n_letters, 0)].ljust(10, b"0")
    assert read_word(letters, 0, n_letters) == read_word(filled, 0, 10)
