"""Claims that a person added from a report: they stand as long as the sentence that they were taken from stands.

The [[claims]] of claims.toml flow in; rows of the claims table flow out, with one row of the reviews table for each that was
added from a report, and an issue for each whose sentence is no longer there. A claim without a sentence is a claim written by
hand, and `hand.py` alone judges it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from vedette.claims.hand import build_hand_claims
from vedette.claims.review.review import Reviewed
from vedette.claims.review.review_outcome import FILE
from vedette.claims.review.review_places import ReportShelf, Standing
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS, ISSUES, REVIEWS

Row = Mapping[str, Any]
_WITHDRAWN = "it was withdrawn later"


def build_written_claims(
    entries: Sequence[Row],
    reports: pl.DataFrame,
    shelf: ReportShelf,
    register: Register,
    *,
    source_id: str = FILE,
    withdrawn: frozenset[str] = frozenset(),
) -> Reviewed:
    """Rows for the claims of claims.toml whose text still stands.

    Args:
        entries: the [[claims]], each with `line`; see `build_hand_claims`.
        reports: rows of the `reports` table.
        shelf: the same reports, by name.
        register: places, assets and classes.
        source_id: cited as the source, with the entry's line as the row.
        withdrawn: ids of claims that were added from a report and taken back.
    Raises:
        CaseError: a place, an asset or a report is named that does not exist, or a quote without a sentence is not in its report.
    """
    gone = [entry for entry in entries if entry.get("sentence") and entry["id"] in withdrawn]
    entries = [entry for entry in entries if not (entry.get("sentence") and entry["id"] in withdrawn)]
    standings = {entry["id"]: shelf.find(entry) for entry in entries if entry.get("sentence")}
    stand = [entry for entry in entries if not (s := standings.get(entry["id"])) or not s.problem]
    claims = build_hand_claims([_placed(e, standings.get(e["id"])) for e in stand], reports, register, source_id)
    spans = {name: (s.start, s.end) for name, s in standings.items() if not s.problem}
    rows = [
        row | dict(zip(("start", "end"), spans.get(row["claim_id"], (row["start"], row["end"])), strict=True))
        for row in claims.to_dicts()
    ]
    added = [entry for entry in entries if entry["id"] in standings]
    return Reviewed(
        CLAIMS.build(rows),
        REVIEWS.build(
            [_review_row(entry, standings[entry["id"]], source_id) for entry in added]
            + [_review_row(entry, Standing(), source_id) | {"state": "superseded", "problem": _WITHDRAWN} for entry in gone]
        ),
        ISSUES.build([_issue_row(entry, s.problem, source_id) for entry in added if (s := standings[entry["id"]]).problem]),
    )


def _placed(entry: Row, standing: Standing | None) -> Row:
    """The entry with the words of its quote and its report as they stand now."""
    if standing is None or standing.report is None:
        return entry
    report = standing.report
    return {**entry, "report": report["report_id"], "quote": report["text"][standing.start : standing.end]}


def _review_row(entry: Row, standing: Standing, source_id: str) -> dict[str, Any]:
    return {
        "claim_id": entry["id"],
        "decision": "add",
        "state": "reopened" if standing.problem else "in_force",
        **{name: entry.get(name) for name in ("by", "on", "note", "kind", "quote", "sentence")},
        "report_id": standing.report["report_id"] if standing.report is not None else None,
        "changes": [],
        "differences": [],
        "problem": standing.problem or None,
        "source_id": source_id,
        "source_row": entry["line"],
    }


def _issue_row(entry: Row, problem: str, source_id: str) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "source_row": entry["line"],
        "severity": "warning",
        "reason": "review_reopened",
        "message": f"the claim {entry['id']}, added by hand, does not count: {problem}",
        "value": entry["quote"][:200],
    }
