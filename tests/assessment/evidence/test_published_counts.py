"""Published counts beside each other and beside what the data allow."""

from __future__ import annotations

import pytest
from builders import Row, claim, coverage, end_of, event, publisher, report, sighting, tables

from vedette.assessment.evidence.published_counts import most_of, weigh_published
from vedette.assessment.evidence.rate_questions import find_counted
from vedette.assessment.known.ground import Ground, make_ground
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.weights.findings import Finding
from vedette.registry.register import Register
from vedette.schema.cells import cell_name

PARAMS = AssessmentParams()
AS_OF = end_of("2025-03-01")


def counted(claim_id: str, low: int | None, start: str, end: str, outlet: str, high: int | None = None) -> Row:
    row = claim(claim_id, "flight_rate", direction="up", assets=["transport_aircraft"], origin=["hmeimim"], destination=["al-khadim"],
                time=(start, end), made="2025-02-05", report_id=f"rep-{outlet}")  # fmt: skip
    row["assets"][0] |= {"count_min": low, "count_max": high}
    return row


def flights(n: int) -> list[Row]:
    return [
        event(f"f{i}", "leg", f"icao24:1540{i:02x}", f"2024-12-{16 + i % 14}", f"2024-12-{16 + i % 14}", from_place_id="hmeimim",
              to_place_id="al-khadim")
        for i in range(n)
    ]  # fmt: skip


def weighed(
    register: Register, claims: list[Row], n: int = 0, sightings: list[Row] | None = None, *, is_covered: bool = True
) -> list[Finding]:
    place = register.place("al-khadim")
    cell = cell_name(place.lat_deg or 0, place.lon_deg or 0)
    covered = coverage(cell, "2024-12-01", "2025-01-31", "adsb") if is_covered else []
    reports = [report(str(c["report_id"]), outlet=str(c["report_id"])[4:]) for c in claims]
    given = tables(
        claims, events=flights(n), coverage=covered, reports=reports, sightings=sightings or [], publishers=[publisher("pub-s1")]
    )
    ground = make_ground(given, register, PARAMS, AS_OF)
    query = make_query(ground.claims[0], register, PARAMS, AS_OF)
    assert query is not None
    return list(weigh_published(query, ground.claims[0], find_counted(query, ground), ground, AS_OF))


def grounded(register: Register) -> Ground:
    return make_ground(tables([]), register, PARAMS, AS_OF)


def test_the_most_that_data_allow_grows_with_what_was_seen_and_shrinks_with_coverage(register: Register) -> None:
    ground = grounded(register)
    assert most_of(0, 0.0, ground) is None
    full = [most_of(n, 1.0, ground) or 0 for n in (0, 5, 20)]
    assert full == sorted(full)
    assert full[1] > 5
    assert (most_of(5, 0.4, ground) or 10**6) > full[1]


def test_counts_that_cannot_both_hold_are_named_and_nothing_is_decided(register: Register) -> None:
    claims = [
        counted("a", 16, "2024-12-15", "2024-12-31", "CNN"),
        counted("b", 10, "2024-12-15", "2025-01-03", "GUR"),
        counted("c", 8, "2024-12-01", "2025-01-31", "Monde", high=8),
    ]
    (row,) = weighed(register, claims, is_covered=False)
    assert "at least 16 (CNN, 15–31 Dec 2024)" in row.why
    assert "at least 16 (CNN, 15–31 Dec 2024) and 8 (Monde, 1 Dec 2024 to 31 Jan 2025) cannot both hold" in row.why
    assert "allow at least 0; they set no upper bound" in row.why
    wider = counted("d", 3, "2024-12-01", "2025-01-31", "Hill", high=3) | {"origin": [{"text": "RU", "place_id": "country:RU"}]}
    (other,) = weighed(register, [claims[0], wider, claims[1]], is_covered=False)
    assert "cannot both hold" not in other.why, "another way may have had fewer"
    assert set(row.cells) == {0.0}
    assert len(row.citations) >= 1


def test_the_range_says_which_counts_lie_outside_and_speaks_against_an_own_count(register: Register) -> None:
    claims = [counted("a", 500, "2024-12-15", "2024-12-31", "CNN"), counted("b", 10, "2024-12-15", "2024-12-31", "GUR")]
    neutral, against = weighed(register, claims, n=7)
    assert "outside what the data allow: at least 500 (CNN" in neutral.why
    assert "GUR" not in neutral.why.split("outside")[1]
    assert "allow at least 7 and at most " in neutral.why
    assert against.rule.id == "count_outside"
    assert against.cells.moved < 0


def test_fewer_than_were_seen_lies_outside_too(register: Register) -> None:
    claims = [counted("a", 2, "2024-12-15", "2024-12-31", "CNN", high=3)]
    assert [f.rule.id for f in weighed(register, claims, n=9)] == ["published_counts", "count_outside"]
    assert [f.rule.id for f in weighed(register, claims, n=3)] == ["published_counts"]


def test_logged_counts_stand_beside_claims_and_other_routes_do_not(register: Register) -> None:
    logged = sighting("s1", "transport_aircraft", "flights", None, "2024-12-15", "2024-12-31", from_place_id="hmeimim",
                      to_place_id="al-khadim", count_min=4, count_max=4, known="2025-01-02")  # fmt: skip
    (row,) = weighed(register, [counted("a", 16, "2024-12-15", "2024-12-31", "CNN")], sightings=[logged], is_covered=False)
    assert "4 (pub-s1, 15–31 Dec 2024)" in row.why
    other = logged | {"to_place_id": "benina"}
    assert weighed(register, [counted("a", 16, "2024-12-15", "2024-12-31", "CNN")], sightings=[other], is_covered=False) == []


@pytest.mark.parametrize("kind", ["move", "build_up"])
def test_only_claims_about_rates_are_weighed(register: Register, kind: str) -> None:
    one = counted("a", 16, "2024-12-15", "2024-12-31", "CNN") | {"kind": kind, "place": [{"text": "x", "place_id": "al-khadim"}]}
    assert weighed(register, [one, counted("b", 4, "2024-12-15", "2024-12-31", "GUR")]) == []
