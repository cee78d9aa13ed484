"""The length of a track, and the few of its points that draw it.

In flow the points of many tracks end to end, out flow lengths along each, and marks on the points to keep: Douglas and
Peucker (1973), in the plane that touches the globe at the middle of each chord; longitudes may cross the antimeridian.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.engine.columns import Bools, Floats, Ints
from vedette.geo import distance_km

_KM_PER_DEGREE = 111.2


def measure_tracks(
    offsets: Ints, lat_deg: Floats, lon_deg: Floats, tolerance_km: float, length_km: Floats, is_kept: Bools
) -> None:
    """Measure and simplify tracks.

    Args:
        offsets: (n_tracks + 1,) runs of points. lat_deg, lon_deg: (n,) degrees WGS-84.
        tolerance_km: no point left out lies further than this from the line drawn.
        length_km: (n_tracks,) and is_kept: (n,), written in place.
    """
    for track in range(len(offsets) - 1):
        first, last = offsets[track], offsets[track + 1] - 1
        if last < first:
            continue
        total = 0.0
        for i in range(first, last):
            total += distance_km(lat_deg[i], lon_deg[i], lat_deg[i + 1], lon_deg[i + 1])
        length_km[track] = total
        is_kept[first] = is_kept[last] = True
        chords = [(first, last)]
        while len(chords) > 0:
            a, b = chords.pop()
            k, km = _farthest(a, b, lat_deg, lon_deg)
            if km > tolerance_km:
                is_kept[k] = True
                chords.append((a, k))
                chords.append((k, b))


def _farthest(a: int, b: int, lat_deg: Floats, lon_deg: Floats) -> tuple[int, float]:
    """The point between a and b that lies farthest from the chord a-b, and how far (km); the first of equals."""
    narrowing = max(0.01, math.cos(math.radians((lat_deg[a] + lat_deg[b]) / 2.0)))
    east, north = _KM_PER_DEGREE * narrowing, _KM_PER_DEGREE
    dx = ((lon_deg[b] - lon_deg[a] + 540.0) % 360.0 - 180.0) * east
    dy = (lat_deg[b] - lat_deg[a]) * north
    length2 = dx * dx + dy * dy
    farthest, most_km2 = a, 0.0
    for i in range(a + 1, b):
        x = ((lon_deg[i] - lon_deg[a] + 540.0) % 360.0 - 180.0) * east
        y = (lat_deg[i] - lat_deg[a]) * north
        along = 0.0 if length2 == 0.0 else min(1.0, max(0.0, (x * dx + y * dy) / length2))
        px, py = x - along * dx, y - along * dy
        if px * px + py * py > most_km2:
            farthest, most_km2 = i, px * px + py * py
    return farthest, math.sqrt(most_km2)


def empty_marks(n: int) -> Bools:
    """(n,) marks, none set."""
    return np.zeros(n, np.bool_)
