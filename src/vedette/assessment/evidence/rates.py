"""More, or fewer, than before? What was counted for a claim, with its effort, as evidence on it.

The answer of the counting (`patterns` of kind `claimed_rate`) and a query flow in, one finding flows out. The p-value of the claimed
tail gives the Bayes factor bound 1 / (-e p ln p) (Sellke, Bayarri, Berger 2001), never 1/p; where the opposite tail speaks louder,
it speaks against the claim. Where effort is unknown nothing was counted and nothing is said: missing is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.question.assets import sends_like
from vedette.assessment.question.places import name_places
from vedette.assessment.question.predicates import Query
from vedette.assessment.weights.findings import Finding

_DIRECTION = {"build_up": "up", "draw_down": "down"}
_LEAST_P = 1e-300  # the logarithm of 0 is no number; the cap of the likelihood table holds long before


def find_rates(query: Query, ground: Ground, moment: datetime) -> Iterator[Finding]:
    """The test of a claimed rate, with what was known at a moment."""
    rows = [r for r in ground.patterns.get(query.claim_id, ()) if r["kind"] == "claimed_rate" and r["as_of"] <= moment]
    if rows and query.start <= moment and all(_is_number(rows[-1][f"p_{way}"]) for way in ("up", "down")):
        yield _finding(query, rows[-1], ground)


def _is_number(p: float | None) -> bool:
    """Was a tail tested at all? Neither null nor not-a-number is a small p."""
    return p is not None and not math.isnan(p)


def bayes_factor_bound(p: float) -> float:
    """The most that a p-value can speak for an effect: 1 / (-e p ln p) for p < 1/e, else 1; never 1/p."""
    return 1 / (-math.e * p * math.log(p)) if 0 < p < 1 / math.e else 1.0 if p > 0 else math.inf


def _finding(query: Query, row: dict[str, Any], ground: Ground) -> Finding:
    tails = {way: bayes_factor_bound(max(row[f"p_{way}"], _LEAST_P)) for way in ("up", "down")}
    claimed_way = _DIRECTION.get(query.kind, query.direction or "up")
    claimed, opposite = tails[claimed_way], tails["down" if claimed_way == "up" else "up"]
    rule = ground.params.table["rate_test" if claimed >= opposite else "rate_against"]
    is_warship = sends_like(query.assets, None, ground.register) == "warship"
    cap = rule.numbers.get("cap_warship", rule.numbers["cap"]) if is_warship else rule.numbers["cap"]
    ratio = min(max(claimed, opposite), cap)
    return Finding(
        rule=rule,
        item_id=f"rate:{query.claim_id}",
        cells=rule.cells(math.log(ratio)),
        why=f"{_subject(query, ground)}: {row['why']} ({rule.says}).",
        part="whole",
        origins=frozenset({"receivers"}),
        known=row["as_of"],
        citations=tuple(row["citations"]),
        how="signal",
        bears_identity=bool(row["observed"]),
        is_sensor=True,
        is_warship_signal=is_warship,
    )


def _subject(query: Query, ground: Ground) -> str:
    """``Flights Russia and Belarus to Libya``, ``Days of stay at Tartus``."""
    ends = [name_places(ids, ground.register) for ids in (query.origin_ids, query.destination_ids) if ids]
    return f"Flights {' to '.join(ends)}" if query.kind == "flight_rate" else f"Days of stay at {' and '.join(ends)}"
