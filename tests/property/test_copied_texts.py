"""Printing a text again moves no verdict, and the order of reports changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette import parameters
from vedette.assessment.assess import AssessmentInput, assess
from vedette.claims.grouping.grouping import Grouped, group_claims
from vedette.claims.reader import read_claims
from vedette.registry.register import load_register
from vedette.schema.tables import CLAIMS, PUBLISHERS, REPORTS

AS_OF = datetime(2025, 1, 31, tzinfo=UTC)
TEXTS = (
    ("Morning Post", 14, "Russian warships have left the port of Tartus, a Syrian security official told Reuters on Saturday."),
    ("Gazette", 15, "According to a source in Syria's security services quoted by Reuters, Russian warships have left Tartus."),
    ("Independent", 15, "Russian warships have left Tartus. Our correspondent on the coast counted no grey hull at the piers."),
    (
        "Ministry Gazette",
        16,
        "Moscow denied that Russian warships had left Tartus. Two Russian frigates may have left Tartus, it added.",
    ),
    ("Kyiv Daily", 17, "The cargo ship Sparta will arrive in Tartus on 20 December, Ukraine's military intelligence said."),
    ("Echo", 22, "The cargo ship Sparta arrived in Tartus on 20 December."),
)


def _row(number: int, outlet: str, day: int, text: str) -> dict[str, Any]:
    return {
        "report_id": f"rep-{number}", "outlet": outlet, "published": datetime(2024, 12, day, tzinfo=UTC), "language": "en", "rests_on": [],
        "text": text, "sha256": f"{number}", "source_id": f"src-{number}", "source_row": 1,
    }  # fmt: skip


@cache
def _read() -> tuple[pl.DataFrame, pl.DataFrame]:
    reports = REPORTS.build([_row(i, *told) for i, told in enumerate(TEXTS)])
    return reports, read_claims(reports, load_register())


def _again(frame: pl.DataFrame, n: int) -> pl.DataFrame:
    """The rows under other ids, as if another paper had printed the text to the word."""
    names = [
        pl.format("{}-again-{}", c, pl.lit(n)).alias(c) for c in ("claim_id", "report_id", "source_id") if c in frame.columns
    ]
    return frame.with_columns(names)


def _judged(claims: pl.DataFrame, reports: pl.DataFrame) -> tuple[Grouped, dict[str, tuple[Any, ...]]]:
    register = load_register()
    grouped = group_claims(claims, reports, PUBLISHERS.empty(), register)
    given = AssessmentInput(claims=claims, propositions=grouped.propositions, roots=grouped.roots, reports=reports)
    verdicts = assess(given, register, parameters.of_assessment({}, {}, ()), AS_OF).verdicts
    shown = ("verdict", "probability", "interval_low", "interval_high", "likelihood", "confidence", "observability")
    return grouped, {row["claim_id"]: tuple(row[name] for name in shown) for row in verdicts.iter_rows(named=True)}


def test_printing_every_report_fifty_times_moves_no_verdict() -> None:
    reports, claims = _read()
    grouped, before = _judged(claims, reports)
    many_reports = REPORTS.shape(pl.concat([reports, *(_again(reports, n) for n in range(49))]))
    many_claims = CLAIMS.shape(pl.concat([claims, *(_again(claims, n) for n in range(49))]))
    regrouped, after = _judged(many_claims, many_reports)
    assert before
    assert {claim_id: after[claim_id] for claim_id in before} == before
    assert regrouped.roots.height == grouped.roots.height
    assert regrouped.roots["report_ids"].list.len().sum() == 50 * grouped.roots["report_ids"].list.len().sum()
    telling = pl.col("relation") != "same_proposition_as"
    assert regrouped.relations.filter(telling).height == grouped.relations.filter(telling).height


def test_a_second_copy_of_one_report_moves_no_verdict() -> None:
    reports, claims = _read()
    _, before = _judged(claims, reports)
    for report_id in reports["report_id"]:
        one, its = reports.filter(pl.col("report_id") == report_id), claims.filter(pl.col("report_id") == report_id)
        _, after = _judged(pl.concat([claims, _again(its, 1)]), pl.concat([reports, _again(one, 1)]))
        assert {claim_id: after[claim_id] for claim_id in before} == before, report_id


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_and_claims_changes_nothing(rng: Any) -> None:
    reports, claims = _read()
    expected = group_claims(claims, reports, PUBLISHERS.empty())
    orders = [list(range(frame.height)) for frame in (reports, claims)]
    for order in orders:
        rng.shuffle(order)
    found = group_claims(claims[orders[1]], reports[orders[0]], PUBLISHERS.empty())
    assert found.propositions.equals(expected.propositions)
    assert found.roots.equals(expected.roots)
    assert found.relations.equals(expected.relations)


@pytest.mark.parametrize("left_out", range(len(TEXTS)))
def test_a_report_less_changes_no_relation_of_the_others(left_out: int) -> None:
    reports, claims = _read()
    name = f"rep-{left_out}"
    gone = claims.filter(pl.col("report_id") == name)["claim_id"].to_list()
    whole = group_claims(claims, reports, PUBLISHERS.empty()).relations
    rest = group_claims(
        claims.filter(pl.col("report_id") != name), reports.filter(pl.col("report_id") != name), PUBLISHERS.empty()
    ).relations
    kept = whole.filter(~pl.col("claim_id").is_in(gone) & ~pl.col("other_claim_id").is_in(gone))
    pairs = set(rest.select("rule", "claim_id", "other_claim_id").rows())
    assert set(kept.select("rule", "claim_id", "other_claim_id").rows()) <= pairs
