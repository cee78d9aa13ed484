"""`vedette simulate`: a small world from its bytes to its verdicts, and every way in which the command is refused."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from vedette.cli.main import run as run_line
from vedette.simulation.quick.lives import PORTS
from vedette.verbs.publishing import publish
from vedette.verbs.running import run
from vedette.verbs.simulating import WantedWorld, simulate

SMALL = WantedWorld("small", 3, 20, 4, {"warship": 2, "auxiliary": 2, "cargo": 3, "aircraft": 2})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate(SMALL, tmp_path_factory.mktemp("simulated")).folder


@pytest.mark.slow
def test_from_bytes_to_brief(folder: Path) -> None:
    judged = run(folder).judgement
    with (folder / "truth" / "claims.csv").open(encoding="utf-8", newline="") as lines:
        asked = {row["claim_id"] for row in csv.DictReader(lines)}
    assert {claim["claim_id"] for claim, _, _ in judged.main_claims()} == asked
    assert len(asked) >= 2  # a short world may have no room for all that are wanted
    sources = judged.tables["sources"]
    assert sources["n_issues"].sum() < 0.01 * sources["n_rows"].sum()
    _visits_are_true(judged.tables["events"], folder)
    brief = next(path for path in publish(folder, formats=("html",)) if path.suffix == ".html").read_text(encoding="utf-8")
    assert brief.lower().count("synthetic") >= 3


def _visits_are_true(events: pl.DataFrame, folder: Path) -> None:
    """Visits that the pipeline finds in the bytes, against the stays of the truth: no ship was where it was not."""
    with (folder / "truth" / "stays.csv").open(encoding="utf-8", newline="") as lines:
        stays = [row for row in csv.DictReader(lines) if row["group"] in ("cargo", "auxiliary")]
    named = {row["asset_id"] for row in stays}
    at_port = pl.col("place_id").is_in(list(PORTS))  # Port Said lies on the Suez Canal, a place of its own
    visits = events.filter(pl.col("kind") == "visit", pl.col("asset_id").is_in(list(named)), at_port).to_dicts()
    assert visits
    with (folder / "truth" / "shared.csv").open(encoding="utf-8", newline="") as lines:
        shared = {(row["asset_id"], row["other_place_id"]) for row in csv.DictReader(lines)}
    for visit in visits:
        if (visit["asset_id"], visit["place_id"]) in shared:
            continue  # of the other ship under its number: which of the two hulls is the asset, the signals do not say
        assert any(
            stay["asset_id"] == visit["asset_id"] and stay["place_id"] == visit["place_id"]
            and datetime.fromisoformat(stay["start"]) - timedelta(hours=2) <= visit["start"] <= datetime.fromisoformat(stay["end"])
            for stay in stays
        ), visit  # fmt: skip


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--world", "decembre"], "december"),
        (["--days", "3"], "--days 3: must be 20 to 400"),
        (["--claims", "0"], "--claims 0"),
        (["--seed", "-1"], "--seed -1"),
        (["--warships", "-2"], "--warships -2"),
        (["--warships", "0", "--auxiliaries", "0", "--cargo", "0", "--aircraft", "0"], "at least one"),
    ],
)
def test_what_makes_no_world_is_refused(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_line(["simulate", str(tmp_path / "new"), *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("options", [[], ["--force"]])
def test_a_folder_with_something_else_is_left_alone(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert run_line(["simulate", str(tmp_path), "--world", "small", *options]) == 2
    assert "name a new folder" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
