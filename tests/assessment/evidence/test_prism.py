"""Where it could have been while nothing was heard of it."""

from __future__ import annotations

import polars as pl
import pytest
from builders import Row, at, claim, end_of, event, tables

from vedette.assessment.assess import assess
from vedette.assessment.evidence.prism import Gap, list_reachable, slack_h
from vedette.assessment.known.ground import Ground, make_ground
from vedette.assessment.params import AssessmentParams
from vedette.geo import distance_km
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
TARTUS, TOBRUK = (34.91, 35.86), (32.08, 23.98)


@pytest.fixture(scope="module")
def ground(register: Register) -> Ground:
    return make_ground(tables([]), register, PARAMS, AS_OF)


def gap(days: float, after: tuple[float, float] | None) -> Gap:
    start = at("2024-12-10")
    return Gap(start, start + (end_of("2024-12-10") - start) * days, (TARTUS,), (after,) if after else ())


def test_slack_is_what_the_way_leaves(ground: Ground) -> None:
    km = distance_km(*TARTUS, *TOBRUK)
    assert slack_h(gap(4, None), (TOBRUK,), 40.0, by_water=False) == pytest.approx(96 - km / 40, abs=0.01)
    assert slack_h(gap(4, TARTUS), (TOBRUK,), 40.0, by_water=False) == pytest.approx(96 - 2 * km / 40, abs=0.01)
    assert slack_h(gap(4, TARTUS), (TOBRUK,), 40.0, by_water=True) <= slack_h(gap(4, TARTUS), (TOBRUK,), 40.0, by_water=False)
    assert slack_h(gap(4, None), (), 40.0, by_water=True) == -float("inf")


def test_the_nearest_first_and_only_what_time_allows(ground: Ground) -> None:
    names = ("tobruk", "baltiysk", "limassol", "tartus")
    found = [r.place_id for r in list_reachable("ship:sparta", gap(4, TARTUS), ground, names)]
    assert found == ["tartus", "limassol", "tobruk"]
    assert [r.place_id for r in list_reachable("ship:sparta", gap(1, TARTUS), ground, names)] == ["tartus", "limassol"]


def test_all_ports_are_tried(ground: Ground) -> None:
    found = list_reachable("ship:sparta", gap(0.5, None), ground)
    assert "latakia" in {r.place_id for r in found}
    assert all(r.slack_h >= 0 for r in found)
    slacks = [r.slack_h for r in found]
    assert slacks == sorted(slacks, reverse=True)


def stays(*rows: tuple[str, str, str]) -> list[Row]:
    return [event(f"v{i}", "visit", "ship:sparta", start, end, place_id=place) for i, (place, start, end) in enumerate(rows)]


def judged(register: Register, events: list[Row], asset: str = "ship:sparta") -> tuple[Row, pl.DataFrame]:
    claimed = claim("c", "arrive", assets=[asset], destination=["tobruk"], time=("2024-12-10", "2024-12-20"), actor="Russia")
    out = assess(tables([claimed], events=events), register, PARAMS, AS_OF)
    return out.verdicts.sort("as_of").row(-1, named=True), out.evidence.filter(pl.col("rule") == "gap_too_short")


def test_no_time_between_two_stays_contradicts(register: Register) -> None:
    events = stays(("tartus", "2024-12-01", "2024-12-14"), ("limassol", "2024-12-15", "2024-12-30"))
    verdict, rows = judged(register, events)
    assert rows.height == 1
    assert "had no time for Tobruk" in rows["why"][0]
    assert "hours too few" in rows["why"][0]
    assert verdict["verdict"] == "contradicted"


@pytest.mark.parametrize(
    "rows",
    [
        [("tartus", "2024-12-01", "2024-12-11"), ("limassol", "2024-12-19", "2024-12-30")],  # a week is enough
        [("tartus", "2024-12-01", "2024-12-12")],  # one stay leaves the rest open
        [("tartus", "2024-12-01", "2024-12-11"), ("limassol", "2024-12-12", "2024-12-13")],  # so does an early end
        [("tartus", "2024-12-01", "2024-12-14"), ("tobruk", "2024-12-17", "2024-12-30")],  # it was there
        [],
    ],
)
def test_time_enough_says_nothing(register: Register, rows: list[tuple[str, str, str]]) -> None:
    assert judged(register, stays(*rows))[1].is_empty()


def test_a_place_of_several_sites_is_any_of_them(register: Register) -> None:
    """A stay somewhere in Libya leaves time for Tobruk, though not from the first of its sites in the register's order."""
    at_home = stays(("country:LY", "2024-12-01", "2024-12-14"), ("country:LY", "2024-12-14T06:00:00Z", "2024-12-30"))
    verdict, rows = judged(register, at_home)
    assert rows.is_empty()
    assert verdict["verdict"] != "contradicted"


def test_a_gap_has_all_points_of_its_ends(ground: Ground) -> None:
    start = at("2024-12-10")
    both = Gap(start, start + (end_of("2024-12-10") - start), ((60.0, 20.0), TARTUS))
    one = Gap(start, both.end, (TARTUS,))
    assert slack_h(both, (TOBRUK,), 40.0, by_water=False) == slack_h(one, (TOBRUK,), 40.0, by_water=False)


def test_a_class_may_be_another_hull(register: Register) -> None:
    events = stays(("tartus", "2024-12-01", "2024-12-14"), ("limassol", "2024-12-15", "2024-12-30"))
    assert judged(register, events, asset="ro_ro")[1].is_empty()


# ---- feasibility of the claim itself


@pytest.mark.parametrize(
    ("origin", "start", "end", "is_said"),
    [
        ("baltiysk", "2024-12-10", "2024-12-11", True),  # six days' sailing at full speed
        ("baltiysk", "2024-12-01", "2024-12-20", False),
        ("baltiysk", "2024-12-12", "2024-12-12", False),  # the day of leaving or of coming
        ("tartus", "2024-12-10", "2024-12-13", False),
    ],
)
def test_in_less_time_than_it_takes(register: Register, origin: str, start: str, end: str, is_said: bool) -> None:
    claimed = claim(
        "c", "move", assets=["ship:sparta"], origin=[origin], destination=["tobruk"], time=(start, end), actor="Russia"
    )
    out = assess(tables([claimed]), register, PARAMS, AS_OF)
    rows = out.evidence.filter(pl.col("rule") == "leg_too_fast")
    assert rows.height == is_said
    assert set(out.verdicts["verdict"]) <= {"inconclusive", "reported_only", "not_observable"}, "no observation, no contradiction"
