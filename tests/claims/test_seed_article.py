"""The founding article, claim by claim, against its annotation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, REPORTS


@pytest.fixture(scope="module")
def text(shared_data: Path) -> str:
    return (shared_data / "text" / "seed_article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def claims(text: str) -> pl.DataFrame:
    report = {
        "report_id": "rep-seed",
        "published": datetime(2024, 12, 22, tzinfo=UTC),
        "language": "en",
        "rests_on": [],
        "text": text,
        "sha256": "",
        "source_id": "src-seed",
        "source_row": 1,
    }
    return read_claims(REPORTS.build([report]), load_register())


def _one(claims: pl.DataFrame, trigger: str, inside: str) -> dict[str, object]:
    found = claims.filter((pl.col("trigger") == trigger) & pl.col("quote").str.contains(inside, literal=True))
    assert found.height == 1, (trigger, found["quote"].to_list())
    return found.row(0, named=True)


def _ids(claim: dict[str, object], role: str) -> set[str]:
    return {place["place_id"] for place in claim[role]}  # type: ignore[union-attr, attr-defined]


# trigger, words in the quote, kind, status, origin, destination
CORE = (
    ("Moves", "Military Assets", "move", "asserted", {"country:SY"}, {"country:LY"}),
    ("moving", "Russian assets", "move", "asserted", {"country:SY"}, {"country:LY"}),
    ("shifting", "personnel and material", "move", "asserted", {"country:SY"}, set()),
    ("heading", "toward Libya", "move", "hedged", {"tartus"}, {"country:LY"}),
    ("relocating", "naval assets to Libya", "move", "hedged", set(), {"country:LY"}),
    ("movement", "warships to Libya", "move", "unconfirmed", set(), {"country:LY"}),
    ("flights", "Belarus to Libya", "flight_rate", "asserted", {"country:RU", "country:BY"}, {"country:LY"}),
    ("relocation", "assets", "move", "asserted", set(), set()),
)


@pytest.mark.parametrize(("trigger", "inside", "kind", "status", "origin", "destination"), CORE)
def test_core_movement(
    claims: pl.DataFrame, trigger: str, inside: str, kind: str, status: str, origin: set[str], destination: set[str]
) -> None:
    claim = _one(claims, trigger, inside)
    assert (claim["kind"], claim["status"]) == (kind, status)
    assert _ids(claim, "origin") == origin
    assert _ids(claim, "destination") == destination


def test_quotes_are_exact(claims: pl.DataFrame, text: str) -> None:
    for start, end, quote in claims.select("start", "end", "quote").iter_rows():
        assert text[start:end] == quote


def test_nothing_is_denied(claims: pl.DataFrame) -> None:
    assert "denied" not in claims["status"].to_list()


def test_the_country_is_russia(claims: pl.DataFrame) -> None:
    assert _one(claims, "docked", "The country")["actor"] == "Russia"
    assert _one(claims, "heading", "The country")["actor"] == "Russia"


def test_negotiating_for_a_base_is_not_having_one(claims: pl.DataFrame) -> None:
    assert _one(claims, "secure", "Tobruk")["status"] == "planned"
    at_tobruk = (
        claims.filter(pl.col("kind") == "present").explode("place").filter(pl.col("place").struct.field("place_id") == "tobruk")
    )
    assert at_tobruk.is_empty()


def test_condition_without_if(claims: pl.DataFrame) -> None:
    claim = _one(claims, "lose", "should it lose access to Tartus")
    assert (claim["kind"], claim["status"], claim["actor"]) == ("condition", "conditional", "Russia")


def test_speakers(claims: pl.DataFrame) -> None:
    assert "Guido Crosetto" in _one(claims, "moving", "Russian assets")["speaker"]  # type: ignore[operator]
    assert _one(claims, "movement", "warships")["speaker"] == ["author"]
    assert "Analysts" in _one(claims, "relocation", "assets")["speaker"]  # type: ignore[operator]


def test_distance(claims: pl.DataFrame) -> None:
    claim = _one(claims, "kilometers", "1,000")
    assert claim["distance_km"] == 1000.0
    assert claim["kind"] == "distance"


def test_furniture_makes_no_claims(claims: pl.DataFrame, text: str) -> None:
    for words in ("December 22, 2024", "11:39 AM", "Reading time: 4 minutes"):
        place = text.index(words)
        assert claims.filter((pl.col("start") < place + len(words)) & (pl.col("end") > place)).is_empty()


def test_reading_twice_gives_the_same(claims: pl.DataFrame, text: str) -> None:
    report = {
        "report_id": "rep-seed",
        "published": datetime(2024, 12, 22, tzinfo=UTC),
        "language": "en",
        "rests_on": [],
        "text": text,
        "sha256": "",
        "source_id": "src-seed",
        "source_row": 1,
    }
    again = read_claims(REPORTS.build([report]), load_register())
    assert CLAIMS.check(again).equals(claims)
