"""The bands of `bands.toml`, read once: what each verdict and each score has to reach."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("bands.toml")


@dataclass(frozen=True)
class Band:
    """A demanded share, from low to high, and why."""

    low: float
    high: float
    why: str

    def holds(self, share: float) -> bool:
        """Does an observed share lie in it?"""
        return self.low <= share <= self.high


@dataclass(frozen=True)
class Bands:
    """All that was demanded, and when it was written down."""

    written: date
    truth_rate: Mapping[str, Band]
    departure_rate: Mapping[str, Band]
    overall: Mapping[str, float]


@lru_cache(maxsize=1)
def read_bands() -> Bands:
    """The shipped bands."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Bands(
        written=found["written"],
        truth_rate={verdict: Band(**row) for verdict, row in found["truth_rate"].items()},
        departure_rate={verdict: Band(**row) for verdict, row in found["departure_rate"].items()},
        overall=found["overall"],
    )
