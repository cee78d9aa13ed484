from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.verbs.checking import Text, check

ASKED = "2026-11-23"


@pytest.fixture
def december(tmp_path: Path) -> Path:
    """A case about December 2024 without a day as of which it is judged."""
    (tmp_path / "case.toml").write_text(
        '[case]\ntitle = "T"\nquestion = "Q?"\nperiod = { start = "2024-12-01", end = "2024-12-31" }\n', encoding="utf-8"
    )
    return tmp_path


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
    (row,) = judgement.tables["claims"].filter(judgement.tables["claims"]["claim_id"].is_in(judgement.focus)).to_dicts()
    assert row["time_start"] == datetime(2024, 12, day, tzinfo=UTC)
    assert any("taken as published on 31 Dec 2024, the end of the case's period" in remark for remark in judgement.remarks)


def test_a_day_to_judge_as_of_comes_first(december: Path) -> None:
    judgement = check(Text.of("The frigate left Tartus on 15 December.", None), case=december, as_of="2024-12-20")
    assert any("taken as published on 20 Dec 2024 (" in remark for remark in judgement.remarks)


def test_without_a_case_the_data_say_which_year(tmp_path: Path) -> None:
    data = tmp_path / "ais.csv"
    rows = "".join(f"273396130,2024-12-{day:02}T12:00:00Z,34.9,35.8,0.1\n" for day in range(10, 19))
    data.write_text("mmsi,timestamp,lat,lon,sog\n" + rows)
    judgement = check(Text.of("The frigate left Tartus on 15 December.", None), data=[data])
    assert judgement.tables["claims"]["time_start"].to_list() == [datetime(2024, 12, 15, tzinfo=UTC)]
    assert any("taken as published on 18 Dec 2024, the last day of the data" in remark for remark in judgement.remarks)
