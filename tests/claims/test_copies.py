"""Shared words: from the later report to the earlier one, whoever they pass through."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from relating import told

from vedette.claims.grouping.copies import CopyParams, find_copies, shingle
from vedette.schema.tables import REPORTS

WIRE = (
    "At least four Russian Il-76 cargo planes have made trips from Moscow or Minsk to Benghazi in eastern Libya and back since "
    "last Thursday according to flight records reviewed by reporters in Tunis and Rome this week."
)
OTHER = (
    "Fishermen in Crete watched two grey frigates pass at dawn, one of them towing something long that none of them could "
    "name with any confidence."
)


def pairs(*texts: tuple[str, str | None, str]) -> dict[tuple[str, str], tuple[float, float]]:
    reports = REPORTS.build([told(name, published, text) for name, published, text in texts])
    return {(c.report_id, c.source_id): (round(c.share, 2), round(c.own_share, 2)) for c in find_copies(reports)}


def test_the_later_copies_the_earlier() -> None:
    found = pairs(
        ("a", "2024-12-20", WIRE.replace("cargo planes", "aeroplanes")), ("b", "2024-12-19", WIRE), ("c", "2024-12-21", OTHER)
    )
    assert set(found) == {("a", "b")}


def test_without_a_date_the_longer_is_the_source() -> None:
    assert set(pairs(("a", None, WIRE), ("b", None, f"{WIRE} {OTHER}"))) == {("a", "b")}


def test_a_long_report_that_quotes_a_short_one_has_a_small_share_of_its_own() -> None:
    found = pairs(("short", "2024-12-19", WIRE), ("long", "2024-12-20", f"{WIRE} {' '.join(f'word{i}' for i in range(200))}"))
    share, own_share = found["long", "short"]
    assert share == 1.0
    assert own_share < 0.2


def test_texts_alike_to_the_word_are_copies_however_short_unless_very_short() -> None:
    line = "Two Russian frigates left Tartus this morning."
    assert pairs(("a", "2024-12-19", f"{line} Again."), ("b", "2024-12-20", f"{line} Again.")) == {("b", "a"): (1.0, 1.0)}
    assert pairs(("a", "2024-12-19", "Ships left Tartus today."), ("b", "2024-12-20", "Ships left Tartus today.")) == {}


def test_three_hundred_rewrites_are_no_boilerplate() -> None:
    texts = [(f"r{i:03}", "2024-12-20", f"{WIRE} Edition {i} of our paper.") for i in range(300)]
    found = pairs(*texts)
    assert {copy for copy, _ in found} == {name for name, _, _ in texts} - {min(name for name, _, _ in texts)}


@pytest.mark.parametrize("containment", [0.2, 0.9])
def test_the_share_is_a_parameter(containment: float) -> None:
    half = " ".join(WIRE.split()[:16])
    text = f"{half} {OTHER}"
    reports = REPORTS.build([told("a", "2024-12-19", WIRE), told("b", "2024-12-20", text)])
    assert bool(find_copies(reports, CopyParams(containment=containment))) is (containment < 0.5)


def test_a_very_long_text_is_compared_by_its_beginning() -> None:
    long = " ".join(f"w{i}" for i in range(60_000))
    reports = REPORTS.build([told("a", "2024-12-19", long), told("b", "2024-12-20", f"x {long}")])
    assert len(find_copies(reports)) == 1
    assert len(shingle(long, 4)) < 20_000


@given(st.permutations(range(4)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    texts = [WIRE, WIRE.replace("cargo", "transport"), f"{WIRE} {OTHER}", OTHER]
    rows = [told(f"r{i}", "2024-12-19" if i % 2 else None, text) for i, text in enumerate(texts)]
    frame = REPORTS.build(rows)
    shuffled = pl.concat([frame[i] for i in order])
    assert find_copies(frame) == find_copies(shuffled)
