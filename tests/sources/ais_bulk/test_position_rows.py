"""The order of rows is the same whether it is found in packed keys or column by column."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vedette.sources.ais_bulk.position_rows import _packed_keys

_US = st.integers(631_152_000_000_000, 4_102_444_800_000_000)  # 1990 to 2100


@given(st.lists(st.tuples(st.integers(0, 5), _US | st.sampled_from([10**15, 10**15 + 1])), min_size=1, max_size=40))
def test_packed_keys_sort_by_asset_time_and_row(pairs: list[tuple[int, int]]) -> None:
    assets, heard_us = np.array(pairs).T
    rows = 7 + 3 * np.arange(len(pairs))
    keys = _packed_keys(assets, heard_us, rows)
    assert keys is not None
    assert (np.sort(keys) % len(rows)).tolist() == np.lexsort((rows, heard_us, assets)).tolist()


def test_rows_out_of_order_are_not_packed() -> None:
    same = np.array([10**15, 10**15])
    assert _packed_keys(np.array([1, 1]), same, np.array([5, 4])) is None
    assert _packed_keys(np.array([1, 1]), same, np.array([5, 5])) is None
    assert _packed_keys(np.array([1, 1]), same, np.array([4, 5])) is not None


def test_keys_without_room_are_not_packed() -> None:
    n = 2_000  # as many ships as rows, over a century: some 2**73 keys
    heard_us = np.linspace(631_152_000_000_000, 4_102_444_800_000_000, n).astype(np.int64)
    assert _packed_keys(np.arange(n), heard_us, np.arange(n)) is None


def test_no_rows_have_no_keys() -> None:
    none = np.zeros(0, np.int64)
    assert _packed_keys(none, none, none) is None
