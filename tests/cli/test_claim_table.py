"""The list of `vedette claims`: every claim with the time that it speaks of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vedette.cli.claim_table import when, where
from vedette.cli.main import run as vedette
from vedette.clock import day_end

TENTH = datetime(2024, 12, 10, tzinfo=UTC)


def test_the_list_shows_when(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Two frigates left Tartus on 10 December. A tug is moored in Tobruk."
    assert vedette(["claims", text, "--published", "2024-12-14"]) == 0
    head, departure, tug = (
        line for line in capsys.readouterr().out.splitlines() if any(w in line for w in ("when", "depart", "present"))
    )
    assert "to / at" in head
    assert "10 Dec 2024" in departure
    assert "2024" not in tug


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (TENTH, day_end(TENTH.date()), "10 Dec 2024"),
        (TENTH, day_end(TENTH.date().replace(day=19)), "10–19 Dec 2024"),
        (TENTH, None, "from 10 Dec 2024"),
        (None, TENTH, "until 10 Dec 2024"),
        (None, None, ""),
    ],
)
def test_when(start: datetime | None, end: datetime | None, text: str) -> None:
    assert when(start, end) == text


@pytest.mark.parametrize(
    ("text", "place_id", "shown"),
    [
        ("Tartus", "tartus", "Tartus"),
        ("Portsmouth", "geonames:2639996", "Portsmouth (GB)"),
        ("Esbjerg", "port:DKEBJ", "Esbjerg (DK)"),
        ("Nowhere Bay", None, "Nowhere Bay (?)"),
    ],
)
def test_a_place_shows_whose_it_is(text: str, place_id: str | None, shown: str) -> None:
    assert where({"text": text, "place_id": place_id}) == shown
