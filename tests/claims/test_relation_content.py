"""The same, less, a part: what two contents have to do with each other."""

from __future__ import annotations

from typing import Any

import pytest
from relating import Told, claim, relate, relation_rows, told

from vedette.claims.grouping.content import read_content
from vedette.claims.grouping.implication import find_shortfalls, implies, overlaps
from vedette.registry.register import load_register

MOVE: dict[str, Any] = {"kind": "move", "actor": "Russia", "assets": ["warship"], "origin": ["tartus"], "destination": ["tobruk"]}


def one(claim_id: str, made: str = "2024-12-20", **given: Any) -> dict[str, Any]:
    return claim(**{"claim_id": claim_id, "report": f"Paper {claim_id}", "made": made, "quote": f"words of {claim_id}"} | given)


@pytest.mark.parametrize(
    ("weak", "missing"),
    [
        ({}, []),
        ({"origin": []}, ["it gives no origin"]),
        ({"origin": [], "destination": []}, ["it gives no origin", "it gives no destination"]),
        ({"origin": ["country:SY"]}, ["its origin is wider: Syria"]),
        ({"assets": ["ship"]}, ["it names a wider class of assets"]),
        ({"assets": []}, ["it does not say what moves"]),
        ({"actor": None}, ["it does not say whose"]),
        ({"origin": ["tobruk"]}, None),
        ({"assets": ["frigate"]}, None),
        ({"actor": "Ukraine"}, None),
        ({"kind": "depart", "destination": []}, None),
        ({"place": ["strait-of-sicily"]}, None),
    ],
)
def test_what_a_weaker_statement_leaves_out(weak: dict[str, Any], missing: list[str] | None) -> None:
    found = find_shortfalls(read_content(claim(**MOVE | weak)), read_content(claim(**MOVE)), load_register())
    assert found == (None if missing is None else tuple(missing))


def test_of_several_assets_some_are_fewer() -> None:
    both = read_content(claim(kind="present", assets=["ship:sparta", "ship:sparta-ii"], place=["tartus"]))
    first = read_content(claim(kind="present", assets=["ship:sparta"], place=["tartus"]))
    assert find_shortfalls(first, both, load_register()) == ("it names fewer assets",)
    assert find_shortfalls(both, first, load_register()) is None


def test_a_named_hull_is_of_its_class_and_country() -> None:
    hull = read_content(claim(kind="depart", assets=["ship:sparta"], origin=["tartus"]))
    register = load_register()
    assert implies(hull, read_content(claim(kind="depart", actor="Russia", assets=["ship"], origin=["country:SY"])), register)
    assert not implies(hull, read_content(claim(kind="depart", actor="Ukraine", assets=["ship"], origin=["tartus"])), register)
    assert not implies(hull, read_content(claim(kind="depart", assets=["warship"], origin=["tartus"])), register)


@pytest.mark.parametrize("part", [{"kind": "depart", "origin": ["tartus"]}, {"kind": "arrive", "destination": ["tobruk"]}])
def test_who_says_the_movement_says_its_parts(part: dict[str, Any]) -> None:
    whole, said = read_content(claim(**MOVE)), read_content(claim(actor="Russia", assets=["warship"], **part))
    assert implies(whole, said, load_register())
    assert not implies(said, whole, load_register())


def test_what_arrived_moved_there_and_what_left_did_not_arrive() -> None:
    register, to_tobruk = load_register(), read_content(claim(kind="move", assets=["ship"], destination=["tobruk"]))
    assert implies(read_content(claim(kind="arrive", assets=["warship"], destination=["tobruk"])), to_tobruk, register)
    left = claim(kind="depart", assets=["warship"], origin=["tartus"], destination=["tobruk"])
    assert not implies(read_content(left), to_tobruk, register)
    assert implies(read_content(left), read_content(claim(kind="move", assets=["ship"], origin=["tartus"])), register)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"assets": ["naval_ship"], "origin": []}, True),
        ({"assets": [], "actor": None}, True),
        ({"kind": "depart", "destination": []}, True),
        ({"kind": "depart", "origin": ["tobruk"], "destination": []}, False),
        ({"assets": ["aircraft"]}, False),
        ({"origin": ["tobruk"], "destination": ["tartus"]}, False),
        ({"kind": "flight_rate"}, False),
    ],
)
def test_one_movement_may_make_both_true(other: dict[str, Any], expected: bool) -> None:
    first, second = read_content(claim(**MOVE)), read_content(claim(**MOVE | other))
    assert overlaps(first, second, load_register()) is overlaps(second, first, load_register()) is expected


def test_the_earliest_of_a_proposition_stands_for_it() -> None:
    rows = [one("a", "2024-12-18", **MOVE), one("b", "2024-12-19", **MOVE), one("c", "2024-12-20", **MOVE | {"status": "hedged"})]
    same = {(x, y) for rule, x, y in relate(*rows) if rule == "same_content"}
    assert same == {("b", "a"), ("c", "a")}
    reasons = [r["reason"] for r in relation_rows(*rows) if r["claim_id"] == "c" and r["rule"] == "same_content"]
    said = "“words of c” (Paper c, 20 Dec 2024) and “words of a” (Paper a, 18 Dec 2024) say the same"
    assert reasons == [f"{said}, the first as possible, the second as a fact."]


def test_the_same_of_another_time_is_another_thing() -> None:
    assert "same_content" not in {rule for rule, _, _ in relate(one("a", "2020-12-18", **MOVE), one("b", "2024-12-19", **MOVE))}


def test_a_weaker_statement_is_related_and_not_merged() -> None:
    found = relate(one("full", **MOVE), one("bare", **MOVE | {"origin": []}))
    assert ("fewer_slots", "bare", "full") in found
    assert "same_content" not in {rule for rule, _, _ in found}


def test_a_statement_that_fits_everything_is_related_to_nothing() -> None:
    assert not relate(one("full", **MOVE), one("empty", kind="move"))


def test_departure_and_arrival_are_parts_of_the_movement() -> None:
    left = one("left", kind="depart", actor="Russia", assets=["warship"], origin=["tartus"])
    came = one("came", kind="arrive", actor="Russia", assets=["warship"], destination=["country:LY"])
    found = relate(one("full", **MOVE), left, came)
    assert {("part_of_movement", "left", "full"), ("part_of_movement", "came", "full")} <= found
    assert "same_content" not in {rule for rule, _, _ in found}


def test_flights_to_a_place_speak_for_a_build_up_there() -> None:
    up = {"report": "Paper", "kind": "flight_rate", "direction": "up", "destination": ["country:LY"]}
    more = one("stock", report="Paper", kind="build_up", actor="Russia", place=["region:eastern-libya"])
    assert ("flow_and_stock", "flow", "stock") in relate(one("flow", **up), more)
    assert "flow_and_stock" not in {r for r, _, _ in relate(one("flow", **up | {"direction": "down"}), more)}


def test_two_languages_meet_in_one_proposition() -> None:
    found = Told(
        told("Paper", "2024-12-12", "Russian warships have left Tartus."),
        told("Газета", "2024-12-13", "Российские военные корабли покинули порт Тартус.", language="ru"),
    )
    if "ru" not in {
        r["language"] for r in found.reports.iter_rows(named=True) if r["report_id"] in set(found.claims["report_id"])
    }:
        pytest.skip("no reader of Russian here")
    assert found.grouped.propositions["summary"].to_list() == ["Russian warships leave Tartus."]


def test_how_rows_are_kept_few() -> None:
    rows = [one(f"f{i}", f"2024-12-{i + 10}", **MOVE) for i in range(8)]
    rows += [one(f"w{i}", f"2024-12-{i + 10}", **MOVE | {"origin": []}) for i in range(8)]
    found = [rule for rule, _, _ in relate(*rows)]
    assert found.count("fewer_slots") == 1
    assert found.count("same_content") == 14
