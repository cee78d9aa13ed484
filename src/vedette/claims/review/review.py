"""Reviews applied to claims: what a person decided stands, as long as the text under it stands.

Claims as read, and the entries of claims.toml, flow in; claims as they count flow out, with one row a review that says what has
become of it, and an issue for each that no longer stands. An accepted or edited claim keeps its slots whatever the reader
reads there now; a rejected one is left out; where the sentence changed, the decision no longer counts and the claim is open
again. Applying reviews twice is applying them once, and their order in the file says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from vedette.claims.review.review_match import match_reviews
from vedette.claims.review.review_outcome import FILE, Outcome, decide
from vedette.claims.review.review_places import ReportShelf, Standing
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS, ISSUES, REVIEWS

Row = Mapping[str, Any]
_A_LATER_ONE = "a later review of this claim counts"
# state of a review -> code of its issue; what is not listed is no problem
_ISSUES = {"reopened": "review_reopened", "unknown_claim": "review_unknown_claim"}


@dataclass(frozen=True)
class Reviewed:
    """Claims as they count, and what has become of each review.

    `readings` holds, by the id under which a reviewed claim counts or was left out, the row that the reader reads there now.
    """

    claims: pl.DataFrame
    reviews: pl.DataFrame
    issues: pl.DataFrame
    readings: Mapping[str, Row] = field(default_factory=dict)

    def with_added(self, written: Reviewed) -> Reviewed:
        """The same with the reviews and issues of claims that a person added; their claims are among these already."""
        reviews, issues = pl.concat([self.reviews, written.reviews]), pl.concat([self.issues, written.issues])
        return replace(self, reviews=REVIEWS.shape(reviews), issues=ISSUES.shape(issues))


def apply_reviews(
    claims: pl.DataFrame,
    reviews: Sequence[Row],
    shelf: ReportShelf,
    register: Register,
    *,
    source_id: str = FILE,
    read_ids: frozenset[str] | None = None,
) -> Reviewed:
    """Apply a person's reviews to the claims that were read.

    Args:
        claims: rows of the claims table, as read and as written by hand.
        reviews: the [[reviews]] of claims.toml, each with `line`, its line there.
        shelf: every report of the case.
        register: places, assets and classes, for edits.
        source_id: cited as the source, with the entry's line as the row.
        read_ids: the reports that the claims come from; None = all. A review of another report waits, it is not lost.
    Raises:
        CaseError: an edit names a place or an asset that does not exist; names the line.
    """
    rows = list(claims.iter_rows(named=True))
    latest, superseded = _part_latest(reviews)
    counted = sorted((r for r in latest if r["decision"] != "withdraw"), key=lambda r: r["report"] or "")  # a text is folded once
    standings = [None if review["quote"] is None else shelf.find(review) for review in counted]
    matched = match_reviews(counted, standings, rows)
    ids = [row["claim_id"] for row in rows]
    beaten, free = _beaten(counted, matched), _free(rows, matched)
    outcomes = [Outcome(r, "superseded", problem=_A_LATER_ONE) for r in superseded]
    outcomes += [Outcome(r, "in_force") for r in latest if r["decision"] == "withdraw"]
    decided: list[tuple[int | None, Outcome]] = []
    for i, (review, standing) in enumerate(zip(counted, standings, strict=True)):
        j = matched.get(i)
        if i in beaten:
            outcomes.append(Outcome(review, "superseded", standing, problem=_A_LATER_ONE))
        elif _waits(standing, j, read_ids):
            outcomes.append(Outcome(review, "not_yet", standing))
        else:
            reading = None if j is None else rows[j]
            others = free.get(standing.report["report_id"], ()) if standing is not None and standing.report is not None else ()
            decided.append((j, decide(review, standing, reading, register, known_ids=ids, others=others)))
    kept, settled = _replace(rows, decided)
    outcomes += settled
    return Reviewed(
        CLAIMS.build(kept),
        REVIEWS.build([_review_row(outcome, source_id) for outcome in outcomes]),
        ISSUES.build([_issue_row(outcome, source_id) for outcome in outcomes if outcome.state in _ISSUES]),
        {_id_of(outcome): outcome.reading for outcome in settled if outcome.reading is not None},
    )


def withdrawn_ids(reviews: Sequence[Row]) -> frozenset[str]:
    """The claims of which the latest review takes back every earlier one."""
    return frozenset(review["claim"] for review in _part_latest(reviews)[0] if review["decision"] == "withdraw")


def _part_latest(reviews: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The latest review of each claim id, and the earlier ones; one without a time is the earliest."""
    by_claim: dict[str, list[Row]] = defaultdict(list)
    for review in reviews:
        by_claim[review["claim"]].append(review)
    ordered = [sorted(group, key=_age) for _, group in sorted(by_claim.items())]
    return [group[-1] for group in ordered], [review for group in ordered for review in group[:-1]]


def _beaten(counted: Sequence[Row], matched: Mapping[int, int]) -> set[int]:
    """Reviews that came, under another id, to a claim of which there is a later review."""
    by_claim: dict[int, list[int]] = defaultdict(list)
    for i, j in matched.items():
        by_claim[j].append(i)
    return {i for group in by_claim.values() for i in sorted(group, key=lambda i: (_age(counted[i]), counted[i]["claim"]))[:-1]}


def _free(rows: Sequence[Row], matched: Mapping[int, int]) -> Mapping[str | None, list[Row]]:
    """The claims that no review is about, by report."""
    taken = set(matched.values())
    by_report: dict[str | None, list[Row]] = defaultdict(list)
    for j, row in enumerate(rows):
        if j not in taken:
            by_report[row["report_id"]].append(row)
    return by_report


def _age(review: Row) -> tuple[bool, Any]:
    """Orders reviews of one claim from the earliest to the latest."""
    return review["on"] is not None, review["on"] or 0


def _waits(standing: Standing | None, matched: int | None, read_ids: frozenset[str] | None) -> bool:
    """Is its report one that was not read? By its id alone nobody can tell, so it waits where any was not read."""
    if read_ids is None or matched is not None:
        return False
    if standing is None:
        return True
    return standing.report is not None and standing.report["report_id"] not in read_ids


def _replace(rows: Sequence[Row], decided: Sequence[tuple[int | None, Outcome]]) -> tuple[list[Row], list[Outcome]]:
    """The claims as they count, and the outcomes with the ids under which they do."""
    by_row = {j: outcome for j, outcome in decided if j is not None and outcome.is_in_force}
    kept = [row for j, row in enumerate(rows) if j not in by_row]
    taken = {row["claim_id"] for row in kept}
    settled: list[Outcome] = []
    for _, outcome in decided:
        row = outcome.claim if outcome.is_in_force else None
        if row is not None:
            if row["claim_id"] in taken:  # another claim bears the id by now: this one goes by that of its reading
                row = {**row, "claim_id": outcome.reading["claim_id"] if outcome.reading else f"{row['claim_id']}-reviewed"}
            taken.add(row["claim_id"])
            kept.append(row)
        settled.append(replace(outcome, claim=row))
    return kept, settled


def _id_of(outcome: Outcome) -> str:
    return str(outcome.claim["claim_id"] if outcome.claim is not None else outcome.review["claim"])


def _review_row(outcome: Outcome, source_id: str) -> dict[str, Any]:
    review, standing, reading = outcome.review, outcome.standing, outcome.reading
    report_id = standing.report["report_id"] if standing is not None and standing.report is not None else None
    return {
        "claim_id": _id_of(outcome),
        "decision": review["decision"],
        "state": outcome.state,
        **{name: review[name] for name in ("by", "on", "note", "sentence")},
        "quote": review["quote"] or (reading["quote"] if reading is not None else None),
        "report_id": report_id or (reading["report_id"] if reading is not None else None),
        "kind": review["read"]["kind"] if review["read"] else reading["kind"] if reading is not None else None,
        "changes": list(outcome.changes),
        "differences": list(outcome.differences),
        "problem": outcome.problem,
        "source_id": source_id,
        "source_row": review["line"],
    }


def _issue_row(outcome: Outcome, source_id: str) -> dict[str, Any]:
    review = outcome.review
    return {
        "source_id": source_id,
        "source_row": review["line"],
        "severity": "warning",
        "reason": _ISSUES[outcome.state],
        "message": f"the decision to {review['decision']} {review['claim']} does not count: {outcome.problem}",
        "value": (review["quote"] or review["claim"])[:200],
    }
