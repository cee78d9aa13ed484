"""Do latitude and longitude of ships look swapped where both ways would be possible?

A sample of positions flows in, the share that lies on land and would lie at sea with the two swapped flows out. Ships do
not sail on land; a file of which most does has its columns the wrong way round. Nothing is changed by it: people are asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.errors import StoreError
from vedette.registry.open_water import is_on_land

SAMPLE = 40  # positions looked at: enough to tell "most" from "some", and a fraction of a second
_MARGIN_KM = (
    10.0  # quays, canals and estuaries are land to Natural Earth; far up a river no margin helps, and the sentence says so
)
_LIMIT_LAT_DEG = 90.0


def share_swapped(positions: Sequence[tuple[float, float]]) -> float:
    """The share of (latitude, longitude) on land that would lie at sea when swapped; 0 for no positions, or without coastlines."""
    try:
        return sum(_is_swapped(lat, lon) for lat, lon in positions) / len(positions) if positions else 0.0
    except StoreError:
        return 0.0


def _is_swapped(lat_deg: float, lon_deg: float) -> bool:
    if abs(lon_deg) > _LIMIT_LAT_DEG or lat_deg == lon_deg:
        return False
    return is_on_land(lat_deg, lon_deg, _MARGIN_KM) and not is_on_land(lon_deg, lat_deg, 0.0)
