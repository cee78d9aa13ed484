"""Reading texts in tests: one line for a report, one for its claims."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS

PUBLISHED = datetime(2025, 3, 14, tzinfo=UTC)  # a Friday


def report(text: str, report_id: str = "rep-test", published: datetime | None = PUBLISHED, **columns: Any) -> dict[str, Any]:
    """A row of the reports table."""
    row: dict[str, Any] = {
        "report_id": report_id, "published": published, "language": "en", "rests_on": [], "text": text, "sha256": "",
        "source_id": "src-test", "source_row": 1,
    }  # fmt: skip
    return row | columns


def read_all(*texts: str) -> pl.DataFrame:
    """The claims of several texts, each a report of its own (r0, r1 ...)."""
    rows = [report(text, f"r{i}") for i, text in enumerate(texts)]
    return read_claims(REPORTS.build(rows), load_register())


def read(text: str, **columns: Any) -> list[dict[str, Any]]:
    """The claims of one text, in order."""
    return list(read_claims(REPORTS.build([report(text, **columns)]), load_register()).iter_rows(named=True))


def ids(claim: dict[str, Any], role: str) -> list[str]:
    """The place ids of a role."""
    return [place["place_id"] for place in claim[role]]
