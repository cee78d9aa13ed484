"""Take-offs and landings of aircraft.

In flow positions in order, out flow take-offs and landings, each with a confidence between 0 and 1. Where an aircraft
was seen on the ground on one side and in the air on the other, the event lies between the two rows; where it was only
last or first seen in the air, low, slow and descending or climbing near an airfield speak for it. What the factors are,
and how they combine, stands in `landing_rules.py`.
"""

from __future__ import annotations

import math
from datetime import datetime

import numpy as np
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.engine.columns import Floats, Ints, degrees, floats, ints, key_runs, times_us, to_us
from vedette.engine.compiled import compiled
from vedette.engine.step import Frame, Scan, State
from vedette.events.airfields import Airfield, AirfieldIndex, index_airfields
from vedette.events.flight_edges import LANDING, TAKE_OFF, Edge
from vedette.events.flight_kernel import DROPPED, scan_flights
from vedette.events.ids import CITATION
from vedette.events.landing_rules import AIRBORNE, DOWN, SEEN, ramp_table
from vedette.events.rows import build_event_columns
from vedette.schema.flags import UNUSABLE, Flag
from vedette.schema.kinds import aircraft_rows, is_aircraft
from vedette.schema.table import TEXTS
from vedette.schema.tables import EVENTS, POSITIONS

DETECTOR, VERSION = "find_landings", "2"
_ROWS = (
    "asset_id", "time", "received", "lat_deg", "lon_deg", "alt_ft", "sog_kn", "vrate_fpm", "on_ground", "flags", "source_id",
    "source_row",
)  # fmt: skip
_KINDS = {TAKE_OFF: "take_off", LANDING: "landing"}
_FLAGS = pl.Series(  # by what an event rests on: seen on both sides, first seen, last seen, last seen high
    [[], ["first seen airborne"], ["last seen airborne"], ["last seen airborne", "probable destination"]], dtype=TEXTS
)


class LandingParams(BaseModel):
    """Airfields and limits of take-offs and landings."""

    model_config = ConfigDict(frozen=True)

    airfields: tuple[Airfield, ...] = Field((), description="airfields with their height above the sea (ft)")
    hold_s: float = Field(
        60.0, gt=0, description="a phase shorter than this is noise (s); it hides touch-and-goes, which are no movement"
    )
    reach_km: float = Field(30.0, gt=0, description="farthest that an aircraft is last or first seen from its airfield (km)")
    silence_min: float = Field(
        30.0, gt=0, description="silence in the air after which it may have landed (min); receivers lose a cruising "
        "airliner over land for a few minutes, over sea for hours",
    )  # fmt: skip
    first_seen_cap: float = Field(
        0.30, ge=0, le=1, description="highest confidence of a take-off whose aircraft was first seen in the air; adsbtrack"
    )
    destination_ft: float = Field(
        3000.0, gt=0, description="last seen above this height over the field, the landing is only a probable destination (ft)"
    )
    destination_cap: float = Field(0.30, ge=0, le=1, description="highest confidence of such a landing")
    min_confidence: float = Field(0.10, ge=0, le=1, description="below this nothing is reported")


def find_landings(state: State | None, positions: Frame, params: LandingParams) -> tuple[State, Frame]:
    """Find take-offs and landings.

    Args:
        state: the last rows of each aircraft's phase, and those that wait until it is known whether they count.
        positions: rows of `POSITIONS` sorted by asset_id, time, source_id, source_row; flagged rows and ships are passed over.
        params: airfields and limits. Altitudes are taken as heights above the sea; pressure moves them by some 500 ft.
    Returns:
        The new state, and the events whose second row has been seen; a last sight comes from `finish_landings`.
    """
    rows = _join(state, positions)
    keys, offsets = key_runs(rows, "asset_id")
    tops = _tops(keys, state)
    row_state = np.zeros(rows.height, np.int64) if state is None else ints(rows, "row_state").copy()
    found = _scan(rows, keys, offsets, row_state, tops, params, -1)
    kept = np.flatnonzero(row_state != DROPPED)
    top_ft = tops[np.searchsorted(offsets, kept, side="right") - 1]
    state = rows[kept].select(*_ROWS, row_state=pl.Series(row_state[kept]), top_ft=pl.Series(top_ft))
    return state, found


def finish_landings(state: State, params: LandingParams, watermark: datetime) -> Frame:
    """Landings of aircraft that were last seen in the air and have been silent since, and edges that no later row will judge."""
    keys, offsets = key_runs(state, "asset_id")
    return _scan(state, keys, offsets, ints(state, "row_state").copy(), _tops(keys, state), params, to_us(watermark))


def _join(state: State | None, positions: Frame) -> Frame:
    """The rows that earlier calls left, and the new ones, by aircraft and in order."""
    if state is None:
        return positions
    new = positions.select(*_ROWS, row_state=pl.lit(DROPPED, pl.Int64))
    return pl.concat([state.drop("top_ft"), new]).sort("asset_id", maintain_order=True)


def _tops(keys: list[str], state: State | None) -> Floats:
    """The highest that each aircraft was in the flight that it is on, as earlier calls left it (ft)."""
    known = {} if state is None else dict(zip(state["asset_id"].to_list(), state["top_ft"].to_list(), strict=True))
    return np.array([known.get(key, -math.inf) for key in keys])


def _scan(
    rows: Frame, keys: list[str], offsets: Ints, row_state: Ints, tops: Floats, params: LandingParams, now_us: int
) -> Frame:
    """Run the kernel over the columns; its edges at airfields as events."""
    flies = np.array([is_aircraft(key) for key in keys], np.bool_)
    if not flies.any():
        return EVENTS.empty()
    index = index_airfields(params.airfields, params.reach_km)
    limits = (params.reach_km, params.first_seen_cap, params.destination_ft, params.destination_cap, params.min_confidence)
    edges = compiled(scan_flights, rows.height)(
        offsets, flies, row_state, times_us(rows), floats(rows, "lat_deg"),
        floats(rows, "lon_deg"), floats(rows, "alt_ft"), floats(rows, "sog_kn"), floats(rows, "vrate_fpm"),
        rows["on_ground"].cast(pl.Int8).fill_null(-1).to_numpy(), rows["flags"].to_numpy(), tops,
        index.grid.lat_deg, index.grid.lon_deg, index.elevation_ft, index.grid.cell_offsets, index.grid.cell_places,
        ramp_table(SEEN), ramp_table(AIRBORNE), ramp_table(DOWN), np.array(limits), int(params.hold_s * 1e6),
        int(params.silence_min * 6e7), now_us, int(UNUSABLE), int(Flag.NEW_LEG),
    )  # fmt: skip
    return _events([edge for edge in edges if edge[6] >= 0], rows, keys, index, params)


def _events(edges: list[Edge], rows: Frame, keys: list[str], index: AirfieldIndex, params: LandingParams) -> Frame:
    """Rows of `EVENTS`."""
    if not edges:
        return EVENTS.empty()
    run, kind, rests_on, before, now, at, field, confidence = zip(*edges, strict=True)
    first, second, place = rows[list(before)], rows[list(now)], rows[list(at)]
    cited = pl.DataFrame([frame.select(CITATION).to_series().alias(name) for name, frame in (("a", first), ("b", second))])
    known = [frame.select(pl.max_horizontal("received", "time")).to_series().to_physical() for frame in (first, second)]
    return build_event_columns(
        {
            "kind": [_KINDS[k] for k in kind], "asset_id": [keys[r] for r in run],
            "place_id": [index.airfields[f].place_id for f in field], "start": times_us(first), "end": times_us(second),
            "lat_deg": degrees(place, "lat_deg"), "lon_deg": degrees(place, "lon_deg"), "confidence": list(confidence),
            "flags": _FLAGS.gather(list(rests_on)), "citations": cited.select(pl.concat_list("a", "b")).to_series(),
            "known": np.maximum(known[0].to_numpy(), known[1].to_numpy()),
        },
        DETECTOR, VERSION, params,
    )  # fmt: skip


LANDINGS = Scan(DETECTOR, POSITIONS, EVENTS, ("asset_id",), ("time", "source_id", "source_row"), find_landings, finish_landings,
                concerns=aircraft_rows())  # fmt: skip
