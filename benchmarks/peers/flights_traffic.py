"""Where flights took off and landed, as traffic infers it: the airfield nearest to the first and to the last point of a flight.

The points of one aircraft are one flight. An airfield counts within 15 km and 3,000 ft of its height: traffic itself names the nearest one
however far it is. Airfields are given to it, because its own list is fetched from a server.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from peer import run
from traffic.core import Flight
from traffic.data.basic.airports import Airports

_NEAR_M, _LOW_FT = 15_000, 3_000


def find(feed: Path, out: Path) -> None:
    """Points and airfields, then both ends of each flight."""
    points = pd.read_parquet(feed / "positions.parquet").rename(
        columns={"asset_id": "icao24", "time": "timestamp", "lat_deg": "latitude", "lon_deg": "longitude", "alt_ft": "altitude"}
    )
    fields = pd.read_parquet(feed / "airfields.parquet")
    airports = Airports(fields.assign(icao=fields["place_id"], iata="", name=fields["place_id"], country=""))
    heights = dict(zip(fields["place_id"], fields["altitude"], strict=True))
    rows = []
    for icao24, data in points.groupby("icao24", sort=True):
        flight = Flight(data.assign(callsign=icao24, flight_id=icao24))
        for kind, name, end in (("take_off", "takeoff", 0), ("landing", "landing", -1)):
            airport, point = flight.infer_airport(name, dataset=airports), flight.data.iloc[end]
            if airport.distance <= _NEAR_M and not point.altitude - heights[airport.icao] > _LOW_FT:
                rows.append((icao24, kind, airport.icao, point.timestamp))
    pd.DataFrame(rows, columns=["asset_id", "kind", "place_id", "start"]).to_parquet(out)


run(find)
