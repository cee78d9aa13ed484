"""Which positions were heard twice?

In flow positions sorted by asset, time, source and row, out flows a mark on every row that repeats an earlier one:
same asset, same time, and the same place, or a nearby place from another source (two receivers round differently).
Two hulls that share a number and were heard in the same second far apart are not duplicates.
"""

from __future__ import annotations

from vedette.engine.columns import Bools, Floats, Ints
from vedette.geo import distance_km

LOOK_BACK = 8  # rows of the same moment that are compared with; more receivers than this repeat each other anyway


def mark_duplicates(
    offsets: Ints,
    time_us: Ints,
    source: Ints,
    lat_deg: Floats,
    lon_deg: Floats,
    same_place_km: float,
    other_source_km: float,
    is_duplicate: Bools,
) -> None:
    """Set ``is_duplicate[i]`` where row i repeats one of the `LOOK_BACK` rows before it of the same asset.

    Args:
        offsets: (n_assets + 1,) runs of rows; within a run sorted by time, source, row.
        time_us, source, lat_deg, lon_deg: (n,) columns; `source` is any number that tells sources apart.
        same_place_km: rows of one source this close are one place.
        other_source_km: rows of two sources this close are one transmission.
        is_duplicate: (n,) written in place.
    """
    for run in range(len(offsets) - 1):
        for i in range(offsets[run] + 1, offsets[run + 1]):
            j = i - 1
            while j >= offsets[run] and i - j <= LOOK_BACK and time_us[j] == time_us[i]:
                limit_km = same_place_km if source[j] == source[i] else other_source_km
                if distance_km(lat_deg[j], lon_deg[j], lat_deg[i], lon_deg[i]) <= limit_km:
                    is_duplicate[i] = True
                    break
                j -= 1
