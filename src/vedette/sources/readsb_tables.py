"""Rows of the tables from the points of many traces at once, the same as `rows.read_table` makes of one after the other.

`TracePoints` with their sources flow in, one frame of positions flows out, in the table's order, and the identities of each
source. Only documents that `readsb_points` takes come here: each of their points gives a position.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from vedette.engine.columns import Ints
from vedette.schema.flags import Flag
from vedette.schema.table import TIME
from vedette.schema.tables import POSITIONS
from vedette.sources.identities import IdentityBook
from vedette.sources.judging import asset_of
from vedette.sources.parsing import BLANK_WORDS, blank_to_null
from vedette.sources.ranges import bound
from vedette.sources.readsb import sensor_of
from vedette.sources.readsb_kernel import (
    ALT,
    COURSE,
    HAS_ALTITUDE,
    HEADING,
    LAT,
    LON,
    MLAT,
    NEW_LEG,
    ON_GROUND,
    RATE,
    RC,
    SPEED,
)
from vedette.sources.readsb_points import TracePoints

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MEASURES = (
    ("sog_kn", SPEED), ("cog_deg", COURSE), ("heading_deg", HEADING), ("alt_ft", ALT), ("vrate_fpm", RATE), ("accuracy_m", RC),
)  # fmt: skip
_SENSORS = [sensor_of(None), sensor_of("mlat")]


def positions_of(traces: Sequence[TracePoints], source_ids: Sequence[str], asset_ids: Sequence[str]) -> pl.DataFrame:
    """The positions of traces, in the order of the table.

    Args:
        traces, source_ids, asset_ids: one of each for every file.
    """
    order = sorted(range(len(traces)), key=lambda n: (asset_ids[n], int(traces[n].time_us[0]), source_ids[n]))
    sizes = np.array([len(traces[n].time_us) for n in order])
    owner = pl.Series(np.repeat(np.arange(len(order), dtype=np.uint32), sizes))
    time_us = np.concatenate([traces[n].time_us for n in order])
    numbers = np.concatenate([traces[n].numbers for n in order], axis=1)
    bits = np.concatenate([traces[n].bits for n in order])
    rows = np.concatenate([np.arange(1, size + 1) for size in sizes])
    non_icao = np.array([int(Flag.NON_ICAO) * traces[n].address.startswith("~") for n in order], np.int32)
    frame = pl.DataFrame(
        {
            "asset_id": pl.Series([asset_ids[n] for n in order]).gather(owner),
            "time": pl.Series(time_us).cast(TIME),
            "lat_deg": numbers[LAT],
            "lon_deg": numbers[LON],
            **{name: pl.Series(numbers[k], nan_to_null=True) for name, k in _MEASURES},
            "on_ground": (bits & ON_GROUND) != 0,
            "is_known": (bits & HAS_ALTITUDE) != 0,
            "sensor": pl.Series(_SENSORS).gather(pl.Series(((bits & MLAT) != 0).astype(np.uint32))),
            "flags": np.repeat(non_icao, sizes) | np.where(bits & NEW_LEG, np.int32(Flag.NEW_LEG), np.int32(0)),
            "source_id": pl.Series([source_ids[n] for n in order]).gather(owner),
            "source_row": rows,
        }
    )
    bounded = _bound(frame)
    return POSITIONS.check(bounded) if _are_in_order(order, time_us, sizes, asset_ids) else POSITIONS.shape(bounded)


def _bound(frame: pl.DataFrame) -> pl.DataFrame:
    """Measures within their range, with the flags that those beyond it earn; columns as the table has them."""
    bounded = {name: bound(pl.col(name), "aircraft", name) for name, _ in _MEASURES}
    is_off = pl.any_horizontal(off for _, off in bounded.values())
    return frame.select(
        "asset_id", "time", pl.lit(None, TIME).alias("received"), "lat_deg", "lon_deg",
        *(value.alias(name) for name, (value, _) in bounded.items() if name != "accuracy_m"),
        pl.when("is_known").then("on_ground").alias("on_ground"), bounded["accuracy_m"][0].alias("accuracy_m"), "sensor",
        pl.col("flags") | pl.when(is_off).then(int(Flag.OFF_RANGE)).otherwise(0).cast(pl.Int32),
        "source_id", "source_row",
    )  # fmt: skip


def _are_in_order(order: Sequence[int], time_us: Ints, sizes: Ints, asset_ids: Sequence[str]) -> bool:
    """Does time never go back within a file, and has each file an aircraft of its own?"""
    falls = np.flatnonzero(np.diff(time_us) < 0) + 1
    starts = np.cumsum(sizes)[:-1]
    return len({asset_ids[n] for n in order}) == len(order) and bool(np.isin(falls, starts).all())


def assets_of(traces: Sequence[TracePoints]) -> list[str | None]:
    """The asset of each trace; None where its address is none."""
    addresses = pl.DataFrame({"address": [trace.address for trace in traces]}, schema={"address": pl.String})
    return addresses.select(asset_of(blank_to_null(pl.col("address")), "icao24")).to_series().to_list()


def identity_rows(trace: TracePoints, source_id: str, asset_id: str) -> list[dict[str, Any]]:
    """The names that the points of a file bore, as rows of `identities`."""
    book = IdentityBook(source_id)
    for borne in trace.borne:
        text = borne.text.strip()
        if text.lower() not in BLANK_WORDS:
            book.note(asset_id, borne.key, text, borne.first + 1, moment(borne.start_us), moment(borne.end_us))
    return book.rows()


def moment(time_us: int) -> datetime:
    """Microseconds since 1970 as a time."""
    return _EPOCH + timedelta(microseconds=time_us)
