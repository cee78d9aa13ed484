"""Rows of the tables as the JSON objects that other programs read: `vedette.claims/1` and `vedette.verdicts/1`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vedette.schema.words import reading_note

if TYPE_CHECKING:
    from vedette.verbs.review_items import Item

Row = Mapping[str, Any]


def claim_object(claim: Row) -> dict[str, Any]:
    """One claim; times in ISO 8601, absent things null."""
    return {
        "claim_id": claim["claim_id"],
        "kind": claim["kind"],
        "status": claim["status"],
        "polarity": claim["polarity"],
        "direction": claim["direction"],
        "quote": claim["quote"],
        "start": claim["start"],
        "end": claim["end"],
        "trigger": claim["trigger"],
        "actor": claim["actor"],
        "assets": [dict(a) for a in claim["assets"] or ()],
        "origin": [dict(p) for p in claim["origin"] or ()],
        "destination": [dict(p) for p in claim["destination"] or ()],
        "place": [dict(p) for p in claim["place"] or ()],
        "distance_km": claim["distance_km"],
        "time": {"start": _iso(claim["time_start"]), "end": _iso(claim["time_end"]), "text": claim["time_text"]},
        "speaker": list(claim["speaker"] or ()),
        "explicitness": claim["explicitness"],
        "checkable": claim["is_checkable"],
        "reader": claim["reader"],
        "reading_note": reading_note(claim["reader"]),
        "proposition_id": claim["proposition_id"],
    }


def verdict_object(claim: Row, verdict: Row, evidence: Iterable[Row], review: Row | None = None) -> dict[str, Any]:
    """A claim with its verdict, the evidence that it rests on, and a person's decision on its reading, if there is one."""
    supersedes = None
    if verdict["supersedes_verdict"]:
        supersedes = {"as_of": _iso(verdict["supersedes_as_of"]), "verdict": verdict["supersedes_verdict"]}
    low, high = verdict["interval_low"], verdict["interval_high"]
    return claim_object(claim) | {
        "verdict": verdict["verdict"],
        "probability": _round(verdict["probability"]),
        "interval": None if low is None else [_round(low), _round(high)],
        "likelihood": verdict["likelihood"],
        "confidence": verdict["confidence"],
        "observability": _round(verdict["observability"]),
        "observability_sentence": verdict["observability_sentence"],
        "reasons": list(verdict["reasons"] or ()),
        "would_settle": list(verdict["would_settle"] or ()),
        "hangs_on": list(verdict["hangs_on"] or ()),
        "supersedes": supersedes,
        "evidence": [evidence_object(row) for row in evidence],
        "review": None if review is None else review_object(review),
    }


def item_object(item: Item) -> dict[str, Any]:
    """A claim under review: as it counts, and what was decided on it."""
    return {
        "claim_id": item.claim_id,
        "state": item.state,
        "is_pending": item.is_pending,
        "report": item.report_name or None,
        "claim": None if item.claim is None else claim_object(item.claim),
        "review": None if item.review is None else review_object(item.review),
    }


def review_object(review: Row) -> dict[str, Any]:
    """A person's decision on a claim."""
    return {
        "decision": review["decision"],
        "state": review["state"],
        "by": review["by"],
        "on": _iso(review["on"]),
        "note": review["note"],
        "quote": review["quote"],
        "sentence": review["sentence"],
        "changes": list(review["changes"] or ()),
        "differences": list(review["differences"] or ()),
        "problem": review["problem"],
        "source_row": review["source_row"],
    }


def evidence_object(row: Row) -> dict[str, Any]:
    """One row of evidence; `log_lr` per hypothesis, natural logarithm."""
    return {
        "evidence_id": row["evidence_id"],
        "kind": row["kind"],
        "stance": row["stance"],
        "why": row["why"],
        "log_lr": {k: _round(v) for k, v in row["log_lr"].items()},
        "without_probability": _round(row["without_probability"]),
        "without_verdict": row["without_verdict"],
        "rule": row["rule"],
        "group": row["group"],
        "part": row["part"],
        "known": _iso(row["known"]),
        "citations": list(row["citations"] or ()),
    }


def relation_object(row: Row) -> dict[str, Any]:
    """How one claim stands to another, and why."""
    return {
        "relation": row["relation"],
        "claim_id": row["claim_id"],
        "other_claim_id": row["other_claim_id"],
        "rule": row["rule"],
        "reason": row["reason"],
        "known": _iso(row["known"]),
        "citations": list(row["citations"] or ()),
    }


def _iso(moment: datetime | None) -> str | None:
    from vedette.clock import format_time

    return None if moment is None else format_time(moment)


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
