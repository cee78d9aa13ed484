"""Which claim of the reader is which annotated claim.

Annotated claims and rows of the claims table of one text flow in; pairs flow out, one to one. Two claims can meet when the same
word carries them, or when their spans overlap and their kinds belong to one family; the best pairs are taken first: the same
word before an overlap, the same kind before another, the larger overlap before the smaller.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.scoring.gold import GoldClaim, Span

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """An annotated claim with the reader's; whether the same word carries both."""

    gold: GoldClaim
    ours: Row
    is_same_word: bool


def pair(gold: Sequence[GoldClaim], ours: Sequence[Row]) -> list[Pair]:
    """The pairs of one text, in the order of the annotated claims."""
    triggers = [trigger_spans(row) for row in ours]
    ranked = sorted(
        ((rank, i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if (rank := _rank(g, o, triggers[j])) is not None),
        key=lambda x: (tuple(-v for v in x[0]), x[1], x[2]),
    )
    taken: dict[int, int] = {}
    pairs: dict[int, Pair] = {}
    for rank, i, j in ranked:
        if i not in pairs and j not in taken:
            taken[j] = i
            pairs[i] = Pair(gold[i], ours[j], rank[0] > 0)
    return [pairs[i] for i in sorted(pairs)]


def trigger_spans(row: Row) -> list[Span]:
    """Where the trigger of a row may stand: it is known as a word within the quote."""
    words = re.finditer(rf"(?<!\w){re.escape(row['trigger'])}(?!\w)", row["quote"])
    return [(row["start"] + m.start(), row["start"] + m.end()) for m in words] or [(row["start"], row["end"])]


def _rank(gold: GoldClaim, row: Row, triggers: Sequence[Span]) -> tuple[float, float, float] | None:
    """How well two claims fit: same word, same kind, share of overlap; None where they cannot meet."""
    same_word = gold.trigger is not None and any(_overlap(gold.trigger, span) > 0 for span in triggers)
    overlap = _overlap(gold.span, (row["start"], row["end"]))
    if not same_word and (overlap <= 0 or row["kind"] not in gold.family):
        return None
    union = max(gold.span[1], row["end"]) - min(gold.span[0], row["start"])
    return float(same_word), float(row["kind"] in gold.kinds) + float(row["kind"] in gold.family), max(overlap, 0) / union


def _overlap(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])
