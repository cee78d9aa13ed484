"""The gate: how likely it is that a candidate carries a claim, from weighted signs.

Candidates with their sentence flow in; a likelihood between 0 and 1 flows out for each. It is a logistic regression: the weights of
the signs that hold are added to a start value, and the sum is put on a scale from 0 to 1. The weights stand in `gate.toml`, where
each group of signs has its reason; `python -m benchmarks.reading_gate` fits them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.claims.english.second_look.candidates import Candidate, Told
from vedette.claims.english.second_look.landmarks import Landmarks
from vedette.claims.english.second_look.signs import Sign, read_arguments, read_word
from vedette.claims.english.second_look.signs_around import read_claims_beside, read_left, read_right, read_sentence

if TYPE_CHECKING:
    from vedette.claims.english.coreference import Reading
    from vedette.claims.english.triggers import Lexicon


@dataclass(frozen=True)
class Gate:
    """Weights in natural logarithms of odds, the value that they are added to, and the likelihood from which a claim is made.

    `floor` is the sum below which the first signs, those of the word and of the claims beside it, rule a candidate out.
    """

    start: float
    threshold: float
    weights: Mapping[Sign, float]
    floor: float = -math.inf

    def is_hopeful(self, signs: Iterable[Sign]) -> bool:
        """Whether the first signs of a candidate leave it any chance: the others are read of few."""
        return self._sum(signs) >= self.floor

    def likelihood(self, signs: Iterable[Sign]) -> float:
        """Between 0 and 1."""
        return 1 / (1 + math.exp(-self._sum(signs)))

    def _sum(self, signs: Iterable[Sign]) -> float:
        return self.start + sum(self.weights.get(sign, 0.0) for sign in signs)


@lru_cache(maxsize=1)
def read_gate() -> Gate:
    """The shipped gate."""
    table = tomllib.loads(Path(__file__).with_name("gate.toml").read_text(encoding="utf-8"))
    weights = {(group["name"], value): weight for group in table["group"] for value, weight in group["weights"].items()}
    return Gate(table["start"], table["threshold"], weights, table["floor"])


def read_first_signs(candidate: Candidate, told: Sequence[Told]) -> list[Sign]:
    """The signs that are cheap to read: the word's own, and the claims beside it."""
    return [*read_word(candidate), *read_claims_beside(candidate, told)]


def read_signs(
    candidate: Candidate, marks: Landmarks, told: Sequence[Told], lexicon: Lexicon, reading: Reading
) -> frozenset[Sign]:
    """All signs of a candidate, weighted or not."""
    return frozenset(
        (
            *read_first_signs(candidate, told),
            *read_arguments(candidate, marks, reading),
            *read_left(candidate, marks, told),
            *read_right(candidate, marks, told, lexicon),
            *read_sentence(candidate, marks, told, is_headline=reading.scene.block.is_headline),
        )
    )
