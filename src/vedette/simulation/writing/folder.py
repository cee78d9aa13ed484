"""A case folder from a world: the page to read first of this room.

A world's parameters flow in, a folder flows out that any case could be: case.toml, assets.csv, claims.toml, sightings.csv, sources.csv,
reports/, and under feeds/ the AIS, ADS-B and pictures. `truth/` says what is so. Everything is stamped synthetic.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from vedette.case.toml_writing import format_value
from vedette.clock import parse_time
from vedette.registry.assets import Asset
from vedette.registry.register import Register
from vedette.simulation.quick.lives import AIRFIELDS, PORTS, Life, make_lives
from vedette.simulation.quick.params import QuickParams
from vedette.simulation.quick.receiving import Skies, fake_rows, make_skies
from vedette.simulation.quick.worlds import Live, QuickWorld, make_world
from vedette.simulation.writing.ais import Ship, write_ais_csv, write_nmea
from vedette.simulation.writing.background import make_airliners, make_ferries
from vedette.simulation.writing.heading import Heading, heading_lines
from vedette.simulation.writing.hearing import Heard, hear
from vedette.simulation.writing.moving import Fix, fixes_of, point_of
from vedette.simulation.writing.pictures import write_pictures
from vedette.simulation.writing.telling_texts import sentence_of, text_of
from vedette.simulation.writing.traces import Airframe, write_traces

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
    counts = _write_feeds(folder / "feeds", world, heard, numbers, assets, skies, register, on_progress)
    if with_pictures:
        lengths = {x.asset_id: assets[x.asset_id].length_m or _LENGTH_M[x.group] for x in world.lives}
        n = write_pictures(folder / "feeds", world.lives, lengths, params.days, begin, register, _stream(params, 30))
        counts |= {"images": n[0], "detections": n[1]}
    on_progress("writing reports", 0.9)
    _write_case_toml(folder / "case.toml", world, heading, with_pictures=with_pictures)
    counts |= _write_case(folder, world, numbers, assets, register)
    _write_truth(folder / "truth", world, skies, begin)
    return Written(folder, world, counts)


def _stream(params: QuickParams, purpose: int) -> np.random.Generator:
    return np.random.default_rng([params.seed, purpose])


def _numbers(lives: Sequence[Life]) -> dict[str, str]:
    """A number for every asset, from blocks that no real one bears here."""
    return {
        x.asset_id: f"{_FIRST_ICAO24 + i:06x}" if x.group == "aircraft" else str(_FIRST_MMSI + i) for i, x in enumerate(lives)
    }


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
    assets: Mapping[str, Asset], skies: Skies, register: Register, on_progress: Progress,
) -> dict[str, int]:  # fmt: skip
    params, begin = world.params, parse_time(world.params.start)
    on_progress("listening to everybody else", 0.4)
    ferries = [Ship(o.number, o.name, "ferry", 90.0, o.heard) for o in make_ferries(skies, params, register, _stream(params, 20))]
    liners = [Airframe(o.number, o.name, "", o.heard) for o in make_airliners(skies, params, register, _stream(params, 21))]
    ships = {
        x.asset_id: Ship(
            numbers[x.asset_id], assets[x.asset_id].name, x.group, assets[x.asset_id].length_m or 100.0, heard[x.asset_id]
        )
        for x in world.lives
        if x.group != "aircraft"
    }
    military = [ship for ship in ships.values() if ship.kind in ("warship", "auxiliary")]
    others = [ship for ship in ships.values() if ship.kind == "cargo"]
    planes = [
        Airframe(numbers[x.asset_id], assets[x.asset_id].name, assets[x.asset_id].name, heard[x.asset_id])
        for x in world.lives
        if x.group == "aircraft"
    ]
    on_progress("writing feeds", 0.6)
    return {
        "ais_rows": write_ais_csv(folder / "ais.csv", [*ferries, *others], begin),
        "nmea_messages": write_nmea(folder / "coast.nmea", military, begin),
        "trace_points": write_traces(folder / "traces", [*liners, *planes], begin),
    }


def _write_case(
    folder: Path, world: QuickWorld, numbers: Mapping[str, str], assets: Mapping[str, Asset], register: Register
) -> dict[str, int]:  # fmt: skip
    names = {x.asset_id: assets[x.asset_id].name for x in world.lives} | {p: register.place(p).name for p in (*PORTS, *AIRFIELDS)}
    kinds = {x.asset_id: register.asset_class(x.asset_class).name.lower() for x in world.lives}
    _write_csv(
        folder / "assets.csv", ("asset_id", "kind", "class", "name", "operator", "country", "length_m", "key", "value", "source"),
        ([x.asset_id, assets[x.asset_id].kind, x.asset_class, names[x.asset_id], assets[x.asset_id].operator or "",
          assets[x.asset_id].country or "", assets[x.asset_id].length_m or "", "icao24" if x.group == "aircraft" else "mmsi",
          numbers[x.asset_id], "simulated"] for x in world.lives),
    )  # fmt: skip
    sightings = world.tables.sightings.to_dicts()
    _write_csv(
        folder / "sightings.csv", ("sighting_id", "asset", "event", "place", "earliest", "latest", "how", "certainty", "sources", "note"),
        ([s["sighting_id"], names[s["asset_id"]], s["event"], s["place_id"], _iso(s["start"]), _iso(s["end"]), s["how"],
          s["certainty"], s["source_ids"][0], "simulated"] for s in sightings),
    )  # fmt: skip
    n_reports = _write_reports(folder, world, names, kinds, sightings)
    return {"sightings": len(sightings), "reports": n_reports, "claims": len(world.claims)}


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


def _write_reports(
    folder: Path, world: QuickWorld, names: Mapping[str, str], kinds: Mapping[str, str], sightings: Sequence[Mapping[str, Any]]
) -> int:
    """Reports, their publishers, and the claims that are asked; how many reports."""
    claims = {row["report_id"]: row for row in world.tables.claims.iter_rows(named=True)}
    grades = {row["publisher_id"]: row["reliability"] for row in world.tables.publishers.iter_rows(named=True)}
    sources = [[s["source_ids"][0], _iso(s["known"]), s["how"], "", "", "B", ""] for s in sightings]
    asked, n_reports = [], 0
    for report in world.tables.reports.iter_rows(named=True):
        report_id, claim = report["report_id"], claims[report["report_id"]]
        rests_on = report["rests_on"][0] if report["rests_on"] else ""
        sentence = sentence_of(claim, names, kinds[claim["assets"][0]["asset_id"]])
        grade = grades.get(report["publisher_id"] or "") or ""
        sources.append([report_id, _iso(report["published"]), report["outlet"], "", rests_on, grade, ""])
        head = {"source": report_id, "title": f"Simulated report {report_id}", "published": f"{report['published']:%Y-%m-%d}"}
        front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in head.items())
        text = f"---\n{front}\n---\n{text_of(report_id, sentence, rests_on or None)}"
        (folder / "reports" / f"{report_id}.txt").write_text(text, encoding="utf-8")
        if any(c.claim_id == report_id for c in world.claims):
            asked.append(_claim_entry(claim, sentence))
        n_reports += 1
    own = [row for row in world.tables.claims.iter_rows(named=True) if row["report_id"] is None]  # somebody's own questions
    asked += [_claim_entry(claim, sentence_of(claim, names, kinds[claim["assets"][0]["asset_id"]])) for claim in own]
    named = {row[0] for row in sources}
    origins = [[o, "", o, "", "", grades.get(o) or "", ""] for o in grades if o not in named]
    _write_csv(
        folder / "sources.csv", ("source_id", "published", "outlet", "owner", "rests_on", "reliability", "note"),
        [[*row[:6], "simulated"] for row in _once(sources + origins)],
    )  # fmt: skip
    (folder / "claims.toml").write_text(
        "# The claims that are asked of this simulated world.\n\n" + "\n".join(asked), encoding="utf-8"
    )
    return n_reports


def _claim_entry(claim: Mapping[str, Any], sentence: str) -> str:
    places = {side: [p["place_id"] for p in claim[side]] for side in ("origin", "destination")}
    report = [f"report = {format_value(claim['report_id'])}"] if claim["report_id"] else []
    lines = ["[[claims]]", f"id = {format_value(claim['claim_id'])}", *report, f"quote = {format_value(sentence[:-1])}",
             f"kind = {format_value(claim['kind'])}", f"assets = [{format_value(claim['assets'][0]['asset_id'])}]"]  # fmt: skip
    lines += [f"{side} = [{format_value(found[0])}]" for side, found in places.items() if found]
    lines += [
        f'start = "{claim["time_start"]:%Y-%m-%d}"',
        f'end = "{claim["time_end"]:%Y-%m-%d}"',
        f'made = "{claim["made"]:%Y-%m-%d}"',
    ]
    return "\n".join(lines) + "\n"


def _write_truth(folder: Path, world: QuickWorld, skies: Skies, begin: datetime) -> None:
    """What is so. No verb reads it but those that compare verdicts with it."""
    folder.mkdir(exist_ok=True)
    _write_csv(
        folder / "claims.csv", ("claim_id", "kind", "asset_id", "origin", "destination", "is_true", "departure_true", "why"),
        ([c.claim_id, c.kind, c.asset_id, c.origin, c.destination, int(c.is_true), int(c.departure_true), c.why] for c in world.claims),
    )  # fmt: skip
    _write_csv(
        folder / "stays.csv", ("asset_id", "group", "sends", "place_id", "start", "end"),
        ([x.asset_id, x.group, f"{x.sends:.3f}", s.place_id, _iso(_at(begin, s.start)), _iso(_at(begin, s.end))]
         for x in world.lives for s in x.stays),
    )  # fmt: skip
    _write_csv(folder / "copies.csv", ("report_id", "copies"), ([a, b] for a, b in world.hidden))
    _write_csv(
        folder / "outages.csv", ("sensor", "day"),
        ([sensor, f"{begin + timedelta(days=int(day)):%Y-%m-%d}"] for sensor, up in skies.up.items() for day in np.flatnonzero(~up)),
    )  # fmt: skip


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _once(rows: Iterable[list[str]]) -> list[list[str]]:
    """The first row of each id."""
    return list({row[0]: row for row in reversed(list(rows))}.values())[::-1]


def _at(begin: datetime, day: float) -> datetime:
    return begin + timedelta(seconds=round(day * 86_400))


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
