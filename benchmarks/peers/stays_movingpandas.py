"""Stops by MovingPandas, joined with outlines: within 500 m for an hour."""

from __future__ import annotations

import warnings
from datetime import timedelta
from pathlib import Path

import geopandas as gpd
import movingpandas as mpd
import pandas as pd
from peer import MAX_SILENCE_S, MIN_STAY_S, run
from shapely.geometry import Polygon

warnings.filterwarnings("ignore")


def find(feed: Path, out: Path) -> None:
    """Trajectories of each number, cut at silences, and their stops."""
    rows = pd.concat([pd.read_parquet(path) for path in sorted((feed / "feed").glob("*.parquet"))])
    rows = rows[rows["lat"].abs() <= 90].drop_duplicates(["mmsi", "t"]).sort_values(["mmsi", "t"])
    points = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326).set_index("t")
    whole = mpd.TrajectoryCollection(points, "mmsi")
    parts = mpd.ObservationGapSplitter(whole).split(gap=timedelta(seconds=MAX_SILENCE_S))
    detector = mpd.TrajectoryStopDetector(parts)
    stops = detector.get_stop_points(max_diameter=500, min_duration=timedelta(seconds=MIN_STAY_S))
    _write(stops, stops["start_time"], stops["end_time"], feed, out)


def _write(stops: gpd.GeoDataFrame, start: pd.Series, end: pd.Series, feed: Path, out: Path) -> None:
    places = pd.read_parquet(feed / "places.parquet")
    outlines = [Polygon(zip(xs, ys, strict=True)) for xs, ys in zip(places["xs"], places["ys"], strict=True)]
    joined = gpd.sjoin(stops.assign(start=start, end=end), gpd.GeoDataFrame(places[["place"]], geometry=outlines, crs=4326))
    seconds = {
        f"{name}_s": pd.to_datetime(joined[name]).astype("datetime64[us]").astype("int64") / 1e6 for name in ("start", "end")
    }
    mmsi = joined["mmsi"] if "mmsi" in joined else joined["traj_id"].astype(str).str.split("_").str[0]
    pd.DataFrame({"mmsi": mmsi.astype("int64"), "place": joined["place"], **seconds}).to_parquet(out)


run(find)
