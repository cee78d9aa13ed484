"""Two annotations of the same sentences, compared as an annotation is with the reader.

A second annotation flows in, which names the sets whose sentences it annotates again; their texts flow out twice, with the first
claims and with the second. Claims of an annotation become rows of the shape of the claims table, so that one scorer serves both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scoring.gold import GoldClaim, GoldText, read_gold, read_sentence
from benchmarks.scoring.likeness import Likeness
from benchmarks.scoring.reading import OUTLET

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Twice:
    """The same texts with the claims of one annotator and of another."""

    first: tuple[GoldText, ...]
    second: tuple[GoldText, ...]


def read_twice(path: Path, folder: Path) -> Twice:
    """The texts that a second annotation names, as both annotators have them.

    Args:
        path: a file with `of`, the names of sets, and `sentences`, each with the `id` and the `claims`.
        folder: of the sets.
    Raises:
        ValueError: an id that none of the sets has, or that stands twice; a trigger that does not stand in its text.
    """
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {text.text_id: text for name in table["of"] for text in read_gold(folder / f"{name}.yaml")}
    written = {str(entry["id"]): entry for entry in table["sentences"]}
    if len(written) < len(table["sentences"]) or (missing := written.keys() - known.keys()):
        raise ValueError(f"{path}: ids that stand twice, or in none of {table['of']}: {missing or 'twice'}")
    first = tuple(text for text in known.values() if text.text_id in written)
    again = ({**written[t.text_id], "text": t.text, "published": t.published} for t in first)
    return Twice(first, tuple(read_sentence(entry, {}, path, None) for entry in again))


def as_rows(text: GoldText, likeness: Likeness) -> list[Row]:
    """The claims of an annotated text as rows of the claims table."""
    return [_as_row(claim, text.text, likeness) for claim in text.claims]


def _as_row(claim: GoldClaim, text: str, likeness: Likeness) -> Row:
    slots, (start, end) = claim.slots, claim.span
    least, most = slots.get("count") or (None, None)
    assets = [{"text": a, "class": None, "count_min": None, "count_max": None} for a in slots.get("assets", ())]
    if assets or (least, most) != (None, None):
        assets = assets or [{"text": "", "class": None}]
        assets[0] |= {"count_min": least, "count_max": most}
    first, last = slots.get("time") or (None, None)
    places = {role: _places(slots.get(role, ()), likeness) for role in ("origin", "destination", "place")}
    return {
        "claim_id": claim.claim_id, "kind": claim.kinds[0], "status": claim.status, "quote": text[start:end], "start": start, "end": end,
        "trigger": text[slice(*claim.trigger)] if claim.trigger else "", "actor": slots.get("actor"), "assets": assets,
        "speaker": list(slots.get("speaker", ())) or [OUTLET], "time_start": _moment(first), "time_end": _moment(last), **places,
    }  # fmt: skip


def _places(names: Sequence[str], likeness: Likeness) -> list[dict[str, Any]]:
    return [{"text": name, "place_id": min(likeness.place_ids(name), default=None)} for name in names]


def _moment(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time())
