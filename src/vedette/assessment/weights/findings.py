"""One piece of evidence on one claim, before and after the discount for what shares its origin.

Every evidence module gives `Finding`s; `independence` weighs them; `to_row` writes a row of the evidence table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from vedette.assessment.weights.hypotheses import NAMES, Cells, lean
from vedette.assessment.weights.likelihoods import Likelihood
from vedette.schema.ids import content_id

_SPEAKS = 0.05  # a log ratio nearer to zero than this speaks neither for nor against: 5 per cent


@dataclass(frozen=True)
class Finding:
    """One row of evidence, undiscounted.

    `origins` are the independent origins that it rests on; `how` it was observed; `stream` is the asset whose own signal it
    is, null where it is none; `cells` are logs of P(row | hypothesis). `start`, `end` and `observed` (asset and class) say what
    was seen when, for what a later observation overtakes.
    """

    rule: Likelihood
    item_id: str
    cells: Cells
    why: str
    part: str
    origins: frozenset[str]
    known: datetime
    citations: tuple[str, ...]
    how: str = ""
    stream: str | None = None
    bears_identity: bool = False
    is_sensor: bool = False
    is_warship_signal: bool = False
    start: datetime | None = None
    end: datetime | None = None
    observed: tuple[str | None, str | None] = (None, None)
    is_off_place: bool = False
    count: int = 1  # how many it shows at once
    is_hearsay: bool = False  # a report in a sighting's clothes
    witnesses: tuple[str, ...] = ()  # the sightings and events, by id, that say where it was before and so changed what this says

    @property
    def evidence_id(self) -> str:
        """Hash of rule and item; the claim is added by `to_row`."""
        return content_id("", self.rule.id, self.item_id, self.observed[0] or "")


def with_witness(finding: Finding, item_id: str, citations: tuple[str, ...]) -> Finding:
    """The finding, citing another sighting or event on which its words rest."""
    return replace(cite(finding, citations), witnesses=tuple(dict.fromkeys((*finding.witnesses, item_id))))


def cite(finding: Finding, citations: tuple[str, ...]) -> Finding:
    """The finding, citing further rows on which its words rest."""
    return replace(finding, citations=tuple(dict.fromkeys((*finding.citations, *citations))))


@dataclass(frozen=True)
class Weighed:
    """A finding with its weight after the discount, and the group in which it was discounted: its witness.

    `is_claimants`: it goes back to the claimant alone, who is no second witness of the claim.
    """

    finding: Finding
    weight: float
    group: str
    is_claimants: bool = False

    @property
    def cells(self) -> Cells:
        """Logs of P(row | hypothesis) after the discount."""
        return self.finding.cells.scaled(self.weight)


def stance_of(cells: Cells, prior: Cells) -> str:
    """for, against or neutral."""
    leaning = lean(cells, prior)
    return "for" if leaning > _SPEAKS else "against" if leaning < -_SPEAKS else "neutral"


def evidence_id(claim_id: str, finding: Finding) -> str:
    """The id of a row of evidence: made from claim, rule and item."""
    return content_id("evd-", claim_id, finding.evidence_id)


def to_row(claim_id: str, weighed: Weighed, prior: Cells) -> dict[str, Any]:
    """A row of the evidence table."""
    finding = weighed.finding
    return {
        "claim_id": claim_id,
        "evidence_id": evidence_id(claim_id, finding),
        "kind": finding.rule.kind,
        "item_id": finding.item_id,
        "stance": stance_of(weighed.cells, prior),
        "log_lr": dict(zip(NAMES, weighed.cells, strict=True)),
        "rule": finding.rule.id,
        "why": finding.why,
        "group": weighed.group,
        "bears_identity": finding.bears_identity,
        "is_sensor": finding.is_sensor,
        "part": finding.part,
        "citations": list(finding.citations),
        "known": finding.known,
    }
