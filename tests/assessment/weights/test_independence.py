"""Who goes back to whom, and what that costs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from builders import at, publisher, report
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.params import AssessmentParams
from vedette.assessment.weights.findings import Finding
from vedette.assessment.weights.hypotheses import Cells
from vedette.assessment.weights.independence import Origins, join_by_labels, weigh

PARAMS = AssessmentParams()
PRIOR = PARAMS.log_prior()


def finding(name: str, log_ratio: float, origins: set[str], **cells: Any) -> Finding:
    return Finding(
        rule=PARAMS.table["seen_at_destination"], item_id=name, cells=Cells(moved=log_ratio), why=f"{name}.", part="whole",
        origins=frozenset(origins), known=at("2024-12-01"), citations=(f"src-x#{len(name)}",), **cells,
    )  # fmt: skip


def weights(findings: list[Finding], claimant: set[str] = frozenset()) -> dict[str, float]:  # type: ignore[assignment]
    return {w.finding.item_id: w.weight for w in weigh(findings, frozenset(claimant), PRIOR)}


def test_chain_of_sources_ends_at_its_origins() -> None:
    origins = Origins(
        [publisher("wire"), publisher("daily", ["wire"]), publisher("blog", ["daily", "maxar"]),
         publisher("a", ["b"]), publisher("b", ["a"])],
        [], [],
    )  # fmt: skip
    assert origins.of_publishers(["daily"]) == {"wire"}
    assert origins.of_publishers(["blog"]) == {"wire", "maxar"}
    assert origins.of_publishers(["unlisted"]) == {"unlisted"}
    assert origins.of_publishers(["a"])  # two that rest on each other end somewhere


def test_copied_text_has_no_origin_of_its_own() -> None:
    origins = Origins(
        [publisher("first"), publisher("copier")],
        [report("r2", "copier", text="same", published=at("2024-12-21")), report("r1", "first", text="same")],
        [],
    )
    assert origins.of_report("r1") == origins.of_report("r2") == {"first"}
    assert origins.labels_of_report("r1") & origins.labels_of_report("r2")


def test_roots_join_reports() -> None:
    origins = Origins([], [report("r1"), report("r2")], [{"root_id": "root-1", "report_ids": ["r1", "r2"], "reason": "words"}])
    assert "root-1" in origins.labels_of_report("r1") & origins.labels_of_report("r2")


def test_labels_join_through_others() -> None:
    labels = {"a": frozenset({"x"}), "b": frozenset({"y"}), "c": frozenset({"x", "y"}), "d": frozenset({"z"})}
    assert join_by_labels(labels) == [["a", "b", "c"], ["d"]]


def test_a_survey_stands_with_one_of_its_origins_and_joins_none() -> None:
    labels = {"a": frozenset({"x"}), "b": frozenset({"y"}), "survey": frozenset({"x", "y"}), "d": frozenset({"z"})}
    assert join_by_labels(labels, {"survey"}) == [["a", "survey"], ["b"], ["d"]]
    assert join_by_labels({"one": frozenset("xy"), "two": frozenset("yz")}, {"one", "two"}) == [["one", "two"]]
    assert join_by_labels({"survey": frozenset("xy")}, {"survey"}) == [["survey"]]


def test_a_report_in_two_roots_rests_on_several() -> None:
    roots = [{"root_id": f"root-{n}", "report_ids": ["r1", f"o{n}"], "reason": ""} for n in (1, 2)]
    origins = Origins([], [report("r1"), report("o1")], roots)
    assert origins.labels_of_report("r1") >= {"root-1", "root-2"}
    assert origins.rests_on_several("r1")
    assert not origins.rests_on_several("o1")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.frozensets(st.sampled_from("uvwxyz"), max_size=3), max_size=8))
def test_joined_groups_are_a_partition(labels: dict[str, frozenset[str]]) -> None:
    groups = join_by_labels(labels)
    assert sorted(n for g in groups for n in g) == sorted(labels)
    for one in groups:
        for other in groups:
            if one is not other:
                assert not any(labels[a] & labels[b] for a in one for b in other)


def test_same_origin_counts_half_then_a_quarter() -> None:
    got = weights([finding("weak", 1.0, {"x"}), finding("strong", 3.0, {"x"}), finding("middle", 2.0, {"x"})])
    assert got == {"strong": 1.0, "middle": 0.5, "weak": 0.25}


def test_a_fresh_origin_saves_a_finding() -> None:
    assert weights([finding("one", 3.0, {"x"}), finding("two", 2.0, {"x", "y"})]) == {"one": 1.0, "two": 1.0}


def test_one_signal_is_one_stream_whoever_quotes_it() -> None:
    got = weights([finding("one", 3.0, {"x"}, stream="signal:ship:a"), finding("two", 2.0, {"y"}, stream="signal:ship:a")])
    assert got == {"one": 1.0, "two": 0.25}


def test_the_claimant_has_had_the_first_word() -> None:
    assert weights([finding("own", 3.0, {"x"})], {"x"}) == {"own": 0.5}
    assert weights([finding("own", -3.0, {"x"})], {"x"}) == {"own": 1.0}, "what it says against itself counts whole"


def test_roots_that_look_independent_count_half_then_a_quarter() -> None:
    """Copies that nobody recognised: METHODS, independence."""
    roots = [
        replace(finding(name, ratio, {name}), rule=PARAMS.table["report_root"])
        for name, ratio in (("a", 2.0), ("b", 1.5), ("c", 1.0))
    ]
    assert weights(roots) == {"a": 1.0, "b": 0.5, "c": 0.25}


def test_for_and_against_do_not_discount_each_other() -> None:
    assert weights([finding("for", 2.0, {"x"}), finding("against", -1.0, {"x"})]) == {"for": 1.0, "against": 1.0}


def test_neutral_rows_use_nothing_up() -> None:
    assert weights([finding("neutral", 0.0, {"x"}), finding("for", 1.0, {"x"})]) == {"for": 1.0, "neutral": 1.0}


@given(st.lists(st.tuples(st.floats(-4, 4), st.frozensets(st.sampled_from("xyz"), min_size=1)), max_size=7), st.randoms())
def test_order_of_rows_does_not_matter(rows: list[tuple[float, frozenset[str]]], rng: Any) -> None:
    findings = [finding(f"item{i}", ratio, set(origins)) for i, (ratio, origins) in enumerate(rows)]
    before = weights(findings)
    rng.shuffle(findings)
    assert weights(findings) == before


@given(st.integers(1, 60))
def test_any_number_of_copies_is_worth_less_than_two(n: int) -> None:
    total = sum(w.cells.moved for w in weigh([finding(f"copy{i}", math.log(6), {"x"}) for i in range(n)], frozenset(), PRIOR))
    assert total <= 2 * math.log(6)


@pytest.mark.parametrize("n", [1, 3])
def test_group_names_an_origin(n: int) -> None:
    rows = weigh([finding(f"item{i}", 1.0, {"maxar", "planet"}) for i in range(n)], frozenset(), PRIOR)
    assert {r.group for r in rows} <= {"maxar", "planet"}
