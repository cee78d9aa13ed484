"""The small worlds of a grid: which seeds they have, and what is otherwise in them."""

from __future__ import annotations

from itertools import combinations

import pytest

from vedette.simulation.evaluation.grid import GRIDS, list_cells
from vedette.simulation.quick.receiving import make_skies
from vedette.simulation.quick.worlds import stream


def test_no_two_cells_of_the_grid_share_a_small_world() -> None:
    seeds = [{params.seed for params in cell.params()} for cell in list_cells("full")]
    assert all(len(own) == GRIDS["full"][2] for own in seeds)
    assert not any(a & b for a, b in combinations(seeds, 2))


def test_the_matched_world_has_the_seeds_that_its_number_says() -> None:
    (cell,) = list_cells("full", ["matched"], [7], 3)
    assert [params.seed for params in cell.params()] == [7000, 7001, 7002]


def test_seeds_follow_from_the_name_of_a_kind_and_not_from_its_place_in_the_list() -> None:
    (alone,) = list_cells("full", ["all_at_once"], [101], 1)
    among = next(cell for cell in list_cells("full") if cell.world.name == "all_at_once" and cell.seed == 101)
    assert alone.params()[0] == among.params()[0]


def test_half_of_the_harbours_of_the_eastern_mediterranean_are_never_heard_and_feeds_fail_for_days() -> None:
    east, plain = (list_cells("fit", [name], [1], 14)[0].params() for name in ("east_mediterranean", "matched"))
    shares = []
    for world in (east, plain):
        skies = [make_skies(one, stream(one, 3)) for one in world]
        dark = [not days.any() for one in skies for days in one.covered.values()]
        down = [not is_up for one in skies for days in one.up.values() for is_up in days]
        shares.append((sum(dark) / len(dark), sum(down) / len(down)))
    (dark, down), (plain_dark, plain_down) = shares
    assert 0.4 < dark < 0.6
    assert plain_dark < 0.4
    assert down > 2 * plain_down
    assert all(one.spoof[0] * one.spoof_factor == pytest.approx(0.12) for one in east)
