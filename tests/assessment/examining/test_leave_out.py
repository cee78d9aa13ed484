"""What a verdict hangs on, and the matrix behind it."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Row, claim, coverage, end_of, event, publisher, sighting, tables

from vedette.assessment.assess import AssessmentOutput, assess
from vedette.assessment.examining.examination import Examination, examine
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")
A = [publisher("a"), publisher("b")]
ARRIVE: dict[str, Any] = {"destination": ["tartus"], "assets": ["ship:sparta"], "time": ("2025-01-20", "2025-01-22")}
SEEN = sighting("s1", "ship:sparta", "arrived", "tartus", "2025-01-21", how="imagery", source_ids=["a"])
AWAY = sighting("s0", "ship:sparta", "present", "limassol", "2025-01-19", source_ids=["a"])  # so that it cannot have come earlier
HEARD = sighting("s2", "ship:sparta", "present", "tartus", "2025-01-21", how="tracking", source_ids=["b"])


def examined(register: Register, row: Row, **rows: Any) -> Examination:
    return examine(tables([row], publishers=A, **rows), register, PARAMS, AS_OF, row["claim_id"])


def assessed(register: Register, row: Row, **rows: Any) -> AssessmentOutput:
    return assess(tables([row], publishers=A, **rows), register, PARAMS, AS_OF)


def test_leaving_a_row_out_is_as_if_it_had_never_been_seen(register: Register) -> None:
    row = claim("c", "arrive", **ARRIVE)
    both = examined(register, row, sightings=[AWAY, SEEN, HEARD])
    assert both.verdict["verdict"] == "confirmed"
    for left, kept in ((SEEN, HEARD), (HEARD, SEEN)):
        alone = examined(register, row, sightings=[AWAY, kept])
        name = next(r.evidence_id for r in both.matrix.rows if _how(left) in r.why)
        found = next(r for r in both.hanging.left_out if r.evidence_id == name)
        assert found.probability == pytest.approx(alone.verdict["probability"])
        assert found.verdict == alone.verdict["verdict"]
    assert any(s.startswith("Without this it would be ") for s in both.hanging.sentences)


def test_what_leaned_on_a_witness_stands_without_it(register: Register) -> None:
    """Who was at a third place before came from there; without that witness the arrival speaks for the claim again."""
    row = claim("c", "move", origin=["tartus"], destination=["tobruk"], assets=["ship:sparta"], time=("2024-12-10", "2024-12-20"))
    before = sighting("s1", "ship:sparta", "present", "valletta", "2024-12-09", source_ids=["a"])
    there = sighting("s2", "ship:sparta", "arrived", "tobruk", "2024-12-15", how="photo", source_ids=["b"])
    found = examined(register, row, sightings=[before, there])
    name = next(r.evidence_id for r in found.matrix.rows if "Valletta, 9 Dec" in r.why and "Sparta at Valletta" in r.why)
    without = next(r for r in found.hanging.left_out if r.evidence_id == name)
    (arrival,) = (r for r in assessed(register, row, sightings=[before, there]).evidence.to_dicts() if r["item_id"] == "s2")
    assert "it was at Valletta before" in arrival["why"]
    assert f"src-sightings#{before['source_row']}" in arrival["citations"], "what the words rest on is cited"
    alone = examined(register, row, sightings=[there])
    assert without.probability == pytest.approx(alone.verdict["probability"])
    assert without.probability > 2 * found.verdict["probability"]


def test_a_signal_that_a_picture_excluded_counts_again_without_the_picture(register: Register) -> None:
    row = claim("c", "arrive", destination=["tobruk"], assets=["ship:sparta"], time=("2024-12-10", "2024-12-20"))
    stay = event("v", "visit", "ship:sparta", "2024-12-14", "2024-12-16", place_id="tobruk")
    picture = sighting("s", "ship:sparta", "present", "baltiysk", "2024-12-15", source_ids=["a"])
    found = examined(register, row, sightings=[picture], events=[stay])
    (without,) = (r for r in found.hanging.left_out if "Baltiysk" in r.why)
    assert without.probability == pytest.approx(examined(register, row, events=[stay]).verdict["probability"])


def _how(row: Row) -> str:
    return {"imagery": "(satellite image)", "tracking": "(ship tracking)"}[row["how"]]


def test_what_a_row_had_overtaken_counts_again_without_it(register: Register) -> None:
    """Seen at the pier after it had left: the departure counts only where that is left out."""
    row = claim("c", "move", origin=["tartus"], destination=["tobruk"], assets=["ship:sparta"], time=("2024-12-01", "2024-12-20"))
    left = sighting("s1", "ship:sparta", "departed", "tartus", "2024-12-02", source_ids=["a"])
    back = sighting("s2", "ship:sparta", "present", "tartus", "2024-12-10", source_ids=["b"])
    found = examined(register, row, sightings=[left, back])
    name = next(r.evidence_id for r in found.matrix.rows if "Sparta at Tartus" in r.why)
    without = next(r for r in found.hanging.left_out if r.evidence_id == name)
    assert without.probability == pytest.approx(examined(register, row, sightings=[left]).verdict["probability"])


def test_numbers_are_moved_one_at_a_time(register: Register) -> None:
    row = claim("c", "arrive", **ARRIVE)
    moved = examined(register, row, sightings=[SEEN]).hanging.moved
    p = examined(register, row, sightings=[SEEN]).verdict["probability"]
    odds = {m.what: m for m in moved if m.factor > 1}
    assert {"ratio of “seen at destination”", "odds before the evidence", "share of days on which it sends"} <= set(odds)
    for what in ("ratio of “seen at destination”", "odds before the evidence"):
        after = odds[what].probability
        assert after / (1 - after) == pytest.approx(3 * p / (1 - p))
    assert odds["share of days on which it sends"].probability == pytest.approx(p)  # no receiver covered it


def test_how_often_it_sends_moves_what_silence_is_worth(register: Register) -> None:
    row = claim("c", "arrive", **ARRIVE | {"assets": ["frigate"]})
    found = examined(register, row, coverage=coverage("N34E035", "2025-01-18", "2025-01-24"))
    sending = {m.factor > 1: m.probability for m in found.hanging.moved if m.what == "share of days on which it sends"}
    assert sending[True] < found.verdict["probability"] < sending[False]


def test_the_tables_hold_it(register: Register) -> None:
    out = assessed(register, claim("c", "arrive", **ARRIVE), sightings=[SEEN, HEARD])
    told = out.evidence.filter(out.evidence["without_verdict"].is_not_null())
    assert sorted(told["kind"]) == ["sighting_at_destination"] * 2
    assert out.verdicts["hangs_on"][-1].to_list()
    assert out.hypotheses["posterior"].sum() == pytest.approx(1)
    assert out.hypotheses["prior"].sum() == pytest.approx(1)


def test_the_matrix_is_ordered_and_relative(register: Register) -> None:
    found = examined(register, claim("c", "arrive", **ARRIVE), sightings=[SEEN, HEARD])
    sizes = [row.diagnosticity for row in found.matrix.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == pytest.approx(30)
    assert all(max(row.cells) == pytest.approx(1) for row in found.matrix.rows)
    assert sum(found.matrix.posterior) == pytest.approx(1)
    assert found.matrix.posterior.moved == pytest.approx(found.verdict["probability"])


def test_elsewhere_names_where_it_was_seen(register: Register) -> None:
    row = claim("c", "move", origin=["tartus"], destination=["tobruk"], assets=["ship:sparta"], time=("2024-12-01", "2024-12-30"))
    away = sighting("s1", "ship:sparta", "present", "baltiysk", "2024-12-28", source_ids=["a"])
    found = {r["hypothesis"]: r for r in examined(register, row, sightings=[away]).hypotheses}
    assert found["elsewhere"]["place_ids"] == ["baltiysk"]
    assert found["elsewhere"]["says"].endswith("seen at Baltiysk")
    assert found["stayed"]["place_ids"] == []


def test_each_condition_says_by_how_much_it_is_missed(register: Register) -> None:
    found = examined(register, claim("c", "arrive", **ARRIVE), sightings=[SEEN])
    confirmed = next(r for r in found.refused if r.verdict == "confirmed")
    assert not confirmed.is_met
    gap = {c.fact: c.shortfall for c in confirmed.conditions}
    assert gap["p"] == pytest.approx(0.95 - found.verdict["probability"])
    assert gap["k"] == 1
    assert {c.fact: c.is_met for c in confirmed.conditions}["has_identity_at_end"]
    assert all(c.says for r in found.refused for c in r.conditions)


def test_geometry_hangs_on_nothing(register: Register) -> None:
    found = examined(register, claim("c", "distance", place=["tartus", "country:IT"], distance_km=1000.0, assets=[]))
    assert found.verdict["verdict"] == "contradicted"
    assert found.hanging.sentences == ()
    assert {r.verdict for r in found.refused} == {"corroborated"}


_ARRIVED: dict[str, Any] = {"assets": ["ship:sparta"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-12")}
_MOVED: dict[str, Any] = _ARRIVED | {"origin": ["tartus"]}
_PHOTO = sighting("p", "ship:sparta", "present", "tobruk", "2024-12-12", how="photo", source_ids=["a"])
_STAY = event("v", "visit", "ship:sparta", "2024-12-11", "2024-12-13", place_id="tobruk")
_LOOK = sighting("look", "ship:sparta", "absent", "tobruk", "2024-12-09", source_ids=["b"])
_LEG = event("l", "leg", "ship:sparta", "2024-12-01", "2024-12-11", from_place_id="tartus", to_place_id="tobruk")


@pytest.mark.parametrize(
    ("kind", "cells", "witness", "cited", "says"),
    [
        ("arrive", _ARRIVED, sighting("w", "ship:sparta", "present", "limassol", "2024-12-01"), "src-sightings#120", "since 1 Dec"),
        ("arrive", _ARRIVED, event("v0", "visit", "ship:sparta", "2024-11-20", "2024-12-01", place_id="limassol"), None, "since 1 Dec"),
        ("arrive", _ARRIVED, _LEG, None, "since 1 Dec"),
        ("arrive", _ARRIVED, _LOOK, None, "a look on 9 Dec 2024 did not show it at Tobruk but may have missed it, and nothing else"),
        ("move", _MOVED, sighting("w", "ship:sparta", "present", "novorossiysk", "2024-12-01"), None, "it was at Novorossiysk before"),
    ],
)  # fmt: skip
def test_every_witness_of_where_it_was_is_cited_and_can_be_left_out(
    register: Register, kind: str, cells: dict[str, Any], witness: Row, cited: str | None, says: str
) -> None:
    """A witness from before the claimed time is no evidence itself; yet without it the answer is what it was before it was known."""
    row, is_event = claim("c", kind, **cells), "event_id" in witness
    sightings, events = [_PHOTO, *([] if is_event else [witness])], [_STAY, *([witness] if is_event else [])]
    told = assessed(register, row, sightings=sightings, events=events).evidence.to_dicts()
    key = cited or (witness["citations"][0] if is_event else f"src-sightings#{witness['source_row']}")
    arrivals = [r for r in told if says in r["why"]]
    assert {r["item_id"] for r in arrivals} == {"p", "v"}
    assert all(key in r["citations"] for r in arrivals)
    found = examined(register, row, sightings=sightings, events=events)
    (without,) = (r for r in found.hanging.left_out if "tells where it was before" in r.why)
    alone = examined(register, row, sightings=[_PHOTO], events=[_STAY])
    assert without.probability == pytest.approx(alone.verdict["probability"])
    assert without.probability != pytest.approx(found.verdict["probability"], abs=1e-4)


def test_what_overtakes_a_row_is_cited_beside_it(register: Register) -> None:
    row = claim("c", "move", origin=["tartus"], destination=["tobruk"], assets=["ship:sparta"], time=("2024-12-01", "2024-12-20"))
    left = sighting("s1", "ship:sparta", "departed", "tartus", "2024-12-02", source_ids=["a"])
    back = sighting("s2", "ship:sparta", "present", "tartus", "2024-12-10", source_ids=["b"])
    told = assessed(register, row, sightings=[left, back]).evidence.to_dicts()
    (overtaken,) = (r for r in told if "seen there again later" in r["why"])
    assert f"src-sightings#{back['source_row']}" in overtaken["citations"]
