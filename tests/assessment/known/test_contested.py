"""Two places at once: a contested signal bears neither weight nor identity, and its row says so."""

from __future__ import annotations

import polars as pl
import pytest
from builders import Row, claim, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
ARRIVE = {"assets": ["ship:sparta"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20"), "actor": "Russia"}
VISIT = event("v", "visit", "ship:sparta", "2024-12-14", "2024-12-16", place_id="tobruk")


def judged(register: Register, **rows: list[Row]) -> tuple[Row, Row]:
    out = assess(tables([claim("c", "arrive", **ARRIVE)], **rows), register, PARAMS, AS_OF)
    signal = out.evidence.filter(pl.col("item_id") == "v").row(0, named=True)
    return out.verdicts.sort("as_of").row(-1, named=True), signal


def test_a_signal_alone_bears_identity(register: Register) -> None:
    verdict, signal = judged(register, events=[VISIT])
    assert signal["bears_identity"]
    assert verdict["probability"] > 0.5


def test_a_picture_elsewhere_at_the_time_takes_it(register: Register) -> None:
    picture = sighting("s", "ship:sparta", "present", "baltiysk", "2024-12-15")
    verdict, signal = judged(register, events=[VISIT], sightings=[picture])
    assert not signal["bears_identity"]
    assert set(signal["log_lr"].values()) == {0.0}
    assert "the identity bears no weight" in signal["why"]
    assert f"src-sightings#{picture['source_row']}" in signal["citations"], "what the words rest on is cited"
    assert verdict["probability"] < 0.1


@pytest.mark.parametrize(
    ("place", "day", "how"),
    [
        ("tobruk", "2024-12-15", "imagery"),  # there it is
        ("baltiysk", "2024-11-20", "imagery"),  # time enough to come
        ("baltiysk", "2024-12-15", "tracking"),  # a log of the same signal is no picture
    ],
)
def test_what_can_be_takes_nothing(register: Register, place: str, day: str, how: str) -> None:
    _, signal = judged(register, events=[VISIT], sightings=[sighting("s", "ship:sparta", "present", place, day, how=how)])
    assert "no weight" not in signal["why"]


def test_one_number_on_two_hulls(register: Register) -> None:
    conflict = event("x", "identity_conflict", "ship:sparta", "2024-12-13", "2024-12-15", other_asset_id="ship:sparta~2")
    verdict, signal = judged(register, events=[VISIT, conflict])
    assert "two hulls sent this number" in signal["why"]
    assert verdict["verdict"] not in ("confirmed", "corroborated")
    later = event("x", "identity_conflict", "ship:sparta", "2025-01-20", "2025-01-22", other_asset_id="ship:sparta~2")
    assert judged(register, events=[VISIT, later])[1]["bears_identity"], "at another time it was one hull"


def test_a_number_that_two_hulls_send_may_be_of_either_for_a_month(register: Register) -> None:
    near = event("x", "identity_conflict", "ship:sparta", "2024-12-28", "2024-12-30", other_asset_id="ship:sparta~2")
    verdict, signal = judged(register, events=[VISIT, near])
    assert not signal["bears_identity"]
    assert "may be of either" in signal["why"]
    assert 0 < signal["log_lr"]["moved"] < judged(register, events=[VISIT])[1]["log_lr"]["moved"]
    assert verdict["verdict"] not in ("confirmed", "contradicted")


def test_the_other_hull_under_a_number_contradicts_nothing(register: Register) -> None:
    """It lies at one port all the time; the claimed one may have been dark, and where it is said to have been."""
    elsewhere = event("v", "visit", "ship:sparta", "2024-12-01", "2024-12-25", place_id="baltiysk")
    near = event("x", "identity_conflict", "ship:sparta", "2025-01-05", "2025-01-06", other_asset_id="ship:sparta~2")
    assert judged(register, events=[elsewhere])[0]["verdict"] == "contradicted"
    assert judged(register, events=[elsewhere, near])[0]["verdict"] not in ("contradicted", "confirmed")


def test_a_conflict_counts_from_when_it_is_known(register: Register) -> None:
    conflict = event(
        "x", "identity_conflict", "ship:sparta", "2024-12-13", "2024-12-15", other_asset_id="ship:sparta~2", known="2025-01-20"
    )
    given = tables([claim("c", "arrive", **ARRIVE)], events=[VISIT, conflict])
    history = assess(given, register, AssessmentParams(milestones=(end_of("2025-01-10"),)), AS_OF).verdicts.sort("as_of")
    then = assess(given, register, PARAMS, end_of("2025-01-10")).verdicts.sort("as_of").row(-1, named=True)
    assert then["probability"] > 0.5 > history.row(-1, named=True)["probability"]


def test_a_leg_is_no_better_than_its_ends(register: Register) -> None:
    leg = event("l", "leg", "ship:sparta", "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk")
    picture = sighting("s", "ship:sparta", "present", "baltiysk", "2024-12-15")
    claimed = claim("c", "move", **ARRIVE, origin=["tartus"])
    out = assess(tables([claimed], events=[leg, VISIT], sightings=[picture]), register, PARAMS, AS_OF)
    assert "no weight" in out.evidence.filter(pl.col("item_id") == "l")["why"][0]
