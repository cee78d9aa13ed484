from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.registry.names import normalise, normalise_class_word, resemble, singular


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hmeimim", "HMEIMIM"),
        ("Ra’s Lanuf", "ras lanuf"),
        ("al-Khadim", "Al Khadim"),
        ("Türkiye", "turkiye"),
        ("İzmir", "izmir"),
        ("Kırım", "kirim"),
        ("Sevastopol'", "Sevastopol"),
        ("Ёлка", "елка"),
        ("Крым–Юг", "крым юг"),
        ("Latakia,  Syria", "latakia syria"),
        ("Bornholm ‹Rønne›".replace("‹", "").replace("›", ""), "bornholm ronne"),
        ("Russia's", "Russia"),
        ("Russia’s", "Russia"),
        ("أوكرانيا", "اوكرانيا"),
        ("طـــرطوس", "طرطوس"),
        ("Gdańsk", "gdansk"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_that_are_one_name(left: str, right: str) -> None:
    assert normalise(left) == normalise(right)


@pytest.mark.parametrize(("left", "right"), [("US", "U.S."), ("Sparta", "Sparta II"), ("Niger", "Nigeria"), ("Mali", "Malta")])
def test_names_that_stay_apart(left: str, right: str) -> None:
    assert normalise(left) != normalise(right)


@given(st.text(max_size=40))
def test_a_normal_form_without_a_possessive_is_its_own_normal_form(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize("text", ["Il-76", "IL76", "il 76", "Il–76", "IL 76"])
def test_type_numbers_stand_apart(text: str) -> None:
    assert normalise_class_word(text) == "il 76"


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("ships", "ship"), ("ferries", "ferry"), ("vessels", "vessel"), ("boxes", "box"), ("76s", "76"), ("launches", "launch"),
        ("aircraft", "aircraft"), ("class", "class"), ("ro ro", "ro ro"), ("passes", "pass"), ("corvettes", "corvette"),
    ],
)  # fmt: skip
def test_english_plurals(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_a_slip_finds_what_it_meant_and_nonsense_finds_nothing() -> None:
    names = ["hmeimim", "tartus", "tobruk", "benghazi"]
    assert resemble("Hmeymim", names, 1) == ("hmeimim",)
    assert resemble("qqqqxxxx", names) == ()
    assert len(resemble("t", names, n=2, least=0)) == 2


def test_plain_ascii_takes_the_short_way_to_the_same_form() -> None:
    for text in ("Al-Khadim", "  Hmeimim/Latakia ", "O'Higgins", "Russia's", 'the "Moskva"', "A_B, C"):
        marked = normalise(text.replace("a", "á").replace("A", "Á"))
        assert normalise(text) == marked
