from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from vedette.verbs.checking import Text, check
from vedette.verbs.running import run


@pytest.fixture
def december(tmp_path: Path) -> Path:
    """A case about December 2024 without a day as of which it is judged."""
    (tmp_path / "case.toml").write_text(
        '[case]\ntitle = "T"\nquestion = "Q?"\nperiod = { start = "2024-12-01", end = "2024-12-31" }\n', encoding="utf-8"
    )
    return tmp_path


def _ais(folder: Path) -> Path:
    path = folder / "ais.csv"
    rows = "".join(f"273396130,2024-12-{day:02}T12:00:00Z,34.9,35.8,0.1\n" for day in range(10, 19))
    path.write_text("mmsi,timestamp,lat,lon,sog\n" + rows)
    return path


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The frigate left Tartus on 15 December.", 15),
        ("On December 3, two Russian warships sailed from Tartus.", 3),
        ("A tanker reached Tobruk on the 20th of December, the port said.", 20),
    ],
)
def test_an_undated_text_takes_its_year_from_the_period_of_the_case(december: Path, sentence: str, day: int) -> None:
    judgement = check(Text.of(sentence, None), case=december)
    (row,) = judgement.tables["claims"].filter(pl.col("claim_id").is_in(judgement.focus)).to_dicts()
    assert row["time_start"] == datetime(2024, 12, day, tzinfo=UTC)
    assert any("nearest to the middle of the case's period" in remark for remark in judgement.remarks)


def test_what_is_counted_from_publication_stays_open(december: Path) -> None:
    judgement = check(Text.of("The frigate left Tartus yesterday.", None), case=december)
    (row,) = judgement.tables["claims"].filter(pl.col("claim_id").is_in(judgement.focus)).to_dicts()
    assert (row["time_start"], row["time_end"], row["time_text"]) == (None, None, "yesterday")


def test_undated_reports_of_a_case_are_read_the_same_way(december: Path) -> None:
    (december / "reports").mkdir()
    (december / "reports" / "a.txt").write_text("A frigate left Tartus on 15 December.\n", encoding="utf-8")
    (december / "reports" / "b.txt").write_text("Фрегат вышел из Тартуса 15 декабря.\n", encoding="utf-8")
    judgement = run(december).judgement
    days = judgement.tables["claims"]["time_start"].to_list()
    assert len(days) >= 1
    assert set(days) == {datetime(2024, 12, 15, tzinfo=UTC)}
    assert judgement.tables["claims"]["made"].null_count() == len(days)
    assert any(remark.startswith("2 texts give no date of publication") for remark in judgement.remarks)


def test_a_day_to_judge_as_of_comes_before_the_data(tmp_path: Path) -> None:
    judgement = check(Text.of("The frigate left Tartus on 15 December.", None), data=[_ais(tmp_path)], as_of="2024-12-20")
    assert any("taken as published on 20 Dec 2024 (" in remark for remark in judgement.remarks)


def test_without_a_case_the_data_say_which_year(tmp_path: Path) -> None:
    judgement = check(Text.of("The frigate left Tartus on 15 December.", None), data=[_ais(tmp_path)])
    assert judgement.tables["claims"]["time_start"].to_list() == [datetime(2024, 12, 15, tzinfo=UTC)]
    assert any("taken as published on 18 Dec 2024, the last day of the data" in remark for remark in judgement.remarks)
