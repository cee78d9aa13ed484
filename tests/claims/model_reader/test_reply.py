from __future__ import annotations

import json
from typing import Any

import pytest
from tests.claims.model_reader.stand_in import claim

from vedette.claims.model_reader.problems import REASONS, NotTaken
from vedette.claims.model_reader.reply import ReturnedClaim, check_items, read_items, show


def reason(content: str) -> str:
    with pytest.raises(NotTaken) as caught:
        read_items(content)
    assert caught.value.reason in REASONS
    return caught.value.reason


def check(item: Any) -> str:
    (found,) = check_items([item], 5)
    return found.reason if isinstance(found, NotTaken) else "taken"


def good(**fields: Any) -> dict[str, Any]:
    return claim("The ship sailed") | fields


@pytest.mark.parametrize(
    "content",
    [
        '{"claims": []}',
        ' \n{"claims": []}\n',
        '```json\n{"claims": []}\n```',
        '```\n{"claims": []}\n```\n',
        '<think>the text speaks of { ships }</think>\n{"claims": []}',
    ],
)
def test_an_object_is_found_in_a_code_block_and_behind_thoughts(content: str) -> None:
    assert read_items(content) == []


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("I am sorry, I cannot help with that.", "not_json"),
        ('Here you are:\n{"claims": []}', "not_json"),
        ('{"claims": [', "not_json"),
        ("", "not_json"),
        ('{"claims": [], "claims": [1]}', "not_json"),
        ("[" * 200_000, "not_json"),
        ('{"a":' * 100_000, "not_json"),
        ('{"claims": [' + "9" * 10_000 + "]}", "not_json"),
        ("[]", "wrong_schema"),
        ("null", "wrong_schema"),
        ('"claims"', "wrong_schema"),
        ('{"claims": {}}', "wrong_schema"),
        ('{"claim": []}', "wrong_schema"),
        ('{"claims": [], "verdict": "confirmed"}', "wrong_schema"),
    ],
)
def test_a_reply_of_another_shape_is_refused_whole(content: str, wanted: str) -> None:
    assert reason(content) == wanted


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        (good(), "taken"),
        (good(distance_km=12), "taken"),
        (good(direction="up", kind="flight_rate"), "taken"),
        (good(verdict="confirmed"), "unknown_field"),
        (good(assets=[{"text": "ship", "count_min": 1, "count_max": 1, "asset_id": "ship:ivan-gren"}]), "unknown_field"),
        ({k: v for k, v in good().items() if k != "quote"}, "missing_field"),
        (good(kind="attack"), "unknown_kind"),
        (good(kind="MOVE"), "unknown_kind"),
        (good(kind=None), "unknown_kind"),
        (good(status="confirmed"), "unknown_status"),
        (good(direction="sideways"), "wrong_type"),
        (good(quote=""), "wrong_type"),
        (good(quote="x" * 2000), "wrong_type"),
        (good(quote=["The ship sailed"]), "wrong_type"),
        (good(actor=""), "wrong_type"),
        (good(actor=7), "wrong_type"),
        (good(origin="Tartus"), "wrong_type"),
        (good(origin=["Tartus"] * 13), "wrong_type"),
        (good(origin=[None]), "wrong_type"),
        (good(distance_km="300"), "wrong_type"),
        (good(distance_km=True), "wrong_type"),
        (good(distance_km=-3), "wrong_type"),
        (good(distance_km=1e300), "wrong_type"),
        (good(assets=[{"text": "ship", "count_min": "4", "count_max": None}]), "wrong_type"),
        (good(assets=[{"text": "ship", "count_min": 4.0, "count_max": None}]), "wrong_type"),
        (good(assets=[{"text": "ship", "count_min": True, "count_max": None}]), "wrong_type"),
        ("The ship sailed", "wrong_type"),
        (None, "wrong_type"),
        ([], "wrong_type"),
    ],
)
def test_a_claim_is_taken_only_with_every_field_of_its_type(item: Any, wanted: str) -> None:
    assert check(item) == wanted


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_rejects_its_claim_and_no_other(number: str) -> None:
    text = json.dumps({"claims": [good(distance_km=-111.5), good()]}).replace("-111.5", number)
    first, second = check_items(read_items(text), 5)
    assert isinstance(first, NotTaken)
    assert first.reason == "wrong_type"
    assert isinstance(second, ReturnedClaim)


def test_claims_beyond_the_most_are_left_out_and_counted() -> None:
    found = list(check_items([good()] * 8, 5))
    assert sum(isinstance(f, ReturnedClaim) for f in found) == 5
    assert isinstance(found[-1], NotTaken)
    assert "3 more than 5" in found[-1].message


@pytest.mark.parametrize(
    "value",
    [
        {"quote": "a\x1b[31mred\x07\u202eback\x00"},
        {"quote": json.loads('"\\ud800 alone"')},
        {"quote": "long " * 10_000},
        {"quote": "<script>alert(1)</script>\n\n[link](javascript:x)"},
    ],
)
def test_what_is_shown_of_it_is_one_harmless_line(value: Any) -> None:
    line = show(value)
    assert len(line) <= 500
    assert line.isprintable()
    line.encode("utf-8")
