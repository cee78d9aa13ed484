"""The loop that finds stops at sea: stretches in which an asset hardly moved, away from every place.

In flow numpy columns sorted by asset and time, out flow stretches, each with its positions on a common clock. A stretch
begins midway between the last row under way and the first still one; it does not depend on how often the asset was heard, as
long as no silence in it is too long.
"""

from __future__ import annotations

import math

import numpy as np

from vedette.engine.columns import Floats, Ints
from vedette.events.places import cell_of, is_in_box, place_distance_km
from vedette.geo import at_most_km, distance_km

TICK_US = 600_000_000  # positions of two assets are compared every ten minutes
_JITTER_KM = 0.2  # two positions of a moored ship may differ by this: aerial, rounding, swinging at anchor
_EDGE_US = 1_800_000_000  # a stretch is never taken to begin or end further than this from its first or last row

# run, first row, last row, start, end
Stop = tuple[int, int, int, int, int]


def scan_stops(
    offsets: Ints, time_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats,
    max_kn: float, min_us: int, max_silence_us: int,
    place_lat_deg: Floats, place_lon_deg: Floats, enter_km: Floats,
    ring_offsets: Ints, ring_lon_deg: Floats, ring_lat_deg: Floats,
    box_lat_deg: Floats, box_lon_deg: Floats, box_height_deg: Floats, box_width_deg: Floats,
    cell_offsets: Ints, cell_places: Ints,
) -> list[Stop]:  # fmt: skip
    """The stretches of every run.

    Args:
        offsets: (n_assets + 1,) runs of rows. time_us ... sog_kn: (n,) columns of usable rows; NaN = no speed sent.
        max_kn: fastest within a stretch. min_us: shortest stretch. max_silence_us: longest silence within one.
        place_lat_deg ... cell_places: of the `PlaceIndex`; a stretch that ends within the entry distance of a place is a stay.
    """
    stops = [(-1, -1, -1, -1, -1)]  # a first row gives the compiler the types
    for run in range(len(offsets) - 1):
        first, end = offsets[run], offsets[run + 1]
        begin = first
        for i in range(first, end + 1):
            if (
                i < end
                and i > begin
                and _is_still(
                    time_us[i] - time_us[i - 1],
                    lat_deg[i - 1],
                    lon_deg[i - 1],
                    lat_deg[i],
                    lon_deg[i],
                    sog_kn[i],
                    max_kn,
                    max_silence_us,
                )
            ):
                continue
            if i > begin:
                start_us = _midway(time_us[begin], time_us[begin - 1] if begin > first else time_us[begin])
                end_us = _midway(time_us[i - 1], time_us[i] if i < end else time_us[i - 1])
                if (
                    end_us - start_us >= min_us
                    and i - begin >= 2
                    and not _is_at_place(
                        lat_deg[i - 1],
                        lon_deg[i - 1],
                        place_lat_deg,
                        place_lon_deg,
                        enter_km,
                        ring_offsets,
                        ring_lon_deg,
                        ring_lat_deg,
                        box_lat_deg,
                        box_lon_deg,
                        box_height_deg,
                        box_width_deg,
                        cell_offsets,
                        cell_places,
                    )
                ):
                    stops.append((run, begin, i - 1, start_us, end_us))
            begin = i
            if i < end and sog_kn[i] > max_kn:
                begin = i + 1
    return stops[1:]


def open_begins(
    offsets: Ints, time_us: Ints, lat_deg: Floats, lon_deg: Floats, sog_kn: Floats, max_kn: float, max_silence_us: int
) -> Ints:
    """The row at which the stretch that is open at the end of each run begins; the run's end, where none is.

    Args:
        offsets ... max_silence_us: as in `scan_stops`.
    """
    begins = np.zeros(len(offsets) - 1, np.int64)
    for run in range(len(offsets) - 1):
        begin = offsets[run]
        for i in range(offsets[run], offsets[run + 1]):
            if i > begin and _is_still(
                time_us[i] - time_us[i - 1], lat_deg[i - 1], lon_deg[i - 1], lat_deg[i], lon_deg[i], sog_kn[i], max_kn, max_silence_us
            ):  # fmt: skip
                continue
            begin = i + 1 if sog_kn[i] > max_kn else i
        begins[run] = begin
    return begins


def _is_still(
    silence_us: int, lat1: float, lon1: float, lat2: float, lon2: float, sog_kn: float, max_kn: float, max_silence_us: int
) -> bool:
    """Has it stayed where it was, as far as two rows show?"""
    if silence_us > max_silence_us or sog_kn > max_kn:
        return False
    most_km = silence_us / 3.6e9 * max_kn * 1.852 + _JITTER_KM
    return at_most_km(lat1, lon1, lat2, lon2) <= most_km or distance_km(lat1, lon1, lat2, lon2) <= most_km


def _midway(still_us: int, under_way_us: int) -> int:
    """Between a still row and the row under way beside it, but not far from the still one."""
    return still_us + max(-_EDGE_US, min(_EDGE_US, (under_way_us - still_us) // 2))


def _is_at_place(
    lat: float, lon: float, place_lat_deg: Floats, place_lon_deg: Floats, enter_km: Floats,
    ring_offsets: Ints, ring_lon_deg: Floats, ring_lat_deg: Floats,
    box_lat_deg: Floats, box_lon_deg: Floats, box_height_deg: Floats, box_width_deg: Floats,
    cell_offsets: Ints, cell_places: Ints,
) -> bool:  # fmt: skip
    cell = cell_of(lat, lon)
    for c in range(cell_offsets[cell], cell_offsets[cell + 1]):
        place = cell_places[c]
        if not is_in_box(lat, lon, box_lat_deg[place], box_lon_deg[place], box_height_deg[place], box_width_deg[place]):
            continue
        km = place_distance_km(lat, lon, place, place_lat_deg, place_lon_deg, ring_offsets, ring_lon_deg, ring_lat_deg)
        if km <= enter_km[place]:
            return True
    return False


def n_ticks(start_us: int, end_us: int) -> int:
    """How many ticks of the common clock lie within a stretch."""
    return max(0, end_us // TICK_US - -(-start_us // TICK_US) + 1)


def write_ticks(
    first: int, last: int, start_us: int, end_us: int, time_us: Ints, lat_deg: Floats, lon_deg: Floats,
    at: int, lat_out: Floats, lon_out: Floats,
) -> None:  # fmt: skip
    """The positions of a stretch at every tick, straight between its rows, from `at` on in the two columns written."""
    k = first
    for n in range(n_ticks(start_us, end_us)):
        now_us = (-(-start_us // TICK_US) + n) * TICK_US
        while k < last and time_us[k + 1] <= now_us:
            k += 1
        share = 0.0
        if k < last and now_us > time_us[k]:
            share = (now_us - time_us[k]) / (time_us[k + 1] - time_us[k])
        following = min(k + 1, last)
        east = (lon_deg[following] - lon_deg[k] + 540.0) % 360.0 - 180.0
        lat_out[at + n] = lat_deg[k] + share * (lat_deg[following] - lat_deg[k])
        lon_out[at + n] = (lon_deg[k] + share * east + 540.0) % 360.0 - 180.0


def pair_stops(
    order: Ints, asset: Ints, start_us: Ints, end_us: Ints, tick_offsets: Ints, lat_deg: Floats, lon_deg: Floats,
    south_deg: Floats, north_deg: Floats, radius_km: float, min_us: int,
) -> list[tuple[int, int, int, int, float]]:  # fmt: skip
    """Pairs of stretches of two assets that were close together for long enough.

    Args:
        order: (m,) stretches in order of their southern edge. asset: (m,) numbers that tell hulls apart.
        start_us, end_us: (m,). tick_offsets: (m + 1,) runs of positions at the ticks: lat_deg, lon_deg (all ticks,).
        south_deg, north_deg: (m,) edges. radius_km: greatest distance. min_us: shortest meeting.
    Returns:
        First and second stretch, start and end in microseconds, mean distance in km.
    """
    found = [(-1, -1, -1, -1, 0.0)]
    room_deg = radius_km / 110.5
    for a in range(len(order)):
        one = order[a]
        for b in range(a + 1, len(order)):
            other = order[b]
            if south_deg[other] > north_deg[one] + room_deg:
                break
            overlap_us = min(end_us[one], end_us[other]) - max(start_us[one], start_us[other])
            if asset[one] == asset[other] or overlap_us < min_us:
                continue
            _pair(one, other, start_us, end_us, tick_offsets, lat_deg, lon_deg, radius_km, min_us, found)
    return found[1:]


def _pair(
    one: int, other: int, start_us: Ints, end_us: Ints, tick_offsets: Ints, lat_deg: Floats, lon_deg: Floats,
    radius_km: float, min_us: int, found: list[tuple[int, int, int, int, float]],
) -> None:  # fmt: skip
    """Append the stretches of time in which two stops were close together."""
    low, high = max(start_us[one], start_us[other]), min(end_us[one], end_us[other])
    first, last = -(-low // TICK_US), high // TICK_US
    i = tick_offsets[one] + first - -(-start_us[one] // TICK_US)
    j = tick_offsets[other] + first - -(-start_us[other] // TICK_US)
    begin, total_km = -1, 0.0
    for n in range(last - first + 2):
        km = math.inf
        if n <= last - first and at_most_km(lat_deg[i + n], 0.0, lat_deg[j + n], 0.0) <= 1.1 * radius_km:
            km = distance_km(lat_deg[i + n], lon_deg[i + n], lat_deg[j + n], lon_deg[j + n])
        if km <= radius_km:
            begin = n if begin < 0 else begin
            total_km += km
        elif begin >= 0:
            start = low if begin == 0 else (first + begin) * TICK_US
            end = high if n == last - first + 1 else (first + n - 1) * TICK_US
            if end - start >= min_us:
                found.append((one, other, start, end, total_km / (n - begin)))
            begin, total_km = -1, 0.0


def edges(tick_offsets: Ints, lat_deg: Floats) -> tuple[Floats, Floats]:
    """Southern and northern edge of every stretch; one without a tick has none and meets nobody."""
    n = len(tick_offsets) - 1
    south, north = np.full(n, np.inf), np.full(n, -np.inf)
    for k in range(n):
        for t in range(tick_offsets[k], tick_offsets[k + 1]):
            south[k], north[k] = min(south[k], lat_deg[t]), max(north[k], lat_deg[t])
    return south, north
