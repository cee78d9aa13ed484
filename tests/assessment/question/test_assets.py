"""Does what was seen fit what is claimed?"""

from __future__ import annotations

from typing import Any

import pytest
from builders import claim, tables

from vedette.assessment.question.assets import (
    AssetQuery,
    Match,
    is_sister_class,
    match_asset,
    max_km_per_h,
    read_assets_of,
    sends_like,
)
from vedette.registry.register import Register


def asked(register: Register, *assets: str, **cells: Any) -> AssetQuery:
    row = tables([claim("c", "move", assets=assets, **cells)]).claims.row(0, named=True)
    return read_assets_of(row, register)


@pytest.mark.parametrize(
    ("claimed", "asset_id", "asset_class", "match"),
    [
        (("ship:sparta",), "ship:sparta", "ro_ro", Match(True)),
        (("ship:sparta",), "ship:sparta-ii", "ro_ro", None),
        (("ship:sparta",), None, "ro_ro", Match(False)),
        (("ship:sparta",), None, "frigate", None),
        (("ship:sparta",), None, None, None),
        (("warship",), None, "frigate", Match(False)),
        (("warship",), "ship:admiral-grigorovich", None, Match(True)),
        (("warship",), None, "ro_ro", None),
        (("frigate",), None, "warship", Match(False, "wider")),
        (("frigate",), None, "ship", None),
        (("il_76",), None, "transport_aircraft", Match(False, "wider")),
        (("il_76",), None, "an_124", None),
        (("il_76",), None, None, None),
        ((), None, "ro_ro", Match(False, "anything")),
        (("military_asset",), "ship:sparta", "ro_ro", Match(True, "anything")),
        (("equipment",), "ship:sparta", "ro_ro", Match(True, "carrier")),
        (("ship:sparta", "warship"), None, "frigate", Match(False)),
    ],
)
def test_matches(
    register: Register, claimed: tuple[str, ...], asset_id: str | None, asset_class: str | None, match: Match | None
) -> None:
    assert match_asset(asked(register, *claimed), asset_id, asset_class, register) == match


@pytest.mark.parametrize(
    ("asset_id", "fits"),
    [
        ("icao24:154073", True),
        ("icao24:a12345", False),
        ("icao24:~abc123", True),
        ("mmsi:273396130", True),
        ("mmsi:538001234", False),
        ("other:1", True),
    ],
)
def test_flag_of_a_number(register: Register, asset_id: str, fits: bool) -> None:
    assert (match_asset(asked(register, actor="Russia"), asset_id, None, register) is not None) is fits


def test_actor_is_a_country(register: Register) -> None:
    assert asked(register, actor="Russia").country == "RU"
    assert asked(register, actor="Moscow").country == "RU"
    assert asked(register, actor="the alliance").country is None
    assert asked(register, actor=None).country is None


@pytest.mark.parametrize(
    ("claimed", "seen", "is_sister"),
    [("destroyer", "frigate", True), ("destroyer", "il_76", False), ("warship", "frigate", False), ("ro_ro", "tanker", True)],
)
def test_sisters(register: Register, claimed: str, seen: str, is_sister: bool) -> None:
    assert is_sister_class(asked(register, claimed), seen, register) is is_sister


def test_speed_is_the_classs(register: Register) -> None:
    assert max_km_per_h(asked(register, "ship:sparta"), "ro_ro", register) == pytest.approx(1.852 * 24)
    assert max_km_per_h(asked(register), None, register) > 1000


@pytest.mark.parametrize(
    ("claimed", "sends"),
    [
        (("frigate",), "warship"),
        (("ship:sparta",), "cargo"),
        (("il_76",), "aircraft"),
        ((), "auxiliary"),
        (("ro_ro", "frigate"), "warship"),
    ],
)
def test_how_often_it_sends(register: Register, claimed: tuple[str, ...], sends: str) -> None:
    assert sends_like(asked(register, *claimed), None, register) == sends


def test_words_for_a_reader(register: Register) -> None:
    assert asked(register, "ship:sparta", "ship:sparta-ii").words == "Sparta and Sparta II"
    assert asked(register, "il_76").words == "Il-76"
    assert asked(register).words == ""
