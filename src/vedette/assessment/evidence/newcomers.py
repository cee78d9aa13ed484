"""A hull without identity in some looks at a place: the one that is claimed, or another that lies there anyway?

Looks in order of time, each with whether it showed a fitting hull, flow in; the ratio of two chances flows out: of that whole
sequence where something came as claimed, and where nothing did. Another hull of the length lies there or does not, a hidden state
that lasts about a week: ten looks at one hull are then hardly more than one, a hull that already lay there before the claimed
time is no newcomer, and no look is picked from many without paying for the choice.
Source: occupancy models with false positives, MacKenzie et al. 2002 and Miller et al. 2011; a state that persists between looks as
in MacKenzie et al., Ecology 84 (2003), reckoned with the forward algorithm of hidden Markov models (Rabiner 1989).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

STAY_DAYS = 7.0  # so long another hull lies at a place, on average
_FALSE_ALARM = 0.02  # a look at an empty place shows something that may be it
_LEAST, _MOST = 0.02, 0.95  # a place is never known to be empty or taken


@dataclass(frozen=True)
class Shown:
    """One look: when, how probably it shows a hull that lies there, and whether it showed one that fits."""

    time: datetime
    recall: float
    is_shown: bool


def newcomer_ratio(looks: Sequence[Shown], others: float, comings: Sequence[datetime]) -> float:
    """P(looks | it came as claimed) / P(looks | it did not), at least 0.

    Args:
        looks: in order of time, those shortly before the claimed time included; recalls 0 to 1.
        others: the share of looks that show a fitting hull whatever the claim says, 0 to 1.
        comings: moments at which it may have come, each as probable; it stays until the last look. At least one.
    """
    if not looks:
        return 1.0
    mean = sum(k.recall for k in looks) / len(looks)
    taken = min(max((others - _FALSE_ALARM) / max(mean - _FALSE_ALARM, _FALSE_ALARM), _LEAST), _MOST)
    without = _chance(looks, taken, None)
    return math.fsum(_chance(looks, taken, came) for came in comings) / len(comings) / without


def _chance(looks: Sequence[Shown], taken: float, came: datetime | None) -> float:
    """The chance of a sequence of looks; `came` null = it never did."""
    empty, full, last = 1 - taken, taken, looks[0].time
    for look in looks:
        kept = math.exp(-((look.time - last) / timedelta(days=1)) / STAY_DAYS)
        whole = empty + full
        empty, full = kept * empty + (1 - kept) * whole * (1 - taken), kept * full + (1 - kept) * whole * taken
        of_empty, of_full = _outcome(look, is_there=came is not None and came < look.time)
        empty, full, last = empty * of_empty, full * of_full, look.time
    return empty + full


def _outcome(look: Shown, *, is_there: bool) -> tuple[float, float]:
    """The chance of what a look showed, where no other hull lies there and where one does.

    Two hulls may both be missed, but together they are no more surely shown than one: what a finder misses of one it often misses
    of its like, and otherwise ten looks that all show something would speak for two.
    """
    r, missed = look.recall, 1 - look.recall if is_there else 1.0
    if look.is_shown:
        return 1 - missed * (1 - _FALSE_ALARM), r
    return missed * (1 - _FALSE_ALARM), missed * (1 - r)
