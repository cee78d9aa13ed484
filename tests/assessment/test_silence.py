"""What silence is worth."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from builders import Row, claim, coverage, end_of, event, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

AS_OF = end_of("2025-03-01")
ARRIVE: dict[str, Any] = {"destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20")}


def silence(register: Register, row: Row, **rows: list[Row]) -> Row | None:
    found = assess(tables([row], **rows), register, AssessmentParams(), AS_OF).evidence.filter(pl.col("rule") == "nothing_heard")
    return found.row(0, named=True) if found.height else None


def test_no_coverage_is_exactly_one(register: Register) -> None:
    row = silence(register, claim("c", "arrive", **ARRIVE))
    assert row is not None
    assert set(row["log_lr"].values()) == {0.0}
    assert not row["is_sensor"]


@pytest.mark.parametrize(("assets", "least", "most"), [(["ship:sparta"], 0.005, 0.25), (["warship"], 0.3, 0.8)])
def test_full_coverage(register: Register, assets: list[str], least: float, most: float) -> None:
    import math

    row = silence(
        register, claim("c", "arrive", **ARRIVE, assets=assets), coverage=coverage("N32E023", "2024-12-01", "2024-12-31")
    )
    assert row is not None
    assert least < math.exp(row["log_lr"]["moved"]) < most
    assert row["stance"] == "against"
    assert row["why"] == "Receivers covered Tobruk, 10–20 Dec 2024, and it was not heard there."


def test_what_was_heard_was_not_silent(register: Register) -> None:
    visit = event("v", "visit", "ship:sparta", "2024-12-14", "2024-12-18", place_id="tobruk")
    assert silence(register, claim("c", "arrive", **ARRIVE, assets=["ship:sparta"]), events=[visit]) is None


def test_silence_alone_never_contradicts(register: Register) -> None:
    rows = coverage("N32E023", "2024-12-01", "2024-12-31")
    out = assess(
        tables([claim("c", "arrive", **ARRIVE, assets=["ship:sparta"])], coverage=rows), register, AssessmentParams(), AS_OF
    )
    assert out.verdicts["verdict"].to_list()[-1] == "not_seen_where_expected"


def test_rates_have_no_silence(register: Register) -> None:
    assert (
        silence(
            register, claim("c", "flight_rate", direction="up", origin=["hmeimim"], destination=["al-khadim"], assets=["il_76"])
        )
        is None
    )
