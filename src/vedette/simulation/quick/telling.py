"""What is told: each claim by the text that makes it, then by outlets of their own accord, by those that copy them, by those that deny it.

Claims flow in, rows of claims, reports and publishers flow out. A copy names whom it copies; a hidden one does not, and its words are new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from vedette.simulation.quick.claims import TrueClaim
from vedette.simulation.quick.params import QuickParams

Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """Rows of three tables, and for the judge who knows: reports that are copies although they do not say so, with their original."""

    claims: tuple[Row, ...]
    reports: tuple[Row, ...]
    publishers: tuple[Row, ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Telling:
    report_id: str
    outlet: str
    rests_on: str | None  # the publisher that it says it copies
    copies: str | None  # the report that it copies, said or hidden
    day: float
    denies: bool = False


def tell(claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator) -> Told:
    """Everything that is told about some claims."""
    grades = dict(params.told_over)
    outlets = [(f"outlet-{i}", grade) for i, grade in enumerate(params.outlets)]
    rows: list[Row] = []
    reports: list[Row] = []
    hidden: list[tuple[str, str]] = []
    publishers = [_publisher("claimant", "", i) for i in range(1)] + [_publisher(o, g, i + 2) for i, (o, g) in enumerate(outlets)]
    for claim in claims:
        is_asked = rng.random() < params.asked_share
        for telling in _tellings(claim, outlets, grades, params, rng):
            row = _claim(claim, telling, begin)
            if is_asked and telling.report_id == claim.claim_id:  # a question of somebody's own, with no text behind it
                rows.append(row | {"report_id": None, "reader": "hand", "speaker": []})
                continue
            rows.append(row)
            reports.append(_report(telling, begin))
            if telling.copies and telling.rests_on is None:
                hidden.append((telling.report_id, telling.copies))
                publishers.append(_publisher(telling.outlet, "", len(publishers) + 100))
    return Told(tuple(rows), tuple(reports), tuple(publishers), tuple(hidden))


def _tellings(
    claim: TrueClaim, outlets: Sequence[tuple[str, str]], grades: dict[str, float], params: QuickParams, rng: np.random.Generator
) -> Iterator[_Telling]:
    day = claim.end + 1.0 + float(rng.uniform(0, 1))
    yield _Telling(claim.claim_id, f"claimant-{claim.claim_id}", None, None, day)
    told: list[_Telling] = []
    for outlet, grade in outlets:
        of_false = min(params.told_false * params.told_false_factor, 1.0)
        chance = min(params.told_false * grades[grade], 1.0) if claim.is_true else of_false
        if rng.random() < chance:
            told.append(_Telling(f"{claim.claim_id}-{outlet}", outlet, None, None, day + float(rng.uniform(0, 4))))
    yield from told
    for first in told:
        for k in range(int(rng.poisson(params.copies))):
            is_hidden = rng.random() < params.hidden_copies
            copier = f"copier-{first.report_id}-{k}"
            yield _Telling(
                f"{first.report_id}-{k}", copier, None if is_hidden else first.outlet, first.report_id, first.day + 0.3 + k / 10
            )
    if rng.random() < params.denied[0 if claim.is_true else 1]:
        yield _Telling(f"{claim.claim_id}-no", f"denier-{claim.claim_id}", None, None, day + 1.0, denies=True)


def _publisher(publisher_id: str, grade: str, line: int) -> Row:
    return {"publisher_id": publisher_id, "outlet": publisher_id, "rests_on": [], "reliability": grade or None,
            "source_id": "src-simulated", "source_row": line}  # fmt: skip


def _report(telling: _Telling, begin: datetime) -> Row:
    return {
        "report_id": telling.report_id, "publisher_id": None if telling.outlet.startswith(("claimant-", "denier-")) else telling.outlet,
        "outlet": telling.outlet, "rests_on": [telling.rests_on] if telling.rests_on else [],
        "published": begin + timedelta(days=telling.day), "text": f"Simulated: {telling.report_id}", "sha256": telling.report_id,
        "source_id": "src-simulated", "source_row": 1,
    }  # fmt: skip


def _claim(claim: TrueClaim, telling: _Telling, begin: datetime) -> Row:
    origin = [{"text": claim.origin, "place_id": claim.origin}] if claim.kind != "arrive" else []
    destination = [{"text": claim.destination, "place_id": claim.destination}] if claim.kind != "depart" else []
    return {
        "claim_id": telling.report_id, "report_id": telling.report_id, "kind": claim.kind,
        "status": "denied" if telling.denies else "asserted", "polarity": "negative" if telling.denies else "positive",
        "quote": f"Simulated: {telling.report_id}", "trigger": "", "explicitness": "explicit", "is_checkable": True, "reader": "simulated",
        "assets": [{"text": claim.asset_id, "class": None, "count_min": None, "count_max": None, "asset_id": claim.asset_id}],
        "origin": origin, "destination": destination, "place": [], "speaker": [telling.outlet],
        "time_start": begin + timedelta(days=claim.start), "time_end": begin + timedelta(days=claim.end + 1, microseconds=-1),
        "proposition_id": f"prop-{claim.claim_id}", "made": begin + timedelta(days=telling.day),
        "source_id": "src-simulated", "source_row": 1,
    }  # fmt: skip
