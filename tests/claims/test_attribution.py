"""Who says it."""

from __future__ import annotations

import pytest
from claim_reading import read


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Russian ships left Tartus.", ["Outlet"]),
        ("Ukraine's navy said that Russian ships had left Tartus.", ["Outlet", "Ukraine's navy"]),
        ("Russian ships left Tartus, according to two officials.", ["Outlet", "two officials"]),
        ("Satellite images and reports show that Russian ships left Tartus.", ["Outlet", "Satellite images and reports"]),
        ("“Russian ships left Tartus,” Maxar said.", ["Outlet", "Maxar"]),
        ("MOSCOW (Reuters) - Russian ships left Tartus, the ministry said.", ["Outlet", "Reuters", "ministry"]),
        ("Two officials told AFP that Russian ships had left Tartus.", ["Outlet", "AFP", "Two officials"]),
        ("As tensions grow, Russian ships left Tartus.", ["Outlet"]),
        ("No evidence has confirmed that Russian ships left Tartus.", ["Outlet"]),
    ],
)
def test_chain(text: str, speakers: list[str]) -> None:
    assert read(text, outlet="Outlet")[0]["speaker"] == speakers


def test_a_quotation_keeps_its_speaker() -> None:
    claims = read("“Most ships have left Tartus,” Maxar said. “Two frigates have moved to Tobruk.”", outlet="Outlet")
    assert [c["speaker"] for c in claims] == [["Outlet", "Maxar"], ["Outlet", "Maxar"]]


def test_without_an_outlet_the_author_speaks() -> None:
    assert read("Russian ships left Tartus.")[0]["speaker"] == ["author"]
