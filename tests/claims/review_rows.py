"""Claims, reports and reviews for tests, without a reader: a claim is a quote in a text and a few slots."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from vedette.claims.review.review import Reviewed, apply_reviews
from vedette.claims.review.review_anchor import count_place, sentence_around
from vedette.claims.review.review_places import ReportShelf
from vedette.claims.review.review_slots import claim_of, slots_of
from vedette.claims.rows import make_claim_id
from vedette.registry.register import load_register
from vedette.schema.ids import content_id
from vedette.schema.tables import CLAIMS, REPORTS, SOURCES

PUBLISHED = datetime(2025, 1, 2, tzinfo=UTC)
Row = dict[str, Any]


def report(text: str, name: str = "paper") -> Row:
    """A row of the reports table; its id follows from its text, as that of a file does."""
    return {
        "report_id": content_id("rep-", name, text), "publisher_id": name, "outlet": name.title(), "published": PUBLISHED,
        "language": "en", "rests_on": [], "text": text, "sha256": content_id("", text) * 4, "source_id": "src-1", "source_row": 1,
    }  # fmt: skip


def place(name: str) -> Row:
    return {"text": name.title(), "place_id": name}


def claim(of: Row, quote: str, kind: str = "depart", *, nth: int = 1, trigger: str = "left", **slots: Any) -> Row:
    """A claim with these words in a report."""
    start = -1
    for _ in range(nth):
        start = of["text"].index(quote, start + 1)
    base = {"kind": kind, "status": "asserted", "trigger": trigger, "reader": "deterministic-en", "speaker": ["Paper"]} | slots
    (row,) = CLAIMS.build(
        [
            claim_of(base)
            | {
                "claim_id": make_claim_id(of["report_id"], kind, start, start + len(quote), start + hash_of(trigger)),
                "report_id": of["report_id"], "quote": quote, "start": start, "end": start + len(quote), "made": of["published"],
                "source_id": of["source_id"], "source_row": of["source_row"],
            }
        ]
    ).to_dicts()  # fmt: skip
    return row


def hash_of(word: str) -> int:
    """A small number that stands for a word's offset."""
    return sum(map(ord, word))


def review(of: Row, row: Row, decision: str = "accept", *, hour: int = 12, line: int = 1, **given: Any) -> Row:
    """A person's review of a claim as it stands in a report."""
    seen = {
        "report": of["publisher_id"], "report_sha256": of["sha256"], "quote": row["quote"],
        "sentence": sentence_around(of["text"], row["start"], row["end"]),
        "nth": count_place(of["text"], row["start"], row["end"]), "read": slots_of(row),
    }  # fmt: skip
    return bare(row["claim_id"], decision, line=line) | seen | {"on": datetime(2025, 1, 3, hour, tzinfo=UTC)} | given


def bare(claim_id: str, decision: str = "accept", *, line: int = 1, **given: Any) -> Row:
    """A review in the old form: claim and decision alone."""
    absent = ("by", "on", "note", "report", "report_sha256", "quote", "sentence", "read", "set")
    return {"claim": claim_id, "decision": decision, "line": line, "nth": 1, **dict.fromkeys(absent)} | given


def apply(reports: list[Row], claims: list[Row], reviews: list[Row], **given: Any) -> Reviewed:
    """The reviews applied."""
    shelf = ReportShelf(REPORTS.build(reports), SOURCES.empty())
    return apply_reviews(CLAIMS.build(claims), reviews, shelf, load_register(), **given)


def states(reviewed: Reviewed) -> list[str]:
    """The states of all reviews, in the order of the file."""
    return reviewed.reviews["state"].to_list()


def only(frame: pl.DataFrame) -> Row:
    """The one row of a frame."""
    (row,) = frame.to_dicts()
    return row
