"""Lives by the table: they follow the flows, leave what is left, and no ship is at two places."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from vedette.errors import NotFound
from vedette.registry.register import load_register
from vedette.simulation.quick.lives import Life
from vedette.simulation.scenes.named import Flow, find_world, read_worlds
from vedette.simulation.scenes.traffic import live_in

DECEMBER = find_world("december")


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    return live_in(DECEMBER, DECEMBER.with_seed(1), load_register(), np.random.default_rng([1, 1]))


def test_every_named_world_gives_parameters() -> None:
    assert {"december", "quiet", "small", "matched"} <= set(read_worlds())
    assert all(world.with_seed(7).seed == 7 for world in read_worlds().values())


def test_a_world_that_is_not_there_says_what_it_resembles() -> None:
    with pytest.raises(NotFound, match="december"):
        find_world("decembre")


def test_a_flow_to_a_place_without_receivers_is_refused() -> None:
    with pytest.raises(ValueError, match="atlantis"):
        Flow(group="cargo", from_day=0, stay_days=1, places={"atlantis": 1, "tartus": 1})


def test_no_asset_is_at_two_places(lives: list[Life]) -> None:
    assert len(lives) == sum(DECEMBER.with_seed(1).n_of)
    for life in lives:
        assert all(stay.start < stay.end for stay in life.stays)
        for before, after in pairwise(life.stays):
            assert before.end < after.start
            assert before.place_id != after.place_id


def test_no_warship_lies_in_a_base_that_was_left(lives: list[Life]) -> None:
    left = DECEMBER.leave
    late = [s for x in lives if x.group in left.groups for s in x.stays if s.place_id in left.places and s.end > left.to_day + 1]
    assert late == []
    early = [s for x in lives if x.group == "warship" for s in x.stays if s.place_id in left.places]
    assert len(early) >= 10


def test_cargo_ships_sail_with_dark_warships(lives: list[Life]) -> None:
    led = [v for x in lives if x.group == "warship" for v in x.voyages()]
    together = [
        1
        for x in lives if x.group == "cargo"
        for a, b in x.voyages()
        if any(a.place_id == c.place_id and b.place_id == d.place_id and 0 <= a.end - c.end < 0.05 for c, d in led)
    ]  # fmt: skip
    assert len(together) >= 3


def test_shuttles_begin_when_the_flow_changes(lives: list[Life]) -> None:
    hops = [
        a.end
        for x in lives
        if x.group == "aircraft"
        for a, b in x.voyages()
        if {a.place_id, b.place_id} == {"hmeimim", "al-khadim"}
    ]
    turn = max(f.from_day for f in DECEMBER.flows if f.group == "aircraft")
    before, after = sum(day < turn for day in hops), sum(day >= turn for day in hops)
    assert after > 5 * max(before, 1)
