"""The one pass on Spark: an archive in Parquet files, of any length, to visits, gaps, legs and meetings.

In flow files and parameters, out flow the same rows as from `find.find_in_feed`, byte for byte. Every worker runs the one-pass
kernel over a range of assets; what it finds comes back as numbers, and becomes rows of the events table here.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from vedette.engine.packed import Packed
from vedette.engine.spark_feed import Reading, find_on_spark
from vedette.events.places import index_places
from vedette.one_pass.find import AssetIds, Found, OnePassParams, Scanned, build_found, mmsi_name, scan_packed


def find_in_files(
    spark: Any,
    reading: Reading,
    source_id: str,
    params: OnePassParams,
    name: AssetIds = mmsi_name,
    n_ranges: int | None = None,
) -> Found:
    """Find visits, gaps, legs and meetings.

    Args:
        spark: a session, such as that of `SparkEngine`.
        reading: the feed, read by workers (`FilesReading`) or by Spark (`TablesReading`).
        source_id: its name in citations; rows are counted from 0.
        params: those of the steps.
        name: the asset id of a number; a function of a module.
        n_ranges: how many ranges of assets; what is found is the same.
    Raises:
        ValueError: the feed has 2**32 rows or more.
    """
    census = reading.take_census(spark)
    found = find_on_spark(spark, reading, census, partial(_find, name=name, params=params), n_ranges)
    parts = [part for parts in found for part in parts]
    return build_found(
        parts, [name(int(number)) for number in census.numbers], index_places(params.visits.places), source_id, params
    )


def _find(packed: Packed, first: int, *, name: AssetIds, params: OnePassParams) -> list[Scanned]:
    return scan_packed(packed, first, name, index_places(params.visits.places), params)
