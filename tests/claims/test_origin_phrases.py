"""However it is worded: which agency, which unnamed source, and did the writers see it themselves?"""

from __future__ import annotations

import pytest

from vedette.claims.grouping.origin_phrases import (
    find_cited,
    find_imagery,
    find_institutions,
    find_wires,
    is_name,
    says_own_evidence,
)
from vedette.claims.grouping.unnamed_sources import find_unnamed


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("a Syrian security official told Reuters", ["an unnamed Syrian security official"]),
        ("according to a Syrian security source quoted by Reuters", ["an unnamed Syrian security source"]),
        ("Reuters, citing a source in Syria's security services, reported", ["an unnamed Syrian security source"]),
        ("a source close to the leadership of the Syrian army", ["an unnamed Syrian military source"]),
        ("a senior Syrian security figure", ["an unnamed Syrian security official"]),
        ("an official in Damascus's security apparatus", ["an unnamed Syrian security official"]),
        ("two U.S. officials", ["an unnamed American official"]),
        ("a European diplomat and a Libyan port official", ["an unnamed Libyan port official"]),
        ("источник в сирийских силовых структурах сообщил Рейтерс", ["an unnamed Syrian security source"]),
        ("una fonte della sicurezza siriana ha detto", ["an unnamed Syrian security source"]),
        ("مصدر أمني سوري لرويترز", ["an unnamed Syrian security source"]),
        ("bir Suriyeli güvenlik yetkilisi", ["an unnamed Syrian security official"]),
        ("analysts, sources and officials", []),
        ("Ahmad Hassan, a Syrian security official, told Reuters", []),
        ("Syrian security official Ahmad Hassan told Reuters", []),
        ("the general cargo ship left the Syrian port", []),
        ("", []),
    ],
)
def test_an_unnamed_source_has_one_form(text: str, sources: list[str]) -> None:
    assert sorted(u.say() for u in find_unnamed(text)) == sources


def test_what_one_leaves_open_fits() -> None:
    exact, source, vague, port = (next(iter(find_unnamed(t))) for t in (
        "a Syrian security official", "a Syrian security source", "a Syrian official", "a Syrian port official",
    ))  # fmt: skip
    assert exact.fits(source)
    assert exact.fits(vague)
    assert vague.fits(port)
    assert not exact.fits(port)
    assert (exact.is_specific, vague.is_specific) == (True, False)


@pytest.mark.parametrize(
    ("text", "wires"),
    [
        ("Reuters reported", {"Reuters"}),
        ("رويترز", {"Reuters"}),
        ("لرويترز", {"Reuters"}),
        ("сообщило агентство Рейтер", {"Reuters"}),
        ("the AP and AFP", {"AP", "AFP"}),
        ("an app, apt and reuters.com", set()),
        ("the New York Times", {"The New York Times"}),
    ],
)
def test_an_agency_is_found_as_written(text: str, wires: set[str]) -> None:
    assert find_wires(text) == wires


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a Syrian security official told the Gulf Herald on Friday", {"Gulf Herald"}),
        ("an official told Al-Hadath Saturday", {"Al-Hadath"}),
        ("The Gulf Herald, citing a Libyan official, said", {"Gulf Herald"}),
        ("quoted by the Gulf Herald newspaper", {"Gulf Herald"}),
        ("an official told Reuters", set()),
        ("an official told us", set()),
        ("an official said on Friday", set()),
    ],
)
def test_an_outlet_that_no_list_holds(text: str, names: set[str]) -> None:
    assert find_cited(text) == names


def test_institutions_and_images_have_one_name() -> None:
    assert find_institutions("HUR") == find_institutions("Ukraine's military intelligence") != frozenset()
    assert find_imagery("images by Planet Labs PBC") == {"Planet Labs"}


@pytest.mark.parametrize(
    "text",
    [
        "Our correspondent in Tartus saw the ships leave.",
        "Images commissioned by this newspaper show empty berths.",
        "Satellite images analysed by CNN show empty berths.",
        "A CNN reporter watched them leave.",
        "CNN has independently verified the video.",
        "We counted nine flights.",
        "A port official told CNN.",
        "A port official told the newspaper.",
    ],
)
def test_who_saw_for_himself_says_so(text: str) -> None:
    assert says_own_evidence(text, ["CNN"])


@pytest.mark.parametrize(
    "text",
    [
        "A Reuters reporter saw the ships leave.",
        "A port official told Reuters.",
        "Images show empty berths.",
        "The ships left, CNN.",
    ],
)
def test_who_repeats_others_does_not(text: str) -> None:
    assert not says_own_evidence(text, ["CNN"], is_alone=False)


def test_the_newspaper_is_itself_only_where_no_other_is_named() -> None:
    assert not says_own_evidence("A port official told the newspaper.", ["CNN"], is_alone=False)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Guido Crosetto", True),
        ("Maxar", True),
        ("analysts", False),
        ("Western officials", False),
        ("Analysts", False),
        ("", False),
        ("Syrian official", False),
    ],
)
def test_a_name(speaker: str, expected: bool) -> None:
    assert is_name(speaker) is expected
