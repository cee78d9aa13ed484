"""Flag what cannot be taken at face value: repeats, outliers, impossible places, times and numbers.

In flow positions in order, out flow the same positions with more bits in `flags`; no row is ever deleted and no other
column is touched. A row is given once enough rows after it are known to judge it; the state keeps the last rows of each
asset, so that any cut of the rows into calls gives the same flags.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Bools, Ints, bools, degrees, ints, key_runs, times_us
from vedette.engine.compiled import compiled
from vedette.engine.live_rows import Column, Heard, LiveRows, grown, joined, usable_runs
from vedette.engine.step import Frame, QuickForm, Scan, State
from vedette.positions.duplicates import LOOK_BACK, mark_duplicates
from vedette.positions.flag_kernel import carry_flags, most_kept
from vedette.positions.outliers import mark_outliers
from vedette.positions.plausibility import is_ahead, is_null_island, number_flags, row_flags
from vedette.schema.flags import UNUSABLE, Flag
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import POSITIONS

_STATE_NAMES = (*POSITIONS.names, "is_usable", "is_given")


class FlagParams(BaseModel):
    """Limits beyond which a position is flagged."""

    model_config = ConfigDict(frozen=True)

    ship_max_kn: float = Field(
        45.0, gt=0, description="implied speed beyond which a ship has not moved (kn): fast ferries and corvettes make 40"
    )
    aircraft_max_kn: float = Field(
        800.0, gt=0, description="the same for aircraft (kn): the fastest transport, 600 kn, in a jet stream of 200 kn"
    )
    ship_slack_km: float = Field(
        1.0, ge=0, description="error of two ship positions together (km): times are rounded to a second or a minute"
    )
    aircraft_slack_km: float = Field(
        2.0, ge=0, description="error of two aircraft positions together (km); multilateration is good to about 1 km"
    )
    n_neighbours: int = Field(4, ge=2, description="rows before and after that an outlier is compared with")
    same_place_km: float = Field(0.02, ge=0, description="rows of one source and moment this close are one (km)")
    other_source_km: float = Field(
        1.0, ge=0, description="rows of two sources and one moment this close are one transmission (km): sources round"
    )
    clock_slack_s: float = Field(60.0, ge=0, description="how far a transmitter's clock may run ahead of its receiver's (s)")


def flag_positions(state: State | None, positions: Frame, params: FlagParams) -> tuple[State, Frame]:
    """Flag duplicates, isolated outliers and what is wrong with a row by itself.

    Args:
        state: the last rows of each asset from the call before.
        positions: rows of `POSITIONS`, sorted by asset_id, time, source_id, source_row.
        params: the limits.
    Returns:
        The last rows of each asset, and the rows that can be judged by now.
    """
    rows = _with_state(state, positions, params)
    judged = _judge(rows, params)
    given = _with_jumps(judged.filter(~pl.col("is_given") & pl.col("is_complete")))
    kept = judged.with_columns(is_given=pl.col("is_given") | pl.col("is_complete")).filter(
        (pl.col("is_usable") & (pl.col("n_usable_after") < 2 * params.n_neighbours)) | (pl.col("n_after") < LOOK_BACK)
    )
    return kept.select(_STATE_NAMES), given


def finish_flags(state: State, params: FlagParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """The rows that still wait for later ones, judged by what there is."""
    return _with_jumps(_judge(state, params).filter(~pl.col("is_given")))


def _with_state(state: State | None, positions: Frame, params: FlagParams) -> Frame:
    """Old and new rows in order; new ones with the flags that need no later row."""
    own = row_flags(timedelta(seconds=params.clock_slack_s))
    new = positions.with_columns(
        flags=pl.col("flags") | own, is_usable=pl.lit(value=False), is_given=pl.lit(value=False), is_new=pl.lit(value=True)
    )
    rows = new
    if state is not None and not state.is_empty():
        old = state.with_columns(is_new=pl.lit(value=False))
        rows = pl.concat([old, new.select(old.columns)]).sort("asset_id", maintain_order=True)
    # old rows keep what they were given when all rows before them were at hand
    repeats = pl.when("is_new").then(_duplicates(rows, params)).otherwise(0)
    rows = rows.with_columns(flags=pl.col("flags") | repeats)
    usable = pl.when("is_new").then(pl.col("flags") & int(UNUSABLE) == 0).otherwise("is_usable")
    return rows.with_columns(is_usable=usable).drop("is_new")


def _duplicates(rows: Frame, params: FlagParams) -> pl.Series:
    """The DUPLICATE bit of every row."""
    _, offsets = key_runs(rows, "asset_id")
    marks = np.zeros(rows.height, np.bool_)
    source = rows["source_id"].rank("dense").cast(pl.Int64).to_numpy()
    lat, lon = degrees(rows, "lat_deg"), degrees(rows, "lon_deg")
    kernel = compiled(mark_duplicates, rows.height)
    kernel(offsets, times_us(rows), source, lat, lon, params.same_place_km, params.other_source_km, marks)
    return pl.Series(marks.astype(np.int32) * int(Flag.DUPLICATE))


def _judge(rows: Frame, params: FlagParams) -> Frame:
    """Rows with the column ``jump`` for the JUMP bit, and whether enough later rows are known for it to be final."""
    usable = rows.lazy().with_row_index("row").filter("is_usable").collect()
    keys, offsets = key_runs(usable, "asset_id")
    aircraft = np.array([is_aircraft(key) for key in keys], np.bool_)
    max_kn = np.where(aircraft, params.aircraft_max_kn, params.ship_max_kn)
    slack_km = np.where(aircraft, params.aircraft_slack_km, params.ship_slack_km)
    marks = np.zeros(usable.height, np.bool_)
    lat, lon = degrees(usable, "lat_deg"), degrees(usable, "lon_deg")
    kernel = compiled(mark_outliers, usable.height)
    kernel(offsets, times_us(usable), lat, lon, max_kn, slack_km, params.n_neighbours, marks)
    jumps = np.zeros(rows.height, np.int32)
    jumps[usable["row"].to_numpy()] = marks * np.int32(Flag.JUMP)
    after = pl.col("is_usable").cast(pl.Int64).cum_sum(reverse=True).over("asset_id")
    rows = rows.with_columns(
        jump=pl.Series(jumps),
        n_usable_after=after - pl.col("is_usable").cast(pl.Int64),
        n_after=pl.int_range(pl.len(), dtype=pl.Int64).reverse().over("asset_id"),
    )
    return rows.with_columns(is_complete=~pl.col("is_usable") | (pl.col("n_usable_after") >= params.n_neighbours))


def _with_jumps(judged: Frame) -> Frame:
    """Judged rows as rows of `POSITIONS`; the state never holds this bit, which later rows may take back."""
    return judged.with_columns(flags=pl.col("flags") | pl.col("jump")).select(POSITIONS.names)


def asked_by_flags(params: FlagParams) -> dict[str, Column]:
    """What `QuickFlags` reads of each row besides: the flags that it earns by itself."""
    return {"flags": _OwnFlags(params)}


class _OwnFlags:
    """`row_flags` over columns of numpy; those that all rows of an asset earn alike are asked for once."""

    def __init__(self, params: FlagParams) -> None:
        self.slack = np.timedelta64(int(params.clock_slack_s * 1e6), "us")
        self.of_number = np.zeros(0, np.int64)

    def __call__(self, heard: Heard) -> Ints:
        known, names = len(self.of_number), heard.rows.names
        if known < len(names):
            new = np.array([number_flags(name) for name in names[known:]], np.int64)
            self.of_number = np.concatenate([self.of_number, new])
        at_null_island = is_null_island(heard.column("lat_deg"), heard.column("lon_deg"))
        from_future = is_ahead(heard.column("time"), heard.column("received"), self.slack)
        own: Ints = heard.column("flags") | self.of_number[heard.slots]
        own |= at_null_island * int(Flag.NULL_ISLAND)
        own |= from_future * int(Flag.FUTURE)
        return own


class QuickFlags:
    """`flag_positions` over arrays: of each asset the rows that the next ones are judged with."""

    def __init__(self, params: FlagParams) -> None:
        self.params = params
        self.limits = np.array([[params.ship_max_kn, params.aircraft_max_kn], [params.ship_slack_km, params.aircraft_slack_km]])
        self.kept = np.zeros((1, most_kept(params.n_neighbours)), np.int64)
        self.n_kept = np.zeros(1, np.int64)
        self.is_usable, self.is_given = np.zeros(1, np.bool_), np.zeros(1, np.bool_)

    def load(self, state: State, rows: LiveRows) -> None:
        """Begin where the kernel stopped."""
        ids, slots = rows.add(state.select(POSITIONS.names))
        self._make_room(rows)
        rows.ints("flags")[ids] = ints(state, "flags")
        self.is_usable[ids], self.is_given[ids] = bools(state, "is_usable"), bools(state, "is_given")
        for slot, row in zip(slots.tolist(), ids.tolist(), strict=True):
            self.kept[slot, self.n_kept[slot]] = row
            self.n_kept[slot] += 1

    def take(self, ids: Ints, slots: Ints, rows: LiveRows, n_seen: int) -> tuple[Ints, Ints]:
        """The rows that can be judged by now, with their flags in the column `final`."""
        self._make_room(rows)
        params = self.params
        _, assets, offsets = compiled(usable_runs, n_seen)(ids, slots, rows.ints("flags"), 0)
        kinds = rows.kinds(assets)
        max_kn, slack_km = (limit[kinds] for limit in self.limits)
        most = int(self.n_kept[assets].sum()) + len(ids)
        given_ids, given_slots = np.empty(most, np.int64), np.empty(most, np.int64)
        n = compiled(carry_flags, n_seen)(
            assets, offsets, ids, rows.ints("time_us"), rows.ints("source"), rows.floats("lat_deg"), rows.floats("lon_deg"),
            rows.ints("flags"), rows.ints("final"), self.is_usable, self.is_given, self.kept, self.n_kept,
            max_kn, slack_km, params.n_neighbours, params.same_place_km, params.other_source_km, int(UNUSABLE), int(Flag.DUPLICATE),
            int(Flag.JUMP), given_ids, given_slots,
        )  # fmt: skip
        return given_ids[:n], given_slots[:n]

    def forget(self, is_meant: Bools) -> None:
        """Keep no rows of these assets."""
        self.n_kept[: len(is_meant)][is_meant[: len(self.n_kept)]] = 0

    def export(self, rows: LiveRows) -> State:
        """The rows that are kept, without the bit that later rows may take back."""
        slots = rows.by_name(np.flatnonzero(self.n_kept))
        ids = joined([self.kept[slot, : self.n_kept[slot]] for slot in slots.tolist()])
        kept = rows.frame(ids, flags=rows.ints("flags")[ids])
        marks = (pl.Series("is_usable", self.is_usable[ids]), pl.Series("is_given", self.is_given[ids]))
        return kept.with_columns(*marks).select(_STATE_NAMES)

    def take_found(self, rows: LiveRows) -> None:
        """Nothing: rows are given at once."""

    def _make_room(self, rows: LiveRows) -> None:
        self.kept, self.n_kept = grown(self.kept, len(rows.names)), grown(self.n_kept, len(rows.names))
        self.is_usable, self.is_given = grown(self.is_usable, rows.n), grown(self.is_given, rows.n)


FLAG = Scan(
    "flag_positions", POSITIONS, POSITIONS, ("asset_id",), ("time", "source_id", "source_row"), flag_positions, finish_flags,
    quick=QuickForm(asked_by_flags, QuickFlags),
)  # fmt: skip
