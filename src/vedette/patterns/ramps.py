"""Did a rate change at once, or over days? From when to when.

Counts with exposure and a change point between two neighbours flow in; the last step of the old rate and the first of the new one flow
out, where a straight way between the two rates fits clearly better than a step. A diversion that takes two weeks then begins on its
first day, not in its middle.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.patterns.glm import Floats
from vedette.patterns.series import PER_WEEK, Step

_REACH_WEEKS: dict[Step, int] = {"day": 6, "week": 13}  # a way begins and ends at most so far from the change point
_FEWEST = 4  # steps on either side: with less, a step is all that can be told


def find_ramp(counts: Floats, exposure: Floats, bounds: tuple[int, int, int], step: Step, scale: float) -> tuple[int, int] | None:
    """Where the old rate ends and the new one begins, or None where it changed at once.

    Args:
        counts: (n,) usable steps only.
        exposure: (n,) > 0.
        bounds: start of the stretch before, change point, end of the stretch after.
        step: day or week.
        scale: how much more counts vary than Poisson; the gain in likelihood is judged by it.
    Returns:
        (began, complete): the last step at the old rate and the first at the new one.
    """
    start, cut, end = bounds
    reach = min(_REACH_WEEKS[step] * PER_WEEK[step], (cut - start) // 2, (end - cut) // 2)
    if reach < _FEWEST:
        return None
    first, last = cut - reach, cut + reach
    before = counts[start:first].sum() / exposure[start:first].sum()
    after = counts[last:end].sum() / exposure[last:end].sum()
    if before <= 0 and after <= 0:
        return None
    y, e, t = counts[first:last], exposure[first:last], np.arange(first, last)
    ways = [(a, b) for a in range(first, cut + 1) for b in range(max(a + 1, cut - 1), last + 1)]
    starts, ends = np.array([a for a, _ in ways])[:, None], np.array([b for _, b in ways])[:, None]
    share = np.clip((t[None, :] - starts) / (ends - starts), 0.0, 1.0)
    gains = _log_likelihood(y, e, before + (after - before) * share)
    steps = _log_likelihood(y, e, np.where(t[None, :] < np.arange(first, last + 1)[:, None], before, after))
    best = int(np.argmax(gains))
    if 2 * float(gains[best] - steps.max()) <= scale * math.log(len(y)) or ways[best][1] - ways[best][0] <= 1:
        return None
    return ways[best]


def _log_likelihood(counts: Floats, exposure: Floats, rates: Floats) -> Floats:
    """(w,) Poisson log likelihood of (w, n) rates, up to a constant; a rate of 0 is taken as hardly any."""
    mean = np.maximum(rates, 1e-9) * exposure[None, :]
    return np.asarray((counts * np.log(mean) - mean).sum(axis=1))
