"""One series of counts with its effort: what every detector takes.

Days, counts, effort and feeds flow in, already one row a step and in order; nothing is dropped. Missing, zero and failed stay
three things: a count may be NaN (nobody looked), 0 (looked, nothing there), or stand on an outage (looked, but the receiver
was all but deaf), which `find_outages` marks from the effort, never from the absence of what is counted alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from vedette.patterns.glm import Bools, Floats

Step = Literal["day", "week"]
PER_WEEK: dict[Step, int] = {"day": 7, "week": 1}
PER_MONTH: dict[Step, float] = {"day": 365.25 / 12, "week": 365.25 / 84}

# share of the usual under which a look is an outage -> why that number
OUTAGE_EFFORT_SHARE = 0.2  # a fifth: the offset supposes that counts follow effort, which no longer holds near the floor
OUTAGE_TOTAL_SHARE = 0.05  # without effort: hardly anything of anything
USUAL_WEEKS = 4  # the usual is the median of so many weeks before: a lasting fall becomes usual after two
LONGEST_SUSPECTED_WEEKS = 1  # a silence of everything that lasts longer is tested, whatever it was
FEWEST_FOR_SUSPICION = 10.0  # a usual total under this makes a zero nothing special


@dataclass(frozen=True)
class CountSeries:
    """n steps of one series, evenly spaced."""

    name: str
    step: Step
    days: tuple[date, ...]  # first day of each step
    counts: Floats  # (n,) NaN = missing
    effort: Floats  # (n,) NaN = unknown, 0 = none; ones where no effort was given
    feeds: tuple[str, ...] = ()  # (n,) which set of feeds each step comes from; empty = not told
    has_effort: bool = False

    def __len__(self) -> int:
        return len(self.days)


def find_outages(series: CountSeries, total: Floats) -> Bools:
    """(n,) steps on which the receivers, not the movement, failed.

    With effort: effort under a fifth of its median of the four weeks before. Without: the total of all series all but gone for
    at most a week, after which it came back or the data ends. A lasting fall is neither.

    Args:
        series: the series.
        total: (n,) counts of everything that the file holds on each step; NaN = missing.
    """
    width = USUAL_WEEKS * PER_WEEK[series.step]
    if series.has_effort:
        usual = usual_before(series.effort, width)
        return np.asarray(series.effort < OUTAGE_EFFORT_SHARE * usual)  # where effort is not known (NaN) it is no outage
    usual = usual_before(total, width)
    is_silent = (np.nan_to_num(total, nan=np.inf) <= OUTAGE_TOTAL_SHARE * usual) & (usual >= FEWEST_FOR_SUSPICION)
    longest = LONGEST_SUSPECTED_WEEKS * PER_WEEK[series.step]
    marked = np.zeros(len(series), dtype=bool)
    for start, end in runs_of(is_silent):
        marked[start:end] = end - start <= longest
    return marked


def usual_before(values: Floats, width: int) -> Floats:
    """(n,) median of up to `width` values before each, NaN left out; NaN where there is none."""
    padded = np.concatenate([np.full(width, np.nan), values])[:-1]
    windows = sliding_window_view(padded, width)
    is_known = (~np.isnan(windows)).any(axis=1)
    usual = np.full(len(values), np.nan)
    usual[is_known] = np.nanmedian(windows[is_known], axis=1)
    return usual


def runs_of(flags: Bools) -> list[tuple[int, int]]:
    """Start and end (exclusive) of every run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def feed_breaks(feeds: Sequence[str]) -> tuple[int, ...]:
    """Indices at which the set of feeds is another than on the step before: nothing before them is a baseline after them."""
    return tuple(i for i in range(1, len(feeds)) if feeds[i] != feeds[i - 1])
