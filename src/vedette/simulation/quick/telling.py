"""What is told: each claim by the text that makes it, then by outlets of their own accord, by those that copy them, by those that deny it.

Claims flow in, rows of claims, reports and publishers flow out, and how each report came about. A copy names whom it copies; a hidden
one does not, and its words are new. A bad copy says something else than its original (`bad_copies`): a claim that is one brings the
report that it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from vedette.simulation.quick.bad_copies import alter
from vedette.simulation.quick.claims import BAD_COPIES, TrueClaim
from vedette.simulation.quick.params import QuickParams

Row = dict[str, Any]
_LANGUAGES = ("ru", "it")  # of originals that are mistranslated
# the ends that a kind of claim names, by column; what is said to be at a place, or to be gone from it, has no direction
_COLUMNS = {
    "move": ("origin", "destination"), "flight_rate": ("origin", "destination"), "arrive": (None, "destination"),
    "depart": ("origin", None), "present": (None, "place"), "build_up": (None, "place"), "absent": ("place", None),
    "draw_down": ("place", None),
}  # fmt: skip


@dataclass(frozen=True)
class Nature:
    """How a report came about: true or false in its own words, copied (openly or not), denied, or a bad copy, and of which report."""

    report_id: str
    claim_id: str
    nature: str
    copies: str | None
    language: str


@dataclass(frozen=True)
class Told:
    """Rows of three tables, how each report came about, and for the judge who knows: reports that are copies and do not say so."""

    claims: tuple[Row, ...]
    reports: tuple[Row, ...]
    publishers: tuple[Row, ...]
    hidden: tuple[tuple[str, str], ...]
    natures: tuple[Nature, ...]


@dataclass(frozen=True)
class _Telling:
    report_id: str
    outlet: str
    rests_on: str | None  # the publisher that it says it copies
    copies: str | None  # the report that it copies, said or hidden
    day: float
    says: TrueClaim
    nature: str
    language: str = "en"
    is_same: bool = True  # says what the claim says

    @property
    def denies(self) -> bool:
        return self.nature == "denied"


def tell(claims: Sequence[TrueClaim], params: QuickParams, begin: datetime, rng: np.random.Generator) -> Told:
    """Everything that is told about some claims."""
    outlets = [(f"outlet-{i}", grade) for i, grade in enumerate(params.outlets)]
    rows: list[Row] = []
    reports: list[Row] = []
    natures: list[Nature] = []
    hidden: list[tuple[str, str]] = []
    publishers = [_publisher("claimant", "", i) for i in range(1)] + [_publisher(o, g, i + 2) for i, (o, g) in enumerate(outlets)]
    for claim in claims:
        is_asked = rng.random() < params.asked_share
        for telling in _tellings(claim, outlets, params, rng):
            if telling.day >= params.days:
                continue  # told after the world's last day
            row = _claim(claim, telling, begin)
            if is_asked and telling.report_id == claim.claim_id:  # a question of somebody's own, with no text behind it
                rows.append(row | {"report_id": None, "reader": "hand", "speaker": []})
                continue
            rows.append(row)
            reports.append(_report(telling, begin))
            natures.append(Nature(telling.report_id, claim.claim_id, telling.nature, telling.copies, telling.language))
            if telling.copies and telling.rests_on is None:
                hidden.append((telling.report_id, telling.copies))
                publishers.append(_publisher(telling.outlet, "", len(publishers) + 100))
    return Told(tuple(rows), tuple(reports), tuple(publishers), tuple(hidden), tuple(natures))


def _tellings(
    claim: TrueClaim, outlets: Sequence[tuple[str, str]], params: QuickParams, rng: np.random.Generator
) -> Iterator[_Telling]:
    day = claim.end + 1.0 + float(rng.uniform(0, 1))
    nature = claim.why if claim.why in BAD_COPIES else "true" if claim.is_true else "false"
    first = _original(claim, day, rng)
    rests_on = first.outlet if first and rng.random() >= params.hidden_copies else None
    if first:
        yield first
    yield _Telling(claim.claim_id, f"claimant-{claim.claim_id}", rests_on, first.report_id if first else None, day, claim, nature)
    grades, told = dict(params.told_over), []
    for outlet, grade in outlets:
        of_false = min(params.told_false * params.told_false_factor, 1.0)
        chance = min(params.told_false * grades[grade], 1.0) if claim.is_true else of_false
        if rng.random() < chance:
            own = "true" if claim.is_true else "false"
            told.append(_Telling(f"{claim.claim_id}-{outlet}", outlet, None, None, day + float(rng.uniform(0, 4)), claim, own))
    yield from told
    for one in told:
        for k in range(int(rng.poisson(params.copies))):
            yield _copy(one, k, params, rng)
    if rng.random() < params.denied[0 if claim.is_true else 1]:
        yield _Telling(f"{claim.claim_id}-no", f"denier-{claim.claim_id}", None, None, day + 1.0, claim, "denied")


def _original(claim: TrueClaim, day: float, rng: np.random.Generator) -> _Telling | None:
    """The report that a bad copy was made from, published soon after what it tells, and before the copy."""
    if claim.original is None:
        return None
    language = str(rng.choice(_LANGUAGES)) if claim.why == "mistranslated" else "en"
    published = min(claim.original.end + 1.0 + float(rng.uniform(0, 0.5)), day - 0.1)
    report_id = f"{claim.claim_id}-original"
    return _Telling(report_id, f"agency-{claim.claim_id}", None, None, published, claim.original, "true", language, is_same=False)


def _copy(first: _Telling, k: int, params: QuickParams, rng: np.random.Generator) -> _Telling:
    """A copy of a telling: openly or not, and now and then a bad one."""
    is_hidden = rng.random() < params.hidden_copies
    dice, nature, says, later = rng.random(), "hidden_copy" if is_hidden else "copied", first.says, 0.0
    shares = (params.copied_mistranslated, params.copied_late, params.copied_resurfacing)
    for bad, share in zip(BAD_COPIES, shares, strict=True):
        if 0 <= dice < share:
            nature, (says, later) = bad, alter(first.says, bad, rng)
        dice -= share
    return _Telling(
        f"{first.report_id}-{k}", f"copier-{first.report_id}-{k}", None if is_hidden else first.outlet, first.report_id,
        first.day + 0.3 + k / 10 + later, says, nature, is_same=says is first.says,
    )  # fmt: skip


def _publisher(publisher_id: str, grade: str, line: int) -> Row:
    return {"publisher_id": publisher_id, "outlet": publisher_id, "rests_on": [], "reliability": grade or None,
            "source_id": "src-simulated", "source_row": line}  # fmt: skip


def _report(telling: _Telling, begin: datetime) -> Row:
    is_listed = not telling.outlet.startswith(("claimant-", "denier-", "agency-"))
    return {
        "report_id": telling.report_id, "publisher_id": telling.outlet if is_listed else None,
        "outlet": telling.outlet, "rests_on": [telling.rests_on] if telling.rests_on else [], "language": telling.language,
        "published": begin + timedelta(days=telling.day), "text": f"Simulated: {telling.report_id}", "sha256": telling.report_id,
        "source_id": "src-simulated", "source_row": 1,
    }  # fmt: skip


def _claim(claim: TrueClaim, telling: _Telling, begin: datetime) -> Row:
    says = telling.says
    asset_class = says.asset_class
    refs: dict[str, list[Row]] = {"origin": [], "destination": [], "place": []}
    for column, place_id in zip(_COLUMNS[says.kind], (says.origin, says.destination), strict=True):
        if column:
            refs[column] = [{"text": place_id, "place_id": place_id}]
    return {
        "claim_id": telling.report_id, "report_id": telling.report_id, "kind": says.kind, "direction": says.direction,
        "status": "denied" if telling.denies else "asserted", "polarity": "negative" if telling.denies else "positive",
        "quote": f"Simulated: {telling.report_id}", "trigger": "", "explicitness": "explicit", "is_checkable": True, "reader": "simulated",
        "assets": [{"text": says.asset_id or asset_class, "class": asset_class, "count_min": None, "count_max": None,
                    "asset_id": says.asset_id or None}],
        **refs, "speaker": [telling.outlet],
        "time_start": begin + timedelta(days=says.start), "time_end": begin + timedelta(days=says.end + 1, microseconds=-1),
        "proposition_id": f"prop-{claim.claim_id if telling.is_same else telling.report_id}", "made": begin + timedelta(days=telling.day),
        "source_id": "src-simulated", "source_row": 1,
    }  # fmt: skip
