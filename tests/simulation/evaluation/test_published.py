"""The published numbers are those of the command: the first small world of the grid, judged again, gives them to the last digit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.assessment.params import AssessmentParams
from vedette.registry.register import load_register
from vedette.simulation.evaluation.grid import WORLDS, list_cells
from vedette.simulation.evaluation.running import judge_world
from vedette.simulation.evaluation.scoring import FULL
from vedette.simulation.quick.worlds import make_world

RESULTS = Path(__file__).parents[3] / "benchmarks" / "calibration.json"


@pytest.fixture(scope="module")
def published() -> dict[str, object]:
    found: dict[str, object] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def test_a_world_judged_again_gives_the_published_probabilities(published: dict[str, list[dict[str, object]]]) -> None:
    sample = published["sample"]
    cell = list_cells("full", [str(sample[0]["world"])])[0]
    params = cell.params()[0]
    assert {row["seed"] for row in sample} == {params.seed}
    register = load_register()
    again = judge_world(make_world(params, register), FULL, register, AssessmentParams(), cell.world.name)
    told = [(row["claim_id"], row["p"], row["verdict"]) for row in sample]
    assert [(row.claim_id, row.p, row.verdict) for row in again] == told


def test_every_kind_of_world_is_on_the_grid(published: dict[str, list[dict[str, object]]]) -> None:
    cells = {(cell["world"], cell["seed"]) for cell in published["cells"]}
    for world in WORLDS:
        assert len([c for c in cells if c[0] == world.name]) >= 3, world.name


def test_demands_are_published_whether_met_or_missed(published: dict[str, list[dict[str, object]]]) -> None:
    page = (RESULTS.parents[1] / "docs" / "calibration.md").read_text(encoding="utf-8")
    for demand in published["demands"]:
        assert f"| {demand['what']} |" in page
    assert page.count("**missed**") >= sum(not demand["is_met"] for demand in published["demands"])
