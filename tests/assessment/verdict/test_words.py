"""Words for how far to trust a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.verdict.words import Support, say_confidence


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
