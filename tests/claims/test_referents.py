"""What "the vessel", "both ships", "the former" and "it" stand for, and when they stand for nothing named before."""

from __future__ import annotations

from typing import Any

import pytest
from claim_reading import read

TAKEN_UP = (
    ("The cruiser Moskva left Varna. The ship then sailed to Odesa.", "sailed", ["Moskva"]),
    ("The cruiser Moskva left Varna on Monday. The cruiser has since returned to Odesa.", "returned", ["Moskva"]),
    ("An Il-76 landed at Bamako. The plane flew on to Niamey.", "flew", ["Il-76"]),
    ("An Il-76 landed at Bamako. It flew on to Niamey.", "flew", ["Il-76"]),
    ("Two frigates left Varna. The ships sailed to Odesa.", "sailed", ["frigates"]),
    ("Two frigates left Varna. They sailed to Odesa.", "sailed", ["frigates"]),
    ("The tug Iskra and the tanker Vyazma left Varna. The latter sailed to Odesa.", "sailed", ["Vyazma"]),
    ("The tug Iskra and the tanker Vyazma left Varna. Both ships returned to Odesa.", "returned", ["Iskra", "Vyazma"]),
)
NOT_TAKEN_UP = (
    ("The cruiser Moskva left Varna. Another ship sailed to Odesa.", "sailed", "Moskva"),
    ("The cruiser Moskva left Varna. The Turkish ship sailed to Odesa.", "sailed", "Moskva"),
    ("The cruiser Moskva left Varna. The ship that had shadowed the convoy sailed to Odesa.", "sailed", "Moskva"),
    ("The cruiser Moskva left Varna. The ships sailed to Odesa.", "sailed", "Moskva"),
    ("The cruiser Moskva left Varna. The plane flew to Odesa.", "flew", "Moskva"),
)


def _claim(text: str, trigger: str) -> dict[str, Any]:
    return next(claim for claim in read(text) if claim["trigger"] == trigger)


@pytest.mark.parametrize(("text", "trigger", "assets"), TAKEN_UP)
def test_noun_takes_up_what_was_named(text: str, trigger: str, assets: list[str]) -> None:
    found = [asset["text"] for asset in _claim(text, trigger)["assets"]]
    assert len(found) == len(assets)
    assert all(ours.endswith(wanted) for ours, wanted in zip(found, assets, strict=True))


@pytest.mark.parametrize(("text", "trigger", "other"), NOT_TAKEN_UP)
def test_noun_that_is_told_apart_stands_for_itself(text: str, trigger: str, other: str) -> None:
    assert all(other not in asset["text"] for asset in _claim(text, trigger)["assets"])


def test_the_owner_comes_along() -> None:
    text = "A Turkish frigate left Izmir. A Chinese tug passed by the port of Bari. The frigate sailed on to Tunis."
    assert _claim(text, "sailed")["actor"] == "Turkey"
