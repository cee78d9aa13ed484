from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from vedette.events.steps import LANDINGS
from vedette.pipeline import Settings, run, take
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS, TABLES
from vedette.testing.positions import START, position, positions


class NeededError(Exception):
    """Parameters were asked for."""


def _needed(*_: Any) -> Any:
    raise NeededError


@pytest.mark.parametrize(
    ("asset_id", "is_concerned"), [("mmsi:273396130", False), ("icao24:1402a5", True), ("mmsi:111232506", True)]
)
def test_a_step_that_no_row_concerns_is_passed_over_and_what_it_needs_is_not_made(asset_id: str, is_concerned: bool) -> None:
    tables = {name: table.empty() for name, table in TABLES.items()}
    tables["positions"] = positions([position(asset_id, 0, 34.9, 35.9)])
    line = (LANDINGS, _needed, "extend")
    settings = Settings()
    if is_concerned:
        with pytest.raises(NeededError):
            take(line, tables, load_register(), settings, START)
    else:
        take(line, tables, load_register(), settings, START)
        assert tables["events"].is_empty()


def test_a_port_that_only_a_claim_names_is_looked_at() -> None:
    text = "The cargo ship with MMSI 273396130 was in Esbjerg on 1 December 2024."
    report = {"report_id": "r", "published": START + timedelta(days=9), "language": "en", "rests_on": [], "text": text,
              "sha256": "", "source_id": "src-text", "source_row": 1}  # fmt: skip
    rows = positions([position("mmsi:273396130", 10 * i, 55.46, 8.44) for i in range(100)])
    inputs = {name: table.empty() for name, table in TABLES.items()} | {"positions": rows, "reports": REPORTS.build([report])}
    tables = run(inputs, load_register(), Settings(), START + timedelta(days=10))
    assert tables["events"].filter(pl.col("kind") == "visit")["place_id"].to_list() == ["port:DKEBJ"]
    assert "port:DKEBJ" in tables["places"]["place_id"]
    (verdict,) = tables["verdicts"].filter(pl.col("as_of") == pl.col("as_of").max())["probability"].to_list()
    assert verdict > 0.5
