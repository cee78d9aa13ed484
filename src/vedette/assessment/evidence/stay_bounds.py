"""When did an asset come and go? Between the last moment at which it was heard elsewhere and the first at which it was heard here.

Events of one asset flow in; each with what bounds its coming and going flows out. The start of a visit is the first moment at which
the asset was heard, not its arrival: who sails dark arrives before being heard, and leaves before being heard elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_SEEN_BOTH = 4.0  # confidence of a visit whose entry and exit were both seen
_LEAST_RATIO = 0.3  # however small the share: the moments are not as equal as that
_SEEN_S = 12 * 3600.0  # a departure is as good as seen if it is heard elsewhere so soon after


@dataclass(frozen=True)
class Bounds:
    """The end of the stay elsewhere before a stay, and the start of the one after; None where there is none."""

    left_other: datetime | None
    came_to_other: datetime | None


def with_bounds(events: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Bounds | None]]:
    """Each event of one asset, a stay with its bounds, a leg without."""
    stays = sorted((e for e in events if e["kind"] != "leg"), key=lambda e: (e["start"], e["event_id"]))
    for event in events:
        if event["kind"] == "leg":
            yield event, None
            continue
        others = [s for s in stays if s["place_id"] != event["place_id"]]
        before = [s["end"] or s["known"] for s in others if s["start"] < event["start"]]
        after = [s["start"] for s in others if s["start"] > event["start"]]
        yield event, Bounds(max(before, default=None), min(after, default=None))


def share_left_within(event: dict[str, Any], bounds: Bounds, earliest: datetime, latest: datetime) -> float:
    """Chance that it left between two moments: every moment between its last sign here and its first elsewhere as probable.

    1 where it was seen leaving, or nothing else is known of it.
    """
    last = event["end"] or event["known"]
    if event["kind"] != "visit" or event["confidence"] == _SEEN_BOTH or bounds.came_to_other is None:
        return 1.0
    between_s = (bounds.came_to_other - last).total_seconds()
    if between_s <= _SEEN_S:
        return 1.0
    inside_s = (min(bounds.came_to_other, latest) - max(last, earliest)).total_seconds()
    return float(min(max(inside_s / between_s, 0.0), 1.0))


def odds_of_share(share: float, prior: float) -> float:
    """The ratio that takes the prior to a share: with every moment as probable, the share is the probability itself."""
    return max(share / (1 - share) * (1 - prior) / prior, _LEAST_RATIO)


def fading(gap_days: float, half_life_days: float | None) -> float:
    """How much of a log ratio is left so long after the claimed time: halved with every half-life."""
    return 0.5 ** (gap_days / half_life_days) if half_life_days else 1.0
