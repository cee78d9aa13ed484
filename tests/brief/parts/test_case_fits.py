"""What a case's movements fit, as a brief shows it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.brief.sample import AS_OF, SIGHTED, day, sample_document, sample_tables

from vedette.brief.document import Document, HypothesisBar
from vedette.brief.fit_chart import draw_fits, figure
from vedette.brief.html import render_html
from vedette.brief.land import no_land
from vedette.brief.markdown import render_markdown
from vedette.brief.validate import find_problems
from vedette.schema.tables import CASE_HYPOTHESES, HYPOTHESES

BARS = (HypothesisBar("a withdrawal home", 0.2, 0.74, 0.15, 0.98), HypothesisBar("resupply", 0.3, 0.008, 0.0004, 0.1))


def fit_rows(kind: str, **posteriors: float) -> list[dict[str, Any]]:
    """Rows for one kind of asset; each observation tells the first explanation from the others."""
    rows = []
    for i, (name, p) in enumerate(posteriors.items()):
        evidence = [
            {"signal": "left_old", "item_id": f"s{n}", "why": f"Seen {n}.", "log_p": 0.0 if i == 0 else -1.0 * n,
             "citations": [f"{SIGHTED}#{n + 3}"], "known": day("12-20")}
            for n in (1, 2)
        ]  # fmt: skip
        rows.append({"as_of": AS_OF, "asset_kind": kind, "hypothesis": name, "says": f"a {name}", "prior": 1 / len(posteriors),
                     "posterior": p, "low": p / 2, "high": min(2 * p, 1.0), "evidence": evidence})  # fmt: skip
    return rows


def document_with(*listed: list[dict[str, Any]]) -> Document:
    tables = dict(sample_tables()) | {"case_hypotheses": CASE_HYPOTHESES.build([r for rows in listed for r in rows])}
    tables["hypotheses"] = HYPOTHESES.build(
        [
            {"claim_id": "c1", "as_of": AS_OF, "hypothesis": h, "says": h, "prior": 0.25, "posterior": 0.25, "place_ids": []}
            for h in ("moved", "elsewhere", "stayed", "other")
        ]
    )
    return sample_document(tables=tables)


def test_one_explanation_that_leads_is_named() -> None:
    document = document_with(fit_rows("ship", withdrawal=0.7, relocation=0.3), fit_rows("aircraft", relocation=0.9, rotation=0.1))
    assert [f.lead.text for f in document.case_fits] == [
        "What ships did fits a withdrawal best: 70\u00a0% (35\u00a0% to over 99\u00a0%).",
        "What aircraft did fits a relocation best: 90\u00a0% (45\u00a0% to over 99\u00a0%).",
    ]
    assert document.answer[0].lead == "In short"
    assert len(document.answer) <= 5
    assert [s.text for s in document.case_fits[0].signals] == ["Seen 2.", "Seen 1."]  # the more telling one first


def test_where_none_leads_two_are_named() -> None:
    lead = document_with(fit_rows("ship", withdrawal=0.4, relocation=0.35, rotation=0.25)).case_fits[0].lead
    assert (
        lead.text == "What ships did fits no single explanation: a withdrawal (40\u00a0%), a relocation (35\u00a0%) or another."
    )
    assert lead.keys


def test_it_stands_in_every_form_and_passes_the_checks() -> None:
    document = document_with(fit_rows("ship", withdrawal=0.7, relocation=0.3))
    html = render_html(document, no_land)
    assert find_problems(document, html) == ()
    assert "What ships did fits a withdrawal best" in html
    assert 'class="fits"' in html
    assert "| a withdrawal | 70\u00a0% (35\u00a0% to over 99\u00a0%) |" in render_markdown(document)


def test_without_bases_nothing_is_shown() -> None:
    html = render_html(sample_document(), no_land)
    assert sample_document().case_fits == ()
    assert "What the movements fit" not in html


def test_the_chart_writes_every_number_that_it_draws() -> None:
    svg = draw_fits(BARS, "f", "title")
    for text in ("a withdrawal home", "74\u00a0% (15\u00a0% to 98\u00a0%)", "resupply", "under 1\u00a0% (up to 10\u00a0%)"):
        assert text in svg
    assert len(re.findall("<circle", svg)) == len(re.findall("<rect", svg)) == 2
    assert figure(HypothesisBar("x", 0.1, 0.25)) == "25\u00a0%"


def test_the_matrix_is_folded_into_the_claim() -> None:
    document = document_with()
    section = next(s for s in document.claims if s.claim_id == "c1")
    assert [h.says for h in section.hypotheses] == ["moved", "elsewhere", "stayed", "other"]
    assert section.matrix == ()  # the sample's rows have no number for two of the hypotheses
    assert sum(h.posterior for h in section.hypotheses) == pytest.approx(1)
