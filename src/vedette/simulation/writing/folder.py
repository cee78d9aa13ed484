"""A case folder from a world: the page to read first of this room.

A world's parameters flow in, a folder flows out that any case could be: case.toml, assets.csv, claims.toml, sightings.csv, sources.csv,
reports/, and under feeds/ the AIS, ADS-B and pictures. `truth/` says what is so. Everything is stamped synthetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from vedette.case.toml_writing import format_value
from vedette.clock import parse_time
from vedette.registry.assets import Asset
from vedette.registry.register import Register
from vedette.simulation.quick.crowds import SHUTTLE_TYPE
from vedette.simulation.quick.lives import AIRFIELDS, PORTS, Life, make_lives
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.receiving import Skies, fake_rows, make_skies
from vedette.simulation.quick.worlds import Live, QuickWorld, make_world
from vedette.simulation.writing.ais import Ship, write_ais_csv, write_nmea
from vedette.simulation.writing.background import make_airliners, make_ferries
from vedette.simulation.writing.heading import Heading, heading_lines
from vedette.simulation.writing.hearing import Heard, hear
from vedette.simulation.writing.moving import Fix, fixes_of, point_of
from vedette.simulation.writing.others import Twin, make_twins, make_unnamed
from vedette.simulation.writing.pictures import write_pictures
from vedette.simulation.writing.reports import write_reports
from vedette.simulation.writing.tables import iso, moment_of, write_csv
from vedette.simulation.writing.traces import Airframe, write_traces
from vedette.simulation.writing.truth import write_truth

Progress = Callable[[str, float | None], None]
_ATTRIBUTION = "Simulated by Vedette; no ship, aircraft or person did any of this."
_LENGTH_M = {"warship": 120.0, "auxiliary": 110.0, "cargo": 130.0, "aircraft": 50.0}
_FIRST_MMSI, _FIRST_ICAO24 = 273_990_000, 0x15F000
_FAKE_STEP_S = 900.0


@dataclass(frozen=True)
class Written:
    """What was written: the folder, its world, and how many rows of each kind."""

    folder: Path
    world: QuickWorld
    counts: Mapping[str, int]


def write_world(
    params: QuickParams,
    folder: Path,
    register: Register,
    *,
    with_pictures: bool = True,
    live: Live = make_lives,
    heading: Heading | None = None,
    on_progress: Progress = lambda _m, _s: None,
) -> Written:
    """Write a world as a case.

    Args:
        params: the world. folder: an empty folder, or one that is not there yet.
        with_pictures: also as images and detections, beside what people logged of them.
        live: makes the lives of the world's assets.
        heading: what case.toml says of the case; None = the world's number.
    """
    world, skies = make_world(params, register, live), make_skies(params, _stream(params, 3))
    begin = parse_time(params.start)
    assets = {asset.asset_id: asset for asset in register.assets()}
    numbers = _numbers(world.lives)
    (folder / "feeds").mkdir(parents=True, exist_ok=True)
    (folder / "reports").mkdir(exist_ok=True)
    on_progress("sailing and flying", 0.1)
    heard = {life.asset_id: _heard(life, i, skies, params, register) for i, life in enumerate(world.lives)}
    for asset_id, fakes in _faked(world, begin, register).items():
        heard[asset_id] = (*heard[asset_id], *fakes)
    twins, unnamed = make_twins(world, skies, register), make_unnamed(params.days, _stream(params, 31))
    counts = _write_feeds(folder / "feeds", world, heard, numbers, assets, twins, skies, register, on_progress)
    if with_pictures:
        ships = [x for x in world.lives if x.group != "aircraft"]
        lengths = {x.asset_id: assets[x.asset_id].length_m or _LENGTH_M[x.group] for x in ships}
        n = write_pictures(folder / "feeds", ships, lengths, unnamed, params.days, begin, register, _stream(params, 30))
        counts |= {"images": n[0], "detections": n[1]}
    on_progress("writing reports", 0.9)
    _write_case_toml(folder / "case.toml", world, heading, with_pictures=with_pictures)
    counts |= _write_case(folder, world, numbers, assets, register)
    shared = [(numbers[t.asset_id], t.asset_id, t.place_id) for t in twins]
    alone = [(u.place_id, iso(moment_of(begin, u.start)), iso(moment_of(begin, u.end)), round(u.length_m)) for u in unnamed]
    write_truth(folder / "truth", world, skies, begin, shared, alone)
    return Written(folder, world, counts)


def _stream(params: QuickParams, purpose: int) -> np.random.Generator:
    return np.random.default_rng([params.seed, purpose])


def _numbers(lives: Sequence[Life]) -> dict[str, str]:
    """A number for every asset, from blocks that no real one bears here."""
    return {x.asset_id: _number(x, i) for i, x in enumerate(lives)}


def _number(life: Life, i: int) -> str:
    if life.asset_id.startswith("icao24:"):
        return life.asset_id.removeprefix("icao24:")
    return f"{_FIRST_ICAO24 + i:06x}" if life.group == "aircraft" else str(_FIRST_MMSI + i)


def _heard(life: Life, i: int, skies: Skies, params: QuickParams, register: Register) -> tuple[Heard, ...]:
    fixes = fixes_of(life, params.days, register, np.random.default_rng([params.seed, 100, i]))
    return tuple(hear(life, fixes, skies, params, register, np.random.default_rng([params.seed, 101, i])))


def _faked(world: QuickWorld, begin: datetime, register: Register) -> dict[str, list[Heard]]:
    """Tracks that nobody sailed, as fixes: a stay at the claimed place."""
    found: dict[str, list[Heard]] = {}
    for row in fake_rows(world.claims, world.params, begin, _stream(world.params, 5)):
        lat, lon = point_of(register.place(row["place_id"]))
        start, end = ((row[name] - begin).total_seconds() for name in ("start", "end"))
        is_landing = row["kind"] == "landing"
        for second in np.arange(start, end + 300 if is_landing else end, 30.0 if is_landing else _FAKE_STEP_S):
            fix = Fix(float(second), lat, lon, 5.0 if is_landing else 0.1, 90.0, row["place_id"], None, None, is_landing)
            found.setdefault(row["asset_id"], []).append(Heard(fix, float(second) + 3))
    return found


def _write_feeds(
    folder: Path, world: QuickWorld, heard: Mapping[str, tuple[Heard, ...]], numbers: Mapping[str, str],
    assets: Mapping[str, Asset], twins: Sequence[Twin], skies: Skies, register: Register, on_progress: Progress,
) -> dict[str, int]:  # fmt: skip
    params, begin = world.params, parse_time(world.params.start)
    on_progress("listening to everybody else", 0.4)
    ferries = [Ship(o.number, o.name, "ferry", 90.0, o.heard) for o in make_ferries(skies, params, register, _stream(params, 20))]
    liners = [Airframe(o.number, o.name, "", o.heard) for o in make_airliners(skies, params, register, _stream(params, 21))]
    sailing = [x for x in world.lives if x.group != "aircraft"]
    ships = [_ship(x, numbers[x.asset_id], assets[x.asset_id], heard[x.asset_id], i) for i, x in enumerate(sailing)]
    military = [ship for ship in ships if ship.kind in ("warship", "auxiliary")]
    others = [ship for ship in ships if ship.kind == "cargo"]
    others += [Ship(numbers[t.asset_id], f"SIM TWIN {k}", "cargo", 90.0, t.heard) for k, t in enumerate(twins)]
    planes = [_airframe(x, numbers[x.asset_id], assets, heard[x.asset_id]) for x in world.lives if x.group == "aircraft"]
    on_progress("writing feeds", 0.6)
    return {
        "ais_rows": write_ais_csv(folder / "ais.csv", [*ferries, *others], begin),
        "nmea_messages": write_nmea(folder / "coast.nmea", military, begin),
        "trace_points": write_traces(folder / "traces", [*liners, *planes], begin),
    }


def _ship(life: Life, number: str, asset: Asset, heard: tuple[Heard, ...], i: int) -> Ship:
    """A ship's transponder; every third auxiliary has one of class B."""
    is_class_b = life.group == "auxiliary" and i % 3 == 0
    return Ship(number, asset.name, life.group, asset.length_m or 100.0, heard, is_class_b=is_class_b)


def _airframe(life: Life, number: str, assets: Mapping[str, Asset], heard: tuple[Heard, ...]) -> Airframe:
    if life.asset_id not in assets:  # a shuttling airframe, known by its address and type alone
        return Airframe(number, "", "", heard, SHUTTLE_TYPE)
    return Airframe(number, assets[life.asset_id].name, assets[life.asset_id].name, heard)


def _write_case(
    folder: Path, world: QuickWorld, numbers: Mapping[str, str], assets: Mapping[str, Asset], register: Register
) -> dict[str, int]:  # fmt: skip
    named = [x for x in world.lives if x.asset_id in assets]  # shuttling airframes stand in no list
    names = {x.asset_id: assets[x.asset_id].name for x in named} | {p: register.place(p).name for p in (*PORTS, *AIRFIELDS)}
    kinds = {x.asset_id: register.asset_class(x.asset_class).name.lower() for x in named}
    write_csv(
        folder / "assets.csv", ("asset_id", "kind", "class", "name", "operator", "country", "length_m", "key", "value", "source"),
        ([x.asset_id, assets[x.asset_id].kind, x.asset_class, names[x.asset_id], assets[x.asset_id].operator or "",
          assets[x.asset_id].country or "", assets[x.asset_id].length_m or "", "icao24" if x.group == "aircraft" else "mmsi",
          numbers[x.asset_id], "simulated"] for x in named),
    )  # fmt: skip
    sightings = world.tables.sightings.to_dicts()
    header = ("sighting_id", "asset", "count", "event", "place", "earliest", "latest", "how", "certainty", "sources", "note")
    write_csv(folder / "sightings.csv", header, (_sighting_cells(s, names) for s in sightings))
    n_reports = write_reports(folder, world, names, kinds, sightings)
    return {"sightings": len(sightings), "reports": n_reports, "claims": len(world.claims)}


def _sighting_cells(sighting: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """A named hull, or so many of a class."""
    asset_id = sighting["asset_id"]
    who = [names[asset_id], ""] if asset_id else [sighting["class"], str(sighting["count_min"])]
    when = [iso(sighting["start"]), iso(sighting["end"])]
    return [sighting["sighting_id"], *who, sighting["event"], sighting["place_id"], *when, sighting["how"],
            sighting["certainty"], sighting["source_ids"][0], "simulated"]  # fmt: skip


def _write_case_toml(path: Path, world: QuickWorld, heading: Heading | None, *, with_pictures: bool) -> None:
    begin, as_of = parse_time(world.params.start), world.as_of
    last = as_of - timedelta(days=1)
    feeds = ["feeds/ais.csv", "feeds/coast.nmea", "feeds/traces/*.json"]
    feeds += ["feeds/images.csv", "feeds/detections.csv"] if with_pictures else []
    lines = list(heading_lines(heading or Heading(f"Simulated world {world.params.seed}"), begin, last))
    for feed in feeds:
        lines += [
            "",
            "[[sources]]",
            f"path = {format_value(feed)}",
            "is_synthetic = true",
            f"attribution = {format_value(_ATTRIBUTION)}",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
