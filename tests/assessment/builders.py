"""Rows for tests of the judgement: short calls, full rows; and the shipped case read straight from its files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from vedette.assessment.assess import AssessmentInput
from vedette.clock import parse_time, span
from vedette.registry.register import Register
from vedette.schema import tables as t

Row = dict[str, Any]


def at(text: str) -> datetime:
    """A time."""
    return parse_time(text)


def end_of(text: str) -> datetime:
    """The last moment of a day."""
    return span(text)[1]


def places(*ids: str) -> list[Row]:
    return [{"text": i, "place_id": i} for i in ids]


def claim(claim_id: str = "c", kind: str = "move", **cells: Any) -> Row:
    """A claim; `origin`, `destination`, `place` are ids, `assets` are ids of assets or codes of classes."""
    row: Row = {
        "claim_id": claim_id, "kind": kind, "status": "asserted", "polarity": "positive", "quote": claim_id, "trigger": "",
        "assets": ["warship"], "origin": [], "destination": [], "place": [], "speaker": ["Somebody"], "explicitness": "explicit",
        "is_checkable": kind in ("move", "depart", "arrive", "present", "absent", "flight_rate", "build_up", "draw_down", "distance"),
        "reader": "test", "proposition_id": f"prop-{claim_id}", "made": "2024-12-22", "source_id": "src-claims", "source_row": 1,
    } | cells  # fmt: skip
    count = row.pop("count_min", None)
    row["assets"] = [
        {
            "text": a,
            "class": None if ":" in a else a,
            "count_min": count,
            "count_max": None,
            "asset_id": a if ":" in a else None,
        }
        for a in row["assets"]
    ]
    for column in ("origin", "destination", "place"):
        row[column] = places(*row[column])
    start, end = row.pop("time", (None, None))
    row |= {"time_start": at(start) if start else None, "time_end": end_of(end) if end else None}
    row["made"] = end_of(row["made"]) if row["made"] else None
    return row


def sighting(sighting_id: str, what: str, event: str, place: str | None, start: str, end: str | None = None, **cells: Any) -> Row:
    """A sighting of an asset id or class code at a place; known a day after it ended, confirmed imagery if not said otherwise."""
    row: Row = {
        "sighting_id": sighting_id, "asset_id": what if ":" in what else None, "class": None if ":" in what else what,
        "asset_text": what, "event": event, "place_id": place, "start": at(start), "end": end_of(end or start), "how": "imagery",
        "certainty": "confirmed", "source_ids": [f"pub-{sighting_id}"], "source_id": "src-sightings",
        "source_row": abs(hash_of(sighting_id)) % 1000 + 1,
    } | cells  # fmt: skip
    row["known"] = at(row["known"]) if "known" in row else row["end"] + timedelta(days=1)
    return row


def hash_of(text: str) -> int:
    """A small number that is the same in every run."""
    return sum((i + 1) * ord(c) for i, c in enumerate(text))


def publisher(publisher_id: str, rests_on: Iterable[str] = (), reliability: str | None = "B", **cells: Any) -> Row:
    return {
        "publisher_id": publisher_id, "outlet": publisher_id, "published": at("2024-12-01"), "rests_on": list(rests_on),
        "reliability": reliability, "source_id": "src-publishers", "source_row": abs(hash_of(publisher_id)) % 1000 + 1,
    } | cells  # fmt: skip


def report(report_id: str, publisher_id: str | None = None, text: str | None = None, **cells: Any) -> Row:
    return {
        "report_id": report_id, "publisher_id": publisher_id, "outlet": publisher_id or report_id, "rests_on": [],
        "published": at("2024-12-20"), "text": text or report_id,
        "sha256": text or report_id, "source_id": f"src-{report_id}", "source_row": 1,
    } | cells  # fmt: skip


def event(event_id: str, kind: str, asset_id: str, start: str, end: str | None, **cells: Any) -> Row:
    row: Row = {
        "event_id": event_id, "kind": kind, "asset_id": asset_id, "start": at(start), "end": at(end) if end else None,
        "is_open": end is None, "flags": [], "citations": [f"src-ais#{abs(hash_of(event_id)) % 1000 + 1}"],
        "detector": "test", "version": "1", "params_hash": "x",
    } | cells  # fmt: skip
    row["known"] = at(row["known"]) if "known" in row else (row["end"] or row["start"])
    return row


def coverage(cell: str, start: str, end: str, sensor: str = "ais", uptime: float = 1.0) -> list[Row]:
    """Every hour of some days, fully covered."""
    hours = int((end_of(end) - at(start)).total_seconds() // 3600) + 1
    return [
        {
            "cell": cell,
            "hour": at(start) + timedelta(hours=h),
            "sensor": sensor,
            "n_assets": 5,
            "n_positions": 50,
            "uptime": uptime,
        }
        for h in range(hours)
    ]


def tables(claims: list[Row], **rows: list[Row]) -> AssessmentInput:
    """Frames from rows; absent tables are empty."""
    named = {"propositions": t.PROPOSITIONS, "roots": t.ROOTS, "reports": t.REPORTS, "publishers": t.PUBLISHERS,
             "sightings": t.SIGHTINGS, "images": t.IMAGES, "detections": t.DETECTIONS, "events": t.EVENTS,
             "coverage": t.COVERAGE, "identities": t.IDENTITIES, "patterns": t.PATTERNS, "tracks": t.TRACKS}  # fmt: skip
    return AssessmentInput(claims=t.CLAIMS.build(claims), **{n: named[n].build(r) for n, r in rows.items()})


# ---- the shipped case, read without the stages before this one


def read_case(folder: Path, register: Register) -> dict[str, list[Row]]:
    """Publishers, sightings and written claims of the shipped case."""
    publishers = [_case_publisher(row, i) for i, row in enumerate(_csv(folder / "sources.csv"), start=2)]
    published = {p["publisher_id"]: p["published"] for p in publishers}
    sightings = [
        s for i, row in enumerate(_csv(folder / "sightings.csv"), start=2) for s in _case_sightings(row, i, published, register)
    ]
    written = tomllib.loads((folder / "claims.toml").read_text())["claims"]
    reports = [
        report(
            f"rep-{p.stem}",
            p.stem,
            outlet=next(x["outlet"] for x in publishers if x["publisher_id"] == p.stem),
            published=published[p.stem],
        )
        for p in sorted((folder / "reports").glob("*.txt"))
    ]
    claims = [_case_claim(row, i, published, register) for i, row in enumerate(written, start=1)]
    return {"claims": claims, "publishers": publishers, "sightings": sightings, "reports": reports}


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _case_publisher(row: dict[str, str], line: int) -> Row:
    return publisher(
        row["source_id"],
        [x for x in row["rests_on"].split(";") if x],
        row["reliability"] or None,
        outlet=row["outlet"],
        published=span(row["published"])[1],
        source_row=line,
    )


def _case_sightings(row: dict[str, str], line: int, published: dict[str, datetime], register: Register) -> Iterable[Row]:
    sources = row["sources"].split(";")
    known = min(published[s] for s in sources)
    for name in row["asset"].split(";"):
        asset = next(iter(register.find_assets(name)), None)
        found = (
            None
            if asset
            else register.find_class(name.replace("_", " ")) or next((c for c in register.classes() if c.code == name), None)
        )
        count = row["count"].removeprefix(">=")
        yield sighting(
            row["sighting_id"], asset.asset_id if asset else found.code if found else "asset", row["event"], row["place"] or None,
            row["earliest"], row["latest"], from_place_id=row["from"] or None, to_place_id=row["to"] or None, how=row["how"],
            certainty=row["certainty"], source_ids=sources, known=known.isoformat(), source_row=line, note=row["note"],
            count_min=int(count) if count else None, count_max=int(count) if count and ">=" not in row["count"] else None,
        )  # fmt: skip


def _case_claim(row: Row, line: int, published: dict[str, datetime], register: Register) -> Row:
    codes = {c.code for c in register.classes()}
    assets = []
    for name in row.get("assets", ()):
        asset = next(iter(register.find_assets(name)), None)
        found = register.find_class(name)
        assets.append(asset.asset_id if asset else name if name in codes else found.code if found else "asset")
    made = row.get("made") or (published[row["report"]].isoformat() if "report" in row else None)
    return claim(
        row["id"], row["kind"], status=row.get("status", "asserted"), quote=row["quote"], direction=row.get("direction"),
        actor=row.get("actor"), assets=assets, origin=row.get("origin", ()), destination=row.get("destination", ()),
        place=row.get("place", ()), count_min=row.get("count_min"), time=(row.get("start"), row.get("end")), speaker=row.get("speaker", []),
        made=made[:10] if made else None, report_id=f"rep-{row['report']}" if "report" in row else None, source_row=line, reader="hand",
    )  # fmt: skip
