"""When did a rate change, by how much, and how sure is the day?

Counts with exposure flow in; change points with an interval of days and the rate ratio with its interval flow out. The series
is cut by PELT (ruptures) under a Poisson cost with exposure, whose penalty is scaled by how much counts vary and hang together from
step to step; each cut is then moved to its best day and gets the days that hold 95 % of its likelihood. A lasting fall is one
change with a date, where a detector says only that many days were low.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vedette.patterns.glm import Bools, Floats, Indices
from vedette.patterns.ramps import find_ramp
from vedette.patterns.series import PER_WEEK, Step

_BLOCK_STEPS: dict[Step, int] = {"day": 28, "week": 8}  # inside a block the rate is taken as constant
_MIN_WEEKS = 2  # a stretch is at least so long (weekly series: 3 steps)
_PENALTY = 3.0  # times log n, a cut: the modified BIC of Zhang & Siegmund 2007
_MOST_CORRELATION = 0.9


@dataclass(frozen=True)
class Change:
    """One change: `index` is the first step of the new rate."""

    index: int
    first: int  # interval of the index
    last: int
    ratio: float  # rate after over rate before
    low: float
    high: float
    before: float  # rate a unit of exposure
    after: float
    start: int  # of the stretch before
    end: int  # of the stretch after, exclusive
    began: int | None = None  # where it took its time: last step of the old rate, and first of the new one; None = at once
    complete: int | None = None


def find_changes(
    counts: Floats, exposure: Floats, is_usable: Bools, step: Step, parts: Sequence[tuple[int, int]]
) -> list[Change]:
    """Change points of one series.

    Args:
        counts: (n,) counts.
        exposure: (n,) effort, times weekday factors if there are any.
        is_usable: (n,) steps that count: known, with effort, no outage.
        step: day or week.
        parts: stretches (start, end) with one set of feeds; no change is sought across their borders.
    Returns:
        Changes in the order of time.
    Source: Killick, Fearnhead & Eckley 2012 (PELT); Zhang & Siegmund 2007 (penalty).
    """
    found: list[Change] = []
    for start, end in parts:
        at = start + np.flatnonzero(is_usable[start:end] & (exposure[start:end] > 0))
        found += _changes_of(counts[at], exposure[at], at, step)
    return found


def _changes_of(counts: Floats, exposure: Floats, at: Indices, step: Step) -> list[Change]:
    smallest = max(_MIN_WEEKS * PER_WEEK[step], 3)
    n = len(counts)
    if n < 2 * smallest or counts.sum() <= 0:
        return []
    scale = variance_scale(counts, exposure, _BLOCK_STEPS[step])
    sums = np.concatenate([[0.0], np.cumsum(counts)]), np.concatenate([[0.0], np.cumsum(exposure)])
    cuts = _cut(sums, smallest, PER_WEEK[step], _PENALTY * math.log(n) * scale)
    cuts = _settle(sums, cuts, smallest, _PENALTY * math.log(n) * scale)
    bounds = [0, *cuts, n]
    found = [_change(sums, at, (bounds[i - 1], bounds[i], bounds[i + 1]), smallest, scale) for i in range(1, len(bounds) - 1)]
    ramps = [
        find_ramp(counts, exposure, (bounds[i - 1], bounds[i], bounds[i + 1]), step, scale) for i in range(1, len(bounds) - 1)
    ]
    return [
        change if ramp is None else replace(change, began=int(at[ramp[0]]), complete=int(at[min(ramp[1], n - 1)]))
        for change, ramp in zip(found, ramps, strict=True)
    ]


def variance_scale(counts: Floats, exposure: Floats, block: int) -> float:
    """How much more a sum of counts varies than Poisson: dispersion inside blocks times (1 + r) / (1 - r), r the correlation of
    neighbours; at least 1."""
    residuals, n_blocks = [], 0
    for i in range(0, len(counts), block):
        y, e = counts[i : i + block], exposure[i : i + block]
        if len(y) < 3 or y.sum() <= 0:
            continue
        mean = e * y.sum() / e.sum()
        residuals.append((y - mean) / np.sqrt(mean))
        n_blocks += 1
    if not residuals:
        return 1.0
    pooled = np.concatenate(residuals)
    dispersion = float((pooled**2).sum()) / max(len(pooled) - n_blocks, 1)
    products = sum(float((r[1:] * r[:-1]).sum()) for r in residuals)
    r = _bounded(products / max(float((pooled**2).sum()), 1e-12) + 1.0 / block)
    return max(dispersion, 1.0) * (1 + r) / (1 - r)


def correlation_of(residuals: Floats, n: int) -> float:
    """Correlation of neighbouring residuals about one mean of n steps, 0 to .9."""
    return _bounded(float((residuals[1:] * residuals[:-1]).sum()) / max(float((residuals**2).sum()), 1e-12) + 1.0 / max(n, 1))


def _bounded(r: float) -> float:
    """A mean of their own draws n neighbours apart by about 1 / n, which has been added; what is left is 0 to .9."""
    return min(max(r, 0.0), _MOST_CORRELATION)


def _cost(sums: tuple[Floats, Floats], start: int, end: int) -> float:
    """-2 log likelihood of a stretch at its own rate, without what does not depend on where it is cut."""
    total, exposure = sums[0][end] - sums[0][start], sums[1][end] - sums[1][start]
    return float(-2.0 * (total * math.log(total / exposure) - total)) if total > 0 else 0.0


def _cut(sums: tuple[Floats, Floats], smallest: int, jump: int, penalty: float) -> list[int]:
    import ruptures
    from ruptures.base import BaseCost

    class PoissonCost(BaseCost):  # type: ignore[misc]
        model, min_size = "poisson", smallest

        def fit(self, signal: Floats) -> PoissonCost:
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            return _cost(sums, start, end)

    n = len(sums[0]) - 1
    finder = ruptures.Pelt(custom_cost=PoissonCost(), min_size=smallest, jump=jump).fit(np.zeros((n, 1)))
    return [int(cut) for cut in finder.predict(pen=penalty)[:-1]]


def _settle(sums: tuple[Floats, Floats], cuts: list[int], smallest: int, penalty: float) -> list[int]:
    """Every cut on its best step between its neighbours; cuts that then do not earn their penalty go, the weakest first."""
    n = len(sums[0]) - 1
    while cuts:
        for _ in range(2):
            bounds = [0, *cuts, n]
            for i in range(1, len(bounds) - 1):
                inside, gain = _profile(sums, bounds[i - 1], bounds[i + 1], smallest)
                if len(inside):
                    bounds[i] = int(inside[int(np.argmax(gain))])
            cuts = bounds[1:-1]
        gains = [
            _cost(sums, a, c) - _cost(sums, a, b) - _cost(sums, b, c)
            for a, b, c in zip([0, *cuts[:-1]], cuts, [*cuts[1:], n], strict=True)
        ]
        weakest = int(np.argmin(gains))
        if gains[weakest] >= penalty:
            break
        cuts = cuts[:weakest] + cuts[weakest + 1 :]
    return cuts


def _profile(sums: tuple[Floats, Floats], start: int, end: int, smallest: int) -> tuple[Indices, Floats]:
    """Possible cuts of a stretch, and the log likelihood of each."""
    inside = np.arange(start + smallest, end - smallest + 1)
    halves = np.array([-0.5 * (_cost(sums, start, k) + _cost(sums, k, end)) for k in map(int, inside)])
    return inside, halves


def _change(
    sums: tuple[Floats, Floats],
    at: Indices,
    bounds: tuple[int, int, int],
    smallest: int,
    scale: float,
) -> Change:
    start, cut, end = bounds
    inside, likelihood = _profile(sums, start, end, smallest)
    weight = np.exp((likelihood - likelihood.max()) / scale)
    first, last = _shortest_holding(weight / weight.sum(), 0.95)
    before, after = (sums[0][cut] - sums[0][start], sums[0][end] - sums[0][cut])
    exposures = float(sums[1][cut] - sums[1][start]), float(sums[1][end] - sums[1][cut])
    rates = float(before) / exposures[0], float(after) / exposures[1]
    half = 1.959964 * math.sqrt(scale * (1 / max(before, 0.5) + 1 / max(after, 0.5)))
    ratio = rates[1] / rates[0] if rates[0] > 0 else math.inf
    middle = ratio if 0 < ratio < math.inf else (after + 0.5) / (before + 0.5) * exposures[0] / exposures[1]
    return Change(
        index=int(at[cut]), first=int(at[inside[first]]), last=int(at[inside[last]]), ratio=ratio,
        low=float(middle * math.exp(-half)), high=float(middle * math.exp(half)), before=rates[0], after=rates[1],
        start=int(at[start]), end=int(at[end - 1]) + 1,
    )  # fmt: skip


def _shortest_holding(shares: Floats, level: float) -> tuple[int, int]:
    """First and last of the shortest run of shares that holds a level."""
    sums = np.concatenate([[0.0], np.cumsum(shares)])
    best = (0, len(shares) - 1)
    for first in range(len(shares)):
        last = int(np.searchsorted(sums, sums[first] + level - 1e-12)) - 1
        if last < len(shares) and last - first < best[1] - best[0]:
            best = first, last
    return best
