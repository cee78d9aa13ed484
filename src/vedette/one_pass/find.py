"""From a feed to visits, gaps and legs in one pass: the engine for archives too large for tables of positions.

In flows a feed, out flow the same rows of `EVENTS` that the steps of `pipeline.MOVEMENT` would give, byte for byte. Where the
feed's records do not fit the memory, it is read several times, each time for other assets. Assets are shared between two
threads; what is found is small and becomes a table at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

import numpy as np
import polars as pl

from vedette.engine.census import N_THREADS, Feed, take_census
from vedette.engine.columns import Floats, Ints
from vedette.engine.compiled import compiled
from vedette.engine.memory import records_limit_bytes
from vedette.engine.packed import RECORD, Packed, gather, ranges_within
from vedette.events.legs import LegParams, find_legs
from vedette.events.places import PlaceIndex, index_places
from vedette.events.rendezvous import RendezvousParams, stop_limits
from vedette.events.rows import moment
from vedette.events.steps import GapParams, VisitParams
from vedette.events.visit_rules import transition_table
from vedette.one_pass.kernel import G_ASSET, N_COUNTS, N_GAP, N_STOP, N_VISIT, S_ASSET, V_ASSET, scan_assets
from vedette.one_pass.rows import build_gaps, build_rendezvous, build_visits
from vedette.positions.steps import FlagParams
from vedette.schema.kinds import is_aircraft
from vedette.tracks.steps import SegmentParams

AssetIds = Callable[[int], str]
Scanned = tuple[Ints, Floats, Ints, Floats, Ints, Floats, Ints]  # what `scan_assets` returns
_PIECES = 4  # a thread: runs are of very different length


@dataclass(frozen=True)
class OnePassParams:
    """The parameters of the steps."""

    flags: FlagParams = field(default_factory=FlagParams)
    segments: SegmentParams = field(default_factory=SegmentParams)
    visits: VisitParams = field(default_factory=VisitParams)
    gaps: GapParams = field(default_factory=GapParams)
    legs: LegParams = field(default_factory=LegParams)
    rendezvous: RendezvousParams | None = None  # None: meetings are not looked for


@dataclass(frozen=True, eq=False)
class Found:
    """What one pass finds: rows of `EVENTS`, and how many rows of the feed were passed over, by reason."""

    visits: pl.DataFrame
    gaps: pl.DataFrame
    legs: pl.DataFrame
    rendezvous: pl.DataFrame
    passed_over: dict[str, int]


def mmsi_name(number: int) -> str:
    """The asset id of a ship that is known by its number alone."""
    return f"mmsi:{number:09d}"


def find_in_feed(
    feed: Feed, source_id: str, params: OnePassParams, name: AssetIds = mmsi_name, limit_bytes: int | None = None
) -> Found:
    """Find visits, gaps and legs in a feed of any length.

    Args:
        feed: read once for its numbers, and then once for each part of its assets whose records fit the limit.
        source_id: the feed's name in citations; rows are counted from 0.
        params: those of the steps. Coverage and coast are not asked: the cause of every gap is *unknown*.
        name: the asset id of a number.
        limit_bytes: what the records may take at a time; by default half of the free memory. What is found is the same.
    Raises:
        ValueError: the feed has 2**32 rows or more.
    """
    census = take_census(feed)
    index, parts = index_places(params.visits.places), []
    for first, end in ranges_within(census, limit_bytes or records_limit_bytes()):
        packed = gather(feed, census, first, end)
        parts += scan_packed(packed, first, name, index, params)
        del packed  # before the next ones are gathered
    return build_found(parts, [name(int(number)) for number in census.numbers], index, source_id, params)


def find_events(packed: Packed, source_id: str, params: OnePassParams, name: AssetIds = mmsi_name) -> Found:
    """The same of a feed that is packed already; its runs are put in order in place."""
    index = index_places(params.visits.places)
    parts = scan_packed(packed, 0, name, index, params)
    return build_found(parts, [name(int(number)) for number in packed.numbers], index, source_id, params)


def scan_packed(packed: Packed, first: int, name: AssetIds, index: PlaceIndex, params: OnePassParams) -> list[Scanned]:
    """What the kernel finds, assets counted from `first`."""
    names = [name(int(number)) for number in packed.numbers]
    pieces = _cut(packed.offsets, N_THREADS * _PIECES)
    with ThreadPoolExecutor(N_THREADS) as pool:
        found = list(pool.map(lambda piece: _scan(piece, packed, names, index, params), pieces))
    for visits, _, gaps, _, stops, _, _ in found:
        visits[:, V_ASSET] += first
        gaps[:, G_ASSET] += first
        stops[:, S_ASSET] += first
    return found


def build_found(parts: list[Scanned], names: list[str], index: PlaceIndex, source_id: str, params: OnePassParams) -> Found:
    """Rows of events from what was found, part after part."""
    parts = parts or [_nothing()]
    visits, spots, gaps, ends, stops, ticks, counts = (
        (np.concatenate(columns) if k < 6 else np.sum(columns, axis=0)) for k, columns in enumerate(zip(*parts, strict=True))
    )
    stays = build_visits(visits, spots, names, index, source_id, params.visits)
    legs = find_legs(None, stays.sort("asset_id", "start", "event_id"), params.legs)[1]
    reasons = ("without a place", "repeats", "at 0 0", "outliers")
    passed_over = dict(zip(reasons, (int(n) for n in counts), strict=True))
    met = build_rendezvous(stops, ticks, names, source_id, params.rendezvous)
    return Found(stays, build_gaps(gaps, ends, names, source_id, params.gaps), legs, met, passed_over)


def _nothing() -> Scanned:
    """What is found in a feed without rows."""

    def ints(width: int) -> Ints:
        return np.zeros((0, width), np.int64)

    def floats(width: int) -> Floats:
        return np.zeros((0, width))

    return ints(N_VISIT), floats(2), ints(N_GAP), floats(4), ints(N_STOP), floats(2), np.zeros(N_COUNTS, np.int64)


def _scan(piece: tuple[int, int], packed: Packed, names: list[str], index: PlaceIndex, params: OnePassParams) -> Scanned:
    """Run the kernel over some of the assets."""
    first, end = piece
    flags, segments, visits, gaps = params.flags, params.segments, params.visits, params.gaps
    runs = np.diff(packed.offsets[first : end + 1])
    spare = np.empty(int(runs.max(initial=1)), RECORD)
    limits = (flags.same_place_km, flags.other_source_km)
    flag_limits = np.array(
        [(flags.ship_max_kn, flags.ship_slack_km, *limits), (flags.aircraft_max_kn, flags.aircraft_slack_km, *limits)]
    )
    hull_limits = np.array([
        (segments.ship_max_kn, segments.ship_slack_km, segments.ship_drift_kn),
        (segments.aircraft_max_kn, segments.aircraft_slack_km, segments.aircraft_drift_kn),
    ])  # fmt: skip
    return compiled(scan_assets, len(packed.records))(
        first, end, packed.offsets, packed.records, spare, np.array([is_aircraft(name) for name in names], np.int64),
        flag_limits, hull_limits, flags.n_neighbours, segments.max_followed,
        index.lat_deg, index.lon_deg, index.enter_km, index.exit_km, index.visited_by,
        index.ring_offsets, index.ring_lon_deg, index.ring_lat_deg,
        index.box_lat_deg, index.box_lon_deg, index.box_height_deg, index.box_width_deg,
        index.cell_offsets, index.cell_places, transition_table(),
        visits.stop_kn, visits.move_kn, int(visits.gap_h * 3.6e9), int(visits.seen_h * 3.6e9),
        np.array([int(gaps.ship_min_h * 3.6e9), int(gaps.aircraft_min_h * 3.6e9)], np.int64),
        gaps.min_before, *(stop_limits(params.rendezvous) if params.rendezvous else (0.0, 0, 0)), packed.end_us,
    )  # fmt: skip


def _cut(offsets: Ints, n_pieces: int) -> list[tuple[int, int]]:
    """Runs of assets with about the same number of rows."""
    wanted = np.linspace(0, offsets[-1], n_pieces + 1)[1:-1]
    cuts = sorted({0, len(offsets) - 1, *(int(c) for c in np.searchsorted(offsets, wanted))})
    return [(a, b) for a, b in pairwise(cuts)]


def watermark(packed: Packed) -> datetime:
    """The latest time of the feed, as of which open visits and gaps are given."""
    return moment(packed.end_us)
