"""What the movements of a case as a whole fit: a relocation, a withdrawal, a rotation, resupply, or none of them.

The signals of a case flow in; rows of the case_hypotheses table flow out, for ships and for aircraft apart, since the two may well
do different things. What several tell of one asset at one time is one event, and the weightiest telling counts. The second event
of a kind counts half in log, the third a quarter, whoever tells it: ten ships that leave together are one decision.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.places import name_places
from vedette.assessment.verdict.interval import Shifts, ratio_errors, spread
from vedette.assessment.whole_case.case_params import CaseTable, read_case_table
from vedette.assessment.whole_case.case_signals import Observed, find_signals

_HALF = 0.5
_LEAST_WEIGHT = 0.05  # what counts less is no row


@dataclass(frozen=True)
class Counted:
    """A signal with what it counts, 0 to 1: its exponent."""

    observed: Observed
    weight: float


def judge_case(ground: Ground) -> list[dict[str, Any]]:
    """Rows of the case_hypotheses table; none where the case names no bases or nothing was seen."""
    bases = ground.params.bases
    if bases is None:
        return []
    table = read_case_table()
    by_kind: dict[str, list[Observed]] = defaultdict(list)
    for observed in find_signals(bases, ground):
        by_kind[observed.asset_kind].append(observed)
    return [row for kind in sorted(by_kind) for row in _rows(kind, count_signals(by_kind[kind], table, ground), table, ground)]


def count_signals(signals: Iterable[Observed], table: CaseTable, ground: Ground) -> list[Counted]:
    """How much each signal counts: certainty, grade of its source and way of observing, then how many of its kind stand before."""
    kept = _last_looks(list(signals), table)
    ordered = sorted(kept, key=lambda o: (-_strength(o, table, ground), o.start, o.item_id, o.signal))
    before: Counter[str] = Counter()
    counted = []
    for observed in _once_each(ordered):
        weight = _strength(observed, table, ground) * _HALF ** before[observed.signal]
        before[observed.signal] += 1
        if weight >= _LEAST_WEIGHT:
            counted.append(Counted(observed, weight))
    return counted


def _once_each(ordered: Sequence[Observed]) -> list[Observed]:
    """Each event once, by its weightiest telling: the same signal of the same asset or class, at times that overlap."""
    kept: list[Observed] = []
    for observed in ordered:
        if not any(
            k.signal == observed.signal and k.who == observed.who and k.start <= observed.end and observed.start <= k.end
            for k in kept
        ):
            kept.append(observed)
    return kept


def posteriors(counted: Sequence[Counted], table: CaseTable) -> dict[str, float]:
    """Probabilities of the hypotheses; they sum to 1."""
    total = _log_totals(counted, table)
    top = max(total.values())
    parts = {name: math.exp(value - top) for name, value in total.items()}
    whole = math.fsum(parts.values())
    return {name: part / whole for name, part in parts.items()}


def find_spread(name: str, counted: Sequence[Counted], table: CaseTable, factor: float) -> tuple[float, float]:
    """The interval of one hypothesis: every kind of signal wrong by an unknown factor, its prior odds by a factor either way."""
    total = _log_totals(counted, table)
    rest = [value for other, value in total.items() if other != name]
    top = max(rest)
    odds = total[name] - top - math.log(math.fsum(math.exp(value - top) for value in rest))
    parts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for c in counted:
        parts[c.observed.signal].append((c.weight * _lean(table.of(c.observed.signal).p, name), c.weight))
    errors: list[Shifts] = [ratio_errors(parts[signal], factor) for signal in sorted(parts)]
    return spread((odds - math.log(factor), odds + math.log(factor)), errors)


def _lean(p: Mapping[str, float], name: str) -> float:
    """Log ratio of a signal for one hypothesis against the mean of the others."""
    others = [value for other, value in p.items() if other != name]
    return math.log(p[name]) - math.log(math.fsum(others) / len(others))


def _log_totals(counted: Sequence[Counted], table: CaseTable) -> dict[str, float]:
    return {
        h.id: math.log(h.prior) + math.fsum(c.weight * math.log(table.of(c.observed.signal).p[h.id]) for c in counted)
        for h in table.hypothesis
    }


def _last_looks(signals: list[Observed], table: CaseTable) -> list[Observed]:
    """Of the looks at the old base only those of the latest day: what lay there in the first week says little in the tenth."""
    looks = [o for o in signals if table.of(o.signal).is_last_look]
    last = max((o.end for o in looks), default=None)
    return [o for o in signals if not table.of(o.signal).is_last_look or (last is not None and o.end.date() == last.date())]


def _strength(observed: Observed, table: CaseTable, ground: Ground) -> float:
    numbers = ground.params.table
    grade = ground.grade_of(tuple(sorted(observed.origins))) if observed.how != "signal" else "B"
    certain = numbers["certainty"].numbers[observed.certainty]
    return certain * numbers["source_grade"].numbers[grade] * table.how[observed.how]


def _rows(kind: str, counted: Sequence[Counted], table: CaseTable, ground: Ground) -> list[dict[str, Any]]:
    if not counted:
        return []
    after, bases = posteriors(counted, table), ground.params.bases
    new = name_places(bases.new, ground.register) if bases else ""
    rows = []
    for h in table.hypothesis:
        low, high = find_spread(h.id, counted, table, ground.params.ratio_factor)
        rows.append(
            {
                "as_of": ground.as_of,
                "asset_kind": kind,
                "hypothesis": h.id,
                "says": h.fits.format(new=new or "another base"),
                "prior": h.prior,
                "posterior": after[h.id],
                "low": min(low, after[h.id]),
                "high": max(high, after[h.id]),
                "evidence": [_cell(c, h.id, table) for c in counted],
            }
        )
    return rows


def _cell(counted: Counted, name: str, table: CaseTable) -> dict[str, Any]:
    signal, seen = table.of(counted.observed.signal), counted.observed
    return {
        "signal": signal.id,
        "item_id": seen.item_id,
        "why": f"{seen.why.removesuffix('.')}: {signal.short}.",
        "log_p": counted.weight * math.log(signal.p[name] / max(signal.p.values())) + 0.0,
        "citations": list(seen.citations),
        "known": seen.known,
    }
