"""EARS C1, C2 and C3: a count against the mean and deviation of the seven before it.

Counts flow in, upper bounds and alarms flow out. C1 takes the seven looks just before, C2 leaves two looks between, C3 adds up
what C2 exceeded on three looks in a row. EARS knows no effort: it is shown beside the default, as what simple rules would say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from vedette.patterns.glm import Bools, Floats

EarsMethod = Literal["C1", "C2", "C3"]
BASELINE = 7
USUAL_ALPHA: dict[str, float] = {"C1": 0.001, "C2": 0.001, "C3": 0.025}  # about 3, 3 and 2 standard deviations
_LAG = {"C1": 1, "C2": 3, "C3": 3}


@dataclass(frozen=True)
class EarsLooks:
    """One row a look; NaN and False where the history is too short or holds a missing count."""

    upper: Floats
    is_alarm: Bools


def run_ears(counts: Floats, method: EarsMethod, alpha: float | None = None) -> EarsLooks:
    """Judge every look of one series.

    Args:
        counts: (n,) counts; NaN = missing.
        method: C1, C2 or C3.
        alpha: one-sided level; None = the usual one of the method.
    Returns:
        (n,) upper bounds and alarms.
    Source: Fricker, Hegler & Dunfee 2008; numbers as R `surveillance::earsC` 1.20.
    """
    from scipy.special import ndtri

    z = float(ndtri(1.0 - (USUAL_ALPHA[method] if alpha is None else alpha)))
    mean, deviation = _baseline(counts, _LAG[method])
    upper = _c3_upper(counts, mean, deviation, z) if method == "C3" else mean + z * deviation
    return EarsLooks(upper, np.greater(counts, upper, where=~np.isnan(upper), out=np.zeros(len(counts), dtype=bool)))


def _baseline(counts: Floats, lag: int) -> tuple[Floats, Floats]:
    n = len(counts)
    mean, deviation = np.full(n, np.nan), np.full(n, np.nan)
    first = BASELINE + lag - 1
    if n > first:
        past = sliding_window_view(counts, BASELINE)[: n - first]
        mean[first:], deviation[first:] = past.mean(axis=1), past.std(axis=1, ddof=1)
    return mean, deviation


def _c3_upper(counts: Floats, mean: Floats, deviation: Floats, z: float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        excess = np.maximum((counts - mean) / deviation - 1.0, 0.0)
        before = np.concatenate([[np.nan, np.nan], excess[:-2] + excess[1:-1]])[: len(counts)]
        return np.asarray(np.maximum(counts + deviation * (z - before), 0.0))
