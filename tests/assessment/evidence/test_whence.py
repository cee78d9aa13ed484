"""An arrival from a third place is no movement from the claimed origin, and an empty berth shows nothing of who lay elsewhere."""

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
MOVE: dict[str, Any] = {
    "assets": ["ship:sparta"],
    "origin": ["tartus"],
    "destination": ["tobruk"],
    "time": ("2024-12-10", "2024-12-20"),
}
AT_TOBRUK = sighting("b", "ship:sparta", "present", "tobruk", "2024-12-18")
TRACK = event("e", "visit", "ship:sparta", "2024-12-18", "2024-12-20T12:00:00Z", place_id="tobruk")


def judged(register: Register, kind: str = "move", cells: Row | None = None, **rows: list[Row]) -> tuple[Row, pl.DataFrame]:
    row = claim("c", kind, **(MOVE if cells is None else cells))
    out = assess(tables([row], **rows), register, PARAMS, AS_OF)
    return out.verdicts.row(-1, named=True), out.evidence


def at(place: str, day: str, **cells: Any) -> Row:
    return sighting(f"{place}{day}", "ship:sparta", "present", place, day, **cells)


def arrival_of(register: Register, *sightings: Row) -> Row:
    """The ratios of what was seen at the destination."""
    _, evidence = judged(register, sightings=[AT_TOBRUK, *sightings])
    (row,) = evidence.filter(pl.col("rule") == "seen_at_destination").to_dicts()
    found: Row = row["log_lr"]
    return found


def test_who_comes_from_elsewhere_did_not_come_from_the_origin(register: Register) -> None:
    """Picture and track of the arrival, and a picture at a third place the week before: no longer confirmed."""
    seen = [at("tartus", "2024-12-10"), AT_TOBRUK]
    plain, _ = judged(register, sightings=seen, events=[TRACK])
    traced, evidence = judged(register, sightings=[*seen, at("novorossiysk", "2024-12-13")], events=[TRACK])
    assert plain["verdict"] == "confirmed"
    assert traced["verdict"] not in ("confirmed", "corroborated")
    assert traced["probability"] < 0.6
    (why,) = evidence.filter(pl.col("rule") == "seen_at_destination")["why"]
    assert why.endswith("; it was at Novorossiysk before, 13 Dec 2024.")


def test_where_there_was_no_time_for_the_origin_the_arrival_says_nothing_for_it(register: Register) -> None:
    verdict, evidence = judged(register, sightings=[AT_TOBRUK, at("novorossiysk", "2024-12-16")], events=[TRACK])
    (row,) = evidence.filter(pl.col("rule") == "track_at_destination").to_dicts()
    assert row["log_lr"]["elsewhere"] == row["log_lr"]["moved"]
    assert "with no time to call at Tartus in between" in row["why"]
    assert verdict["probability"] < 0.15


def test_who_called_at_the_origin_in_between_may_have_come_from_it(register: Register) -> None:
    seen = [AT_TOBRUK, at("novorossiysk", "2024-12-05"), at("tartus", "2024-12-11")]
    _, evidence = judged(register, sightings=seen)
    (row,) = evidence.filter(pl.col("rule") == "seen_at_destination").to_dicts()
    assert row["log_lr"]["elsewhere"] == 0.0
    assert "before" not in row["why"]


def test_a_passage_is_no_stay(register: Register) -> None:
    passing = sighting("p", "ship:sparta", "transit", "strait-of-sicily", "2024-12-13")
    (plain, row) = (arrival_of(register, *seen) for seen in ([], [passing]))
    assert row["moved"] == plain["moved"]
    assert row["elsewhere"] < plain["elsewhere"]  # it was away, so that it did not come earlier


def test_a_third_place_on_the_way_takes_nothing(register: Register) -> None:
    """Limassol lies between Tartus and Tobruk."""
    (plain, row) = (arrival_of(register, *seen) for seen in ([], [at("limassol", "2024-12-13")]))
    assert row["moved"] == plain["moved"]
    assert row["elsewhere"] < plain["elsewhere"]


def test_an_arrival_of_whom_nobody_saw_at_the_origin_fits_one_from_elsewhere_too(register: Register) -> None:
    away = sighting("p", "ship:sparta", "transit", "strait-of-sicily", "2024-12-13")  # so that it did not come earlier
    seen, unseen = (
        judged(register, sightings=[AT_TOBRUK, away, *more], events=[TRACK]) for more in ([at("tartus", "2024-12-09")], [])
    )
    assert seen[0]["verdict"] == "confirmed"
    assert unseen[0]["verdict"] != "confirmed"
    rows = unseen[1].filter(pl.col("rule").is_in(["seen_at_destination", "track_at_destination"])).to_dicts()
    assert len(rows) == 2
    share = PARAMS.table["origin_unseen"].numbers["share"]
    moved, elsewhere = (sum(row["log_lr"][cell] for row in rows) for cell in ("moved", "elsewhere"))
    assert elsewhere == pytest.approx(math.log(1 - share + share * math.exp(moved)), abs=0.05)  # all of it explained at once
    assert all("nothing showed it at Tartus before, so that it may have come from elsewhere" in row["why"] for row in rows)


def test_where_only_an_arrival_is_claimed_no_origin_has_to_be_seen(register: Register) -> None:
    cells = {name: value for name, value in MOVE.items() if name != "origin"}
    _, evidence = judged(register, "arrive", cells, sightings=[AT_TOBRUK])
    assert not any("come from elsewhere" in why for why in evidence["why"])


def test_the_older_the_third_place_the_less_it_takes(register: Register) -> None:
    def elsewhere(*days: str) -> float:
        _, evidence = judged(register, sightings=[AT_TOBRUK, *(at("novorossiysk", day) for day in days)])
        (row,) = evidence.filter(pl.col("rule") == "seen_at_destination").to_dicts()
        return float(row["log_lr"]["elsewhere"] / row["log_lr"]["moved"])

    shares = [elsewhere(day) for day in ("2024-12-14", "2024-12-01", "2024-09-01")]
    assert shares == sorted(shares, reverse=True)
    assert 0.4 < shares[0] <= 0.8
    assert shares[2] == pytest.approx(elsewhere(), abs=0.05)


def test_a_later_third_place_takes_nothing(register: Register) -> None:
    plain, before = judged(register, sightings=[AT_TOBRUK])
    later, evidence = judged(register, sightings=[AT_TOBRUK, at("novorossiysk", "2025-01-20")])
    (row,), (plain_row,) = (e.filter(pl.col("rule") == "seen_at_destination").to_dicts() for e in (evidence, before))
    assert row["log_lr"] == plain_row["log_lr"]
    assert later["probability"] == pytest.approx(plain["probability"])


def test_what_was_not_known_yet_takes_nothing(register: Register) -> None:
    late = at("novorossiysk", "2024-12-13", known="2025-02-04")
    out = assess(tables([claim("c", "move", **MOVE)], sightings=[AT_TOBRUK, late]), register, PARAMS, end_of("2025-01-15"))
    (row,) = out.evidence.filter(pl.col("rule") == "seen_at_destination").to_dicts()
    plain = assess(tables([claim("c", "move", **MOVE)], sightings=[AT_TOBRUK]), register, PARAMS, end_of("2025-01-15"))
    (plain_row,) = plain.evidence.filter(pl.col("rule") == "seen_at_destination").to_dicts()
    assert row["log_lr"] == plain_row["log_lr"]


def test_an_empty_berth_shows_no_departure_of_who_lay_elsewhere(register: Register) -> None:
    left = MOVE | {"destination": []}
    gone = sighting("g", "ship:sparta", "absent", "tartus", "2024-12-20")
    plain, _ = judged(register, "depart", left, sightings=[gone])
    traced, _ = judged(register, "depart", left, sightings=[gone, at("novorossiysk", "2024-12-09")])
    away, _ = judged(register, "depart", left, sightings=[at("novorossiysk", "2024-12-08"), at("tobruk", "2024-12-18")])
    assert plain["probability"] > 0.13 > traced["probability"] >= 0.099
    assert away["probability"] < 0.25


def test_seen_at_a_third_place_before_the_state_says_nothing_of_it(register: Register) -> None:
    """`present` from the 10th on: Novorossiysk in the slack before it is no evidence against it."""
    present = {"assets": ["ship:sparta"], "place": ["tobruk"], "time": ("2024-12-10", "2024-12-20")}
    verdict, evidence = judged(register, "present", present, sightings=[at("limassol", "2024-12-09")])
    assert "seen_elsewhere" not in evidence["rule"].to_list()
    assert verdict["probability"] == pytest.approx(0.1)


def test_being_at_a_third_place_does_not_refute_that_nothing_changed_where_no_origin_is_named(register: Register) -> None:
    arrive = {"assets": ["ship:sparta"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20")}
    visit = event("v", "visit", "ship:sparta", "2024-12-12", "2024-12-14", place_id="limassol")
    for rows in ({"sightings": [at("limassol", "2024-12-14")]}, {"events": [visit]}):
        verdict, evidence = judged(register, "arrive", arrive, **rows)
        (row,) = evidence.filter(pl.col("rule").is_in(["seen_elsewhere", "track_elsewhere"])).to_dicts()
        assert row["log_lr"]["stayed"] == 0.0
        assert verdict["probability"] < 0.1
