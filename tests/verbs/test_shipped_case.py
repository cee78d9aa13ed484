"""The shipped case, judged by what was known on two days: what it must say, and what it must never say."""

from __future__ import annotations

import polars as pl
import pytest

from vedette.schema.tables import TABLES
from vedette.schema.words import VERDICTS
from vedette.verbs.judging import Judgement
from vedette.verbs.opening import Opened


def verdict_of(judged: Judgement, claim_id: str) -> str:
    row = judged.verdict(claim_id)
    assert row is not None, claim_id
    return str(row["verdict"])


# claim, what may be said of it on 22 December 2024 and on 5 February 2025 (empty = it had not been made)
EXPECTED = [
    ("warships-tobruk", {"reported_only", "inconclusive"}, {"reported_only", "inconclusive", "contradicted"}),
    ("flights-up", {"reported_only", "inconclusive", "corroborated"}, {"corroborated"}),
    ("four-il-76-benghazi", {"reported_only", "inconclusive", "corroborated"}, {"reported_only", "inconclusive", "corroborated"}),
    ("daily-hmeimim-al-khadim", set(), {"reported_only", "inconclusive", "corroborated"}),
    ("sparta-arrives-5-january", set(), {"contradicted"}),
    ("sparta-syria-libya", set(), {"contradicted", "reported_only", "inconclusive"}),
    ("sparta-ii-left-tartus", set(), {"confirmed", "corroborated"}),
    ("frigates-off-tartus", {"reported_only", "inconclusive"}, {"reported_only", "inconclusive", "contradicted"}),
    ("formal-base-agreement", {"not_checkable"}, {"not_checkable"}),
]


@pytest.mark.parametrize(("claim_id", "december", "february"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_each_claim_gets_a_verdict_that_stands(
    in_december: Judgement, in_february: Judgement, claim_id: str, december: set[str], february: set[str]
) -> None:
    if december:
        assert verdict_of(in_december, claim_id) in december
    else:
        assert in_december.verdict(claim_id) is None, "it had not been made"
    assert verdict_of(in_february, claim_id) in february


def test_a_later_verdict_says_what_it_supersedes(in_february: Judgement) -> None:
    verdicts = in_february.tables["verdicts"]
    later = verdicts.filter(pl.col("supersedes_verdict").is_not_null())
    assert later.height > 0
    for row in later.iter_rows(named=True):
        earlier = verdicts.filter((pl.col("claim_id") == row["claim_id"]) & (pl.col("as_of") == row["supersedes_as_of"]))
        assert earlier["verdict"].to_list() == [row["supersedes_verdict"]]


def test_nothing_that_became_known_later_is_used(in_december: Judgement) -> None:
    assert in_december.tables["evidence"]["known"].max() <= in_december.as_of  # type: ignore[operator]
    assert in_december.tables["reports"]["published"].max() <= in_december.as_of  # type: ignore[operator]
    assert in_december.tables["verdicts"]["as_of"].max() <= in_december.as_of  # type: ignore[operator]


def test_without_a_sensor_no_claim_read_from_a_report_is_confirmed_by_reports_alone(in_february: Judgement) -> None:
    confirmed = in_february.tables["verdicts"].filter(pl.col("verdict") == "confirmed")["claim_id"].unique()
    for claim_id in confirmed:
        rows = in_february.evidence(claim_id)
        assert any(row["is_sensor"] and row["bears_identity"] and row["stance"] == "for" for row in rows), claim_id


def test_every_reason_is_cited_and_likelihood_and_confidence_never_meet_in_one(in_february: Judgement) -> None:
    for row in in_february.tables["verdicts"].iter_rows(named=True):
        assert row["verdict"] in VERDICTS
        for reason in row["reasons"]:
            assert "#" in reason, reason
            assert not ("confidence" in reason and "likely" in reason), reason


def test_every_citation_leads_to_a_source(in_february: Judgement) -> None:
    known = set(in_february.tables["sources"]["source_id"].to_list())
    cited = in_february.tables["evidence"]["citations"].explode().drop_nulls().unique().to_list()
    assert {citation.rpartition("#")[0] for citation in cited} <= known


def test_all_tables_have_the_shape_of_the_schema(in_february: Judgement) -> None:
    for name, table in TABLES.items():
        table.check(in_february.tables[name])


def test_five_rewrites_of_one_official_are_one_root(in_february: Judgement) -> None:
    roots = in_february.tables["roots"]
    members = {m: row["root_id"] for row in roots.iter_rows(named=True) for m in row["report_ids"]}
    hur = {members[name] for name in ("kyivpost", "kyivindependent-0103", "babel", "businessinsider")}
    assert len(hur) == 1
    assert members["cnn"] not in hur
    assert members["nyt"] == members["dumpling"] == members["beholdisrael"] != members["cnn"]


def test_the_case_holds_no_position(in_february: Judgement) -> None:
    assert in_february.tables["positions"].is_empty()
    assert in_february.tables["sightings"].height == 35, "ten more became known only in 2026"


def test_every_quote_stands_in_its_report(opened: Opened) -> None:
    for claim in opened.case.claims:
        if claim.report is not None:
            text = (opened.case.folder / "reports" / f"{claim.report}.txt").read_text()
            assert claim.quote in text, claim.id


def test_a_question_put_by_hand_is_nobodys_report(in_february: Judgement) -> None:
    told = in_february.tables["evidence"].filter(pl.col("kind") == "report_root")
    assert told.height > 0
    assert not [why for why in told["why"] if why.startswith("The question as asked")]
