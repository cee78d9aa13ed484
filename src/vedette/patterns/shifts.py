"""Draw-down here, build-up there: known assets that left one base for another, more than came back.

Stays of watched assets flow in; one row of `PATTERNS` a pair of places flows out, whose legs are the evidence. A leg is two stays of
one asset that follow one another; a shift needs legs of two assets, no more than half as many back, fewer known at the one place
and more at the other afterwards. Pairs of countries are looked at beside pairs of sites, and a pair of sites stands for its countries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from vedette.patterns.counting import Row
from vedette.patterns.rate_params import RateParams
from vedette.patterns.rows import pattern_row
from vedette.patterns.stays import Stay, kind_of

_FEWEST_ASSETS = 2
_SHARE_BACK = 0.5  # more than that back is traffic, no shift
_MOST_DAYS = 45  # a longer way from one stay to the next is another story
_LOOK_DAYS = 28  # known stock before the first leg and after the last


@dataclass(frozen=True)
class StayLeg:
    """Two stays of one asset that follow one another at two places."""

    first: Stay
    second: Stay

    @property
    def citations(self) -> tuple[str, ...]:
        """A row of either stay."""
        return tuple(dict.fromkeys([*self.first.citations[:1], *self.second.citations[:1]]))


def list_legs(stays: Sequence[Stay]) -> list[StayLeg]:
    """Legs between stays, in the order of asset and time; stays whose times overlap make none."""
    found = []
    for one, other in pairwise(stays):
        is_leg = one.asset_id == other.asset_id and one.place_id != other.place_id and one.end <= other.start
        if is_leg and other.start - one.end <= timedelta(days=_MOST_DAYS):
            found.append(StayLeg(one, other))
    return found


def find_shifts(stays: Sequence[Stay], params: RateParams, as_of: datetime) -> Iterator[Row]:
    """Rows of kind `shift`, ships and aircraft apart, in the order of their places."""
    for flies in (False, True):
        own = [s for s in stays if kind_of(s.asset_id) == flies and s.known <= as_of]
        legs: dict[tuple[str, str], list[StayLeg]] = defaultdict(list)
        for leg in list_legs(own):
            for pair in _pairs(leg, params):
                legs[pair].append(leg)
        told: set[tuple[str, ...]] = set()
        for pair in sorted(legs, key=lambda p: (p[0] not in params.site_of, p)):
            evidence = tuple(sorted({c for leg in legs[pair] for c in leg.citations}))
            if evidence not in told and _is_shift(legs[pair], legs.get((pair[1], pair[0]), [])):
                row = _row(pair, legs[pair], legs.get((pair[1], pair[0]), []), own, flies, params, as_of)
                if row is not None:
                    told.add(evidence)  # the pair of countries with the same legs says nothing more
                    yield row


def _pairs(leg: StayLeg, params: RateParams) -> Iterator[tuple[str, str]]:
    start, end = params.site_of[leg.first.place_id], params.site_of[leg.second.place_id]
    yield start.place_id, end.place_id
    yield from ((a, b) for a in start.countries for b in end.countries if a != b)


def _is_shift(forward: Sequence[StayLeg], back: Sequence[StayLeg]) -> bool:
    assets = {leg.first.asset_id for leg in forward}
    return len(assets) >= _FEWEST_ASSETS and len(back) <= _SHARE_BACK * len(forward)


def _row(
    pair: tuple[str, str], forward: Sequence[StayLeg], back: Sequence[StayLeg], stays: Sequence[Stay], flies: bool,
    params: RateParams, as_of: datetime,
) -> Row | None:  # fmt: skip
    first, last = min(leg.first.end for leg in forward), max(leg.second.start for leg in forward)
    look = timedelta(days=_LOOK_DAYS)
    before = [known_between(place, first - look, first, stays, params) for place in pair]
    after = [known_between(place, last, last + look, stays, params) for place in pair]
    if after[0] >= before[0] or after[1] <= before[1]:
        return None
    what, names = "aircraft" if flies else "ships", [params.name_of([place]) for place in pair]
    n_assets = len({leg.first.asset_id for leg in forward})
    why = (
        f"{n_assets} {what} went from {names[0]} to {names[1]} from {first:%-d %b %Y} to {last:%-d %b %Y}, {len(back)} came back; "
        f"known at {names[0]} {before[0]} in the four weeks before and {after[0]} after, at {names[1]} {before[1]} and {after[1]}."
    )
    events = [i for leg in forward for i in (leg.first.event_id, leg.second.event_id) if i]
    return pattern_row(
        "shift", first, as_of, why, "legs", (), end=last, from_place_ids=[pair[0]], to_place_ids=[pair[1]],
        asset_class="aircraft" if flies else "ship", observed=float(n_assets), low=float(n_assets - len(back)),
        citations=list(dict.fromkeys(c for leg in forward for c in leg.citations)), event_ids=list(dict.fromkeys(events)),
    )  # fmt: skip


def known_between(place_id: str, start: datetime, end: datetime, stays: Sequence[Stay], params: RateParams) -> int:
    """Different assets known at a place or group at any time of a stretch."""
    sites = set(params.sites_in([place_id]))
    return len({s.asset_id for s in stays if s.place_id in sites and s.start <= end and s.end >= start})
