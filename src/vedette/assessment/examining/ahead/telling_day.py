"""The day by which silence would tell: from it on, nothing heard is evidence of absence.

A query with its coverage so far flows in; a day flows out, or None where silence never tells within the claimed time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import sends_like
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability, average_chance, covered_days

ENOUGH = 0.8  # METHODS: from this observability on, silence is evidence of absence


def find_telling_day(query: Query, seen: Observability, ground: Ground, moment: datetime) -> datetime | None:
    """The day on which silence would become evidence of absence, if coverage stays as it was on average; None if never.

    Only while the claimed time runs: what has not come by its end may have come and gone.
    """
    covered = covered_days(query, query.last_part, ground, moment)
    if seen.overall >= ENOUGH or not any(covered) or moment >= query.end:
        return None
    left = (query.end.date() - moment.date()).days
    past = covered[: len(covered) - left]
    mean = sum(past) / max(len(past), 1)
    numbers = ground.params.table["nothing_heard"].numbers
    who = sends_like(query.assets, None, ground.register)
    sends = numbers[f"{who}_a"], numbers[f"{who}_b"]
    for days in range(1, left + 1):
        if average_chance([*past, *([mean] * days), *([0.0] * (left - days))], sends, numbers["received"]) >= ENOUGH:
            return moment + timedelta(days=days)
    return None
