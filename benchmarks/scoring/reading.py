"""The reader's claims of annotated texts, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks.scoring.gold import GoldText
from vedette.claims.reader import ReaderParams, read_claims
from vedette.registry.register import Register
from vedette.schema.tables import REPORTS

OUTLET = "outlet of the benchmark"


def read_texts(texts: Sequence[GoldText], register: Register) -> list[list[Mapping[str, Any]]]:
    """For each text the rows of the claims table that the reader finds in it. All texts are read together, each as a report."""
    rows = [_report(f"t{i}", text) for i, text in enumerate(texts)]
    languages = tuple(sorted({text.language for text in texts}))
    found: dict[str, list[Mapping[str, Any]]] = {row["report_id"]: [] for row in rows}
    for claim in read_claims(REPORTS.build(rows), register, ReaderParams(languages=languages)).iter_rows(named=True):
        found[claim["report_id"]].append(claim)
    return [found[row["report_id"]] for row in rows]


def _report(report_id: str, text: GoldText) -> dict[str, Any]:
    published = None if text.published is None else datetime.fromisoformat(text.published).replace(tzinfo=UTC)
    return {
        "report_id": report_id, "published": published, "language": text.language, "rests_on": [], "text": text.text, "sha256": "",
        "source_id": "src-benchmark", "source_row": 1, "outlet": OUTLET,
    }  # fmt: skip
