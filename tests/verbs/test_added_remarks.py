"""What `vedette add` says at once of a file that the case can hardly use, and how its table tells loss from remark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.case.templates import make_case
from vedette.cli.main import run as vedette

HEADER = "mmsi,timestamp,lat,lon,speed\n"
IN_DECEMBER = "273394890,2024-12-10 10:00:00,35.5,18.0,5\n273394890,2024-12-10 11:00:00,35.5,18.1,5\n"
TEXT = "Two frigates left Tartus yesterday and appear to be heading for Libya.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    make_case(tmp_path / "case", "mediterranean")  # December 2024, a box of the Mediterranean
    return tmp_path / "case"


def _remarks(case: Path, path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    path.write_text(text)
    capsys.readouterr()
    assert vedette(["add", str(case), str(path), "--json"]) == 0
    return list(json.loads(capsys.readouterr().out)["remarks"])


def test_a_text_without_a_date_is_warned_of_with_what_to_write(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (said,) = _remarks(case, tmp_path / "story.txt", TEXT, capsys)
    assert "gives no date of publication" in said
    assert "published: 2024-12-22" in said
    assert _remarks(case, tmp_path / "dated.txt", f"---\npublished: 2024-12-14\n---\n{TEXT}", capsys) == []


def test_a_text_whose_source_is_listed_with_a_date_is_not_warned_of(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = (case / "sources.csv").read_text().splitlines()[0]
    cells = {"source_id": "wire", "url": "https://example.org/1", "published": "2024-12-14", "outlet": "Wire"}
    (case / "sources.csv").write_text(f"{header}\n" + ",".join(cells.get(name, "") for name in header.split(",")) + "\n")
    assert _remarks(case, tmp_path / "listed.txt", f"---\nsource: wire\n---\n{TEXT}", capsys) == []


def test_data_of_another_time_or_place_is_remarked_on_and_taken(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _remarks(case, tmp_path / "right.csv", HEADER + IN_DECEMBER, capsys) == []
    (early,) = _remarks(case, tmp_path / "early.csv", HEADER + IN_DECEMBER.replace("2024-", "2021-"), capsys)
    assert "before the case's period (1 Dec 2024 to 31 Jan 2025" in early
    (afar,) = _remarks(case, tmp_path / "afar.csv", HEADER + IN_DECEMBER.replace("35.5,18", "35.5,-48"), capsys)
    assert "outside the case's map" in afar


def test_the_table_tells_rows_that_are_lost_from_remarks(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(HEADER + IN_DECEMBER + "273394890,,35.5,18.0,5\n")
    assert vedette(["add", str(case), str(feed)]) == 0
    shown = capsys.readouterr().out
    lost, remarked = shown.index("not used, by reason"), shown.index("remarks, no row lost")
    assert lost < shown.index("no_time") < remarked < shown.index("zone_assumed")


def test_a_file_that_is_there_already_is_called_so_and_not_empty(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(HEADER + IN_DECEMBER)
    assert vedette(["add", str(case), str(feed)]) == 0
    capsys.readouterr()
    assert vedette(["add", str(case), str(feed)]) == 0
    shown = capsys.readouterr()
    assert "was brought in before, with the same content" in shown.err
    assert "holds no rows" not in shown.err
    assert "positions" not in shown.out


def test_a_run_says_that_a_text_has_no_date(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vedette(["status", str(case)]) == 0
    assert "not read by a run yet" not in capsys.readouterr().err  # headers alone wait for nothing
    (case / "reports").mkdir(exist_ok=True)
    (case / "reports" / "story.txt").write_text(TEXT)
    assert vedette(["run", str(case)]) == 0
    assert "1 text gives no date of publication" in capsys.readouterr().err
