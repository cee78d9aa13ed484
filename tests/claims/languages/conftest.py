"""Reading one text in a language, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import REPORTS

PUBLISHED = datetime(2025, 3, 14, tzinfo=UTC)
Reader = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def read() -> Reader:
    """The claims of a text in a language; every quote and trigger is checked against the text on the way."""

    def read_text(text: str, language: str | None, published: datetime | None = PUBLISHED) -> list[dict[str, Any]]:
        row = {
            "report_id": "r1", "published": published, "language": language, "rests_on": [], "text": text, "sha256": "",
            "source_id": "s", "source_row": 1,
        }  # fmt: skip
        claims = read_claims(REPORTS.build([row]), load_register()).to_dicts()
        for claim in claims:
            assert text[claim["start"] : claim["end"]] == claim["quote"]
            assert claim["trigger"] in claim["quote"]
        return claims

    return read_text
