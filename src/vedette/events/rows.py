"""Rows of the events table, made in one way by every detector.

In flow what a detector found, as dicts or as columns with integer times, out flow rows of `EVENTS` with their id, duration
and the name, version and parameters of the detector.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import repeat
from typing import Any

import polars as pl
from pydantic import BaseModel

from vedette.engine.columns import degrees
from vedette.engine.step import Frame
from vedette.events.ids import event_id, params_hash
from vedette.schema.flags import UNUSABLE
from vedette.schema.table import TIME
from vedette.schema.tables import EVENTS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIMES = ("start", "end", "known")


def moment(time_us: int) -> datetime:
    """Microseconds since 1970 as a time."""
    return _EPOCH + timedelta(microseconds=int(time_us))


def usable_rows(positions: Frame) -> Frame:
    """The rows that a detector may rest on, to 1e-7 degree, with the time at which each was known (received, or observed)."""
    rows = positions.filter((pl.col("flags") & int(UNUSABLE)) == 0)
    places = (pl.Series(name, degrees(rows, name)) for name in ("lat_deg", "lon_deg"))
    return rows.with_columns(*places, known=pl.max_horizontal("received", "time"))


def cite(row: int, positions: Frame, carried: Sequence[str]) -> str:
    """The citation of a row: of the frame where it is not negative, of the state's row ``-row - 1`` where it is."""
    if row < 0:
        return carried[-row - 1]
    return f"{positions.item(row, 'source_id')}#{positions.item(row, 'source_row')}"


def build_events(found: Iterable[dict[str, Any]], detector: str, version: str, params: BaseModel) -> Frame:
    """Rows of `EVENTS` from what was found, as dicts; see `build_event_columns`."""
    rows = list(found)
    if not rows:
        return EVENTS.empty()
    columns = {name: [row.get(name) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)}
    columns["flags"] = [list(row.get("flags") or ()) for row in rows]
    return build_event_columns(columns, detector, version, params)


def build_event_columns(found: Mapping[str, Any], detector: str, version: str, params: BaseModel) -> Frame:
    """Rows of `EVENTS` from columns of equal length.

    Args:
        found: columns of EVENTS, sequences or series; `start`, `end` (null = open) and `known` as microseconds since 1970;
            `id_parts`, if given, tells apart events of one kind and asset that begin with the same row; `dur_s`, if not
            given, is end - start.
        detector, version: name of the kernel, and version of its rules.
        params: its parameters.
    Returns:
        (n,) rows, in the table's order.
    """
    n_rows = len(found["kind"])
    if n_rows == 0:
        return EVENTS.empty()
    named = {n: found[n] for n in EVENTS.names if n in found}
    columns = [pl.Series(n, v, pl.Int64 if n in _TIMES else EVENTS.polars_schema[n]) for n, v in named.items()]
    frame = pl.DataFrame(columns).with_columns(pl.col("citations").list.unique(maintain_order=True))
    cited = frame["citations"].list.first().to_list()
    parts: Iterable[Any] = found.get("id_parts") or repeat(None, n_rows)
    rows = zip(frame["kind"].to_list(), frame["asset_id"].to_list(), cited, parts, strict=True)
    # numpy divides; Polars multiplies long columns by the reciprocal, and the last bit would depend on the number of rows
    length_us = (frame["end"] - frame["start"]).cast(pl.Float64)
    length_s = pl.Series("dur_s", length_us.to_numpy() / 1e6, nan_to_null=True)
    return EVENTS.shape(
        frame.with_columns(
            event_id=pl.Series([event_id(kind, asset, first, *(more or ())) for kind, asset, first, more in rows]),
            is_open=pl.col("end").is_null(),
            dur_s=pl.coalesce("dur_s", length_s) if "dur_s" in named else length_s,
            flags=pl.col("flags") if "flags" in named else pl.lit([], pl.List(pl.String)),
            detector=pl.lit(detector), version=pl.lit(version), params_hash=pl.lit(params_hash(params)),
        ).with_columns(pl.from_epoch(pl.col(name), "us").cast(TIME) for name in _TIMES)
    )  # fmt: skip
