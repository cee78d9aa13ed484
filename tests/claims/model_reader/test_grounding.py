from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.claims.model_reader.readings import ground_one, reason_of
from tests.claims.model_reader.stand_in import claim

from vedette.schema.tables import CLAIMS
from vedette.schema.words import CHECKABLE_KINDS

TEXT = (
    "Norwegian officials said on Tuesday that at least four frigates and the landing ship Ivan Gren had sailed from Tartus to "
    "Tobruk, some 1,000 kilometres away. Several Il-76 cargo planes flew from Minsk to Benghazi.\n\n"
    "No evidence has confirmed that warships moved to Libya, the ministry added."
)
QUOTE = "at least four frigates and the landing ship Ivan Gren had sailed from Tartus to Tobruk"


def sailing(**fields: Any) -> dict[str, Any]:
    return claim(QUOTE, trigger="sailed") | fields


def test_a_claim_that_stands_in_the_text_becomes_a_row_of_the_claims_table() -> None:
    assets = [{"text": "frigates", "count_min": 4, "count_max": None}, {"text": "Ivan Gren", "count_min": 1, "count_max": 1}]
    found = ground_one(
        TEXT,
        sailing(
            origin=["Tartus"], destination=["Tobruk"], assets=assets, speaker=["Norwegian officials"], time_text="on Tuesday"
        ),
    )
    row = found.row
    assert TEXT[row["start"] : row["end"]] == row["quote"] == QUOTE
    assert [p["place_id"] for p in row["origin"]] == ["tartus"]
    assert [p["place_id"] for p in row["destination"]] == ["tobruk"]
    assert [(a["class"], a["count_min"], a["count_max"]) for a in row["assets"]] == [("frigate", 4, None), ("landing_ship", 1, 1)]
    assert row["assets"][1]["asset_id"] == "ship:ivan-gren"
    assert row["speaker"] == ["Example Post", "Norwegian officials"]
    assert row["time_start"] == datetime(2025, 3, 11, tzinfo=UTC)
    assert (row["reader"], row["explicitness"], row["polarity"]) == ("model:test", "explicit", "positive")
    assert row["is_checkable"] is True
    assert found.remarks == ()
    assert CLAIMS.build([row]).height == 1


def test_the_same_claim_has_the_same_id_and_other_models_other_ids() -> None:
    assert ground_one(TEXT, sailing()).row["claim_id"] == ground_one(TEXT, sailing()).row["claim_id"]
    assert ground_one(TEXT, sailing()).row["claim_id"].startswith("mdl-")
    assert ground_one(TEXT, sailing(kind="depart")).row["claim_id"] != ground_one(TEXT, sailing()).row["claim_id"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"destination": ["Oslo"]}, "place_not_in_text"),
        ({"destination": ["Tobruk", "Oslo"]}, "place_not_in_text"),
        ({"destination": ["TOBRUK"]}, "place_not_in_text"),
        ({"destination": ["Tobru"]}, "place_not_in_text"),
        ({"destination": ["Tоbruk"]}, "place_not_in_text"),  # a Cyrillic o
        ({"destination": ["officials"]}, "place_not_in_register"),
        ({"destination": ["kilometres away"]}, "place_not_in_register"),
        ({"destination": ["Tartus to Tobruk"]}, "place_unclear"),
        ({"actor": "Belarus"}, "words_not_in_text"),
        ({"speaker": ["Reuters"]}, "words_not_in_text"),
        ({"time_text": "last week"}, "words_not_in_text"),
        ({"assets": [{"text": "submarines", "count_min": None, "count_max": None}]}, "words_not_in_text"),
        ({"assets": [{"text": "frigates", "count_min": 7, "count_max": None}]}, "count_not_in_text"),
        ({"assets": [{"text": "frigates", "count_min": 4, "count_max": 6}]}, "count_not_in_text"),
        ({"assets": [{"text": "frigates", "count_min": 1, "count_max": 1}]}, "count_not_in_text"),
        ({"assets": [{"text": "frigates", "count_min": -4, "count_max": None}]}, "bad_count"),
        ({"assets": [{"text": "frigates", "count_min": 4, "count_max": 2}]}, "bad_count"),
        ({"assets": [{"text": "frigates", "count_min": 10**30, "count_max": None}]}, "bad_count"),
        ({"trigger": "sank"}, "trigger_not_in_quote"),
        ({"trigger": "sail"}, "trigger_not_in_quote"),
        ({"direction": "up"}, "direction_contradicts_kind"),
        ({"kind": "flight_rate"}, "direction_contradicts_kind"),
        ({"kind": "build_up", "direction": "down"}, "direction_contradicts_kind"),
        ({"distance_km": 1000.0}, "distance_not_in_text"),
        ({"quote": QUOTE.replace("four", "five")}, "quote_not_in_text"),
    ],
)
def test_one_thing_that_is_not_there_rejects_the_claim(fields: dict[str, Any], reason: str) -> None:
    assert reason_of(TEXT, sailing(**fields)) == reason


@pytest.mark.parametrize(
    ("km", "reason"), [(1000.0, "taken"), (1609.0, "taken"), (1852.0, "taken"), (1300.0, "distance_not_in_text")]
)
def test_a_distance_is_one_of_the_quote_in_some_unit(km: float, reason: str) -> None:
    item = claim("Tobruk, some 1,000 kilometres away", kind="distance", trigger="kilometres", place=["Tobruk"], distance_km=km)
    assert reason_of(TEXT, item) == reason


@pytest.mark.parametrize(
    ("text", "asset", "low", "high", "reason"),
    [
        ("More than a dozen tankers left.", "tankers", 13, None, "taken"),
        ("More than a dozen tankers left.", "tankers", 20, None, "count_not_in_text"),
        ("Several tankers left.", "tankers", 3, None, "taken"),
        ("Twenty-four tankers left.", "tankers", 24, 24, "taken"),
        ("1,200 tankers left.", "tankers", 1200, 1200, "taken"),
        ("A tanker left.", "tanker", 1, 1, "taken"),
        ("Tankers left.", "Tankers", None, None, "taken"),
        ("Tankers left.", "Tankers", 0, 0, "count_not_in_text"),
        ("Between two and five tankers left.", "tankers", 2, 5, "taken"),
        ("The tankers left on 22 December 2024. Crews rested.", "tankers", 3, None, "count_not_in_text"),
    ],
)
def test_a_count_is_a_number_of_the_text(text: str, asset: str, low: int | None, high: int | None, reason: str) -> None:
    item = claim(
        text.split(".", maxsplit=1)[0],
        trigger="left",
        kind="depart",
        assets=[{"text": asset, "count_min": low, "count_max": high}],
    )
    assert reason_of(text, item) == reason


@pytest.mark.parametrize(
    ("text", "place", "place_id"),
    [
        ("Ships left Tripoli. Libya denied it, and Libyan officials in Benghazi were silent.", "Tripoli", "country:LY"),
        ("Ships left Tripoli. Lebanon denied it, and Lebanese officials in Beirut were silent.", "Tripoli", "country:LB"),
    ],
)
def test_neighbours_decide_between_places_of_one_name(text: str, place: str, place_id: str) -> None:
    from vedette.registry.register import load_register

    row = ground_one(text, claim("Ships left Tripoli", kind="depart", trigger="left", origin=[place])).row
    assert load_register().contains(place_id, row["origin"][0]["place_id"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the Syrian port of Tartus", "tartus"),
        ("Libyan hangars", "country:LY"),
        ("Russian bases in Libya", "country:LY"),
        ("the Russian base", "place_unclear"),
        ("Tartus in Syria", "tartus"),
        ("Kirkenes", "taken"),
        ("the region", "place_not_in_register"),
        ("Numenor", "place_not_in_register"),
    ],
)
def test_words_for_a_place_name_one_place_or_none(words: str, found: str) -> None:
    text = f"The ferry went to {words}."
    item = claim(text[:-1], trigger="went", destination=[words])
    if found.startswith("place") or found == "taken":
        assert reason_of(text, item) == found
    else:
        assert ground_one(text, item).row["destination"] == [{"text": words, "place_id": found}]


@pytest.mark.parametrize(
    ("words", "actor"), [("Russian", "Russia"), ("Russian forces", "Russia"), ("The Kremlin’s", "Russia"), ("Wagner Group", "Wagner Group"),
                         ("Libyan National Army", "Libyan National Army")],
)  # fmt: skip
def test_an_actor_is_a_country_by_name_or_the_words(words: str, actor: str) -> None:
    text = f"{words} ships sailed to Tobruk."
    assert ground_one(text, claim(text[:-1], trigger="sailed", actor=words)).row["actor"] == actor


def test_a_place_beside_the_quote_is_remarked_and_one_far_off_is_not_taken() -> None:
    text = "Tobruk is a port. Two frigates sailed there. " + "Nothing else happened that day. " * 40
    item = claim("Two frigates sailed there", destination=["Tobruk"])
    assert ground_one(text, item).remarks == ("place_outside_quote",)
    assert (
        reason_of("Tobruk is a port. " + "Nothing happened that day. " * 40 + "Two frigates sailed there.", item)
        == "place_not_in_text"
    )


def test_a_quote_that_leaves_out_its_denial_is_remarked() -> None:
    item = claim("warships moved to Libya", destination=["Libya"])
    assert ground_one(TEXT, item).remarks == ("cue_outside_quote",)
    assert ground_one(TEXT, item | {"status": "unconfirmed"}).remarks == ()
    whole = claim("No evidence has confirmed that warships moved to Libya", trigger="moved", status="unconfirmed")
    assert ground_one(TEXT, whole).remarks == ()


def test_only_movement_is_checkable() -> None:
    for kind in ("move", "negotiate", "motive"):
        assert ground_one(TEXT, sailing(kind=kind)).row["is_checkable"] is (kind in CHECKABLE_KINDS)


def test_a_denial_and_an_absence_are_negative() -> None:
    assert ground_one(TEXT, sailing(status="denied")).row["polarity"] == "negative"
    assert ground_one(TEXT, sailing(kind="absent")).row["polarity"] == "negative"


@pytest.mark.parametrize(("kind", "direction"), [("build_up", "up"), ("draw_down", "down"), ("move", None)])
def test_the_kind_gives_the_direction_where_there_is_only_one(kind: str, direction: str | None) -> None:
    assert ground_one(TEXT, sailing(kind=kind)).row["direction"] == direction


def test_markup_in_the_text_is_quoted_as_it_stands_and_runs_nowhere() -> None:
    text = "<b>Two frigates</b> left Tartus<script>alert(1)</script> at dawn."
    row = ground_one(text, claim("left Tartus<script>alert(1)</script>", trigger="left", kind="depart", origin=["Tartus"])).row
    assert row["quote"] == "left Tartus<script>alert(1)</script>"
    assert text[row["start"] : row["end"]] == row["quote"]
