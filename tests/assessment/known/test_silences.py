"""A harbour visit with days of silence in it shows the ship there before and after, and nothing of the time between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import Row, at, claim, end_of, event, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.evidence.tracks import find_tracks
from vedette.assessment.known.ground import make_ground
from vedette.assessment.known.silences import cut_at_silences
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.weights.findings import Finding
from vedette.registry.register import Register
from vedette.schema.tables import TRACKS

PARAMS = AssessmentParams()
SPARTA = "ship:sparta"
DAY = timedelta(days=1)


def stay(place: str = "bizerte", start: str = "2024-11-26", end: str | None = "2025-01-10") -> Row:
    return event("stay", "visit", SPARTA, start, end, place_id=place, confidence=4.0)


def tracks(*silences: tuple[str, str], first: str = "2024-11-26", last: str = "2025-01-10") -> list[Row]:
    """What was heard of it from the first day to the last, but for some silences, last one first."""
    starts = [at(first), *(at(end) for _, end in sorted(silences))]
    ends = [*(at(start) for start, _ in sorted(silences)), end_of(last)]
    return [
        {"track_id": f"t{i}", "asset_id": SPARTA, "start": start, "end": end, "n_positions": 9, "length_km": 0.1, "sensor": "ais",
         "lat_deg": [], "lon_deg": [], "time": [],
         "citations": [f"src-ais#{2 * i}", f"src-ais#{2 * i + 1}"]}
        for i, (start, end) in reversed(list(enumerate(zip(starts, ends, strict=True))))
    ]  # fmt: skip


LONG = ("2024-11-30", "2025-01-08")


def found(register: Register, claimed: Row, *silences: tuple[str, str]) -> list[Finding]:
    given = tables([claimed], events=[stay()], tracks=tracks(*silences))
    ground = make_ground(given, register, PARAMS, end_of("2025-03-01"))
    query = make_query(ground.claims[0], register, PARAMS, ground.as_of)
    assert query is not None
    return list(find_tracks(query, ground))


def rules(register: Register, claimed: Row, *silences: tuple[str, str]) -> list[str]:
    return [f.rule.id for f in found(register, claimed, *silences)]


def cut(*silences: tuple[str, str], first: str = "2024-11-26", last: str = "2025-01-10") -> tuple[Row, ...]:
    rows = TRACKS.build(tracks(*silences, first=first, last=last))
    return cut_at_silences({SPARTA: (stay(),), "ship:other": (stay(),)}, rows, 2 * DAY)[SPARTA]


def test_pieces_lie_between_the_tracks_and_keep_the_id() -> None:
    pieces = cut(("2024-12-20", "2024-12-22"), ("2024-11-30", "2024-12-10"), ("2024-12-24", "2024-12-25"))
    assert [(p["start"], p["end"]) for p in pieces] == [
        (at("2024-11-26"), at("2024-11-30")), (at("2024-12-10"), at("2024-12-20")), (at("2024-12-22"), stay()["end"]),
    ]  # fmt: skip
    assert {p["event_id"] for p in pieces} == {"stay"}
    assert [p["confidence"] for p in pieces] == [3.0, 2.0, 3.0], "no piece saw both ends"
    assert [bool(p["silent_since"]) for p in pieces] == [False, True, True]
    assert [bool(p["silent_until"]) for p in pieces] == [True, True, False]
    assert [set(p["citations"]) - set(stay()["citations"]) for p in pieces] == [
        {"src-ais#1", "src-ais#2"}, {"src-ais#1", "src-ais#2", "src-ais#3", "src-ais#4"}, {"src-ais#3", "src-ais#4"},
    ], "the signals at both ends of each silence"  # fmt: skip


@pytest.mark.parametrize(
    "silence", [("2024-11-20", "2024-12-01"), ("2025-01-09", "2025-01-12"), ("2024-12-10", "2024-12-11")],
    ids=["begins before the stay", "ends after it", "is short"],
)  # fmt: skip
def test_other_silences_cut_nothing(silence: tuple[str, str]) -> None:
    assert cut(silence, first="2024-11-01", last="2025-02-01") == (stay(),)


def test_who_is_heard_twice_is_silent_between() -> None:
    """Two signals at one harbour, weeks apart, make a visit; nobody knows where it was between."""
    twice = TRACKS.build([row | {"end": row["start"]} for row in tracks(("2024-11-27", "2025-01-10"))])
    pieces = cut_at_silences({SPARTA: (stay(),)}, twice, DAY)[SPARTA]
    assert [p["start"] for p in pieces] == [at("2024-11-26"), at("2025-01-10")]


def test_a_silence_leaves_time_for_a_voyage(register: Register) -> None:
    claimed = claim(
        "c", "move", assets=[SPARTA], origin=["limassol"], destination=["port-said"], time=("2024-12-09", "2024-12-16")
    )
    assert rules(register, claimed) == ["track_out_of_reach"], "heard throughout, as far as is known"
    assert rules(register, claimed, LONG) == []
    assert rules(register, claimed, ("2024-12-20", "2025-01-08")) == ["track_out_of_reach"], "silent only afterwards"


def test_nobody_is_present_in_a_silence(register: Register) -> None:
    claimed = claim("c", "present", assets=[SPARTA], place=["bizerte"], time=("2024-12-09", "2024-12-16"))
    assert rules(register, claimed) == ["track_at_destination"]
    assert rules(register, claimed, LONG) == []


def test_a_silence_is_neither_departure_nor_arrival(register: Register) -> None:
    left = claim("c", "depart", assets=[SPARTA], origin=["bizerte"], time=("2024-12-01", "2024-12-20"))
    came = claim("c", "arrive", assets=[SPARTA], destination=["bizerte"], time=("2024-12-01", "2024-12-20"))
    silent = ("2024-12-05", "2024-12-12")
    assert "track_departed" not in rules(register, left, silent)
    assert "track_at_destination" not in rules(register, came, silent)
    assert rules(register, came, silent) == ["track_there_before"]


def test_the_sentence_says_that_it_was_silent(register: Register) -> None:
    claimed = claim("c", "move", assets=[SPARTA], origin=["tartus"], destination=["limassol"], time=("2024-11-25", "2024-12-02"))
    (finding,) = found(register, claimed, LONG)
    assert "26–30 Nov 2024, silent until 8 Jan 2025 (own signal)" in finding.why
    assert {"src-ais#1", "src-ais#2"} <= set(finding.citations), "the last signal before the silence, the first after it"


def test_who_is_seen_elsewhere_in_a_silence_contradicts_no_signal(register: Register) -> None:
    seen = sighting("s", SPARTA, "present", "port-said", "2024-12-12")
    for silences, is_contested in (((), True), ((LONG,), False)):
        given = tables([claim()], events=[stay()], tracks=tracks(*silences), sightings=[seen])
        ground = make_ground(given, register, PARAMS, end_of("2025-03-01"))
        assert ("stay" in ground.contests) is is_contested


def test_a_true_voyage_in_a_silence_is_not_contradicted(register: Register) -> None:
    claimed = claim(
        "c", "move", assets=[SPARTA], origin=["limassol"], destination=["port-said"], time=("2024-12-09", "2024-12-16")
    )
    given = tables([claimed], events=[stay()], tracks=tracks(LONG))
    verdict = assess(given, register, PARAMS, end_of("2025-03-01")).verdicts.to_dicts()[-1]
    assert verdict["verdict"] != "contradicted"
    assert verdict["probability"] > 0.05
