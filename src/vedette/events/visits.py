"""Arrivals at and departures from places, with hysteresis.

In flow positions in order, out flow visits. An asset enters a place within its entry distance and leaves it beyond its
exit distance; the band between the two keeps jitter from splitting one stay into many. What each position does to a
stay is a table (`visit_rules.py`); aircraft visit airfields only on the ground, ships everything else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Bools, Floats, Ints, all_keys, floats, ints, runs_of, times_us
from vedette.engine.compiled import compiled
from vedette.engine.live_rows import Column, Heard, LiveRows, ground_flags, grown, usable_runs
from vedette.engine.step import Frame, QuickForm, Scan, State
from vedette.events.ids import CITATION
from vedette.events.places import AIRCRAFT, SHIP, PlaceGeometry, PlaceIndex, index_places
from vedette.events.rows import build_events, cite, usable_rows
from vedette.events.visit_kernel import MAX_OPEN, N_INTS, Left, Stay, carry_visits, scan_visits
from vedette.events.visit_rules import LEFT, confidence, transition_table
from vedette.schema.flags import UNUSABLE
from vedette.schema.kinds import aircraft_rows, is_aircraft
from vedette.schema.tables import EVENTS, POSITIONS

DETECTOR, VERSION = "find_visits", "1"
_STATE = pl.Schema(
    {
        "asset_id": pl.String, "place_id": pl.String, "phase": pl.Int64, "marks": pl.Int64, "start_us": pl.Int64,
        "last_us": pl.Int64, "known_us": pl.Int64, "lat_deg": pl.Float64, "lon_deg": pl.Float64,
        "first_citation": pl.String, "last_citation": pl.String,
    }
)  # fmt: skip
_KINDS = np.array([SHIP, AIRCRAFT], np.int64)
_STAY_INTS = ("phase", "marks", "start_us", "last_us", "known_us")


class VisitParams(BaseModel):
    """Places and limits of a visit."""

    model_config = ConfigDict(frozen=True)

    places: tuple[PlaceGeometry, ...] = Field((), description="places with their entry and exit distances (km)")
    stop_kn: float = Field(0.2, ge=0, description="a stop begins at or below this speed (kn); Global Fishing Watch, port visits")
    move_kn: float = Field(0.5, gt=0, description="a stop ends at or above this speed (kn); Global Fishing Watch, port visits")
    gap_h: float = Field(
        4.0, gt=0, description="silence inside a place that counts as a stay (h); Global Fishing Watch, port visits"
    )
    seen_h: float = Field(
        12.0, gt=0, description="an entry or exit was seen if its two positions are no further apart (h); "
        "a ship at 12 kn makes 270 km in that time, so beyond it the way in or out is a guess",
    )  # fmt: skip


def find_visits(state: State | None, positions: Frame, params: VisitParams) -> tuple[State, Frame]:
    """Find arrivals at and departures from places, with hysteresis.

    Args:
        state: per asset its last position and the visits that are open, from the call before.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row; flagged rows are passed over.
        params: places with entry distance < exit distance, and limits.
    Returns:
        The new state, and visits that have ended; one that is still open comes only from `finish_visits`.
    """
    rows = usable_rows(positions)
    keys = all_keys("asset_id", rows, state)
    last, stays = _split_state(state)
    last = pl.DataFrame({"asset_id": keys}, schema={"asset_id": pl.String}).join(
        last, on="asset_id", how="left", maintain_order="left"
    )
    last_us = last["last_us"].fill_null(-1).to_numpy().copy()
    last_lat, last_lon = floats(last, "lat_deg").copy(), floats(last, "lon_deg").copy()
    index = index_places(params.places)
    found = _scan(keys, rows, stays, params, index, last_us, last_lat, last_lon)
    cited = (stays["first_citation"].to_list(), stays["last_citation"].to_list())
    described = [_describe(stay, keys, rows, cited, index) for stay in found]
    still_open = [d for d, stay in zip(described, found, strict=True) if stay[0]]
    ended = [_event(d) for d, stay in zip(described, found, strict=True) if not stay[0]]
    lasts = pl.DataFrame({"asset_id": keys, "last_us": last_us, "lat_deg": last_lat, "lon_deg": last_lon}).filter(
        pl.col("last_us") >= 0
    )
    return _join_state(lasts, still_open), build_events(ended, DETECTOR, VERSION, params)


def finish_visits(state: State, params: VisitParams, watermark: datetime) -> Frame:  # noqa: ARG001 - shape of a finish
    """The visits that are open: no end, and the duration so far."""
    stays = state.filter(pl.col("place_id").is_not_null())
    found = [{**_event({**s, "leaving": None}), "end": None} for s in stays.iter_rows(named=True)]
    return build_events(found, DETECTOR, VERSION, params)


def _scan(
    keys: list[str], rows: Frame, stays: Frame, params: VisitParams, index: PlaceIndex,
    last_us: Ints, last_lat: Floats, last_lon: Floats,
) -> list[Stay]:  # fmt: skip
    """Run the kernel over the columns."""
    number = {place_id: n for n, place_id in enumerate(index.place_ids)}
    rest = -1 - np.arange(stays.height)  # rows of the state are cited by negative numbers
    places = np.array([number[p] for p in stays["place_id"]], np.int64)
    open_ints = np.column_stack([places, *(ints(stays, c) for c in _STAY_INTS), rest, rest])
    kinds = np.array([AIRCRAFT if is_aircraft(key) else SHIP for key in keys], np.int64)
    flies = rows.select(flies=aircraft_rows())["flies"].to_numpy()
    is_airborne = airborne(flies, ground_flags(rows), floats(rows, "sog_kn"), floats(rows, "alt_ft"))
    return compiled(scan_visits, rows.height)(
        runs_of(keys, rows, "asset_id"), times_us(rows), times_us(rows, "known"), floats(rows, "lat_deg"),
        floats(rows, "lon_deg"), floats(rows, "sog_kn"), is_airborne, kinds, last_us, last_lat, last_lon,
        runs_of(keys, stays, "asset_id"), open_ints, floats(stays, "lat_deg"), floats(stays, "lon_deg"),
        *_rules(index, params),
    )  # fmt: skip


def _rules(index: PlaceIndex, params: VisitParams) -> tuple[Any, ...]:
    """What `scan_visits` is given of places, transitions and limits."""
    return (
        index.lat_deg, index.lon_deg, index.enter_km, index.exit_km, index.visited_by, index.ring_offsets,
        index.ring_lon_deg, index.ring_lat_deg,
        index.box_lat_deg, index.box_lon_deg, index.box_height_deg, index.box_width_deg,
        index.cell_offsets, index.cell_places, transition_table(),
        params.stop_kn, params.move_kn, int(params.gap_h * 3.6e9), int(params.seen_h * 3.6e9),
    )  # fmt: skip


def airborne(is_aircraft: Bools, on_ground: Ints, sog_kn: Floats, alt_ft: Floats) -> Bools:
    """Aircraft that do not send a ground flag are airborne above 50 kn, or if they send an altitude but no speed.

    Args:
        is_aircraft, on_ground, sog_kn, alt_ft: (n,) columns; on_ground 1, 0, or -1 = not sent; NaN = not sent.
    """
    slow = sog_kn <= 50.0  # no fixed-wing aircraft flies that slowly; an image or sighting has neither
    still = np.where(on_ground >= 0, on_ground == 1, np.where(np.isnan(sog_kn), np.isnan(alt_ft), slow))
    return is_aircraft & ~still


def _describe(stay: Stay, keys: list[str], rows: Frame, cited: tuple[list[str], list[str]], index: PlaceIndex) -> dict[str, Any]:
    """A tuple of the kernel as a row of the state, with the row that ended it."""
    _, run, place, phase, marks, first, last, leaving, start_us, last_us, known_us, lat, lon = stay
    return {
        "asset_id": keys[run], "place_id": index.place_ids[place], "phase": int(phase),
        "marks": int(marks), "start_us": int(start_us), "last_us": int(last_us), "known_us": int(known_us),
        "lat_deg": float(lat), "lon_deg": float(lon), "first_citation": cite(first, rows, cited[0]),
        "last_citation": cite(last, rows, cited[1]),
        "leaving": cite(leaving, rows, ()) if leaving >= 0 else None,
    }  # fmt: skip


def _event(stay: dict[str, Any]) -> dict[str, Any]:
    """A stay as an event; the row that shows the departure is cited where the departure was seen."""
    shown = [stay["leaving"]] if stay["leaving"] and stay["marks"] & LEFT else []
    return {
        "kind": "visit", "asset_id": stay["asset_id"], "place_id": stay["place_id"], "start": stay["start_us"],
        "end": stay["last_us"], "dur_s": (stay["last_us"] - stay["start_us"]) / 1e6, "lat_deg": stay["lat_deg"],
        "lon_deg": stay["lon_deg"], "confidence": confidence(stay["marks"]), "known": stay["known_us"],
        "citations": [stay["first_citation"], stay["last_citation"], *shown], "id_parts": (stay["place_id"],),
    }  # fmt: skip


def _split_state(state: State | None) -> tuple[Frame, Frame]:
    """The last position of each asset, and the open stays."""
    state = _STATE.to_frame() if state is None else state
    last = state.filter(pl.col("place_id").is_null()).select("asset_id", "last_us", "lat_deg", "lon_deg")
    return last, state.filter(pl.col("place_id").is_not_null())


def _join_state(last: Frame, still_open: list[dict[str, Any]]) -> State:
    stays = pl.DataFrame([{k: s[k] for k in _STATE} for s in still_open], schema=_STATE)
    return pl.concat([last.match_to_schema(_STATE, missing_columns="insert"), stays]).sort("asset_id", maintain_order=True)


def asked_by_visits(_params: VisitParams) -> dict[str, Column]:
    """What `QuickVisits` reads of each row besides."""

    def is_airborne(heard: Heard) -> Bools:
        return airborne(heard.is_aircraft, heard.ground(), heard.column("sog_kn"), heard.column("alt_ft"))

    return {"is_airborne": is_airborne}


class QuickVisits:
    """`find_visits` over arrays: of each asset its last position and its open stays.

    A stay names its rows by their numbers; what was cited before it was loaded has negative numbers.
    """

    def __init__(self, params: VisitParams) -> None:
        self.params, self.index = params, index_places(params.places)
        self.rules = _rules(self.index, params)
        self.old: list[str] = []
        self.last_us, self.last_spots = np.full(1, -1, np.int64), np.zeros((1, 2))
        self.n_open = np.zeros(1, np.int64)
        self.open_ints, self.open_spots = np.zeros((1, MAX_OPEN, N_INTS), np.int64), np.zeros((1, MAX_OPEN, 2))
        self.found: list[Left] = []

    def load(self, state: State, rows: LiveRows) -> None:
        """Begin where the kernel stopped."""
        last, stays = _split_state(state)
        slots, stay_slots = (rows.slots(frame["asset_id"].to_list()) for frame in (last, stays))
        self._make_room(rows)
        self.last_us[slots], self.last_spots[slots] = ints(last, "last_us"), last.select("lat_deg", "lon_deg").to_numpy()
        number = {place_id: n for n, place_id in enumerate(self.index.place_ids)}
        for slot, stay in zip(stay_slots.tolist(), stays.iter_rows(named=True), strict=True):
            k, n = self.n_open[slot], len(self.old)
            self.old += [stay["first_citation"], stay["last_citation"]]
            self.open_ints[slot, k] = [number[stay["place_id"]], *(stay[name] for name in _STAY_INTS), -1 - n, -2 - n]
            self.open_spots[slot, k] = stay["lat_deg"], stay["lon_deg"]
            self.n_open[slot] += 1

    def take(self, ids: Ints, slots: Ints, rows: LiveRows, n_seen: int) -> tuple[Ints, Ints]:
        """Move stays on."""
        self._make_room(rows)
        usable, assets, offsets = compiled(usable_runs, n_seen)(ids, slots, rows.ints("final"), int(UNUSABLE))
        self.found += compiled(carry_visits, n_seen)(
            assets, offsets, usable, rows.ints("time_us")[usable], rows.ints("known_us")[usable], rows.floats("lat_deg")[usable],
            rows.floats("lon_deg")[usable], rows.floats("sog_kn")[usable], rows.marks("is_airborne")[usable],
            _KINDS[rows.kinds(assets)], self.last_us, self.last_spots, self.n_open, self.open_ints,
            self.open_spots, *self.rules,
        )  # fmt: skip
        return usable[:0], usable[:0]

    def forget(self, is_meant: Bools) -> None:
        """Nothing is known of these hulls."""
        forgotten = np.flatnonzero(is_meant[: len(self.n_open)])
        self.last_us[forgotten], self.n_open[forgotten] = -1, 0
        self.found = [stay for stay in self.found if not is_meant[stay[0]]]

    def export(self, rows: LiveRows) -> State:
        """Last positions and open stays."""
        n = len(rows.names)
        slots = rows.by_name(np.flatnonzero(self.last_us[:n] >= 0))
        spots = self.last_spots[slots]
        lasts = pl.DataFrame({"asset_id": rows.names_of(slots), "last_us": self.last_us[slots], "lat_deg": spots[:, 0],
                              "lon_deg": spots[:, 1]}, schema_overrides={"asset_id": pl.String})  # fmt: skip
        stays = [
            (slot, *self.open_ints[slot, k].tolist(), *self.open_spots[slot, k].tolist())
            for slot in slots.tolist() for k in range(self.n_open[slot])
        ]  # fmt: skip
        left = [(slot, *named[:3], *named[6:8], -1, *named[3:6], lat, lon) for slot, *named, lat, lon in stays]
        return _join_state(lasts, self._described(left, rows))

    def take_found(self, rows: LiveRows) -> Frame:
        """Visits that have ended."""
        found, self.found = self.found, []
        return build_events([_event(stay) for stay in self._described(found, rows)], DETECTOR, VERSION, self.params)

    def _described(self, found: list[Left], rows: LiveRows) -> list[dict[str, Any]]:
        """Stays as rows of the state, with the row that ended each."""
        named = np.array([stay[4:7] for stay in found], np.int64).ravel()
        new = iter(rows.frame(named[named >= 0]).select(CITATION).to_series().to_list())
        cited = [next(new) if row >= 0 else row for row in named.tolist()]
        stays = []
        for i, (slot, place, phase, marks, _, _, leaving, start_us, last_us, known_us, lat, lon) in enumerate(found):
            stays.append(
                {
                    "asset_id": rows.names[slot], "place_id": self.index.place_ids[place], "phase": phase, "marks": marks,
                    "start_us": start_us, "last_us": last_us, "known_us": known_us, "lat_deg": lat, "lon_deg": lon,
                    "first_citation": self._citation(cited[3 * i]), "last_citation": self._citation(cited[3 * i + 1]),
                    "leaving": cited[3 * i + 2] if leaving >= 0 else None,
                }
            )  # fmt: skip
        return stays

    def _citation(self, cited: str | int) -> str:
        return cited if isinstance(cited, str) else self.old[-1 - cited]

    def _make_room(self, rows: LiveRows) -> None:
        n = len(rows.names)
        if n > len(self.last_us):
            known = len(self.last_us)
            self.last_us = grown(self.last_us, n)
            self.last_us[known:] = -1
        self.last_spots, self.n_open = grown(self.last_spots, n), grown(self.n_open, n)
        self.open_ints, self.open_spots = grown(self.open_ints, n), grown(self.open_spots, n)


VISITS = Scan(
    DETECTOR, POSITIONS, EVENTS, ("asset_id",), ("time", "source_id", "source_row"), find_visits, finish_visits,
    quick=QuickForm(asked_by_visits, QuickVisits),
)  # fmt: skip
