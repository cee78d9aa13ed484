"""Staypoints by trackintel, joined with outlines: within 500 m for an hour."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
import trackintel as ti
from peer import MAX_SILENCE_S, MIN_STAY_S, run
from shapely.geometry import Polygon

warnings.filterwarnings("ignore")


def find(feed: Path, out: Path) -> None:
    """Staypoints of each number."""
    rows = pd.concat([pd.read_parquet(path) for path in sorted((feed / "feed").glob("*.parquet"))])
    rows = rows[rows["lat"].abs() <= 90].drop_duplicates(["mmsi", "t"]).sort_values(["mmsi", "t"]).reset_index(drop=True)
    fixes = gpd.GeoDataFrame(
        {"user_id": rows["mmsi"], "tracked_at": rows["t"].dt.tz_localize("UTC")},
        geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326,
    )  # fmt: skip
    _, stays = ti.Positionfixes(fixes).generate_staypoints(
        dist_threshold=500, time_threshold=MIN_STAY_S / 60, gap_threshold=MAX_SILENCE_S / 60, include_last=True
    )
    places = pd.read_parquet(feed / "places.parquet")
    outlines = [Polygon(zip(xs, ys, strict=True)) for xs, ys in zip(places["xs"], places["ys"], strict=True)]
    joined = gpd.sjoin(gpd.GeoDataFrame(stays), gpd.GeoDataFrame(places[["place"]], geometry=outlines, crs=4326))
    seconds = {
        name: joined[column].astype("datetime64[us, UTC]").astype("int64") / 1e6
        for name, column in (("start_s", "started_at"), ("end_s", "finished_at"))
    }
    pd.DataFrame({"mmsi": joined["user_id"].astype("int64"), "place": joined["place"], **seconds}).to_parquet(out)


run(find)
