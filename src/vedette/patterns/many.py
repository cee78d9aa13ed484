"""Many looks at once: which alarms hold when all are counted, and how many false ones to expect a month.

p-values flow in, q-values flow out (Benjamini & Hochberg 1995); a level and the number of looks give the expected false alarms,
and a budget of false alarms gives the level.
"""

from __future__ import annotations

import numpy as np

from vedette.patterns.glm import Floats
from vedette.patterns.series import PER_MONTH, Step

_TAILS = 2  # every look is tested for more and for less


def q_values(p: Floats) -> Floats:
    """Benjamini-Hochberg q of each p; NaN stays NaN and is not counted. Shape kept."""
    flat = p.ravel()
    known = np.flatnonzero(~np.isnan(flat))
    q = np.full(len(flat), np.nan)
    if len(known):
        order = known[np.argsort(flat[known], kind="stable")]
        raised = flat[order] * len(order) / np.arange(1, len(order) + 1)
        q[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return q.reshape(p.shape)


def expected_false_alarms(alpha: float, n_series: int, step: Step) -> float:
    """False alarms a month that a level lets through, both tails together, if nothing ever happens."""
    return alpha * _TAILS * n_series * PER_MONTH[step]


def alpha_of_budget(false_alarms_a_month: float, n_series: int, step: Step) -> float:
    """The level at which so many false alarms a month are expected."""
    return min(false_alarms_a_month / (_TAILS * n_series * PER_MONTH[step]), 0.5)
