"""One picture under several names: sightings of one asset that may be copies of one look.

Sightings flow in; the name of the look that each may show flows out. A photograph, an image or an observer's note is passed on, dated
again a day later, and logged with each outlet that printed it. Whatever shows one asset at one place in the same way at one time is
taken for one look, so that copies that nobody recognised add little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vedette.assessment.known.contested import SEEN

Row = Mapping[str, Any]
_POINT_DEG = 1  # decimals of a position without a place: about ten km


def name_looks(sightings: Iterable[Row]) -> dict[str, str]:
    """Sighting id -> the look that it is of: that of the first of those whose times touch; only what was seen has one."""
    last: dict[tuple[Any, ...], tuple[str, datetime]] = {}
    found: dict[str, str] = {}
    for row in sorted((s for s in sightings if s["how"] in SEEN), key=lambda s: (s["start"], s["end"], s["sighting_id"])):
        key = _what_and_where(row)
        name, until = last.get(key, (f"look:{row['sighting_id']}", row["start"]))
        if row["start"] > until:
            name, until = f"look:{row['sighting_id']}", row["end"]
        found[row["sighting_id"]] = name
        last[key] = name, max(until, row["end"])
    return found


def _what_and_where(row: Row) -> tuple[Any, ...]:
    """What was seen where and how; a departure is another look than an arrival."""
    point = None if row["lat_deg"] is None else (round(row["lat_deg"], _POINT_DEG), round(row["lon_deg"], _POINT_DEG))
    ends = (row["from_place_id"], row["to_place_id"])
    return (row["how"], row["event"], row["asset_id"] or row["class"] or row["asset_text"], row["place_id"] or point, ends)
