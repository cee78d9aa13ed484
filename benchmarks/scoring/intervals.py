"""How far a score can be trusted: a bootstrap over sentences.

Counts by sentence flow in; 95 % intervals flow out. Sentences are drawn again and again with repeats, as many as there are, and
the score is taken anew from each draw (Efron 1979); claims of one sentence stay together, since they are right or wrong together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

N_DRAWS = 2000
SEED = 20250314
Counts = npt.NDArray[np.float64]


def interval(counts: Counts, score: Callable[[Counts], Counts]) -> tuple[float, float] | None:
    """The middle 95 % of a score over draws of sentences.

    Args:
        counts: (sentences, k) counts.
        score: from (draws, k) sums of the counts to (draws,) scores; nan where a score has no meaning.
    Returns:
        The 2.5th and 97.5th percentile; None without sentences.
    """
    if len(counts) == 0:
        return None
    rng = np.random.default_rng(SEED)
    weights = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=N_DRAWS)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = score(weights @ counts)
    if np.isnan(scores).all():
        return None
    low, high = np.nanpercentile(scores, [2.5, 97.5])
    return float(low), float(high)


def f1(sums: Counts) -> Counts:
    """F1 of sums of hits, annotated and read: the harmonic mean of precision and recall."""
    return np.asarray(2 * sums[:, 0] / (sums[:, 1] + sums[:, 2]))


def ratio(sums: Counts) -> Counts:
    """First sum over the second."""
    return np.asarray(sums[:, 0] / sums[:, 1])
