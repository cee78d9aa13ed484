"""Patrol aircraft over a position that a claimed ship would have had."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest
from builders import Row, claim, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
SEA = {"lat_deg": 33.6, "lon_deg": 30.0}  # half way from Tartus to Tobruk
MOVE: dict[str, Any] = {
    "assets": ["ship:sparta"],
    "origin": ["tartus"],
    "destination": ["tobruk"],
    "time": ("2024-12-10", "2024-12-20"),
}


def patrol(name: str, day: str, what: str = "patrol_aircraft", **cells: Any) -> Row:
    return sighting(name, what, "present", None, day, **({"how": "flight_data"} | SEA | cells))


def judged(register: Register, *seen: Row, kind: str = "move", cells: Row | None = None, **rows: Any) -> tuple[Row, list[Row]]:
    row = claim("c", kind, **(MOVE if cells is None else cells))
    out = assess(tables([row], sightings=list(seen), **rows), register, PARAMS, AS_OF)
    return out.verdicts.row(-1, named=True), out.evidence.filter(pl.col("rule") == "patrol_over_way").to_dicts()


def test_a_patrol_over_the_way_speaks_weakly_and_is_no_observation_of_the_ship(register: Register) -> None:
    verdict, (row,) = judged(register, patrol("p", "2024-12-14"))
    assert row["log_lr"]["moved"] <= math.log(1.5)
    assert not row["is_sensor"]
    assert not row["bears_identity"]
    assert "over a position that a ship on the claimed way would have had" in row["why"]
    assert 0.1 < verdict["probability"] < 0.15
    assert verdict["observability"] == 0.0


def test_ten_patrols_are_one(register: Register) -> None:
    one, _ = judged(register, patrol("p0", "2024-12-12"))
    many, rows = judged(register, *(patrol(f"p{i}", f"2024-12-{12 + i // 2}") for i in range(10)))
    assert len(rows) == 1
    assert "(9 more of that time)" in rows[0]["why"]
    assert many["probability"] == pytest.approx(one["probability"])


@pytest.mark.parametrize(
    ("seen", "kind", "cells"),
    [
        (patrol("p", "2024-11-20"), "move", None),  # before it could have been there
        (patrol("p", "2025-01-20"), "move", None),
        (patrol("p", "2024-12-14", lat_deg=43.0, lon_deg=35.0), "move", None),  # over the Black Sea
        (patrol("p", "2024-12-14", "il_76"), "move", None),  # a transport
        (patrol("p", "2024-12-14", count_max=0), "move", None),  # none was seen
        (patrol("p", "2024-12-14", known="2025-03-01"), "move", None),
        (patrol("p", "2024-12-14"), "arrive", {**MOVE, "origin": []}),  # no way is claimed
        (patrol("p", "2024-12-14"), "move", {**MOVE, "assets": ["il_76"], "origin": ["hmeimim"], "destination": ["al-khadim"]}),
    ],
)
def test_other_patrols_say_nothing(register: Register, seen: Row, kind: str, cells: Row | None) -> None:
    assert judged(register, seen, kind=kind, cells=cells)[1] == []


def test_patrols_and_a_warships_signal_confirm_nothing(register: Register) -> None:
    asset = "ship:admiral-grigorovich"
    leg = event("l", "leg", asset, "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk")
    stay = event("v", "visit", asset, "2024-12-14", "2024-12-19", place_id="tobruk")
    seen = [patrol(f"p{i}", f"2024-12-{12 + i}") for i in range(5)]
    verdict, rows = judged(register, *seen, cells={**MOVE, "assets": [asset]}, events=[leg, stay])
    assert rows
    assert verdict["verdict"] not in ("confirmed", "partly_confirmed")
