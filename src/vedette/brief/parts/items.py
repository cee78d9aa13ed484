"""The facts in a row of evidence, as one line of text: what a reason may name.

In: the id of an event, sighting, report or root. Out: names, places, dates and counts of that row, spelt as the brief spells
them.
"""

from __future__ import annotations

from datetime import datetime

from vedette.brief.parts.rows import CaseRows, Row
from vedette.brief.parts.wording import who
from vedette.brief.phrases import EVENT, HOW
from vedette.clock import format_day, format_time


def index_items(rows: CaseRows) -> dict[str, str]:
    """Facts by id, for every event, sighting, report and root."""
    found = {r["event_id"]: event_text(rows, r) for r in rows.rows("events")}
    found |= {r["sighting_id"]: sighting_text(rows, r) for r in rows.rows("sightings")}
    found |= {r["report_id"]: report_text(r) for r in rows.rows("reports")}
    found |= {r["publisher_id"]: f"{r['outlet']}, {_day(r['published'])}" for r in rows.rows("publishers")}
    for root in rows.rows("roots"):
        members = [found.get(m, m) for m in root["report_ids"]]
        found[root["root_id"]] = f"{len(members)} texts of one origin ({root['reason']}): {'; '.join(members)}"
    return found


def event_text(rows: CaseRows, event: Row) -> str:
    """A visit, leg, gap, landing or take-off in words."""
    where = rows.place_name(event["place_id"])
    if event["from_place_id"] or event["to_place_id"]:
        where = f"{rows.place_name(event['from_place_id'])} to {rows.place_name(event['to_place_id'])}"
    length = f"{event['dist_km']:.0f} km" if event["dist_km"] else ""
    speed = f"{event['implied_kn']:.1f} kn" if event["implied_kn"] else ""
    span = f"{format_time(event['start'])} to {format_time(event['end']) if event['end'] else 'still open'}"
    parts = [event["kind"].replace("_", " "), rows.asset_name(event["asset_id"]), where, span, length, speed, *event["flags"]]
    return ", ".join(p for p in parts if p)


def sighting_text(rows: CaseRows, sighting: Row) -> str:
    """A logged sighting in words."""
    where = sighting["place_text"] or rows.place_name(sighting["place_id"])
    if sighting["from_place_id"] or sighting["to_place_id"]:
        where = f"{rows.place_name(sighting['from_place_id'])} to {rows.place_name(sighting['to_place_id'])}"
    seen = who(rows, sighting)
    logged = sighting["asset_text"]
    shown = seen if rows.class_name(logged) or seen in logged or logged in seen else f"{seen} (logged as {logged})"
    how = HOW.get(sighting["how"], sighting["how"])
    parts = [shown, EVENT.get(sighting["event"], sighting["event"]), where, span_text(sighting["start"], sighting["end"]), how]
    return ", ".join(p for p in [*parts, sighting["certainty"], sighting["note"] or ""] if p)


def report_text(report: Row) -> str:
    """A report in words."""
    return ", ".join(p for p in (report["outlet"], report["title"], _day(report["published"])) if p)


def span_text(start: datetime, end: datetime) -> str:
    """An interval as a reader says it: ``5 Dec 2024``, ``8-19 Dec 2024``, ``28 Dec 2024 to 3 Jan 2025``."""
    if start.date() == end.date():
        return format_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{format_day(end)}"
    return f"{format_day(start)} to {format_day(end)}"


def short_span(start: datetime, end: datetime) -> str:
    """The same without years, for labels: ``5 Dec``, ``8–19 Dec``, ``28 Dec–3 Jan``."""
    if start.date() == end.date():
        return f"{start.day} {start:%b}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b}"
    return f"{start.day} {start:%b}–{end.day} {end:%b}"


def _day(moment: datetime | None) -> str:
    return format_day(moment) if moment else "undated"
