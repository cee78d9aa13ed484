"""The table in which an engine keeps its state between two chunks of positions: part of no case, a cache that can be made again."""

from __future__ import annotations

import polars as pl

from vedette.schema.table import Column, Table

STATE_LOG = Table(
    "state_log",
    "What an engine keeps between two chunks of positions.",
    (
        Column("save", pl.Int64, "number of the save, from 1"),
        Column("entry", pl.Int64, "number of the entry in it, from 0"),
        Column("kind", pl.String, "'state': the last save's counts; anything else: all saves' count, in order"),
        Column("name", pl.String, "what it is the state of"),
        Column("frame", pl.Binary, "a frame in Arrow's IPC format"),
    ),
    ("save", "entry"),
)
