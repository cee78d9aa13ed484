"""Split a number that several hulls use at once, before anything else looks at their movement.

In flow positions in order, out flow the same rows with ``~2``, ``~3`` ... added to the asset_id of every hull but the
first. Flagged rows keep their id. What decides is in `hulls.py`; the state is the last position of each hull followed.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Bools, Ints, all_keys, degrees, floats, ints, runs_of, times_us
from vedette.engine.compiled import compiled
from vedette.engine.live_rows import LiveRows, grown, usable_runs
from vedette.engine.step import Frame, QuickForm, Scan, State
from vedette.schema.flags import UNUSABLE
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import POSITIONS
from vedette.tracks.hulls import N_FLOATS, assign_hulls, carry_hulls

_STATE = pl.Schema(
    {
        "asset_id": pl.String, "number": pl.Int64, "time_us": pl.Int64, "n_met": pl.Int64,
        "lat_deg": pl.Float64, "lon_deg": pl.Float64, "sog_kn": pl.Float64, "cog_deg": pl.Float64,
    }
)  # fmt: skip


class SegmentParams(BaseModel):
    """What one hull can do."""

    model_config = ConfigDict(frozen=True)

    ship_max_kn: float = Field(
        45.0,
        gt=0,
        description="fastest that a ship moves between two positions (kn); the fastest ferries and warships in service",
    )
    aircraft_max_kn: float = Field(800.0, gt=0, description="the same for aircraft (kn)")
    ship_slack_km: float = Field(2.0, ge=0, description="error of two ship positions together (km): places and times are rounded")
    aircraft_slack_km: float = Field(3.0, ge=0, description="the same for aircraft (km)")
    ship_drift_kn: float = Field(
        2.0, gt=0, description="how fast the place of a ship becomes uncertain (kn): judgement; 1 to 5 agree about as well "
        "with the 29 segments that Global Fishing Watch's segmenter gives for MMSI 416000000",
    )  # fmt: skip
    aircraft_drift_kn: float = Field(200.0, gt=0, description="the same for aircraft (kn)")
    max_followed: int = Field(
        6, ge=1, le=64, description="hulls of one number that are followed at once; with 4, real hulls of MMSI 416000000 "
        "are pushed out by single stray positions",
    )  # fmt: skip


def split_hulls(state: State | None, positions: Frame, params: SegmentParams) -> tuple[State, Frame]:
    """Give every hull under one number an asset id of its own.

    Args:
        state: the hulls followed, one row each, from the call before.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row.
        params: what one hull can do.
    Returns:
        The hulls followed, and the same rows with their asset ids.
    """
    is_usable = (pl.col("flags") & int(UNUSABLE)) == 0
    rows = positions.with_row_index("row").filter(is_usable)
    state = _STATE.to_frame() if state is None else state
    keys = all_keys("asset_id", rows, state)
    hull = np.ones(rows.height, np.int64)
    aircraft = np.array([is_aircraft(key) for key in keys], np.bool_)
    followed = compiled(assign_hulls, rows.height)(
        runs_of(keys, rows, "asset_id"), times_us(rows), degrees(rows, "lat_deg"), degrees(rows, "lon_deg"),
        floats(rows, "sog_kn"), floats(rows, "cog_deg"),
        np.where(aircraft, params.aircraft_max_kn, params.ship_max_kn),
        np.where(aircraft, params.aircraft_slack_km, params.ship_slack_km),
        np.where(aircraft, params.aircraft_drift_kn, params.ship_drift_kn),
        runs_of(keys, state, "asset_id"), np.column_stack([ints(state, c) for c in ("number", "time_us", "n_met")]),
        np.column_stack([floats(state, c) for c in ("lat_deg", "lon_deg", "sog_kn", "cog_deg")]), params.max_followed, hull,
    )  # fmt: skip
    hulls = np.ones(positions.height, np.int64)
    hulls[rows["row"].to_numpy()] = hull
    named = pl.when(pl.col("hull") > 1).then(pl.format("{}~{}", "asset_id", "hull")).otherwise("asset_id")
    split = positions.with_columns(hull=pl.Series(hulls)).with_columns(asset_id=named).drop("hull")
    kept = [(keys[run], number, time, met, lat, lon, sog, cog) for run, number, time, lat, lon, sog, cog, met in followed]
    return pl.DataFrame(kept, schema=_STATE, orient="row"), split


def finish_segments(state: State, params: SegmentParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """None: every row is given at once."""
    return POSITIONS.empty()


class QuickHulls:
    """`split_hulls` over arrays: of each number the hulls that are followed."""

    def __init__(self, params: SegmentParams) -> None:
        self.params = params
        self.limits = np.array(
            [[params.ship_max_kn, params.aircraft_max_kn], [params.ship_slack_km, params.aircraft_slack_km],
             [params.ship_drift_kn, params.aircraft_drift_kn]]
        )  # fmt: skip
        self.n_followed = np.zeros(1, np.int64)
        self.ints = np.zeros((1, params.max_followed, 3), np.int64)
        self.floats = np.zeros((1, params.max_followed, N_FLOATS))
        self.hulls: dict[tuple[int, int], int] = {}  # the number of each hull, by that of its number and from 2

    def load(self, state: State, rows: LiveRows) -> None:
        """Begin where the kernel stopped."""
        slots = rows.slots(state["asset_id"].to_list())
        self._make_room(rows)
        numbers = np.column_stack([ints(state, name) for name in ("number", "time_us", "n_met")])
        lasts = np.column_stack([floats(state, name) for name in ("lat_deg", "lon_deg", "sog_kn", "cog_deg")])
        for n, slot in enumerate(slots.tolist()):
            k = self.n_followed[slot]
            self.ints[slot, k], self.floats[slot, k] = numbers[n], lasts[n]
            self.n_followed[slot] += 1

    def take(self, ids: Ints, slots: Ints, rows: LiveRows, n_seen: int) -> tuple[Ints, Ints]:
        """The same rows, with their hulls in place of their numbers."""
        self._make_room(rows)
        usable, assets, offsets = compiled(usable_runs, n_seen)(ids, slots, rows.ints("final"), int(UNUSABLE))
        hull, kinds = np.ones(len(usable), np.int64), rows.kinds(assets)
        max_kn, slack_km, drift_kn = (limit[kinds] for limit in self.limits)
        compiled(carry_hulls, n_seen)(
            assets, offsets, rows.ints("time_us")[usable], rows.floats("lat_deg")[usable], rows.floats("lon_deg")[usable],
            rows.floats("sog_kn")[usable], rows.floats("cog_deg")[usable],
            max_kn, slack_km, drift_kn, self.n_followed, self.ints, self.floats, self.params.max_followed, hull,
        )  # fmt: skip
        others = np.flatnonzero(hull > 1)
        if not len(others):
            return ids, slots
        at = np.flatnonzero((rows.ints("final")[ids] & int(UNUSABLE)) == 0)[others]
        named = slots.copy()
        named[at] = [self._slot(slot, which, rows) for slot, which in zip(slots[at].tolist(), hull[others].tolist(), strict=True)]
        order = np.argsort(named, kind="stable")
        return ids[order], named[order]

    def forget(self, is_meant: Bools) -> None:
        """Follow no hulls of these numbers."""
        self.n_followed[: len(is_meant)][is_meant[: len(self.n_followed)]] = 0

    def export(self, rows: LiveRows) -> State:
        """The hulls that are followed, one row each."""
        kept = []
        for slot in rows.by_name(np.flatnonzero(self.n_followed)).tolist():
            for k in range(self.n_followed[slot]):
                number, last_us, n_met = self.ints[slot, k].tolist()
                kept.append((rows.names[slot], number, last_us, n_met, *self.floats[slot, k].tolist()))
        return pl.DataFrame(kept, schema=_STATE, orient="row")

    def take_found(self, rows: LiveRows) -> None:
        """Nothing: rows are given at once."""

    def _slot(self, slot: int, hull: int, rows: LiveRows) -> int:
        if (slot, hull) not in self.hulls:
            self.hulls[slot, hull] = rows.slot(f"{rows.names[slot]}~{hull}")
        return self.hulls[slot, hull]

    def _make_room(self, rows: LiveRows) -> None:
        n = len(rows.names)
        self.n_followed, self.ints, self.floats = grown(self.n_followed, n), grown(self.ints, n), grown(self.floats, n)


SEGMENT = Scan(
    "split_hulls", POSITIONS, POSITIONS, ("asset_id",), ("time", "source_id", "source_row"), split_hulls, finish_segments,
    quick=QuickForm(lambda _params: {}, QuickHulls),
)  # fmt: skip
