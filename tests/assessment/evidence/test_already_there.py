"""Who is seen where it is said to have arrived may have lain there before: an arrival counts whole only where it cannot have."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Row, claim, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
ARRIVE: dict[str, Any] = {"assets": ["ship:sparta"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-12")}
PHOTO = sighting("p", "ship:sparta", "present", "tobruk", "2024-12-12", how="photo")
TRACK = event("e", "visit", "ship:sparta", "2024-12-11", "2024-12-13", place_id="tobruk")


def seen_at(place: str, day: str, what: str = "present") -> Row:
    return sighting(f"{place}{day}", "ship:sparta", what, place, day)


def judged(register: Register, *sightings: Row, kind: str = "arrive", events: tuple[Row, ...] = (TRACK,)) -> Row:
    out = assess(
        tables([claim("c", kind, **ARRIVE)], sightings=[PHOTO, *sightings], events=list(events)), register, PARAMS, AS_OF
    )
    return out.verdicts.row(-1, named=True)


def test_a_ship_that_may_have_lain_there_all_along_is_not_confirmed_to_have_come(register: Register) -> None:
    found = judged(register)
    assert found["verdict"] != "confirmed"
    assert any("nothing showed it away from Tobruk before" in reason for reason in found["reasons"])


@pytest.mark.parametrize(
    "witness",
    [
        seen_at("tartus", "2024-12-09"), seen_at("strait-of-sicily", "2024-12-09", "transit"), seen_at("tobruk", "2024-12-11", "arrived"),
    ],
)  # fmt: skip
def test_whoever_was_away_or_seen_to_come_is(register: Register, witness: Row) -> None:
    found = judged(register, witness)
    assert found["probability"] > 0.95
    assert not any("may have come earlier" in reason for reason in found["reasons"])


def test_a_look_that_may_have_missed_it_tells_less_than_a_sighting_elsewhere(register: Register) -> None:
    looks = [sighting(f"look-{how}", "ship:sparta", "absent", "tobruk", "2024-12-09", how=how) for how in ("imagery", "photo")]
    found = [judged(register, witness)["probability"] for witness in (seen_at("tartus", "2024-12-09"), *looks)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[1] > found[2] > judged(register)["probability"]


def test_a_leg_that_may_have_ended_before_the_claimed_time_is_explained_by_an_earlier_movement(register: Register) -> None:
    def of_leg(left: str, *days: str) -> Row:
        leg = event("l", "leg", "ship:sparta", left, days[0], from_place_id="tartus", to_place_id="tobruk")
        stay = event("e", "visit", "ship:sparta", *days, place_id="tobruk")
        told = claim("c", "move", **(ARRIVE | {"origin": ["tartus"]}))
        return assess(tables([told], sightings=[PHOTO], events=[leg, stay]), register, PARAMS, AS_OF).verdicts.row(-1, named=True)

    fresh, old = of_leg("2024-12-09", "2024-12-11", "2024-12-13"), of_leg("2024-11-14", "2024-12-11", "2024-12-13")
    assert fresh["probability"] > old["probability"]
    assert old["verdict"] != "confirmed"


def test_a_leg_tells_when_it_was_last_away(register: Register) -> None:
    leg = event("l", "leg", "ship:sparta", "2024-12-09", "2024-12-11", from_place_id="tartus", to_place_id="tobruk")
    assert judged(register, events=(leg, TRACK))["probability"] > judged(register)["probability"]


def test_the_longer_ago_it_was_away_the_less_its_arrival_is_known(register: Register) -> None:
    days = ("2024-12-09", "2024-12-04", "2024-11-24", "2024-09-01")
    found = [judged(register, seen_at("tartus", day))["probability"] for day in days]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[1] > found[2] > found[3]


def test_presence_asks_for_no_arrival(register: Register) -> None:
    assert judged(register, kind="present")["probability"] > judged(register)["probability"]


def path(*fixes: tuple[str, float, float], asset: str = "ship:sparta") -> Row:
    times = [end_of(day) for day, _, _ in fixes]
    return {
        "track_id": f"trk-{asset}-{fixes[0][0]}", "asset_id": asset, "start": times[0], "end": times[-1], "n_positions": len(fixes),
        "length_km": 0.0, "sensor": "ais", "lat_deg": [f[1] for f in fixes], "lon_deg": [f[2] for f in fixes], "time": times,
        "citations": ["src-path#1", "src-path#9"],
    }  # fmt: skip


IN_TOBRUK, OFF_TOBRUK, AT_SEA = (32.08, 23.98), (32.09, 24.0), (33.4, 26.0)


@pytest.mark.parametrize(
    ("fixes", "is_whole"),
    [
        ([("2024-12-09", *AT_SEA), ("2024-12-10", *AT_SEA), ("2024-12-11", *IN_TOBRUK)], True),
        ([("2024-12-10", *OFF_TOBRUK), ("2024-12-11", *IN_TOBRUK)], False),  # as near as a berth
        ([("2024-11-01", *AT_SEA), ("2024-11-02", *IN_TOBRUK)], False),  # long before the claimed time
        ([("2024-12-11", *IN_TOBRUK), ("2024-12-12", *AT_SEA)], False),  # after it was seen there
    ],
)
def test_who_was_heard_at_sea_just_before_had_not_come_yet(
    register: Register, fixes: list[tuple[str, float, float]], is_whole: bool
) -> None:
    given = tables([claim("c", "arrive", **ARRIVE)], sightings=[PHOTO], events=[TRACK], tracks=[path(*fixes)])
    found = assess(given, register, PARAMS, AS_OF).verdicts.row(-1, named=True)
    assert any("may have come earlier" in reason for reason in found["reasons"]) != is_whole
    assert (found["probability"] > judged(register)["probability"] + 0.05) == is_whole


def test_the_path_of_another_says_nothing(register: Register) -> None:
    other = path(("2024-12-10", *AT_SEA), ("2024-12-11", *IN_TOBRUK), asset="ship:sparta-ii")
    given = tables([claim("c", "arrive", **ARRIVE)], sightings=[PHOTO], events=[TRACK], tracks=[other])
    assert assess(given, register, PARAMS, AS_OF).verdicts.row(-1, named=True)["probability"] == judged(register)["probability"]
