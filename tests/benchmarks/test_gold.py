"""Annotated texts of every shape that is taken."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from benchmarks.scoring.gold import GoldText, read_gold, split_sentences

TEXT = "Two Emirati patrol boats left Fujairah on Tuesday for Khor Fakkan, the coast guard said."
LONG = {
    "kind": "depart", "trigger": "left", "status": "asserted", "actor": "United Arab Emirates", "assets": ["patrol boats"], "count": [2, 2],
    "origin": ["Fujairah"], "destination": ["Khor Fakkan"], "speaker": ["coast guard"], "start": "2025-03-11", "end": "2025-03-11",
}  # fmt: skip
SHORT = {
    "k": "depart",
    "t": "left",
    "a": "United Arab Emirates",
    "o": "Fujairah",
    "d": ["Khor Fakkan"],
    "n": [2, 2],
    "from": "2025-03-11",
}


def _read(tmp_path: Path, table: object, name: str = "gold.json") -> list[GoldText]:
    path = tmp_path / name
    path.write_text(json.dumps(table), encoding="utf-8")
    return read_gold(path)


def test_long_keys(tmp_path: Path) -> None:
    (text,) = _read(tmp_path, {"published": "2025-03-14", "sentences": [{"id": "a", "text": TEXT, "claims": [LONG]}]})
    (claim,) = text.claims
    assert (text.published, text.language) == ("2025-03-14", "en")
    assert claim.trigger is not None
    assert TEXT[slice(*claim.trigger)] == "left"
    assert TEXT[slice(*claim.span)] == "patrol boats left Fujairah on Tuesday for Khor Fakkan"
    assert claim.slots["count"] == (2, 2)
    assert claim.slots["time"] == (date(2025, 3, 11), date(2025, 3, 11))
    assert claim.slots["speaker"] == ("coast guard",)
    assert "place" not in claim.slots
    assert "place" in claim.stated


def test_short_keys_say_nothing_of_what_they_leave_out(tmp_path: Path) -> None:
    (text,) = _read(tmp_path, [{"id": "a", "text": TEXT, "claims": [SHORT]}])
    (claim,) = text.claims
    assert claim.status == "asserted"
    assert claim.slots["origin"] == ("Fujairah",)
    assert claim.slots["time"] == (date(2025, 3, 11), None)
    assert claim.stated == {"actor", "origin", "destination", "count", "time"}


@pytest.mark.parametrize(("time", "expected"), [(["2025-03-11", None], (date(2025, 3, 11), None)), (None, None)])
def test_time_as_a_pair(tmp_path: Path, time: object, expected: object) -> None:
    (text,) = _read(tmp_path, [{"id": "a", "text": TEXT, "claims": [{"kind": "depart", "trigger": "left", "time": time}]}])
    assert text.claims[0].slots.get("time") == expected


def test_json_lines_and_empty_claims(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    lines = [{"id": "a", "text": TEXT, "claims": []}, {"id": "b", "text": TEXT, "none": True, "language": "it"}]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    texts = read_gold(path)
    assert [(t.text_id, t.claims, t.language) for t in texts] == [("a", (), "en"), ("b", (), "it")]


def test_a_trigger_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a: the trigger 'sailed' does not stand in the text"):
        _read(tmp_path, [{"id": "a", "text": TEXT, "claims": [{"kind": "depart", "trigger": "sailed"}]}])


def test_an_article_needs_its_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name the file of its text"):
        _read(tmp_path, {"document": {}, "claims": [], "sentences": []})


def test_the_sentence_decides_between_equal_words(tmp_path: Path) -> None:
    text = "The tug left Aden.\n\nThe ferry left Mocha. The crew left later."
    claims = [{"kind": "depart", "trigger": "left", "sentence": n} for n in (1, 2, 3)]
    (read,) = _read(tmp_path, [{"id": "a", "text": text, "claims": claims}])
    assert [c.trigger[0] for c in read.claims if c.trigger] == [8, text.index("left Mocha"), text.index("left later")]
    assert [c.unit for c in read.claims] == ["a/1", "a/2", "a/3"]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Gen. Haftar left on 5 March. He flew to Minsk.", 2),
        ("Ships leave port\n\nThe ships left. “They are gone,” he said.", 3),
        ("- a list\n- of two", 2),
        ("It left at 5. Then it came back.", 2),
    ],
)
def test_sentences(text: str, n: int) -> None:
    spans = split_sentences(text)
    assert len(spans) == n, [text[a:b] for a, b in spans]
    assert "".join(text[a:b] for a, b in spans) == text


def test_the_annotated_article(shared_data: Path) -> None:
    folder = shared_data / "text"
    (text,) = read_gold(folder / "seed_claims_gold.yaml", folder / "seed_article.txt")
    by_id = {c.claim_id: c for c in text.claims}
    assert len(by_id) == 33  # of 39: three of context, one of monitoring, two that are parts of a third
    assert by_id["C01"].slots["origin"] == ("Syria",)
    assert by_id["C10"].slots["place"] == ("Tartus",)
    assert "origin" not in by_id["C11"].slots  # taken over from another claim
    assert by_id["C17"].status == "unconfirmed"
    assert by_id["C08"].slots["speaker"] == ("Recent developments",)
    assert by_id["C18"].slots["speaker"] == ("satellite images", "reports")
    assert "speaker" not in by_id["C23"].stated
    assert text.lists["core_movement_mentions"] == ["C01", "C03", "C08", "C11", "C14", "C17", "C18", "C21"]
