"""The table of named worlds: `worlds.toml` flows in, frozen rows flow out.

Every number of a named world stands in the table; a key that nobody reads is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from rapidfuzz import process

from vedette.errors import NotFound
from vedette.simulation.quick.lives import AIRFIELDS, PORTS
from vedette.simulation.quick.params import QuickParams

_FILE = Path(__file__).with_name("worlds.toml")
Group = Literal["warship", "auxiliary", "cargo", "aircraft"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flow(_Row):
    """Where the assets of a group go from a day on: weights of places, and the mean days that they stay."""

    group: Group
    from_day: float = Field(ge=0)
    stay_days: float = Field(gt=0)
    places: Mapping[str, float] = Field(min_length=2)

    @model_validator(mode="after")
    def _receivers_stand_there(self) -> Flow:
        known = AIRFIELDS if self.group == "aircraft" else PORTS
        if strange := sorted(set(self.places) - set(known)):
            raise ValueError(f"{strange[0]} is none of the places of simulated worlds ({', '.join(known)})")
        return self


class Leave(_Row):
    """Stays at these places end between two days of the world."""

    places: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    from_day: float = 0.0
    to_day: float = 0.0


class NamedWorld(_Row):
    """A world that can be made by name."""

    title: str
    question: str
    says: str
    params: Mapping[str, Any] = Field(default_factory=dict)
    places: tuple[str, ...] = ()
    map: Mapping[str, float] | None = None
    bases: Mapping[str, str | tuple[str, ...]] | None = None
    convoy_share: float = Field(0.0, ge=0, le=1)
    leave: Leave = Leave()
    flows: tuple[Flow, ...] = ()

    def with_seed(self, seed: int) -> QuickParams:
        """The parameters of this world with a seed."""
        given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in self.params.items()}
        return replace(QuickParams(), seed=seed, **given)


@lru_cache(maxsize=1)
def read_worlds() -> Mapping[str, NamedWorld]:
    """Every named world."""
    return {name: NamedWorld(**row) for name, row in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}


def find_world(name: str) -> NamedWorld:
    """A world by its name.

    Raises:
        NotFound: there is none of that name.
    """
    worlds = read_worlds()
    if name not in worlds:
        raise NotFound("simulated world", name, [m[0] for m in process.extract(name, list(worlds), limit=2)])
    return worlds[name]
