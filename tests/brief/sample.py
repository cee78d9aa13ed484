# ruff: noqa: E501  # rows of tables, one a line
"""An invented case for the tests of the brief: places are real, everything that happens in it is made up.

`sample_input` gives the tables of a full case; its arguments thin it out. Nothing here is a fact about the world.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import polars as pl

from vedette.brief.compose import BriefInput, compose
from vedette.brief.document import Document
from vedette.errors import NotFound
from vedette.schema.probability import percent
from vedette.schema.tables import TABLES

AS_OF = datetime(2025, 2, 5, 12, 0, tzinfo=UTC)
PERIOD = (datetime(2024, 12, 1, tzinfo=UTC), datetime(2025, 2, 5, tzinfo=UTC))


@dataclass(frozen=True)
class FakePlace:
    place_id: str
    name: str
    kind: str
    lat_deg: float | None
    lon_deg: float | None
    enter_km: float | None = 3.0
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class FakeAsset:
    asset_id: str
    name: str
    kind: str


@dataclass(frozen=True)
class FakeClass:
    name: str
    kind: str


PLACES = [
    FakePlace("tartus", "Tartus", "naval_base", 34.915, 35.866, groups=("country:SY",)),
    FakePlace("hmeimim", "Hmeimim", "airbase", 35.401, 35.949, 5.0, ("country:SY",)),
    FakePlace("tobruk", "Tobruk", "port", 32.077, 23.984, groups=("country:LY",)),
    FakePlace("al-khadim", "Al Khadim", "airbase", 31.998, 21.192, 5.0, ("country:LY",)),
    FakePlace("benghazi", "Benghazi", "airport", 32.097, 20.269, 5.0, ("country:LY",)),
    FakePlace("baltiysk", "Baltiysk", "naval_base", 54.646, 19.891, groups=("country:RU",)),
    FakePlace("gibraltar-strait", "Strait of Gibraltar", "strait", 35.96, -5.6, 30.0),
    FakePlace("minsk", "Minsk", "airport", 53.882, 28.031, 5.0, ("country:BY",)),
    FakePlace("moscow", "Moscow", "airport", 55.6, 37.5, 5.0, ("country:RU",)),
    FakePlace("valletta", "Valletta", "port", 35.895, 14.515),
    FakePlace("country:SY", "Syria", "country", 35.0, 38.5, None),
    FakePlace("country:LY", "Libya", "country", 27.0, 17.0, None),
]
ASSETS = [
    FakeAsset("ship:sparta-ii", "Sparta II", "ship"),
    FakeAsset("ship:sparta", "Sparta", "ship"),
    FakeAsset("ship:ivan-gren", "Ivan Gren", "ship"),
    FakeAsset("aircraft:ra-78001", "RA-78001", "aircraft"),
]


class FakeRegister:
    """The part of the register that a brief uses."""

    def __init__(self, places: list[FakePlace] = PLACES, assets: list[FakeAsset] = ASSETS) -> None:
        self._places = {p.place_id: p for p in places}
        self._assets = {a.asset_id: a for a in assets}

    def place(self, place_id: str) -> FakePlace:
        if place_id not in self._places:
            raise NotFound("place", place_id)
        return self._places[place_id]

    def asset(self, asset_id: str) -> FakeAsset:
        if asset_id not in self._assets:
            raise NotFound("asset", asset_id)
        return self._assets[asset_id]

    def asset_class(self, code: str) -> FakeClass:
        if " " in code or code[:1].isdigit() or code[:1].isupper():
            raise NotFound("class", code)
        if code.startswith(("il_", "an_")):
            return FakeClass(code.replace("_", "-").capitalize(), "aircraft")
        return FakeClass(code.replace("_", " "), "ship")

    def contains(self, group_id: str, place_id: str) -> bool:
        return group_id in self.place(place_id).groups


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text: str) -> datetime:
    return at(f"2024-{text}" if text.startswith("1") else f"2025-{text}")


def _source(ident: str, path: str, fmt: str, rows: int, **more: Any) -> dict[str, Any]:
    row = {
        "source_id": f"src-{ident * 4}", "path": path, "sha256": ident * 16 + "0" * 16, "format": fmt, "row_unit": "line",
        "n_bytes": 4096, "n_rows": rows, "n_positions": 0, "n_identities": 0, "n_issues": 0, "n_other": rows,
        "is_synthetic": True, "added": day("12-22"),
    }  # fmt: skip
    return row | more


SIGHTED, LISTED, ARTICLE, SECOND, AIS, ADSB = (
    "src-a1ba1ba1ba1b",
    "src-b2cb2cb2cb2c",
    "src-c3dc3dc3dc3d",
    "src-d4ed4ed4ed4e",
    "src-e5fe5fe5fe5f",
    "src-f6af6af6af6a",
)


def _sources() -> list[dict[str, Any]]:
    rows = [
        _source("a1b", "sightings.csv", "sightings_csv", 20, licence="facts, entered by hand", is_redistributable=True),
        _source("b2c", "sources.csv", "publishers_csv", 8, licence="facts, entered by hand", is_redistributable=True),
        _source("c3d", "reports/morning-paper.txt", "text", 1, row_unit="file", licence="all rights reserved", is_redistributable=False),
        _source("d4e", "reports/agency.txt", "text", 1, row_unit="file", licence="all rights reserved", is_redistributable=False),
        _source("e5f", "ais/east-med-2024-12.csv", "ais_csv", 48211, n_positions=47903, n_other=0, n_issues=308, licence="CC BY 4.0",
                attribution="Invented Coastal Receivers", url="https://example.org/ais", is_redistributable=True),
        _source("f6a", "adsb/readsb-2024-12.json.gz", "readsb_trace", 9120, n_positions=9080, n_other=0, n_issues=40, row_unit="trace point",
                licence="ODbL 1.0", attribution="Invented Feeders", url="https://example.org/adsb", is_redistributable=True),
    ]  # fmt: skip
    for row in rows:
        row["source_id"] = f"src-{row['sha256'][:12]}"
        row["start"], row["end"] = day("12-01"), day("02-04")
    return rows


def _publishers() -> list[dict[str, Any]]:
    names = [
        ("p1", "Harbour Watch", "12-05", "B", 2), ("p2", "Morning Paper", "12-22", "C", 3), ("p3", "Image Analysts", "12-10", "B", 2),
        ("p4", "Flight Record Project", "12-20", "B", 3), ("p5", "Evening Rewrite", "12-23", "D", 3), ("p6", "Strait Observer", "12-22", "B", 1),
        ("p7", "Agency", "01-03", "C", 4), ("p8", "Harbour Watch", "01-22", "B", 2),
    ]  # fmt: skip
    return [
        {"publisher_id": i, "outlet": o, "url": f"https://example.org/{i}", "published": day(d), "language": "en", "rests_on": [],
         "reliability": letter, "credibility": figure, "source_id": LISTED, "source_row": n}
        for n, (i, o, d, letter, figure) in enumerate(names, start=2)
    ]  # fmt: skip


_SIGHTINGS = [
    # id, asset, class, text, event, place, from, to, place_text, position, start, end, how, certainty, publishers
    ("s01", None, "frigate", "2 frigates, 1 submarine", "present", "tartus", None, None, None, None, "12-05", "12-05", "imagery", "confirmed", ["p1"]),
    ("s02", None, "frigate", "2 frigates", "anchored", None, None, None, "7-12 km W of Tartus", (34.95, 35.74), "12-10", "12-10", "imagery", "confirmed", ["p3"]),
    ("s03", None, "an_124", "2 An-124", "loading", "hmeimim", None, None, None, None, "12-13", "12-13", "imagery", "confirmed", ["p3"]),
    ("s04", None, "il_76", "at least 4 Il-76", "flights", None, "moscow", "benghazi", None, None, "12-12", "12-19", "flight_data", "probable", ["p4"]),
    ("s05", None, "an_124", "An-124 and Il-76", "flights", None, "hmeimim", "al-khadim", None, None, "12-15", "12-31", "flight_data", "probable", ["p4"]),
    ("s06", None, "an_124", "An-124", "flights", None, "al-khadim", "hmeimim", None, None, "12-28", "12-28", "flight_data", "probable", ["p4"]),
    ("s07", "ship:sparta", "ro_ro", "Sparta", "departed", "baltiysk", None, None, None, None, "12-11", "12-11", "tracking", "confirmed", ["p1"]),
    ("s08", "ship:sparta-ii", "ro_ro", "Sparta II", "departed", "baltiysk", None, None, None, None, "12-11", "12-13", "tracking", "disputed", ["p1", "p8"]),
    ("s09", "ship:ivan-gren", "landing_ship", "Ivan Gren and a second landing ship", "transit", "gibraltar-strait", None, None, None, None, "12-22", "12-22", "observed", "confirmed", ["p6"]),
    ("s10", "ship:sparta", "ro_ro", "Sparta", "transit", "gibraltar-strait", None, None, None, None, "12-22", "12-22", "observed", "confirmed", ["p6"]),
    ("s11", "ship:sparta", "ro_ro", "Sparta", "anchored", None, None, None, "5-16 nm off Tartus", (34.86, 35.55), "01-05", "01-20", "imagery", "probable", ["p8"]),
    ("s12", "ship:sparta-ii", "ro_ro", "Sparta II", "arrived", "tartus", None, None, None, None, "01-21", "01-21", "tracking", "confirmed", ["p8"]),
    ("s13", "ship:sparta", "ro_ro", "Sparta", "arrived", "tartus", None, None, None, None, "01-21", "01-22", "tracking", "confirmed", ["p8"]),
    ("s14", "ship:sparta", "ro_ro", "Sparta and Sparta II", "loading", "tartus", None, None, None, None, "01-25", "01-25", "imagery", "confirmed", ["p3"]),
    ("s15", "ship:sparta-ii", "ro_ro", "Sparta II", "departed", "tartus", None, None, None, None, "01-25", "01-27", "imagery", "confirmed", ["p3"]),
    ("s16", "ship:sparta", "ro_ro", "Sparta", "departed", "tartus", None, None, None, None, "01-26", "01-28", "imagery", "disputed", ["p3", "p8"]),
    ("s17", "ship:sparta", "ro_ro", "Sparta", "anchored", None, None, None, "off Malta", (35.6, 14.9), "02-04", "02-04", "tracking", "confirmed", ["p8"]),
    ("s18", "ship:sparta-ii", "ro_ro", "Sparta II", "transit", None, None, None, "Strait of Sicily", (37.2, 11.1), "02-04", "02-04", "tracking", "confirmed", ["p8"]),
    ("s19", None, "warship", "all naval vessels", "absent", "tartus", None, None, None, None, "02-02", "02-02", "reported", "possible", ["p8"]),
    ("s20", None, "il_76", "1 Il-76", "flights", None, "minsk", "benghazi", None, None, "12-16", "12-16", "flight_data", "possible", ["p4"]),
]  # fmt: skip


def _sightings() -> list[dict[str, Any]]:
    rows = []
    for n, (i, asset, cls, text, event, place, start_id, end_id, place_text, spot, start, end, how, certainty, pubs) in enumerate(
        _SIGHTINGS, start=2
    ):
        rows.append(
            {"sighting_id": i, "asset_id": asset, "class": cls, "asset_text": text, "event": event, "place_id": place,
             "from_place_id": start_id, "to_place_id": end_id, "place_text": place_text, "lat_deg": spot and spot[0],
             "lon_deg": spot and spot[1], "start": day(start), "end": day(end) + timedelta(hours=23, minutes=59), "how": how,
             "certainty": certainty, "source_ids": pubs, "known": day(end) + timedelta(hours=23, minutes=59),
             "source_id": SIGHTED, "source_row": n}
        )  # fmt: skip
    return rows


def _reports() -> list[dict[str, Any]]:
    listed = [
        ("rep-1", "p2", "Morning Paper", "Assets move from Syria to Libya", "12-22", ARTICLE),
        ("rep-2", "p7", "Agency", "Cargo ships to carry equipment to Libya", "01-03", SECOND),
        ("rep-3", "p5", "Evening Rewrite", "Warships on the move", "12-23", SECOND),
    ]
    return [
        {"report_id": i, "publisher_id": p, "url": f"https://example.org/{i}", "outlet": o, "title": t, "published": day(d), "language": "en",
         "rests_on": [], "text": "Invented.", "sha256": "0" * 64, "source_id": s, "source_row": 1}
        for i, p, o, t, d, s in listed
    ]  # fmt: skip


def _refs(*place_ids: str) -> list[dict[str, Any]]:
    return [{"text": p, "place_id": p} for p in place_ids]


_CLAIMS: list[tuple[str, str, str, str, str, str, tuple[str, ...], tuple[str, ...], str]] = [
    # id, report, kind, status, proposition, quote, origin, destination, made
    ("c1", "rep-1", "flight_rate", "asserted", "prop-flights", "satellite images and reports indicate increased flights to Libya", ("moscow", "minsk"), ("benghazi",), "12-22"),
    ("c2", "rep-1", "move", "hedged", "prop-warships", "The naval presence, previously docked at the port of Tartus, appears to be heading toward Libya", ("tartus",), ("country:LY",), "12-22"),
    ("c3", "rep-3", "move", "asserted", "prop-warships", "warships have left Tartus for Libya", ("tartus",), ("country:LY",), "12-23"),
    ("c4", "rep-1", "draw_down", "asserted", "prop-drawdown", "shifting personnel and material from their bases in Syria", ("country:SY",), (), "12-22"),
    ("c5", "rep-2", "arrive", "planned", "prop-arrive", "Sparta and the landing ships will arrive in Tartus on 5 January", (), ("tartus",), "01-03"),
    ("c6", "rep-2", "move", "planned", "prop-cargo", "Sparta and Sparta II will carry the equipment from Tartus to Libya", ("tartus",), ("country:LY",), "01-03"),
    ("c7", "rep-1", "depart", "asserted", "prop-gren", "the landing ship Ivan Gren entered the Mediterranean on 22 December", (), (), "12-22"),
    ("c8", "rep-1", "present", "hedged", "prop-submarine", "a submarine is believed to be at Tobruk", (), ("tobruk",), "12-22"),
    ("c9", "rep-1", "build_up", "asserted", "prop-base", "bases in eastern Libya have grown", (), ("al-khadim",), "12-22"),
    ("c10", "rep-1", "negotiate", "asserted", "prop-talks", "has been negotiating to secure a base at the port city of Tobruk", (), ("tobruk",), "12-22"),
    ("c11", "rep-1", "motive", "hedged", "prop-motive", "the relocation of assets could be a strategic move to strengthen its foothold", (), (), "12-22"),
    ("c12", "rep-1", "condition", "conditional", "prop-if", "should it lose access to Tartus", (), (), "12-22"),
]  # fmt: skip


def _claims() -> list[dict[str, Any]]:
    rows = []
    for n, (i, report, kind, status, prop, quote, origin, destination, made) in enumerate(_CLAIMS):
        rows.append(
            {"claim_id": i, "report_id": report, "kind": kind, "status": status, "polarity": "positive", "quote": quote, "start": n * 100,
             "end": n * 100 + 50, "trigger": "moving", "assets": [], "origin": _refs(*origin), "destination": _refs(*destination), "place": [],
             "time_start": day("12-01"), "time_end": day("12-31"), "speaker": ["Morning Paper", "defence minister"] if n == 1 else ["Morning Paper"],
             "explicitness": "explicit", "is_checkable": n < 9, "reader": "deterministic-en", "proposition_id": prop, "made": day(made),
             "source_id": {"rep-1": ARTICLE}.get(report, SECOND), "source_row": 1}
        )  # fmt: skip
    return rows


_SUMMARIES = {
    "prop-flights": "Flights from Russia and Belarus to eastern Libya rose in December 2024.",
    "prop-warships": "Warships moved from Tartus to Libya in December 2024.",
    "prop-drawdown": "Forces and material were drawn down from bases in Syria.",
    "prop-arrive": "Sparta and the landing ships arrived in Tartus on 5 January 2025.",
    "prop-cargo": "Sparta and Sparta II carried equipment from Tartus to Libya.",
    "prop-gren": "Ivan Gren entered the Mediterranean on 22 December 2024.",
    "prop-submarine": "A submarine was at Tobruk in December 2024.",
    "prop-base": "Traffic at bases in eastern Libya grew.",
}

_VERDICTS: list[dict[str, Any]] = [
    {"claim_id": "c1", "as_of": day("12-22"), "verdict": "reported_only", "p": (0.64, 0.35, 0.82), "likelihood": "likely", "confidence": "low", "o": 0.22},
    {"claim_id": "c1", "as_of": AS_OF, "verdict": "corroborated", "p": (0.91, 0.78, 0.96), "likelihood": "very likely", "confidence": "moderate", "o": 0.46,
     "reasons": [f"At least 4 Il-76 are logged between Moscow and Benghazi on 12–19 Dec 2024 [{SIGHTED}#5].", f"An-124 and Il-76 flew from Hmeimim to Al Khadim on 15–31 Dec 2024 [{SIGHTED}#6]."],
     "settle": ["Receiver records of the field at Benghazi for November 2024, as a baseline."]},
    {"claim_id": "c2", "as_of": day("12-22"), "verdict": "reported_only", "p": (0.38, 0.15, 0.6), "likelihood": "unlikely", "confidence": "low", "o": 0.31},
    {"claim_id": "c2", "as_of": AS_OF, "verdict": "contradicted", "p": (0.03, 0.01, 0.08), "likelihood": "almost no chance", "confidence": "moderate", "o": 0.58,
     "reasons": [f"Satellite images show 2 frigates at anchor 7-12 km W of Tartus on 10 Dec 2024 [{SIGHTED}#3]."]},
    {"claim_id": "c3", "as_of": AS_OF, "verdict": "contradicted", "p": (0.03, 0.01, 0.08), "likelihood": "almost no chance", "confidence": "moderate", "o": 0.58},
    {"claim_id": "c4", "as_of": AS_OF, "verdict": "partly_confirmed", "p": (0.88, 0.7, 0.95), "likelihood": "very likely", "confidence": "moderate", "o": 0.4,
     "reasons": [f"2 An-124 were loading at Hmeimim on 13 Dec 2024 [{SIGHTED}#4]."], "settle": ["Images of Tartus after 2 February 2025."]},
    {"claim_id": "c5", "as_of": AS_OF, "verdict": "contradicted", "p": (0.02, 0.005, 0.06), "likelihood": "almost no chance", "confidence": "high", "o": 0.86,
     "reasons": [f"Sparta lay 5-16 nm off Tartus from 5 to 20 Jan 2025 and came in on 21–22 Jan 2025 [{SIGHTED}#12; {SIGHTED}#14]."]},
    {"claim_id": "c6", "as_of": AS_OF, "verdict": "not_seen_where_expected", "p": (0.12, 0.04, 0.3), "likelihood": "very unlikely", "confidence": "moderate", "o": 0.83,
     "reasons": [f"Both ships were heard in the central Mediterranean on 4 Feb 2025 [{SIGHTED}#18; {SIGHTED}#19]."], "settle": ["A call of either ship at a Libyan port within 30 days."]},
    {"claim_id": "c7", "as_of": AS_OF, "verdict": "confirmed", "p": (0.97, 0.93, 0.99), "likelihood": "almost certain", "confidence": "high", "o": 0.9,
     "reasons": [f"Ivan Gren was seen in the Strait of Gibraltar on 22 Dec 2024 [{SIGHTED}#10]."]},
    {"claim_id": "c8", "as_of": AS_OF, "verdict": "not_observable", "p": (0.1, 0.02, 0.5), "likelihood": "very unlikely", "confidence": "low", "o": 0.04,
     "settle": ["A satellite image of the inner harbour at Tobruk."]},
    {"claim_id": "c9", "as_of": AS_OF, "verdict": "inconclusive", "p": (0.55, 0.3, 0.8), "likelihood": "roughly even", "confidence": "low", "o": 0.35},
    *({"claim_id": f"c{n}", "as_of": AS_OF, "verdict": "not_checkable", "p": (None, None, None), "likelihood": None, "confidence": None, "o": None} for n in (10, 11, 12)),
]  # fmt: skip


def _verdicts() -> list[dict[str, Any]]:
    rows = []
    for v in _VERDICTS:
        low_word = (
            f"Had it happened, these data would have shown it with a probability of {percent(v['o'])}."
            if v["o"] is not None
            else None
        )
        rows.append(
            {"claim_id": v["claim_id"], "valid_start": day("12-01"), "valid_end": day("12-31"), "as_of": v["as_of"], "verdict": v["verdict"],
             "probability": v["p"][0], "interval_low": v["p"][1], "interval_high": v["p"][2], "likelihood": v["likelihood"],
             "confidence": v["confidence"], "observability": v["o"], "observability_sentence": low_word, "reasons": v.get("reasons", []),
             "evidence_ids": [], "would_settle": v.get("settle", []), "params_hash": "abc"}
        )  # fmt: skip
    return rows


_EVIDENCE = [
    # claim, item, kind, stance, moved, stayed, why, sightings' rows, sensor
    ("c1", "s04", "sighting_flights", "for", 1.6, 0.0, "At least 4 Il-76 flew from Moscow to Benghazi on 12–19 Dec 2024, as flight tracking logged it.", (5,), True),
    ("c1", "s05", "sighting_flights", "for", 1.1, 0.0, "An-124 and Il-76 flew from Hmeimim to Al Khadim on 15–31 Dec 2024.", (6,), True),
    ("c1", "rep-1", "report_root", "for", 1.1, 0.0, "Morning Paper asserts it, on 22 Dec 2024, without naming its source.", (), False),
    ("c2", "s02", "sighting_elsewhere", "against", -3.4, 0.0, "2 frigates lay at anchor 7-12 km W of Tartus on 10 Dec 2024.", (3,), True),
    ("c2", "s19", "sighting_departure", "for", 0.7, 0.0, "All naval vessels were reported absent from Tartus on 2 Feb 2025.", (20,), True),
    ("c2", "rep-1", "report_root", "neutral", 0.0, 0.0, "The text itself says that no direct evidence has confirmed the movement.", (), False),
    ("c4", "s03", "sighting_loading", "for", 2.2, 0.0, "2 An-124 were loading at Hmeimim on 13 Dec 2024.", (4,), True),
    ("c4", "s15", "sighting_departure", "for", 1.2, 0.0, "Sparta II left Tartus between 25–27 Jan 2025.", (16,), True),
    ("c5", "s11", "sighting_elsewhere", "against", -2.5, 0.0, "Sparta lay 5-16 nm off Tartus from 5 to 20 Jan 2025.", (12,), True),
    ("c5", "s13", "sighting_date", "against", -3.1, 0.0, "Sparta came in on 21–22 Jan 2025, not on 5 Jan 2025.", (14,), True),
    ("c6", "s17", "sighting_elsewhere", "against", -1.4, 0.0, "Sparta was heard off Malta on 4 Feb 2025.", (18,), True),
    ("c6", "s18", "sighting_elsewhere", "against", -1.2, 0.0, "Sparta II passed the Strait of Sicily on 4 Feb 2025, heading west.", (19,), True),
    ("c7", "s09", "sighting_at_destination", "for", 4.1, 0.0, "Ivan Gren and a second landing ship passed the Strait of Gibraltar on 22 Dec 2024, seen by an observer.", (10,), True),
    ("c9", "s05", "sighting_flights", "for", 0.4, 0.0, "An-124 and Il-76 flew from Hmeimim to Al Khadim on 15–31 Dec 2024.", (6,), True),
]  # fmt: skip


def _evidence() -> list[dict[str, Any]]:
    rows = []
    for n, (claim, item, kind, stance, moved, stayed, why, cited, sensor) in enumerate(_EVIDENCE):
        keys = [f"{SIGHTED}#{r}" for r in cited] or [f"{ARTICLE}#1"]
        rows.append(
            {"claim_id": claim, "evidence_id": f"evd-{n:04d}", "kind": kind, "item_id": item, "stance": stance,
             "log_lr": {"moved": moved, "elsewhere": None, "stayed": stayed, "other": None}, "rule": kind, "why": why, "group": item,
             "bears_identity": sensor, "is_sensor": sensor, "part": "whole", "citations": keys, "known": day("12-31")}
        )  # fmt: skip
    return rows


def _events() -> list[dict[str, Any]]:
    def event(n: int, kind: str, asset: str, start: str, end: str | None, **more: Any) -> dict[str, Any]:
        source = ADSB if asset.startswith("aircraft") else AIS
        base = {"event_id": f"ev-{n:04d}", "kind": kind, "asset_id": asset, "start": day(start), "end": day(end) if end else None,
                "is_open": end is None, "flags": [], "citations": [f"{source}#{n * 10}", f"{source}#{n * 10 + 5}"], "known": day(end or "02-04"),
                "detector": "visits", "version": "1", "params_hash": "abc"}  # fmt: skip
        return base | more

    return [
        event(1, "visit", "ship:sparta-ii", "01-21", "01-26", place_id="tartus"),
        event(2, "visit", "ship:sparta", "01-22", None, place_id="tartus"),
        event(3, "visit", "aircraft:ra-78001", "12-14", "12-16", place_id="hmeimim"),
        event(4, "visit", "aircraft:ra-78001", "12-16", "12-18", place_id="al-khadim"),
        event(5, "leg", "aircraft:ra-78001", "12-16", "12-16", from_place_id="hmeimim", to_place_id="al-khadim", dist_km=1420.0),
        event(6, "leg", "ship:sparta-ii", "12-11", "01-21", from_place_id="baltiysk", to_place_id="tartus", dist_km=7900.0),
    ]  # fmt: skip


def _tracks() -> list[dict[str, Any]]:
    path = [
        (54.65, 19.9), (55.2, 15.5), (57.7, 11.2), (58.0, 8.0), (53.5, 3.5), (50.2, -1.0), (48.7, -6.0), (43.5, -10.2), (36.4, -9.0), (35.96, -5.6), (36.6, -1.5),
        (37.3, 6.0), (37.4, 10.6), (36.2, 13.2), (35.2, 20.0), (34.2, 28.0), (34.5, 34.0), (34.9, 35.8),
    ]  # fmt: skip
    start = day("12-11")
    return [
        {"track_id": "trk-1", "asset_id": "ship:sparta-ii", "start": start, "end": day("01-21"), "n_positions": 4000, "length_km": 7900.0,
         "sensor": "ais", "lat_deg": [p[0] for p in path], "lon_deg": [p[1] for p in path],
         "time": [start + timedelta(days=2 * n) for n in range(len(path))], "citations": [f"{AIS}#60", f"{AIS}#4000"]}
    ]  # fmt: skip


def _coverage() -> list[dict[str, Any]]:
    spans = (("N34E035", "ais", range(40), 16), ("N35E035", "adsb", range(10, 60), 22))
    hours = [
        (cell, sensor, n, hour) for cell, sensor, days, most in spans for n in days for hour in range((most * (3 + n % 5)) // 7)
    ]
    return [
        {
            "cell": cell,
            "hour": PERIOD[0] + timedelta(days=n, hours=min(hour, 23)),
            "sensor": sensor,
            "n_assets": 4,
            "n_positions": 50,
            "uptime": 0.9,
        }
        for cell, sensor, n, hour in hours
    ]


@cache
def sample_tables() -> Mapping[str, pl.DataFrame]:
    """All tables of the invented case."""
    rows = {
        "sources": _sources(), "publishers": _publishers(), "sightings": _sightings(), "reports": _reports(), "claims": _claims(),
        "propositions": [{"proposition_id": p, "kind": "move", "summary": s, "claim_ids": []} for p, s in _SUMMARIES.items()],
        "roots": [{"root_id": "root-1", "report_ids": ["rep-1", "rep-3"], "reason": "rep-3 repeats 62 % of the words of rep-1"}],
        "events": _events(), "tracks": _tracks(), "coverage": _coverage(), "evidence": _evidence(), "verdicts": _verdicts(),
        "assets": [{"asset_id": a.asset_id, "kind": a.kind, "class": "ro_ro", "name": a.name} for a in ASSETS], "issues": [],
    }  # fmt: skip
    return {name: TABLES[name].build(listed) for name, listed in rows.items()}


def sample_input(without: tuple[str, ...] = (), **changes: Any) -> BriefInput:
    """The invented case; `without` names tables to leave out."""
    given: dict[str, Any] = {
        "title": "Tartus to Libya (invented for tests)",
        "question": "Did Russian forces move from Syria to Libya after December 2024?",
        "period": PERIOD,
        "as_of": AS_OF,
        "tables": {n: f for n, f in sample_tables().items() if n not in without},
        "versions": {"positions": 12, "sightings": 4, "verdicts": 7},
        "hashes": {"case.toml": "9" * 64},
        "software": "vedette 0.1.0",
    }
    return BriefInput(**(given | changes))


def sample_document(without: tuple[str, ...] = (), **changes: Any) -> Document:
    """The brief of the invented case."""
    return compose(sample_input(without, **changes), FakeRegister())
