"""Claims written by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest
from claim_reading import report

from vedette.claims.hand import build_hand_claims
from vedette.errors import CaseError
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS

NO_REPORTS = REPORTS.empty()


def _one(reports: pl.DataFrame = NO_REPORTS, **entry: object) -> dict[str, object]:
    return build_hand_claims([{"id": "c1", "text": "Ships moved."} | entry], reports, load_register()).row(0, named=True)


def test_places_by_id_and_by_name() -> None:
    claim = _one(origin="tartus", destination=["Tobruk", "country:LY"])
    assert [p["place_id"] for p in claim["origin"]] == ["tartus"]  # type: ignore[attr-defined]
    assert [p["place_id"] for p in claim["destination"]] == ["tobruk", "country:LY"]  # type: ignore[attr-defined]


def test_an_unknown_place_is_refused_with_what_it_resembles() -> None:
    with pytest.raises(CaseError, match="Tartuss"):
        _one(origin="Tartuss")


@pytest.mark.parametrize(
    ("text", "code", "low", "high"),
    [("four Il-76", "il_76", 4, 4), ("at least two frigates", "frigate", 2, None), ("warships", "warship", None, None)],
)
def test_assets(text: str, code: str, low: int | None, high: int | None) -> None:
    (asset,) = _one(assets=text)["assets"]  # type: ignore[misc]
    assert (asset["class"], asset["count_min"], asset["count_max"]) == (code, low, high)


@pytest.mark.parametrize(
    ("start", "end", "begin", "finish"),
    [
        ("2024-12-12", "2024-12-19", datetime(2024, 12, 12, tzinfo=UTC), datetime(2024, 12, 19, 23, 59, 59, 999_999, UTC)),
        (date(2024, 12, 12), None, datetime(2024, 12, 12, tzinfo=UTC), None),
        (None, "2024-12", None, datetime(2024, 12, 31, 23, 59, 59, 999_999, UTC)),
        (None, None, None, None),
    ],
)
def test_times(start: object, end: object, begin: datetime | None, finish: datetime | None) -> None:
    claim = _one(start=start, end=end)
    assert (claim["time_start"], claim["time_end"]) == (begin, finish)


def test_a_quote_is_found_in_its_report() -> None:
    reports = REPORTS.build([report("At noon Ships moved. Then nothing.", "rep-1", publisher_id="n01", outlet="Paper")])
    claim = _one(reports, report="n01")
    assert (claim["report_id"], claim["start"], claim["end"], claim["speaker"]) == ("rep-1", 8, 20, ["Paper"])
    assert claim["made"] == datetime(2025, 3, 14, tzinfo=UTC)


def test_a_quote_that_is_not_there_is_refused() -> None:
    reports = REPORTS.build([report("Nothing.", "rep-1")])
    with pytest.raises(CaseError, match="the quote does not stand in the report 'rep-1'"):
        _one(reports, report="rep-1")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"assets": ["frigatte"]}, "no asset or class is called 'frigatte'; did you mean"),
        ({"report": "nosuch"}, "no report is called 'nosuch'"),
        ({"origin": ["tarttus"]}, "no place is called 'tarttus'; did you mean"),
    ],
)
def test_a_name_that_nobody_knows_is_refused_with_its_line(entry: dict[str, object], message: str) -> None:
    with pytest.raises(CaseError, match=f"claims.toml:7: c1: {message}"):
        _one(REPORTS.empty(), line=7, **entry)


@pytest.mark.parametrize(("kind", "checkable"), [("move", True), ("distance", True), ("basing", False), ("motive", False)])
def test_kinds(kind: str, checkable: bool) -> None:
    assert _one(kind=kind)["is_checkable"] is checkable


def test_numbered_as_sources() -> None:
    claims = build_hand_claims([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}], NO_REPORTS, load_register())
    assert sorted(claims.select("claim_id", "source_id", "source_row").rows()) == [
        ("a", "claims.toml", 1),
        ("b", "claims.toml", 2),
    ]
