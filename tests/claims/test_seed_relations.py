"""The relations of the annotated article, against those that an annotator gave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from relating import Told, told

_SYMMETRIC = frozenset({"same_proposition_as", "exclusive_with", "in_tension_with"})
# what rules on slots, status and order of text do not reach: inference over several sentences
_OUT_OF_REACH = frozenset({("C21", "C01"), ("C05", "C11"), ("C07", "C05"), ("C08", "C01"), ("C23", "C01"), ("C26", "C25")})


def _share(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Overlap over union of two spans."""
    both = max(0, min(first[1], second[1]) - max(first[0], second[0]))
    return both / (max(first[1], second[1]) - min(first[0], second[0]))


def test_relations_of_the_annotated_article(shared_data: Path) -> None:
    gold: dict[str, Any] = yaml.safe_load((shared_data / "text" / "seed_claims_gold.yaml").read_text("utf-8"))
    found = Told(told("Outlet", "2024-12-22", (shared_data / "text" / "seed_article.txt").read_text("utf-8")))
    spans = {c["id"]: (c["start"], c["end"]) for c in gold["claims"]}
    read = {c["claim_id"]: (c["start"], c["end"]) for c in found.claims.iter_rows(named=True)}

    def is_of(claim_id: str, gold_id: str) -> bool:
        return _share(read[claim_id], spans[gold_id]) > 0.3

    def is_found(given: dict[str, str]) -> bool:
        wanted = {given["rel"]} | ({"weaker_than"} if given["rel"] == "same_proposition_as" else set())
        for row in found.grouped.relations.iter_rows(named=True):
            ends = [(row["claim_id"], row["other_claim_id"])]
            ends += [(row["other_claim_id"], row["claim_id"])] if given["rel"] in _SYMMETRIC else []
            if row["relation"] in wanted and any(is_of(a, given["a"]) and is_of(b, given["b"]) for a, b in ends):
                return True
        return False

    reachable = [given for given in gold["relations"] if (given["a"], given["b"]) not in _OUT_OF_REACH]
    missed = [(g["a"], g["rel"], g["b"]) for g in reachable if not is_found(g)]
    assert len(gold["relations"]) == 18
    assert len(missed) <= 1, missed
    assert "contradicts" not in found.grouped.relations["relation"].to_list(), "nothing in this article contradicts itself"
