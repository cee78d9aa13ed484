"""Pairing and counting, on readings written by hand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from benchmarks.scoring.gold import GoldText, read_gold
from benchmarks.scoring.intervals import f1, interval
from benchmarks.scoring.likeness import Likeness, is_time, share_words
from benchmarks.scoring.pairing import pair
from benchmarks.scoring.scores import score
from benchmarks.scoring.show import show

from vedette.registry.register import load_register

TEXT = "Two Emirati patrol boats left Fujairah on Tuesday for Khor Fakkan, and a tug did not return to Muscat."
CLAIMS = [
    {"kind": "depart", "trigger": "left", "status": "asserted", "actor": "United Arab Emirates", "assets": ["patrol boats"],
     "count": [2, 2], "origin": ["Fujairah"], "destination": ["Khor Fakkan"], "start": "2025-03-11", "end": "2025-03-11"},
    {"kind": "arrive", "trigger": "return", "status": "denied", "assets": ["tug"], "destination": ["Muscat"]},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> GoldText:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"id": "a", "text": TEXT, "claims": CLAIMS}]), encoding="utf-8")
    return read_gold(path)[0]


def _row(kind: str, trigger: str, status: str = "asserted", **slots: Any) -> dict[str, Any]:
    at = TEXT.index(trigger)
    asset = {"class": None, "count_min": None, "count_max": None, "asset_id": None}
    row: dict[str, Any] = {
        "claim_id": f"{kind}-{trigger}", "kind": kind, "status": status, "trigger": trigger, "start": at, "end": at + len(trigger),
        "quote": trigger, "actor": slots.get("actor"), "assets": [asset | {"text": t} for t in slots.get("assets", ())],
        "speaker": ["author", *slots.get("speaker", ())], "time_start": slots.get("time"), "time_end": slots.get("time"),
    }  # fmt: skip
    if "count" in slots:
        row["assets"][0] |= {"count_min": slots["count"], "count_max": slots["count"]}
    return row | {
        role: [{"text": t, "place_id": None} for t in slots.get(role, ())] for role in ("origin", "destination", "place")
    }


RIGHT = {
    "actor": "United Arab Emirates", "assets": ["patrol boats"], "count": 2, "origin": ["Fujairah"], "destination": ["Khor Fakkan"],
    "time": datetime(2025, 3, 11, tzinfo=UTC),
}  # fmt: skip


def _score(gold: GoldText, *rows: dict[str, Any]) -> dict[str, Any]:
    return score([gold], [rows], load_register())


def test_a_perfect_reading(gold: GoldText) -> None:
    scores = _score(
        gold, _row("depart", "left", **RIGHT), _row("arrive", "return", "denied", assets=["tug"], destination=["Muscat"])
    )
    assert (scores["claims"]["precision"], scores["claims"]["recall"], scores["claims"]["f1"]) == (1.0, 1.0, 1.0)
    assert scores["claims"]["f1_interval"] == [1.0, 1.0]
    assert {name: slot["accuracy"] for name, slot in scores["slots"].items()} == dict.fromkeys(scores["slots"], 1.0)
    assert (scores["kind"]["right"], scores["status"]["right"], scores["kind_and_status"]) == (2, 2, 2)
    assert scores["missed"] == scores["not_annotated"] == scores["wrong"] == []
    assert not any(scores["errors"].values())


def test_nothing_read(gold: GoldText) -> None:
    scores = _score(gold)
    assert (scores["claims"]["recall"], scores["claims"]["precision"], scores["claims"]["f1"]) == (0.0, None, 0.0)
    assert len(scores["missed"]) == 2
    assert scores["slots"]["origin"]["accuracy"] is None


def test_an_extra_claim_costs_precision(gold: GoldText) -> None:
    scores = _score(gold, _row("depart", "left", **RIGHT), _row("present", "tug"))
    assert (scores["claims"]["precision"], scores["claims"]["recall"]) == (0.5, 0.5)
    assert scores["not_annotated"] == ["a present “tug”: tug"]


def test_a_direction_turned_round(gold: GoldText) -> None:
    scores = _score(gold, _row("move", "left", **(RIGHT | {"origin": ["Khor Fakkan"], "destination": ["Fujairah"]})))
    assert scores["errors"]["wrong_direction"] == ["a.1"]
    assert (scores["slots"]["origin"]["hits"], scores["slots"]["origin"]["gold"], scores["slots"]["origin"]["ours"]) == (0, 1, 1)
    assert (scores["kind"]["right"], scores["kind"]["of"]) == (0, 1)  # move is no departure, though it counts as found


def test_a_denial_read_as_a_fact(gold: GoldText) -> None:
    scores = _score(gold, _row("arrive", "return"))
    assert scores["errors"]["asserted_but_denied"] == ["a.2"]
    assert scores["confusion"] == {"denied": {"asserted": 1}}
    assert scores["by_status"]["denied"] == {"gold": 1, "found": 1, "right": 0, "ours": 0, "paired": 0}


def test_empty_slots_count_as_right_and_filled_ones_as_values(gold: GoldText) -> None:
    slots = _score(gold, _row("arrive", "return", "denied", assets=["tug"], destination=["Muscat"], speaker=["a sailor"]))[
        "slots"
    ]
    assert (slots["origin"]["right"], slots["origin"]["gold"]) == (1, 0)
    assert (slots["speaker"]["right"], slots["speaker"]["ours"], slots["speaker"]["precision"]) == (0, 1, 0.0)


def test_the_same_word_goes_before_an_overlap(gold: GoldText) -> None:
    whole = _row("depart", "left") | {"claim_id": "x", "trigger": "Two", "quote": TEXT, "start": 0, "end": len(TEXT)}
    pairs = pair(gold.claims, [whole, _row("move", "left")])
    assert [(p.gold.claim_id, p.ours["claim_id"], p.is_same_word) for p in pairs] == [
        ("a.1", "move-left", True),
        ("a.2", "x", False),
    ]


def test_another_family_needs_the_same_word(gold: GoldText) -> None:
    overlapping = _row("present", "left") | {"trigger": "Two", "quote": TEXT, "start": 0, "end": len(TEXT)}
    assert pair(gold.claims, [overlapping]) == []
    assert len(pair(gold.claims, [_row("present", "left")])) == 1


@pytest.mark.parametrize(
    ("gold", "ours", "is_same"),
    [
        ("two harbour pilots", "harbour pilots", True),
        ("frigate Mohammed VI", "Mohammed VI", True),
        ("the patrol boats", "patrol boat", True),
        ("patrol boats", "tugs", False),
        ("", "tugs", False),
        ("two", "two", True),
    ],
)
def test_words(gold: str, ours: str, is_same: bool) -> None:
    assert share_words(gold, ours) is is_same


@pytest.mark.parametrize(
    ("name", "text", "place_id", "is_same"),
    [
        ("Tartus", "Tartous", "tartus", True),
        ("the Syrian port of Tartus", "Tartus", "tartus", True),
        ("sea:red", "the Red Sea", "sea:red", True),
        ("Gulf of Oman", "Oman", "country:OM", False),
        ("Khor Fakkan", "port of Khor Fakkan", None, True),
        ("Syria", "Tartus", "tartus", False),
        ("western Black Sea", "Black Sea", "sea:black", True),
    ],
)
def test_places(name: str, text: str, place_id: str | None, is_same: bool) -> None:
    assert Likeness(load_register()).is_place(name, {"text": text, "place_id": place_id}, {}) is is_same


def test_a_namesake_in_another_country_is_another_place() -> None:
    likeness, ref = Likeness(load_register()), {"text": "Tripoli", "place_id": "tripoli-lebanon"}
    assert likeness.is_place("Tripoli", ref, {"Tripoli": "Lebanon"})
    assert not likeness.is_place("Tripoli", ref, {"Tripoli": "Libya"})


@pytest.mark.parametrize(
    ("gold", "ours", "is_same"),
    [("Moscow", "Russia", True), ("Russian Navy", "Russia", True), ("US Navy", "United States", True), ("Iran", "Iraq", False)],
)
def test_actors(gold: str, ours: str, is_same: bool) -> None:
    assert Likeness(load_register()).is_actor(gold, ours) is is_same


DAY = date(2025, 3, 11)


@pytest.mark.parametrize(
    ("gold", "ours", "is_same"),
    [
        ((DAY, DAY), (DAY, DAY), True),
        ((DAY, DAY), (date(2025, 3, 12), date(2025, 3, 12)), True),
        ((DAY, DAY), (date(2025, 3, 14), date(2025, 3, 14)), False),
        ((DAY, None), (DAY, date(2025, 4, 1)), True),
        ((date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 1, 1), date(2025, 1, 20)), True),
        ((date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 1, 25), date(2025, 3, 1)), False),
        ((DAY, DAY), (None, None), False),
    ],
)
def test_times(gold: tuple[date | None, date | None], ours: tuple[date | None, date | None], is_same: bool) -> None:
    assert is_time(gold, ours) is is_same


def test_intervals_hold_the_score_and_shrink_with_sentences() -> None:
    import numpy as np

    few, many = np.array([[1.0, 1, 1], [0, 1, 1]] * 5), np.array([[1.0, 1, 1], [0, 1, 1]] * 500)
    (low, high), (low_many, high_many) = interval(few, f1), interval(many, f1)  # type: ignore[misc]
    assert low < 0.5 < high
    assert low_many < 0.5 < high_many
    assert high_many - low_many < (high - low) / 5
    assert interval(np.empty((0, 3)), f1) is None


def test_the_table_names_every_slot_and_error(gold: GoldText) -> None:
    lines = "\n".join(show(_score(gold, _row("arrive", "return")), is_listing=True))
    for word in ("actor", "destination", "speaker", "asserted but denied", "wrong direction", "a.1 depart “left”"):
        assert word in lines
