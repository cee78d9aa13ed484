"""The scores in the docs are those of the reader as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.factuality import compare, mean_answer
from benchmarks.reading_scores import FILE, GoldSet, find_sets, score_article, score_set
from benchmarks.scoring.gold import read_gold

SCORES: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
SETS = list(find_sets())
MEND = "docs/reading.md is stale; run: python -m benchmarks.reading_scores && make docs"
CLOSE = 0.011  # one parse of many may come out otherwise on another processor


def _published(scores: dict[str, Any]) -> dict[str, float | None]:
    """What the page prints of a set."""
    claims = {name: scores["claims"][name] for name in ("precision", "recall", "f1")}
    shares = {name: scores[name]["accuracy"] for name in ("kind", "status")}
    return claims | shares | {name: slot["accuracy"] for name, slot in scores["slots"].items()}


def test_every_set_has_its_scores_and_no_other_does() -> None:
    assert set(SCORES["sets"]) == {s.name for s in SETS}, MEND


@pytest.mark.slow
@pytest.mark.parametrize("gold", SETS, ids=lambda s: s.path.stem)
def test_the_reader_reads_as_the_page_says(gold: GoldSet) -> None:
    assert _published(score_set(read_gold(gold.path))) == pytest.approx(_published(SCORES["sets"][gold.name]), abs=CLOSE), MEND


def test_the_founding_article_is_read_as_the_page_says(shared_data: Path) -> None:
    folder = shared_data / "text"
    scores = score_article(folder / "seed_claims_gold.yaml", folder / "seed_article.txt")
    assert _published(scores) == pytest.approx(_published(SCORES["article"]), abs=CLOSE), MEND
    assert scores["lists"] == SCORES["article"]["lists"], MEND


def test_the_file_tells_nothing_of_a_held_out_set() -> None:
    told = FILE.read_text(encoding="utf-8")
    for gold in (s for s in SETS if s.role == "held out"):
        for text in read_gold(gold.path):
            assert text.text_id not in told
            assert text.text[:40] not in told


def test_answers_become_one_number() -> None:
    given = {"value": {"a": 1, "b": 0}, "confidence": {"a": 4, "b": 2}}
    assert mean_answer(given) == pytest.approx((3.0 - 1.5) / 2)


def test_fit() -> None:
    scale = {"asserted": 3.0, "denied": -3.0}
    found = [("asserted", 3.0), ("asserted", 3.0), ("denied", -3.0)]
    assert compare(found, scale) == {"r": 1.0, "mae": 0.0}
    assert compare(found, {"asserted": 3.0, "denied": 3.0}) == {"r": None, "mae": 2.0}
