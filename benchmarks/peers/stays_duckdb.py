"""Visits and gaps in DuckDB's SQL, without its spatial extension, which is fetched from a server of its own.

Everything is read once and numbered by ship and time. A hash join on the cells of a grid finds the outlines near a row; a row lies in
an outline whose edges a line to the east of it crosses an odd number of times. A visit is an island: rows of one ship in one place whose
numbers follow each other, an hour or more of them, in which it lies still.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
from peer import MAX_SILENCE_S, MIN_STAY_S, run

_CELL = 0.02  # degrees: a few outlines a cell

_OUTLINES = """
create temp table cells as
with boxes as (select place, list_min(xs) as west, list_max(xs) as east, list_min(ys) as south, list_max(ys) as north, xs, ys
  from read_parquet('{feed}/places.parquet')),
rows as (select *, unnest(range(floor(south / {cell})::int, floor(north / {cell})::int + 1)) as gy from boxes)
select place, west, east, south, north, xs, ys, unnest(range(floor(west / {cell})::int, floor(east / {cell})::int + 1)) as gx, gy from rows
"""
_FIXES = """
create temp table fixes as
select mmsi, epoch(t) as s, lat, lon, sog, row_number() over w as n, lag(epoch(t)) over w as last_s
from read_parquet('{feed}/feed/*.parquet') where lat between -90 and 90 window w as (partition by mmsi order by t)
"""
_GAPS = """
copy (select mmsi::bigint as mmsi, last_s as start_s, s as end_s from fixes where s - last_s >= 43200) to '{out}.gaps' (format parquet)
"""
_VISITS = """
copy (
with near as (
  select f.mmsi, f.s, f.sog, f.n, f.last_s, f.lon, f.lat, c.place, c.xs, c.ys
  from fixes f join cells c on c.gx = floor(f.lon / {cell})::int and c.gy = floor(f.lat / {cell})::int
  where f.lon between c.west and c.east and f.lat between c.south and c.north),
inside as (
  select mmsi, s, sog, n, last_s, place from near
  where list_sum([case when (ys[i] > lat) <> (ys[i % len(ys) + 1] > lat)
      and lon < (xs[i % len(xs) + 1] - xs[i]) * (lat - ys[i]) / (ys[i % len(ys) + 1] - ys[i]) + xs[i] then 1 else 0 end
    for i in range(1, len(xs) + 1)]) % 2 = 1),
islands as (
  select mmsi, place, s, sog, n - row_number() over w as island,
    sum(case when s - last_s > {silence} then 1 else 0 end) over w as part
  from inside window w as (partition by mmsi, place order by n))
select mmsi::bigint as mmsi, place, min(s) as start_s, max(s) as end_s from islands
group by mmsi, place, island, part having max(s) - min(s) >= {stay} and min(sog) < 0.5
) to '{out}' (format parquet)
"""


def find(feed: Path, out: Path) -> None:
    """Outlines by cell, rows in order, gaps, visits."""
    connection = duckdb.connect()
    for query in (_OUTLINES, _FIXES, _GAPS, _VISITS):
        connection.execute(query.format(feed=feed, out=out, silence=MAX_SILENCE_S, stay=MIN_STAY_S, cell=_CELL))


run(find)
