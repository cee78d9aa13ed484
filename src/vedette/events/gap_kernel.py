"""The loop that finds gaps: one pass over each asset's times.

In flow numpy columns sorted by asset and time, out flow the pairs of rows with a long silence between them, each with what
the rule for *transponder off* asks of the rows before.
"""

from __future__ import annotations

import numpy as np

from vedette.engine.columns import Bools, Ints

N_BEFORE = 14  # rows before a gap that a condition of Welch et al. asks for
_BEFORE_US = 12 * 3_600_000_000  # ... in the twelve hours before

# row before the gap, row after it, own rows in the twelve hours before (at most N_BEFORE)
Silence = tuple[int, int, int]


def scan_gaps(offsets: Ints, time_us: Ints, may_be_silent: Bools, min_us: Ints, min_before: int) -> list[Silence]:
    """The silences that last long enough, of assets that had been heard.

    Args:
        offsets: (n_assets + 1,) runs of rows. time_us: (n,) sorted within a run.
        may_be_silent: (n,) would silence after this row be a gap?
        min_us: (n_assets,) shortest gap.
        min_before: own rows in the twelve hours before without which it is not known whether the asset fell silent.
    """
    gaps = [(-1, -1, -1)]  # a first row gives the compiler the types
    for run in range(len(offsets) - 1):
        for i in range(offsets[run] + 1, offsets[run + 1]):
            if time_us[i] - time_us[i - 1] >= min_us[run] and may_be_silent[i - 1]:
                n_before = count_before(time_us, offsets[run], i - 1)
                if n_before >= min_before:
                    gaps.append((i - 1, i, n_before))
    return gaps[1:]


def carry_silences(
    slots: Ints, offsets: Ints, ids: Ints, time_us: Ints, may_be_silent: Bools, min_us: Ints, min_before: int,
    kept: Ints, kept_us: Ints, is_kept_silent: Bools, n_kept: Ints,
) -> list[tuple[int, int, int, int]]:  # fmt: skip
    """`scan_gaps` with the last rows of every asset in arrays, which are written in place.

    Args:
        slots, offsets: (n,) the assets with rows, and (n + 1,) offsets of their runs. ids: what names each row.
        time_us, may_be_silent, min_us, min_before: as in `scan_gaps`.
        kept, kept_us, is_kept_silent, n_kept: by asset its last `N_BEFORE` rows.
    Returns:
        Asset, name of the row before, name of the row after, own rows in the twelve hours before.
    """
    n_all = len(ids)
    for run in range(len(slots)):
        n_all += n_kept[slots[run]]
    rows, times, silent = np.empty(n_all, np.int64), np.empty(n_all, np.int64), np.empty(n_all, np.bool_)
    bounds, is_new = np.zeros(len(slots) + 1, np.int64), np.zeros(n_all, np.bool_)
    for run in range(len(slots)):
        slot, first = slots[run], bounds[run]
        middle = first + n_kept[slot]
        end = middle + offsets[run + 1] - offsets[run]
        rows[first:middle], rows[middle:end] = kept[slot, : n_kept[slot]], ids[offsets[run] : offsets[run + 1]]
        times[first:middle], times[middle:end] = kept_us[slot, : n_kept[slot]], time_us[offsets[run] : offsets[run + 1]]
        silent[first:middle] = is_kept_silent[slot, : n_kept[slot]]
        silent[middle:end] = may_be_silent[offsets[run] : offsets[run + 1]]
        is_new[middle:end] = True
        bounds[run + 1] = end
        n_kept[slot] = min(N_BEFORE, end - first)
        kept[slot, : n_kept[slot]] = rows[end - n_kept[slot] : end]
        kept_us[slot, : n_kept[slot]] = times[end - n_kept[slot] : end]
        is_kept_silent[slot, : n_kept[slot]] = silent[end - n_kept[slot] : end]
    found = [(-1, -1, -1, -1)]  # a first row gives the compiler the types
    run = 0
    for before, after, n_before in scan_gaps(bounds, times, silent, min_us, min_before):
        while bounds[run + 1] <= after:
            run += 1
        if is_new[after]:
            found.append((slots[run], rows[before], rows[after], n_before))
    return found[1:]


def count_before(time_us: Ints, first: int, last: int) -> int:
    """Rows up to `last`, itself included, in the twelve hours before it; at most `N_BEFORE`."""
    n = 0
    for j in range(last, max(first, last - N_BEFORE + 1) - 1, -1):
        n += time_us[j] >= time_us[last] - _BEFORE_US
    return n
