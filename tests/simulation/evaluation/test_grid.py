"""The small worlds of a grid: which seeds they have."""

from __future__ import annotations

from itertools import combinations

from vedette.simulation.evaluation.grid import GRIDS, list_cells


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
