"""What a newsroom in a hurry or an adversary would feed it, and what must then never be said.

Each case is built from public tables; a row tells what must never be the verdict, and what it should be. Every sentence of every case
must cite its rows and say nothing of intent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from builders import Row, at, claim, coverage, end_of, event, publisher, report, sighting, tables

from vedette.assessment.assess import assess
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register

AS_OF = end_of("2025-02-05")
STRONG = frozenset({"confirmed", "contradicted", "corroborated"})
TIME = ("2024-12-10", "2024-12-20")
A_YEAR = ("2024-01-01", "2024-12-31")
SPARTA, GRIGOROVICH = "ship:sparta", "ship:admiral-grigorovich"
ARRIVE: Row = {"kind": "arrive", "destination": ["tobruk"], "assets": [SPARTA], "time": TIME, "actor": "Russia"}
BY_FRIGATE: Row = ARRIVE | {"assets": [GRIGOROVICH]}
GONE: Row = {"kind": "absent", "place": ["tartus"], "assets": [SPARTA], "time": TIME}
INTENT = re.compile(
    r"\b(intends?|intention|wants?|plans? to|aims?|in order to|deliberate\w*|hid(es|ing)?|threat\w*|prepar\w*)\b", re.I
)


@dataclass(frozen=True)
class Case:
    """A claim, what bears on it, and what may be said. `told` adds an independent report of the same; `phrase` must not be said."""

    name: str
    claimed: Row
    never: frozenset[str] | set[str]
    said: set[str]
    told: bool = False
    seen: tuple[Row, ...] = ()
    heard: tuple[Row, ...] = ()
    cover: tuple[Row, ...] = ()
    more: dict[str, list[Row]] = field(default_factory=dict)
    phrase: str | None = None


def picture(name: str, what: str, place: str, day: str, source: str, **cells: Any) -> Row:
    """A photograph of an arrival, if nothing else is said."""
    named = {"event": "arrived", "how": "photo", "source_ids": [source]} | cells
    return sighting(name, what, named.pop("event"), place, day, **named)


def stay(name: str, what: str, first: str, last: str | None, place: str, **cells: Any) -> Row:
    return event(name, "visit", what, first, last, place_id=place, **cells)


def told_by(source: str, n: int, **cells: Any) -> Row:
    """Somebody's word, logged as if it were a sighting."""
    return sighting(f"told-{n}", SPARTA, "present", "tobruk", "2024-12-15", how="reported", source_ids=[source], **cells)


AWAY = sighting("away", SPARTA, "present", "limassol", "2024-12-08", source_ids=["a"])  # so that it cannot have come earlier
AWAY_TOO = sighting("away", GRIGOROVICH, "present", "limassol", "2024-12-08", source_ids=["a"])
AIS = stay("v", SPARTA, "2024-12-14", "2024-12-16", "tobruk")
WARSHIP_AIS = stay("v", GRIGOROVICH, "2024-12-14", "2024-12-16", "tobruk")
TOO_FAST = (
    stay("v1", SPARTA, "2024-12-09", "2024-12-14T00:00:00Z", "tartus"),
    stay("v2", SPARTA, "2024-12-14T02:00:00Z", "2024-12-16", "tobruk"),
    event("l", "leg", SPARTA, "2024-12-14T00:00:00Z", "2024-12-14T02:00:00Z", from_place_id="tartus", to_place_id="tobruk",
          flags=["implied speed beyond the class"], implied_kn=300.0),
)  # fmt: skip
TARTUS_COVERED = tuple(coverage("N34E035", "2024-12-01", "2024-12-31"))
TOBRUK_COVERED = tuple(coverage("N32E023", "2024-12-01", "2024-12-31"))
PASSING = tuple(
    hour | {"n_assets": 1, "n_positions": 2}
    for day in ("2024-12-12", "2024-12-17")
    for hour in coverage("N34E035", day, day)[9:11]
)
LOST = event("l", "landing", "icao24:14f123", "2024-12-14T10:00:00Z", "2024-12-14T10:00:00Z", place_id="al-khadim",
             confidence=0.2, flags=["last seen airborne", "probable destination"])  # fmt: skip
DRAW_DOWN: Row = {"kind": "draw_down", "place": ["tartus"], "assets": ["warship"], "time": TIME}
COUNTED = sighting("n1", "warship", "present", "tartus", "2024-12-05", count_min=5, count_max=5, source_ids=["a"])
IMAGED: dict[str, list[Row]] = {
    "images": [{"image_id": "i", "time": at("2024-12-15T08:00:00Z"), "received": at("2024-12-15T12:00:00Z"), "sensor": "optical",
                "provider": "X", "place_id": "tobruk", "gsd_m": 0.5, "cloud_share": 0.0, "source_id": "src-images", "source_row": 1}],
    "detections": [{"detection_id": "d", "image_id": "i", "time": at("2024-12-15T08:00:00Z"), "lat_deg": 32.08, "lon_deg": 23.98,
                    "length_m": 120.0, "confidence": 0.95, "source_id": "src-detections", "source_row": 1}],
}  # fmt: skip

CASES = (
    # ---- copies
    Case("one photograph under three names", ARRIVE, STRONG, {"inconclusive"},
         seen=(AWAY, *(picture(f"p{s}", SPARTA, "tobruk", "2024-12-15", s) for s in "abc"))),
    Case("a photograph and the text that printed it", ARRIVE, STRONG, {"inconclusive"}, told=True,
         seen=(AWAY, picture("p", SPARTA, "tobruk", "2024-12-15", "a", source_ids=["a", "d"]))),
    Case("what five outlets heard, logged as five sightings", ARRIVE, STRONG, {"inconclusive", "reported_only"},
         seen=(AWAY, *(told_by(s, n) for n, s in enumerate("abcde")))),
    Case("everything by one vendor", ARRIVE, STRONG, {"inconclusive"},
         seen=(AWAY, picture("p1", SPARTA, "tobruk", "2024-12-15", "a"),
               sighting("p2", SPARTA, "present", "tobruk", "2024-12-17", source_ids=["a"]),
               sighting("p3", SPARTA, "present", "tobruk", "2024-12-16", how="tracking", source_ids=["a"]))),
    Case("one interview in two languages", ARRIVE | {"report_id": "own"}, STRONG, {"reported_only", "inconclusive"}, told=True,
         seen=(sighting("f", "ro_ro", "present", "tobruk", "2024-12-15", source_ids=["a"]),),
         more={"roots": [{"root_id": "x", "report_ids": ["own", "told"], "reason": "they quote the same person"}]}),
    Case("an image that was brought in, and logged by name as well", ARRIVE, STRONG, {"inconclusive"},
         seen=(AWAY, sighting("p", SPARTA, "present", "tobruk", "2024-12-15", source_ids=["a"])), more=IMAGED),
    Case("a hull of the right length in an image, without a name", ARRIVE, {"confirmed", "corroborated"}, {"inconclusive"}, told=True,
         seen=(AWAY,), more=IMAGED),
    Case("an image from outside the claimed time", ARRIVE | {"time": ("2024-12-18", "2024-12-24")}, STRONG, {"reported_only"}, told=True,
         more=IMAGED),
    # ---- the claimant
    Case("the claimant's word, logged as a sighting, beside a signal", ARRIVE | {"report_id": "own"}, STRONG, {"inconclusive"},
         seen=(AWAY, told_by("claimant", 1, certainty="confirmed")), heard=(AIS,)),
    Case("the claimant's own photograph beside a signal", ARRIVE | {"report_id": "own"}, STRONG, {"inconclusive"},
         seen=(AWAY, picture("p", SPARTA, "tobruk", "2024-12-15", "claimant")), heard=(AIS,)),
    # ---- signals
    Case("a warship's signal and any number of reports", BY_FRIGATE, {"confirmed"}, {"corroborated"}, told=True,
         seen=(AWAY_TOO,), heard=(WARSHIP_AIS,)),
    Case("a warship's signal, and a frigate without a name eight months before", BY_FRIGATE | {"time": A_YEAR}, {"confirmed"},
         {"corroborated"}, told=True, heard=(stay("v", GRIGOROVICH, "2024-10-14", "2024-10-16", "tobruk"),),
         seen=(sighting("f", "frigate", "present", "tobruk", "2024-02-15", source_ids=["b"]),)),
    Case("a track that no hull could have sailed", ARRIVE | {"kind": "move", "origin": ["tartus"]}, STRONG, {"reported_only"}, told=True,
         heard=TOO_FAST, phrase="which is the claimed movement"),
    Case("one number on two hulls", ARRIVE, STRONG, {"reported_only"}, told=True, seen=(AWAY,),
         heard=(AIS, event("x", "identity_conflict", SPARTA, "2024-12-13", "2024-12-15", other_asset_id=f"{SPARTA}~2"))),
    Case("a landing inferred from a lost signal", ARRIVE | {"destination": ["al-khadim"], "assets": ["icao24:14f123"]}, STRONG,
         {"inconclusive", "reported_only"}, told=True, heard=(LOST,), phrase="landed at"),
    Case("a ship that sailed through the roads", ARRIVE, STRONG, {"inconclusive"}, told=True,
         heard=(stay("v", SPARTA, "2024-12-14T10:00:00Z", "2024-12-14T10:20:00Z", "tobruk", confidence=1.0),), phrase="stayed at"),
    Case("a number without a flag for a country's ship", ARRIVE | {"assets": ["ro_ro"]}, {"confirmed"}, {"corroborated", "inconclusive"},
         told=True, heard=(stay("v", "mmsi:999123456", "2024-12-14", "2024-12-16", "tobruk"),),
         more={"identities": [{"asset_id": "mmsi:999123456", "key": "type", "value": "ro-ro cargo", "source_id": "s", "source_row": 1}]}),
    # ---- pictures
    Case("pictures that were all taken after the claimed time", ARRIVE, {"confirmed"}, {"corroborated"}, told=True,
         seen=(AWAY, picture("p", SPARTA, "tobruk", "2024-12-23", "a", event="present"),
               sighting("q", SPARTA, "present", "tobruk", "2024-12-24", source_ids=["b"]))),
    Case("a sighting that is dated to a year", ARRIVE, STRONG, {"inconclusive"}, told=True,
         seen=(picture("p", SPARTA, "tobruk", "2024-01-01", "a", end="2024-12-31"),
               sighting("q", SPARTA, "present", "tobruk", *A_YEAR, source_ids=["b"]))),
    Case("photographs of one hour, one here and one out of reach", ARRIVE | {"time": ("2024-12-15", "2024-12-15")}, STRONG,
         {"inconclusive"},
         seen=(picture("p", SPARTA, "tobruk", "2024-12-15", "a"), sighting("q", SPARTA, "present", "baltiysk", "2024-12-15"))),
    Case("an earlier voyage of a ship that comes every month", ARRIVE, STRONG, {"reported_only"},
         seen=(sighting("p", SPARTA, "arrived", "tobruk", "2024-11-05", source_ids=["a"]),)),
    # ---- silence
    Case("a feed that died", ARRIVE, STRONG | {"not_seen_where_expected"}, {"reported_only"},
         cover=tuple(coverage("N32E023", "2024-12-01", "2024-12-31", uptime=0.0)), phrase="was not heard"),
    Case("silence of a ship that was heard there all along", ARRIVE, STRONG, {"not_seen_where_expected", "inconclusive"},
         heard=(stay("v", SPARTA, "2024-12-01", "2024-12-25", "tobruk"),), cover=TOBRUK_COVERED, phrase="was not heard there"),
    Case("silence of a ship that lies there still", {"kind": "depart", "origin": ["tartus"], "assets": [SPARTA], "time": TIME}, STRONG,
         {"not_seen_where_expected", "inconclusive"}, heard=(stay("v", SPARTA, "2024-12-01", None, "tartus", known="2024-12-18"),),
         cover=TARTUS_COVERED, phrase="was not heard there"),
    Case("an absence where the only receiver is a ship that passed twice", GONE, STRONG | {"not_seen_where_expected"}, {"reported_only"},
         cover=PASSING),
    Case("an absence by silence and a report, at which nobody looked", GONE, STRONG, {"inconclusive"}, told=True, cover=TARTUS_COVERED),
    Case("an absence of a ship that was heard there in its midst", GONE, {"confirmed", "corroborated", "inconclusive"}, {"contradicted"},
         heard=(stay("v", SPARTA, "2024-12-12", "2024-12-15", "tartus"),)),
    Case("no longer there, without a date, of a ship that was there three weeks ago", GONE | {"time": (None, None)}, STRONG,
         {"reported_only"}, seen=(sighting("p", SPARTA, "present", "tartus", "2024-12-03", source_ids=["a"]),)),
    Case("there now, of a ship that was seen elsewhere since", {"kind": "present", "place": ["tobruk"], "assets": [SPARTA]}, STRONG,
         {"reported_only", "inconclusive"}, told=True, seen=(sighting("p", SPARTA, "present", "tobruk", "2024-12-03", source_ids=["a"]),
                                            sighting("q", SPARTA, "present", "limassol", "2024-12-18", source_ids=["b"]))),
    # ---- times and places
    Case("a time that is yet to come", ARRIVE | {"time": ("2025-03-01", "2025-03-10")}, STRONG | {"not_seen_where_expected"},
         {"inconclusive"}, told=True, cover=TOBRUK_COVERED),
    Case("a sighting of what is yet to come", ARRIVE | {"time": ("2025-03-01", "2025-03-10")}, STRONG, {"inconclusive"},
         seen=(picture("p", SPARTA, "tobruk", "2025-03-05", "a", known="2025-02-01"),), phrase="seen arriving"),
    Case("from a port to the same port", ARRIVE | {"kind": "move", "origin": ["tobruk"]}, STRONG, {"not_checkable"}, told=True,
         heard=(AIS,)),
    Case("a destination that nobody can find", {"kind": "move", "origin": ["tartus"], "destination": ["?"], "assets": [SPARTA]},
         STRONG, {"partly_confirmed"}, told=True,
         seen=(sighting("p", SPARTA, "departed", "tartus", "2024-12-15", source_ids=["a"]),
               sighting("q", SPARTA, "departed", "tartus", "2024-12-15", how="photo", source_ids=["b"]))),
    # ---- numbers
    Case("fewer than before, by a photograph of one of them", DRAW_DOWN, STRONG, {"reported_only"}, told=True,
         seen=(COUNTED, sighting("n2", "frigate", "present", "tartus", "2024-12-18", how="photo", source_ids=["b"]))),
    Case("more than before, by one count that two outlets print", DRAW_DOWN | {"kind": "build_up"}, STRONG, {"reported_only"}, told=True,
         seen=(COUNTED, *(sighting(f"n{s}", "warship", "present", "tartus", "2024-12-18", count_min=5, count_max=5, source_ids=[s])
                          for s in "bc"))),
    Case("four ships, of which one was seen", ARRIVE | {"assets": ["ro_ro"], "count_min": 4}, {"confirmed", "corroborated"},
         {"inconclusive"}, told=True, seen=(AWAY, picture("p", SPARTA, "tobruk", "2024-12-15", "a")), heard=(AIS,)),
    Case("a distance that is an eighth too long", {"kind": "distance", "place": ["tobruk", "country:IT"], "distance_km": 1100.0,
                                                   "assets": []}, STRONG, {"inconclusive"}),
)  # fmt: skip


def judged(register: Register, case: Case) -> tuple[Row, list[Row]]:
    """The last verdict on a case's claim, and the rows of evidence."""
    cells = dict(case.claimed) | {"proposition_id": "p"}
    kind = cells.pop("kind")
    rows = [claim("c", kind, **cells)]
    if case.told:
        rows.append(claim("other", kind, **cells | {"report_id": "told"}))
    for row in rows:
        row["destination"] = [p | {"place_id": None} if p["place_id"] == "?" else p for p in row["destination"]]
    reports = [report("own", "claimant"), report("told", "d")]
    publishers = [publisher(p) for p in ("a", "b", "c", "d", "e", "claimant")]
    given = tables(rows, reports=reports, publishers=publishers, sightings=list(case.seen), events=list(case.heard),
                   coverage=list(case.cover), **case.more)  # fmt: skip
    out = assess(given, register, AssessmentParams(), AS_OF)
    mine = out.verdicts.filter(out.verdicts["claim_id"] == "c").sort("as_of").row(-1, named=True)
    return mine, out.evidence.filter(out.evidence["claim_id"] == "c").to_dicts()


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_what_is_never_said(register: Register, case: Case) -> None:
    verdict, evidence = judged(register, case)
    assert verdict["verdict"] not in case.never
    assert verdict["verdict"] in case.said
    sentences = [*verdict["reasons"], *(row["why"] for row in evidence)]
    assert all(re.search(r"\[[^\]]+#\d+[^\]]*\]\.$", reason) for reason in verdict["reasons"]), "each reason cites its rows"
    assert all(row["citations"] for row in evidence)
    assert not [s for s in sentences if INTENT.search(s)]
    assert case.phrase is None or not [s for s in sentences if case.phrase in s]
