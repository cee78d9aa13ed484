"""The place of a quote: found again after changes elsewhere, lost when its sentence changes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.review.review_anchor import WINDOW_CHARS, count_place, cut_sentences, find_quote, find_words, sentence_around

TEXT = """Ships leave

Gen. Smith spoke on Monday. The U.S. said “four ships left
Tartus.” They went on. At 3.5 knots they go! Nobody left Tartus in May
"""


def around(text: str, quote: str) -> str:
    start = text.index(quote)
    return sentence_around(text, start, start + len(quote))


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("Ships leave", "Ships leave"),
        ("Smith", "Gen. Smith spoke on Monday."),
        ("four ships", "The U.S. said “four ships left Tartus.”"),
        ("They went on.", "They went on."),
        ("3.5 knots", "At 3.5 knots they go!"),
        ("left Tartus in", "Nobody left Tartus in May"),
        ("Monday. The U.S.", "Gen. Smith spoke on Monday. The U.S. said “four ships left Tartus.”"),
    ],
)
def test_the_sentence_around_a_quote(quote: str, sentence: str) -> None:
    assert around(TEXT, quote) == sentence


@pytest.mark.parametrize(
    "changed",
    [
        "Another paragraph, put before. Ships left Latakia.\n\n" + TEXT,
        TEXT.replace("\n", " \n "),
        TEXT.replace("left\nTartus", "left Tartus"),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("They went on", "They did not go on"),
        TEXT.replace("Gen. Smith", "Adm. Jones"),
    ],
)
def test_a_change_elsewhere_does_not_lose_the_place(changed: str) -> None:
    found = find_quote(changed, "four ships left\nTartus", around(TEXT, "four ships"))
    assert found is not None
    assert " ".join(changed[slice(*found)].split()) == "four ships left Tartus"


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("four ships", "five ships"),
        TEXT.replace("The U.S. said", "The U.S. denied that"),
        TEXT.replace("Tartus.” They went on.", "Tartus” and went on."),
        "",
    ],
)
def test_a_change_of_the_sentence_loses_it(changed: str) -> None:
    assert find_quote(changed, "four ships left\nTartus", around(TEXT, "four ships")) is None


def test_the_same_words_twice_are_two_places() -> None:
    text = "Ships left Tartus and planes left Tartus. Rain fell. Ships left Tartus and planes left Tartus."
    places = find_words(text, "left Tartus")
    assert len(places) == 4
    sentence = sentence_around(text, *places[0])
    for number, place in enumerate(places, 1):
        assert count_place(text, *place) == number
        assert find_quote(text, "left Tartus", sentence, number) == place
    assert find_quote(text, "left Tartus", sentence, 9) == places[3], "where there are fewer now, the last"


@given(st.text(alphabet="aB .!?\n“”\"'-–\u200f\u0645", max_size=200), st.data())
def test_every_span_finds_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if quote != quote.strip() or not quote:
        return
    assert find_quote(text, quote, sentence_around(text, start, end), count_place(text, start, end)) == (start, end)


def test_a_text_without_sentence_ends_is_cut_at_whole_words() -> None:
    text = "word " * 400_000 + "four ships left Tartus" + " word" * 400_000
    began = time.monotonic()
    sentence = around(text, "four ships")
    assert len(sentence) < 2 * WINDOW_CHARS + 50
    assert sentence.startswith("word ")
    assert sentence.endswith(" word")
    assert find_quote(text, "four ships", sentence) is not None
    assert time.monotonic() - began < 25


def test_words_that_a_pattern_would_take_for_its_own_are_words() -> None:
    assert find_words("a (b) [c] .* d", "(b) [c] .*") == [(2, 12)]
    assert find_words("text", "   ") == []


def test_sentences_of_a_text() -> None:
    assert [TEXT[i:j].split(maxsplit=1)[0] for i, j in cut_sentences(TEXT)] == ["Ships", "Gen.", "The", "They", "At", "Nobody"]
    assert cut_sentences("  ") == []
