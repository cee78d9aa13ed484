"""The tables of this stage: reasons, licences, identities, ship types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vedette.schema.words import SEVERITIES
from vedette.sources.ais_types import ship_type_word
from vedette.sources.identities import IdentityBook, clean_identity, is_imo
from vedette.sources.licences import find_feed, find_terms, known_feeds, suggest_feeds
from vedette.sources.reasons import REASONS
from vedette.sources.sniff import FORMATS

SRC = Path(__file__).parents[2] / "src" / "vedette" / "sources"


def test_reasons_are_sentences_of_a_known_severity() -> None:
    for reason in REASONS.values():
        assert reason.severity in SEVERITIES
        assert reason.sentence.endswith((".", "}."))


def test_every_reason_is_used_and_every_used_code_has_a_reason() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in SRC.rglob("*.py") if p.name != "reasons.py")
    quoted = set(re.findall(r'"([a-z_0-9]+)"', code))
    assert set(REASONS) <= quoted
    called = set(re.findall(r'issue_row\([^"()]*"([a-z_]+)"|\.(?:issue|remark)\([^"()]*"([a-z_]+)"', code))
    assert {a or b for a, b in called} <= set(REASONS)


@pytest.mark.parametrize(
    ("stated", "url", "feed"),
    [
        ("DMA", None, "dma"), ("Danish Maritime Authority", None, "dma"), ("adsb.lol", None, "adsb_lol"),
        ("OpenSky", None, "opensky"),
        (None, "https://github.com/adsblol/globe_history_2024/releases", "adsb_lol"),
        (None, "http://aisdata.ais.dk/x.zip", "dma"),
        (None, "https://api.adsb.lol/v2/mil", "adsb_lol"), (None, "https://github.com/someone/else", None),
        (None, "https://notadsb.lol.example.org/", None), (None, None, None), ("my own", None, None),
    ],
)  # fmt: skip
def test_feeds_are_known_by_name_or_link(stated: str | None, url: str | None, feed: str | None) -> None:
    found = find_feed(stated, url)
    assert (found.id if found else None) == feed


def test_a_licence_alone_names_no_feed() -> None:
    terms = find_terms("ODbL")
    assert (terms.licence, terms.attribution, terms.is_redistributable) == ("ODbL 1.0", None, True)


def test_an_unknown_licence_stands_as_typed_and_nothing_is_assumed() -> None:
    assert find_terms("by agreement, 2025").licence == "by agreement, 2025"
    assert find_terms("by agreement, 2025").is_redistributable is None
    assert find_terms() == find_terms(url="https://example.org")
    assert find_terms().licence is None


def test_feeds_name_formats_that_exist_and_terms() -> None:
    for feed in known_feeds():
        assert set(feed.formats) <= set(FORMATS)
        assert (feed.terms.terms or "").startswith("https://")
    assert "opensky" in {feed.id for feed in suggest_feeds("opensky_states")}


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("9074729", True), ("9268710", True), ("9160994", True), ("9538892", True), ("9160995", False), ("0000000", False),
     ("123456", False), ("12345678", False)],
)  # fmt: skip
def test_check_digit_of_imo_numbers(number: str, is_one: bool) -> None:
    assert is_imo(number) is is_one


@pytest.mark.parametrize(
    ("key", "raw", "expected"),
    [
        ("imo", "IMO9869693", "9869693"), ("imo", "IMO 9869693", "9869693"), ("imo", "Unknown", None), ("imo", "0", None),
        ("name", "URSA  MAJOR@@@", "URSA MAJOR"), ("name", "@@@@", None), ("type", "79", "Cargo"), ("type", "Cargo", "Cargo"),
        ("type", "0", None), ("length_m", "142.0", "142"), ("length_m", "0", None), ("length_m", "x", None),
        ("icao24", "0x1402A5", "1402a5"), ("mmsi", "2190071", "002190071"), ("callsign", "RFF8050 ", "RFF8050"),
    ],
)  # fmt: skip
def test_identities_are_cleaned(key: str, raw: str, expected: str | None) -> None:
    assert clean_identity(key, raw) == expected


@pytest.mark.parametrize(
    ("code", "word"),
    [("30", "Fishing"), ("35", "Military"), ("52", "Tug"), ("60", "Passenger"), ("79", "Cargo"), ("80.0", "Tanker"),
     ("99", "Other"),
     ("1", None), ("255", None)],
)  # fmt: skip
def test_ship_types(code: str, word: str | None) -> None:
    assert ship_type_word(code) == word


def test_a_book_keeps_every_message_findable() -> None:
    from vedette.clock import parse_time

    book = IdentityBook("src-x")
    times = [parse_time(f"2025-01-0{i}") for i in (1, 3, 2)]
    kept = [book.note_message("mmsi:1", [("name", "A"), ("imo", "1")], row, time) for row, time in enumerate(times, 1)]
    assert kept[0] == []
    assert [[r["source_row"] for r in rows or []] for rows in kept[1:]] == [[2], [3]]
    identities, remarks = book.close()
    assert identities.select("value", "source_row", "valid_from", "valid_to").rows() == [("A", 1, times[0], times[1])]
    assert remarks == []
    assert book.note_message("mmsi:1", [("name", "@@")], 4, None) is None
