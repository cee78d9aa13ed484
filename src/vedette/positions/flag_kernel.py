"""The loop that flags rows as they come: the rules of `duplicates.py` and `outliers.py` over an asset's last rows and new ones.

In flow new rows by asset and time and the rows that earlier calls kept, out flow the rows that can be judged by now, with their
flags. Which rows are kept, and when a row is judged, is as in `flagging.py`, which does the same over frames.
"""

from __future__ import annotations

import numpy as np

from vedette.engine.columns import Bools, Floats, Ints
from vedette.positions.duplicates import LOOK_BACK, mark_duplicates
from vedette.positions.outliers import mark_outliers


def carry_flags(  # noqa: C901, PLR0912 - one loop after the other: arrays handed to inner functions cost more than they do
    slots: Ints, offsets: Ints, ids: Ints,
    time_us: Ints, source: Ints, lat_deg: Floats, lon_deg: Floats, flags: Ints, final: Ints, is_usable: Bools, is_given: Bools,
    kept: Ints, n_kept: Ints, max_kn: Floats, slack_km: Floats, n_neighbours: int, same_place_km: float, other_source_km: float,
    unusable: int, duplicate: int, jump: int, given_ids: Ints, given_slots: Ints,
) -> int:  # fmt: skip
    """Judge rows.

    Args:
        slots, offsets, ids: the assets with new rows, offsets of their runs, and the rows, in order within a run.
        time_us ... is_given: columns by row; `flags`, `is_usable` and `is_given` are written, `final` where a row is judged.
        kept, n_kept: by asset the rows that were kept, and are now, in place.
        max_kn, slack_km: by run, as `mark_outliers` takes them.
        unusable, duplicate, jump: bits of flags.
        given_ids, given_slots: room for the rows that are judged, and their assets.
    Returns:
        How many rows are judged.
    """
    n_runs, n = len(slots), len(ids)
    for run in range(n_runs):
        n += n_kept[slots[run]]
    rows, bounds, n_old = np.empty(n, np.int64), np.zeros(n_runs + 1, np.int64), np.empty(n_runs, np.int64)
    for run in range(n_runs):  # old rows and new ones of each asset
        slot, at = slots[run], bounds[run]
        n_old[run] = n_kept[slot]
        for k in range(n_old[run]):
            rows[at + k] = kept[slot, k]
        at += n_old[run]
        for k in range(offsets[run], offsets[run + 1]):
            rows[at] = ids[k]
            at += 1
        bounds[run + 1] = at
    repeats = np.zeros(n, np.bool_)
    mark_duplicates(bounds, time_us[rows], source[rows], lat_deg[rows], lon_deg[rows], same_place_km, other_source_km, repeats)
    usable, usable_bounds, n_usable = np.empty(n, np.int64), np.zeros(n_runs + 1, np.int64), 0
    for run in range(n_runs):
        for k in range(bounds[run], bounds[run + 1]):
            row = rows[k]
            if k - bounds[run] >= n_old[run]:  # old rows keep what they were given when all rows before them were at hand
                if repeats[k]:
                    flags[row] |= duplicate
                is_usable[row] = flags[row] & unusable == 0
                is_given[row] = False
            if is_usable[row]:
                usable[n_usable] = row
                n_usable += 1
        usable_bounds[run + 1] = n_usable
    usable, jumps = usable[:n_usable], np.zeros(n_usable, np.bool_)
    mark_outliers(usable_bounds, time_us[usable], lat_deg[usable], lon_deg[usable], max_kn, slack_km, n_neighbours, jumps)
    n_given = 0
    for run in range(n_runs):
        slot, at = slots[run], usable_bounds[run]
        n_kept[slot] = 0
        for k in range(bounds[run], bounds[run + 1]):
            row = rows[k]
            at += is_usable[row]
            n_after = usable_bounds[run + 1] - at  # usable rows
            if not is_given[row] and (not is_usable[row] or n_after >= n_neighbours):
                is_given[row] = True
                final[row] = flags[row]
                if is_usable[row] and jumps[at - 1]:
                    final[row] |= jump
                given_ids[n_given], given_slots[n_given] = row, slot
                n_given += 1
            if (is_usable[row] and n_after < 2 * n_neighbours) or bounds[run + 1] - 1 - k < LOOK_BACK:
                kept[slot, n_kept[slot]] = row
                n_kept[slot] += 1
    return n_given


def most_kept(n_neighbours: int) -> int:
    """Rows of one asset that are kept at most."""
    return 2 * n_neighbours + LOOK_BACK
