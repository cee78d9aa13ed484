"""What is heard of a voyage: the rows of a feed, with the defects of a real one.

In flow the stays and dark periods of some ships, out flow rows in order of ship and time, with the second at which each was received.
Three in a hundred come twice, one in two thousand is far off, one in a thousand says "not available", one in ten comes by
satellite and late. Every ship draws from a seed of its own, so that a fleet may be sampled ship by ship or all at once.
"""

from __future__ import annotations

import math

import numba
import numpy as np

from benchmarks.voyages import Floats, Ints

_KN = 3600 / 1.852  # km a second to knots
_RADIUS_KM = 6371.0088


@numba.njit(cache=True)
def sample_ships(
    first: int, end: int, seed: int, offsets: Ints, arrive_s: Floats, depart_s: Floats, lat_deg: Floats, lon_deg: Floats,
    dark_offsets: Ints, dark_s: Floats, step_s: float, end_s: float, room: int,
) -> tuple[Ints, Floats, Floats]:  # fmt: skip
    """Sample the ships from `first` up to `end`, at `step_s` when under way and at twice that when moored.

    Returns:
        (n,) number of the ship; (n, 4) lat, lon, speed (kn), course (deg); (n, 2) second of the observation and of its reception.
    """
    ship, place, when = np.empty(room, np.int64), np.empty((room, 4)), np.empty((room, 2))
    n = 0
    for k in range(first, end):
        np.random.seed(seed + k)
        stay, last, dark = offsets[k], offsets[k + 1] - 1, dark_offsets[k]
        now = np.random.random() * step_s
        while now < end_s:
            while stay < last and now >= arrive_s[stay + 1]:
                stay += 1
            is_sailing = now > depart_s[stay] and stay < last
            while dark < dark_offsets[k + 1] and now > dark_s[dark, 1]:
                dark += 1
            is_dark = dark < dark_offsets[k + 1] and now >= dark_s[dark, 0]
            if not is_dark:
                if is_sailing:
                    share = (now - depart_s[stay]) / (arrive_s[stay + 1] - depart_s[stay])
                    lat, lon, course, km = _between(lat_deg[stay], lon_deg[stay], lat_deg[stay + 1], lon_deg[stay + 1], share)
                    speed = km / (arrive_s[stay + 1] - depart_s[stay]) * _KN + np.random.normal(0, 0.15)
                else:
                    lat, lon, course, speed = (
                        lat_deg[stay],
                        lon_deg[stay],
                        np.random.random() * 360,
                        abs(np.random.normal(0, 0.05)),
                    )
                lat += np.random.normal(0, 5e-5)
                lon += np.random.normal(0, 6e-5)
                luck = np.random.random()
                if luck < 0.0005:
                    lat += np.random.normal(0, 2.0)
                    lon += np.random.normal(0, 3.0)
                elif luck < 0.0015:
                    lat, lon, speed, course = 91.0, 181.0, 102.3, 360.0
                for _ in range(2 if np.random.random() < 0.03 else 1):
                    if n == room:
                        return ship[:n], place[:n], when[:n]
                    mean_lag_s = 1800.0 if np.random.random() < 0.1 else 5.0
                    ship[n], when[n, 0] = k, math.floor(now)
                    when[n, 1] = now + np.random.exponential(mean_lag_s)
                    place[n, 0], place[n, 1] = round(lat * 600_000) / 600_000, round(lon * 600_000) / 600_000
                    place[n, 2], place[n, 3] = round(max(speed, 0.0) * 10) / 10, round(course * 10) / 10
                    n += 1
            now += (step_s if is_sailing else 2 * step_s) * (0.5 + np.random.random())
    return ship[:n], place[:n], when[:n]


@numba.njit(cache=True)
def _between(lat1: float, lon1: float, lat2: float, lon2: float, share: float) -> tuple[float, float, float, float]:
    """The place at a share of the great circle, the course there, and the length of the whole in km."""
    p1, l1, p2, l2 = math.radians(lat1), math.radians(lon1), math.radians(lat2), math.radians(lon2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin((l2 - l1) / 2) ** 2
    arc = 2 * math.asin(math.sqrt(half))
    a, b = math.sin((1 - share) * arc) / math.sin(arc), math.sin(share * arc) / math.sin(arc)
    x = a * math.cos(p1) * math.cos(l1) + b * math.cos(p2) * math.cos(l2)
    y = a * math.cos(p1) * math.sin(l1) + b * math.cos(p2) * math.sin(l2)
    z = a * math.sin(p1) + b * math.sin(p2)
    p, m = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    ahead = math.atan2(
        math.sin(l2 - m) * math.cos(p2), math.cos(p) * math.sin(p2) - math.sin(p) * math.cos(p2) * math.cos(l2 - m)
    )
    return math.degrees(p), math.degrees(m), math.degrees(ahead) % 360.0, arc * _RADIUS_KM
