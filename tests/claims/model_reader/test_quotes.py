from __future__ import annotations

import pytest

from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.quotes import locate_quote

TEXT = "The ferry left Oslo. Later the ferry left Bergen, and the\nferry left Molde.\n\nIt was removed."


def locate(quote: str, before: str = "", text: str = TEXT, piece: tuple[int, int] | None = None) -> str:
    (start, end), is_exact = locate_quote(text, piece or (0, len(text)), quote, before)
    return f"{start}:{text[start:end]}{'' if is_exact else ' (white space)'}"


def reason(quote: str, before: str = "", text: str = TEXT, piece: tuple[int, int] | None = None) -> str:
    with pytest.raises(NotTaken) as caught:
        locate(quote, before, text, piece)
    return caught.value.reason


def test_a_quote_that_stands_once_is_found_there() -> None:
    assert locate("left Bergen") == "37:left Bergen"
    assert locate("  left Bergen\n") == "37:left Bergen"


@pytest.mark.parametrize(
    "quote",
    [
        "left Tromsø",
        "left bergen",
        "Ieft Bergen",  # a capital i
        "left Bеrgen",  # a Cyrillic e
        "left  Bergen\u200b",
        "left Berg\u00aden",
        "The ferry left Bergen",
        "left Bergen, and they sank",
        "…",
        "123",
    ],
)
def test_other_letters_are_another_text(quote: str) -> None:
    assert reason(quote) == "quote_not_in_text"


def test_white_space_may_differ_and_is_remarked() -> None:
    assert locate("the ferry left Molde") == "54:the\nferry left Molde (white space)"


def test_a_quote_must_not_cut_a_word() -> None:
    assert reason("moved") == "quote_cuts_word"
    assert reason("erry left Bergen") == "quote_cuts_word"
    assert locate("removed") == "84:removed"


@pytest.mark.parametrize(("before", "place"), [("The", 4), ("Later the", 31), ("Oslo. Later the", 31), ("Bergen, and the", 58)])
def test_words_before_it_decide_between_places(before: str, place: int) -> None:
    assert locate("ferry left", before).startswith(f"{place}:")


def test_where_nothing_decides_it_is_not_taken() -> None:
    assert reason("ferry left", "") == "quote_ambiguous"
    assert reason("ferry left", "the") == "quote_ambiguous"
    assert reason("ferry left", "words that are not there") == "quote_ambiguous"


def test_the_opening_of_a_piece_has_no_words_before_it() -> None:
    text = "Ships sailed. Ships sailed."
    assert locate("Ships sailed", "", text) == "0:Ships sailed"


def test_only_the_piece_that_the_model_saw_counts() -> None:
    assert reason("left Oslo", piece=(21, len(TEXT))) == "quote_not_in_text"
    assert locate("left Bergen", piece=(21, len(TEXT))) == "37:left Bergen"


def test_a_quote_that_stands_thousands_of_times_is_not_taken_and_soon_done() -> None:
    assert reason("a a", "a", "a " * 200_000) == "quote_ambiguous"


@pytest.mark.parametrize(
    ("text", "quote"),
    [("re\u200bmoved", "moved"), ("cafe\u0301", "cafe"), ("предотбыли", "отбыли"), ("سفنهم", "سفن"), ("word_joined", "joined")],
)
def test_a_word_is_cut_in_any_script_and_through_what_cannot_be_seen(text: str, quote: str) -> None:
    assert reason(quote, "", text) == "quote_cuts_word"


def test_scripts_without_spaces_have_no_words_to_cut() -> None:
    assert locate("军舰离开", "", "两艘军舰离开了塔尔图斯") == "2:军舰离开"
