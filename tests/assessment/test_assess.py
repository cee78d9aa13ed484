"""The judgement as a whole: the real case, and what must hold whatever comes in."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from builders import Row, at, claim, coverage, end_of, event, publisher, read_case, report, sighting, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.assessment.assess import AssessmentInput, AssessmentOutput, assess, assess_at
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register
from vedette.schema.tables import EVIDENCE, VERDICTS
from vedette.schema.words import VERDICTS as WORDS

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
STRONG = {"confirmed", "corroborated", "contradicted", "partly_confirmed"}


def last(out: AssessmentOutput, claim_id: str = "c") -> Row:
    return out.verdicts.filter(pl.col("claim_id") == claim_id).sort("as_of").row(-1, named=True)


def judge(register: Register, claims: list[Row], as_of: str = "2025-02-05", **rows: list[Row]) -> Row:
    return last(assess(tables(claims, **rows), register, PARAMS, end_of(as_of)), claims[0]["claim_id"])


# ---- the real case


@pytest.fixture(scope="module")
def case_rows(tartus_case: Path, register: Register) -> dict[str, list[Row]]:
    return read_case(tartus_case, register)


@pytest.mark.parametrize(
    ("claim_id", "as_of", "verdicts"),
    [
        ("warships-tobruk", "2024-12-22", {"reported_only", "inconclusive"}),
        ("warships-tobruk", "2025-02-05", {"reported_only", "inconclusive"}),
        ("flights-up", "2024-12-22", {"reported_only", "inconclusive"}),
        ("flights-up", "2025-02-05", {"corroborated"}),
        ("four-il-76-benghazi", "2025-02-05", {"inconclusive"}),  # one origin, whoever repeats it
        ("daily-hmeimim-al-khadim", "2025-02-05", {"inconclusive"}),  # three counts that do not agree
        ("sparta-arrives-5-january", "2025-01-03", {"inconclusive"}),  # not due
        ("sparta-arrives-5-january", "2025-02-05", {"contradicted"}),
        ("sparta-syria-libya", "2025-01-08", {"inconclusive"}),
        ("sparta-syria-libya", "2025-02-05", {"reported_only", "inconclusive"}),  # nothing shows Sparta, one of the two, in Libya
        ("sparta-ii-left-tartus", "2025-02-05", {"confirmed", "corroborated"}),
        ("formal-base-agreement", "2025-02-05", {"not_checkable"}),
        ("frigates-off-tartus", "2025-02-05", {"inconclusive"}),
    ],
)
def test_real_case(case_rows: dict[str, list[Row]], register: Register, claim_id: str, as_of: str, verdicts: set[str]) -> None:
    out = assess(tables(**case_rows), register, PARAMS, end_of(as_of))
    assert last(out, claim_id)["verdict"] in verdicts


def test_claims_not_yet_made_have_no_verdict(case_rows: dict[str, list[Row]], register: Register) -> None:
    judged = set(assess(tables(**case_rows), register, PARAMS, end_of("2024-12-20")).verdicts["claim_id"])
    assert judged == {"flights-up", "four-il-76-benghazi", "frigates-off-tartus"}


def test_same_input_same_bytes(case_rows: dict[str, list[Row]], register: Register) -> None:
    one = assess(tables(**case_rows), register, PARAMS, AS_OF)
    shuffled = {name: rows[::-1] for name, rows in case_rows.items()}
    other = assess(tables(**shuffled), register, PARAMS, AS_OF)
    assert one.verdicts.equals(other.verdicts)
    assert one.evidence.equals(other.evidence)


def test_the_past_does_not_change(case_rows: dict[str, list[Row]], register: Register) -> None:
    """A verdict of December stands in the history of February just as it was given in December."""
    then = assess(tables(**case_rows), register, PARAMS, end_of("2024-12-31")).verdicts
    now = assess(tables(**case_rows), register, PARAMS, AS_OF).verdicts.filter(pl.col("as_of") <= end_of("2024-12-31"))
    joined = now.join(then, on=["claim_id", "as_of"], suffix="_then")
    assert joined.height == now.height
    assert joined["probability"].to_list() == joined["probability_then"].to_list()


def test_judging_one_claim_now_gives_the_last_row_of_its_history(case_rows: dict[str, list[Row]], register: Register) -> None:
    given_tables = tables(**case_rows)
    whole = assess(given_tables, register, PARAMS, AS_OF)
    now = assess_at(given_tables, register, PARAMS, AS_OF, {"sparta-syria-libya"})
    row, told = now.verdicts.row(0, named=True), last(whole, "sparta-syria-libya")
    history = {"supersedes_as_of", "supersedes_verdict", "hangs_on"}  # and what it hangs on, which costs as much again
    assert now.verdicts.height == 1
    assert {k: v for k, v in row.items() if k not in history} == {k: v for k, v in told.items() if k not in history}
    left_out = ["without_probability", "without_verdict"]
    assert now.evidence.drop(left_out).equals(whole.evidence.filter(pl.col("claim_id") == "sparta-syria-libya").drop(left_out))


def test_withholding_everything_observed(case_rows: dict[str, list[Row]], register: Register) -> None:
    bare = assess(tables(**case_rows | {"sightings": []}), register, PARAMS, AS_OF)
    assert not set(bare.verdicts["verdict"]) & STRONG


def test_nothing_from_the_future(case_rows: dict[str, list[Row]], register: Register) -> None:
    out = assess(tables(**case_rows), register, PARAMS, end_of("2025-01-08"))
    assert out.evidence["known"].max() <= end_of("2025-01-08")  # type: ignore[operator]


# ---- form


def check_form(out: AssessmentOutput) -> None:
    """Every row has the form that the schema and its readers need."""
    EVIDENCE.check(out.evidence)
    VERDICTS.check(out.verdicts)
    assert out.evidence["evidence_id"].is_unique().all()
    for row in out.evidence.iter_rows(named=True):
        assert all(math.isfinite(x) for x in row["log_lr"].values())
        assert row["stance"] in ("for", "against", "neutral")
        assert row["part"] in ("departure", "transit", "arrival", "whole")
        assert row["citations"]
        assert row["why"].endswith(".")
    for row in out.verdicts.iter_rows(named=True):
        assert row["verdict"] in WORDS
        assert row["reasons"]
        for reason in row["reasons"]:
            assert re.search(r" \[[^\s\]]+#\d+(; [^\s\]]+#\d+)*\]\.$", reason), reason
            assert not (re.search(r"likely|chance", reason) and "confidence" in reason)
        if row["probability"] is not None:
            assert 0 <= row["interval_low"] <= row["probability"] <= row["interval_high"] <= 1
            assert row["observability_sentence"].startswith(
                "Had it happened, these data would have shown it with a probability of "
            )


def test_form_of_the_real_case(case_rows: dict[str, list[Row]], register: Register) -> None:
    out = assess(tables(**case_rows), register, PARAMS, AS_OF)
    check_form(out)
    kept = {row["evidence_id"] for row in out.evidence.iter_rows(named=True)}
    for row in out.verdicts.filter(pl.col("as_of") == AS_OF).iter_rows(named=True):
        assert set(row["evidence_ids"]) <= kept


def test_no_word_about_intent(case_rows: dict[str, list[Row]], register: Register) -> None:
    out = assess(tables(**case_rows), register, PARAMS, AS_OF)
    told = " ".join([*out.evidence["why"], *(r for row in out.verdicts["reasons"] for r in row)])
    assert not re.search(r"\b(intend|intent|in order to|aims?|wants?|hopes?|threat|secret|covert|flee|evad)", told)


def test_nothing_in_nothing_out(register: Register) -> None:
    out = assess(tables([]), register, PARAMS, AS_OF)
    assert out.evidence.is_empty()
    assert out.verdicts.is_empty()


# ---- invariants


MOVE: dict[str, Any] = {"origin": ["tartus"], "destination": ["tobruk"], "time": ("2024-12-10", "2024-12-20"), "actor": "Russia"}


def test_copies_of_a_report_move_nothing(register: Register) -> None:
    claimed = claim("c", "move", **MOVE, report_id="r0", proposition_id="p")
    other = claim("d", "move", **MOVE, report_id="r1", proposition_id="p")
    copies = [claim(f"d{i}", "move", **MOVE, report_id=f"copy{i}", proposition_id="p") for i in range(50)]
    reports = [report("r0"), report("r1", text="the story", published=at("2024-12-19"))]
    copied = [report(f"copy{i}", text="the story") for i in range(50)]
    before = judge(register, [claimed, other], reports=reports)
    after = judge(register, [claimed, other, *copies], reports=[*reports, *copied])
    assert {k: before[k] for k in ("verdict", "probability", "interval_low", "interval_high", "confidence")} == {
        k: after[k] for k in ("verdict", "probability", "interval_low", "interval_high", "confidence")
    }


def test_rewrites_of_one_wire_are_one_root(register: Register) -> None:
    claims = [claim(f"c{i}", "move", **MOVE, report_id=f"r{i}", proposition_id="p") for i in range(6)]
    publishers = [publisher("wire"), *(publisher(f"p{i}", ["wire"]) for i in range(1, 6)), publisher("p0")]
    reports = [report(f"r{i}", f"p{i}") for i in range(6)]
    two = judge(register, claims[:2], reports=reports[:2], publishers=publishers)
    six = judge(register, claims, reports=reports, publishers=publishers)
    assert six["probability"] == two["probability"]
    assert two["probability"] == pytest.approx(1 / (1 + 9 / 6))


def test_one_warships_own_signal_never_confirms(register: Register) -> None:
    asset = "ship:admiral-grigorovich"
    claimed = claim("c", "move", **MOVE, assets=[asset], report_id="r0", proposition_id="p")
    others = [claim(f"d{i}", "move", **MOVE, assets=[asset], report_id=f"r{i}", proposition_id="p") for i in range(1, 4)]
    events = [
        event("v1", "visit", asset, "2024-12-01", "2024-12-11", place_id="tartus"),
        event("l", "leg", asset, "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk"),
        event("v2", "visit", asset, "2024-12-14", "2024-12-19", place_id="tobruk"),
    ]
    reports = [report(f"r{i}") for i in range(4)]
    found = judge(register, [claimed, *others], reports=reports, events=events)
    assert found["probability"] > 0.9
    assert found["verdict"] == "corroborated"
    image = sighting("s", asset, "present", "tobruk", "2024-12-16")
    assert judge(register, [claimed, *others], reports=reports, events=events, sightings=[image])["verdict"] == "confirmed"


@pytest.mark.parametrize("what", ["ship:admiral-grigorovich", "frigate"])
def test_a_warships_signal_that_a_person_logged_too_is_still_only_a_signal(register: Register, what: str) -> None:
    """Its own AIS, and a line of a ship-tracking site, with the name or without one: two logs of one kind of signal."""
    asset = "ship:admiral-grigorovich"
    claimed = claim("c", "move", **MOVE, assets=[asset], report_id="r0", proposition_id="p")
    others = [claim(f"d{i}", "move", **MOVE, assets=[asset], report_id=f"r{i}", proposition_id="p") for i in range(1, 4)]
    leg = event("l", "leg", asset, "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk")
    stay = event("v2", "visit", asset, "2024-12-14", "2024-12-19", place_id="tobruk")
    logged = [sighting(f"s{d}", what, "present", "tobruk", f"2024-12-{d}", how="tracking") for d in (15, 16, 17)]
    reports = [report(f"r{i}") for i in range(4)]
    found = judge(register, [claimed, *others], reports=reports, events=[leg, stay], sightings=logged)
    assert found["probability"] > 0.9
    assert found["verdict"] == "corroborated"


def test_a_cargo_ships_signal_with_a_reliable_report_confirms(register: Register) -> None:
    claimed = claim("c", "move", **MOVE, assets=["ship:sparta"], report_id="r0", proposition_id="p")
    other = claim("d", "move", **MOVE, assets=["ship:sparta"], report_id="r1", proposition_id="p")
    leg = event("l", "leg", "ship:sparta", "2024-12-11", "2024-12-14", from_place_id="tartus", to_place_id="tobruk")
    unknown = judge(register, [claimed, other], reports=[report("r0"), report("r1")], events=[leg])
    assert unknown["verdict"] == "corroborated", "an outlet that nobody knows is not enough"
    reliable = {"reports": [report("r0"), report("r1", "wire")], "publishers": [publisher("wire", reliability="B")]}
    assert judge(register, [claimed, other], events=[leg], **reliable)["verdict"] == "confirmed"


def test_no_coverage_is_exactly_one(register: Register) -> None:
    out = assess(tables([claim("c", "move", **MOVE)]), register, PARAMS, AS_OF)
    silence = out.evidence.filter(pl.col("rule") == "nothing_heard").row(0, named=True)
    assert set(silence["log_lr"].values()) == {0.0}
    assert silence["stance"] == "neutral"
    assert "says nothing" in silence["why"]
    assert last(out)["observability"] == 0.0
    assert last(out)["probability"] == pytest.approx(0.1)


def test_silence_under_coverage_tells(register: Register) -> None:
    claimed = claim("c", "move", **MOVE, assets=["ship:sparta"])
    found = judge(register, [claimed], coverage=coverage("N32E023", "2024-12-01", "2024-12-31"))
    assert found["observability"] > 0.8
    assert found["probability"] < 0.1
    assert found["verdict"] == "not_seen_where_expected"


def test_a_warship_is_hard_to_hear(register: Register) -> None:
    rows = coverage("N32E023", "2024-12-01", "2024-12-31")
    cargo, warship = (
        judge(register, [claim("c", "move", **MOVE, assets=[a])], coverage=rows)["observability"]
        for a in ("ship:sparta", "warship")
    )
    assert warship < cargo


def test_a_question_of_ones_own_is_not_a_report(register: Register) -> None:
    assert judge(register, [claim("c", "move", **MOVE, speaker=[])])["verdict"] == "not_observable"
    assert judge(register, [claim("c", "move", **MOVE, speaker=["Panorama"])])["verdict"] == "reported_only"


@pytest.mark.parametrize("status", ["planned", "conditional", "unconfirmed", "unresolved", "denied"])
def test_first_reason_says_what_the_text_does_not_assert(register: Register, status: str) -> None:
    reason = judge(register, [claim("c", "move", **MOVE, status=status)])["reasons"][0]
    assert reason.startswith("The text itself ")


def test_no_evidence_yet_is_exactly_one(register: Register) -> None:
    claims = [
        claim("c", "move", **MOVE, report_id="r0", proposition_id="p"),
        claim("d", "move", **MOVE, report_id="r1", proposition_id="p", status="unconfirmed"),
    ]
    out = assess(tables(claims, reports=[report("r0"), report("r1")]), register, PARAMS, AS_OF)
    assert last(out)["probability"] == pytest.approx(0.1)
    assert "no_evidence_yet" in out.evidence.filter(pl.col("claim_id") == "c")["rule"].to_list()


def test_seen_out_of_reach_contradicts(register: Register) -> None:
    claimed = claim("c", "move", **MOVE | {"time": ("2024-12-14", "2024-12-16")}, assets=["ship:sparta"])
    row = sighting("s", "ship:sparta", "present", "baltiysk", "2024-12-15", source_ids=["good"])
    assert judge(register, [claimed], sightings=[row], publishers=[publisher("good")])["verdict"] == "contradicted"
    row["how"] = "reported"
    assert judge(register, [claimed], sightings=[row], publishers=[publisher("good")])["verdict"] == "reported_only"


def test_override_reaches_the_verdict(register: Register) -> None:
    claimed = claim("c", "move", **MOVE, assets=["ship:sparta"])
    rows = tables([claimed], sightings=[sighting("s", "ship:sparta", "present", "tobruk", "2024-12-18")])
    plain = last(assess(rows, register, PARAMS, AS_OF))
    weaker = last(assess(rows, register, AssessmentParams(likelihoods={"seen_at_destination": {"imagery": 2}}), AS_OF))
    assert weaker["probability"] < plain["probability"]
    assert weaker["params_hash"] != plain["params_hash"]


SIGHTING = st.builds(
    lambda i, what, event_, place, day, how, certainty: sighting(
        f"s{i}", what, event_, place, f"2024-12-{day:02d}", how=how, certainty=certainty
    ),
    st.integers(0, 999),
    st.sampled_from(["ship:sparta", "ship:sparta-ii", "ro_ro", "frigate", "ship:admiral-grigorovich"]),
    st.sampled_from(["present", "absent", "departed", "arrived", "transit", "loading", "anchored"]),
    st.sampled_from(["tartus", "tobruk", "tartus-approaches", "baltiysk", "strait-of-sicily", "country:MT", "country:LY", None]),
    st.integers(1, 31),
    st.sampled_from(["imagery", "photo", "observed", "tracking", "official_statement", "reported"]),
    st.sampled_from(["confirmed", "probable", "possible", "disputed"]),
)
KIND = st.sampled_from(
    [
        ("move", {"origin": ["tartus"], "destination": ["tobruk"]}), ("depart", {"origin": ["tartus"]}),
        ("arrive", {"destination": ["tobruk"]}), ("present", {"place": ["tartus"]}), ("absent", {"place": ["tartus"]}),
        ("build_up", {"place": ["tobruk"]}), ("draw_down", {"place": ["tartus"]}),
    ]
)  # fmt: skip
ASSETS = st.sampled_from([["ship:sparta"], ["warship"], ["ro_ro"], [], ["equipment"], ["ship:sparta", "ship:sparta-ii"]])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KIND, ASSETS, st.lists(SIGHTING, max_size=6, unique_by=lambda s: s["sighting_id"]), st.booleans())
def test_whatever_is_logged(
    register: Register, kind: tuple[str, Row], assets: list[str], rows: list[Row], is_dated: bool
) -> None:
    time = ("2024-12-10", "2024-12-20") if is_dated else (None, None)
    claimed = claim("c", kind[0], **kind[1], assets=assets, time=time, actor="Russia")
    out = assess(tables([claimed], sightings=rows), register, PARAMS, AS_OF)
    check_form(out)
    verdict = last(out)
    sensed = out.evidence.filter(pl.col("is_sensor"))
    if verdict["verdict"] in STRONG:
        assert sensed.height
    if verdict["verdict"] == "contradicted":
        assert any(PARAMS.table[rule].is_incompatible for rule in sensed["rule"])
    if verdict["verdict"] == "confirmed":
        assert sensed["bears_identity"].any()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SIGHTING, max_size=4, unique_by=lambda s: s["sighting_id"]))
def test_irrelevant_rows_change_nothing(register: Register, rows: list[Row]) -> None:
    claimed = claim("c", "move", **MOVE, assets=["ship:sparta"])
    irrelevant = [
        sighting("x1", "il_76", "present", "hmeimim", "2024-12-15"),
        sighting("x2", "ship:ursa-major", "sunk", None, "2024-12-24"),
        sighting("x3", "ship:sparta", "present", "tobruk", "2023-12-15"),
    ]
    before, after = (last(assess(tables([claimed], sightings=s), register, PARAMS, AS_OF)) for s in (rows, [*rows, *irrelevant]))
    assert before["probability"] == after["probability"]
    assert before["reasons"] == after["reasons"]


def test_input_needs_no_more_than_claims(register: Register) -> None:
    assert isinstance(
        assess(AssessmentInput(claims=tables([claim("c", "move", **MOVE)]).claims), register, PARAMS, AS_OF), AssessmentOutput
    )


def test_a_departure_is_not_confirmed_of_what_was_never_seen_there(register: Register) -> None:
    """Not seen at the origin, seen elsewhere: that fits a departure, and never having been there just as well."""
    asset = "ship:sparta"
    claimed = claim("c", "move", **MOVE, assets=[asset])
    away = [
        *(sighting(f"a{i}", asset, "absent", "tartus", f"2024-12-{16 + i}") for i in range(8)),
        sighting("s", asset, "present", "limassol", "2024-12-18"),
    ]
    events = [event("v", "visit", asset, "2024-12-15", "2024-12-17", place_id="limassol")]
    left = sighting("l", asset, "departed", "tartus", "2024-12-12")

    def departure(sightings: list[Row]) -> Row:
        parts = judge(register, [claimed], sightings=sightings, events=events)["parts"]
        return next(part for part in parts if part["part"] == "departure")

    assert departure(away)["verdict"] != "confirmed"
    assert departure([*away, left])["verdict"] == "confirmed"
