"""What a brief says of reviews: who decided, what was rejected, what no longer counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.brief.sample import sample_document, sample_tables

from vedette.brief.document import Document
from vedette.brief.html import render_html
from vedette.brief.markdown import render_markdown
from vedette.schema.tables import REVIEWS

ON = datetime(2024, 12, 30, 9, tzinfo=UTC)


def review(claim_id: str, decision: str, **given: Any) -> dict[str, Any]:
    return {
        "claim_id": claim_id, "decision": decision, "state": "in_force", "by": "A. Person", "on": ON, "changes": [], "differences": [],
        "source_id": "src-claims", "source_row": 40,
    } | given  # fmt: skip


def brief(*reviews: dict[str, Any]) -> Document:
    return sample_document(tables=sample_tables() | {"reviews": REVIEWS.build(list(reviews))})


def claim_ids() -> list[str]:
    return list(sample_tables()["claims"]["claim_id"])


def quotes(document: Document) -> list[Any]:
    return [*(q for s in document.claims for q in (s.quote, *s.also_said)), *(u.quote for u in document.uncheckable)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"decision": "accept"}, "Reading accepted by A. Person on 30 Dec 2024."),
        ({"decision": "accept", "by": None, "on": None}, "Reading accepted by a person."),
        ({"decision": "accept", "note": "seen"}, "Reading accepted by A. Person on 30 Dec 2024. “seen”"),
        ({"decision": "edit", "changes": ["a: b (read: c)"]}, "Reading edited by A. Person on 30 Dec 2024; a: b (read: c)."),
        ({"decision": "add"}, "Added from the text by A. Person on 30 Dec 2024."),
    ],
)
def test_a_reviewed_claim_says_who_decided(given: dict[str, Any], expected: str) -> None:
    document = brief(review(claim_ids()[0], **given))
    assert [q.review for q in quotes(document) if q.review] == [expected]
    assert expected in render_html(document)
    assert expected in render_markdown(document).replace("\\", "")


@pytest.mark.parametrize("state", ["reopened", "superseded", "not_yet", "unknown_claim"])
def test_a_review_that_is_not_in_force_marks_nothing(state: str) -> None:
    document = brief(review(claim_ids()[0], "accept", state=state), review("clm-x", "reject", state=state, source_row=41))
    assert not any(q.review for q in quotes(document))
    assert document.rejected == ()


def test_rejected_claims_are_listed_with_the_reason_and_a_citation() -> None:
    hostile = "<script>alert(1)</script> ships | left"
    document = brief(review("clm-gone", "reject", quote=hostile, kind="depart", report_id="rep-1", note="no *ship*"))
    (rejected,) = document.rejected
    assert rejected.decided == "Reading rejected by A. Person on 30 Dec 2024. “no *ship*”"
    assert rejected.outlet != "outlet not stated"
    assert document.citation("src-claims#40") is not None
    page, text = render_html(document), render_markdown(document)
    assert "Read and rejected" in page
    assert "<script>" not in page
    assert "## Read and rejected" in text
    assert "no \\*ship\\*" in text
    assert "Read and rejected" not in render_html(sample_document())


def test_the_limits_say_how_many_claims_people_looked_at_and_what_reopened() -> None:
    ids = claim_ids()
    said = brief(review(ids[0], "accept"), review(ids[1], "accept", state="reopened", source_row=41)).caveats
    assert f"1 of {len(ids)} claims stand as a person decided; the others stand as the software read them." in said
    assert "1 decision of a person does not count any more, because the text under it changed." in said
    assert not any("decided" in line for line in sample_document().caveats)
