"""After a lasting change: when the new rate becomes the baseline, and that it did.

Looks of one series flow in; the looks at which a baseline begins anew flow out, each with the first look of the new level. A change has
lasted when the looks of six weeks, from an alarm on, lay a deviation and a half to its side on average, and four in five of them
at all; what is judged from then on is compared with the new level only.
Nothing later than a look decides on it, so that a live watch begins its baselines anew on the same days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vedette.patterns.default_detector import Looks
from vedette.patterns.glm import Bools, Floats
from vedette.patterns.series import PER_WEEK, Step

LASTING_WEEKS = 6
SETTLING_WEEKS = 2  # of them are no baseline: a collapse takes its time, and its slope is no level
_MEAN_DEVIATIONS = 1.5  # under chance the mean of six weekly looks lies beyond it once in ten thousand, of 42 daily ones never
_SHARE = 0.8  # of the looks on the side of the change, so that three days do not make six weeks
_MOST = 6.0  # deviations that one look may bring


@dataclass(frozen=True)
class NewLevel:
    """From look `index` on, nothing before `baseline_from` is a baseline; the new level has stood since `since`."""

    index: int
    since: int
    direction: str
    baseline_from: int


def find_new_level(looks: Looks, alpha: float, step: Step, after: int) -> NewLevel | None:
    """The first lasting change of (n,) looks that begins at look `after` or later, or None."""
    width, settling = LASTING_WEEKS * PER_WEEK[step], SETTLING_WEEKS * PER_WEEK[step]
    sides = ("up", looks.is_up(alpha), looks.p_up), ("down", looks.is_down(alpha), looks.p_down)
    levels = [_first_lasting(alarms, p, width, after, direction, settling) for direction, alarms, p in sides]
    found = [level for level in levels if level is not None]
    return min(found, key=lambda level: level.index, default=None)


def _first_lasting(alarms: Bools, p: Floats, width: int, after: int, direction: str, settling: int) -> NewLevel | None:
    from scipy.special import ndtri

    scores = np.minimum(-ndtri(np.clip(p, 1e-300, 1.0)), _MOST)
    for start in np.flatnonzero(alarms[after:]) + after:
        own = scores[start : start + width]
        known = own[~np.isnan(own)]
        if len(own) < width:
            return None
        if len(known) >= width / 2 and known.mean() >= _MEAN_DEVIATIONS and (known > 0).mean() >= _SHARE:
            return NewLevel(int(start) + width, int(start), direction, int(start) + settling)
    return None
