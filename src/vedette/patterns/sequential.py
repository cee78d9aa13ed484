"""A standing watch: looks judged one after another, with a stated time between false signals.

p-values of the default detector flow in, one look at a time or all at once; running sums, signals and since when flow out. Each p-value
becomes a normal score; a one-sided cumulative sum takes what exceeds half a deviation, and signals when it reaches a threshold, then
begins anew. Thresholds stand in `run_lengths.toml`, set by simulation of the detector itself for each wanted run length, so that the
error of the baseline and the overlap of baselines are in them.

METHOD: Page 1954; scores of p-values after Quesenberry 1997.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from vedette.patterns.glm import Floats
from vedette.patterns.series import Step

ALLOWANCE = 0.5  # deviations: half of the shift of one deviation that the sum is tuned for
_MOST = 6.0  # deviations that one look may bring: p-values below 1e-9 say no more than "certain"
_FILE = Path(__file__).with_name("run_lengths.toml")


@dataclass(frozen=True)
class Watch:
    """The state between two looks: both sums, and at which look each last stood at 0; all that a live watch must keep."""

    up: float = 0.0
    down: float = 0.0
    up_since: int = 0
    down_since: int = 0
    n_looks: int = 0


@dataclass(frozen=True)
class Signal:
    """The sum reached the threshold at a look; `since` is the first look of the run that took it there."""

    index: int
    since: int
    direction: str
    total: float


def watch_look(watch: Watch, p_up: float, p_down: float, threshold: float) -> tuple[Watch, Signal | None]:
    """One look more.

    Args:
        watch: the state before it.
        p_up: mid-p of so many or more; NaN where the look was not tested, which changes nothing.
        p_down: mid-p of so few or fewer.
        threshold: from `threshold_for`.
    """
    at, n = watch.n_looks, watch.n_looks + 1
    if math.isnan(p_up) or math.isnan(p_down):
        return Watch(watch.up, watch.down, watch.up_since, watch.down_since, n), None
    up, up_since = _add(watch.up, watch.up_since, p_up, at)
    down, down_since = _add(watch.down, watch.down_since, p_down, at)
    if up >= threshold:
        return Watch(0.0, down, n, down_since, n), Signal(at, up_since, "up", up)
    if down >= threshold:
        return Watch(up, 0.0, up_since, n, n), Signal(at, down_since, "down", down)
    return Watch(up, down, up_since, down_since, n), None


def _add(total: float, since: int, p: float, at: int) -> tuple[float, int]:
    from scipy.special import ndtri

    score = min(-float(ndtri(min(max(p, 1e-300), 1.0))), _MOST)
    added = total + score - ALLOWANCE
    return (added, since if total > 0 else at) if added > 0 else (0.0, at + 1)


def watch_all(p_up: Sequence[float] | Floats, p_down: Sequence[float] | Floats, threshold: float) -> list[Signal]:
    """All looks of one series, in order: the same steps as live, one by one."""
    watch, signals = Watch(), []
    for up, down in zip(p_up, p_down, strict=True):
        watch, signal = watch_look(watch, float(up), float(down), threshold)
        if signal is not None:
            signals.append(signal)
    return signals


def sum_scores(p: Floats, threshold: float) -> Floats:
    """(s, n) sums of one tail of s series before they begin anew, for simulation; NaN looks keep the sum."""
    from scipy.special import ndtri

    scores = np.minimum(-ndtri(np.clip(p, 1e-300, 1.0)), _MOST)
    totals, running = np.zeros_like(p), np.zeros(p.shape[0])
    for i in range(p.shape[1]):
        is_known = ~np.isnan(p[:, i])
        running = np.where(is_known, np.maximum(running + scores[:, i] - ALLOWANCE, 0.0), running)
        totals[:, i] = running
        running = np.where(running >= threshold, 0.0, running)
    return totals


@lru_cache(maxsize=1)
def run_lengths() -> dict[Step, dict[int, float]]:
    """Step -> wanted looks between false signals, both tails together -> threshold."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    steps: tuple[Step, ...] = ("day", "week")
    return {step: {int(length): float(h) for length, h in content[step].items()} for step in steps}


def threshold_for(run_length: float, step: Step) -> float:
    """The threshold for a wanted run length; between two rows of the table on the logarithm, beyond its ends the end."""
    table = run_lengths()[step]
    lengths = sorted(table)
    return float(np.interp(math.log(run_length), [math.log(n) for n in lengths], [table[n] for n in lengths]))
