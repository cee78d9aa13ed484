"""One timeline per base: visits, sightings, coverage and the dates of claims over the period.

In: the case's rows and the period. Out: `BaseTimeline` per place, the busiest first. Coverage is read in the one-degree cell
of the place, from the sensor that would hear what comes there; a day without any reception is a day that could not be seen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from vedette.brief.document import BaseTimeline, ClaimSection, ClaimTick, CoverageDay, SightingMark, VisitBar
from vedette.brief.parts.citations import key_of
from vedette.brief.parts.geography import SourceFilter
from vedette.brief.parts.hidden import index_hidden, list_spans
from vedette.brief.parts.rows import CaseRows, NamedPlace, Row
from vedette.brief.parts.wording import join_looks, whos
from vedette.brief.phrases import EVENT

_BASE_KINDS = frozenset({"naval_base", "port", "airbase", "airport", "anchorage"})
_AIR_KINDS = frozenset({"airbase", "airport"})
_MOST_BASES = 6

Period = tuple[datetime, datetime]


def make_timelines(
    rows: CaseRows, sections: Sequence[ClaimSection], period: Period, may_show: SourceFilter
) -> tuple[BaseTimeline, ...]:
    """Timelines of the bases at which anything was seen in the period, at most six."""
    sightings = _sightings_by_place(rows, period, may_show)
    visits = _visits_by_place(rows, period, may_show)
    weight = Counter({p: len(s) for p, s in sightings.items()})
    weight.update({p: len(v) for p, v in visits.items()})
    hidden = list_spans(sections, index_hidden(rows))
    weight.update(dict.fromkeys(hidden, 0))
    coverage = _hours_by_cell(rows, period)
    made = _claim_moments(rows, sections)
    found = []
    for place_id, _ in sorted(weight.items(), key=lambda kv: (-kv[1], kv[0])):
        place = rows.place(place_id)
        if place is None or place.kind not in _BASE_KINDS:
            continue
        found.append(
            BaseTimeline(
                place_id=place_id,
                name=place.name,
                visits=tuple(_bar(rows, v) for v in visits[place_id]),
                sightings=tuple(_mark(rows, look) for look in join_looks(sightings[place_id])),
                coverage=_coverage(place, coverage),
                claims=_ticks(rows, place_id, made, period),
                hidden=tuple(s for s in hidden.get(place_id, ()) if s.end >= period[0] and s.start <= period[1]),
            )
        )
    return tuple(found[:_MOST_BASES])


def _sightings_by_place(rows: CaseRows, period: Period, may_show: SourceFilter) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for sighting in rows.rows("sightings"):
        place_id = sighting["place_id"] or sighting["to_place_id"] or sighting["from_place_id"]
        is_in = sighting["end"] >= period[0] and sighting["start"] <= period[1]
        if place_id and is_in and may_show(sighting["source_id"], False):
            found[place_id].append(sighting)
    return found


def _visits_by_place(rows: CaseRows, period: Period, may_show: SourceFilter) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for event in rows.rows("events"):
        is_in = event["start"] <= period[1] and (event["end"] is None or event["end"] >= period[0])
        shown = all(may_show(k.rpartition("#")[0], True) for k in event["citations"])
        if event["kind"] == "visit" and event["place_id"] and is_in and shown:
            found[event["place_id"]].append(event)
    return found


def _bar(rows: CaseRows, visit: Row) -> VisitBar:
    """A stay; one that had not ended reaches to when the asset was last heard, and says so."""
    asset_id = visit["asset_id"]
    name = f"{rows.asset_name(asset_id)}, last heard" if visit["is_open"] else rows.asset_name(asset_id)
    end = visit["known"] if visit["is_open"] else visit["end"]
    return VisitBar(name, rows.asset_kind(asset_id), visit["start"], max(end, visit["start"]), tuple(visit["citations"]))


def _mark(rows: CaseRows, look: Sequence[Row]) -> SightingMark:
    """One look: all that was seen at the same time in the same way."""
    first = look[0]
    way = ""
    if first["from_place_id"] and first["event"] == "flights":
        way = f" from {rows.place_name(first['from_place_id'])}" if first["to_place_id"] else ""
    said = "" if first["event"] in {"present", "flights"} else f": {EVENT.get(first['event'], first['event'])}"
    return SightingMark(
        label=f"{whos(rows, look)}{way}{said}",
        how=first["how"],
        certainty=first["certainty"],
        event=first["event"],
        start=first["start"],
        end=first["end"],
        keys=tuple(dict.fromkeys(key_of(s) for s in look)),
    )


def _hours_by_cell(rows: CaseRows, period: Period) -> dict[tuple[str, str], dict[datetime, int]]:
    found: dict[tuple[str, str], Counter[datetime]] = defaultdict(Counter)
    for row in rows.rows("coverage"):
        if row["n_positions"] > 0 and period[0] <= row["hour"] <= min(period[1], rows.as_of):
            found[row["cell"], row["sensor"]][row["hour"].replace(hour=0, minute=0, second=0, microsecond=0)] += 1
    return {key: dict(days) for key, days in found.items()}


def _coverage(place: NamedPlace, hours: dict[tuple[str, str], dict[datetime, int]]) -> tuple[CoverageDay, ...]:
    if place.lat_deg is None or place.lon_deg is None:
        return ()
    sensor = "adsb" if place.kind in _AIR_KINDS else "ais"
    days = hours.get((cell_of(place.lat_deg, place.lon_deg), sensor), {})
    return tuple(CoverageDay(day, min(n, 24)) for day, n in sorted(days.items()))


def cell_of(lat_deg: float, lon_deg: float) -> str:
    """Name of the one-degree cell by its south-west corner: ``N34E035``."""
    south, west = math.floor(lat_deg), math.floor(lon_deg)
    return f"{'N' if south >= 0 else 'S'}{abs(south):02d}{'E' if west >= 0 else 'W'}{abs(west):03d}"


def _claim_moments(rows: CaseRows, sections: Sequence[ClaimSection]) -> list[tuple[int, Row, datetime]]:
    claims = {c["claim_id"]: c for c in rows.rows("claims")}
    return [
        (s.number, claims[s.claim_id], s.quote.published)
        for s in sections
        if s.is_central and s.claim_id in claims and s.quote.published is not None
    ]


def _ticks(rows: CaseRows, place_id: str, made: Sequence[tuple[int, Row, datetime]], period: Period) -> tuple[ClaimTick, ...]:
    found = []
    for number, claim, moment in made:
        named = [r["place_id"] for part in ("origin", "destination", "place") for r in claim[part] or ()]
        if period[0] <= moment <= period[1] + timedelta(days=1) and any(rows.concerns(n, place_id) for n in named):
            found.append(ClaimTick(number, moment))
    return tuple(found)
