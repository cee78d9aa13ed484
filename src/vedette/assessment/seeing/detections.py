"""Which ships found in an image may be the claimed one: those of its length and class that no other ship accounts for.

A look and a query flow in, the detections that are left flow out. Ships that sent their position while they lay at the
place at that time account for one detection each: the one nearest to their length, or, where theirs is not known, the one
that would best fit the claim, so that a doubt never speaks for the claim. Visits are used for this, not single positions.
Nor does it speak against: where some of the ships that would account for a hull may have been missed, what they account for may be
the claimed one, and that none is left over says the less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.looks import Look
from vedette.assessment.known.recall import fits_length, lengths_of
from vedette.assessment.question.assets import match_asset
from vedette.assessment.question.predicates import Query

Row = Mapping[str, Any]
_STATED = 0.8  # confidence of a detection that states none
_SAME_LENGTH = 0.3  # lengths nearer than that may be one ship's


@dataclass(frozen=True)
class Found:
    """What a look shows of the claimed kind: detections that nobody else accounts for, and how many others were set aside."""

    rows: tuple[Row, ...]
    n_accounted: int
    n_alike: int = 0  # others that lay there and are of the claimed length, or of none that is known
    n_taken: int = 0  # hulls of the claimed length that others account for

    @property
    def confidence(self) -> float:
        """The best of their confidences."""
        return max((_confidence(r) for r in self.rows), default=0.0)

    def recall(self, recall: float) -> float:
        """How probably the claimed one would have been left over, had it been there; `recall` where hulls are left over.

        Each of the n others alike is shown with the recall, so that k shown hulls have P(k | n + 1) / P(k | n) = (1 - recall)
        (n + 1) / (n + 1 - k) under the two: of eight others and eight hulls none need be another.
        """
        if self.rows:
            return recall
        n = max(self.n_alike, self.n_taken) + 1
        return max(1 - (1 - recall) * n / (n - self.n_taken), 0.0)


def find_fitting(look: Look, query: Query, places: frozenset[str], ground: Ground, moment: datetime) -> Found:
    """The detections of a look that may be what is claimed, with the visits that were known at a moment."""
    left = [d for d in look.detections if _is_of_kind(d, query, ground)]
    visitors, lengths = _visitors(look, query, places, ground, moment), lengths_of(query.assets, ground.register)
    taken = []
    for length in visitors:
        if (own := _taken_by(length, left, query, ground)) is not None:
            left.remove(own)
            taken.append(own)
    fitting = [d for d in left if _fits(d, query, ground)]
    n_alike = sum(fits_length(length, lengths) for length in visitors)
    return Found(
        tuple(sorted(fitting, key=lambda d: (-_confidence(d), d["detection_id"]))), len(taken), n_alike,
        sum(_fits(d, query, ground) for d in taken),
    )  # fmt: skip


def _visitors(look: Look, query: Query, places: frozenset[str], ground: Ground, moment: datetime) -> list[float | None]:
    """The lengths of other assets that lay there at the time by their own signal, those that are known first."""
    index = ground.looks
    present = {
        v["asset_id"]
        for place_id in places & index.visits.keys()
        for v in index.visits[place_id]
        if v["known"] <= moment
        and v["start"] <= look.time <= (v["end"] or v["known"])
        and not _is_claimed(v["asset_id"], query, ground)
    }
    lengths = [index.lengths.get(asset_id) for asset_id in sorted(present)]
    return sorted(lengths, key=lambda length: (length is None, length or 0.0))


def _is_claimed(asset_id: str, query: Query, ground: Ground) -> bool:
    """Is it what is claimed, by name, or by class where the claim names no hull?"""
    match = match_asset(query.assets, asset_id, ground.classes.get(asset_id), ground.register)
    return match is not None and (match.is_named and match.fit == "exact")


def _taken_by(length: float | None, left: Sequence[Row], query: Query, ground: Ground) -> Row | None:
    if length is None:
        fitting = [d for d in left if _fits(d, query, ground)] or list(left)
        return min(fitting, key=lambda d: (d["length_m"] is None, d["detection_id"]), default=None)
    near = [d for d in left if d["length_m"] is None or abs(d["length_m"] - length) <= _SAME_LENGTH * length]
    return min(near, key=lambda d: (d["length_m"] is None, abs((d["length_m"] or 0.0) - length), d["detection_id"]), default=None)


def _is_of_kind(detection: Row, query: Query, ground: Ground) -> bool:
    """A ship where ships are claimed, an aircraft where aircraft are; not told apart = yes."""
    if detection["asset_class"] is None:
        return True
    kind = ground.register.asset_class(detection["asset_class"]).kind
    return kind == "any" or (kind == "aircraft") == query.assets.are_aircraft(ground.register)


def _fits(detection: Row, query: Query, ground: Ground) -> bool:
    if not fits_length(detection["length_m"], lengths_of(query.assets, ground.register)):
        return False
    found, claimed = detection["asset_class"], query.assets.all_classes()
    if found is None or not claimed:
        return True
    return any(ground.register.is_class(found, c) or ground.register.is_class(c, found) for c in claimed)


def _confidence(detection: Row) -> float:
    return _STATED if detection["confidence"] is None else float(detection["confidence"])
