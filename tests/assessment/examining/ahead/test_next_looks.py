"""What would tell next: chances, gains, dates."""

from __future__ import annotations

import math
from typing import Any

import pytest
from builders import Row, at, claim, end_of, sighting, tables
from hypothesis import given
from hypothesis import strategies as st

from vedette.assessment.examining.ahead.looks import NextLook, entropy_bits, make_look
from vedette.assessment.examining.ahead.next_looks import LEAST_BITS
from vedette.assessment.examining.examination import examine
from vedette.assessment.params import AssessmentParams
from vedette.assessment.weights.hypotheses import Cells
from vedette.registry.register import Register

NOW = Cells(0.1, 0.3, 0.5, 0.1)
MOVE: dict[str, Any] = {
    "origin": ["tartus"],
    "destination": ["tobruk"],
    "time": ("2024-12-10", "2024-12-20"),
    "assets": ["ship:sparta"],
    "made": "2024-12-10",
}
chance = st.floats(0.01, 0.99)


def looks(register: Register, row: Row, as_of: str, **rows: Any) -> list[NextLook]:
    return list(examine(tables([row], **rows), register, AssessmentParams(), end_of(as_of), row["claim_id"]).next_looks)


def by_kind(found: list[NextLook]) -> dict[str, NextLook]:
    return {look.kind: look for look in found}


@given(st.builds(Cells, chance, chance, chance, chance))
def test_a_look_neither_makes_nor_destroys_probability(yes: Cells) -> None:
    look = make_look("k", "s", None, (("yes", yes), ("no", Cells(*(1 - c for c in yes)))), NOW)
    assert sum(o.chance for o in look.outcomes) == pytest.approx(1)
    assert sum(o.chance * o.probability for o in look.outcomes) == pytest.approx(NOW.moved)
    assert 0 <= look.gain_bits <= entropy_bits(NOW.moved) + 1e-9


def test_a_look_that_shows_the_same_either_way_tells_nothing() -> None:
    look = make_look("k", "s", None, (("yes", Cells(0.4, 0.4, 0.4, 0.4)), ("no", Cells(0.6, 0.6, 0.6, 0.6))), NOW)
    assert look.gain_bits == pytest.approx(0, abs=1e-12)


def test_a_look_that_cannot_err_tells_all() -> None:
    look = make_look("k", "s", None, (("yes", Cells(1, 0, 0, 0)), ("no", Cells(0, 1, 1, 1))), NOW)
    assert look.gain_bits == pytest.approx(entropy_bits(0.1))
    assert entropy_bits(0.1) == pytest.approx(0.468996, abs=1e-6)  # -(.1 log2 .1 + .9 log2 .9)
    assert [o.probability for o in look.outcomes] == [1, 0]


def test_a_picture_of_the_destination_is_worth_what_its_formula_says(register: Register) -> None:
    """Recall .8, others of the class there .25: P(seen) is .85 if it came, .25 if not, and another of the class shows as well."""
    found = by_kind(looks(register, claim("c", "move", **MOVE), "2025-03-01"))["image_destination_archive"]
    seen = 0.1 * 0.85 + 0.27 * 0.25 + 0.54 * 0.25 + 0.09 * 0.85
    assert found.outcomes[0].chance == pytest.approx(seen)
    assert found.outcomes[0].probability == pytest.approx(0.085 / seen)


def test_looks_stand_in_order_of_what_they_tell(register: Register) -> None:
    gains = [look.gain_bits for look in looks(register, claim("c", "move", **MOVE), "2025-03-01")]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0.01
    assert all(math.isfinite(g) for g in gains)


def test_the_next_picture_is_due_as_far_apart_as_the_last_ones(register: Register) -> None:
    seen = [sighting(f"s{d}", "frigate", "present", "tobruk", f"2024-12-{d:02d}") for d in (1, 4, 7, 10)]
    found = by_kind(looks(register, claim("c", "move", **MOVE), "2024-12-12", sightings=seen))
    due = found["image_destination"].due
    assert due is not None
    assert due.date() == at("2024-12-13").date()
    assert "3 days apart as before" in found["image_destination"].says
    assert "5 days apart if not known otherwise" in found["image_origin"].says


def test_a_picture_that_would_come_long_after_is_no_advice_but_an_archive_is(register: Register) -> None:
    soon = by_kind(looks(register, claim("c", "move", **MOVE), "2024-12-20"))
    late = by_kind(looks(register, claim("c", "move", **MOVE), "2025-06-01"))
    assert {"image_destination", "image_origin", "port_call"} <= set(soon)
    assert {"image_destination_archive", "image_origin_archive", "receivers_destination", "port_call"} == set(late)
    assert all(look.due is None for look in late.values())
    assert late["port_call"].says.startswith(
        "Where Sparta was next seen or heard by name, 10–20 Dec 2024 and the fortnight after"
    )


def test_who_was_met_elsewhere_since_has_left_whoever_lies_there_next(register: Register) -> None:
    row = claim("c", "depart", origin=["tartus"], time=("2024-12-10", "2024-12-12"), assets=["ship:sparta"], made="2024-12-10")
    away = sighting("s", "ship:sparta", "present", "limassol", "2024-12-14")
    assert "image_origin" in by_kind(looks(register, row, "2024-12-16"))
    assert "image_origin" not in by_kind(looks(register, row, "2024-12-16", sightings=[away]))


def test_what_would_not_move_the_figure_is_no_advice(register: Register) -> None:
    for as_of in ("2024-12-12", "2024-12-20", "2025-01-15", "2025-06-01"):
        assert all(look.gain_bits >= LEAST_BITS for look in looks(register, claim("c", "move", **MOVE), as_of))


def test_a_warship_is_hardly_heard(register: Register) -> None:
    cargo = by_kind(looks(register, claim("c", "move", **MOVE), "2025-03-01"))["receivers_destination"]
    warship = by_kind(looks(register, claim("c", "move", **MOVE | {"assets": ["frigate"]}), "2025-03-01"))[
        "receivers_destination"
    ]
    assert warship.gain_bits < cargo.gain_bits / 2
    assert warship.outcomes[1].probability > cargo.outcomes[1].probability


def test_a_port_call_can_fall_out_four_ways(register: Register) -> None:
    found = by_kind(looks(register, claim("c", "move", **MOVE), "2024-12-20"))["port_call"]
    assert [o.says for o in found.outcomes] == ["it is Tobruk", "it is Tartus", "it is a third place", "none is seen"]
    assert found.outcomes[3].probability == pytest.approx(0.1)  # silence at unmeasured receivers tells nothing
    assert found.outcomes[0].probability > 0.8


def image(day: str, cloud: float) -> Row:
    """An image of Tobruk by radar or, under cloud, by a camera."""
    return {
        "image_id": f"i{day}", "time": at(f"{day}T10:00"), "received": at(f"{day}T12:00"), "provider": "P", "place_id": "tobruk",
        "sensor": "optical", "gsd_m": 3.0, "cloud_share": cloud, "source_id": "src-images", "source_row": 1,
    }  # fmt: skip


def test_images_as_looks_say_when_the_next_is_due_and_how_much_cloud_to_expect(register: Register) -> None:
    days = ("2024-12-02", "2024-12-04", "2024-12-06", "2024-12-08")
    clear = by_kind(looks(register, claim("c", "move", **MOVE), "2024-12-11", images=[image(d, 0.0) for d in days]))
    cloudy = by_kind(looks(register, claim("c", "move", **MOVE), "2024-12-11", images=[image(d, 0.95) for d in days]))
    assert "2 days apart as before" in clear["image_destination"].says
    assert clear["image_destination"].due.date() == at("2024-12-12").date()  # type: ignore[union-attr]
    assert "image_destination" not in cloudy  # nothing would be seen through so much cloud
