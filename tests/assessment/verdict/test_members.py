"""A claim that names several is not shown by one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import Row, at, claim, coverage, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.verdict.members import find_decisive, part_members
from vedette.assessment.verdict.verdict_rules import Facts, choose
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
BOTH = ["ship:sparta", "ship:sparta-ii"]
ARRIVE = {"destination": ["tartus"], "time": ("2025-01-20", "2025-01-25"), "made": "2025-01-26", "actor": "Russia"}


def shown(asset: str, place: str = "tartus", day: str = "2025-01-22") -> list[Row]:
    """Two kinds of evidence from two origins on one ship."""
    key = f"{asset}-{place}"
    return [
        sighting(f"i-{key}", asset, "arrived", place, day),
        sighting(f"o-{key}", asset, "present", place, day, how="observed"),
        sighting(f"p-{key}", asset, "present", place, day, how="photo"),
    ]


def judged(register: Register, assets: list[str], rows: list[Row]) -> tuple[Row, list[Row]]:
    out = assess(tables([claim("c", "arrive", **ARRIVE, assets=assets)], sightings=rows), register, PARAMS, AS_OF)
    return out.verdicts.sort("as_of").row(-1, named=True), out.evidence.to_dicts()


def test_one_of_two_does_not_confirm_both(register: Register) -> None:
    alone, _ = judged(register, BOTH[:1], shown(BOTH[0]))
    assert alone["verdict"] == "confirmed"
    both, _ = judged(register, BOTH, shown(BOTH[0]))
    assert both["verdict"] == "partly_confirmed"
    assert both["probability"] <= 0.1
    assert "for some of those" in both["reasons"][0]


def test_both_are_confirmed_by_both(register: Register) -> None:
    alone, _ = judged(register, BOTH[:1], shown(BOTH[0]))
    both, _ = judged(register, BOTH, [*shown(BOTH[0]), *shown(BOTH[1])])
    assert both["verdict"] == "confirmed"
    assert both["probability"] == alone["probability"]


def test_one_out_of_reach_contradicts_both(register: Register) -> None:
    away = [
        sighting("far", BOTH[1], "present", "baltiysk", "2025-01-22"),
        sighting("far2", BOTH[1], "present", "baltiysk", "2025-01-23"),
    ]
    both, _ = judged(register, BOTH, [*shown(BOTH[0]), *away])
    assert both["verdict"] == "contradicted"


def test_what_is_said_of_each_is_listed(register: Register) -> None:
    both, rows = judged(register, BOTH, shown(BOTH[0]))
    assert [(p["part"], p["asset_id"], p["verdict"]) for p in both["parts"]] == [
        ("whole", "ship:sparta", "confirmed"), ("whole", "ship:sparta-ii", "reported_only"),
    ]  # fmt: skip
    assert both["parts"][0]["probability"] > 0.95 > both["parts"][1]["probability"]
    on_other = [r for r in rows if "Sparta at" in r["why"] or "Sparta seen" in r["why"]]
    assert on_other
    assert all(r["why"].endswith("; the claim hangs on Sparta II, for which less speaks.") for r in on_other)
    assert all(set(r["log_lr"].values()) == {0.0} for r in on_other)


def test_a_class_beside_names_is_one_more(register: Register) -> None:
    query = make_query(
        tables([claim("c", "arrive", **ARRIVE, assets=[*BOTH, "frigate"])]).claims.row(0, named=True), register, PARAMS, AS_OF
    )
    assert query is not None
    members = [(sorted(q.assets.asset_ids), sorted(q.assets.classes)) for q in part_members(query, register)]
    assert members == [(["ship:sparta"], []), (["ship:sparta-ii"], []), ([], ["frigate"])]


@pytest.mark.parametrize("assets", [["ship:sparta"], ["frigate", "submarine"], []])
def test_one_name_and_classes_are_not_parted(register: Register, assets: list[str]) -> None:
    query = make_query(tables([claim("c", "arrive", **ARRIVE, assets=assets)]).claims.row(0, named=True), register, PARAMS, AS_OF)
    assert query is not None
    assert part_members(query, register) == (query,)


def test_own_signal_of_one_is_not_that_of_the_other(register: Register) -> None:
    claimed = claim("c", "arrive", **ARRIVE, assets=BOTH)
    visit = event("v", "visit", "ship:sparta", "2025-01-21", "2025-01-26", place_id="tartus")
    cover = coverage("N34E035", "2025-01-20", "2025-01-25")
    out = assess(tables([claimed], events=[visit], coverage=cover), register, PARAMS, AS_OF)
    row = out.verdicts.sort("as_of").row(-1, named=True)
    assert row["verdict"] not in ("confirmed", "corroborated", "partly_confirmed")
    assert row["probability"] < 0.1


def test_departure_and_arrival_are_judged_apart(register: Register) -> None:
    claimed = claim("c", "move", assets=BOTH[:1], origin=["tartus"], destination=["tobruk"], time=("2025-01-20", "2025-01-30"),
                    made="2025-01-31")  # fmt: skip
    rows = [
        sighting("left", "ship:sparta", "departed", "tartus", "2025-01-24"),
        sighting("gone", "ship:sparta", "departed", "tartus", "2025-01-24", how="observed"),
        sighting("photo", "ship:sparta", "departed", "tartus", "2025-01-24", how="photo"),
    ]
    row = assess(tables([claimed], sightings=rows), register, PARAMS, AS_OF).verdicts.sort("as_of").row(-1, named=True)
    parts = {p["part"]: p for p in row["parts"]}
    assert list(parts) == ["departure", "arrival"]
    assert parts["departure"]["verdict"] == "confirmed"
    assert parts["arrival"]["verdict"] in ("not_observable", "reported_only", "inconclusive")
    assert parts["departure"]["probability"] > 0.95 > row["probability"] > parts["arrival"]["probability"]
    assert row["verdict"] == "partly_confirmed"
    assert at("2025-01-20") == row["valid_start"]


def test_no_part_is_confirmed_where_the_rest_is_spoken_against(register: Register) -> None:
    claimed = claim("c", "move", assets=BOTH[:1], origin=["tartus"], destination=["tobruk"], time=("2025-01-20", "2025-01-30"),
                    made="2025-01-31")  # fmt: skip
    rows = [
        sighting("left", "ship:sparta", "departed", "tartus", "2025-01-24"),
        sighting("gone", "ship:sparta", "departed", "tartus", "2025-01-24", how="observed"),
        sighting("photo", "ship:sparta", "departed", "tartus", "2025-01-24", how="photo"),
        sighting("empty", "ship:sparta", "absent", "tobruk", "2025-01-30"),
        sighting("malta", "ship:sparta", "anchored", "country:MT", "2025-01-29"),
        sighting("malta2", "ship:sparta", "anchored", "country:MT", "2025-01-29", how="observed"),
    ]
    row = assess(tables([claimed], sightings=rows), register, PARAMS, AS_OF).verdicts.sort("as_of").row(-1, named=True)
    assert row["probability"] < 0.1
    assert row["verdict"] == "inconclusive"


def test_a_member_that_is_not_confirmed_decides_though_another_is_less_probable() -> None:
    confirmed = Facts(
        is_checkable=True, p=0.96, o=0.9, k=2, r=1, has_sensor=True, has_sensor_at_end=True, has_identity_at_end=True
    )
    corroborated = replace(confirmed, p=0.97, has_identity_at_end=False)
    assert [choose(f).verdict for f in (confirmed, corroborated)] == ["confirmed", "corroborated"]
    assert find_decisive([confirmed, corroborated]) == 1
