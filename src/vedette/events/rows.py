"""Rows of the events table, made in one way by every detector.

In flow what a detector found, as dicts with integer times, out flow rows of `EVENTS` with their id, duration and the
name, version and parameters of the detector.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
from pydantic import BaseModel

from vedette.engine.step import Frame
from vedette.events.ids import event_id, params_hash
from vedette.schema.flags import UNUSABLE
from vedette.schema.tables import EVENTS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(time_us: int) -> datetime:
    """Microseconds since 1970 as a time."""
    return _EPOCH + timedelta(microseconds=int(time_us))


def usable_rows(positions: Frame) -> Frame:
    """The rows that a detector may rest on, with the time at which each was known (received, or else observed)."""
    return positions.filter((pl.col("flags") & int(UNUSABLE)) == 0).with_columns(known=pl.max_horizontal("received", "time"))


def cite(row: int, positions: Frame, carried: Sequence[str]) -> str:
    """The citation of a row: of the frame where it is not negative, of the state's row ``-row - 1`` where it is."""
    if row < 0:
        return carried[-row - 1]
    return f"{positions.item(row, 'source_id')}#{positions.item(row, 'source_row')}"


def build_events(found: Iterable[dict[str, Any]], detector: str, version: str, params: BaseModel) -> Frame:
    """Rows of `EVENTS` from what was found.

    Args:
        found: dicts with the columns of EVENTS; `start`, `end`, `known` as microseconds since 1970; `id_parts`, if
            given, tells apart events of one kind and asset that begin with the same row.
        detector, version: name of the kernel, and version of its rules.
        params: its parameters.
    Returns:
        (n,) rows, in the table's order.
    """
    stamp = {"detector": detector, "version": version, "params_hash": params_hash(params)}
    return EVENTS.build([_row(event, stamp) for event in found])


def _row(event: dict[str, Any], stamp: dict[str, str]) -> dict[str, Any]:
    end = event.get("end")
    row = {key: value for key, value in event.items() if key != "id_parts"}
    row["event_id"] = event_id(event["kind"], event["asset_id"], event["citations"][0], *event.get("id_parts", ()))
    row["citations"] = list(dict.fromkeys(event["citations"]))
    row["flags"] = list(event.get("flags", ()))
    row["is_open"] = end is None
    if end is not None and "dur_s" not in row:
        row["dur_s"] = (end - event["start"]) / 1e6
    row.update(start=moment(event["start"]), end=None if end is None else moment(end), known=moment(event["known"]))
    return {**row, **stamp}
