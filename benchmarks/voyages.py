"""Where invented ships really are: harbours, their voyages, their dark periods and their meetings.

In flow a number of ships, days and a seed, out flows a `Fleet`: for every ship the places where it lies, with arrival and departure
in seconds since the start. Ships sail on great circles at a steady speed, whatever land is in the way: it is the arithmetic
that is tried, not the sea. Two ships in a hundred are pairs that meet once, away from every place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
EARTH_KM = 6371.0088
DAY_S = 86_400.0
N_HARBOURS, N_PLACES = 60, 3_000
_SEAS = (30.0, 46.0, -6.0, 36.0)  # south, north, west, east: the harbours lie within
_APART_KM = 40.0
_MEETING_SHARE, _DARK_SHARE, _SHARED_NUMBERS = 0.02, 0.25, 1 / 200
_FIRST_NUMBER = 236_000_000


@dataclass(frozen=True)
class Places:
    """Centres (n,), and the corners of each outline."""

    lat: Floats
    lon: Floats
    rings: tuple[tuple[Floats, Floats], ...]  # latitudes, longitudes


@dataclass(frozen=True)
class Fleet:
    """What is true. `offsets` (n_ships + 1,) into the stays; `place` -1 for a meeting at sea; `dark_offsets` into the dark periods."""

    mmsi: Ints
    offsets: Ints
    arrive_s: Floats
    depart_s: Floats
    lat: Floats
    lon: Floats
    place: Ints
    dark_offsets: Ints
    dark_s: Floats  # (m, 2) start and end
    meetings: tuple[tuple[int, int, float, float, float, float], ...]  # two ships, start, end, lat, lon


def make_places(rng: np.random.Generator) -> Places:
    """Harbours at least 40 km apart, then places anywhere; outlines of 10 to 30 corners, 1.5 to 5 km from the centre."""
    lat, lon = [], []
    while len(lat) < N_HARBOURS:
        at = rng.uniform(*_SEAS[:2]), rng.uniform(*_SEAS[2:])
        if all(great_circle_km(*at, *other) > _APART_KM for other in zip(lat, lon, strict=True)):
            lat.append(at[0])
            lon.append(at[1])
    more = N_PLACES - N_HARBOURS
    lat += np.degrees(np.arcsin(rng.uniform(-0.9, 0.9, more))).tolist()
    lon += rng.uniform(-178.0, 178.0, more).tolist()
    return Places(np.array(lat), np.array(lon), tuple(_outline(rng, *at) for at in zip(lat, lon, strict=True)))


def _outline(rng: np.random.Generator, lat: float, lon: float) -> tuple[Floats, Floats]:
    n = int(rng.integers(10, 31))
    angle, size_km = np.sort(rng.uniform(0, 2 * np.pi, n)), rng.uniform(1.5, 5.0) * rng.uniform(0.75, 1.25, n)
    north, east = np.degrees(size_km * np.sin(angle) / EARTH_KM), np.degrees(size_km * np.cos(angle) / EARTH_KM)
    return lat + north, lon + east / math.cos(math.radians(lat))


def make_fleet(rng: np.random.Generator, places: Places, n_ships: int, days: float) -> Fleet:
    """Voyages of all ships."""
    end_s, stays, meetings = days * DAY_S, [], []
    n_pairs = round(n_ships * _MEETING_SHARE / 2)
    for pair in range(n_pairs):
        start = rng.uniform(0.2, 0.8) * end_s
        length = rng.uniform(2.5, 14.0) * 3600
        at = _open_sea(rng, places)
        meetings.append((2 * pair, 2 * pair + 1, start, start + length, *at))
        stays += [_sail(rng, places, end_s, (start, start + length, *at)) for _ in range(2)]
    stays += [_sail(rng, places, end_s) for _ in range(n_ships - 2 * n_pairs)]
    columns = np.array([stay for ship in stays for stay in ship])
    # ships that meet have no dark periods: a meeting that nobody heard cannot be found
    dark = [_dark_periods(rng, end_s) if k >= 2 * n_pairs else [] for k in range(n_ships)]
    mmsi = _FIRST_NUMBER + rng.permutation(n_ships * 7)[:n_ships]
    shared = n_ships - 1 - 2 * np.arange(max(1, round(n_ships * _SHARED_NUMBERS)))
    mmsi[shared] = mmsi[shared - 1]
    return Fleet(
        mmsi.astype(np.int64), _offsets(stays), *(columns[:, k].copy() for k in range(4)), columns[:, 4].astype(np.int64),
        _offsets(dark), np.array([period for ship in dark for period in ship]).reshape(-1, 2), tuple(meetings),
    )  # fmt: skip


def _sail(
    rng: np.random.Generator, places: Places, end_s: float, meeting: tuple[float, float, float, float] | None = None
) -> list[tuple[float, float, float, float, int]]:
    """Stays (arrival, departure, lat, lon, place) of one ship; with a meeting, it waits in harbour until it must leave for it."""
    km_per_s = rng.uniform(8.0, 18.0) * 1.852 / 3600
    harbour, now = int(rng.integers(N_HARBOURS)), -rng.uniform(0, 3 * DAY_S)
    lat, lon = _berth(rng, places, harbour)
    leave = now + _stay_s(rng)
    stays = []
    if meeting is not None:
        start, end, at_lat, at_lon = meeting
        leave = start - great_circle_km(lat, lon, at_lat, at_lon) / km_per_s
        stays = [(min(now, leave - 3600.0), leave, lat, lon, harbour)]
        lat, lon, leave = at_lat + rng.normal(0, 4e-4), at_lon + rng.normal(0, 4e-4), end
        stays.append((start, end, lat, lon, -1))
    else:
        stays.append((now, leave, lat, lon, harbour))
    while leave < end_s:
        harbour = (harbour + int(rng.integers(1, N_HARBOURS))) % N_HARBOURS
        there = _berth(rng, places, harbour)
        now = leave + great_circle_km(lat, lon, *there) / km_per_s
        lat, lon, leave = *there, now + _stay_s(rng)
        stays.append((now, leave, lat, lon, harbour))
    return stays


def _berth(rng: np.random.Generator, places: Places, harbour: int) -> tuple[float, float]:
    return places.lat[harbour] + rng.normal(0, 0.002), places.lon[harbour] + rng.normal(0, 0.003)


def _stay_s(rng: np.random.Generator) -> float:
    return float(rng.lognormal(math.log(18 * 3600), 0.8))


def _open_sea(rng: np.random.Generator, places: Places) -> tuple[float, float]:
    """Somewhere between the harbours, 25 km from the nearest of them at least."""
    while True:
        at = rng.uniform(*_SEAS[:2]), rng.uniform(*_SEAS[2:])
        if min(great_circle_km(*at, places.lat[k], places.lon[k]) for k in range(N_HARBOURS)) > 25.0:
            return at


def _dark_periods(rng: np.random.Generator, end_s: float) -> list[tuple[float, float]]:
    """Of one ship in four: up to three silences of 6 to 72 hours, a day apart at least."""
    if rng.random() >= _DARK_SHARE:
        return []
    found, last = [], 0.0
    for start in sorted(rng.uniform(DAY_S, max(end_s - 3 * DAY_S, 2 * DAY_S), int(rng.integers(1, 4)))):
        if start > last + DAY_S:
            last = start + rng.uniform(6.0, 72.0) * 3600
            found.append((float(start), last))
    return found


def _offsets(rows: list[list[tuple[float, ...]]]) -> Ints:
    return np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """On a sphere; the ships know no other shape of the earth."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
