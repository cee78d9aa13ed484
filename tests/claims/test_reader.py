"""The flow as a whole: exact quotes, hostile texts, languages, order."""

from __future__ import annotations

import time

import polars as pl
import pytest
from claim_reading import read, read_all, report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.claims.reader import ReaderParams, read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, REPORTS

SENTENCE = "Russian warships left Tartus for Libya."
HOSTILE = {
    "nul": "Russian\x00 warships left\x00 Tartus\x00 for Libya.",
    "zero width": "Russian war\u200bships left Tar\u200btus for\ufeff Libya.",
    "soft hyphen": "Rus\u00adsian warships left Tar\u00adtus for Libya.",
    "tags": "<p>Russian warships <b>left</b> Tartus for Libya.</p>",
    "pictograms": "🚢🚢 Russian warships left Tartus 🇷🇺 for Libya 🙂.",
    "capitals": "RUSSIAN WARSHIPS LEFT TARTUS FOR LIBYA.",
    "brackets": "(" * 20_000 + " " + SENTENCE + ")" * 20_000,
    "one long word": "a-" * 50_000 + " " + SENTENCE,
    "carriage returns": "Nothing.\r\n\r\nRussian warships left Tartus\r\nfor Libya.\r\n",
    "line separators": "Nothing.\u2028Russian warships left Tartus for Libya.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(name: str) -> None:
    text = HOSTILE[name]
    claims = [c for c in read(text) if c["kind"] == "depart"]
    assert len(claims) == 1
    assert [p["place_id"] for p in claims[0]["origin"]] == ["tartus"]
    assert text[claims[0]["start"] : claims[0]["end"]] == claims[0]["quote"]


def test_a_long_line_takes_time_in_proportion() -> None:
    text = "lorem ipsum dolor " * 6_000 + SENTENCE
    begun = time.perf_counter()
    claims = read(text)
    assert len(claims) == 1
    assert time.perf_counter() - begun < 60
    assert text[claims[0]["start"] : claims[0]["end"]] == claims[0]["quote"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["\n", " ", "\u200b", "\r\n\r\n", ". "]))
def test_quotes_are_exact_in_any_text(before: str, after: str, joint: str) -> None:
    text = before + joint + SENTENCE + joint + after
    for claim in read(text):
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["trigger"] in claim["quote"]


def test_irrelevant_reports_change_nothing() -> None:
    alone = read_all(SENTENCE)
    beside = read_all(SENTENCE, "The weather in Rome was fine.", "Oil prices moved higher.")
    assert beside.equals(alone)


def test_order_of_reports_does_not_matter() -> None:
    rows = [report(SENTENCE, "a"), report("Two frigates sailed to Tobruk.", "b")]
    register = load_register()
    assert read_claims(REPORTS.build(rows), register).equals(read_claims(REPORTS.build(rows[::-1]), register))


def test_languages_that_are_not_asked_for_are_left_alone() -> None:
    assert read(SENTENCE, language="de") == []
    assert len(read(SENTENCE, language=None)) == 1
    rows = REPORTS.build([report(SENTENCE)])
    assert read_claims(rows, load_register(), ReaderParams(languages=("ru",))).height == 0


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "...", "\u200b", "?", "Russia"])
def test_nothing_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_without_publication_times_are_null() -> None:
    (claim,) = read("Russian warships left Tartus on Tuesday.", published=None)
    assert (claim["time_start"], claim["time_end"], claim["made"]) == (None, None, None)
    assert claim["time_text"] == "on Tuesday"


def test_empty_table() -> None:
    assert read_claims(REPORTS.empty(), load_register()).equals(CLAIMS.empty())


@pytest.mark.parametrize(
    ("text", "checkable"),
    [(SENTENCE, True), ("Russia is negotiating with Sudan.", False), ("Tobruk is 300 km from Crete.", True)],
)
def test_is_checkable(text: str, checkable: bool) -> None:
    assert [c["is_checkable"] for c in read(text)] == [checkable]


def test_the_quote_takes_in_what_weakens_it() -> None:
    (claim,) = read("No evidence has confirmed the movement of warships to Libya.")
    assert claim["quote"].startswith("No evidence has confirmed")


def test_a_headline_is_read_with_its_verb_in_the_past() -> None:
    text = "Chinese Navy Shifts Carrier Group From Hainan to Cuba\n\nNothing else is known."
    claim = read(text)[0]
    assert (claim["trigger"], claim["quote"]) == ("Shifts", "Chinese Navy Shifts Carrier Group From Hainan to Cuba")


def test_ids_are_unique() -> None:
    claims = read_all(SENTENCE + " " + SENTENCE, SENTENCE)
    assert claims["claim_id"].n_unique() == claims.height == 3


def test_named_ships_are_registered_ones() -> None:
    (claim,) = read(
        "The Russian large landing ships Ivan Gren and Alexander Otrakovsky, along with the cargo ship Sparta, left Tartus."
    )
    assert {a["asset_id"] for a in claim["assets"]} >= {"ship:ivan-gren", "ship:aleksandr-otrakovsky", "ship:sparta"}


def test_who_carries_moves_too() -> None:
    (claim,) = read("Six Russian cargo planes delivered equipment to Benghazi.")
    assert [a["class"] for a in claim["assets"]] == ["transport_aircraft", "equipment"]


def test_pl_types() -> None:
    assert read_all(SENTENCE).schema["time_start"] == pl.Datetime("us", "UTC")
