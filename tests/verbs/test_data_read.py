"""What `check --data` says of the files that it read, and what `status` says of files that no run has read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.case.templates import make_case
from vedette.cli.main import run as vedette

HEADER = "mmsi,timestamp,lat,lon,name\n"
CLAIM = "Sparta II left Tartus on 10 December 2024."
SPARTA_II = "273394890"


def _check(path: Path, rows: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    path.write_text(HEADER + rows)
    capsys.readouterr()
    assert vedette(["check", CLAIM, "--published", "2024-12-14", "--data", str(path), "--json"]) == 0
    return list(json.loads(capsys.readouterr().out)["data"])


def test_rows_times_and_claimed_ships_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = f"{SPARTA_II},2024-12-10T10:00:00Z,34.9,35.6,SPARTA II\n{SPARTA_II},,34.9,35.6,SPARTA II\n"
    of_file, of_ship = _check(tmp_path / "ais.csv", rows, capsys)
    assert of_file.endswith("2 lines, 1 position, 1 row not used, 2024-12-10T10:00Z to 2024-12-10T10:00Z")
    assert of_ship == "Sparta II: 1 position in these files"


def test_the_name_under_another_number_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, of_ship, of_name = _check(tmp_path / "ais.csv", "273999999,2024-12-10T10:00:00Z,34.9,35.6,SPARTA II\n", capsys)
    assert of_ship == "Sparta II: no position in these files"
    assert of_name.startswith("1 position under MMSI 273999999 with the name Sparta II")
    assert f"MMSI {SPARTA_II}" in of_name


def test_status_lists_what_no_run_has_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case"
    make_case(case, "blank")
    assert vedette(["run", str(case)]) == 0
    story, feed = tmp_path / "story.txt", tmp_path / "ais.csv"
    story.write_text(f"---\npublished: 2024-12-14\n---\n{CLAIM}\n")
    feed.write_text(HEADER + f"{SPARTA_II},2024-12-10T10:00:00Z,34.9,35.6,SPARTA II\n")
    assert vedette(["add", str(case), str(story), str(feed)]) == 0
    capsys.readouterr()
    assert vedette(["status", str(case), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert sorted(Path(path).name for path in found["waiting"]) == ["ais.csv", "story.txt"]
    assert "vedette run" in found["advice"]
    assert vedette(["run", str(case)]) == 0
    capsys.readouterr()
    assert vedette(["status", str(case), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["waiting"] == []
