"""Claims of one content are one proposition; copies of one report are one root."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
from claim_reading import read_all, report
from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.grouping.copies import shingle
from vedette.claims.grouping.grouping import find_propositions, find_roots, roots_of
from vedette.schema.tables import CLAIMS, PUBLISHERS, REPORTS

WIRE = (
    "At least four Russian Il-76 cargo planes have made trips from Moscow or Minsk to Benghazi in eastern Libya and back since "
    "last Thursday according to flight records reviewed by reporters in Tunis and Rome this week."
)
REWRITE = "Flight records show this: " + WIRE.replace("cargo planes", "transport planes") + " More follows."
OTHER = (
    "Fishermen in Crete watched two grey frigates pass at dawn, one of them towing something long that none of them could "
    "name with any confidence."
)


def _publisher(publisher_id: str, rests_on: list[str], outlet: str = "Paper") -> dict[str, Any]:
    return {"publisher_id": publisher_id, "outlet": outlet, "rests_on": rests_on, "source_id": "sources.csv", "source_row": 1}


def _roots(reports: list[dict[str, Any]], publishers: list[dict[str, Any]], claims: pl.DataFrame | None = None) -> pl.DataFrame:
    return find_roots(REPORTS.build(reports), PUBLISHERS.build(publishers), CLAIMS.empty() if claims is None else claims)


def test_same_content_is_one_proposition_whatever_its_status() -> None:
    claims = read_all(
        "Russian warships left Tartus.",
        "Officials denied that Russian warships had left Tartus.",
        "Russian warships left Tobruk.",
    )
    propositions = find_propositions(claims)
    assert sorted(len(ids) for ids in propositions["claim_ids"]) == [1, 2]
    assert "Russia" in propositions["summary"][0]


def test_a_rewrite_joins_its_wire() -> None:
    roots = _roots([report(WIRE, "a"), report(REWRITE, "b"), report(OTHER, "c")], [])
    by_report = roots_of(roots)
    assert by_report["a"] == by_report["b"]
    assert not by_report["a"] & by_report["c"]
    joined = roots.filter(pl.col("report_ids").list.len() == 2)["reason"][0]
    assert "word sequences" in joined


def test_a_stated_origin_joins() -> None:
    roots = _roots(
        [],
        [
            _publisher("n03", ["New York Times"]),
            _publisher("n04", ["n03"]),
            _publisher("n05", ["new york times"]),
            _publisher("n06", []),
        ],
    )
    by_publisher = roots_of(roots)
    assert by_publisher["n03"] == by_publisher["n04"] == by_publisher["n05"]
    assert not by_publisher["n03"] & by_publisher["n06"]


def test_a_survey_of_two_origins_stands_with_both_and_joins_neither() -> None:
    roots = _roots([], [_publisher("a", []), _publisher("b", []), _publisher("survey", ["a", "b"])])
    by_publisher = roots_of(roots)
    assert not by_publisher["a"] & by_publisher["b"]
    assert by_publisher["survey"] == by_publisher["a"] | by_publisher["b"]
    assert all("rests on other origins as well" in reason for reason in roots["reason"])


def test_a_survey_whose_origins_are_one_belongs_to_that_one() -> None:
    by_publisher = roots_of(_roots([], [_publisher("a", ["w"]), _publisher("b", ["w"]), _publisher("survey", ["a", "b"])]))
    assert by_publisher["a"] == by_publisher["b"] == by_publisher["survey"]


def test_an_origin_that_nobody_shares_joins_nobody() -> None:
    by_publisher = roots_of(
        _roots([], [_publisher("a", ["image-1", "image-2"]), _publisher("b", ["image-2"]), _publisher("c", ["image-3"])])
    )
    assert by_publisher["a"] == by_publisher["b"]
    assert len(by_publisher["c"]) == 1
    assert not by_publisher["c"] & by_publisher["a"]


def test_publishers_that_rest_on_each_other_are_one() -> None:
    by_publisher = roots_of(_roots([], [_publisher("a", ["b"]), _publisher("b", ["a"]), _publisher("c", ["a"])]))
    assert by_publisher["a"] == by_publisher["b"] == by_publisher["c"]


def test_a_report_is_one_with_its_publisher() -> None:
    by_item = roots_of(_roots([report(OTHER, "rep-1", publisher_id="n01")], [_publisher("n01", [])]))
    assert by_item["rep-1"] == by_item["n01"]


def test_the_same_source_for_the_same_statement_joins() -> None:
    claims = read_all(
        "Maxar said that Russian warships had left Tartus.",
        "Russian warships have left Tartus, according to Maxar.",
        "Russian warships left Tartus.",
    )
    by_report = roots_of(_roots([report("x", f"r{i}") for i in range(3)], [], claims))
    assert by_report["r0"] == by_report["r1"] != by_report["r2"]


def test_short_texts_are_not_compared() -> None:
    roots = _roots([report("Ships left Tartus today.", "a"), report("Ships left Tartus today.", "b")], [])
    assert roots.height == 2


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefXY"), max_size=2)),
        unique_by=lambda p: p[0],
        max_size=6,
    )
)
def test_every_publisher_stands_in_a_root_and_in_several_only_by_several_origins(publishers: list[tuple[str, list[str]]]) -> None:
    roots = _roots([], [_publisher(item, origins) for item, origins in publishers])
    assert {m for ids in roots["report_ids"] for m in ids} == {item for item, _ in publishers}
    assert roots["root_id"].n_unique() == roots.height
    by_publisher, stated = roots_of(roots), dict(publishers)
    for item, origins in publishers:
        chain = [origin for other in stated for origin in stated[other]] if origins else []
        assert len(by_publisher[item]) == 1 or len(set(chain)) > 1


@given(st.text(max_size=80), st.integers(min_value=2, max_value=5))
def test_shingles_are_no_more_than_words(text: str, size: int) -> None:
    assert len(shingle(text, size)) <= max(0, len(text) - size + 1)


def test_ids_do_not_hang_on_the_order_of_rows() -> None:
    rows = [report(WIRE, "a"), report(REWRITE, "b"), report(OTHER, "c", published=datetime(2025, 1, 1, tzinfo=UTC))]
    assert _roots(rows, []).equals(_roots(rows[::-1], []))
