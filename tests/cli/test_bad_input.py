"""Bad input, one by one: a clear error or rows of the issues table, nothing lost, exit codes as documented."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from vedette.case.templates import make_case
from vedette.cli.main import run

OLD_NOAA = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n"
GOOD = "273396130,2024-12-11T10:00:00,59.93,30.21,8.1,270.0,271,URSA MAJOR,IMO9538892,UFUZ,70,0,142,23,7.0,70,A\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    make_case(tmp_path / "case", "blank")
    return tmp_path / "case"


def add(case: Path, path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, dict[str, object], str]:
    code = run(["add", str(case), str(path), "--json", *options])
    captured = capsys.readouterr()
    return code, json.loads(captured.out) if captured.out.startswith("{") else {}, captured.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("blank.csv", b"\n\n  \n", "empty"),
        ("binary.csv", bytes(range(256)) * 40, "binary"),
        ("photo.bin", b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        ("notes.csv", b"a;b;c\n1;2;3\n", "delimiter ';' and columns a, b, c"),
        ("cut.json", gzip.compress(b'{"icao":"154073","timestamp":1,"trace":[]}', mtime=0)[:12], "cut off"),
    ],
)
def test_a_file_that_nobody_can_read_says_what_it_looks_like(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, answer, message = add(case, tmp_path / name, capsys)
    assert code == 1
    assert answer["sources"] == []
    assert name in message
    assert said in message
    assert "defect" not in message


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.csv").write_text(OLD_NOAA + GOOD)
    (tmp_path / "in" / "empty.csv").write_text("")
    code, answer, _ = add(case, tmp_path / "in", capsys)
    assert code == 3
    (source,) = answer["sources"]  # type: ignore[misc]
    assert source["n_positions"] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("59.93", "91.0").replace("30.21", "181.0"), "no_position"),
        (GOOD.replace("2024-12-11T10:00:00", "11/12/2024 25:00"), "bad_time"),
        (GOOD.replace("59.93", "fifty-nine"), "bad_position"),
        ("273396130,2024-12-11T10:00:00,59.93\n", "bad_columns"),
    ],
)
def test_a_bad_row_is_an_issue_with_its_line(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str], row: str, reason: str
) -> None:
    (tmp_path / "a.csv").write_text(OLD_NOAA + GOOD + row)
    code, answer, _ = add(case, tmp_path / "a.csv", capsys)
    assert code == 0
    (source,) = answer["sources"]  # type: ignore[misc]
    assert source["n_rows"] == 2
    assert source["n_positions"] == 1
    assert source["n_issues"] == 1
    assert any(reason in found for found in source["reasons"]), source["reasons"]


def test_speed_course_and_heading_sentinels_are_null_not_numbers(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(OLD_NOAA + GOOD.replace("8.1,270.0,271", "102.3,360.0,511"))
    assert add(case, tmp_path / "a.csv", capsys)[0] == 0
    from vedette.schema.tables import POSITIONS
    from vedette.store.tables import Store

    row = Store(case / "data").read(POSITIONS).row(0, named=True)
    assert (row["sog_kn"], row["cog_deg"], row["heading_deg"]) == (None, None, None)


def test_a_line_without_end_is_refused_and_the_rest_is_read(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "long.csv").write_text(OLD_NOAA + GOOD + "x" * 3_000_000 + "\n" + GOOD.replace("10:00:00", "10:05:00"))
    code, answer, _ = add(case, tmp_path / "long.csv", capsys)
    assert code == 0
    (source,) = answer["sources"]  # type: ignore[misc]
    assert source["n_positions"] == 2
    assert source["reasons"]["line_too_long"] == 1


def test_swapped_latitude_and_longitude_are_said(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"2024-12-11T10:0{i}:00,273396130,{120.5 + i / 100},{22.5 + i / 100}\n" for i in range(9))
    (tmp_path / "a.csv").write_text("time,mmsi,lat,lon\n" + rows)
    code, answer, message = add(case, tmp_path / "a.csv", capsys)
    assert "swapped" in message + json.dumps(answer)
    assert code in (0, 1)


def test_a_dry_run_writes_nothing(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(OLD_NOAA + GOOD)
    code, answer, _ = add(case, tmp_path / "a.csv", capsys, "--dry-run")
    assert code == 0
    assert answer["sources"][0]["n_positions"] == 1  # type: ignore[index]
    assert not (case / "data" / "positions").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_says_so(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(OLD_NOAA + GOOD)
    case.chmod(0o500)
    code, _, message = add(case, tmp_path / "a.csv", capsys)
    case.chmod(0o700)
    assert code == 1
    assert "rights" in message


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["run", "nowhere"], 2, "no such folder"),
        (["add", "nowhere", "x.csv"], 2, "no such folder"),
        (["brief", "nowhere"], 2, "no such folder"),
        (["init", "new", "--template", "blnk"], 2, "did you mean blank"),
        (["check", "articel.txt"], 2, "no file is called 'articel.txt'"),
        (["check", "articel.tx"], 2, "no file is called 'articel.tx'"),
        (["check", "reports/articel"], 2, "no file is called 'reports/articel'"),
        (["check", " "], 2, "no text"),
        (["claims", "Ships moved.", "--published", "yesterday"], 2, "must be a date"),
        (["check", "Ships moved.", "--as-of", "22.12.2024"], 2, "--as-of must be a date"),
        (["check", "Ships moved.", "--fail-on", "confirmd"], 2, "did you mean confirmed"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    assert said in capsys.readouterr().err


def test_an_unknown_format_or_column_is_named(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(OLD_NOAA + GOOD)
    assert run(["add", str(case), str(tmp_path / "a.csv"), "--format", "ais_csv_danisch"]) == 2
    assert "ais_csv_danish" in capsys.readouterr().err
    assert run(["add", str(case), str(tmp_path / "a.csv"), "--column", "latt=LAT"]) == 2
    assert "unknown key 'latt'; did you mean 'lat'?" in capsys.readouterr().err


def test_a_setting_that_no_step_has_is_refused_with_its_line(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = case / "case.toml"
    settings.write_text(settings.read_text() + "\n[settings.visits]\nstop_kt = 0.2\n")
    assert run(["run", str(case)]) == 2
    line = settings.read_text().splitlines().index("stop_kt = 0.2") + 1
    assert f"case.toml:{line}: unknown key 'stop_kt'; did you mean 'stop_kn'?" in capsys.readouterr().err


def test_check_takes_the_columns_that_it_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("T;ID;Breite;Laenge\n2024-12-12T10:00Z;273396130;34.9;35.86\n2024-12-13T10:00Z;273396130;34.9;35.86\n")
    words = ["check", "A frigate left Tartus on 12 December 2024.", "--data", str(odd)]
    assert run(words) == 1
    assert "--column time=NAME" in capsys.readouterr().err
    assert run([*words, "--column", "time=T", "--column", "identity=ID", "--column", "lat=Breite", "--column", "lon=Laenge"]) == 0
    assert "2 lines, 2 positions, 0 rows not used" in capsys.readouterr().err
    assert run([*words, "--column", "tme=T"]) == 2
    assert "unknown key 'tme'; did you mean 'time'?" in capsys.readouterr().err
