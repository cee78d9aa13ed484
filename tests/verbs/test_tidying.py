from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from vedette.case.templates import make_case
from vedette.cli.main import run as vedette
from vedette.schema.tables import POSITIONS
from vedette.store.tables import Store

HEAD = "mmsi,time,lat,lon\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with three sources, one of them forgotten since, and a brief made before that."""
    folder = tmp_path / "case"
    make_case(folder, "blank")
    for k in range(3):
        path = tmp_path / f"{k}.csv"
        path.write_text(HEAD + "".join(f"27300000{k},2024-12-0{d}T00:00:00Z,34.{d},35.{k}\n" for d in range(1, 6)))
        assert vedette(["add", str(folder), str(path), "--json"]) == 0
    store = store_of(folder)
    brief = folder / "briefs" / "2024-12-22"
    brief.mkdir(parents=True)
    (brief / "manifest.json").write_text(json.dumps({"table_versions": store.versions()}))
    store.forget_sources([store.read(POSITIONS)["source_id"][0]])
    return folder


def store_of(folder: Path) -> Store:
    return Store(folder / "data")


def tidy(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert vedette(["tidy", *arguments, "--older-than", "0", "--json"]) == code
    content = json.loads(capsys.readouterr().out)
    assert content["schema"] == "vedette.tidied/1"
    return {t["table"]: t for t in content["tables"]}


def test_a_brief_can_be_made_again_after_tidying(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = store_of(case)
    named = json.loads((case / "briefs" / "2024-12-22" / "manifest.json").read_text())["table_versions"]["positions"]
    newest = store.read(POSITIONS)
    earlier = pl.read_delta(str(store.folder / "positions"), version=named)
    assert (newest.height, earlier.height) == (10, 15)
    would = tidy(capsys, str(case), "--dry-run")["positions"]
    assert would["n_files_after"] == would["n_files_before"]
    done = tidy(capsys, str(case))["positions"]
    assert done["n_files_after"] == 1
    assert named in done["versions_kept"]  # type: ignore[operator]
    assert store.read(POSITIONS).equals(newest)
    assert pl.read_delta(str(store.folder / "positions"), version=named).equals(earlier)


def test_nothing_goes_while_a_manifest_cannot_be_read(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = case / "briefs" / "2024-12-22" / "manifest.json"
    manifest.write_text("{")
    files = sorted((case / "data" / "positions").glob("*.parquet"))
    assert tidy(capsys, str(case), code=1) == {}
    assert sorted((case / "data" / "positions").glob("*.parquet")) == files
    assert tidy(capsys, str(case), "--dry-run", code=1)["positions"]["n_files_before"] == len(files) - 1


def test_what_was_done_is_said(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette(["tidy", str(case), "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "would go" in shown.out
    assert "kept for 1 brief in" in shown.err
