"""Which of several hulls under one number made this position?

In flow the usable positions of each asset in order, out flows the number of the hull for every row: 1 for the first
hull heard, 2 for the next. A row joins the hull that could have reached it and is likeliest to have: the density of a
normal distribution about its last, or dead-reckoned, position, whose width grows with time. If none could, it begins a
new hull.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.engine.columns import Floats, Ints
from vedette.geo import at_most_km, distance_km

DEAD_RECKONING_H = 1.0  # courses are not held for longer
# columns of a hull that is followed
LAT, LON, SOG, COG, N_FLOATS = range(5)

# run, number of the hull, time of its last row, lat, lon, speed, course, hulls met so far
Hull = tuple[int, int, int, float, float, float, float, int]


def assign_hulls(  # noqa: C901, PLR0912 - one loop: each array handed to an inner function costs 20 ns a row
    offsets: Ints, time_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats, cog_deg: Floats,
    max_kn: Floats, slack_km: Floats, drift_kn: Floats,
    old_offsets: Ints, old_ints: Ints, old_floats: Floats, max_followed: int, hull: Ints,
) -> list[Hull]:  # fmt: skip
    """Write the number of the hull of every row.

    Args:
        offsets: (n_assets + 1,) runs of rows. time_us ... cog_deg: (n,) columns of usable rows; NaN = not sent.
        max_kn, slack_km, drift_kn: (n_assets,) fastest feasible speed, error of two positions, growth of the width.
        old_offsets: (n_assets + 1,) runs of hulls followed before: old_ints (m, 3) number, time, hulls met;
            old_floats (m, N_FLOATS).
        max_followed: hulls followed at once; the one silent for longest makes room.
        hull: (n,) written in place, from 1.
    Returns:
        The hulls followed at the end.
    """
    followed = [(-1, -1, -1, 0.0, 0.0, 0.0, 0.0, -1)]  # a first row gives the compiler the types
    number, last_us = np.zeros(max_followed, np.int64), np.zeros(max_followed, np.int64)
    last = np.zeros((max_followed, N_FLOATS))
    for run in range(len(offsets) - 1):
        n, n_met = 0, 0
        for k in range(old_offsets[run], old_offsets[run + 1]):
            number[n], last_us[n], n_met = old_ints[k, 0], old_ints[k, 1], old_ints[k, 2]
            last[n, :] = old_floats[k, :]
            n += 1
        for i in range(offsets[run], offsets[run + 1]):
            best, best_cost = -1, math.inf
            for s in range(n):
                hours = (time_us[i] - last_us[s]) / 3.6e9
                if n == 1:  # the usual case: one hull, which needs no measuring where it is near
                    near_km = at_most_km(last[s, LAT], last[s, LON], lat_deg[i], lon_deg[i])
                    if near_km - slack_km[run] <= hours * max_kn[run] * 1.852:
                        best = s
                        continue
                km = distance_km(last[s, LAT], last[s, LON], lat_deg[i], lon_deg[i])
                if km - slack_km[run] > hours * max_kn[run] * 1.852:
                    continue
                if n > 1:
                    cost = _cost(km, hours, last[s], lat_deg[i], lon_deg[i], slack_km[run], drift_kn[run])
                    if cost >= best_cost:
                        continue
                    best_cost = cost
                best = s
            if best < 0:
                n_met += 1
                if n < max_followed:
                    best = n
                    n += 1
                else:
                    best = int(np.argmin(last_us))
                number[best] = n_met
            hull[i] = number[best]
            last_us[best] = time_us[i]
            last[best, LAT], last[best, LON], last[best, SOG], last[best, COG] = lat_deg[i], lon_deg[i], sog_kn[i], cog_deg[i]
        for s in range(n):
            followed.append(  # noqa: PERF401 - numba compiles no generators
                (run, number[s], last_us[s], last[s, LAT], last[s, LON], last[s, SOG], last[s, COG], n_met)
            )
    return followed[1:]


def carry_hulls(
    slots: Ints, offsets: Ints, time_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats, cog_deg: Floats,
    max_kn: Floats, slack_km: Floats, drift_kn: Floats,
    n_followed: Ints, old_ints: Ints, old_floats: Floats, max_followed: int, hull: Ints,
) -> None:  # fmt: skip
    """`assign_hulls` with the hulls of every asset in arrays, which are written in place.

    Args:
        slots, offsets: (n,) the assets with rows, and (n + 1,) offsets of their runs.
        time_us ... drift_kn, max_followed, hull: as in `assign_hulls`.
        n_followed, old_ints, old_floats: by asset, (max_followed, 3) and (max_followed, N_FLOATS) of each.
    """
    starts = np.zeros(len(slots) + 1, np.int64)
    for run in range(len(slots)):
        starts[run + 1] = starts[run] + n_followed[slots[run]]
    numbers, lasts = np.zeros((starts[-1], 3), np.int64), np.zeros((starts[-1], N_FLOATS))
    for run in range(len(slots)):
        slot, first = slots[run], starts[run]
        for k in range(n_followed[slot]):
            numbers[first + k, :], lasts[first + k, :] = old_ints[slot, k, :], old_floats[slot, k, :]
        n_followed[slot] = 0
    for run, number, last_us, lat, lon, sog, cog, n_met in assign_hulls(
        offsets,
        time_us,
        lat_deg,
        lon_deg,
        sog_kn,
        cog_deg,
        max_kn,
        slack_km,
        drift_kn,
        starts,
        numbers,
        lasts,
        max_followed,
        hull,
    ):
        slot = slots[run]
        k = n_followed[slot]
        old_ints[slot, k, 0], old_ints[slot, k, 1], old_ints[slot, k, 2] = number, last_us, n_met
        old_floats[slot, k, LAT], old_floats[slot, k, LON] = lat, lon
        old_floats[slot, k, SOG], old_floats[slot, k, COG] = sog, cog
        n_followed[slot] = k + 1


def _cost(km: float, hours: float, last: Floats, lat_deg: float, lon_deg: float, slack_km: float, drift_kn: float) -> float:
    """Minus the logarithm of the density, up to a constant; from where dead reckoning puts it, or where it was last."""
    miss_km = km
    if last[SOG] >= 1.0 and hours <= DEAD_RECKONING_H and not math.isnan(last[COG]):
        run_km = last[SOG] * 1.852 * hours
        course = math.radians(last[COG])
        lat = last[LAT] + run_km * math.cos(course) / 111.2
        lon = last[LON] + run_km * math.sin(course) / (111.3 * max(0.01, math.cos(math.radians(last[LAT]))))
        miss_km = distance_km(lat, lon, lat_deg, lon_deg)
    width_km = max(0.01, slack_km) + drift_kn * 1.852 * hours
    return miss_km * miss_km / (2.0 * width_km * width_km) + 2.0 * math.log(width_km)
