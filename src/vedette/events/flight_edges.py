"""What an edge of a flight is worth: which airfield it belongs to, and how sure that is.

The rows on both sides of an edge flow in, with the airfields near by; an `Edge` flows out. Each airfield within reach is weighed by
the ramps of `landing_rules`; the best fit has the edge.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.engine.columns import Floats, Ints
from vedette.events.landing_rules import UNKNOWN_FACTOR
from vedette.events.places import cell_of
from vedette.geo import distance_km

TAKE_OFF, LANDING = 0, 1
SEEN_BOTH, FIRST_SEEN, LAST_SEEN, DESTINATION = 0, 1, 2, 3  # on what an event rests
N_RECENT = 5  # rows before an edge that are looked at together, so that one bad value does not decide
RECENT_US = 60_000_000  # and no older than a minute: in that time a landing aircraft sinks 700 ft
RISE_FT = 300.0  # a departing aircraft has passed it within half a minute; pressure and taxiways never make as much
CAME_DOWN_FT = 1000.0  # the height of a circuit: who was that much higher is arriving
HOVER_FT = 1000.0  # a slow aircraft that much over the nearest airfield is a helicopter; pressure and slopes make half of it
RECEDING = (
    0.8  # of two fields that fit about as well, the one that it was flying towards; a circuit leads away from its field too
)
ON_FIELD_KM = 4.0  # runways end within that distance of the reference point; there, any direction will do
RECEDING_US = 180_000_000  # beyond three minutes it may have turned
_FIELD_KM, _SILENCE_MIN, _RATE_FPM = range(3)  # rows of the ramps of an event seen on both sides
_HEIGHT_FT, _SPEED_KN, _AWAY_FPM = 1, 2, 3  # rows of the ramps of one seen in the air; distance is the first of these too
_NAN = math.nan

# run, kind, what it rests on, row before, row after, row where it was, airfield, confidence
Edge = tuple[int, int, int, int, int, int, int, float]


def judge_both_sides(
    run: int, kind: int, before: int, now: int, time_us: Ints, lat_deg: Floats, lon_deg: Floats, alt_ft: Floats,
    field_lat_deg: Floats, field_lon_deg: Floats, elevation_ft: Floats, cell_offsets: Ints, cell_fields: Ints,
    seen: Floats, limits: Floats,
) -> Edge:  # fmt: skip
    """Seen on the ground on one side and in the air on the other."""
    ground, air = (before, now) if kind == TAKE_OFF else (now, before)
    minutes = (time_us[now] - time_us[before]) / 6e7
    lat, lon = lat_deg[ground], lon_deg[ground]
    best, best_km, best_field = -1.0, math.inf, -1
    cell = cell_of(lat, lon)
    for c in range(cell_offsets[cell], cell_offsets[cell + 1]):
        field = cell_fields[c]
        km = distance_km(lat, lon, field_lat_deg[field], field_lon_deg[field])
        if km <= limits[0]:
            rate_fpm = max(0.0, alt_ft[air] - elevation_ft[field]) / max(minutes, 0.5)
            if math.isnan(alt_ft[air]):
                rate_fpm = _NAN
            product = _ramp(seen, _FIELD_KM, km) * _ramp(seen, _SILENCE_MIN, minutes) * _ramp(seen, _RATE_FPM, rate_fpm)
            confidence = product ** (1.0 / 3.0)
            if confidence > best or (confidence == best and km < best_km):
                best, best_km, best_field = confidence, km, field
    return run, kind, SEEN_BOTH, before, now, ground, best_field if best >= limits[4] else -1, best


def judge_first_seen(
    run: int, row: int, lat_deg: Floats, lon_deg: Floats, alt_ft: Floats, sog_kn: Floats, vrate_fpm: Floats,
    field_lat_deg: Floats, field_lon_deg: Floats, elevation_ft: Floats, cell_offsets: Ints, cell_fields: Ints,
    airborne: Floats, limits: Floats,
) -> Edge:  # fmt: skip
    """First seen in the air: climbing away from an airfield?"""
    best, best_km, best_field = -1.0, math.inf, -1
    cell = cell_of(lat_deg[row], lon_deg[row])
    for c in range(cell_offsets[cell], cell_offsets[cell + 1]):
        field = cell_fields[c]
        km = distance_km(lat_deg[row], lon_deg[row], field_lat_deg[field], field_lon_deg[field])
        if km <= limits[0]:
            confidence = _airborne(airborne, km, alt_ft[row] - elevation_ft[field], sog_kn[row], -vrate_fpm[row])
            confidence = min(confidence, limits[1])
            if confidence > best or (confidence == best and km < best_km):
                best, best_km, best_field = confidence, km, field
    return run, TAKE_OFF, FIRST_SEEN, row, row, row, best_field if best >= limits[4] else -1, best


def judge_last_seen(
    run: int, recent: Ints, n_recent: int, top_ft: float, time_us: Ints, lat_deg: Floats, lon_deg: Floats, alt_ft: Floats,
    sog_kn: Floats, vrate_fpm: Floats, field_lat_deg: Floats, field_lon_deg: Floats, elevation_ft: Floats,
    cell_offsets: Ints, cell_fields: Ints, airborne: Floats, down: Floats, limits: Floats,
) -> Edge:  # fmt: skip
    """Last seen in the air: descending to an airfield, or down at its level? The values are medians of the last minute."""
    last = recent[n_recent - 1]
    first = n_recent - 1
    while first > 0 and time_us[last] - time_us[recent[first - 1]] <= RECENT_US:
        first -= 1
    alt, low = _median(alt_ft, recent, first, n_recent), math.inf
    sog, rate = _median(sog_kn, recent, first, n_recent), _median(vrate_fpm, recent, first, n_recent)
    for k in range(first, n_recent):
        low = min(low, alt_ft[recent[k]])
    is_down = top_ft - low >= CAME_DOWN_FT and alt_ft[last] - low < RISE_FT
    before = recent[max(0, n_recent - 2)]
    is_moving = before != last and time_us[last] - time_us[before] <= RECEDING_US
    best, best_fit, best_km, best_field, rests_on = -1.0, -1.0, math.inf, -1, LAST_SEEN
    cell = cell_of(lat_deg[last], lon_deg[last])
    for c in range(cell_offsets[cell], cell_offsets[cell + 1]):
        field = cell_fields[c]
        km = distance_km(lat_deg[last], lon_deg[last], field_lat_deg[field], field_lon_deg[field])
        if km <= limits[0]:
            height_ft = alt - elevation_ft[field]
            confidence = _airborne(airborne, km, height_ft, sog, rate)
            if is_down:
                product = _ramp(down, 0, km) * _ramp(down, _HEIGHT_FT, low - elevation_ft[field]) * _ramp(down, _SPEED_KN, sog)
                confidence = max(confidence, product ** (1.0 / 3.0))
            is_low = height_ft <= limits[2]  # no height is not low
            if not is_low:
                confidence = min(confidence, limits[3])
            fit = confidence
            is_at_level = is_down and low - elevation_ft[field] < HOVER_FT
            if is_moving and not is_at_level:  # down at the level of a field, it is at the nearest, whichever way it rolls
                before_km = distance_km(lat_deg[before], lon_deg[before], field_lat_deg[field], field_lon_deg[field])
                fit = confidence * RECEDING if km > max(before_km, ON_FIELD_KM) else confidence
            if fit > best_fit or (fit == best_fit and km < best_km):
                best, best_fit, best_km, best_field = confidence, fit, km, field
                rests_on = LAST_SEEN if is_low else DESTINATION
    return run, LANDING, rests_on, last, last, last, best_field if best >= limits[4] else -1, best


def _airborne(ramps: Floats, km: float, height_ft: float, sog_kn: float, away_fpm: float) -> float:
    product = _ramp(ramps, 0, km) * _ramp(ramps, _HEIGHT_FT, height_ft)
    return float((product * _ramp(ramps, _SPEED_KN, sog_kn) * _ramp(ramps, _AWAY_FPM, away_fpm)) ** 0.25)


def _ramp(ramps: Floats, which: int, value: float) -> float:
    """One factor, as `landing_rules.Ramp.at`."""
    if math.isnan(value):
        return UNKNOWN_FACTOR
    full, none = ramps[which, 0], ramps[which, 1]
    return float(min(1.0, max(ramps[which, 2], (none - value) / (none - full))))


def _median(values: Floats, rows: Ints, first: int, end: int) -> float:
    """The median of the values of some rows; NaN if none was sent."""
    found = np.zeros(N_RECENT)
    n = 0
    for k in range(first, end):
        if not math.isnan(values[rows[k]]):
            found[n] = values[rows[k]]
            n += 1
    if n == 0:
        return _NAN
    ordered = np.sort(found[:n])
    return float(ordered[n // 2] if n % 2 == 1 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2)
