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


@pytest.mark.parametrize(
    ("sender", "key", "value", "is_silent"),
    [
        ("mmsi:273999123", "name", "SPARTA", False),  # its name, under a Russian number that the register does not have
        ("mmsi:240999123", "name", "SPARTA", True),  # a Greek namesake is another ship
        ("mmsi:240999123", "imo", "9268710", False),  # its IMO number, under whatever flag
        ("mmsi:273999123", "name", "SOMEBODY ELSE", True),
    ],
)
def test_silence_under_the_registers_number_is_none_where_it_was_heard_under_another(
    register: Register, sender: str, key: str, value: str, is_silent: bool
) -> None:
    import math

    imo = next(i.value for a in register.assets() if a.asset_id == "ship:sparta" for i in a.identities if i.key == "imo")
    sent = {"asset_id": sender, "key": key, "value": imo if key == "imo" else value, "source_id": "s", "source_row": 1}
    claimed = claim("c", "arrive", **ARRIVE, assets=["ship:sparta"])
    covered = coverage("N32E023", "2024-12-01", "2024-12-31")
    out = assess(tables([claimed], coverage=covered, identities=[sent]), register, AssessmentParams(), AS_OF)
    (row,) = out.evidence.filter(pl.col("rule") == "nothing_heard").to_dicts()
    assert (math.exp(row["log_lr"]["moved"]) < 0.3) == is_silent
    assert ("under a number that is not the register's (MMSI 27" in row["why"]) == (not is_silent and key == "name")
    verdict = out.verdicts.row(-1, named=True)
    assert (verdict["verdict"] == "not_seen_where_expected") == is_silent
    assert (verdict["observability"] > 0.8) == is_silent


def test_another_number_counts_from_when_it_was_heard(register: Register) -> None:
    sent = {"asset_id": "mmsi:273999123", "key": "name", "value": "SPARTA", "valid_from": end_of("2025-06-01"), "source_id": "s",
            "source_row": 1}  # fmt: skip
    row = silence(register, claim("c", "arrive", **ARRIVE, assets=["ship:sparta"]),
                  coverage=coverage("N32E023", "2024-12-01", "2024-12-31"), identities=[sent])  # fmt: skip
    assert row is not None
    assert row["log_lr"]["moved"] < -1


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


def test_killing_the_feed_for_the_claimed_time_makes_silence_worth_exactly_nothing(register: Register) -> None:
    row = claim("c", "arrive", assets=["ship:sparta"], **ARRIVE)
    around = coverage("N32E023", "2024-11-20", "2024-12-09") + coverage("N32E023", "2024-12-21", "2025-01-10")
    inside = coverage("N32E023", "2024-12-10", "2024-12-20")
    dead = [r | {"uptime": 0.0, "n_assets": 0, "n_positions": 0, "n_expected": 5, "n_again": 0} for r in inside]
    verdicts = {}
    for name, hours in (("up", inside), ("killed", []), ("dead", dead)):
        found = assess(tables([row], coverage=around + hours), register, AssessmentParams(), AS_OF)
        silent = found.evidence.filter(pl.col("rule") == "nothing_heard").row(0, named=True)
        verdicts[name] = found.verdicts.row(-1, named=True)
        if name == "up":
            assert silent["log_lr"]["moved"] < -1
        else:
            assert silent["log_lr"] == {"moved": 0.0, "elsewhere": 0.0, "stayed": 0.0, "other": 0.0}
            assert silent["is_sensor"] is False
    assert verdicts["up"]["observability"] > 0.8
    assert verdicts["killed"]["observability"] == verdicts["dead"]["observability"] == 0.0
    assert (verdicts["up"]["verdict"], verdicts["killed"]["verdict"]) == ("not_seen_where_expected", "reported_only")


def test_hours_of_a_dead_feed_never_count_as_silence(register: Register) -> None:
    """Half the hours dead are worth exactly as much as half the hours never measured."""
    row = claim("c", "arrive", assets=["ship:sparta"], **ARRIVE)
    inside = coverage("N32E023", "2024-12-10", "2024-12-20")
    dead = [r | {"uptime": 0.0, "n_assets": 0, "n_positions": 0} for r in inside[::2]]
    with_dead, without = (silence(register, row, coverage=hours) for hours in (inside[1::2] + dead, inside[1::2]))
    assert with_dead is not None
    assert without is not None
    assert with_dead["log_lr"] == without["log_lr"]


def test_silence_bears_out_who_is_said_to_be_gone(register: Register) -> None:
    gone = claim("c", "absent", place=["tobruk"], time=ARRIVE["time"], assets=["ship:sparta"])
    row = silence(register, gone, coverage=coverage("N32E023", "2024-12-01", "2024-12-31"))
    assert row is not None
    assert row["log_lr"]["moved"] > 1.0
    assert row["stance"] == "for"


@pytest.mark.parametrize("kind", ["build_up", "draw_down"])
def test_counts_have_no_silence_and_one_ship_is_no_count(register: Register, kind: str) -> None:
    claimed = claim("c", kind, place=["tobruk"], time=ARRIVE["time"], assets=["warship"])
    lies_there = event("v", "visit", "ship:admiral-grigorovich", "2024-12-01", "2024-12-18", place_id="tobruk")
    found = assess(
        tables([claimed], events=[lies_there], coverage=coverage("N32E023", "2024-12-01", "2024-12-31")), register,
        AssessmentParams(), AS_OF,
    ).evidence  # fmt: skip
    assert not [rule for rule in found["rule"] if rule == "nothing_heard" or rule.startswith("track_")]


@pytest.mark.parametrize("kind", ["arrive", "absent"])
@pytest.mark.parametrize(
    ("hull", "place", "start", "is_silent"),
    [
        ("ship:sparta~2", "tobruk", "2024-12-12", False),
        ("ship:sparta~3", "tobruk", "2024-12-12", False),
        ("ship:sparta~2", "limassol", "2024-12-12", True),
        ("ship:sparta~2", "tobruk", "2025-01-20", True),
        ("ship:sparta-ii~2", "tobruk", "2024-12-12", True),
    ],
    ids=["there", "a third hull there", "elsewhere", "later", "another's number"],
)
def test_a_number_of_two_hulls_was_not_silent_where_either_was_heard(
    register: Register, kind: str, hull: str, place: str, start: str, is_silent: bool
) -> None:
    where = {"place": ["tobruk"]} if kind == "absent" else {"destination": ["tobruk"]}
    visit = event("v", "visit", hull, start, start, place_id=place)
    cover = coverage("N32E023", "2024-12-01", "2024-12-31")
    row = silence(
        register, claim("c", kind, time=ARRIVE["time"], **where, assets=["ship:sparta"]), events=[visit], coverage=cover
    )
    assert row is not None
    assert (row["log_lr"]["moved"] != 0) is is_silent
    assert ("two hulls send it" in row["why"]) is not is_silent
    if not is_silent:
        assert set(visit["citations"]) <= set(row["citations"])
