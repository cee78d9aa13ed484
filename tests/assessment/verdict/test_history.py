"""Verdicts through time: late data makes a new row, and nothing disappears."""

from __future__ import annotations

import itertools

import polars as pl
from builders import Row, at, claim, end_of, publisher, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

CLAIM = claim(
    "c",
    "arrive",
    destination=["tartus"],
    assets=["ship:sparta"],
    time=("2025-01-05", "2025-01-05"),
    made="2025-01-03",
    status="planned",
)
LATE = sighting("s", "ship:sparta", "arrived", "tartus", "2025-01-21", source_ids=["a"], known="2025-01-29T12:00:00")
AWAY = sighting("w", "ship:sparta", "present", "limassol", "2025-01-12", source_ids=["a"], known="2025-01-29T12:00:00")


def rows(
    register: Register, as_of: str, *claims: Row, milestones: tuple[str, ...] = (), sightings: list[Row] | None = None
) -> list[Row]:
    params = AssessmentParams(milestones=tuple(end_of(m) for m in milestones))
    seen = [AWAY, LATE] if sightings is None else sightings
    given = tables(list(claims) or [CLAIM], publishers=[publisher("a")], sightings=seen)
    return assess(given, register, params, end_of(as_of)).verdicts.sort("as_of").to_dicts()


def test_a_row_for_each_change_and_the_last(register: Register) -> None:
    got = rows(register, "2025-02-05")
    assert [(f"{v['as_of']:%m-%d}", v["verdict"]) for v in got] == [
        ("01-03", "inconclusive"),
        ("01-05", "reported_only"),
        ("01-29", "contradicted"),
        ("02-05", "contradicted"),
    ]


def test_each_names_what_it_supersedes(register: Register) -> None:
    got = rows(register, "2025-02-05")
    assert got[0]["supersedes_as_of"] is None
    for earlier, later in itertools.pairwise(got):
        assert later["supersedes_as_of"] == earlier["as_of"]
        assert later["supersedes_verdict"] == earlier["verdict"]


def test_late_data_is_not_used_early(register: Register) -> None:
    got = rows(register, "2025-01-28")
    assert {v["verdict"] for v in got} == {"inconclusive", "reported_only"}


def test_milestones_do_not_add_rows_that_say_the_same(register: Register) -> None:
    assert len(rows(register, "2025-02-05", milestones=("2025-01-10", "2025-01-31"))) == len(rows(register, "2025-02-05"))


def test_milestones_before_the_claim_are_left_out(register: Register) -> None:
    assert rows(register, "2025-02-05", milestones=("2024-12-22",))[0]["as_of"] == end_of("2025-01-03")


def test_a_claim_made_later_has_no_verdict(register: Register) -> None:
    assert rows(register, "2025-01-02") == []


def test_a_claim_without_a_date_is_judged_once(register: Register) -> None:
    got = rows(register, "2025-02-05", claim("c", "basing", made=None))
    assert [(v["as_of"], v["verdict"]) for v in got] == [(end_of("2025-02-05"), "not_checkable")]


def test_as_of_within_a_day(register: Register) -> None:
    given = tables([CLAIM], publishers=[publisher("a")], sightings=[AWAY, LATE])
    early = assess(given, register, AssessmentParams(), at("2025-01-29T11:00:00")).verdicts
    late = assess(given, register, AssessmentParams(), at("2025-01-29T13:00:00")).verdicts
    assert early.sort("as_of")["verdict"].to_list()[-1] == "reported_only"
    assert late.sort("as_of")["verdict"].to_list()[-1] == "contradicted"


def test_valid_time_is_the_claims(register: Register) -> None:
    got = rows(register, "2025-02-05")
    assert {(v["valid_start"], v["valid_end"]) for v in got} == {(at("2025-01-05"), end_of("2025-01-05"))}


def test_verdicts_are_keyed(register: Register) -> None:
    given = tables([CLAIM, claim("d", "basing")], sightings=[LATE])
    verdicts = assess(given, register, AssessmentParams(), end_of("2025-02-05")).verdicts
    assert not verdicts.select(pl.struct("claim_id", "as_of").is_duplicated()).to_series().any()
