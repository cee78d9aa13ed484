"""What may be set for the judgement: priors, time windows, and the likelihood table's overrides; each with its reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vedette.assessment.weights.hypotheses import Cells, log_prior
from vedette.assessment.weights.likelihoods import LikelihoodTable, read_likelihoods
from vedette.assessment.whole_case.case_params import Bases
from vedette.schema.ids import content_id

_COASTS = ("cyprus", "rhodes", "crete", "gavdos", "mainland-greece", "malta", "lampedusa", "sicily", "sardinia", "mainland-italy",
           "mainland-europe", "turkey", "european-union")  # fmt: skip


class AssessmentParams(BaseModel):
    """Settings of the judgement. Times in days, probabilities 0 to 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prior: float = Field(0.1, gt=0, lt=1, description="prior that a claim holds; METHODS states verdicts for .1")
    prior_high: float = Field(0.5, gt=0, lt=1, description="the other end of the prior, for the interval of the probability")
    share_elsewhere: float = Field(0.3, gt=0, lt=1, description="share of the rest: it moved, but elsewhere or at another time")
    share_stayed: float = Field(0.6, gt=0, lt=1, description="share of the rest: it stayed, nothing changed")
    share_other: float = Field(0.1, gt=0, lt=1, description="share of the rest: another hull or airframe of its class")
    ratio_factor: float = Field(
        3.0, ge=1, description="by how much every ratio may be wrong, for the interval of the probability"
    )
    days_before_made: float = Field(21, gt=0, description="a claim without a date speaks of this many days before it was made")
    days_after_made: float = Field(30, gt=0, description="a plan without a date is due within this many days")
    tolerance_days: float = Field(
        1.5, ge=0, description="slack at both ends of a claimed time: time zones, days counted differently"
    )
    linger_days: float = Field(7, gt=0, description="what is seen so much later than the claimed time counts half")
    slip_days: float = Field(45, gt=0, description="an arrival within so many days of the claimed date is the same voyage")
    silence_h: float = Field(
        24.0,
        gt=0,
        description="a silence inside a stay that lasts so many hours cuts it in two: it may have been away and come back",
    )
    near_km: float = Field(40, gt=0, description="off a place: waiting area, roads, approaches")
    likelihoods: Mapping[str, Mapping[str, float]] = Field(default_factory=dict, description="overrides of likelihoods.toml")
    coasts: tuple[str, ...] = Field(_COASTS, description="coasts that a distance is measured to where none is named")
    bases: Bases | None = Field(None, description="the bases of [case.bases]; null = the case as a whole is not judged")
    milestones: tuple[datetime, ...] = Field((), description="earlier times at which a verdict is also given")

    @model_validator(mode="after")
    def _shares_are_whole(self) -> AssessmentParams:
        total = self.share_elsewhere + self.share_stayed + self.share_other
        if abs(total - 1) > 1e-9:
            raise ValueError(f"share_elsewhere, share_stayed and share_other must sum to 1 (are {total:g})")
        if self.prior_high < self.prior:
            raise ValueError(f"prior_high must be >= prior ({self.prior:g}; is {self.prior_high:g})")
        return self

    @cached_property
    def table(self) -> LikelihoodTable:
        """The likelihood table with the overrides.

        Raises:
            UsageError: an override names what does not exist.
        """
        return read_likelihoods(self.likelihoods)

    @cached_property
    def params_hash(self) -> str:
        """Hash of the settings and of every number of the likelihood table; milestones change no verdict and are left out."""
        settings = self.model_dump(mode="json", exclude={"milestones", "likelihoods", "bases"})
        return content_id("prm-", json.dumps([settings, self.table.model_dump(mode="json")], sort_keys=True))

    def log_prior(self, prior: float | None = None) -> Cells:
        """Logs of the prior of the four hypotheses."""
        shares = Cells(0.0, self.share_elsewhere, self.share_stayed, self.share_other)
        return log_prior(self.prior if prior is None else prior, shares)
