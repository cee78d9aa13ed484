"""What images say: a hull of the right length, none, fewer than before; passes, cloud, and ships that account for themselves."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from builders import Row, at, claim, end_of, event, tables
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from vedette.assessment.assess import assess
from vedette.assessment.evidence.images import count_log_ratio
from vedette.assessment.known.ground import make_ground
from vedette.assessment.known.recall import clear_share, read_recall, recall_of
from vedette.assessment.params import AssessmentParams
from vedette.assessment.question.predicates import make_query
from vedette.assessment.seeing.detections import Found
from vedette.assessment.seeing.image_ends import chance_missed
from vedette.registry.register import Register

AS_OF = end_of("2025-03-01")
PARAMS = AssessmentParams()
TOBRUK, TARTUS = (32.07, 23.98), (34.91, 35.87)
WINDOW = ("2024-12-10", "2024-12-20")
ARRIVE: dict[str, Any] = {"destination": ["tobruk"], "time": WINDOW, "assets": ["frigate"]}


def image(image_id: str, time: str, place: str | None = "tobruk", **cells: Any) -> Row:
    return {
        "image_id": image_id, "time": at(time), "received": None, "provider": "S2", "pass_id": f"p-{image_id}",
        "place_id": place, "sensor": "optical", "gsd_m": 10.0, "cloud_share": 0.0,
        "source_id": "src-images", "source_row": sum(map(ord, image_id)),
    } | cells  # fmt: skip


def detection(detection_id: str, image_id: str, time: str, where: tuple[float, float] = TOBRUK, **cells: Any) -> Row:
    return {
        "detection_id": detection_id, "image_id": image_id, "time": at(time), "lat_deg": where[0], "lon_deg": where[1],
        "length_m": 135.0, "asset_class": None, "confidence": 1.0, "source_id": "src-det", "source_row": sum(map(ord, detection_id)),
    } | cells  # fmt: skip


def evidence(register: Register, row: Row, rule: str, **rows: list[Row]) -> list[Row]:
    found = assess(tables([row], **rows), register, PARAMS, AS_OF).evidence
    return found.filter(pl.col("rule") == rule).to_dicts()


def log_lr(rows: list[Row]) -> float:
    assert len(rows) == 1
    return float(rows[0]["log_lr"]["moved"])


# ------------------------------------------------------------------------------------------ the formulas


def test_counts_without_spread_are_poisson_and_little_spread_is_nearly_poisson() -> None:
    poisson = count_log_ratio(2, 2.0, 3.0)
    assert poisson == pytest.approx(2 * math.log(2 / 3) + 1)
    assert count_log_ratio(2, 2.0, 3.0, 1.0001) == pytest.approx(poisson, abs=1e-3)
    assert abs(count_log_ratio(2, 2.0, 3.0, 4.0)) < abs(poisson)


def test_recall_grows_with_length_and_shrinks_with_coarseness() -> None:
    for sensor in ("sar", "optical"):
        by_length = [recall_of(sensor, 10, length) for length in (8, 15, 30, 60, 120, 300, 1000)]
        assert by_length == sorted(by_length)
        assert by_length[0] < by_length[-1]
        assert recall_of(sensor, 30, 100) <= recall_of(sensor, 3, 100)
    assert all(0 < row.recall < 1 and row.reason and row.source for row in read_recall().recall)


def test_cloud_hides_from_a_camera_not_from_radar_and_unknown_cloud_is_the_stated_half() -> None:
    assert clear_share("optical", 0.3) == pytest.approx(0.7)
    assert clear_share("optical", None) == pytest.approx(1 - read_recall().unknown.cloud_share) == pytest.approx(0.5)
    assert clear_share("sar", 1.0) == clear_share("sar", None) == 1.0


@given(st.lists(st.tuples(st.integers(-5, 20), st.floats(0, 1)), max_size=8))
def test_missed_by_all_is_a_probability_and_one_where_all_looks_come_before(
    register_once: Register, looks: list[tuple[int, float]]
) -> None:
    query = make_query(
        make_ground(tables([claim("c", "arrive", **ARRIVE)]), register_once, PARAMS, AS_OF).claims[0],
        register_once,
        PARAMS,
        AS_OF,
    )
    assert query is not None
    dated = [(query.start + timedelta(days=d), r) for d, r in looks]
    missed = chance_missed(query, dated)
    assert -1e-12 <= missed <= 1 + 1e-12
    assert chance_missed(query, [d for d in dated if d[0] <= query.start]) == pytest.approx(1.0)
    for one in dated:
        assert missed <= chance_missed(query, [d for d in dated if d is not one]) + 1e-12


@pytest.fixture(scope="module")
def register_once() -> Register:
    from vedette.registry.register import load_register

    return load_register()


# ------------------------------------------------------------------------------------------ nothing shown


def test_a_late_clear_look_without_it_speaks_against_and_cites_its_image(register: Register) -> None:
    (row,) = evidence(register, claim("c", "arrive", **ARRIVE), "image_without_it", images=[image("i", "2024-12-20T08:00:00Z")])
    share = 1 - (1 - (at("2024-12-20T08:00:00Z") - at("2024-12-10")).total_seconds() / (11 * 86400))
    assert row["log_lr"]["moved"] == pytest.approx(math.log(1 - 0.8 * share), abs=0.1)
    assert row["log_lr"]["stayed"] == 0.0
    assert row["citations"] == [f"src-images#{ord('i')}"]
    assert row["stance"] == "against"
    assert row["why"].startswith("1 look from above at Tobruk (20 Dec 2024) shows no hull")


def test_cloud_unknown_cloud_and_no_cloud_in_order(register: Register) -> None:
    values = [
        log_lr(
            evidence(
                register, claim("c", "arrive", **ARRIVE), "image_without_it", images=[image("i", "2024-12-20", cloud_share=c)]
            )
        )
        for c in (0.0, None, 0.9)
    ]
    assert values == sorted(values)
    assert values[2] > -0.15
    assert not evidence(
        register, claim("c", "arrive", **ARRIVE), "image_without_it", images=[image("i", "2024-12-20", cloud_share=1.0)]
    )


def test_images_of_one_pass_are_one_look(register: Register) -> None:
    one = [image("a", "2024-12-20T08:00:00Z", pass_id="p")]
    two = [*one, image("b", "2024-12-20T08:00:20Z", pass_id="p")]
    unnamed = [image(n, f"2024-12-20T08:00:{s:02d}Z", pass_id=None) for n, s in (("a", 0), ("b", 20))]
    other = [*one, image("b", "2024-12-20T20:00:00Z")]
    values = [
        log_lr(evidence(register, claim("c", "arrive", **ARRIVE), "image_without_it", images=rows))
        for rows in (one, two, unnamed, other)
    ]
    assert values[0] == values[1] == values[2]
    assert values[3] < values[0] - 0.3


def test_a_footprint_holds_a_place_or_it_does_not(register: Register) -> None:
    box = {"south_deg": 31.9, "west_deg": 23.8, "north_deg": 32.2, "east_deg": 24.2}
    row = claim("c", "arrive", **ARRIVE)
    assert evidence(register, row, "image_without_it", images=[image("i", "2024-12-20", None, **box)])
    assert not evidence(register, row, "image_without_it", images=[image("i", "2024-12-20", None, **(box | {"east_deg": 23.9}))])
    assert not evidence(register, row, "image_without_it", images=[image("i", "2024-12-20", "tartus")])
    assert not evidence(register, row, "image_without_it", images=[image("i", "2025-01-20")])


def test_an_image_is_not_used_before_it_was_received(register: Register) -> None:
    late = [image("i", "2024-12-20", received=at("2025-03-15"))]
    assert not evidence(register, claim("c", "arrive", **ARRIVE), "image_without_it", images=late)


# ------------------------------------------------------------------------------------------ a hull


def shown(register: Register, *found: Row, row: Row | None = None, **rows: list[Row]) -> list[Row]:
    images = [image("i", "2024-12-20T08:00:00Z"), *rows.pop("images", [])]
    return evidence(
        register, row or claim("c", "arrive", **ARRIVE), "hull_in_image", images=images, detections=list(found), **rows
    )


def test_a_hull_of_the_length_speaks_for_it_without_a_name(register: Register) -> None:
    (row,) = shown(register, detection("d", "i", "2024-12-20T08:00:00Z"))
    assert math.log(2) < row["log_lr"]["moved"] <= math.log(6)
    assert row["bears_identity"] is False
    assert row["log_lr"]["other"] == pytest.approx(row["log_lr"]["moved"] / 2)  # of a class: another of it is partly the claim
    assert set(row["citations"]) == {f"src-det#{ord('d')}", f"src-images#{ord('i')}"}
    assert "A hull of 135 m at Tobruk" in row["why"]


@pytest.mark.parametrize(
    "cells",
    [
        {"length_m": 30.0},
        {"length_m": 330.0},
        {"asset_class": "tanker"},
        {"asset_class": "il_76"},
        {"lat_deg": 33.5},
    ],
)
def test_what_does_not_fit_is_no_hull_of_the_claim(register: Register, cells: dict[str, Any]) -> None:
    found = detection("d", "i", "2024-12-20T08:00:00Z", **cells)
    assert not shown(register, found)
    row = claim("c", "arrive", **ARRIVE)
    assert evidence(register, row, "image_without_it", images=[image("i", "2024-12-20T08:00:00Z")], detections=[found])


def test_a_length_that_was_not_measured_fits(register: Register) -> None:
    assert shown(register, detection("d", "i", "2024-12-20T08:00:00Z", length_m=None))


def test_a_ship_that_lay_there_by_its_own_signal_accounts_for_one_detection(register: Register) -> None:
    visit = event("v", "visit", "mmsi:240111000", "2024-12-19", "2024-12-21T12:00:00Z", place_id="tobruk")
    one = detection("d", "i", "2024-12-20T08:00:00Z")
    two = detection("e", "i", "2024-12-20T08:00:00Z", (32.08, 23.99))
    assert not shown(register, one, events=[visit])
    (row,) = shown(register, one, two, events=[visit])
    assert "1 more accounted for by ships that lay there by their own signal" in row["why"]
    gone = visit | {"end": at("2024-12-19T12:00:00Z")}
    assert "accounted" not in shown(register, one, events=[gone])[0]["why"]


def test_a_ship_of_known_length_takes_the_detection_of_its_own_length(register: Register) -> None:
    visit = event("v", "visit", "mmsi:240111000", "2024-12-19", "2024-12-21", place_id="tobruk")
    length = {"asset_id": "mmsi:240111000", "key": "length_m", "value": "55", "source_id": "s", "source_row": 1}
    small = detection("small", "i", "2024-12-20T08:00:00Z", (32.08, 23.99), length_m=52.0)
    (row,) = shown(register, detection("d", "i", "2024-12-20T08:00:00Z"), small, events=[visit], identities=[length])
    assert row["item_id"] == "d"
    assert shown(register, detection("d", "i", "2024-12-20T08:00:00Z"), events=[visit], identities=[length])


def test_the_claimed_ship_does_not_account_for_itself(register: Register) -> None:
    row = claim("c", "arrive", **(ARRIVE | {"assets": ["ship:sparta"]}))
    visit = event("v", "visit", "ship:sparta", "2024-12-19", "2024-12-21", place_id="tobruk")
    assert shown(register, detection("d", "i", "2024-12-20T08:00:00Z", length_m=122.0), row=row, events=[visit])


def test_where_such_hulls_often_lie_one_more_says_little(register: Register) -> None:
    one = detection("d", "i", "2024-12-20T08:00:00Z")
    days = [f"2024-{m}-{d:02d}" for m, d in (("10", 5), ("10", 12), ("10", 19), ("11", 2), ("11", 9), ("11", 16), ("11", 23))]
    before = [image(f"b{d}", d) for d in days]
    busy = [detection(f"x{d}", f"b{d}", d) for d in days]
    quiet_place, busy_place = (log_lr(shown(register, one, *others, images=before)) for others in ([], busy))
    alone = log_lr(shown(register, one))
    assert busy_place < 0.5 < alone < quiet_place <= math.log(8)


def test_a_hull_that_lay_there_before_the_claimed_time_is_no_newcomer(register: Register) -> None:
    now, then = detection("d", "i", "2024-12-20T08:00:00Z"), detection("b", "b", "2024-12-07")
    before = [image("b", "2024-12-07")]
    new, old = (shown(register, now, *more, images=before) for more in ([], [then]))
    assert log_lr(old) < log_lr(new) - 0.3
    assert "one lay there shortly before" in old[0]["why"]
    assert "shortly before" not in new[0]["why"]


def test_one_hull_in_many_empty_looks_is_no_pick_of_the_best(register: Register) -> None:
    """The claim as a whole loses by nine empty looks around the one that shows a hull."""
    row = claim("c", "present", place=["tobruk"], time=WINDOW, assets=["frigate"])
    looks = [image(f"i{d}", f"2024-12-{d}") for d in range(11, 21)]
    one = [detection("d", "i15", "2024-12-15")]
    verdict = assess(tables([row], images=looks, detections=one), register, PARAMS, AS_OF).verdicts.row(-1, named=True)
    assert verdict["probability"] < 0.05


def test_one_hull_in_two_images_of_a_pass_is_one(register: Register) -> None:
    pair = [image("a", "2024-12-20T08:00:00Z", pass_id="p"), image("b", "2024-12-20T08:00:10Z", pass_id="p")]
    twice = [detection("d", "a", "2024-12-20T08:00:00Z"), detection("e", "b", "2024-12-20T08:00:10Z")]
    ground = make_ground(tables([claim("c", "arrive", **ARRIVE)], images=pair, detections=twice), register, PARAMS, AS_OF)
    (look,) = ground.looks.at(frozenset({"tobruk"}))
    assert len(look.detections) == 1


def test_images_alone_never_confirm(register: Register) -> None:
    row = claim("c", "arrive", **ARRIVE)
    images = [image(f"i{d}", f"2024-12-{d}") for d in range(11, 21)]
    found = [detection(f"d{d}", f"i{d}", f"2024-12-{d}") for d in range(11, 21)]
    verdict = assess(tables([row], images=images, detections=found), register, PARAMS, AS_OF).verdicts.row(-1, named=True)
    assert verdict["verdict"] == "inconclusive"
    assert verdict["probability"] < 0.6


# ------------------------------------------------------------------------------------------ fewer than before


def left(register: Register, n_before: int, n_after: int, **cells: Any) -> Row:
    row = claim("c", "depart", origin=["tartus"], time=WINDOW, assets=["frigate"], **cells)
    images = [image("a", "2024-12-09", "tartus"), image("b", "2024-12-20T12:00:00Z", "tartus")]
    where = [(TARTUS[0], TARTUS[1] + 0.005 * k) for k in range(6)]
    found = [detection(f"a{k}", "a", "2024-12-09", where[k]) for k in range(n_before)]
    found += [detection(f"b{k}", "b", "2024-12-20T12:00:00Z", where[k]) for k in range(n_after)]
    rows = evidence(register, row, "fewer_in_image", images=images, detections=found)
    return rows[0] if rows else {}


def test_fewer_hulls_speak_for_the_departure_and_as_many_against(register: Register) -> None:
    fewer, same = left(register, 3, 0), left(register, 3, 3)
    assert fewer["log_lr"]["moved"] > 0.5
    assert same["log_lr"]["moved"] < 0
    assert fewer["log_lr"]["elsewhere"] == 0.0  # leaving is all that is claimed
    assert "3 of the claimed kind at Tartus in an image of 9 Dec 2024, 0 in one of 20 Dec 2024" in fewer["why"]


def test_many_gone_fit_a_claim_of_many_better(register: Register) -> None:
    assert left(register, 4, 0, count_min=4)["log_lr"]["moved"] > left(register, 4, 0)["log_lr"]["moved"]


def test_an_empty_place_before_says_nothing_of_a_departure(register: Register) -> None:
    assert left(register, 0, 0) == {}


@given(st.floats(0.001, 0.999), st.integers(0, 9), st.integers(0, 9))
def test_what_is_left_over_in_a_crowd_is_worth_the_ratio_of_two_binomials(recall: float, n_alike: int, n_taken: int) -> None:
    """Independent: P(k of n + 1 shown) / P(k of n shown), from the binomial itself."""
    n = max(n_alike, n_taken)
    told = Found((), n_taken, n_alike, n_taken).recall(recall)
    assert 0 <= told <= recall + 1e-12
    one_more, without = binom.pmf(n_taken, n + 1, recall), binom.pmf(n_taken, n, recall)
    if without > 1e-12:
        assert 1 - told == pytest.approx(min(one_more / without, 1.0))


def test_no_hull_left_over_says_less_where_others_may_have_been_missed(register: Register) -> None:
    """Eight ships lie there by their own signal and eight hulls are shown: any of them may be the claimed one."""
    looked = [image("i", "2024-12-19")]
    hulls = [detection(f"d{i}", "i", "2024-12-19") for i in range(8)]
    others = [event(f"v{i}", "visit", f"mmsi:24000000{i}", "2024-12-01", "2024-12-30", place_id="tobruk") for i in range(8)]
    row = claim("c", "arrive", **ARRIVE)
    alone = log_lr(evidence(register, row, "image_without_it", images=looked))
    assert alone < -0.5
    assert evidence(register, row, "image_without_it", images=looked, detections=hulls, events=others) == []
    few = evidence(register, row, "image_without_it", images=looked, detections=hulls[:4], events=others)
    assert alone < log_lr(few) < 0, "four of eight missed: hardly a fifth"
    assert evidence(register, row, "hull_in_image", images=looked, detections=hulls, events=others) == [], (
        "nor does it speak for it"
    )
