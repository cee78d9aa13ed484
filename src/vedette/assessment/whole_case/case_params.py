"""The table of hypotheses on a case as a whole, and the bases that a case names for them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

_FILE = Path(__file__).with_name("case_hypotheses.toml")


class Bases(BaseModel):
    """Which bases are left, which are said to take their place, and which are home; place ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actor: str = Field(description="whose ships and aircraft, as a country is called")
    old: tuple[str, ...] = Field(min_length=1, description="the bases that are said to be left")
    new: tuple[str, ...] = Field((), description="the bases that are said to take their place")
    home: tuple[str, ...] = Field((), description="where the assets come from; for ships, ports")


class CaseHypothesis(BaseModel):
    """An exclusive explanation of what a case's ships or aircraft did."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="its name")
    fits: str = Field(description="what the movements are said to fit")
    prior: float = Field(gt=0, lt=1, description="before any evidence")
    reason: str = Field(description="why so")
    source: str = Field(description="where it comes from")


class Signal(BaseModel):
    """A kind of evidence, and how probable each hypothesis makes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="its name")
    short: str = Field(description="what it is counted as")
    says: str = Field(description="what an asset did, in full")
    p: Mapping[str, float] = Field(description="P(signal | hypothesis), up to a constant")
    is_last_look: bool = Field(False, description="of such looks at the old base only the latest counts")
    reason: str = Field(description="why these numbers")
    source: str = Field(description="where they come from")


class CaseTable(BaseModel):
    """All hypotheses and signals, and how much each way of observing counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    hypothesis: tuple[CaseHypothesis, ...]
    signal: tuple[Signal, ...]
    how: Mapping[str, float]

    @model_validator(mode="after")
    def _is_whole(self) -> CaseTable:
        if abs(sum(h.prior for h in self.hypothesis) - 1) > 1e-9:
            raise ValueError("the priors of the hypotheses must sum to 1")
        names = {h.id for h in self.hypothesis}
        for signal in self.signal:
            if set(signal.p) != names or min(signal.p.values()) <= 0:
                raise ValueError(f"signal {signal.id} needs a number above 0 for each of {', '.join(sorted(names))}")
        return self

    def of(self, signal_id: str) -> Signal:
        """A signal by its name."""
        return next(s for s in self.signal if s.id == signal_id)


@lru_cache(maxsize=1)
def read_case_table() -> CaseTable:
    """The shipped table."""
    return CaseTable.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))
