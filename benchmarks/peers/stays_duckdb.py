"""Visits and gaps in DuckDB's SQL, without its spatial extension, which is fetched from a server of its own.

A place is the circle around its outline, so that a ship at anchor beside a harbour counts as in it: less exact than the outlines that the
others use. A visit is a run of rows of one ship inside one place that lasts an hour or more and in which it lies still.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
from peer import MAX_SILENCE_S, MIN_STAY_S, run

_PLACES = """
create temp table places as
with corners as (select place, cx, cy, unnest(xs) as x, unnest(ys) as y from read_parquet('{feed}/places.parquet')),
reach as (select place, cx, cy, max(12742 * asin(sqrt(
    pow(sin(radians(y - cy) / 2), 2) + cos(radians(cy)) * cos(radians(y)) * pow(sin(radians(x - cx) / 2), 2)))) as km
  from corners group by all)
select place, cx, cy, km, unnest(range(floor((cx - km / 111 / cos(radians(cy))) * 10)::int,
    floor((cx + km / 111 / cos(radians(cy))) * 10)::int + 1)) as gx, gy
from (select *, unnest(range(floor((cy - km / 111) * 10)::int, floor((cy + km / 111) * 10)::int + 1)) as gy from reach)
"""
_VISITS = """
copy (
with fixes as (
  select mmsi, epoch(t) as s, lat, lon, sog from read_parquet('{feed}/feed/*.parquet') where lat between -90 and 90),
inside as (
  select f.mmsi, f.s, f.sog, (select min(p.place) from places p
    where p.gx = floor(f.lon * 10)::int and p.gy = floor(f.lat * 10)::int
      and 12742 * asin(sqrt(pow(sin(radians(f.lat - p.cy) / 2), 2)
        + cos(radians(p.cy)) * cos(radians(f.lat)) * pow(sin(radians(f.lon - p.cx) / 2), 2))) <= p.km) as place
  from fixes f),
marked as (select *, case when place is distinct from lag(place) over w or s - lag(s) over w > {silence} then 1 else 0 end as is_new
  from inside window w as (partition by mmsi order by s)),
numbered as (select *, sum(is_new) over (partition by mmsi order by s rows unbounded preceding) as stay from marked)
select mmsi::bigint as mmsi, place, min(s) as start_s, max(s) as end_s from numbered where place is not null
group by mmsi, place, stay having max(s) - min(s) >= {stay} and min(sog) < 0.5
) to '{out}' (format parquet)
"""
_GAPS = """
copy (
select mmsi, s as start_s, next_s as end_s from (
  select mmsi, epoch(t) as s, lead(epoch(t)) over (partition by mmsi order by t) as next_s from read_parquet('{feed}/feed/*.parquet'))
where next_s - s >= 43200
) to '{out}.gaps' (format parquet)
"""


def find(feed: Path, out: Path) -> None:
    """Places, visits, gaps."""
    connection = duckdb.connect()
    for query in (_PLACES, _VISITS, _GAPS):
        connection.execute(query.format(feed=feed, out=out, silence=MAX_SILENCE_S, stay=MIN_STAY_S))


run(find)
