"""Which positions can their own asset not have reached?

In flow the usable positions of each asset in order, out flows a mark on isolated outliers. A row is isolated if it
can reach neither the row before nor the row after at a feasible speed, although those can reach each other, and no other
row nearby stands by it. Only a row that conflicts with the two neighbours as well can stand by it: so an outlier is
marked and its neighbours are not, and a second hull under the same number, which has rows of its own, is left for the
segmenter.
"""

from __future__ import annotations

from vedette.engine.columns import Bools, Floats, Ints
from vedette.geo import at_most_km, distance_km


def can_reach(
    lat1_deg: float, lon1_deg: float, time1_us: int, lat2_deg: float, lon2_deg: float, time2_us: int,
    max_kn: float, slack_km: float,
) -> bool:  # fmt: skip
    """Could one asset have been at both, in either direction of time? `slack_km` is the error of the two positions."""
    reach_km = abs(time2_us - time1_us) / 3.6e9 * max_kn * 1.852
    if at_most_km(lat1_deg, lon1_deg, lat2_deg, lon2_deg) - slack_km <= reach_km:
        return True
    return distance_km(lat1_deg, lon1_deg, lat2_deg, lon2_deg) - slack_km <= reach_km


def mark_outliers(
    offsets: Ints,
    time_us: Ints,
    lat_deg: Floats,
    lon_deg: Floats,
    max_kn: Floats,
    slack_km: Floats,
    n_neighbours: int,
    is_outlier: Bools,
) -> None:
    """Set ``is_outlier[i]`` on isolated rows.

    Args:
        offsets: (n_assets + 1,) runs of rows; within a run sorted by time.
        time_us, lat_deg, lon_deg: (n,) columns of usable rows only.
        max_kn, slack_km: (n_assets,) speed beyond which a row is not reached, and error of two positions.
        n_neighbours: how many rows before, and how many after, are looked at; at least 2.
        is_outlier: (n,) written in place.
    """
    for run in range(len(offsets) - 1):
        first, end = offsets[run], offsets[run + 1]
        for i in range(first, end):
            # the rows on both sides, or at an end of the run the two nearest ones
            before = i - 1 if i > first else i + 2
            after = i + 1 if i + 1 < end else i - 2
            if before >= end or after < first:
                continue
            if (
                not _reach(i, before, time_us, lat_deg, lon_deg, max_kn[run], slack_km[run])
                and not _reach(i, after, time_us, lat_deg, lon_deg, max_kn[run], slack_km[run])
                and _reach(before, after, time_us, lat_deg, lon_deg, max_kn[run], slack_km[run])
            ):
                low, high = max(first, i - n_neighbours), min(end, i + n_neighbours + 1)
                is_outlier[i] = not _has_company(
                    i, before, after, low, high, time_us, lat_deg, lon_deg, max_kn[run], slack_km[run]
                )


def _reach(i: int, j: int, time_us: Ints, lat_deg: Floats, lon_deg: Floats, max_kn: float, slack_km: float) -> bool:
    return can_reach(lat_deg[i], lon_deg[i], time_us[i], lat_deg[j], lon_deg[j], time_us[j], max_kn, slack_km)


def _has_company(
    i: int, before: int, after: int, low: int, high: int,
    time_us: Ints, lat_deg: Floats, lon_deg: Floats, max_kn: float, slack_km: float,
) -> bool:  # fmt: skip
    """Is there a row in ``low:high`` that row i reaches, and that conflicts with one of its neighbours too?"""
    for j in range(low, high):
        if (
            j not in (i, before, after)
            and _reach(i, j, time_us, lat_deg, lon_deg, max_kn, slack_km)
            and not (
                _reach(j, before, time_us, lat_deg, lon_deg, max_kn, slack_km)
                and _reach(j, after, time_us, lat_deg, lon_deg, max_kn, slack_km)
            )
        ):
            return True
    return False
