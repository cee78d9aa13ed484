"""Facts of a row in words, and intervals as readers say them."""

from __future__ import annotations

import pytest
from tests.brief.sample import AS_OF, FakeRegister, day, sample_tables

from vedette.brief.parts.items import index_items, short_span, span_text
from vedette.brief.parts.rows import read_rows

ITEMS = index_items(read_rows(sample_tables(), AS_OF, FakeRegister()))


@pytest.mark.parametrize(
    ("start", "end", "long", "short"),
    [
        ("12-05", "12-05", "5 Dec 2024", "5 Dec"),
        ("12-08", "12-19", "8–19 Dec 2024", "8–19 Dec"),
        ("12-28", "01-03", "28 Dec 2024 to 3 Jan 2025", "28 Dec–3 Jan"),
    ],
)
def test_spans(start: str, end: str, long: str, short: str):
    assert span_text(day(start), day(end)) == long
    assert short_span(day(start), day(end)) == short


def test_a_sighting_names_who_where_when_and_how():
    assert ITEMS["s12"] == "Sparta II, arrived, Tartus, 21 Jan 2025, ship tracking, confirmed"


def test_an_event_names_its_ends_and_numbers():
    assert ITEMS["ev-0005"].startswith("leg, RA-78001, Hmeimim to Al Khadim, 2024-12-16T00:00Z to 2024-12-16T00:00Z, 1420 km")
    assert "still open" in ITEMS["ev-0002"]


def test_a_root_lists_its_members():
    assert ITEMS["root-1"].startswith("2 texts of one origin (rep-3 repeats 62 % of the words of rep-1): Morning Paper")
