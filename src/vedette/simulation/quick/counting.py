"""What the counting stage says of a world at table depth: claims of rates, answered from its events at the effort of everybody else.

Tables of a world flow in, rows of `PATTERNS` flow out. The counting is that of the pipeline (`vedette.patterns`). Where the pipeline takes
effort from positions, which these worlds do not have, one ship or aircraft of which nobody speaks is heard in every covered hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

import polars as pl

from vedette.assessment.assess import AssessmentInput
from vedette.assessment.evidence.rate_questions import ask_rates
from vedette.assessment.params import AssessmentParams
from vedette.parameters import of_rates
from vedette.patterns.claimed_rates import answer_claims
from vedette.patterns.counting import asked_series, count_series
from vedette.patterns.default_detector import DetectorParams
from vedette.patterns.effort import UNKNOWN, Heard
from vedette.patterns.rate_params import RateParams
from vedette.registry.register import Register
from vedette.schema.tables import PATTERNS

_EVERYBODY_ELSE = "sim-everybody-else"


def count_claimed(tables: AssessmentInput, register: Register, begin: datetime, as_of: datetime) -> pl.DataFrame:
    """Rows of `PATTERNS` of kind `claimed_rate`; none where nothing could be counted.

    Args:
        tables: events, coverage and claims of a world.
        register: places, assets and classes.
        begin: the first moment of the world; as_of: the moment by which it is judged.
    """
    questions = ask_rates(tables, register, AssessmentParams(), as_of)
    if questions.is_empty():
        return PATTERNS.empty()
    last = pl.Series("moments", [[as_of]] * questions.height, dtype=questions.schema["moments"])
    questions = questions.with_columns(last)  # these worlds are judged once, by their end
    params, n_days = _params(register), (as_of - begin).days
    heard = {sensor: _heard(tables.coverage, sensor, begin, n_days) for sensor in ("ais", "adsb")}
    counted = [(count_series(series, heard, params), row) for series, row in asked_series(questions, tables.events)]
    known = [(series, row) for series, row in counted if series is not None and series.effort_kind != UNKNOWN]
    return PATTERNS.build(list(answer_claims(known, DetectorParams(alpha=params.alpha))))


@lru_cache(maxsize=2)
def _params(register: Register) -> RateParams:
    return of_rates(register, {})


def _heard(coverage: pl.DataFrame, sensor: str, begin: datetime, n_days: int) -> Heard:
    own = coverage.filter(pl.col("sensor") == sensor).select("cell", "hour", asset_id=pl.lit(_EVERYBODY_ELSE))
    by_cell = {str(cell): part.select("asset_id", "hour") for (cell,), part in own.partition_by("cell", as_dict=True).items()}
    days = tuple(begin.date() + timedelta(days=i) for i in range(n_days))
    return Heard(days, by_cell, own.select("asset_id", "hour").unique(), ("simulated",) * n_days)
