"""Checksums and commas, eight bytes at once: the same as byte by byte, in plain Python and compiled."""

from __future__ import annotations

from functools import reduce
from operator import xor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.engine.compiled import compiled
from vedette.sources.ais_bulk.eights import EIGHT, combine_ascii, eight_digits, has_comma, last_before

PLAIN, COMPILED = 0, 10**9
CONTENT = st.binary(min_size=EIGHT, max_size=60) | st.text("!AIVDM,15*w", min_size=EIGHT, max_size=60).map(str.encode)


@pytest.mark.parametrize("size", [PLAIN, COMPILED])
@given(content=CONTENT, place=st.integers(0, 60))
def test_checksums_of_any_bytes(size: int, content: bytes, place: int) -> None:
    begin, given_bytes = min(place, len(content)), np.frombuffer(content, np.uint8) if size else content
    expected = reduce(xor, content[begin:], 0) if content[begin:].isascii() else -1
    assert compiled(combine_ascii, size)(given_bytes, begin, len(content)) == expected


@pytest.mark.parametrize("size", [PLAIN, COMPILED])
@given(content=CONTENT, place=st.integers(0, 60))
def test_commas_of_any_bytes(size: int, content: bytes, place: int) -> None:
    begin, given_bytes = min(place, len(content)), np.frombuffer(content, np.uint8) if size else content
    assert compiled(has_comma, size)(given_bytes, begin, len(content)) == (b"," in content[begin:])


@pytest.mark.parametrize("size", [PLAIN, COMPILED])
@given(content=st.text("0123456789", min_size=8, max_size=8).map(str.encode) | st.binary(min_size=8, max_size=8))
def test_eight_digits(size: int, content: bytes) -> None:
    expected = int(content) if set(content) <= set(b"0123456789") else -1
    assert compiled(eight_digits, size)(np.frombuffer(content, np.uint8) if size else content, 0) == expected


@pytest.mark.parametrize("size", [PLAIN, COMPILED])
def test_every_character_beside_digits(size: int) -> None:
    for character in range(256):
        for at in (0, 3, 7):
            content = bytes(character if i == at else 57 for i in range(EIGHT))
            expected = int(content) if 48 <= character <= 57 else -1
            assert compiled(eight_digits, size)(np.frombuffer(content, np.uint8) if size else content, 0) == expected


def test_the_last_bytes_stand_lowest() -> None:
    assert last_before(b"abcdefgh\xff", 9, 2) == ord("h") | 0xFF << 8
    assert last_before(b"abcdefgh", 8, 0) == 0
