"""What one ship or aircraft is called."""

from __future__ import annotations

import pytest

from vedette.registry.proper_names import find_numbers, may_be_one, proper_name, with_number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the tanker Baltic Swan (IMO 9074729)", [("imo", "9074729")]),
        ("IMO no. 9074729, MMSI: 256123000", [("imo", "9074729"), ("mmsi", "256123000")]),
        ("IMO 9074728", []),  # the check digit does not fit
        ("MMSI 100000000", []),  # no such form
        ("hex 1433F3", [("icao24", "1433f3")]),
        ("Mode S code 1433f3", [("icao24", "1433f3")]),
        ("an Il-76 (RA-78835)", [("registration", "RA-78835")]),
        ("flight RFF7061", [("callsign", "RFF7061")]),
        ("the Il-76TD and two Typhoons", []),
    ],
)
def test_numbers_are_found_by_the_key_under_which_signals_send_them(text: str, wanted: list[tuple[str, str]]) -> None:
    found = find_numbers(text)
    assert [(n.key, n.value) for n in found] == wanted
    assert all(text[n.start : n.end].lower().endswith(n.value.lower()) for n in found)


@pytest.mark.parametrize(
    ("words", "behind", "wanted"),
    [
        ("Baltic Swan", " (IMO 9074729) sailed", "Baltic Swan (IMO 9074729)"),
        ("Baltic Swan", ", IMO 9074729, sailed", "Baltic Swan, IMO 9074729"),
        ("tanker", " with the MMSI 256123000 sailed", "tanker with the MMSI 256123000"),
        ("Il-76 RA-78835", " landed", "Il-76 RA-78835"),
        ("tanker", " sailed past another with MMSI 256123000", None),
        ("Baltic Swan", " sailed. MMSI 256123000 stayed", None),
    ],
)
def test_a_number_belongs_to_what_stands_right_before_it(words: str, behind: str, wanted: str | None) -> None:
    assert with_number(words, behind) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("M/T Baltic Swan", "baltic swan"),
        ("Baltic Swan (IMO 9074729)", "baltic swan"),
        ("Star of Gdansk", "star of gdansk"),
        ("HMS Medway", "medway"),
        ("Il-76TD", None),
        ("MQ-9 Reaper", None),
        ("Typhoon", None),
        ("IMO 9074729", None),
        ("RA-78835", None),
        ("naval tanker", None),
        ("of Gdansk", None),
    ],
)
def test_a_type_or_a_number_is_no_name(words: str, wanted: str | None) -> None:
    assert proper_name(words) == wanted


def test_a_group_or_several_are_not_one() -> None:
    assert may_be_one("tanker", 1, 1)
    assert may_be_one(None, None, 1)
    assert not may_be_one("forces", 1, 1)
    assert not may_be_one("tanker", 2, 2)
    assert not may_be_one("tanker", None, None)
