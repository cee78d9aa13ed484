"""What the parser breaks, and what is read once it is mended."""

from __future__ import annotations

from typing import Any

import pytest
from claim_reading import read

from vedette.claims.english.repairs.mending import mend
from vedette.claims.text.language import parse

READ = [
    ("Belfast saw a Belgian minehunter squeeze into the harbour.", "squeeze", "Belgian minehunter"),
    ("The Pentagon is ordering the Harry S. Truman home.", "ordering", "Harry S. Truman"),
    ("The freighter, which had loaded grain in Odesa, eventually discharged in Great Yarmouth.", "discharged", "freighter"),
    ("USS Gravely left Yorktown on Saturday.", "left", "USS Gravely"),
    ("Libya let Moscow station missile systems at Sebha.", "station", "missile systems"),
]


@pytest.mark.parametrize(("text", "trigger", "asset"), READ)
def test_what_is_mended_is_read(text: str, trigger: str, asset: str) -> None:
    claims: list[dict[str, Any]] = read(text)
    found = [c for c in claims if c["trigger"] == trigger]
    assert [a["text"] for c in found for a in c["assets"]] == [asset]


@pytest.mark.parametrize(
    "text", ["A frigate made a port call at Busan.", "They saw a port call at Busan.", "He has 200 and more men."]
)
def test_words_and_sentences_stay(text: str) -> None:
    (doc,) = parse([text])
    before = [[t.text for t in s] for s in doc.sents]
    mend(doc, is_headline=False)
    assert [[t.text for t in s] for s in doc.sents] == before


def test_a_port_call_is_no_small_clause() -> None:
    (claim,) = read("The frigate made a port call at Busan.")
    assert (claim["kind"], claim["trigger"]) == ("arrive", "call")


def test_a_range_counts_the_men() -> None:
    (claim,) = read("Africa Corps has between 2,000 and 2,500 men in Mali.")
    assert [(a["count_min"], a["count_max"]) for a in claim["assets"]] == [(2000, 2500)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tanker calls at Novorossiysk dropped from 60 in May to 41 in August.", (41, 41)),
        ("Belavia is to add two weekly flights to Damascus.", (2, 2)),
        ("Flights to Benghazi rose in 2024.", (None, None)),
    ],
)
def test_how_many_voyages(text: str, count: tuple[int | None, int | None]) -> None:
    (claim,) = read(text)
    assert claim["kind"] == "flight_rate"
    assert {(a["count_min"], a["count_max"]) for a in claim["assets"]} <= {count}
