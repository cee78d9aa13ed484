"""Who was seen, in words."""

from __future__ import annotations

from typing import Any

import pytest
from tests.brief.sample import AS_OF, FakeRegister

from vedette.brief.parts.rows import read_rows
from vedette.brief.parts.wording import join_looks, who, whos
from vedette.registry.names import plural

ROWS = read_rows({}, AS_OF, FakeRegister())


def _sighting(text: str, least: int | None = None, most: int | None = None, **more: Any) -> dict[str, Any]:
    row = {"asset_id": None, "asset_text": text, "count_min": least, "count_max": most, "event": "present"}
    return row | {"start": 1, "end": 2, "how": "imagery", "certainty": "confirmed", "place_id": "tartus", "from_place_id": None,
                  "to_place_id": None, "lat_deg": None, "lon_deg": None} | more  # fmt: skip


@pytest.mark.parametrize(
    ("sighting", "words"),
    [
        (_sighting("frigate", 3, 3), "3 frigates"),
        (_sighting("frigate", 1, 1), "1 frigate"),
        (_sighting("il_76", 4, None), "at least 4 Il-76"),
        (_sighting("frigate", 2, 4), "2 to 4 frigates"),
        (_sighting("frigate"), "frigate"),
        (_sighting("2 frigates, 1 submarine"), "2 frigates, 1 submarine"),
        (_sighting("Frigate X", 1, 1, asset_id="ship:sparta"), "Sparta"),
        (_sighting("warship", 0, 0, event="absent"), "warships"),
        (_sighting("Yelnya", event="absent"), "Yelnya"),
    ],
)
def test_who_was_seen(sighting: dict[str, Any], words: str):
    assert who(ROWS, sighting) == words


@pytest.mark.parametrize(
    ("name", "count", "shown"),
    [
        ("frigate", 2, "frigates"),
        ("auxiliary", 2, "auxiliaries"),
        ("An-124", 2, "An-124"),
        ("transport aircraft", 6, "transport aircraft"),
        ("ferry", 1, "ferry"),
    ],
)
def test_plurals(name: str, count: int, shown: str):
    assert plural(name, count) == shown


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D", "E"], "A, B and 3 more"),
    ],
)
def test_several_in_one_look(names: list[str], words: str):
    assert whos(ROWS, [_sighting(n) for n in names]) == words


def test_a_look_is_one_time_one_place_one_way_of_seeing():
    looks = join_looks([_sighting("A"), _sighting("B"), _sighting("C", how="photo"), _sighting("D", start=0)])
    assert [[s["asset_text"] for s in look] for look in looks] == [["A", "B"], ["C"], ["D"]]
