"""What cannot, or can hardly, both hold; and what can."""

from __future__ import annotations

from typing import Any

import pytest
from relating import Told, claim, relate, relation_rows, told

SPARTA: dict[str, Any] = {"assets": ["ship:sparta"]}
WARSHIPS: dict[str, Any] = {"actor": "Russia", "assets": ["warship"]}
DENIED: dict[str, Any] = {"status": "denied", "polarity": "negative"}


def a(**given: Any) -> dict[str, Any]:
    return claim(**{"claim_id": "a", "report": "Alpha", "made": "2024-12-20", "quote": "first words"} | given)


def b(**given: Any) -> dict[str, Any]:
    return claim(**{"claim_id": "b", "report": "Beta", "made": "2024-12-21", "quote": "second words"} | given)


def found(first: dict[str, Any], second: dict[str, Any], *rules: str) -> set[str]:
    """Which of some rules hold between two claims, in either direction."""
    return {rule for rule, _, _ in relate(first, second) if rule in rules}


class TestDenied:
    def move(self, **given: Any) -> dict[str, Any]:
        return {"kind": "move", "origin": ["tartus"], "destination": ["tobruk"]} | WARSHIPS | given

    @pytest.mark.parametrize(
        ("denied", "expected"),
        [
            ({}, True),
            ({"destination": ["country:LY"]}, True),  # who denies the wider denies the narrower
            ({"assets": ["naval_ship"], "origin": []}, True),
            ({"kind": "arrive", "origin": []}, True),  # a part of the movement
            ({"assets": ["frigate"]}, False),  # other warships may have moved
            ({"destination": ["benghazi"]}, False),
            ({"actor": "Ukraine"}, False),
            ({"origin": ["tobruk"], "destination": ["tartus"]}, False),
        ],
    )
    def test_who_denies_the_wider_denies_the_narrower(self, denied: dict[str, Any], expected: bool) -> None:
        assert bool(found(a(**self.move()), b(**self.move(**DENIED | denied)), "denied")) is expected

    def test_the_direction_is_from_the_fact_to_the_denial(self) -> None:
        assert ("denied", "a", "b") in relate(a(**self.move()), b(**self.move(**DENIED)))
        assert ("denied", "b", "a") in relate(a(**self.move(**DENIED)), b(**self.move()))

    @pytest.mark.parametrize("status", ["planned", "conditional", "unconfirmed", "unresolved"])
    def test_what_is_not_stated_is_not_contradicted(self, status: str) -> None:
        assert not found(a(**self.move(status=status)), b(**self.move(**DENIED)), "denied", "denied_possibility")

    def test_what_is_held_possible_is_in_tension(self) -> None:
        assert found(a(**self.move(status="hedged")), b(**self.move(**DENIED)), "denied", "denied_possibility") == {
            "denied_possibility"
        }

    def test_what_had_not_happened_yet_can_happen_later(self) -> None:
        later = a(**self.move(made="2025-02-10", start="2025-02-08"))
        assert not found(later, b(**self.move(**DENIED)), "denied")

    def test_the_sentence_shows_both_quotes_and_who_said_them(self) -> None:
        row = next(r for r in relation_rows(a(**self.move()), b(**self.move(**DENIED))) if r["rule"] == "denied")
        assert (
            row["reason"] == "“second words” (Beta, 21 Dec 2024) denies what “first words” (Alpha, 20 Dec 2024) states as a fact."
        )
        assert row["relation"] == "contradicts"
        assert row["citations"] == ["src-test#1"]


class TestPresentAndAbsent:
    def test_one_there_against_none_there(self) -> None:
        there = a(kind="present", assets=["frigate"], place=["tartus"], start="2024-12-20")
        none = b(kind="absent", assets=["warship"], place=["tartus"], start="2024-12-20", polarity="negative")
        assert relate(there, none) >= {("present_absent", "a", "b")}

    @pytest.mark.parametrize(
        "other",
        [
            {"assets": ["submarine"]},
            {"assets": ["ship:sparta"]},
            {"place": ["tobruk"]},
            {"start": "2024-12-23"},
            {"status": "hedged"},
        ],
    )
    def test_others_elsewhere_or_at_another_time_are_none(self, other: dict[str, Any]) -> None:
        there = a(kind="present", assets=["frigate"], place=["tartus"], start="2024-12-20")
        none = {"kind": "absent", "assets": ["warship"], "place": ["tartus"], "start": "2024-12-20", "polarity": "negative"}
        assert not found(there, b(**none | other), "present_absent")

    def test_one_frigate_missing_does_not_exclude_a_warship(self) -> None:
        there = a(kind="present", assets=["warship"], place=["tartus"], start="2024-12-20")
        none = b(kind="absent", assets=["frigate"], place=["tartus"], start="2024-12-20", polarity="negative")
        assert not found(there, none, "present_absent")


class TestTwoPlaces:
    def test_a_named_hull_is_not_in_two_far_ports_in_a_day(self) -> None:
        rows = relation_rows(
            a(kind="present", place=["tartus"], start="2025-01-05", made="2025-01-06", **SPARTA),
            b(kind="arrive", destination=["kaliningrad"], start="2025-01-05", made="2025-01-06", **SPARTA),
        )
        row = next(r for r in rows if r["rule"] == "two_places")
        assert "km apart within 24 hours at most" in row["reason"]

    @pytest.mark.parametrize(
        "other",
        [
            {"start": "2025-02-25", "made": "2025-02-26"},  # time enough
            {"place": ["hmeimim"]},  # 50 km away
            {"place": ["country:SY"]},  # holds the port
            {"assets": ["ship:sparta-ii"]},
            {"assets": ["ro_ro"]},  # another hull of the class
            {"status": "hedged"},
            {"start": None},
        ],
    )
    def test_time_enough_nearness_or_another_hull_explain_it(self, other: dict[str, Any]) -> None:
        far = {"kind": "present", "place": ["kaliningrad"], "start": "2025-01-05", "made": "2025-01-06"} | SPARTA
        here = a(kind="present", place=["tartus"], start="2025-01-05", made="2025-01-06", **SPARTA)
        assert not found(here, b(**far | other), "two_places")


class TestTwoDestinations:
    def test_one_voyage_has_one_end(self) -> None:
        first = a(kind="move", origin=["tartus"], destination=["country:LY"], **SPARTA)
        second = b(kind="move", destination=["kaliningrad"], **SPARTA)
        assert found(first, second, "two_destinations", "two_plans") == {"two_destinations"}

    def test_plans_are_only_in_tension(self) -> None:
        first = a(kind="move", destination=["country:LY"], status="planned", **SPARTA)
        second = b(kind="move", destination=["kaliningrad"], **SPARTA)
        assert found(first, second, "two_destinations", "two_plans") == {"two_plans"}

    @pytest.mark.parametrize(
        "other",
        [{"destination": ["tobruk"]}, {"assets": ["ship:sparta-ii"]}, {"made": "2025-01-20"}, {"assets": ["ro_ro"]}, DENIED],
    )
    def test_a_port_of_the_country_another_hull_or_a_later_voyage(self, other: dict[str, Any]) -> None:
        first = a(kind="move", origin=["tartus"], destination=["country:LY"], **SPARTA)
        second = b(**{"kind": "move", "destination": ["kaliningrad"]} | SPARTA | other)
        assert not found(first, second, "two_destinations", "two_plans")


class TestCounts:
    def test_five_are_not_two(self) -> None:
        rows = relation_rows(
            a(kind="depart", assets=[("warship", 5, None)], origin=["tartus"]),
            b(kind="depart", assets=[("warship", 2, 2)], origin=["tartus"]),
        )
        assert "“first words” (Alpha, 20 Dec 2024) counts more" in next(r["reason"] for r in rows if r["rule"] == "other_count")

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (("warship", 5, None), ("warship", 6, 6)),
            (("warship", 5, None), ("warship", None, None)),
            (("warship", 2, 2), ("warship", 2, None)),
        ],
    )
    def test_counts_that_one_number_satisfies(self, first: Any, second: Any) -> None:
        assert not found(
            a(kind="depart", assets=[first], origin=["tartus"]),
            b(kind="depart", assets=[second], origin=["tartus"]),
            "other_count",
        )

    def test_more_in_a_longer_time_is_no_contradiction(self) -> None:
        week = a(kind="arrive", assets=[("il_76", 4, 4)], destination=["benina"], start="2024-12-12", end="2024-12-19")
        month = b(kind="arrive", assets=[("il_76", 9, 9)], destination=["benina"], start="2024-12-01", end="2024-12-31")
        assert not found(week, month, "other_count")
        assert found(week | {"assets": month["assets"]}, month | {"assets": week["assets"]}, "other_count")

    def test_one_report_counts_on(self) -> None:
        rows = [
            a(kind="depart", assets=[("warship", n, n)], origin=["tartus"], claim_id=str(n), quote=f"{n} left") for n in (2, 5)
        ]
        assert not found(rows[0], rows[1], "other_count")


class TestDates:
    def test_one_departure_on_two_dates_is_in_tension(self) -> None:
        first = a(kind="depart", origin=["tartus"], start="2025-01-26", made="2025-01-28", **SPARTA)
        second = b(kind="depart", origin=["tartus"], start="2025-01-29", made="2025-02-01", **SPARTA)
        assert found(first, second, "other_date") == {"other_date"}

    @pytest.mark.parametrize(
        "other", [{"start": "2025-03-29", "made": "2025-04-01"}, {"start": "2025-01-26"}, {"assets": ["ro_ro"]}]
    )
    def test_the_same_day_a_later_one_or_another_ship(self, other: dict[str, Any]) -> None:
        first = a(kind="depart", origin=["tartus"], start="2025-01-26", made="2025-01-28", **SPARTA)
        second = {"kind": "depart", "origin": ["tartus"], "start": "2025-01-29", "made": "2025-02-01"} | SPARTA
        assert not found(first, b(**second | other), "other_date")

    def test_there_after_it_had_left(self) -> None:
        there = a(kind="present", place=["tartus"], start="2025-01-28", made="2025-01-29", **SPARTA)
        left = b(kind="depart", origin=["tartus"], start="2025-01-26", made="2025-01-29", **SPARTA)
        assert ("left_already", "a", "b") in relate(there, left)
        assert not found(there | {"time_start": left["time_start"], "time_end": left["time_end"]}, left, "left_already")


class TestOneReport:
    def test_taken_for_granted_and_left_open(self) -> None:
        fact = a(kind="build_up", actor="Russia", place=["country:LY"])
        open_ = a(kind="build_up", actor="Russia", place=["country:LY"], status="conditional", claim_id="b", quote="if it grows")
        assert ("fact_and_condition", "a", "b") in relate(fact, open_)
        assert not found(
            fact, b(kind="build_up", actor="Russia", place=["country:LY"], status="conditional"), "fact_and_condition"
        )

    def test_there_already_and_in_need_of_leave(self) -> None:
        there = a(kind="present", actor="Russia", place=["region:eastern-libya"])
        needs = a(
            kind="condition", actor="Russia", place=["country:LY"], status="conditional", claim_id="b", quote="would require"
        )
        assert ("has_and_needs", "a", "b") in relate(there, needs)
        assert not found(there, needs | {"trigger": "lose"}, "has_and_needs")


def test_one_sentence_that_tells_of_a_voyage_does_not_contradict_itself() -> None:
    def impossible(*texts: str) -> int:
        found = Told(*(told(f"r{n}", "2024-12-15", text) for n, text in enumerate(texts)))
        return sum(
            row["reason"].endswith("it could not have gone so far.") for row in found.grouped.relations.iter_rows(named=True)
        )

    assert impossible("Sparta II left Tartus on 10 December and arrived in Tobruk.") == 0
    assert impossible("Sparta II left Tartus on 10 December.", "Sparta II arrived in Tobruk on 10 December.") == 1
