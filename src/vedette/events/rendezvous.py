"""Rendezvous: two assets close together at sea for hours, hardly moving.

In flow positions, out flow meetings. Stops at sea are found for each asset (`stop_kernel.py`), put on a common clock, and
compared in pairs: at most 500 m apart for at least two hours at no more than 2 kn (METHODS; Global Fishing Watch). Where an
asset was heard too seldom to say that it stopped, no meeting is found: silence is no stop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Floats, Ints, degrees, floats, ints, key_runs, times_us
from vedette.engine.compiled import compiled
from vedette.engine.step import Frame, Halves, State, Window
from vedette.events.ids import CITATION
from vedette.events.places import PlaceGeometry, PlaceIndex, index_places
from vedette.events.rows import build_event_columns, usable_rows
from vedette.events.stop_kernel import TICK_US, edges, n_ticks, open_begins, pair_stops, scan_stops, write_ticks
from vedette.schema.kinds import aircraft_rows
from vedette.schema.tables import EVENTS, POSITIONS

DETECTOR, VERSION = "find_rendezvous", "1"
_COLUMNS = ("asset_id", "time", "known", "lat_deg", "lon_deg", "sog_kn", "citation")
_TICKS = pl.List(pl.Float64)
_FOUND: dict[str, type[pl.DataType] | pl.DataType] = {
    "asset_id": pl.String, "start_us": pl.Int64, "end_us": pl.Int64, "known_us": pl.Int64, "citation": pl.String,
    "ticks_lat_deg": _TICKS, "ticks_lon_deg": _TICKS,
}  # fmt: skip


class RendezvousParams(BaseModel):
    """Limits of a meeting."""

    model_config = ConfigDict(frozen=True)

    places: tuple[PlaceGeometry, ...] = Field((), description="places, inside which ships lie close together anyway")
    radius_km: float = Field(0.5, gt=0, description="greatest distance (km); Global Fishing Watch, encounters")
    min_h: float = Field(2.0, gt=0, description="shortest meeting (h); Global Fishing Watch, encounters")
    max_kn: float = Field(2.0, gt=0, description="fastest movement of either (kn); Global Fishing Watch, encounters")
    max_silence_h: float = Field(3.0, gt=0, description="longest silence within a stop (h): beyond it, it may have gone and come")


@dataclass(frozen=True, eq=False)
class Stops:
    """Stops at sea, (m,) each, with their positions at the ticks of the common clock, end to end."""

    asset_ids: tuple[str, ...]
    start_us: Ints
    end_us: Ints
    known_us: Ints
    citations: tuple[str, ...]
    tick_offsets: Ints
    lat_deg: Floats
    lon_deg: Floats


def find_rendezvous(positions: Frame, params: RendezvousParams) -> Frame:
    """Find meetings of ships.

    Args:
        positions: rows of `POSITIONS`, any order; flagged rows and aircraft are passed over.
        params: limits, and the places.
    Returns:
        Rows of `EVENTS`, one for each pair and stretch of time; `asset_id` is the lesser of the two.
    """
    found, _ = _find_stops(_ships_rows(positions).sort("asset_id", "time", "source_id", "source_row"), params)
    return pair_up(found, params)


def search_stops(state: State | None, positions: Frame, params: RendezvousParams) -> tuple[State, Frame]:
    """The first half of `find_rendezvous`: stops at sea that have ended, by asset.

    Args:
        state: the rows of each asset's open stretch, and the one before, from the call before.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row; flagged rows and aircraft are passed over.
        params: limits, and the places.
    Returns:
        The new state, and a row for each stop with its positions at the ticks.
    """
    rows = _ships_rows(positions).with_columns(CITATION).select(_COLUMNS)
    if state is not None:
        rows = pl.concat([state, rows]).sort("asset_id", maintain_order=True)
    found, is_open = _find_stops(rows, params)
    _, offsets = key_runs(rows, "asset_id")
    max_kn, _, max_silence_us = stop_limits(params)
    begins = compiled(open_begins, rows.height)(
        offsets,
        times_us(rows),
        degrees(rows, "lat_deg"),
        degrees(rows, "lon_deg"),
        floats(rows, "sog_kn"),
        max_kn,
        max_silence_us,
    )
    first_kept = np.repeat(np.maximum(begins - 1, offsets[:-1]), np.diff(offsets))
    return rows.filter(np.arange(rows.height) >= first_kept), _as_frame(found).filter(~is_open)


def open_stops(state: State, params: RendezvousParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """Stops that last, as far as they go."""
    found, is_open = _find_stops(state, params)
    return _as_frame(found).filter(is_open)


def settle_rendezvous(stops: Frame, params: RendezvousParams) -> Frame:
    """The second half of `find_rendezvous`: meetings from all stops."""
    rows = stops.sort("asset_id", "start_us")
    counts = rows["ticks_lat_deg"].list.len().to_numpy()
    lat, lon = (rows[name].explode(empty_as_null=False).to_numpy() for name in ("ticks_lat_deg", "ticks_lon_deg"))
    start, end, known = (ints(rows, name) for name in ("start_us", "end_us", "known_us"))
    offsets = np.cumsum([0, *counts], dtype=np.int64)
    return pair_up(Stops(tuple(rows["asset_id"]), start, end, known, tuple(rows["citation"]), offsets, lat, lon), params)


def _ships_rows(positions: Frame) -> Frame:
    return usable_rows(positions).filter(~aircraft_rows())


def _as_frame(stops: Stops) -> Frame:
    """A row for each stop, with its ticks as lists."""
    cuts = stops.tick_offsets.tolist()
    ticks = [[column[a:b].tolist() for a, b in pairwise(cuts)] for column in (stops.lat_deg, stops.lon_deg)]
    columns = (stops.asset_ids, stops.start_us, stops.end_us, stops.known_us, stops.citations, *ticks)
    return pl.DataFrame(list(columns), schema=_FOUND)


def _find_stops(rows: Frame, params: RendezvousParams) -> tuple[Stops, pl.Series]:
    """The stops of each asset, and which of them last to its last row."""
    keys, offsets = key_runs(rows, "asset_id")
    time_us, lat, lon = times_us(rows), degrees(rows, "lat_deg"), degrees(rows, "lon_deg")
    found = compiled(scan_stops, rows.height)(
        offsets, time_us, lat, lon, floats(rows, "sog_kn"), *stop_limits(params), *place_columns(index_places(params.places))
    )
    counts = [n_ticks(start, end) for _, _, _, start, end in found]
    tick_offsets = np.cumsum([0, *counts], dtype=np.int64)
    ticks_lat, ticks_lon = np.empty(tick_offsets[-1]), np.empty(tick_offsets[-1])
    write = compiled(write_ticks, rows.height)
    for (_, first, last, start, end), at in zip(found, tick_offsets, strict=False):
        write(first, last, start, end, time_us, lat, lon, int(at), ticks_lat, ticks_lon)
    lasts = [stop[2] for stop in found]
    firsts = rows[[stop[1] for stop in found]]
    cited = firsts["citation"] if "citation" in firsts.columns else firsts.select(CITATION).to_series()
    stops = Stops(
        tuple(keys[stop[0]] for stop in found), np.array([s[3] for s in found], np.int64), np.array([s[4] for s in found], np.int64),
        times_us(rows[lasts], "known"), tuple(cited.to_list()),
        tick_offsets, ticks_lat, ticks_lon,
    )  # fmt: skip
    return stops, pl.Series([stop[2] == offsets[stop[0] + 1] - 1 for stop in found], dtype=pl.Boolean)


def stop_limits(params: RendezvousParams) -> tuple[float, int, int]:
    """What `scan_stops` is given of the parameters: speed, shortest stretch, longest silence."""
    return params.max_kn, int(params.min_h * 3.6e9), int(params.max_silence_h * 3.6e9)


def place_columns(index: PlaceIndex) -> tuple[Any, ...]:
    """What `scan_stops` is given of the places."""
    return (
        index.lat_deg, index.lon_deg, index.enter_km, index.ring_offsets, index.ring_lon_deg, index.ring_lat_deg,
        index.box_lat_deg, index.box_lon_deg, index.box_height_deg, index.box_width_deg, index.cell_offsets, index.cell_places,
    )  # fmt: skip


def pair_up(stops: Stops, params: RendezvousParams) -> Frame:
    """Meetings from stops."""
    south, north = edges(stops.tick_offsets, stops.lat_deg)
    order = np.argsort(south, kind="stable")
    hulls = (
        np.unique(np.array(stops.asset_ids, dtype=object), return_inverse=True)[1] if stops.asset_ids else np.zeros(0, np.int64)
    )
    pairs = compiled(pair_stops, len(stops.lat_deg))(
        order, hulls.astype(np.int64), stops.start_us, stops.end_us, stops.tick_offsets, stops.lat_deg, stops.lon_deg,
        south, north, params.radius_km, int(params.min_h * 3.6e9),
    )  # fmt: skip
    if not pairs:
        return EVENTS.empty()
    ordered = [(a, b) if stops.asset_ids[a] < stops.asset_ids[b] else (b, a) for a, b, *_ in pairs]
    firsts = [_tick(stops, a, start) for (a, _), (_, _, start, _, _) in zip(ordered, pairs, strict=True)]
    return build_event_columns(
        {
            "kind": ["rendezvous"] * len(pairs), "asset_id": [stops.asset_ids[a] for a, _ in ordered],
            "other_asset_id": [stops.asset_ids[b] for _, b in ordered],
            "start": [p[2] for p in pairs], "end": [p[3] for p in pairs],
            "lat_deg": [float(stops.lat_deg[t]) for t in firsts], "lon_deg": [float(stops.lon_deg[t]) for t in firsts],
            "dist_km": [p[4] for p in pairs], "known": [int(max(stops.known_us[a], stops.known_us[b])) for a, b in ordered],
            "citations": pl.Series([[stops.citations[a], stops.citations[b]] for a, b in ordered]),
            "id_parts": [(stops.asset_ids[b], p[2]) for (_, b), p in zip(ordered, pairs, strict=True)],
        },
        DETECTOR, VERSION, params,
    )  # fmt: skip


def _tick(stops: Stops, stop: int, moment_us: int) -> int:
    """The first tick of a stop at or after a moment."""
    first = -(-moment_us // TICK_US) - -(-int(stops.start_us[stop]) // TICK_US)
    return int(min(stops.tick_offsets[stop] + max(first, 0), stops.tick_offsets[stop + 1] - 1))


def _owner(positions: Frame) -> pl.Series:
    """One cell holds all: stops last for days, and pairs of them are few."""
    return pl.Series("owner", np.zeros(positions.height, np.int64))


RENDEZVOUS = Window(
    DETECTOR, POSITIONS, EVENTS, _owner, 0, find_rendezvous, halves=Halves(search_stops, open_stops, settle_rendezvous)
)
