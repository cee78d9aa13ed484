from __future__ import annotations

from typing import Any

import pytest

from vedette.events.steps import LANDINGS
from vedette.pipeline import Settings, take
from vedette.registry.register import load_register
from vedette.schema.tables import TABLES
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
