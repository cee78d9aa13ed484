"""The company that a dark ship keeps."""

from __future__ import annotations

import math

import polars as pl
import pytest
from builders import Row, claim, end_of, event, tables

from vedette.assessment.assess import assess
from vedette.assessment.evidence.convoys import Company, chance_of_any, rate_company
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
DARK, VISIBLE = "ship:sparta", "mmsi:273111111"
CLAIM = {
    "assets": [DARK],
    "origin": ["tartus"],
    "destination": ["tobruk"],
    "time": ("2024-12-10", "2024-12-20"),
    "actor": "Russia",
}


def leg(name: str, asset: str, start: str, end: str, ends: tuple[str, str] = ("tartus", "tobruk")) -> Row:
    return event(name, "leg", asset, start, end, from_place_id=ends[0], to_place_id=ends[1])


EARLIER = [("2024-07-01", "2024-07-04", ("novorossiysk", "tartus")), ("2024-08-01", "2024-08-04", ("tartus", "novorossiysk")),
           ("2024-10-01", "2024-10-04", ("novorossiysk", "tartus"))]  # fmt: skip


def voyages(asset: str, n: int) -> list[Row]:
    return [leg(f"{asset}-{i}", asset, *row) for i, row in enumerate(EARLIER[:n])]


def company(register: Register, events: list[Row], kind: str = "move", **cells: object) -> pl.DataFrame:
    out = assess(tables([claim("c", kind, **CLAIM | cells)], events=events), register, PARAMS, AS_OF)
    return out.evidence.filter(pl.col("rule") == "convoy_proxy")


def test_who_sailed_with_it_sails_again(register: Register) -> None:
    rows = company(register, [*voyages(DARK, 3), *voyages(VISIBLE, 3), leg("now", VISIBLE, "2024-12-12", "2024-12-15")])
    (row,) = rows.to_dicts()
    assert math.exp(row["log_lr"]["moved"]) > 1.5
    assert "3 of 3 earlier voyages of Sparta were with it" in row["why"]
    assert not row["bears_identity"]


@pytest.mark.parametrize(
    ("together", "own", "per_day", "ratio"),
    [
        (3, 3, 0.02, (4 / 5) / (1 - math.exp(-0.26))),  # thirteen days: the ten and the slack at both ends
        (2, 4, 0.05, (3 / 6) / (1 - math.exp(-0.65))),
        (2, 9, 0.5, 1.0),  # it would have sailed anyway
        (9, 9, 0.0001, 6.0),  # the cap
    ],
)
def test_ratio_by_hand(register: Register, together: int, own: int, per_day: float, ratio: float) -> None:
    row = tables([claim("c", "move", **CLAIM | {"time": ("2024-12-10", "2024-12-19")})]).claims.row(0, named=True)
    query = make_query(row, register, PARAMS, AS_OF)
    assert query is not None
    one = Company({}, together, own, per_day)
    rated = rate_company(one, chance_of_any([one], query), PARAMS.table["convoy_proxy"].numbers["cap"])
    assert rated == pytest.approx(ratio, rel=1e-6)


def test_company_never_decides(register: Register) -> None:
    events = [*voyages(DARK, 3), *voyages(VISIBLE, 3), leg("now", VISIBLE, "2024-12-12", "2024-12-15")]
    out = assess(tables([claim("c", "move", **CLAIM)], events=events), register, PARAMS, AS_OF)
    assert set(out.verdicts["verdict"]) <= {"inconclusive", "reported_only"}


@pytest.mark.parametrize(
    "events",
    [
        [*voyages(DARK, 3), leg("now", VISIBLE, "2024-12-12", "2024-12-15")],  # never together
        [*voyages(DARK, 1), *voyages(VISIBLE, 1), leg("now", VISIBLE, "2024-12-12", "2024-12-15")],  # once is no habit
        [*voyages(DARK, 3), *voyages(VISIBLE, 3)],  # it does not sail now
        [*voyages(DARK, 3), *voyages(VISIBLE, 3), leg("now", VISIBLE, "2024-12-12", "2024-12-15", ("tartus", "limassol"))],
        [*voyages(DARK, 3), *voyages(VISIBLE, 3), leg("now", VISIBLE, "2024-11-12", "2024-11-15")],
        [
            *voyages(DARK, 3),
            *voyages(VISIBLE, 3),
            leg("now", VISIBLE, "2024-12-12", "2024-12-15"),
            leg("own", DARK, "2024-12-12", "2024-12-15"),
        ],
    ],
)
def test_no_company(register: Register, events: list[Row]) -> None:
    assert company(register, events).is_empty()


def test_the_best_of_many_companions_is_paid_for(register: Register) -> None:
    """Ten ships sailed with it before; that one of them sails again says less than if it had but one companion."""
    others = [f"mmsi:2731111{i:02d}" for i in range(12, 22)]
    habit = [*voyages(DARK, 3), *voyages(VISIBLE, 3), leg("now", VISIBLE, "2024-12-12", "2024-12-15")]
    (alone,) = company(register, habit).to_dicts()
    among = company(register, [*habit, *(row for other in others for row in voyages(other, 3))])
    assert alone["log_lr"]["moved"] > 1.5
    assert among.is_empty() or among["log_lr"][0]["moved"] < 0.5


def test_a_leg_that_only_touches_the_claimed_time_is_not_the_claimed_one(register: Register) -> None:
    habit = [*voyages(DARK, 3), *voyages(VISIBLE, 3)]
    for start, end in (("2024-11-20", "2024-12-11"), ("2024-12-19", "2025-01-20")):
        assert company(register, [*habit, leg("now", VISIBLE, start, end)]).is_empty()


def test_a_leg_whose_number_two_hulls_sent_is_nobodys(register: Register) -> None:
    stay = event("v", "visit", VISIBLE, "2024-12-11", "2024-12-12", place_id="tartus")
    conflict = event("x", "identity_conflict", VISIBLE, "2024-12-11", "2024-12-12", other_asset_id="mmsi:273999999")
    sailed = [*voyages(DARK, 3), *voyages(VISIBLE, 3), stay, leg("now", VISIBLE, "2024-12-12", "2024-12-15")]
    assert not company(register, sailed).is_empty()
    assert company(register, [*sailed, conflict]).is_empty()


def test_a_shuttle_is_no_company(register: Register) -> None:
    """A ship that sails the leg every few days would have sailed it anyway."""
    days = [(m, d) for m in (9, 10, 11) for d in (2, 6, 10, 14, 18, 22, 26)]
    shuttle = [leg(f"f{m}-{d}", VISIBLE, f"2024-{m:02d}-{d:02d}", f"2024-{m:02d}-{d + 2:02d}") for m, d in days]
    rare = company(register, [*voyages(DARK, 3), *voyages(VISIBLE, 3), leg("now", VISIBLE, "2024-12-12", "2024-12-15")])
    often = company(
        register, [*voyages(DARK, 3), *voyages(VISIBLE, 3), *shuttle, leg("now", VISIBLE, "2024-12-12", "2024-12-15")]
    )
    assert often.is_empty() or often["log_lr"][0]["moved"] < rare["log_lr"][0]["moved"]
