"""Two annotations of the same sentences, written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.scoring.agreement import Twice, as_rows, read_twice
from benchmarks.scoring.likeness import Likeness
from benchmarks.scoring.scores import score

from vedette.registry.register import load_register

TEXTS = {
    "one": "Two Emirati patrol boats left Fujairah on Tuesday for Khor Fakkan, and a tug did not return to Muscat.",
    "two": "Prices rose again.",
}
LEFT = {"kind": "depart", "trigger": "left", "status": "asserted", "actor": "United Arab Emirates", "assets": ["patrol boats"],
        "count": [2, 2], "origin": ["Fujairah"], "destination": ["Khor Fakkan"], "start": "2025-03-11", "end": "2025-03-11"}  # fmt: skip
RETURN = {"kind": "arrive", "trigger": "return", "status": "denied", "assets": ["tug"], "destination": ["Muscat"]}
ROSE = {"kind": "build_up", "trigger": "rose", "status": "asserted"}


def _write(folder: Path, second: dict[str, list[dict[str, Any]]], of: list[str] | None = None) -> Path:
    first = {"one": [LEFT, RETURN], "two": []}
    entries = [{"id": i, "text": text, "claims": first[i]} for i, text in TEXTS.items()]
    (folder / "set.yaml").write_text(yaml.safe_dump({"published": "2025-03-14", "sentences": entries}), encoding="utf-8")
    path = folder / "again.yaml"
    path.write_text(
        yaml.safe_dump({"of": of or ["set"], "sentences": [{"id": i, "claims": c} for i, c in second.items()]}), encoding="utf-8"
    )
    return path


def _compare(twice: Twice) -> dict[str, Any]:
    register = load_register()
    return score(twice.first, [as_rows(text, Likeness(register)) for text in twice.second], register)


def test_an_annotation_agrees_with_itself_in_everything(tmp_path: Path) -> None:
    found = _compare(read_twice(_write(tmp_path, {"one": [LEFT, RETURN], "two": []}), tmp_path))
    assert found["claims"]["f1"] == found["kind"]["accuracy"] == found["status"]["accuracy"] == 1.0
    assert {name: slot["accuracy"] for name, slot in found["slots"].items()} == dict.fromkeys(found["slots"], 1.0)


def test_what_differs_is_counted_where_it_differs(tmp_path: Path) -> None:
    again = [LEFT | {"origin": [], "status": "hedged", "count": [2, None]}, RETURN | {"start": "2025-03-01"}]
    found = _compare(read_twice(_write(tmp_path, {"one": again, "two": [ROSE]}), tmp_path))
    assert (found["claims"]["hits"], found["claims"]["gold"], found["claims"]["ours"]) == (2, 2, 3)
    assert found["status"]["right"] == 1
    right = {name: slot["right"] for name, slot in found["slots"].items()}
    assert right == {"actor": 2, "assets": 2, "count": 1, "origin": 1, "destination": 2, "place": 2, "speaker": 2, "time": 1}


def test_sentences_that_the_second_left_out_are_left_out_of_the_first(tmp_path: Path) -> None:
    twice = read_twice(_write(tmp_path, {"two": [ROSE]}), tmp_path)
    assert [t.text_id for t in twice.first] == [t.text_id for t in twice.second] == ["two"]


@pytest.mark.parametrize("second", [{"three": []}])
def test_a_sentence_that_no_set_has_is_refused(tmp_path: Path, second: dict[str, list[dict[str, Any]]]) -> None:
    with pytest.raises(ValueError, match="three"):
        read_twice(_write(tmp_path, second), tmp_path)
