"""A table as CSV: UTF-8, one header line, times in ISO 8601 with a Z, lists and structs as JSON, null as an empty field."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import polars as pl

from vedette.clock import UTC


def export_csv(_table: str, frame: pl.DataFrame) -> bytes:
    """The frame as CSV, columns and rows in their order.

    A text that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a return) gets an
    apostrophe before it. Source: OWASP, "CSV injection".
    """
    return frame.with_columns(_column(frame[name]) for name in frame.columns).write_csv().encode()


def _column(series: pl.Series) -> pl.Series:
    if isinstance(series.dtype, pl.Datetime):
        return series.dt.to_string("%Y-%m-%dT%H:%M:%S%.6fZ")
    if series.dtype.is_nested():
        texts = [None if v is None else json.dumps(plain(v), ensure_ascii=False) for v in series.to_list()]
        return pl.Series(series.name, texts, dtype=pl.String)
    if series.dtype == pl.String:
        return series.str.replace(r"^([=+\-@\t\r])", "'${1}")
    return series


def plain(value: Any) -> Any:
    """A value as JSON can hold it: times in ISO 8601 with microseconds and a Z."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value
