"""What one pass found, as rows of the events table.

In flow arrays of numbers from the kernel, out flow the same rows as the steps build, by the same functions. Rows of the feed
are cited by the feed's name and their number.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from vedette.engine.columns import Floats, Ints
from vedette.events import gaps as gap_events
from vedette.events import visits as visit_events
from vedette.events.places import PlaceIndex
from vedette.events.rendezvous import RendezvousParams, Stops, pair_up
from vedette.events.rows import build_event_columns
from vedette.events.steps import GapParams, VisitParams
from vedette.events.stop_kernel import n_ticks
from vedette.events.visit_rules import LEFT, confidence
from vedette.geo import distance_km
from vedette.one_pass.kernel import (
    G_ASSET,
    G_END_US,
    G_FIRST,
    G_HULL,
    G_NEXT,
    G_START_US,
    S_ASSET,
    S_END_US,
    S_FIRST,
    S_HULL,
    S_LAST_US,
    S_START_US,
    V_ASSET,
    V_FIRST,
    V_HULL,
    V_KNOWN_US,
    V_LAST,
    V_LAST_US,
    V_LEAVING,
    V_MARKS,
    V_OPEN,
    V_PLACE,
    V_START_US,
)  # fmt: skip
from vedette.schema.tables import EVENTS


def _asset_ids(assets: Ints, hulls: Ints, names: list[str]) -> list[str]:
    """Asset ids, with the number of the hull where it is not the first."""
    pairs = zip(assets.tolist(), hulls.tolist(), strict=True)
    return [names[asset] if hull == 1 else f"{names[asset]}~{hull}" for asset, hull in pairs]


def build_visits(
    found: Ints, spots: Floats, names: list[str], index: PlaceIndex, source_id: str, params: VisitParams
) -> pl.DataFrame:
    """Visits as events."""
    places = [index.place_ids[k] for k in found[:, V_PLACE].tolist()]
    marks = found[:, V_MARKS].tolist()
    sure = {m: confidence(m) for m in set(marks)}
    is_left = (found[:, V_LEAVING] >= 0) & ((found[:, V_MARKS] & LEFT) > 0)
    ends = [
        None if is_open else last for is_open, last in zip(found[:, V_OPEN].tolist(), found[:, V_LAST_US].tolist(), strict=True)
    ]
    return build_event_columns(
        {
            "kind": ["visit"] * len(found), "asset_id": _asset_ids(found[:, V_ASSET], found[:, V_HULL], names),
            "place_id": places, "start": found[:, V_START_US].tolist(), "end": ends,
            "dur_s": (found[:, V_LAST_US] - found[:, V_START_US]) / 1e6,
            "lat_deg": spots[:, 0], "lon_deg": spots[:, 1], "confidence": [sure[m] for m in marks],
            "known": found[:, V_KNOWN_US].tolist(),
            "citations": _cite(source_id, found[:, V_FIRST], found[:, V_LAST], np.where(is_left, found[:, V_LEAVING], -1)),
            "id_parts": [(place,) for place in places],
        },
        visit_events.DETECTOR, visit_events.VERSION, params,
    )  # fmt: skip


def build_gaps(found: Ints, ends: Floats, names: list[str], source_id: str, params: GapParams) -> pl.DataFrame:
    """Gaps as events."""
    is_open = found[:, G_NEXT] < 0
    hours = (found[:, G_END_US] - found[:, G_START_US]) / 3.6e9
    km = [None if np.isnan(lat2) else distance_km(lat1, lon1, lat2, lon2) for lat1, lon1, lat2, lon2 in ends.tolist()]
    known = np.where(is_open, found[:, G_START_US], found[:, G_END_US])
    return build_event_columns(
        {
            "kind": ["gap"] * len(found), "asset_id": _asset_ids(found[:, G_ASSET], found[:, G_HULL], names),
            "start": found[:, G_START_US].tolist(),
            "end": [None if o else end for o, end in zip(is_open.tolist(), found[:, G_END_US].tolist(), strict=True)],
            "lat_deg": ends[:, 0], "lon_deg": ends[:, 1], "dist_km": km, "dur_s": hours * 3600,
            "implied_kn": [None if d is None else d / 1.852 / h for d, h in zip(km, hours.tolist(), strict=True)],
            "cause": ["unknown"] * len(found), "known": known.tolist(),
            "citations": _cite(source_id, found[:, G_FIRST], found[:, G_NEXT]),
        },
        gap_events.DETECTOR, gap_events.VERSION, params,
    )  # fmt: skip


def build_rendezvous(
    found: Ints, ticks: Floats, names: list[str], source_id: str, params: RendezvousParams | None
) -> pl.DataFrame:
    """Meetings as events."""
    if params is None:
        return EVENTS.empty()
    counts = [n_ticks(start, end) for start, end in found[:, (S_START_US, S_END_US)].tolist()]
    stops = Stops(
        tuple(_asset_ids(found[:, S_ASSET], found[:, S_HULL], names)), found[:, S_START_US].copy(), found[:, S_END_US].copy(),
        found[:, S_LAST_US].copy(), tuple(f"{source_id}#{row}" for row in found[:, S_FIRST].tolist()),
        np.cumsum([0, *counts], dtype=np.int64), ticks[:, 0].copy(), ticks[:, 1].copy(),
    )  # fmt: skip
    return pair_up(stops, params)


def _cite(source_id: str, *rows: Ints) -> pl.Series:
    """The citations of each event, from the columns of its rows; -1 = none."""
    columns = {str(k): row for k, row in enumerate(rows)}
    cited = [pl.when(pl.col(name) >= 0).then(pl.format("{}#{}", pl.lit(source_id), name)) for name in columns]
    return pl.DataFrame(columns).select(pl.concat_list(cited).list.drop_nulls().alias("citations")).to_series()
