"""The table of likelihood ratios, as shipped and with a case's overrides.

`likelihoods.toml` and a mapping of overrides flow in; frozen rows flow out, looked up by id. A case changes numbers only:
what a row means, and what it touches, stays.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import process

from vedette.assessment.weights.hypotheses import Cells
from vedette.errors import UsageError
from vedette.registry.shipped_tables import read_toml

_FILE = Path(__file__).with_name("likelihoods.toml")
Overrides = Mapping[str, Mapping[str, float]]


class Likelihood(BaseModel):
    """One row: a kind of evidence, its numbers, and which hypotheses it touches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(description="name of the rule")
    kind: str = Field(description="kind of evidence; several rules may give one kind")
    numbers: Mapping[str, float] = Field(description="what the formula needs")
    effect: Mapping[str, float] = Field(description="exponent of the ratio per hypothesis")
    effect_of_class: Mapping[str, float] | None = Field(None, description="the same for claims about a class")
    says: str = Field(description="end of the sentence that explains a row")
    says_last: str | None = Field(None, description="the same where its part is the last part of the claim")
    is_incompatible: bool = Field(False, description="the observation cannot hold together with the claim")
    reason: str = Field(description="why these numbers")
    source: str = Field(description="where they come from")

    def cells(self, log_ratio: float, *, is_of_class: bool = False) -> Cells:
        """Logs of P(evidence | hypothesis), up to a constant, for a log ratio."""
        effect = self.effect_of_class if is_of_class and self.effect_of_class else self.effect
        return Cells(**effect).scaled(log_ratio)

    def says_of(self, *, is_last: bool) -> str:
        """The end of its sentence."""
        return self.says_last if is_last and self.says_last else self.says

    def log(self, name: str) -> float:
        """Natural log of one of its numbers."""
        return math.log(self.numbers[name])


class LikelihoodTable(BaseModel):
    """All rows, by id."""

    model_config = ConfigDict(frozen=True)

    version: str
    rows: Mapping[str, Likelihood]

    def __getitem__(self, rule: str) -> Likelihood:
        return self.rows[rule]


@lru_cache(maxsize=1)
def _shipped() -> LikelihoodTable:
    content = read_toml(_FILE)
    rows = [Likelihood(**row) for row in content["likelihood"]]
    return LikelihoodTable(version=content["version"], rows={row.id: row for row in rows})


def read_likelihoods(overrides: Overrides | None = None) -> LikelihoodTable:
    """The shipped table with a case's numbers in place of its own.

    Raises:
        UsageError: an override names a rule or a number that does not exist, or is not a finite number of at least 0.
    """
    shipped = _shipped()
    if not overrides:
        return shipped
    rows = dict(shipped.rows)
    for rule, numbers in overrides.items():
        _check_known("rule", rule, rows)
        for name, value in numbers.items():
            _check_known(f"number of likelihood {rule}", name, rows[rule].numbers)
            if not math.isfinite(value) or value < 0:
                raise UsageError(f"settings.likelihoods.{rule}.{name} must be a finite number >= 0 (is {value})")
        rows[rule] = rows[rule].model_copy(update={"numbers": {**rows[rule].numbers, **numbers}})
    return LikelihoodTable(version=shipped.version, rows=rows)


def _check_known(what: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        close = [match[0] for match in process.extract(name, list(known), limit=2)]
        raise UsageError(f"settings.likelihoods: no {what} is called {name!r}; did you mean {' or '.join(close)}?")
