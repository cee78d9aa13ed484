"""The content of the map: which places, tracks, movements and sightings a brief shows.

In: the case's rows. Out: a `MapSheet` in degrees. Sightings at a place become a line under its name; sightings with a position
become marks; movements between the same two places are counted together. Only assets that bear on a claim or stand in the
register are drawn.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from vedette.brief.document import MapArc, MapMeasure, MapPlace, MapSheet, MapSighting, MapTrack, Point
from vedette.brief.parts.hidden import index_hidden, mark_hidden
from vedette.brief.parts.items import short_span, sighting_text
from vedette.brief.parts.rows import CaseRows, NamedPlace, Row
from vedette.brief.parts.wording import join_looks, whos
from vedette.brief.phrases import MISFIT
from vedette.errors import NotFound
from vedette.geo import distance_km

_GROUP_KINDS = frozenset({"country", "region", "sea"})
_WIDE_KINDS = frozenset({"strait", "anchorage"})
_MOST_PLACES, _MOST_ARCS, _MOST_TRACKS = 14, 10, 30
_OFFSET_KM = re.compile(r"(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*(km|nm|nmi)\b")
_MOST_MEASURES = 4
_DISTANCE = re.compile(r"distance:([^:]+):(.+)")
_KM = {"km": 1.0, "nm": 1.852, "nmi": 1.852}

SourceFilter = Callable[[str, bool], bool]  # source id, is it a position of a sensor -> may it be shown


def make_sheet(
    rows: CaseRows,
    box: tuple[float, float, float, float] | None,
    always: Sequence[str],
    may_show: SourceFilter,
) -> MapSheet:
    """Everything that the map shows; `always` are places named by the case whether or not anything was seen there."""
    sightings = [s for s in rows.rows("sightings") if may_show(s["source_id"], False)]
    events = [e for e in rows.rows("events") if all(may_show(i, True) for i in _source_ids(e["citations"]))]
    concerned = _assets_concerned(rows)
    tracks = _tracks(rows, concerned, may_show)
    legs = [e for e in events if e["kind"] == "leg" and e["asset_id"] in concerned and not _is_drawn(e, tracks)]
    arcs = _arcs(rows, legs, _leg_label, "measured") + _arcs(rows, sightings, _logged_label, "logged")
    arcs = sorted(arcs, key=lambda a: -a[0])[:_MOST_ARCS]
    ends = [place for _, places, _ in arcs for place in places]
    return MapSheet(
        places=_places(rows, sightings, events, concerned, [*always, *ends]),
        sightings=tuple(_marks(rows, sightings)),
        tracks=tuple(track for _, track in tracks),
        arcs=tuple(arc for _, _, arc in arcs),
        measures=tuple(_measures(rows)),
        hidden=mark_hidden(_central(rows), index_hidden(rows), rows),
        box=box,
    )


def _central(rows: CaseRows) -> list[str]:
    """The claims that the brief is about: those written by hand, else all."""
    claims = rows.rows("claims")
    written = [c["claim_id"] for c in claims if c["reader"] == "hand"]
    return written or [c["claim_id"] for c in claims]


def _measures(rows: CaseRows) -> list[MapMeasure]:
    """One line for each claim about a distance: to what the claim names, else to the coast that fits it best."""
    claims = {c["claim_id"]: c for c in rows.rows("claims")}
    found: dict[str, list[tuple[tuple[bool, bool, float], MapMeasure]]] = defaultdict(list)
    for row in rows.rows("evidence"):
        measured = _DISTANCE.fullmatch(row["item_id"]) if row["kind"] == "distance_measured" else None
        if measured and row["claim_id"] in claims:
            found[row["claim_id"]] += _measure(rows, claims[row["claim_id"]], measured, MISFIT not in row["why"])
    best = [min(lines, key=lambda line: line[0])[1] for _, lines in sorted(found.items()) if lines]
    return list(dict.fromkeys(best))[:_MOST_MEASURES]


def _measure(
    rows: CaseRows, claim: Row, measured: re.Match[str], fits: bool
) -> list[tuple[tuple[bool, bool, float], MapMeasure]]:
    """The line of one measured distance and how it is preferred: named, fitting, near the claimed length."""
    from vedette.registry.coasts import nearest_coast

    start = _point(rows.place(measured[1]))
    if start is None:
        return []
    try:
        coast = nearest_coast(*start, measured[2])
        end, name = (coast.lat_deg, coast.lon_deg), coast.coast.name
        is_named = coast.coast.place_id in {p["place_id"] for p in claim["place"] or ()}
    except NotFound:  # a place, which was measured to only because the claim names it
        place = rows.place(measured[2])
        if place is None or place.lat_deg is None or place.lon_deg is None:
            return []
        end, name, is_named = (place.lat_deg, place.lon_deg), place.name, True
    km = distance_km(*start, *end)
    preferred = not is_named, not fits, abs(km - (claim["distance_km"] or km))
    return [(preferred, MapMeasure(f"{km:,.0f} km\nto {name}", start, end, fits))]


def _assets_concerned(rows: CaseRows) -> frozenset[str]:
    items = {e["item_id"] for e in rows.rows("evidence")}
    events = {e["asset_id"] for e in rows.rows("events") if e["event_id"] in items}
    named = {r["asset_id"] for r in rows.rows("assets")}
    heard = {e["asset_id"] for e in rows.rows("events") if e["asset_id"].startswith(("ship:", "aircraft:"))}
    return frozenset(events | named | heard)


def _source_ids(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k.rpartition("#")[0] for k in keys))


def _point(place: NamedPlace | None) -> Point | None:
    if place is None or place.lat_deg is None or place.lon_deg is None:
        return None
    return place.lat_deg, place.lon_deg


def _places(
    rows: CaseRows, sightings: Sequence[Row], events: Sequence[Row], concerned: frozenset[str], always: Sequence[str]
) -> tuple[MapPlace, ...]:
    seen: dict[str, list[Row]] = defaultdict(list)
    for sighting in sightings:
        if sighting["place_id"] and sighting["lat_deg"] is None:
            seen[sighting["place_id"]].append(sighting)
    visits = Counter(e["place_id"] for e in events if e["kind"] in {"visit", "landing"} and e["asset_id"] in concerned)
    claimed = Counter(
        ref["place_id"] for c in rows.rows("claims") for part in ("origin", "destination", "place") for ref in c[part] or ()
    )
    weight = Counter({p: 3 * len(s) for p, s in seen.items()})
    weight.update({p: 3 * n for p, n in visits.items() if p})
    weight.update({p: n for p, n in claimed.items() if p})
    weight.update(dict.fromkeys(always, 100))
    found: list[MapPlace] = []
    for place_id, _ in sorted(weight.items(), key=lambda kv: (-kv[1], kv[0])):
        place = rows.place(place_id)
        point = _point(place)
        is_area = place is not None and place.kind in _GROUP_KINDS
        if place is None or point is None or (is_area and place_id not in always and not seen[place_id]):
            continue
        wide_km = place.enter_km if place.kind in _WIDE_KINDS else None
        note = _place_note(join_looks(seen[place_id]), visits[place_id])
        found.append(MapPlace(place_id, place.name, *point, note, wide_km, len(found), is_area))
    return tuple(found[:_MOST_PLACES])


def _place_note(looks: Sequence[Sequence[Row]], n_visits: int) -> str:
    parts = [f"{n_visits} visit{'s' if n_visits > 1 else ''}"] if n_visits else []
    if looks:
        span = short_span(min(s[0]["start"] for s in looks), max(s[0]["end"] for s in looks))
        parts.append(f"{len(looks)} sighting{'s' if len(looks) > 1 else ''}, {span}")
    return "\n".join(parts)


def _marks(rows: CaseRows, sightings: Sequence[Row]) -> list[MapSighting]:
    found = []
    located = [s for s in sightings if s["lat_deg"] is not None and s["lon_deg"] is not None]
    for look in join_looks(located):
        first = look[0]
        found.append(
            MapSighting(
                label=f"{short_span(first['start'], first['end'])}: {_short(whos(rows, look), 34)}",
                detail="; ".join(sighting_text(rows, s) for s in look),
                lat_deg=first["lat_deg"],
                lon_deg=first["lon_deg"],
                radius_km=_spread_km(first["place_text"] or ""),
                source_ids=tuple(dict.fromkeys(s["source_id"] for s in look)),
            )
        )
    return found


def _spread_km(place_text: str) -> float | None:
    """How far apart the logged bounds of a distance lie (``7-12 km W of Tartus``: 5 km); null where no range was logged."""
    if not (found := _OFFSET_KM.search(place_text)):
        return None
    return abs(float(found[2]) - float(found[1])) * _KM[found[3]]


def _arcs(
    rows: CaseRows, items: Sequence[Row], label: Callable[[CaseRows, Sequence[Row]], str], basis: str
) -> list[tuple[int, tuple[str, str], MapArc]]:
    ways: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for item in items:
        if item["from_place_id"] and item["to_place_id"] and item["from_place_id"] != item["to_place_id"]:
            kind = rows.asset_kind(item["asset_id"], item.get("class"))
            if item.get("event") == "flights" or item.get("how") == "flight_data":
                kind = "aircraft"
            ways[item["from_place_id"], item["to_place_id"], kind].append(item)
    found = []
    for (start_id, end_id, kind), listed in sorted(ways.items()):
        start, end = _point(rows.place(start_id)), _point(rows.place(end_id))
        if start and end:
            sources = tuple(dict.fromkeys(i for r in listed for i in _sources_of(r)))
            via = _sea_way(start, end) if kind == "ship" else ()
            ends = (rows.place_name(start_id), rows.place_name(end_id))
            arc = MapArc(label(rows, listed), basis, kind, start, end, sources, via, ends)
            found.append((len(listed), (start_id, end_id), arc))
    return found


def _sea_way(start: Point, end: Point) -> tuple[Point, ...]:
    """The points between two ports on the shortest way by sea: an arrow of a ship must not cross land."""
    from vedette.registry.sea_routes import sea_route

    _, path = sea_route(*start, *end)
    return tuple(path[1:-1])


def _sources_of(item: Row) -> tuple[str, ...]:
    return _source_ids(item["citations"]) if "citations" in item else (item["source_id"],)


def _leg_label(rows: CaseRows, legs: Sequence[Row]) -> str:
    span = short_span(min(e["start"] for e in legs), max(e["end"] or e["start"] for e in legs))
    names = list(dict.fromkeys(rows.asset_name(e["asset_id"]) for e in legs))
    if len(names) <= 2:
        return f"{' and '.join(names)}\n{_times(len(legs))}{span}"
    return f"{len(names)} assets\n{_times(len(legs))}{span}"


def _times(count: int) -> str:
    return f"{count} times, " if count > 1 else ""


def _logged_label(rows: CaseRows, sightings: Sequence[Row]) -> str:
    span = short_span(min(s["start"] for s in sightings), max(s["end"] for s in sightings))
    looks = join_looks(sightings)
    if len(looks) == 1:
        return f"{_short(whos(rows, looks[0]), 28)}\nlogged, {span}"
    return f"{len(looks)} movements logged\n{span}"


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip(' ,;+(')}…"


def _tracks(rows: CaseRows, concerned: frozenset[str], may_show: SourceFilter) -> list[tuple[Row, MapTrack]]:
    """The longest tracks of the assets concerned, up to the day of the brief."""
    found = []
    for track in rows.rows("tracks"):
        asset_id = track["asset_id"].partition("~")[0] or track["asset_id"]
        sources = _source_ids(track["citations"])
        if not {asset_id, track["asset_id"]} & concerned or not all(may_show(s, True) for s in sources):
            continue
        kept = [i for i, moment in enumerate(track["time"]) if moment <= rows.as_of]
        if len(kept) > 1:
            points = tuple((track["lat_deg"][i], track["lon_deg"][i]) for i in kept)
            label = f"{rows.asset_name(asset_id)}\n{short_span(track['time'][kept[0]], track['time'][kept[-1]])}"
            found.append((track, MapTrack(label, rows.asset_kind(asset_id), points, sources)))
    return sorted(found, key=lambda f: -f[0]["length_km"])[:_MOST_TRACKS]


def _is_drawn(leg: Row, tracks: Sequence[tuple[Row, MapTrack]]) -> bool:
    """Whether a track already shows the leg's path."""
    end = leg["end"] or leg["start"]
    return any(t["asset_id"] == leg["asset_id"] and t["start"] < end and t["end"] > leg["start"] for t, _ in tracks)
