"""Claims of every kind, checked against the lives by counting days anew, and bad copies against their originals."""

from __future__ import annotations

from collections import Counter

import pytest

from vedette.registry.register import load_register
from vedette.simulation.quick.claims import BAD_COPIES, COUNTED, KINDS, TrueClaim
from vedette.simulation.quick.lives import Life
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.worlds import QuickWorld, make_world

PARAMS = {"base_rate": 0.5, "n_claims": 60}


@pytest.fixture(scope="module")
def worlds() -> list[QuickWorld]:
    register = load_register()
    return [make_world(QuickParams(seed=seed, **PARAMS), register) for seed in range(500, 506)]  # type: ignore[arg-type]


def claims_of(worlds: list[QuickWorld], *kinds: str) -> list[tuple[QuickWorld, TrueClaim]]:
    return [(w, c) for w in worlds for c in w.claims if c.kind in kinds]


def hours_at(life: Life, place_id: str, start: float, end: float) -> float:
    """Hours at a place, counted one by one."""
    hours = [start + h / 24 for h in range(round((end - start) * 24) + 1)]
    return sum(life.where(hour) == place_id for hour in hours) / len(hours)


def test_every_kind_is_claimed_true_and_false(worlds: list[QuickWorld]) -> None:
    found = Counter((c.kind, c.is_true) for w in worlds for c in w.claims)
    for kind, _ in KINDS:
        assert found[kind, True] >= 2, kind
        assert found[kind, False] >= 2, kind


def test_states_are_true_as_the_lives_are(worlds: list[QuickWorld]) -> None:
    for world, claim in claims_of(worlds, "present", "absent"):
        life = next(x for x in world.lives if x.asset_id == claim.asset_id)
        there = hours_at(life, claim.destination or claim.origin, claim.start, claim.end + 1)
        is_there = claim.is_true == (claim.kind == "present")
        assert there >= 0.99 if is_there else there <= 0.01, claim


def test_the_false_are_false_even_days_beside_the_time(worlds: list[QuickWorld]) -> None:
    for world, claim in claims_of(worlds, "present"):
        if not claim.is_true:
            life = next(x for x in world.lives if x.asset_id == claim.asset_id)
            assert hours_at(life, claim.destination, claim.start - 1.5, claim.end + 2.5) == 0.0


def test_counts_change_as_claimed(worlds: list[QuickWorld]) -> None:
    for world, claim in claims_of(worlds, "build_up", "draw_down"):
        place_id = claim.destination or claim.origin
        hulls = [x for x in world.lives if x.group == "warship"]
        before = _mean_at(hulls, place_id, claim.start - 21, claim.start)
        after = _mean_at(hulls, place_id, claim.start + 7, claim.end + 1)
        rose = after - before >= 1.4 and after >= 1.49 * before
        fell = before - after >= 1.4 and before >= 1.49 * after
        assert (rose if claim.kind == "build_up" else fell) == claim.is_true, (claim, before, after)


def _mean_at(lives: list[Life], place_id: str, start: float, end: float) -> float:
    days = [start + 0.5 + d for d in range(round(end - start))]
    return sum(x.where(day) == place_id for x in lives for day in days) / len(days)


def test_flights_change_as_claimed(worlds: list[QuickWorld]) -> None:
    for world, claim in claims_of(worlds, "flight_rate"):
        landed = [
            b.start for x in world.lives for a, b in x.voyages() if (a.place_id, b.place_id) == (claim.origin, claim.destination)
        ]
        before = sum(claim.start - 21 <= day < claim.start for day in landed) / 21
        after = sum(claim.start <= day < claim.end + 1 for day in landed) / 14
        went = "up" if after >= 1.49 * before else "down" if before >= 1.49 * after else "flat"
        assert (went == claim.direction) == claim.is_true, (claim, before, after)


def test_a_claim_of_counts_names_no_hull(worlds: list[QuickWorld]) -> None:
    for world, claim in claims_of(worlds, *COUNTED):
        row = next(r for r in world.tables.claims.iter_rows(named=True) if r["claim_id"] == claim.claim_id)
        assert [a["asset_id"] for a in row["assets"]] == [None]
        assert row["direction"] == claim.direction


def test_rates_are_counted_for_claims_of_flights(worlds: list[QuickWorld]) -> None:
    asked = {c.claim_id for _, c in claims_of(worlds[:1], *COUNTED)}
    assert set(worlds[0].tables.patterns["claim_id"]) <= asked | {n.report_id for n in worlds[0].natures}
    counted = [w.tables.patterns for w in worlds]
    assert sum(p.height for p in counted) > 12


def test_bad_copies_bring_a_true_original_that_was_published_before(worlds: list[QuickWorld]) -> None:
    seen = Counter()  # type: ignore[var-annotated]
    for world in worlds:
        published = dict(world.tables.reports.select("report_id", "published").rows())
        language = dict(world.tables.reports.select("report_id", "language").rows())
        for claim in world.claims:
            assert (claim.original is not None) == (claim.why in BAD_COPIES)
            if claim.original is None:
                continue
            seen[claim.why] += 1
            original = claim.original
            same_places = (original.origin, original.destination) == (claim.origin, claim.destination)
            assert same_places == (claim.why != "mistranslated")
            if claim.why != "mistranslated":
                assert claim.start > original.start
            nature = next((n for n in world.natures if n.report_id == claim.claim_id), None)
            if nature is not None:  # it was told, and not only asked
                assert nature.nature == claim.why
                assert nature.copies == f"{claim.claim_id}-original"
                assert published[nature.copies] < published[claim.claim_id]
                assert (language[nature.copies] in ("ru", "it")) == (claim.why == "mistranslated")
    assert set(seen) == set(BAD_COPIES)


def test_a_copy_that_went_wrong_says_something_else_than_its_original(worlds: list[QuickWorld]) -> None:
    n = 0
    for world in worlds:
        rows = {r["report_id"]: r for r in world.tables.claims.iter_rows(named=True)}
        for nature in world.natures:
            if nature.nature in BAD_COPIES and nature.report_id != nature.claim_id:
                copy, original = rows[nature.report_id], rows.get(str(nature.copies))
                if original is None:
                    continue
                n += 1
                said = ("origin", "destination", "place", "time_start")
                assert any(copy[column] != original[column] for column in said)
                assert copy["proposition_id"] != original["proposition_id"]
            elif nature.nature in ("copied", "hidden_copy"):
                assert rows[nature.report_id]["proposition_id"] == f"prop-{nature.claim_id}"
    assert n >= 3
