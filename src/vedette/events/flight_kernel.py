"""The loop that finds take-offs and landings: one pass over each aircraft's positions, carrying its phase.

In flow numpy columns sorted by aircraft and time, out flow the edges of flights with the airfield and the confidence of each,
and which rows the next call needs. A phase shorter than the hold time is noise and is left out; its rows wait until it is
known whether they count.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.engine.columns import Bools, Floats, Ints
from vedette.events.flight_edges import (
    HOVER_FT,
    LANDING,
    N_RECENT,
    RISE_FT,
    TAKE_OFF,
    Edge,
    judge_both_sides,
    judge_first_seen,
    judge_last_seen,
)
from vedette.events.places import cell_of
from vedette.geo import distance_km

NO_PHASE, GROUND, AIR = 0, 1, 2
DROPPED, JUDGED, WAITING = 0, 1, 2  # what becomes of a row
HIGHEST_FIELD_FT = 15_000.0  # Daocheng Yading, the highest airport, lies at 14,472 ft
SLOW_KN, FAST_KN, TOO_FAST_KN = 50.0, 100.0, 200.0
STEEP_FPM = 300.0
_NAN = math.nan


def scan_flights(  # noqa: C901, PLR0912, PLR0915 - one loop: an array handed to an inner function costs 40 ns a row
    offsets: Ints, is_aircraft: Bools, row_state: Ints, time_us: Ints, lat_deg: Floats, lon_deg: Floats, alt_ft: Floats,
    sog_kn: Floats, vrate_fpm: Floats, on_ground: Ints, flags: Ints, top_ft: Floats,
    field_lat_deg: Floats, field_lon_deg: Floats, elevation_ft: Floats, cell_offsets: Ints, cell_fields: Ints,
    seen: Floats, airborne: Floats, down: Floats, limits: Floats, hold_us: int, silence_us: int, now_us: int,
    unusable: int, new_leg: int,
) -> list[Edge]:  # fmt: skip
    """Find the edges of flights.

    Args:
        offsets: (n_assets + 1,) runs of rows. is_aircraft, top_ft: (n_assets,) the highest of the flight so far, in place.
        row_state: (n,) JUDGED for rows that earlier calls judged, first in their run; what becomes of each, in place;
            DROPPED or WAITING for the others.
        time_us ... flags: (n,) columns; NaN = not sent; on_ground 1, 0, or -1 = not sent.
        field_lat_deg ... cell_fields: airfields and their grid.
        seen, airborne, down: (k, 3) ramps: full, none, floor.
        limits: reach_km, first_seen_cap, destination_ft, destination_cap, min_confidence.
        hold_us, silence_us: how long a phase must last, and a silence after which it may have landed.
        now_us: if not negative, the time at which the last phases are judged and silent aircraft have landed.
        unusable, new_leg: bits of `flags`.
    Returns:
        Edges; those without an airfield have the number -1 for it.
    """
    edges = [(-1, -1, -1, -1, -1, -1, -1, 0.0)]  # a first row gives the compiler the types
    recent, queue = np.zeros(N_RECENT, np.int64), np.zeros(1024, np.int64)
    for run in range(len(offsets) - 1):
        if not is_aircraft[run]:
            continue
        n_recent, last_phase, last_us = 0, NO_PHASE, 0
        n_waiting, waiting_phase, start_us, least_ft, most_ft = 0, NO_PHASE, 0, math.inf, -math.inf
        top = top_ft[run]
        first, end = offsets[run], offsets[run + 1]
        for i in range(first, end + 1):
            is_end = i == end
            if is_end:
                if now_us < 0:
                    break
                phase, at_us, sog, alt = NO_PHASE, now_us, _NAN, _NAN
            else:
                at_us, sog, alt = time_us[i], sog_kn[i], alt_ft[i]
                if flags[i] & unusable != 0:
                    continue
            if is_end:
                pass
            elif on_ground[i] == 1:
                phase = NO_PHASE if sog > TOO_FAST_KN else GROUND  # no airliner rolls that fast: flag and speed disagree
            elif on_ground[i] == 0:
                phase = NO_PHASE if sog <= SLOW_KN else AIR  # no fixed-wing aircraft flies that slowly
            elif sog <= SLOW_KN:
                phase = NO_PHASE if alt > HIGHEST_FIELD_FT else GROUND
                if phase == GROUND and alt > HOVER_FT:
                    below_ft = _ground_below(
                        lat_deg[i], lon_deg[i], field_lat_deg, field_lon_deg, elevation_ft, cell_offsets, cell_fields, limits[0]
                    )
                    if alt - below_ft > HOVER_FT:
                        phase = AIR
            elif sog > FAST_KN or abs(vrate_fpm[i]) > STEEP_FPM:  # between 50 and 100 kn it may be rolling
                phase = AIR
            else:
                phase = NO_PHASE
            if phase == NO_PHASE and not is_end:
                continue
            if not is_end and row_state[i] == JUDGED:
                if n_recent == N_RECENT:
                    for k in range(N_RECENT - 1):
                        recent[k] = recent[k + 1]
                    n_recent -= 1
                recent[n_recent], row_state[i] = i, DROPPED  # unless it is among the last at the end
                n_recent, last_phase, last_us = n_recent + 1, phase, time_us[i]
                continue
            n_counted = 0
            if n_waiting > 0 and phase != waiting_phase:  # a phase has ended
                is_long = at_us - start_us >= hold_us
                if is_long and _is_plausible(waiting_phase, last_phase, least_ft, most_ft):
                    n_counted = n_waiting
                else:
                    for k in range(n_waiting):
                        row_state[queue[k]] = DROPPED
                    n_waiting = 0
            counted_phase, is_queued = waiting_phase, True
            if n_counted == 0 and not is_end:
                if n_waiting == 0 and phase == last_phase:
                    queue[0], n_counted, counted_phase, is_queued = i, 1, phase, False
                else:
                    if n_waiting == 0:
                        waiting_phase, start_us, least_ft, most_ft = phase, time_us[i], math.inf, -math.inf
                    if n_waiting == len(queue):
                        longer = np.zeros(2 * len(queue), np.int64)
                        longer[:n_waiting] = queue
                        queue = longer
                    queue[n_waiting], row_state[i] = i, WAITING
                    n_waiting += 1
                    least_ft = min(least_ft, alt)
                    most_ft = max(most_ft, alt)
                    is_long = at_us - start_us >= hold_us
                    if is_long and _is_plausible(waiting_phase, last_phase, least_ft, most_ft):
                        n_counted, counted_phase, n_waiting = n_waiting, phase, 0
                        is_queued = False
            for k in range(n_counted):
                row = queue[k]
                row_state[row] = DROPPED
                before = recent[n_recent - 1] if n_recent > 0 else -1
                if before < 0:
                    if counted_phase == AIR:
                        edges.append(judge_first_seen(run, row, lat_deg, lon_deg, alt_ft, sog_kn, vrate_fpm, field_lat_deg,
                                                 field_lon_deg, elevation_ft, cell_offsets, cell_fields, airborne, limits))  # fmt: skip
                elif last_phase != counted_phase:
                    kind = TAKE_OFF if counted_phase == AIR else LANDING
                    edges.append(judge_both_sides(run, kind, before, row, time_us, lat_deg, lon_deg, alt_ft, field_lat_deg, field_lon_deg,
                                          elevation_ft, cell_offsets, cell_fields, seen, limits))  # fmt: skip
                    top = -math.inf
                elif counted_phase == AIR and (flags[row] & new_leg != 0 or time_us[row] - last_us > silence_us):
                    edges.append(judge_last_seen(run, recent, n_recent, top, time_us, lat_deg, lon_deg, alt_ft, sog_kn, vrate_fpm,
                                            field_lat_deg, field_lon_deg, elevation_ft, cell_offsets, cell_fields, airborne, down,
                                            limits))  # fmt: skip
                    edges.append(judge_first_seen(run, row, lat_deg, lon_deg, alt_ft, sog_kn, vrate_fpm, field_lat_deg,
                                             field_lon_deg, elevation_ft, cell_offsets, cell_fields, airborne, limits))  # fmt: skip
                    top = -math.inf
                if counted_phase == AIR and alt_ft[row] > top:
                    top = alt_ft[row]
                if last_phase != counted_phase:
                    n_recent = 0  # only rows of the same phase are looked at together
                if n_recent == N_RECENT:
                    for m in range(N_RECENT - 1):
                        recent[m] = recent[m + 1]
                    n_recent -= 1
                recent[n_recent] = row
                n_recent, last_phase, last_us = n_recent + 1, counted_phase, time_us[row]
            if n_counted > 0 and is_queued and not is_end:  # a phase that has ended was counted; this row begins the next
                waiting_phase, start_us, least_ft, most_ft = phase, time_us[i], math.inf, -math.inf
                queue[0], row_state[i], n_waiting = i, WAITING, 1
                least_ft = min(least_ft, alt)
                most_ft = max(most_ft, alt)
        if now_us >= 0 and last_phase == AIR and last_us <= now_us - silence_us:
            edges.append(judge_last_seen(run, recent, n_recent, top, time_us, lat_deg, lon_deg, alt_ft, sog_kn, vrate_fpm,
                                    field_lat_deg, field_lon_deg, elevation_ft, cell_offsets, cell_fields, airborne, down,
                                    limits))  # fmt: skip
        for k in range(n_recent):
            row_state[recent[k]] = JUDGED
        top_ft[run] = top
    return edges[1:]


def _is_plausible(phase: int, last_phase: int, least_ft: float, most_ft: float) -> bool:
    """Is a phase in the air, after the ground, more than rolling with a bad speed? It climbs or is high.

    Each part only turns from no to yes as rows come in, so that it does not matter how many come at once.
    """
    if phase == GROUND or last_phase != GROUND or most_ft < least_ft:  # no altitude was sent
        return True
    return most_ft - least_ft >= RISE_FT or most_ft >= HIGHEST_FIELD_FT


def _ground_below(
    lat: float, lon: float, field_lat_deg: Floats, field_lon_deg: Floats, elevation_ft: Floats, cell_offsets: Ints,
    cell_fields: Ints, reach_km: float,
) -> float:  # fmt: skip
    """Height of the nearest airfield above the sea (ft); NaN if none is within reach."""
    cell, nearest_km, found_ft = cell_of(lat, lon), reach_km, _NAN
    for c in range(cell_offsets[cell], cell_offsets[cell + 1]):
        field = cell_fields[c]
        km = distance_km(lat, lon, field_lat_deg[field], field_lon_deg[field])
        if km < nearest_km:
            nearest_km, found_ft = km, elevation_ft[field]
    return found_ft
