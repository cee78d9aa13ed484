"""Mistakes that people make, each answered so that they can mend it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.case.templates import make_case, shipped_case
from vedette.cli.main import run as vedette
from vedette.errors import CaseError

HEADER = "when,who,lat,lon\n"
ROWS = "2024-12-10T10:00:00Z,273394890,35.87,34.90\n2024-12-10T10:30:00Z,273394890,35.86,34.91\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    make_case(tmp_path / "case", "blank")
    return tmp_path / "case"


def test_a_demo_never_overwrites_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "sources.csv").write_text("mine")
    with pytest.raises(CaseError, match="not empty"):
        shipped_case("tartus-2024", tmp_path / "mine")
    assert (tmp_path / "mine" / "sources.csv").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("sightings.csv", "sources", "sorces", "unknown column 'sorces'; did you mean 'sources'?"),
        ("sightings.csv", "certainty", "certainity", "unknown column 'certainity'; did you mean 'certainty'?"),
        ("sources.csv", "rests_on", "rest_on", "unknown column 'rest_on'; did you mean 'rests_on'?"),
    ],
)
def test_a_misspelt_column_is_refused(
    case: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, said: str
) -> None:
    path = case / name
    path.write_text(path.read_text().replace(old, new) + "x\n")
    assert vedette(["run", str(case)]) == 1
    assert said in capsys.readouterr().err


def test_a_file_brought_in_wrongly_is_brought_in_anew_when_its_columns_are_stated(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "swapped.csv"
    feed.write_text(HEADER + ROWS)
    columns = ["--column", "time=when", "--column", "identity=who"]
    add = ["add", str(case), str(feed), "--json", *columns]
    assert vedette([*add, "--column", "lat=lat", "--column", "lon=lon"]) == 0
    capsys.readouterr()
    assert vedette([*add, "--column", "lat=lon", "--column", "lon=lat"]) == 0
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert source["n_positions"] == 2
    assert source["south_deg"] == pytest.approx(34.90)
    from vedette.schema.tables import POSITIONS
    from vedette.store.tables import Store

    assert Store(case / "data").read(POSITIONS)["lat_deg"].to_list() == [34.90, 34.91]


def test_a_brief_does_not_tell_where_files_lie(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text("time,mmsi,lat,lon\n" + ROWS.replace("35.87,34.90", "34.90,35.87").replace("35.86,34.91", "34.91,35.86"))
    assert vedette(["add", str(case), str(feed)]) == 0
    assert vedette(["brief", str(case), "--as-of", "2024-12-31", "--out", str(tmp_path / "brief")]) == 0
    for name in ("brief.html", "brief.md", "brief.json", "manifest.json"):
        assert str(tmp_path) not in (tmp_path / "brief" / name).read_text(encoding="utf-8"), name


def test_the_example_of_the_template_can_be_uncommented(tmp_path: Path) -> None:
    make_case(tmp_path / "new", "mediterranean")
    settings = tmp_path / "new" / "case.toml"
    settings.write_text(settings.read_text().replace("# [settings", "[settings").replace("# stop_kn", "stop_kn"))
    assert vedette(["status", str(tmp_path / "new")]) == 0
