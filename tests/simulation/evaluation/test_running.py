"""A grid that was interrupted goes on where it stopped and ends with the same results; ablations show on what they concern."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.registry.register import load_register
from vedette.simulation.evaluation.ablations import ABLATIONS
from vedette.simulation.evaluation.concerns import covered_share
from vedette.simulation.evaluation.grid import list_cells
from vedette.simulation.evaluation.running import run
from vedette.simulation.evaluation.scoring import FULL, summarise
from vedette.simulation.quick.receiving import make_skies
from vedette.simulation.quick.worlds import make_world, stream
from vedette.verbs.evaluating import RESULTS, Wanted, evaluate

# the smallest grid with two cells: seeds that no published figure rests on
SMALL = Wanted("guard", ("matched",), (601, 602), 1, 1)


class Interrupted:
    """Progress that is interrupted when the first cell is done."""

    def __init__(self) -> None:
        self.said: list[tuple[str, float | None]] = []

    def __call__(self, message: str, share: float | None) -> None:
        self.said.append((message, share))
        if message.startswith("judged"):
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A run in one go, and one that was interrupted and begun again."""
    once, twice = tmp_path_factory.mktemp("once"), tmp_path_factory.mktemp("twice")
    evaluate(SMALL, once)
    with pytest.raises(KeyboardInterrupt):
        evaluate(SMALL, twice, on_progress=Interrupted())
    assert not (twice / RESULTS).exists()
    assert len(list((twice / "cells").glob("*.csv"))) == 1
    shown: list[tuple[str, float | None]] = []
    evaluate(SMALL, twice, on_progress=lambda message, share: shown.append((message, share)))
    assert shown[0] == ("1 of 2 cells were there", 0.5)
    assert len([s for s in shown if s[0].startswith("judged")]) == 1
    return once, twice


def test_an_interrupted_run_ends_with_the_same_bytes(folders: tuple[Path, Path]) -> None:
    once, twice = folders
    names = sorted(p.relative_to(once) for p in once.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(twice) for p in twice.rglob("*") if p.is_file())
    assert Path(RESULTS) in names
    for name in names:
        assert (once / name).read_bytes() == (twice / name).read_bytes(), name


def test_ablations_stand_over_all_claims_and_over_those_concerned(folders: tuple[Path, Path]) -> None:
    cells = list_cells(SMALL.grid, SMALL.only, SMALL.seeds, SMALL.n_worlds)
    columns = run(cells, folders[0], on_progress=lambda _m, _s: None)
    world = summarise(columns, ("matched",))["worlds"][0]
    assert {part["judge"] for part in world["concerned"]} == {a.name for a in ABLATIONS}
    for part in world["concerned"]:
        whole = next(j for j in world["judges"] if j["judge"] == part["judge"])
        assert 0 < part["n"] < whole["n"]
        assert part["share"] == pytest.approx(part["n"] / whole["n"], abs=1e-4)
    assert {k["kind"] for k in world["kinds"]} >= {"move", "present", "absent", "flight_rate"}
    assert sum(k["n"] for k in world["kinds"]) == world["n"]


def test_what_each_part_is_worth_is_demanded_over_all_claims_and_over_those_concerned(folders: tuple[Path, Path]) -> None:
    cells = list_cells(SMALL.grid, SMALL.only, SMALL.seeds, SMALL.n_worlds)
    found = summarise(run(cells, folders[0], on_progress=lambda _m, _s: None), ("matched",))
    measured = {demand["what"]: demand["measured"] for demand in found["demands"]}
    for part in found["worlds"][0]["concerned"]:
        what = f"{part['judge']} is worse (Brier or calibration error) by"
        worse = max(part[score] - part[f"{score}_of_full"] for score in ("brier", "ece"))
        assert measured[f"{what}, over the claims concerned"] == pytest.approx(worse, abs=2e-4)
        assert what in measured


def test_claims_lie_where_the_skies_say(folders: tuple[Path, Path]) -> None:
    cells = list_cells(SMALL.grid, SMALL.only, SMALL.seeds, SMALL.n_worlds)
    columns = run(cells, folders[0], on_progress=lambda _m, _s: None)
    full, world = columns.where(judge=FULL), summarise(columns, ("matched",))["worlds"][0]
    assert sum(c["n"] for c in world["coverage"]) == world["n"]
    assert sum(c["share"] for c in world["coverage"]) == pytest.approx(1.0, abs=1e-3)
    register = load_register()
    for cell in cells:
        params = cell.params()[0]
        skies = make_skies(params, stream(params, 3))
        for claim in make_world(params, register).claims:
            said = next(r.coverage for r in full.where(seed=params.seed).rows if r.claim_id == claim.claim_id)
            never = not skies.covered[claim.destination or claim.origin].any()
            assert (said == "desert") == never
            assert (said == "covered") == (covered_share(claim, skies) >= 0.5)


def test_coverage_concerns_claims_about_places_that_were_hardly_covered(folders: tuple[Path, Path]) -> None:
    cells = list_cells(SMALL.grid, SMALL.only, SMALL.seeds, SMALL.n_worlds)
    full = run(cells, folders[0], on_progress=lambda _m, _s: None).where(judge=FULL)
    register = load_register()
    for cell in cells:
        params = cell.params()[0]
        skies = make_skies(params, stream(params, 3))
        shares = {c.claim_id: covered_share(c, skies) for c in make_world(params, register).claims}
        concerned = full.where(seed=params.seed).concerned("coverage_ignored")
        assert concerned.n >= 3
        assert all(shares[row.claim_id] < 0.5 for row in concerned.rows)
