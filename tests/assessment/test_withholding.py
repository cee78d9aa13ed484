"""What may be said where data is withheld: nothing strong without any, nothing stronger without one feed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from builders import Row, claim, coverage, end_of, event, publisher, read_case, report, sighting, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vedette.assessment.assess import assess, assess_at
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

PARAMS = AssessmentParams()
AS_OF = end_of("2025-02-05")
WEAK = {"inconclusive", "reported_only", "not_observable", "not_checkable"}
STRENGTH = {"confirmed": 3, "contradicted": 3, "corroborated": 2, "partly_confirmed": 2, "not_seen_where_expected": 2}

SHIPS = ["ship:sparta", "ship:sparta-ii", "ship:admiral-grigorovich", "mmsi:211234560"]
KINDS = st.sampled_from(
    [
        ("move", {"origin": ["tartus"], "destination": ["tobruk"]}), ("move", {"origin": ["tartus"], "destination": ["country:LY"]}),
        ("depart", {"origin": ["tartus"]}), ("arrive", {"destination": ["tobruk"]}), ("present", {"place": ["tartus"]}),
        ("absent", {"place": ["tartus"]}), ("build_up", {"place": ["tobruk"]}), ("draw_down", {"place": ["tartus"]}),
        ("flight_rate", {"origin": ["hmeimim"], "destination": ["al-khadim"], "direction": "up"}), ("basing", {"place": ["tobruk"]}),
    ]
)  # fmt: skip
ASSETS = st.sampled_from([["ship:sparta"], ["ship:sparta", "ship:sparta-ii"], ["warship"], ["ro_ro"], ["ship"], [], ["forces"]])
STATUS = st.sampled_from(["asserted", "hedged", "planned", "conditional", "unconfirmed", "denied"])
COUNT = st.sampled_from([None, None, 2, 4, 40])


@st.composite
def claims(draw: st.DrawFn) -> list[Row]:
    """One claim and up to three others like it, each in a report of its own."""
    kind, places = draw(KINDS)
    assets, time = draw(ASSETS), draw(st.sampled_from([("2024-12-10", "2024-12-20"), (None, None)]))
    statuses = draw(st.lists(STATUS, min_size=1, max_size=4))
    common: dict[str, Any] = {"assets": assets, "time": time, "actor": "Russia", "count_min": draw(COUNT), "proposition_id": "p"}
    return [claim(f"c{i}", kind, **places, **common, status=s, report_id=f"r{i}") for i, s in enumerate(statuses)]


def reports(rows: list[Row]) -> dict[str, list[Row]]:
    """A report per claim, each of an outlet that is usually reliable."""
    return {
        "reports": [report(c["report_id"], f"outlet-{c['report_id']}") for c in rows],
        "publishers": [publisher(f"outlet-{c['report_id']}", reliability="A") for c in rows],
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims())
def test_texts_alone_decide_nothing(register: Register, rows: list[Row]) -> None:
    out = assess(tables(rows, **reports(rows)), register, PARAMS, AS_OF)
    assert set(out.verdicts["verdict"]) <= WEAK
    assert not out.verdicts["confidence"].is_in(["high"]).any()


@pytest.mark.parametrize("as_of", ["2024-12-22", "2024-12-31", "2025-01-08", "2025-02-05"])
def test_the_shipped_case_without_what_was_observed(tartus_case: Path, register: Register, as_of: str) -> None:
    rows = read_case(tartus_case, register) | {"sightings": []}
    out = assess(tables(**rows), register, PARAMS, end_of(as_of))
    assert out.verdicts.height
    assert set(out.verdicts["verdict"]) <= WEAK


# ---- one feed


@st.composite
def observations(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Sightings and events, each from feed a or feed b."""
    sightings, events = [], []
    for i in range(draw(st.integers(1, 6))):
        feed, ship = draw(st.sampled_from("ab")), draw(st.sampled_from(SHIPS))
        place, day = draw(st.sampled_from(["tartus", "tobruk", "baltiysk", "country:MT"])), draw(st.integers(8, 22))
        if draw(st.booleans()) and not place.startswith("country"):
            end = f"2024-12-{day + draw(st.integers(0, 3)):02d}"
            events.append(
                event(f"v{i}", "visit", ship, f"2024-12-{day:02d}", end, place_id=place, citations=[f"src-{feed}#{i + 1}"])
            )
        elif ship.startswith("ship:"):
            what = draw(st.sampled_from(["present", "departed", "arrived", "absent"]))
            how = draw(st.sampled_from(["imagery", "observed", "tracking"]))
            row = sighting(f"s{i}", ship, what, place, f"2024-12-{day:02d}", how=how, source_id=f"src-{feed}", source_row=i + 1)
            sightings.append(row | {"source_ids": [f"pub-{feed}-{i}"]})
    return sightings, events


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims(), observations(), st.booleans())
def test_without_one_feed_nothing_grows_stronger_but_by_what_it_said(
    register: Register, rows: list[Row], seen: tuple[list[Row], list[Row]], is_covered: bool
) -> None:
    given_rows = {"coverage": coverage("N32E023", "2024-12-01", "2024-12-31") if is_covered else [], **reports(rows)}
    sightings, events = seen
    kept = [s for s in sightings if s["source_id"] != "src-a"], [e for e in events if not e["citations"][0].startswith("src-a#")]
    names = {c["claim_id"] for c in rows}
    before = assess_at(tables(rows, sightings=sightings, events=events, **given_rows), register, PARAMS, AS_OF, names)
    after = assess_at(tables(rows, sightings=kept[0], events=kept[1], **given_rows), register, PARAMS, AS_OF, names)
    last = {r["claim_id"]: r for r in before.verdicts.iter_rows(named=True)}
    for row in after.verdicts.iter_rows(named=True):
        was = last[row["claim_id"]]
        if STRENGTH.get(row["verdict"], 0) > STRENGTH.get(was["verdict"], 0):
            cited = before.evidence.filter(pl.col("claim_id") == row["claim_id"])["citations"].explode()
            assert cited.str.starts_with("src-a#").any(), f"{was['verdict']} to {row['verdict']}"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims(), observations())
def test_every_report_fifty_times_moves_no_verdict(
    register: Register, rows: list[Row], seen: tuple[list[Row], list[Row]]
) -> None:
    sightings, events = seen
    base = reports(rows)
    copies = [c | {"claim_id": f"{c['claim_id']}-{i}", "report_id": f"{c['report_id']}-{i}"} for c in rows for i in range(50)]
    copied = [r | {"report_id": f"{r['report_id']}-{i}"} for r in base["reports"] for i in range(50)]
    names = {c["claim_id"] for c in rows}
    seen_by_all = {"sightings": sightings, "events": events, "publishers": base["publishers"]}
    once = assess_at(tables(rows, reports=base["reports"], **seen_by_all), register, PARAMS, AS_OF, names)
    often = assess_at(
        tables([*rows, *copies], reports=[*base["reports"], *copied], **seen_by_all), register, PARAMS, AS_OF, names
    )
    one, other = (o.verdicts.select("claim_id", "verdict", "probability") for o in (once, often))
    assert one.height == len(names)
    assert one.equals(other)
