"""Who else says so, and from where."""

from __future__ import annotations

import math
from typing import Any

import pytest
from builders import Row, claim, end_of, publisher, report, tables

from vedette.assessment.evidence.reports import Said, weigh_reports
from vedette.assessment.known.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")
MOVE: dict[str, Any] = {"origin": ["tartus"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20"), "actor": "Russia"}


def said(register: Register, claims: list[Row], moment: str = "2025-03-01", **rows: list[Row]) -> Said:
    ground = make_ground(tables(claims, **rows), register, PARAMS, AS_OF)
    first = next(c for c in ground.claims if c["claim_id"] == claims[0]["claim_id"])
    query = make_query(first, register, PARAMS, AS_OF)
    assert query is not None
    return weigh_reports(first, query, ground, end_of(moment))


def rules(found: Said) -> list[str]:
    return sorted(f.rule.id for f in found.findings if f.rule.id != "report_of_claim")


def one(claim_id: str, report_id: str | None = None, **cells: Any) -> Row:
    return claim(claim_id, **{"kind": "move", **MOVE, "report_id": report_id, **cells})


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({}, "report_root"),
        ({"status": "hedged"}, "report_root"),
        ({"status": "planned"}, None),
        ({"status": "conditional"}, None),
        ({"status": "unresolved"}, None),
        ({"status": "unconfirmed"}, "no_evidence_yet"),
        ({"status": "denied"}, "report_denies"),
        ({"polarity": "negative"}, "report_denies"),
        ({"status": "denied", "speaker": ["TASS", "Russia"]}, "actor_denies"),
    ],
)
def test_what_another_text_commits_to(register: Register, cells: Row, rule: str | None) -> None:
    found = said(
        register,
        [one("c", "r0", proposition_id="p"), one("d", "r1", proposition_id="p", **cells)],
        reports=[report("r0"), report("r1")],
    )
    assert rules(found) == ([rule] if rule else [])


@pytest.mark.parametrize(("grade", "ratio"), [("A", 6), ("B", 6), ("C", 4), ("D", 3), ("E", 2), ("F", 3), (None, 3)])
def test_ratio_by_grade(register: Register, grade: str | None, ratio: float) -> None:
    found = said(
        register, [one("c", "r0", proposition_id="p"), one("d", "r1", proposition_id="p")],
        reports=[report("r0"), report("r1", "pub")], publishers=[publisher("pub", reliability=grade)],
    )  # fmt: skip
    (row,) = (f for f in found.findings if f.rule.id == "report_root")
    assert math.exp(row.cells.moved) == pytest.approx(ratio)


def test_hedged_counts_half_in_log(register: Register) -> None:
    claims = [one("c", "r0", proposition_id="p"), one("d", "r1", proposition_id="p", status="hedged")]
    (row,) = (f for f in said(register, claims, reports=[report("r0"), report("r1")]).findings if f.rule.id == "report_root")
    assert row.cells.moved == pytest.approx(math.log(3) / 2)


@pytest.mark.parametrize(
    ("cells", "is_support"),
    [
        ({"kind": "move", "destination": ["tobruk"], "origin": ["tartus"]}, True),
        ({"kind": "move", "destination": ["country:LY"], "origin": ["tartus"]}, False),  # wider
        ({"kind": "move", "destination": ["tobruk"], "origin": []}, False),
        ({"assets": ["frigate"]}, True),  # narrower
        ({"assets": ["naval_ship"]}, False),
        ({"assets": ["il_76"]}, False),
        ({"kind": "arrive", "origin": []}, False),
        ({"time": ("2020-12-10", "2020-12-20")}, False),  # an old story
        ({"direction": "up"}, False),
    ],
)
def test_narrower_supports_wider(register: Register, cells: Row, is_support: bool) -> None:
    found = said(register, [one("c", "r0"), one("d", "r1", **cells)], reports=[report("r0"), report("r1")])
    assert rules(found) == (["report_root"] if is_support else [])


@pytest.mark.parametrize(
    ("kind", "cells", "is_support"),
    [
        ("depart", {"origin": ["tartus"], "destination": []}, True),
        ("arrive", {"destination": ["tobruk"], "origin": []}, True),
        ("arrive", {"destination": ["country:LY"], "origin": []}, True),
        ("present", {"place": ["tobruk"], "origin": [], "destination": []}, True),
        ("absent", {"place": ["tartus"], "origin": [], "destination": []}, False),
    ],
)
def test_a_movement_implies_its_parts(register: Register, kind: str, cells: Row, is_support: bool) -> None:
    found = said(register, [one("c", "r0", kind=kind, **cells), one("d", "r1")], reports=[report("r0"), report("r1")])
    assert rules(found) == (["report_root"] if is_support else [])


def test_denial_of_the_wider_denies_the_narrower(register: Register) -> None:
    denial = one("d", "r1", kind="move", origin=[], assets=["naval_ship"], status="denied")
    assert rules(said(register, [one("c", "r0"), denial], reports=[report("r0"), report("r1")])) == ["report_denies"]
    narrow = one("d", "r1", assets=["frigate"], status="denied")
    assert rules(said(register, [one("c", "r0"), narrow], reports=[report("r0"), report("r1")])) == []


def test_claimant_and_its_copies_have_ratio_one(register: Register) -> None:
    claims = [one("c", "r0", proposition_id="p"), one("d", "r1", proposition_id="p")]
    publishers = [publisher("wire"), publisher("copier", ["wire"])]
    found = said(register, claims, reports=[report("r0", "wire"), report("r1", "copier")], publishers=publishers)
    assert [f.rule.id for f in found.findings] == ["report_of_claim"]
    assert set(found.findings[0].cells) == {0.0}
    assert found.n_roots == 1


def test_speaker_stands_for_a_report(register: Register) -> None:
    """A claim written by hand names who said it; that outlet's own report is then no second origin."""
    claims = [one("c", None, speaker=["The New York Times"], proposition_id="p"), one("d", "r1", proposition_id="p")]
    publishers = [publisher("nyt", outlet="The New York Times via DNyuz")]
    assert rules(said(register, claims, reports=[report("r1", "nyt")], publishers=publishers)) == []
    other = [publisher("nyt", outlet="The Times")]
    assert rules(said(register, claims, reports=[report("r1", "nyt")], publishers=other)) == ["report_root"]


def test_only_what_was_said_by_then(register: Register) -> None:
    claims = [one("c", "r0", proposition_id="p"), one("d", "r1", proposition_id="p", made="2025-01-15")]
    reports = [report("r0"), report("r1")]
    assert rules(said(register, claims, "2025-01-14", reports=reports)) == []
    assert rules(said(register, claims, "2025-01-15", reports=reports)) == ["report_root"]


def test_roots_are_counted_once(register: Register) -> None:
    claims = [one(f"c{i}", f"r{i}", proposition_id="p") for i in range(5)]
    roots: list[Row] = [{"root_id": "root-1", "report_ids": ["r1", "r2", "r3"], "reason": "words"}]
    found = said(register, claims, reports=[report(f"r{i}") for i in range(5)], roots=roots)
    assert found.n_roots == 3
    assert len(rules(found)) == 2


def test_an_origin_that_says_both_is_half_an_origin(register: Register) -> None:
    claims = [
        one("c", "r0", proposition_id="p"),
        one("d", "r1", proposition_id="p"),
        one("e", "r1", proposition_id="p", status="denied"),
    ]
    found = said(register, claims, reports=[report("r0"), report("r1")])
    assert rules(found) == ["report_root"]
    assert next(f for f in found.findings if f.rule.id == "report_root").cells.moved == pytest.approx(math.log(3) / 2)


def test_sentences(register: Register) -> None:
    claims = [
        one("c", "r0", proposition_id="p"),
        one("d", "r1", proposition_id="p"),
        one("e", "r2", proposition_id="p", status="denied"),
    ]
    found = said(
        register, claims, reports=[report("r0", outlet="Alpha"), report("r1", outlet="Beta"), report("r2", outlet="Gamma")]
    )
    assert sorted(f.why for f in found.findings) == [
        "Alpha, 22 Dec 2024, on 10–20 Dec 2024: the claim itself, which is no evidence for itself.",
        "Beta says so, 22 Dec 2024: an origin of its own.",
        "Gamma denies it, 22 Dec 2024: an origin of its own that says the opposite.",
    ]


@pytest.mark.parametrize(
    ("time", "is_same"),
    [
        (("2024-12-08", "2024-12-21"), True),
        (("2024-12-12", "2024-12-24"), True),  # most of it lies in the claimed days
        (("2024-12-14", "2024-12-15"), True),
        (("2024-11-28", "2024-12-11"), False),  # what rose then is what the claimed days are compared with
        (("2024-11-20", "2025-02-20"), False),  # more in three months need not be more in this fortnight
        (None, True),  # says not when
    ],
)
def test_a_change_told_of_other_days_is_another_change(
    register: Register, time: tuple[str, str] | None, *, is_same: bool
) -> None:
    cells: Row = {"origin": [], "destination": [], "place": ["tartus"], "time": ("2024-12-08", "2024-12-21"), "actor": None}
    told = cells | {"time": time, "made": "2024-12-22"}
    if time is None:
        told.pop("time")
    claims = [claim("c", "draw_down", report_id="r0", **cells), claim("d", "draw_down", report_id="r1", **told)]
    found = said(register, claims, reports=[report("r0"), report("r1")])
    assert rules(found) == (["report_root"] if is_same else [])
