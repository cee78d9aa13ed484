from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vedette.claims.model_reader.comparison import BOTH, ONLY_MODEL, ONLY_RULES, SLOTS, agreement, compare, likeness

TEXT = "Two frigates left Tartus for Tobruk on Monday, while flights from Minsk to Benghazi rose."


def row(quote: str, claim_id: str, trigger: str, kind: str = "move", **columns: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    found: dict[str, Any] = {
        "claim_id": claim_id, "report_id": "r", "kind": kind, "status": "asserted", "quote": quote, "start": start,
        "end": start + len(quote), "trigger": trigger, "actor": None, "assets": [], "origin": [], "destination": [], "place": [],
        "time_start": None, "time_end": None, "speaker": ["Post"],
    }  # fmt: skip
    return found | columns


def at(place_id: str) -> list[dict[str, str]]:
    return [{"text": place_id, "place_id": place_id}]


RULES = row("Two frigates left Tartus for Tobruk", "clm-1", "left", origin=at("tartus"), destination=at("tobruk"))
MODEL = row("frigates left Tartus", "mdl-1", "left", "depart", origin=at("tartus"), status="hedged", actor="Russia")
FLIGHTS = row("flights from Minsk to Benghazi rose", "mdl-2", "rose", "flight_rate", destination=at("benghazi"))


def test_readings_of_one_place_are_one_finding_with_their_differences() -> None:
    (found,) = compare([RULES], [MODEL])
    assert found.found_by == BOTH
    assert found.differences() == ("kind", "status", "destination", "actor")


def test_what_one_reader_alone_found_stands_alone() -> None:
    assert [f.found_by for f in compare([RULES], [FLIGHTS])] == [ONLY_RULES, ONLY_MODEL]
    assert compare([RULES], [])[0].differences() == ()
    assert compare([], []) == []


def test_quotes_that_do_not_overlap_or_speak_of_other_things_are_no_pair() -> None:
    assert likeness(RULES, FLIGHTS) == 0
    assert likeness(RULES, row("Two frigates left Tartus for Tobruk", "m", "for", "motive")) == 0
    assert likeness(RULES, row("Two frigates left Tartus for Tobruk", "m", "left", "motive")) > 0


def test_reports_are_kept_apart() -> None:
    assert [f.found_by for f in compare([RULES], [MODEL | {"report_id": "s"}])] == [ONLY_RULES, ONLY_MODEL]


def test_the_likest_pair_goes_first_and_nobody_is_paired_twice() -> None:
    near = RULES | {"claim_id": "mdl-9"}
    found = compare([RULES], [MODEL, near])
    assert [(f.found_by, (f.model or {}).get("claim_id")) for f in found if f.rules] == [(BOTH, "mdl-9")]
    assert [f.model["claim_id"] for f in found if f.rules is None and f.model] == ["mdl-1"]


def test_figures_count_findings_and_slots() -> None:
    figures = agreement(compare([RULES], [MODEL, FLIGHTS]))
    assert (figures["found_by_both"], figures["only_rules"], figures["only_model"]) == (1, 0, 1)
    assert figures["share_found_by_both"] == 0.5
    assert figures["same"] == {name: int(name not in ("kind", "status", "destination", "actor")) for name in SLOTS}
    assert figures["same_throughout"] == 0
    assert agreement([])["share_found_by_both"] is None


def test_a_reader_agrees_with_itself_throughout() -> None:
    figures = agreement(compare([RULES, FLIGHTS], [RULES, FLIGHTS]))
    assert figures["same_throughout"] == figures["found_by_both"] == 2


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 30), st.sampled_from(["move", "present", "motive"])), max_size=6, unique=True
)


@given(SPANS, SPANS)
def test_every_claim_is_in_exactly_one_finding_whatever_the_order(ours: list[Any], theirs: list[Any]) -> None:
    def rows(spans: list[Any], prefix: str) -> list[dict[str, Any]]:
        return [
            row(TEXT[s : s + n], f"{prefix}{i}", TEXT[s : s + 1], kind) | {"start": s, "end": s + n}
            for i, (s, n, kind) in enumerate(spans)
        ]

    one, other = rows(ours, "c"), rows(theirs, "m")
    found = compare(one, other)
    assert sorted(f.rules["claim_id"] for f in found if f.rules) == sorted(r["claim_id"] for r in one)
    assert sorted(f.model["claim_id"] for f in found if f.model) == sorted(r["claim_id"] for r in other)
    assert compare(one, list(reversed(other))) == found
