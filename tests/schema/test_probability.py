"""Every probability is printed one way: word, figure in per cent, interval."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.schema.probability import LIKELIHOODS, percent, say_likelihood, say_probability, with_interval


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.01, "almost no chance"), (0.0499, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"), (0.45, "roughly even"),
        (0.5499, "roughly even"), (0.55, "likely"), (0.8, "very likely"), (0.95, "almost certain"), (0.9899, "almost certain"),
        (0.004, "under 1 %"), (0.993, "over 99 %"), (0.0, "under 1 %"), (1.0, "over 99 %"),
    ],
)  # fmt: skip
def test_words_of_icd_203(p: float, word: str) -> None:
    assert say_likelihood(p) == word


@given(st.floats(0, 1))
def test_every_probability_has_words(p: float) -> None:
    assert say_likelihood(p)


def test_bands_join_without_gap() -> None:
    assert all(a[1] == b[0] for a, b in itertools.pairwise(LIKELIHOODS))


@pytest.mark.parametrize(
    ("p", "low", "high", "shown"),
    [
        (0.87, 0.63, 0.96, "87 % (63 % to 96 %)"), (0.1, 0.1, 0.5, "10 % (up to 50 %)"), (0.104, 0.1, 0.5, "10 % (up to 50 %)"),
        (0.87, 0.63, 0.871, "87 % (down to 63 %)"), (0.87, None, None, "87 %"), (0.3, 0.301, 0.299, "30 %"),
        (0.003, 0.0004, 0.021, "under 1 % (up to 2 %)"), (0.5, 0.5, 1.0, "50 % (up to 99 % and more)"),
        (0.5, 0.0, 0.5, "50 % (down to 1 % and less)"), (0.5, 0.001, 0.9999, "50 % (under 1 % to over 99 %)"),
    ],
)  # fmt: skip
def test_an_interval_says_its_ends_and_a_figure_at_its_own_end_says_the_other(
    p: float, low: float | None, high: float | None, shown: str
) -> None:
    assert with_interval(p, low, high) == shown


def test_what_no_evidence_moved_is_called_the_prior() -> None:
    assert say_probability(0.1, None, 0.1, 0.5) == "prior only: 10 %"
    assert say_probability(0.87, "very likely", 0.63, 0.96) == "very likely: 87 % (63 % to 96 %)"
    assert say_probability(0.003, "under 1 %", 0.0004, 0.021) == "under 1 % (up to 2 %)"


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_no_decimal_no_nought_and_no_hundred(p: float, low: float, high: float) -> None:
    for said in (percent(p), with_interval(p, low, high), say_probability(p, say_likelihood(p), low, high)):
        assert re.search(r"\d\.\d|\b0 %|100 %", said) is None
        assert "%" in said
