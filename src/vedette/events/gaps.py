"""Gaps: stretches in which an asset was not heard.

In flow positions in order, out flow gaps longer than a threshold, with the distance between their ends and the speed
that it implies. The cause is *unknown* unless measured coverage of everybody else says more (`gap_causes.py`). An
aircraft has a gap only if it was high when it was last heard: lower down it may have landed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Bools, Ints, bools, key_runs, times_us, to_us
from vedette.engine.compiled import compiled
from vedette.engine.live_rows import Column, LiveRows, grown, joined, usable_runs
from vedette.engine.step import Frame, Halves, QuickForm, Scan, State
from vedette.events.gap_causes import Conditions, CoverageLookup, OffshoreKm, cause
from vedette.events.gap_kernel import N_BEFORE, Silence, carry_silences, count_before, scan_gaps
from vedette.events.ids import CITATION
from vedette.events.rows import build_events, moment, usable_rows
from vedette.geo import distance_km
from vedette.schema.cells import cell_name
from vedette.schema.flags import UNUSABLE
from vedette.schema.kinds import aircraft_rows, is_aircraft
from vedette.schema.tables import EVENTS, POSITIONS

DETECTOR, VERSION = "find_gaps", "1"
_COLUMNS = ("asset_id", "time_us", "known_us", "lat_deg", "lon_deg", "alt_ft", "sensor", "citation")
MAX_FLIGHT_H = 20.0  # the longest airline flight takes 19
MIN_FLIGHT_KN = 100.0  # no transport stays in the air at less
Row = dict[str, Any]


class GapParams(BaseModel):
    """Thresholds of a gap and conditions of its cause."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    ship_min_h: float = Field(6.0, gt=0, description="shortest gap of a ship (h); Global Fishing Watch, pipe-gaps")
    aircraft_min_h: float = Field(0.5, gt=0, description="shortest gap of an aircraft (h)")
    aircraft_min_alt_ft: float = Field(
        10_000.0, description="an aircraft last heard below it may have landed (ft): descents leave it ten minutes before"
    )
    min_before: int = Field(
        3, ge=1, le=N_BEFORE, description="own positions in the 12 h before: an asset heard less often, or a stray position that "
        "was taken for a second hull, has not fallen silent, it was never followed",
    )  # fmt: skip
    off_min_h: float = Field(12.0, gt=0, description="transponder off: shortest gap (h); Welch et al. 2022")
    off_min_offshore_km: float = Field(92.6, ge=0, description="transponder off: off the coast (km); Welch et al. 2022, 50 nmi")
    off_min_per_day: float = Field(
        10.0, ge=0, description="transponder off: positions of anybody a day in the cells at both ends; Welch et al. 2022"
    )
    off_min_before: int = Field(
        14, ge=0, le=N_BEFORE, description="transponder off: own positions in the 12 h before; Welch et al. 2022"
    )
    down_max_uptime: float = Field(0.5, ge=0, le=1, description="feed down: mean uptime below it")
    coverage: pl.DataFrame | None = Field(None, exclude=True, description="rows of COVERAGE; None = every cause is unknown")
    offshore_km: OffshoreKm | None = Field(None, exclude=True, description="distance of (lat, lon) from the coast (km)")


def find_gaps(state: State | None, positions: Frame, params: GapParams) -> tuple[State, Frame]:
    """Find gaps between consecutive positions.

    Args:
        state: the last `N_BEFORE` usable rows of each asset.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row; flagged rows are passed over.
        params: thresholds, and what is known of coverage and coast.
    Returns:
        The new state, and gaps that have ended; one that lasts comes only from `finish_gaps`.
    """
    state, silences = search_silences(state, positions, params)
    return state, settle_gaps(silences, params)


def finish_gaps(state: State, params: GapParams, watermark: datetime) -> Frame:
    """Gaps that last as of the watermark: no end."""
    return settle_gaps(lasting_silences(state, params, watermark), params)


def search_silences(state: State | None, positions: Frame, params: GapParams) -> tuple[State, Frame]:
    """The first half of `find_gaps`: silences that have ended, with all that their cause is judged by but the coverage.

    Returns:
        The new state, and a row for each silence: the row before, the row after and the own rows in the twelve hours before.
    """
    rows = _row_columns(usable_rows(positions)).with_columns(is_new=pl.lit(value=True))
    if state is not None:
        old = state.with_columns(is_new=pl.lit(value=False))
        rows = pl.concat([old, rows]).sort("asset_id", maintain_order=True)
    is_new = bools(rows, "is_new")
    silences = [silence for silence in _scan(rows, params) if is_new[silence[1]]]
    rows = rows.drop("is_new")
    before, after = (rows[[silence[k] for silence in silences]] for k in (0, 1))
    from_end = pl.int_range(pl.len(), dtype=pl.Int64).reverse().over("asset_id")
    n_before = [silence[2] for silence in silences]
    return rows.filter(from_end < N_BEFORE), _silences(before, after.to_struct(), n_before, None)


def _row_columns(usable: Frame) -> Frame:
    """What is kept of a row."""
    return usable.with_columns(
        CITATION, time_us=pl.col("time").to_physical(), known_us=pl.col("known").to_physical()
    ).select(_COLUMNS)  # fmt: skip


def lasting_silences(state: State, params: GapParams, watermark: datetime) -> Frame:
    """Silences that last as of the watermark: no row after."""
    is_last = pl.col("asset_id") != pl.col("asset_id").shift(-1, fill_value="")
    is_silent = (to_us(watermark) - pl.col("time_us")) >= _threshold_us(params)
    lasts = state.with_row_index("row").filter(is_last & is_silent & _may_be_silent(params))
    _, offsets = key_runs(state, "asset_id")
    firsts = offsets[np.searchsorted(offsets, lasts["row"].to_numpy(), side="right") - 1]
    n_before = [count_before(times_us(state, "time_us"), int(a), int(b)) for a, b in zip(firsts, lasts["row"], strict=True)]
    is_followed = pl.Series([n >= params.min_before for n in n_before], dtype=pl.Boolean)
    followed = lasts.drop("row").filter(is_followed)
    nothing = pl.Series([None] * followed.height, dtype=pl.Struct(followed.schema))
    return _silences(followed, nothing, [n for n in n_before if n >= params.min_before], to_us(watermark))


def settle_gaps(silences: Frame, params: GapParams) -> Frame:
    """The second half of `find_gaps` and `finish_gaps`: gaps as events, each with its cause."""
    causes = _Causes(params)
    rows = silences.select("before", "after", "n_before", "until_us").iter_rows()
    return build_events([_gap(b, a, until, n, causes) for b, a, n, until in rows], DETECTOR, VERSION, params)


def _silences(before: Frame, after: pl.Series, n_before: Sequence[int], until_us: int | None) -> Frame:
    """Silences as a frame; `until_us` is the watermark of those that last."""
    return before.select(
        "asset_id", before=pl.struct(_COLUMNS), after=after, n_before=pl.Series(n_before, dtype=pl.Int64),
        until_us=pl.lit(until_us, pl.Int64),
    )  # fmt: skip


def _scan(rows: Frame, params: GapParams) -> list[Silence]:
    """Run the kernel over the columns."""
    keys, offsets = key_runs(rows, "asset_id")
    hours = [params.aircraft_min_h if is_aircraft(key) else params.ship_min_h for key in keys]
    silent = rows.select(is_silent=_may_be_silent(params))
    min_us = np.array([int(h * 3.6e9) for h in hours], np.int64)
    return compiled(scan_gaps, rows.height)(
        offsets, times_us(rows, "time_us"), bools(silent, "is_silent"), min_us, params.min_before
    )


def _threshold_us(params: GapParams) -> pl.Expr:
    hours = pl.when(aircraft_rows()).then(params.aircraft_min_h).otherwise(params.ship_min_h)
    return (hours * 3.6e9).cast(pl.Int64)


def _may_be_silent(params: GapParams) -> pl.Expr:
    """Would silence after this row be a gap?"""
    silent: pl.Expr = would_be_gap(aircraft_rows(), pl.col("alt_ft"), params.aircraft_min_alt_ft)
    return silent.fill_null(value=False)


def would_be_gap(is_aircraft: Any, alt_ft: Any, min_alt_ft: float) -> Any:
    """Not for an aircraft that may have landed. Columns of Polars, null where no altitude was sent, or of numpy."""
    return ~is_aircraft | (alt_ft >= min_alt_ft)


class _Causes:
    """The cause of one gap after the other, with the coverage looked up once."""

    def __init__(self, params: GapParams) -> None:
        self.offshore_km = params.offshore_km
        self.coverage = None if params.coverage is None else CoverageLookup(params.coverage)
        self.limits = Conditions(
            params.off_min_h, params.off_min_offshore_km, params.off_min_per_day, params.off_min_before, params.down_max_uptime
        )

    def of(self, before: Row, after: Row | None, end: datetime, n_before: int) -> tuple[str, str | None]:
        if self.coverage is None:
            return cause(0.0, n_before, None, None, self.limits)
        start = moment(before["time_us"])
        sensor = "adsb" if before["sensor"] == "mlat" else before["sensor"]
        cells = [None if row is None else cell_name(row["lat_deg"], row["lon_deg"]) for row in (before, after)]
        reception = self.coverage.reception(sensor, start, end, cells[0], cells[1])
        offshore = None if self.offshore_km is None else self.offshore_km(before["lat_deg"], before["lon_deg"])
        return cause((end - start).total_seconds() / 3600, n_before, offshore, reception, self.limits)


def _gap(before: Row, after: Row | None, until_us: int | None, n_before: int, causes: _Causes) -> Row:
    """One gap as an event, between two rows, or from a row up to the watermark."""
    end_us = after["time_us"] if after else until_us or 0
    name, why = causes.of(before, after, moment(end_us), n_before)
    hours = (end_us - before["time_us"]) / 3.6e9
    km = None if after is None else distance_km(before["lat_deg"], before["lon_deg"], after["lat_deg"], after["lon_deg"])
    kn = None if km is None else km / 1.852 / hours
    remarks = [why] if why else []
    if is_aircraft(before["asset_id"]) and (hours > MAX_FLIGHT_H or (kn is not None and kn < MIN_FLIGHT_KN)):
        remarks.append("may have landed in between")
    return {
        "kind": "gap", "asset_id": before["asset_id"], "start": before["time_us"], "end": None if after is None else end_us,
        "lat_deg": before["lat_deg"], "lon_deg": before["lon_deg"], "dist_km": km, "dur_s": hours * 3600,
        "implied_kn": kn, "cause": name, "flags": remarks,
        "citations": [before["citation"], *([after["citation"]] if after else [])],
        "known": max(before["known_us"], after["known_us"]) if after else before["known_us"],
    }  # fmt: skip


def asked_by_gaps(params: GapParams) -> dict[str, Column]:
    """What `QuickSilences` reads of each row besides."""
    least_ft = params.aircraft_min_alt_ft
    return {"may_be_silent": lambda heard: would_be_gap(heard.is_aircraft, heard.column("alt_ft"), least_ft)}


class QuickSilences:
    """`search_silences` over arrays: of each asset its last rows; those from before it was loaded have negative numbers."""

    def __init__(self, params: GapParams) -> None:
        self.params, self.old = params, pl.DataFrame()
        self.min_us = np.array([int(params.ship_min_h * 3.6e9), int(params.aircraft_min_h * 3.6e9)], np.int64)
        self.n_kept = np.zeros(1, np.int64)
        self.kept, self.kept_us = np.zeros((1, N_BEFORE), np.int64), np.zeros((1, N_BEFORE), np.int64)
        self.is_silent = np.zeros((1, N_BEFORE), np.bool_)
        self.found: list[tuple[int, int, int, int]] = []

    def load(self, state: State, rows: LiveRows) -> None:
        """Begin where the kernel stopped."""
        self.old = state
        slots = rows.slots(state["asset_id"].to_list())
        self._make_room(rows)
        silent = state.select(is_silent=_may_be_silent(self.params))["is_silent"].to_list()
        for n, (slot, at_us) in enumerate(zip(slots.tolist(), state["time_us"].to_list(), strict=True)):
            k = self.n_kept[slot]
            self.kept[slot, k], self.kept_us[slot, k], self.is_silent[slot, k] = -1 - n, at_us, silent[n]
            self.n_kept[slot] += 1

    def take(self, ids: Ints, slots: Ints, rows: LiveRows, n_seen: int) -> tuple[Ints, Ints]:
        """Search the rows."""
        self._make_room(rows)
        usable, assets, offsets = compiled(usable_runs, n_seen)(ids, slots, rows.ints("final"), int(UNUSABLE))
        min_us = self.min_us[rows.kinds(assets)]
        self.found += compiled(carry_silences, n_seen)(
            assets, offsets, usable, rows.ints("time_us")[usable], rows.marks("may_be_silent")[usable], min_us, self.params.min_before,
            self.kept, self.kept_us, self.is_silent, self.n_kept,
        )  # fmt: skip
        return usable[:0], usable[:0]

    def forget(self, is_meant: Bools) -> None:
        """Nothing is known of these hulls."""
        self.n_kept[: len(is_meant)][is_meant[: len(self.n_kept)]] = 0
        self.found = [silence for silence in self.found if not is_meant[silence[0]]]

    def export(self, rows: LiveRows) -> State:
        """The last rows of each asset."""
        slots = rows.by_name(np.flatnonzero(self.n_kept))
        ids = joined([self.kept[slot, : self.n_kept[slot]] for slot in slots.tolist()])
        return self._rows(ids, np.repeat(slots, self.n_kept[slots]), rows)

    def take_found(self, rows: LiveRows) -> Frame:
        """Silences that have ended."""
        slots, before, after, n_before = np.array(self.found, np.int64).reshape(-1, 4).T
        self.found = []
        return _silences(self._rows(before, slots, rows), self._rows(after, slots, rows).to_struct(), n_before.tolist(), None)

    def _rows(self, ids: Ints, slots: Ints, rows: LiveRows) -> Frame:
        """What is kept of rows, old ones and new ones."""
        is_new = ids >= 0
        new = _row_columns(usable_rows(rows.frame(ids[is_new], slots[is_new], np.zeros(int(is_new.sum()), np.int64))))
        old = self.old[-1 - ids[~is_new]] if len(self.old) else new.clear()
        place = np.empty(len(ids), np.int64)
        place[np.concatenate([np.flatnonzero(is_new), np.flatnonzero(~is_new)])] = np.arange(len(ids))
        return pl.concat([new, old])[place]

    def _make_room(self, rows: LiveRows) -> None:
        n = len(rows.names)
        self.n_kept, self.kept, self.kept_us = grown(self.n_kept, n), grown(self.kept, n), grown(self.kept_us, n)
        self.is_silent = grown(self.is_silent, n)


GAPS = Scan(
    DETECTOR, POSITIONS, EVENTS, ("asset_id",), ("time", "source_id", "source_row"), find_gaps, finish_gaps,
    Halves(search_silences, lasting_silences, settle_gaps), QuickForm(asked_by_gaps, QuickSilences),
)  # fmt: skip
