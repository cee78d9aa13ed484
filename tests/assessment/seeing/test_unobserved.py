"""What could not have been seen, as rows: places, cells, times and reasons."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from builders import Row, at, claim, coverage, end_of, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.assessment.seeing.unobserved import REASONS
from vedette.registry.register import Register
from vedette.schema.cells import cell_corner, cell_name

AS_OF = end_of("2025-03-01")
TOBRUK = "N32E023"
ARRIVE: dict[str, Any] = {"destination": ["tobruk"], "time": ("2024-12-10", "2024-12-19"), "assets": ["ship:sparta"]}


def unobserved(register: Register, row: Row, as_of: str = "2025-03-01", **rows: list[Row]) -> list[Row]:
    found = assess(tables([row], **rows), register, AssessmentParams(), end_of(as_of)).unobserved
    return found.select("part", "place_id", "cell", "start", "end", "reason", "why").to_dicts()


def by_reason(rows: list[Row], reason: str) -> list[Row]:
    return [row for row in rows if row["reason"] == reason]


def test_without_any_data_no_receiver_and_no_image_for_the_whole_time(register: Register) -> None:
    rows = unobserved(register, claim("c", "arrive", **ARRIVE))
    assert [row["reason"] for row in rows] == ["no_image", "no_receiver"]
    assert {(row["part"], row["place_id"]) for row in rows} == {("arrival", "tobruk")}
    assert all((row["start"], row["end"]) == (at("2024-12-10"), end_of("2024-12-19")) for row in rows)
    assert rows[1]["why"] == "Tobruk, 10–19 Dec 2024: no AIS receiver in these data heard anybody there."


def test_days_are_joined_to_stretches_and_a_dead_feed_is_told_from_a_hole(register: Register) -> None:
    here = coverage(TOBRUK, "2024-12-10", "2024-12-12") + coverage(TOBRUK, "2024-12-18", "2024-12-19")
    elsewhere = coverage("N40E005", "2024-12-13", "2024-12-15")
    rows = unobserved(register, claim("c", "arrive", **ARRIVE), coverage=here + elsewhere)
    (hole,), (down,) = by_reason(rows, "no_receiver"), by_reason(rows, "feed_down")
    assert (hole["start"], hole["end"]) == (at("2024-12-13"), end_of("2024-12-15"))
    assert (down["start"], down["end"]) == (at("2024-12-16"), end_of("2024-12-17"))
    assert not by_reason(rows, "weak_reception")


def test_weak_reception_is_named_with_its_best_day(register: Register) -> None:
    rows = unobserved(
        register, claim("c", "arrive", **ARRIVE), coverage=coverage(TOBRUK, "2024-12-10", "2024-12-19", uptime=0.25)
    )
    (weak,) = by_reason(rows, "weak_reception")
    assert "25 % of the time at best" in weak["why"]


def test_a_warship_seldom_sends_where_receivers_are(register: Register) -> None:
    covered = coverage(TOBRUK, "2024-12-10", "2024-12-19")
    warship = unobserved(register, claim("c", "arrive", **(ARRIVE | {"assets": ["frigate"]})), coverage=covered)
    (row,) = by_reason(warship, "seldom_sends")
    assert "on about 15 % of days" in row["why"]
    assert not by_reason(unobserved(register, claim("c", "arrive", **ARRIVE), coverage=covered), "seldom_sends")
    assert not by_reason(unobserved(register, claim("c", "arrive", **(ARRIVE | {"assets": ["frigate"]}))), "seldom_sends")


def image(day: str, **cells: Any) -> Row:
    return {
        "image_id": day,
        "time": at(day),
        "place_id": "tobruk",
        "sensor": "optical",
        "pass_id": day,
        "source_id": "s",
        "source_row": 1,
    } | cells


def test_looks_from_above(register: Register) -> None:
    row = claim("c", "arrive", **ARRIVE)
    assert not by_reason(unobserved(register, row, images=[image("2024-12-15", cloud_share=0.1)]), "no_image")
    (cloud,) = by_reason(
        unobserved(register, row, images=[image("2024-12-15", cloud_share=0.9), image("2024-12-16", cloud_share=0.1)]), "cloud"
    )
    assert cloud["start"] == cloud["end"] == at("2024-12-15")
    assert cloud["why"] == "Tobruk, 15 Dec 2024: the image lay under cloud (90 %)."
    logged = [sighting("s", "tanker", "present", "tobruk", "2024-12-15")]
    assert not by_reason(unobserved(register, row, sightings=logged), "no_image")


def test_cells_of_the_way(register: Register) -> None:
    row = claim("c", "move", origin=["tartus"], **ARRIVE)
    rows = unobserved(register, row, coverage=coverage("N33E029", "2024-12-10", "2024-12-19"))
    cells = [r["cell"] for r in rows if r["part"] == "transit"]
    assert len(cells) > 5
    assert "N33E029" not in cells
    assert len(set(cells)) == len(cells)
    assert {r["place_id"] for r in rows if r["part"] == "departure"} == {"tartus"}


def test_what_is_not_over_is_not_yet(register: Register) -> None:
    row = claim("c", "arrive", status="planned", made="2024-12-10", **ARRIVE)
    rows = unobserved(register, row, as_of="2024-12-14", coverage=coverage(TOBRUK, "2024-12-10", "2024-12-14"))
    (later,) = by_reason(rows, "not_yet")
    assert (later["start"], later["end"]) == (at("2024-12-15"), end_of("2024-12-19"))


def test_the_asset_that_is_sought_does_not_cover_itself(register: Register) -> None:
    own = [
        r | {"n_assets": 1, "n_expected": 0, "n_again": 0, "asset_ids": ["ship:sparta"]}
        for r in coverage(TOBRUK, "2024-12-10", "2024-12-19")
    ]
    assert by_reason(unobserved(register, claim("c", "arrive", **ARRIVE), coverage=own), "no_receiver")


@pytest.mark.parametrize("point", [(34.9, 35.8), (-0.5, -0.5), (89.9, 179.9), (-33.9, 151.2)])
def test_corner_of_a_cell(point: tuple[float, float]) -> None:
    south, west = cell_corner(cell_name(*point))
    assert south <= point[0] < south + 1 or point[0] > 89
    assert west <= point[1] < west + 1


def test_every_reason_ends_its_sentence() -> None:
    assert all(sentence.startswith("{where}, {when}: ") and sentence.endswith(".") for sentence in REASONS.values())


def test_claims_that_cannot_be_looked_for_have_no_rows(register: Register) -> None:
    found = assess(tables([claim("c", "motive")]), register, AssessmentParams(), AS_OF)
    assert found.unobserved.is_empty()
    assert isinstance(found.unobserved, pl.DataFrame)
