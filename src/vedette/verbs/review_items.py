"""What there is to review: the claims of a case with what a person has decided on each.

Claims as they count, the reader's present readings and the rows of the reviews table flow in; items flow out, report by report,
each with its state. A review that re-opened is laid beside the claim that most resembles it, so that the person sees what the
text said then and what it says now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from vedette.claims.review.review import Reviewed
from vedette.claims.review.review_places import ReportShelf

Row = Mapping[str, Any]
# state -> the words that a person reads
STATES: Mapping[str, str] = {
    "unreviewed": "not reviewed",
    "reopened": "re-opened",
    "unknown": "no such claim",
    "accepted": "accepted",
    "edited": "edited",
    "rejected": "rejected",
    "added": "added",
    "written": "written by hand",
}
PENDING = ("unreviewed", "reopened", "unknown")
_STATE_OF = {"accept": "accepted", "edit": "edited", "reject": "rejected", "add": "added"}
_RESEMBLES = 70.0  # of 100, rapidfuzz's token-sort ratio of two quotes: below it they are taken for two claims


@dataclass(frozen=True)
class Item:
    """One claim, or one review without a claim.

    `claim` is the row as it counts, for a rejected claim as it is read; null where nothing is read. `reading` is what the reader
    reads there now. `review` is the row of the reviews table that speaks of it, in force or re-opened.
    """

    claim_id: str
    state: str
    claim: Row | None = None
    reading: Row | None = None
    review: Row | None = None
    report: Row | None = None
    report_name: str = ""

    @property
    def is_pending(self) -> bool:
        """Does it wait for a person?"""
        return self.state in PENDING

    @property
    def differences(self) -> tuple[str, ...]:
        """What the reader reads otherwise now than when the person decided."""
        return tuple(self.review["differences"]) if self.review is not None and not self.is_pending else ()

    @property
    def quote(self) -> str:
        """The words on one line."""
        row = self.claim or self.review or {}
        return " ".join(str(row.get("quote") or "").split())


def list_items(reviewed: Reviewed, reports: pl.DataFrame, shelf: ReportShelf) -> list[Item]:
    """All claims with their states, in the order of reports and texts; reviews without a claim stand at the end of theirs."""
    rows = reviewed.reviews.filter(pl.col("state") == "in_force", pl.col("decision") != "withdraw").iter_rows(named=True)
    in_force = {row["claim_id"]: row for row in rows}
    items = [_item(claim, in_force.get(claim["claim_id"]), reviewed.readings) for claim in reviewed.claims.iter_rows(named=True)]
    for review in in_force.values():
        if review["decision"] == "reject":
            reading = reviewed.readings.get(review["claim_id"])
            items.append(Item(review["claim_id"], "rejected", reading, reading, review))
    for review in reviewed.reviews.filter(pl.col("state").is_in(["reopened", "unknown_claim"])).iter_rows(named=True):
        items = _lay_beside(items, review, reviewed.readings)
    order = {row["report_id"]: i for i, row in enumerate(reports.iter_rows(named=True))}
    by_id = {row["report_id"]: row for row in reports.iter_rows(named=True)}
    placed = [_in_report(item, by_id, shelf) for item in items]
    return sorted(placed, key=lambda item: _place(item, order))


def _item(claim: Row, review: Row | None, readings: Mapping[str, Row]) -> Item:
    name = claim["claim_id"]
    if review is not None:
        return Item(name, _STATE_OF[review["decision"]], claim, readings.get(name), review)
    return Item(name, "written", claim) if claim["reader"] == "hand" else Item(name, "unreviewed", claim, claim)


def _lay_beside(items: Sequence[Item], review: Row, readings: Mapping[str, Row]) -> list[Item]:
    """The items with a review that no longer counts, beside the open claim that it may have been about, or alone."""
    state = "reopened" if review["state"] == "reopened" else "unknown"
    reading = readings.get(review["claim_id"])
    close = [
        (_likeness(item, review, reading), i) for i, item in enumerate(items) if item.state == "unreviewed" and review["quote"]
    ]
    likeness, at = max(close, key=lambda found: (found[0], -found[1]), default=(0.0, 0))
    if likeness < _RESEMBLES:
        return [*items, Item(review["claim_id"], state, review=review)]
    return [replace(item, state=state, review=review) if i == at else item for i, item in enumerate(items)]


def _likeness(item: Item, review: Row, reading: Row | None) -> float:
    claim = item.claim or {}
    if reading is not None:
        return 100.0 if claim["claim_id"] == reading["claim_id"] else 0.0
    if claim["report_id"] != review["report_id"] or claim["kind"] != review["kind"]:
        return 0.0
    return fuzz.token_sort_ratio(claim["quote"], review["quote"])


def _in_report(item: Item, reports: Mapping[str, Row], shelf: ReportShelf) -> Item:
    report_id = (item.claim or item.review or {}).get("report_id")
    report = reports.get(report_id or "")
    return item if report is None else replace(item, report=report, report_name=shelf.name_of(report))


def _place(item: Item, order: Mapping[str, int]) -> tuple[int, bool, int, str]:
    report = order.get(item.report["report_id"], len(order)) if item.report is not None else len(order)
    start = item.claim["start"] if item.claim is not None else None
    return report, start is None, start or 0, item.claim_id
