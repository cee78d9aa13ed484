"""What could not have been seen: short lines for each claim, places and cells for the map, spans for the timelines.

In: the case's rows of `unobserved`. Out: `HiddenLine`s, `MapHidden`s and `HiddenSpan`s. A place is hidden on the map if, in
every claim that speaks of it, no receiver heard anybody there for most of the claimed time and no image showed it either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from vedette.brief.document import ClaimSection, HiddenLine, HiddenSpan, MapHidden
from vedette.brief.parts.items import short_span
from vedette.brief.parts.rows import CaseRows, Row
from vedette.brief.phrases import HIDDEN, HIDDEN_PART

_PARTS = ("departure", "transit", "arrival")
_DEAF = frozenset({"no_receiver", "feed_down"})
_AREAS = frozenset({"country", "region", "sea"})
_BLIND = frozenset({"no_image", "cloud"})
_MOST_STRETCHES = 2  # more of one reason are counted in days
_MOST_SPANS = 3  # per base
_MOST_OF = 0.5
_CIRCLE_KM = 35.0  # so that a hatched place is seen at the scale of a sea

Index = Mapping[str, Sequence[Row]]


def index_hidden(rows: CaseRows) -> Index:
    """The rows of each claim as of its latest judgement."""
    latest: dict[str, datetime] = {}
    for row in rows.rows("unobserved"):
        latest[row["claim_id"]] = max(row["as_of"], latest.get(row["claim_id"], row["as_of"]))
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.rows("unobserved"):
        if row["as_of"] == latest[row["claim_id"]]:
            found[row["claim_id"]].append(row)
    return found


def list_hidden(claim_id: str, index: Index, rows: CaseRows) -> tuple[HiddenLine, ...]:
    """One line for each place of a claim and one for the way between, in the order of the movement."""
    lines = []
    for part in _PARTS:
        own = [r for r in index.get(claim_id, ()) if r["part"] == part]
        cells = [r["cell"] for r in own if r["cell"]]
        if cells:
            lines.append(HiddenLine(part, HIDDEN_PART[part], HIDDEN["way"].format(n=len(cells))))
        for place_id in dict.fromkeys(r["place_id"] for r in own if r["place_id"]):
            where = f"{HIDDEN_PART[part]}, {rows.place_name(place_id)}"
            lines.append(HiddenLine(part, where, _say_all([r for r in own if r["place_id"] == place_id])))
    return tuple(lines)


def _say_all(rows: Sequence[Row]) -> str:
    said = []
    for reason in dict.fromkeys(r["reason"] for r in sorted(rows, key=lambda r: list(HIDDEN).index(r["reason"]))):
        own = [r for r in rows if r["reason"] == reason]
        words = HIDDEN[reason].format(sensor={"ais": "AIS", "adsb": "ADS-B"}.get(own[0]["sensor"] or "", ""))
        said.append(f"{words} ({_say_time(own)})")
    return "; ".join(said)


def _say_time(rows: Sequence[Row]) -> str:
    if len(rows) <= _MOST_STRETCHES:
        return ", ".join(short_span(r["start"], r["end"]) for r in rows)
    days = sum((r["end"] - r["start"]) / timedelta(days=1) for r in rows)
    whole = short_span(min(r["start"] for r in rows), max(r["end"] for r in rows))
    return f"{max(round(days), 1)} days, {whole}"


def mark_hidden(claim_ids: Iterable[str], index: Index, rows: CaseRows) -> tuple[MapHidden, ...]:
    """Places that were out of reach for every claim that speaks of them, and cells of the way without a receiver."""
    places: dict[str, list[bool]] = defaultdict(list)
    points: dict[str, MapHidden] = {}
    cells: dict[str, MapHidden] = {}
    for claim_id in claim_ids:
        own = index.get(claim_id, ())
        for place_id in dict.fromkeys(r["place_id"] for r in own if r["place_id"] and r["lat_deg"] is not None):
            place, here = rows.place(place_id), [r for r in own if r["place_id"] == place_id]
            if place is not None and place.kind not in _AREAS:  # of an area nobody said where in it
                places[place_id].append(_is_deaf(here) and any(r["reason"] in _BLIND for r in here))
                points[place_id] = MapHidden(place.name, here[0]["lat_deg"], here[0]["lon_deg"], _CIRCLE_KM, is_cell=False)
        for row in own:
            if row["cell"]:
                cells[row["cell"]] = MapHidden(row["cell"], row["lat_deg"], row["lon_deg"], None, is_cell=True)
    unseen = (points[k] for k in sorted(places) if all(places[k]))
    return (*unseen, *(cells[k] for k in sorted(cells)))


def _is_deaf(rows: Sequence[Row]) -> bool:
    """Was nothing received there for most of the time that any row speaks of?"""
    whole = max(r["end"] for r in rows) - min(r["start"] for r in rows)
    deaf = sum((r["end"] - r["start"] for r in rows if r["reason"] in _DEAF), timedelta())
    return deaf > timedelta() and deaf >= _MOST_OF * whole


def list_spans(sections: Sequence[ClaimSection], index: Index) -> dict[str, tuple[HiddenSpan, ...]]:
    """By place: the stretches of claimed times in which nothing was received there, with the numbers of the claims."""
    found: dict[str, dict[tuple[datetime, datetime, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for section in sections:
        for row in index.get(section.claim_id, ()) if section.is_central else ():
            if row["place_id"] and row["reason"] in _DEAF:
                found[row["place_id"]][row["start"], row["end"], row["reason"]].append(section.number)
    return {place_id: _longest(spans) for place_id, spans in found.items()}


def _longest(spans: Mapping[tuple[datetime, datetime, str], Sequence[int]]) -> tuple[HiddenSpan, ...]:
    listed = [
        HiddenSpan(HIDDEN["span"].format(numbers=_claims(numbers)), start, end) for (start, end, _), numbers in spans.items()
    ]
    listed.sort(key=lambda s: (s.start - s.end, s.start, s.label))
    return tuple(listed[:_MOST_SPANS])


def _claims(numbers: Sequence[int]) -> str:
    listed = sorted(set(numbers))
    return f"claim {listed[0]}" if len(listed) == 1 else f"claims {', '.join(map(str, listed))}"
