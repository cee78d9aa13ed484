"""A name under another number takes the meaning from silence; a name under the ship's own number does not."""

from __future__ import annotations

from datetime import UTC, datetime

from vedette.assessment.known.other_numbers import find_other_numbers
from vedette.registry.register import load_register

SINCE = datetime(2024, 12, 9, tzinfo=UTC)


def _row(number: str) -> dict[str, object]:
    return {"asset_id": f"mmsi:{number}", "key": "name", "value": "SPARTA II", "valid_from": SINCE}


def test_the_name_under_the_registered_number_is_no_other_number() -> None:
    assert find_other_numbers([_row("273394890")], load_register()) == {}


def test_the_name_under_a_number_that_nobody_registered_is_one() -> None:
    found = find_other_numbers([_row("273999999")], load_register())
    assert found == {"ship:sparta-ii": (("mmsi:273999999", SINCE),)}


def test_a_namesake_under_another_flag_is_another_ship() -> None:
    assert find_other_numbers([_row("219999999")], load_register()) == {}
