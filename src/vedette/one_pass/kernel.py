"""All scans from positions to visits and gaps in one loop over assets: order, repeats, outliers, hulls, visits, gaps.

In flows an array of records in runs, out flow rows of numbers that tell where events begin and end. Each asset's run is
unpacked into room that stays in the processor's cache, and the kernels of the steps, the very same that `pipeline.MOVEMENT`
lists, go over it one after the other; no table is made in between.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from vedette.engine.columns import Floats, Ints
from vedette.engine.packing import NO_PLACE, NO_SPEED, mend_order
from vedette.events.gap_kernel import count_before, scan_gaps
from vedette.events.stop_kernel import n_ticks, scan_stops, write_ticks
from vedette.events.visit_kernel import scan_visits
from vedette.positions.duplicates import mark_duplicates
from vedette.positions.outliers import mark_outliers
from vedette.tracks.hulls import assign_hulls

# columns of what is found: visits, gaps and stops at sea in whole numbers; where they were follows in degrees
V_OPEN, V_ASSET, V_HULL, V_PLACE, V_MARKS, V_FIRST, V_LAST, V_LEAVING, V_START_US, V_LAST_US, V_KNOWN_US, N_VISIT = range(12)
G_ASSET, G_HULL, G_FIRST, G_NEXT, G_START_US, G_END_US, G_BEFORE, N_GAP = range(8)
S_ASSET, S_HULL, S_FIRST, S_LAST, S_START_US, S_END_US, S_LAST_US, N_STOP = range(8)
N_COUNTS = 4  # rows without a place, repeats, at 0 0, outliers


def scan_assets(  # noqa: C901, PLR0912, PLR0915 - one loop over the room of one asset
    first: int, end: int, offsets: Ints, records: Any, spare: Any, is_aircraft: Ints,
    flag_limits: Floats, hull_limits: Floats, n_neighbours: int, max_followed: int,
    place_lat_deg: Floats, place_lon_deg: Floats, enter_km: Floats, exit_km: Floats, visited_by: Ints,
    ring_offsets: Ints, ring_lon_deg: Floats, ring_lat_deg: Floats,
    box_lat_deg: Floats, box_lon_deg: Floats, box_height_deg: Floats, box_width_deg: Floats,
    cell_offsets: Ints, cell_places: Ints, transitions: Ints,
    stop_kn: float, move_kn: float, stay_gap_us: int, seen_us: int, gap_us: Ints, min_before: int,
    stop_max_kn: float, stop_us: int, stop_silence_us: int, end_us: int,
) -> tuple[Ints, Floats, Ints, Floats, Ints, Floats, Ints]:  # fmt: skip
    """Find visits and gaps of the assets from `first` up to `end`.

    Args:
        offsets, records: `engine.packed.Packed`; each run is put in order in place.
        spare: (longest run,) records to work in.
        is_aircraft: (n_assets,) 1 for aircraft.
        flag_limits: (2, 4) for ships and aircraft: max_kn, slack_km of outliers; same_place_km, other_source_km of repeats.
        hull_limits: (2, 3) for ships and aircraft: max_kn, slack_km, drift_kn.
        place_lat_deg ... seen_us: as in `scan_visits`.
        gap_us: (2,) shortest gap of ships and of aircraft. min_before: as in `scan_gaps`.
        stop_max_kn, stop_us, stop_silence_us: as in `scan_stops`; a shortest stop of 0 = stops are not asked for.
        end_us: as of when a silence that lasts is measured.
    Returns:
        Visits (n, N_VISIT) and where they begin (n, 2); gaps (m, N_GAP), -1 for the row after one that lasts, and where they
        begin and end (m, 4); stops (k, N_STOP) and their positions at the ticks, end to end (t, 2); counts (N_COUNTS,) of
        rows that were passed over. Rows are those of the feed.
    """
    longest = 1
    for asset in range(first, end):
        longest = max(longest, offsets[asset + 1] - offsets[asset])
    order, source = np.empty(longest, np.int64), np.zeros(longest, np.int64)
    time_us, row, hull = np.empty(longest, np.int64), np.empty(longest, np.int64), np.empty(longest, np.int64)
    lat, lon, sog, cog = np.empty(longest), np.empty(longest), np.empty(longest), np.empty(longest)
    is_marked, is_airborne, may_be_silent = (
        np.zeros(longest, np.bool_),
        np.zeros(longest, np.bool_),
        np.ones(longest, np.bool_),
    )
    run, none_open = np.zeros(2, np.int64), np.zeros((0, 9), np.int64)
    no_state, no_ints, no_floats = np.zeros(2, np.int64), np.zeros((0, 3), np.int64), np.zeros((0, 4))
    counts = np.zeros(N_COUNTS, np.int64)
    visits, visit_spots = [np.zeros(N_VISIT, np.int64)], [np.zeros(2)]
    gaps, gap_spots = [np.zeros(N_GAP, np.int64)], [np.zeros(4)]
    stops, n_spots, stop_spots = [np.zeros(N_STOP, np.int64)], 0, np.empty((1024, 2))
    for asset in range(first, end):
        kind = is_aircraft[asset]
        mend_order(records, offsets[asset], offsets[asset + 1], order, spare)
        n = 0
        for i in range(offsets[asset], offsets[asset + 1]):
            record = records[i]
            if record["lat_e7"] == NO_PLACE:
                counts[0] += 1
                continue
            time_us[n], row[n] = record["time_us"], record["row"]
            lat[n], lon[n] = record["lat_e7"] / 1e7, record["lon_e7"] / 1e7
            sog[n] = np.nan if record["sog"] == NO_SPEED else record["sog"] / 10.0
            cog[n] = np.nan if record["cog"] == NO_SPEED else record["cog"] / 10.0
            n += 1
        run[1] = n
        is_marked[:n] = False
        mark_duplicates(run, time_us, source, lat, lon, flag_limits[kind, 2], flag_limits[kind, 3], is_marked)
        for i in range(n):
            if is_marked[i]:
                counts[1] += 1
            elif lat[i] == 0.0 and lon[i] == 0.0:
                counts[2] += 1
                is_marked[i] = True
        n = _keep(n, is_marked, time_us, row, lat, lon, sog, cog)
        run[1] = n
        is_marked[:n] = False
        mark_outliers(run, time_us, lat, lon, flag_limits[kind, 0:1], flag_limits[kind, 1:2], n_neighbours, is_marked)
        counts[3] += n - _keep_count(n, is_marked)
        n = _keep(n, is_marked, time_us, row, lat, lon, sog, cog)
        if n == 0:
            continue
        run[1] = n
        assign_hulls(
            run, time_us, lat, lon, sog, cog, hull_limits[kind, 0:1], hull_limits[kind, 1:2], hull_limits[kind, 2:3],
            no_state, no_ints, no_floats, max_followed, hull,
        )  # fmt: skip
        hulls = _part_hulls(n, hull, order, time_us, row, lat, lon, sog)
        n_hulls = len(hulls) - 1
        kinds, last_us = np.full(n_hulls, kind), np.full(n_hulls, -1)
        last_lat, last_lon, open_offsets = np.full(n_hulls, np.nan), np.full(n_hulls, np.nan), np.zeros(n_hulls + 1, np.int64)
        stays = scan_visits(
            hulls, time_us, time_us, lat, lon, sog, is_airborne, kinds, last_us, last_lat, last_lon,
            open_offsets, none_open, last_lat, last_lon, place_lat_deg, place_lon_deg, enter_km, exit_km, visited_by,
            ring_offsets, ring_lon_deg, ring_lat_deg, box_lat_deg, box_lon_deg, box_height_deg, box_width_deg,
            cell_offsets, cell_places, transitions, stop_kn, move_kn, stay_gap_us, seen_us,
        )  # fmt: skip
        for is_open, k, place, _phase, marks, a, b, leaving, start, last, known, at_lat, at_lon in stays:
            left = row[leaving] if leaving >= 0 else -1
            visits.append(np.array([np.int64(is_open), asset, k + 1, place, marks, row[a], row[b], left, start, last, known]))
            visit_spots.append(np.array([at_lat, at_lon]))
        for a, b, n_before in scan_gaps(hulls, time_us, may_be_silent, np.full(n_hulls, gap_us[kind]), min_before):
            gaps.append(np.array([asset, hull[a], row[a], row[b], time_us[a], time_us[b], n_before]))
            gap_spots.append(np.array([lat[a], lon[a], lat[b], lon[b]]))
        for k in range(n_hulls):
            a = hulls[k + 1] - 1
            n_before = count_before(time_us, hulls[k], a)
            if end_us - time_us[a] >= gap_us[kind] and n_before >= min_before:
                gaps.append(np.array([asset, k + 1, row[a], -1, time_us[a], end_us, n_before]))
                gap_spots.append(np.array([lat[a], lon[a], np.nan, np.nan]))
        if stop_us == 0:
            continue
        for k, a, b, start, last in scan_stops(
            hulls, time_us, lat, lon, sog, stop_max_kn, stop_us, stop_silence_us,
            place_lat_deg, place_lon_deg, enter_km, ring_offsets, ring_lon_deg, ring_lat_deg,
            box_lat_deg, box_lon_deg, box_height_deg, box_width_deg, cell_offsets, cell_places,
        ):  # fmt: skip
            stops.append(np.array([asset, k + 1, row[a], row[b], start, last, time_us[b]]))
            stop_spots = _with_room(stop_spots, n_spots, n_ticks(start, last))
            write_ticks(a, b, start, last, time_us, lat, lon, n_spots, stop_spots[:, 0], stop_spots[:, 1])
            n_spots += n_ticks(start, last)
    return (
        _stack(visits, N_VISIT), _stack_floats(visit_spots, 2), _stack(gaps, N_GAP), _stack_floats(gap_spots, 4),
        _stack(stops, N_STOP), stop_spots[:n_spots].copy(), counts,
    )  # fmt: skip


def _with_room(spots: Floats, used: int, more: int) -> Floats:
    """The same rows in an array with room for more."""
    if used + more <= len(spots):
        return spots
    larger = np.empty((2 * (used + more), 2))
    larger[:used] = spots[:used]
    return larger


def _keep_count(n: int, is_marked: Any) -> int:
    kept = 0
    for i in range(n):
        kept += not is_marked[i]
    return kept


def _keep(n: int, is_marked: Any, time_us: Ints, row: Ints, lat: Floats, lon: Floats, sog: Floats, cog: Floats) -> int:
    """Close up the rows that are not marked; how many there are."""
    kept = 0
    for i in range(n):
        if not is_marked[i]:
            if kept != i:
                time_us[kept], row[kept] = time_us[i], row[i]
                lat[kept], lon[kept], sog[kept], cog[kept] = lat[i], lon[i], sog[i], cog[i]
            kept += 1
    return kept


def _part_hulls(n: int, hull: Ints, order: Ints, time_us: Ints, row: Ints, lat: Floats, lon: Floats, sog: Floats) -> Ints:
    """Put the rows of each hull together, in their order; offsets (n_hulls + 1,) of the hulls."""
    n_hulls = 0
    for i in range(n):
        n_hulls = max(n_hulls, hull[i])
    offsets = np.zeros(n_hulls + 1, np.int64)
    for i in range(n):
        offsets[hull[i]] += 1
    for k in range(n_hulls):
        offsets[k + 1] += offsets[k]
    if n_hulls > 1:
        cursor = offsets.copy()
        for i in range(n):
            order[cursor[hull[i] - 1]] = i
            cursor[hull[i] - 1] += 1
        place = order[:n]
        time_us[:n], row[:n], hull[:n] = time_us[place], row[place], hull[place]
        lat[:n], lon[:n], sog[:n] = lat[place], lon[place], sog[place]
    return offsets


def _stack(rows: Any, width: int) -> Ints:
    """Rows (the first of them a blank) as one array."""
    found = np.zeros((len(rows) - 1, width), np.int64)
    for i in range(1, len(rows)):
        found[i - 1, : len(rows[i])] = rows[i]
    return found


def _stack_floats(rows: Any, width: int) -> Floats:
    found = np.zeros((len(rows) - 1, width))
    for i in range(1, len(rows)):
        found[i - 1, :] = rows[i]
    return found
