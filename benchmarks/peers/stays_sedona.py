"""Visits in SedonaDB's SQL: points joined with outlines, then runs of rows of one ship inside one place."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import sedona.db
from peer import MAX_SILENCE_S, MIN_STAY_S, run

_VISITS = """
with fixes as (
  select mmsi, date_part('epoch', t) as s, sog, ST_Point(lon, lat) as at from feed where lat between -90 and 90),
inside as (select f.mmsi, f.s, f.sog, p.place from fixes f join outlines p on ST_Intersects(p.outline, f.at)),
marked as (select *, case when place <> lag(place) over w or s - lag(s) over w > {silence} or lag(place) over w is null
    then 1 else 0 end as is_new
  from inside window w as (partition by mmsi order by s)),
numbered as (select *, sum(is_new) over (partition by mmsi order by s rows unbounded preceding) as stay from marked)
select cast(mmsi as bigint) as mmsi, place, min(s) as start_s, max(s) as end_s from numbered
group by mmsi, place, stay having max(s) - min(s) >= {stay} and min(sog) < 0.5
"""


def find(feed: Path, out: Path) -> None:
    """Outlines as text, then the query."""
    db = sedona.db.connect()
    rows = pq.read_table(feed / "places.parquet").to_pylist()
    corners = [[*zip(row["xs"], row["ys"], strict=True)] for row in rows]
    texts = ["POLYGON((" + ", ".join(f"{x} {y}" for x, y in [*ring, ring[0]]) + "))" for ring in corners]
    db.create_data_frame(pa.table({"place": [row["place"] for row in rows], "wkt": texts})).to_view("texts")
    db.sql("select place, ST_GeomFromText(wkt) as outline from texts").to_memtable().to_view("outlines")
    db.read_parquet(sorted(str(path) for path in (feed / "feed").glob("*.parquet"))).to_view("feed")
    found = db.sql(_VISITS.format(silence=MAX_SILENCE_S, stay=MIN_STAY_S)).to_arrow_table()
    pq.write_table(found, out)


run(find)
