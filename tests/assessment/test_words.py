"""Words for probabilities and for trust."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.words import LIKELIHOODS, Support, say_confidence, say_likelihood


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.01, "almost no chance"), (0.0499, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"), (0.45, "roughly even"),
        (0.5499, "roughly even"), (0.55, "likely"), (0.8, "very likely"), (0.95, "almost certain"), (0.9899, "almost certain"),
        (0.004, "0.4 %"), (0.993, "99.3 %"), (0.0, "below 0.1 %"), (1.0, "above 99.9 %"),
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
    ("support", "word"),
    [
        (Support(0.0, 0, 0, 1, 0.5), "low"),
        (Support(0.0, 2, 3, 2, 0.9), "moderate"),
        (Support(0.9, 3, 4, 3, 0.9), "moderate"),
        (Support(0.9, 3, 4, 3, 0.1), "high"),
    ],
)
def test_confidence(support: Support, word: str) -> None:
    assert say_confidence(support) == word


@given(st.floats(0, 1), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.floats(0, 1))
def test_more_support_never_lowers_confidence(o: float, k: int, g: int, r: int, width: float) -> None:
    order = ["low", "moderate", "high"]
    less, more = Support(o, k, g, r, width), Support(min(o + 0.5, 1), k + 1, g + 1, r + 1, width / 2)
    assert order.index(say_confidence(less)) <= order.index(say_confidence(more))
