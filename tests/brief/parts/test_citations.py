"""Keys in sentences, and where they lead."""

from __future__ import annotations

import pytest
from tests.brief.sample import AS_OF, FakeRegister, sample_tables

from vedette.brief.parts.citations import list_citations, split_keys
from vedette.brief.parts.rows import read_rows


@pytest.mark.parametrize(
    ("text", "bare", "keys"),
    [
        ("It moved [src-a1#3].", "It moved.", ("src-a1#3",)),
        ("It moved [src-a1#3; src-b2#4].", "It moved.", ("src-a1#3", "src-b2#4")),
        ("It moved (src-a1#3, src-a1#3), and left.", "It moved, and left.", ("src-a1#3",)),
        ("It moved.", "It moved.", ()),
        ("Pier #4 was empty.", "Pier #4 was empty.", ()),
        ("claims [see below] stand", "claims [see below] stand", ()),
    ],
)
def test_keys_are_taken_out_of_a_sentence(text: str, bare: str, keys: tuple[str, ...]):
    sentence = split_keys(text)
    assert (sentence.text, sentence.keys) == (bare, keys)


def test_numbers_follow_first_use_and_repeat_nothing():
    rows = read_rows(sample_tables(), AS_OF, FakeRegister())
    found = list_citations(["b#2", "a#1", "b#2"], rows)
    assert [(c.number, c.key) for c in found] == [(1, "b#2"), (2, "a#1")]


def test_an_unknown_source_is_named_as_it_stands():
    rows = read_rows({}, AS_OF, FakeRegister())
    assert list_citations(["src-x#7"], rows)[0].label == "src-x, row 7"


def test_the_unit_of_a_row_is_the_formats_own():
    rows = read_rows(sample_tables(), AS_OF, FakeRegister())
    adsb = next(s["source_id"] for s in rows.rows("sources") if s["format"] == "readsb_trace")
    assert list_citations([f"{adsb}#9"], rows)[0].label == "adsb/readsb-2024-12.json.gz, trace point 9"
