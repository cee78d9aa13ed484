"""The loop that finds gaps: one pass over each asset's times.

In flow numpy columns sorted by asset and time, out flow the pairs of rows with a long silence between them, each with what
the rule for *transponder off* asks of the rows before.
"""

from __future__ import annotations

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


def count_before(time_us: Ints, first: int, last: int) -> int:
    """Rows up to `last`, itself included, in the twelve hours before it; at most `N_BEFORE`."""
    n = 0
    for j in range(last, max(first, last - N_BEFORE + 1) - 1, -1):
        n += time_us[j] >= time_us[last] - _BEFORE_US
    return n
