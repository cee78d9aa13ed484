"""The loop that finds visits: one pass over each asset's positions, carrying the stays that are open.

In flow numpy columns sorted by asset and time and the stays left open before, out flow tuples of closed and still open
stays. It only moves each stay through `visit_rules.TRANSITIONS`; several places may be visited at once, each on its own.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.engine.columns import Bools, Floats, Ints
from vedette.events.places import cell_of, is_in_box, place_distance_km
from vedette.events.visit_rules import AWAY, BAND, BEYOND, ENTERED, FAST, GAP, INSIDE, LEFT, SLOW, STEADY
from vedette.geo import at_most_km, distance_km

MAX_OPEN = 8  # places that an asset can be at, at once: a berth in a base in a port in a strait is four
# columns of an open stay
PLACE, PHASE, MARKS, START_US, LAST_US, KNOWN_US, FIRST_ROW, LAST_ROW, N_INTS = range(9)
FIRST_LAT, FIRST_LON, MEASURED_LAT, MEASURED_LON, MEASURED_KM, N_FLOATS = range(6)
_SLACK_KM = 0.02  # two measurements of one place may differ by this: the plane of a ring is right to a metre within 10 km

# is_open, run, place, phase, marks, first row, last row, leaving row, start, last time inside, known, lat, lon
Stay = tuple[bool, int, int, int, int, int, int, int, int, int, int, float, float]


def scan_visits(  # noqa: C901, PLR0912, PLR0915 - one loop: each array handed to an inner function costs 20 ns a row
    offsets: Ints, time_us: Ints, known_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats, is_airborne: Bools,
    asset_kind: Ints, last_us: Ints, last_lat_deg: Floats, last_lon_deg: Floats,
    open_offsets: Ints, open_ints: Ints, open_lat_deg: Floats, open_lon_deg: Floats,
    place_lat_deg: Floats, place_lon_deg: Floats, enter_km: Floats, exit_km: Floats, visited_by: Ints,
    ring_offsets: Ints, ring_lon_deg: Floats, ring_lat_deg: Floats,
    box_lat_deg: Floats, box_lon_deg: Floats, box_height_deg: Floats, box_width_deg: Floats,
    cell_offsets: Ints, cell_places: Ints,
    transitions: Ints, stop_kn: float, move_kn: float, gap_us: int, seen_us: int,
) -> list[Stay]:  # fmt: skip
    """Move every stay through the transition table.

    Args:
        offsets: (n_assets + 1,) runs of rows. time_us ... is_airborne: (n,) columns of usable rows; NaN = no speed sent.
        asset_kind: (n_assets,) 0 ship, 1 aircraft; only places with the same `visited_by` count.
        last_us, last_lat_deg, last_lon_deg: (n_assets,) the last position before, -1 if none; written in place.
        open_offsets: (n_assets + 1,) runs of stays left open; open_ints (m, N_INTS), their first position (m,).
        place_lat_deg ... cell_places: the `PlaceIndex`.
        transitions: (3, 3, 3, 2) from `visit_rules.transition_table`.
        stop_kn, move_kn: speeds that begin and end a stop. gap_us: silence that counts as a gap inside.
        seen_us: an entry or exit was seen if the positions on both sides of it are no further apart than this.
    Returns:
        Closed stays, and the open ones of every asset.
    """
    stays = [(False, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0.0, 0.0)]  # a first row gives the compiler the types
    slots, spots = np.zeros((MAX_OPEN, N_INTS), np.int64), np.zeros((MAX_OPEN, N_FLOATS))
    for run in range(len(offsets) - 1):
        n_open = 0
        for k in range(open_offsets[run], open_offsets[run + 1]):
            slots[n_open, :] = open_ints[k, :]
            spots[n_open, FIRST_LAT], spots[n_open, FIRST_LON] = open_lat_deg[k], open_lon_deg[k]
            spots[n_open, MEASURED_KM] = math.inf
            n_open += 1
        before_us, before_lat, before_lon = last_us[run], last_lat_deg[run], last_lon_deg[run]
        for i in range(offsets[run], offsets[run + 1]):
            lat, lon, now_us = lat_deg[i], lon_deg[i], time_us[i]
            cell = cell_of(lat, lon)
            if n_open > 0 or cell_offsets[cell] != cell_offsets[cell + 1]:
                pace = _pace(sog_kn[i], before_us, before_lat, before_lon, now_us, lat, lon, stop_kn, move_kn)
                kept = 0
                for s in range(n_open):
                    place, silence_us = slots[s, PLACE], now_us - slots[s, LAST_US]
                    zone = BEYOND
                    if not is_airborne[i]:
                        moved_km = at_most_km(spots[s, MEASURED_LAT], spots[s, MEASURED_LON], lat, lon)
                        if spots[s, MEASURED_KM] + moved_km + _SLACK_KM <= enter_km[place]:
                            zone = INSIDE  # a moored ship is measured once: it has not moved as far as the edge since
                        else:
                            km = place_distance_km(
                                lat, lon, place, place_lat_deg, place_lon_deg, ring_offsets, ring_lon_deg, ring_lat_deg
                            )
                            spots[s, MEASURED_LAT], spots[s, MEASURED_LON], spots[s, MEASURED_KM] = lat, lon, km
                            zone = INSIDE if km <= enter_km[place] else (BAND if km <= exit_km[place] else BEYOND)
                    phase, mark = transitions[slots[s, PHASE], zone, pace, 0], transitions[slots[s, PHASE], zone, pace, 1]
                    if silence_us >= gap_us:
                        mark |= GAP
                    if silence_us > seen_us:
                        mark &= ~LEFT
                    marks, known = slots[s, MARKS] | mark, max(slots[s, KNOWN_US], known_us[i])
                    if phase == AWAY:
                        stays.append((False, run, place, phase, marks, slots[s, FIRST_ROW], slots[s, LAST_ROW], i,
                                      slots[s, START_US], slots[s, LAST_US], known,
                                      spots[s, FIRST_LAT], spots[s, FIRST_LON]))  # fmt: skip
                        continue
                    if kept != s:
                        slots[kept, :], spots[kept, :] = slots[s, :], spots[s, :]
                    slots[kept, PHASE], slots[kept, MARKS], slots[kept, LAST_US] = phase, marks, now_us
                    slots[kept, KNOWN_US], slots[kept, LAST_ROW] = known, i
                    kept += 1
                n_open = kept
                for c in range(cell_offsets[cell], cell_offsets[cell + 1]):
                    place = cell_places[c]
                    if is_airborne[i] or visited_by[place] != asset_kind[run] or n_open == MAX_OPEN:
                        continue
                    if not is_in_box(
                        lat, lon, box_lat_deg[place], box_lon_deg[place], box_height_deg[place], box_width_deg[place]
                    ) or _is_open(slots, n_open, place):
                        continue
                    km = place_distance_km(
                        lat, lon, place, place_lat_deg, place_lon_deg, ring_offsets, ring_lon_deg, ring_lat_deg
                    )
                    if km <= enter_km[place]:
                        phase, marks = transitions[AWAY, INSIDE, pace, 0], transitions[AWAY, INSIDE, pace, 1]
                        if before_us < 0 or now_us - before_us > seen_us:
                            marks &= ~ENTERED
                        slots[n_open, PLACE], slots[n_open, PHASE], slots[n_open, MARKS] = place, phase, marks
                        slots[n_open, START_US], slots[n_open, LAST_US], slots[n_open, KNOWN_US] = now_us, now_us, known_us[i]
                        slots[n_open, FIRST_ROW], slots[n_open, LAST_ROW] = i, i
                        spots[n_open, FIRST_LAT], spots[n_open, FIRST_LON] = lat, lon
                        spots[n_open, MEASURED_LAT], spots[n_open, MEASURED_LON], spots[n_open, MEASURED_KM] = lat, lon, km
                        n_open += 1
            before_us, before_lat, before_lon = now_us, lat, lon
        last_us[run], last_lat_deg[run], last_lon_deg[run] = before_us, before_lat, before_lon
        for s in range(n_open):
            stay = (True, run, slots[s, PLACE], slots[s, PHASE], slots[s, MARKS], slots[s, FIRST_ROW], slots[s, LAST_ROW], -1,
                    slots[s, START_US], slots[s, LAST_US], slots[s, KNOWN_US], spots[s, FIRST_LAT], spots[s, FIRST_LON])  # fmt: skip
            stays.append(stay)
    return stays[1:]


# asset, place, phase, marks, names of the first, the last and the leaving row, start, last time inside, known, lat, lon
Left = tuple[int, int, int, int, int, int, int, int, int, int, float, float]


def carry_visits(
    slots: Ints, offsets: Ints, ids: Ints,
    time_us: Ints, known_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats, is_airborne: Bools, asset_kind: Ints,
    last_us: Ints, last_spots: Floats, n_open: Ints, open_ints: Ints, open_spots: Floats,
    place_lat_deg: Floats, place_lon_deg: Floats, enter_km: Floats, exit_km: Floats, visited_by: Ints,
    ring_offsets: Ints, ring_lon_deg: Floats, ring_lat_deg: Floats,
    box_lat_deg: Floats, box_lon_deg: Floats, box_height_deg: Floats, box_width_deg: Floats,
    cell_offsets: Ints, cell_places: Ints,
    transitions: Ints, stop_kn: float, move_kn: float, gap_us: int, seen_us: int,
) -> list[Left]:  # fmt: skip
    """`scan_visits` with the state of every asset in arrays, which are written in place.

    Args:
        slots, offsets: (n,) the assets with rows, and (n + 1,) offsets of their runs. ids: what names each row.
        time_us ... asset_kind, place_lat_deg ... seen_us: as in `scan_visits`.
        last_us, last_spots: by asset its last position, -1 if none, and (2,) of each.
        n_open, open_ints, open_spots: by asset its open stays, (MAX_OPEN, N_INTS) and (MAX_OPEN, 2) of each; their rows
            stand by their names.
    Returns:
        The stays that were left.
    """
    n_runs = len(slots)
    starts = np.zeros(n_runs + 1, np.int64)
    for run in range(n_runs):
        starts[run + 1] = starts[run] + n_open[slots[run]]
    ints, firsts, lasts = np.zeros((starts[-1], N_INTS), np.int64), np.zeros(starts[-1], np.int64), np.zeros(starts[-1], np.int64)
    spots = np.zeros((2, starts[-1]))
    before_us, before = last_us[slots], np.zeros((2, n_runs))
    for run in range(n_runs):
        slot = slots[run]
        before[0, run], before[1, run] = last_spots[slot, 0], last_spots[slot, 1]
        for k in range(n_open[slot]):
            at = starts[run] + k
            ints[at, :] = open_ints[slot, k, :]
            firsts[at], lasts[at] = ints[at, FIRST_ROW], ints[at, LAST_ROW]
            ints[at, FIRST_ROW], ints[at, LAST_ROW] = -1 - at, -1 - at
            spots[0, at], spots[1, at] = open_spots[slot, k, 0], open_spots[slot, k, 1]
        n_open[slot] = 0
    left = [(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0.0, 0.0)]  # a first row gives the compiler the types
    for is_open, run, place, phase, marks, first, last, leaving, start_us, inside_us, known, lat, lon in scan_visits(
        offsets, time_us, known_us, lat_deg, lon_deg, sog_kn, is_airborne, asset_kind, before_us, before[0], before[1],
        starts, ints, spots[0], spots[1], place_lat_deg, place_lon_deg, enter_km, exit_km, visited_by,
        ring_offsets, ring_lon_deg, ring_lat_deg, box_lat_deg, box_lon_deg, box_height_deg, box_width_deg,
        cell_offsets, cell_places, transitions, stop_kn, move_kn, gap_us, seen_us,
    ):  # fmt: skip
        slot = slots[run]
        first_name = ids[first] if first >= 0 else firsts[-1 - first]
        last_name = ids[last] if last >= 0 else lasts[-1 - last]
        if not is_open:
            left.append((slot, place, phase, marks, first_name, last_name, ids[leaving], start_us, inside_us, known, lat, lon))
            continue
        k = n_open[slot]
        open_ints[slot, k, PLACE], open_ints[slot, k, PHASE], open_ints[slot, k, MARKS] = place, phase, marks
        open_ints[slot, k, START_US], open_ints[slot, k, LAST_US], open_ints[slot, k, KNOWN_US] = start_us, inside_us, known
        open_ints[slot, k, FIRST_ROW], open_ints[slot, k, LAST_ROW] = first_name, last_name
        open_spots[slot, k, 0], open_spots[slot, k, 1] = lat, lon
        n_open[slot] = k + 1
    for run in range(n_runs):
        slot = slots[run]
        last_us[slot], last_spots[slot, 0], last_spots[slot, 1] = before_us[run], before[0, run], before[1, run]
    return left[1:]


def _pace(
    sog_kn: float, before_us: int, before_lat: float, before_lon: float, now_us: int, lat: float, lon: float,
    stop_kn: float, move_kn: float,
) -> int:  # fmt: skip
    """Slow, fast or neither, from the speed sent, or else from the position before."""
    speed_kn = sog_kn
    if math.isnan(speed_kn) and before_us >= 0 and now_us > before_us:
        speed_kn = distance_km(before_lat, before_lon, lat, lon) / 1.852 / ((now_us - before_us) / 3.6e9)
    if speed_kn <= stop_kn:
        return SLOW
    return FAST if speed_kn >= move_kn else STEADY


def _is_open(slots: Ints, n_open: int, place: int) -> bool:
    for s in range(n_open):  # noqa: SIM110 - numba compiles no generator in any()
        if slots[s, PLACE] == place:
            return True
    return False
