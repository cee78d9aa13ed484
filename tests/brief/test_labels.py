"""Labels never overlap and never leave the frame, however crowded the drawing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.brief.boxes import Obstacle, Rect, TextBlock
from vedette.brief.labels import Request, place_labels
from vedette.brief.spots import Candidate, along_path, around_point

FRAME = Rect(0.0, 0.0, 400.0, 300.0)
SPOTS = st.lists(st.tuples(st.floats(-20, 420), st.floats(-20, 320), st.integers(1, 22)), max_size=22)


def _request(ident: str, x: float, y: float, text: str, priority: float = 1.0) -> Request:
    block = TextBlock((text,), 12.0, 10.0)
    return Request(ident, block, around_point(block, x, y, 3.0), priority)


@settings(max_examples=60, deadline=None)
@given(SPOTS)
def test_no_two_labels_overlap_and_none_leaves_the_frame(spots: list[tuple[float, float, int]]):
    requests = [_request(str(n), x, y, "m" * length) for n, (x, y, length) in enumerate(spots)]
    marks = [Obstacle(Rect(x - 3, y - 3, x + 3, y + 3)) for x, y, _ in spots]
    keep_out = Rect(300.0, 0.0, 400.0, 80.0)
    placed = place_labels(requests, FRAME, marks, [keep_out])
    boxes = [p.candidate.rect for p in placed]
    assert all(box.is_inside(FRAME) for box in boxes)
    assert all(box.overlap(keep_out) == 0 for box in boxes)
    assert all(a.overlap(b) == 0 for a, b in itertools.combinations(boxes, 2))


@settings(max_examples=25, deadline=None)
@given(SPOTS)
def test_the_same_requests_give_the_same_places(spots: list[tuple[float, float, int]]):
    requests = [_request(str(n), x, y, "x" * length) for n, (x, y, length) in enumerate(spots)]
    assert place_labels(requests, FRAME, []) == place_labels(requests[::-1], FRAME, [])


def test_a_lone_label_stands_right_of_its_mark_without_a_leader():
    placed = place_labels([_request("a", 100.0, 100.0, "Tartus")], FRAME, [])[0].candidate
    assert placed.rect.left > 100.0
    assert placed.leader is None
    assert placed.align == "start"


def test_at_the_right_edge_it_stands_left():
    placed = place_labels([_request("a", 395.0, 100.0, "Tartus")], FRAME, [])[0].candidate
    assert placed.rect.right < 395.0
    assert placed.align == "end"


def test_a_crowded_label_moves_off_and_gets_a_leader_line():
    wall = [Obstacle(Rect(60.0, 60.0, 140.0, 140.0), 50.0)]
    placed = place_labels([_request("a", 100.0, 100.0, "T")], FRAME, wall)[0].candidate
    assert placed.leader is not None
    assert not placed.rect.overlap(Rect(60.0, 60.0, 140.0, 140.0))


def test_what_matters_most_gets_its_place_first():
    tiny = Rect(0.0, 0.0, 70.0, 30.0)
    requests = [_request("low", 10.0, 15.0, "Tartus", 9.0), _request("high", 10.0, 15.0, "Tobruk", 1.0)]
    assert [p.request.ident for p in place_labels(requests, tiny, [])] == ["high"]


def test_labels_without_room_are_left_out():
    assert place_labels([_request("a", 5.0, 5.0, "a name that is far too long for this")], Rect(0, 0, 30, 20), []) == []


def test_labels_beside_a_line_keep_off_it():
    points = [(float(x), 150.0) for x in range(20, 380, 8)]
    block = TextBlock(("flights",), 11.0, 10.0)
    line = [Obstacle(Rect(x - 1, y - 1, x + 1, y + 1), 0.2) for x, y in points]
    placed = place_labels([Request("a", block, along_path(block, points), 1.0)], FRAME, line)[0].candidate
    assert placed.rect.bottom < 150.0 or placed.rect.top > 150.0
    assert 120 < (placed.rect.left + placed.rect.right) / 2 < 280


def test_leader_lines_do_not_cross():
    one = Candidate(Rect(0, 0, 10, 10), 0.0, "start", ((20.0, 20.0), (60.0, 60.0)))
    other = Candidate(Rect(80, 0, 90, 10), 0.0, "start", ((20.0, 60.0), (60.0, 20.0)))
    block = TextBlock(("x",), 10.0, 10.0)
    requests = [Request("a", block, (one,), 1.0), Request("b", block, (other,), 2.0)]
    assert [p.request.ident for p in place_labels(requests, FRAME, [])] == ["a"]


def test_blocks_are_as_wide_as_their_widest_line_and_grow_with_lines():
    one, two = TextBlock(("Tartus",), 13.0, 11.0), TextBlock(("Tartus", "12 sightings, 5 Dec"), 13.0, 11.0)
    assert two.width_px > one.width_px
    assert two.height_px > one.height_px


@pytest.mark.parametrize(
    ("first", "second", "area"),
    [
        (Rect(0, 0, 2, 2), Rect(1, 1, 3, 3), 1.0),
        (Rect(0, 0, 1, 1), Rect(1, 0, 2, 1), 0.0),
        (Rect(0, 0, 1, 1), Rect(5, 5, 6, 6), 0.0),
    ],
)
def test_overlap_is_the_common_area(first: Rect, second: Rect, area: float):
    assert first.overlap(second) == second.overlap(first) == area
