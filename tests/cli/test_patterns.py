"""`vedette patterns`: tables, JSON, picture, exit codes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from vedette.cli.main import run


@pytest.fixture(scope="module")
def diversion(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """70 passages a day that fall to 28 on 15 January 2024 and stay; receivers fail for three days in March."""
    rng = np.random.default_rng(20240115)
    rows = ["date,passages,effort"]
    for i in range(420):
        day, effort = date(2023, 3, 1) + timedelta(days=i), 0.9 + rng.uniform(-0.05, 0.05)
        mean = (70 if day < date(2024, 1, 15) else 28) * effort
        if date(2024, 3, 10) <= day <= date(2024, 3, 12):
            effort, mean = 0.02, 0.5
        rows.append(f"{day},{rng.negative_binomial(mean / 0.6, 1 / 1.6)},{effort:.3f}")
    path = tmp_path_factory.mktemp("counts") / "passages.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_lasting_fall_is_one_change_with_date_and_ratio_and_an_outage_does_not_alarm(
    diversion: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "passages.svg"
    code = run(["patterns", str(diversion), "--count", "passages", "--json", "--picture", str(picture)])
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert code == 0
    assert document["schema"] == "vedette.patterns/1"
    (one,) = document["series"]
    (change,) = one["changes"]
    assert change["direction"] == "down"
    assert change["day_interval"][0] <= "2024-01-15" <= change["day_interval"][1]
    assert change["rate_ratio_interval"][0] < 0.4 < change["rate_ratio_interval"][1]
    assert one["outages"] == ["2024-03-10", "2024-03-11", "2024-03-12"]
    assert not {a["day"] for a in one["alarms"]} & set(one["outages"])
    assert {"2024-01-16", "2024-01-20", "2024-01-25"} <= {a["day"] for a in one["alarms"] if a["alarm"] == "down"}
    assert len(one["looks"]) == 420
    assert [o["method"] for o in one["others"]] == ["ears_c1", "ears_c2", "ears_c3", "farrington", "farrington_flexible"]
    svg = ET.parse(picture).getroot()
    words = " ".join(t.text or "" for t in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert "2024-01-1" in words
    assert "effort" in words
    assert len([e for e in svg.iter() if e.get("class") == "outage"]) == 3


def test_tables_go_to_stdout_and_messages_to_stderr(diversion: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["patterns", str(diversion), "--count", "passages", "--method", "ears", "--every", "week"]) == 0
    captured = capsys.readouterr()
    assert "alarms by ears_c2" in captured.out
    assert "farrington_flexible" in captured.out
    assert "effort from 'effort'" in captured.err
    assert "false alarms a month" in captured.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--count", "ships"], "has no such column; it has date, passages, effort"),
        (["--count", "passages", "--method", "cusum"], "default, ears, farrington, flexible"),
        (["--count", "passages", "--alpha", "2"], "between 0 and 0.5"),
        (["--count", "passages", "--alpha", "0.01", "--budget", "2"], "give one"),
        (["--count", "passages", "--every", "hour"], "day or week"),
    ],
)
def test_a_wrong_option_is_a_usage_error(
    diversion: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["patterns", str(diversion), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_fails_with_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["patterns", str(tmp_path / "no.csv")]) == 1
    assert "no.csv: cannot be read" in capsys.readouterr().err
