"""A harbour visit with days of silence in it shows the ship there before and after, and nothing of the time between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import Row, at, claim, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.findings import Finding
from vedette.assessment.ground import make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.predicates import make_query
from vedette.assessment.silences import cut_at_silences
from vedette.assessment.tracks import find_tracks
from vedette.registry.register import Register

PARAMS = AssessmentParams()
SPARTA = "ship:sparta"
DAY = timedelta(days=1)


def stay(place: str = "bizerte", start: str = "2024-11-26", end: str | None = "2025-01-10") -> Row:
    return event("stay", "visit", SPARTA, start, end, place_id=place, confidence=4.0)


def gap(start: str, end: str, name: str = "gap") -> Row:
    return event(name, "gap", SPARTA, start, end)


def found(register: Register, claimed: Row, *events: Row) -> list[Finding]:
    ground = make_ground(tables([claimed], events=list(events)), register, PARAMS, end_of("2025-03-01"))
    query = make_query(ground.claims[0], register, PARAMS, ground.as_of)
    assert query is not None
    return list(find_tracks(query, ground))


def rules(register: Register, claimed: Row, *events: Row) -> list[str]:
    return [f.rule.id for f in found(register, claimed, *events)]


def test_pieces_lie_between_the_gaps_and_keep_the_id() -> None:
    gaps = [gap("2024-12-20", "2024-12-22", "b"), gap("2024-11-30", "2024-12-10", "a"), gap("2024-12-24", "2024-12-24", "short")]
    pieces = cut_at_silences({SPARTA: (stay(),)}, gaps, 2 * DAY)[SPARTA]
    assert [(p["start"], p["end"]) for p in pieces] == [
        (at("2024-11-26"), at("2024-11-30")), (at("2024-12-10"), at("2024-12-20")), (at("2024-12-22"), stay()["end"]),
    ]  # fmt: skip
    assert {p["event_id"] for p in pieces} == {"stay"}
    assert [p["confidence"] for p in pieces] == [3.0, 2.0, 3.0], "no piece saw both ends"
    assert [bool(p["silent_since"]) for p in pieces] == [False, True, True]
    assert [bool(p["silent_until"]) for p in pieces] == [True, True, False]
    assert all(set(g["citations"]) <= set(pieces[1]["citations"]) for g in gaps[:2])


@pytest.mark.parametrize(
    ("start", "end"), [("2024-11-20", "2024-12-01"), ("2025-01-09", "2025-01-12"), ("2024-12-10", "2024-12-10")],
    ids=["begins before the stay", "ends after it", "is short"],
)  # fmt: skip
def test_other_gaps_cut_nothing(start: str, end: str) -> None:
    whole = stay()
    assert cut_at_silences({SPARTA: (whole,)}, [gap(start, end)], 2 * DAY)[SPARTA] == (whole,)


def test_a_silence_leaves_time_for_a_voyage(register: Register) -> None:
    claimed = claim(
        "c", "move", assets=[SPARTA], origin=["limassol"], destination=["port-said"], time=("2024-12-09", "2024-12-16")
    )
    assert rules(register, claimed, stay()) == ["track_out_of_reach"], "heard throughout, as far as is known"
    assert rules(register, claimed, stay(), gap("2024-11-30", "2025-01-08")) == []
    assert rules(register, claimed, stay(), gap("2024-12-20", "2025-01-08")) == ["track_out_of_reach"], "silent only afterwards"


def test_nobody_is_present_in_a_silence(register: Register) -> None:
    claimed = claim("c", "present", assets=[SPARTA], place=["bizerte"], time=("2024-12-09", "2024-12-16"))
    assert rules(register, claimed, stay()) == ["track_at_destination"]
    assert rules(register, claimed, stay(), gap("2024-11-30", "2025-01-08")) == []


def test_a_silence_is_neither_departure_nor_arrival(register: Register) -> None:
    left = claim("c", "depart", assets=[SPARTA], origin=["bizerte"], time=("2024-12-01", "2024-12-20"))
    came = claim("c", "arrive", assets=[SPARTA], destination=["bizerte"], time=("2024-12-01", "2024-12-20"))
    silent = gap("2024-12-05", "2024-12-12")
    assert "track_departed" not in rules(register, left, stay(), silent)
    assert "track_at_destination" not in rules(register, came, stay(), silent)
    assert rules(register, came, stay(), silent) == ["track_there_before"]


def test_the_sentence_says_that_it_was_silent(register: Register) -> None:
    claimed = claim("c", "move", assets=[SPARTA], origin=["tartus"], destination=["limassol"], time=("2024-11-25", "2024-12-02"))
    (finding,) = found(register, claimed, stay(), gap("2024-11-30", "2025-01-08"))
    assert "26–30 Nov 2024, silent until 8 Jan 2025 (own signal)" in finding.why
    assert set(gap("2024-11-30", "2025-01-08")["citations"]) <= set(finding.citations)


def test_who_is_seen_elsewhere_in_a_silence_contradicts_no_signal(register: Register) -> None:
    seen = sighting("s", SPARTA, "present", "port-said", "2024-12-12")
    for gaps, is_contested in (((), True), ((gap("2024-11-30", "2025-01-08"),), False)):
        ground = make_ground(tables([claim()], events=[stay(), *gaps], sightings=[seen]), register, PARAMS, end_of("2025-03-01"))
        assert ("stay" in ground.contests) is is_contested


def test_a_true_voyage_in_a_silence_is_not_contradicted(register: Register) -> None:
    claimed = claim(
        "c", "move", assets=[SPARTA], origin=["limassol"], destination=["port-said"], time=("2024-12-09", "2024-12-16")
    )
    given = tables([claimed], events=[stay(), gap("2024-11-30", "2025-01-08")])
    verdict = assess(given, register, PARAMS, end_of("2025-03-01")).verdicts.to_dicts()[-1]
    assert verdict["verdict"] != "contradicted"
    assert verdict["probability"] > 0.05
