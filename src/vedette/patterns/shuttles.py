"""New ways and broken habits: the first leg between two places that the history holds, and shuttles that stopped.

Legs, with the days on which their ends could be seen, flow in; rows of `PATTERNS` flow out. "First" is said only with how long the
history is and on how many of its days the place was watched; "stopped" only where the silence is longer than the shuttle's habit,
improbable at its rate, and was watched too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from vedette.patterns.counting import Row, moment_of
from vedette.patterns.rate_params import RateParams
from vedette.patterns.rows import pattern_row

_WATCHED_SHARE = 0.5  # of the silence: a place that could not be seen proves no end
Covered = Mapping[str, Mapping[date, float]]


def find_first_legs(
    legs: Sequence[Row], covered: Covered, start: date, watched: Collection[str], params: RateParams, as_of: datetime
) -> Iterator[Row]:
    """Rows of kind `first_leg`: for each pair of sites the first leg of a watched asset, if its end was watched long enough before.

    Args:
        legs: rows of `EVENTS` of kind leg, of everybody.
        covered: site -> day -> share of the day in which other traffic was heard there.
        start: first day of the history.
        watched: assets whose first legs are news.
        params: how many watched days make "first" worth saying.
        as_of: what was known then.
    """
    by_pair: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for leg in sorted(legs, key=lambda e: (e["start"], e["event_id"])):
        by_pair[leg["from_place_id"], leg["to_place_id"]].append(leg)
    for pair, own in sorted(by_pair.items()):
        first = own[0]
        if first["asset_id"] not in watched or first["known"] > as_of:
            continue
        n_days = (first["start"].date() - start).days
        n_seen = sum(1 for day, share in covered.get(pair[1], {}).items() if share > 0 and start <= day < first["start"].date())
        if n_seen < params.new_after_days:
            continue
        names = [params.name_of([p]) for p in pair]
        why = (
            f"The first leg from {names[0]} to {names[1]} in the history held, which begins {n_days} days before; "
            f"{names[1]} could be seen on {n_seen} of them."
        )
        yield pattern_row(
            "first_leg", first["start"], as_of, why, "legs", [first], end=first["end"], from_place_ids=[pair[0]],
            to_place_ids=[pair[1]], observed=1.0, baseline_count=0.0, baseline_days=float(n_seen),
        )  # fmt: skip


def find_broken_shuttles(legs: Sequence[Row], covered: Covered, params: RateParams, as_of: datetime) -> Iterator[Row]:
    """Rows of kind `broken_shuttle`: one asset's regular legs between two sites that stopped while the place was watched."""
    by_way: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for leg in sorted(legs, key=lambda e: (e["start"], e["event_id"])):
        if leg["known"] <= as_of:
            by_way[leg["asset_id"], leg["from_place_id"], leg["to_place_id"]].append(leg)
    for (asset_id, from_id, to_id), own in sorted(by_way.items()):
        if len(own) < params.regular_legs:
            continue
        gaps = sorted((b["start"] - a["start"]).total_seconds() / 86400 for a, b in pairwise(own))
        usual, longest = gaps[len(gaps) // 2], gaps[-1]
        last = own[-1]["start"]
        silence = (as_of - last).total_seconds() / 86400
        seen = covered.get(to_id, {})
        n_seen = sum(1 for day, share in seen.items() if share > 0 and last.date() < day <= as_of.date())
        p = math.exp(-n_seen * len(gaps) / max(sum(gaps), 1e-9))
        is_broken = silence > params.broken_after * usual and silence > longest and p < params.alpha
        if not is_broken or n_seen < _WATCHED_SHARE * silence:
            continue
        who = params.asset_of[asset_id].name if asset_id in params.asset_of else asset_id
        why = (
            f"{who} went from {params.name_of([from_id])} to {params.name_of([to_id])} {len(own)} times, every {usual:.1f} days on the "
            f"median, last on {last:%-d %b %Y}; since then not once in {n_seen} days on which it could have been seen."
        )
        yield pattern_row(
            "broken_shuttle", moment_of(last.date() + timedelta(days=1)), as_of, why, "legs", own[-6:], from_place_ids=[from_id],
            to_place_ids=[to_id], observed=0.0, expected=n_seen * len(gaps) / max(sum(gaps), 1e-9), p_down=p,
            baseline_count=float(len(own)), baseline_days=sum(gaps), window_days=float(n_seen),
        )  # fmt: skip
