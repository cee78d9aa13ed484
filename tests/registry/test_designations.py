"""Names that show by themselves what they name."""

from __future__ import annotations

import pytest

from vedette.registry.designations import find_designations

CASES = [
    ("HMS Northumberland (F238) left Faslane.", [("HMS Northumberland (F238)", "warship", "country:GB")]),
    ("HNoMS Roald Amundsen left.", [("HNoMS Roald Amundsen", "warship", "country:NO")]),
    ("ROKS Munmu the Great left.", [("ROKS Munmu the Great", "warship", "country:KR")]),
    ("MV Ever Bright of Panama sank.", [("MV Ever Bright of Panama", "merchant", None)]),
    ("Four Su-34s and an Il-78 landed.", [("Su-34s", "fighter", None), ("Il-78", "transport_aircraft", None)]),
    ("Two Gripens took off.", [("Gripens", "fighter", None)]),
    ("A Poseidon circled off Cork.", [("Poseidon", "patrol_aircraft", None)]),
    ("Patriot batteries were shipped.", [("Patriot", "equipment", None)]),
    ("RCH541 and UR-82060 are up.", [("RCH541", "aircraft", None), ("UR-82060", "aircraft", None)]),
    ("Boeing 767s of the cargo line.", [("Boeing 767s", "airliner", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_names_show_what_they_name(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert [(text[d.start : d.end], d.asset_class, d.country) for d in find_designations(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Oscar went to a film about Orion, the hunter.",
        "A road, the M1, runs from Qamishli to the coast.",
        "Its website says that U.S. exports grew by 20.5 percent.",
        "Puma, the shoe maker, moved to Boston.",
        "The F-word and the B-side.",
    ],
)
def test_other_names_stay_out(text: str) -> None:
    assert find_designations(text) == []


def test_the_longer_name_stands() -> None:
    (only,) = find_designations("The HMS Sea King arrived.")
    assert only.text_in("The HMS Sea King arrived.") == "HMS Sea King"
