"""Names in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.names.matching import NameIndex

INDEX = NameIndex(
    [
        ("al khadim", "khadim"),
        ("libya", "ly"),
        ("eastern libya", "east"),
        ("us", "us"),
        ("oman", "om"),
        ("turkey", "tr"),
        ("sana'a", "sanaa"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to al-Khadim in eastern Libya", ["khadim", "east"]),
        ("to Al Khadim", ["khadim"]),
        ("Libya's coast", ["ly"]),
        ("Libyans", []),
        ("the US and us", ["us"]),
        ("a roman Oman", ["om"]),
        ("they ate turkey in Turkey", ["tr"]),
        ("Sana’a", ["sanaa"]),
        ("LIBYA", ["ly"]),
        ("", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert [f.ids[0] for f in INDEX.find(text)] == found


@given(st.text(alphabet="Libyaestrn l-'K", max_size=40))
def test_spans_are_in_order_and_whole_words(text: str) -> None:
    found = INDEX.find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for span in found:
        assert not text[span.start - 1 : span.start].isalnum()
        assert not text[span.end : span.end + 1].isalnum()
