"""Which positions can their own asset not have reached?

In flow the usable positions of each asset in order, out flows a mark on isolated outliers. A row is isolated if none of
its nearest rows before and after can be reached at a feasible speed, while some of those can reach each other. So an
outlier is marked and its neighbours are not, and a second hull under the same number, which has rows of its own that
fit together, is left for the segmenter.
"""

from __future__ import annotations

from vedette.engine.columns import Bools, Floats, Ints
from vedette.geo import distance_km


def can_reach(
    lat1_deg: float, lon1_deg: float, time1_us: int, lat2_deg: float, lon2_deg: float, time2_us: int,
    max_kn: float, slack_km: float,
) -> bool:  # fmt: skip
    """Could one asset have been at both, in either direction of time? `slack_km` is the error of the two positions."""
    hours = abs(time2_us - time1_us) / 3.6e9
    return distance_km(lat1_deg, lon1_deg, lat2_deg, lon2_deg) - slack_km <= hours * max_kn * 1.852


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
        n_neighbours: how many rows before, and how many after, are looked at.
        is_outlier: (n,) written in place.
    """
    for run in range(len(offsets) - 1):
        first, end = offsets[run], offsets[run + 1]
        for i in range(first, end):
            low, high = max(first, i - n_neighbours), min(end, i + n_neighbours + 1)
            if not _fits_any(i, low, high, time_us, lat_deg, lon_deg, max_kn[run], slack_km[run]):
                is_outlier[i] = _others_fit(i, low, high, time_us, lat_deg, lon_deg, max_kn[run], slack_km[run])


def _fits_any(
    i: int, low: int, high: int, time_us: Ints, lat_deg: Floats, lon_deg: Floats, max_kn: float, slack_km: float
) -> bool:
    """Can row i be reached from, or reach, any row of ``low:high``? Nearest rows first, as they nearly always do."""
    for step in range(1, high - low):
        for j in (i - step, i + step):
            if low <= j < high and can_reach(
                lat_deg[i], lon_deg[i], time_us[i], lat_deg[j], lon_deg[j], time_us[j], max_kn, slack_km
            ):
                return True
    return False


def _others_fit(
    i: int, low: int, high: int, time_us: Ints, lat_deg: Floats, lon_deg: Floats, max_kn: float, slack_km: float
) -> bool:
    """Do two rows of ``low:high`` other than i, next to each other when i is left out, reach each other?"""
    for j in range(low, high - 1):
        k = j + 1 if j + 1 != i else j + 2
        if (
            j != i
            and k < high
            and can_reach(lat_deg[j], lon_deg[j], time_us[j], lat_deg[k], lon_deg[k], time_us[k], max_kn, slack_km)
        ):
            return True
    return False
