"""The map of a brief, as one SVG drawn on the server: land, graticule, movement, sightings, places, labels, an enlargement.

In: a `MapSheet` in degrees, land polygons, a width in px. Out: SVG text. Everything is labelled where it stands, so no legend
is needed. Where marks crowd, they are drawn once more at a larger scale, in a free corner or under the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vedette.brief.boxes import Rect
from vedette.brief.document import MapPlace, MapSheet, MapSighting
from vedette.brief.extent import box_around, points_of
from vedette.brief.graticule import draw_graticule, draw_scale_bar
from vedette.brief.inset import find_corner, find_crowd
from vedette.brief.labels import Placed, place_labels
from vedette.brief.land import LandSource, draw_land
from vedette.brief.layers import (
    Drawing,
    draw_arcs,
    draw_hidden,
    draw_measures,
    draw_places,
    draw_sightings,
    draw_tracks,
    write_label,
)
from vedette.brief.phrases import MAP_CAPTION
from vedette.brief.projection import Frame, fit_frame
from vedette.brief.svg import element, group, label_text, path_data, picture
from vedette.brief.toponyms import name_countries, name_waters
from vedette.geo import destination

ATTRIBUTION = "Map: Natural Earth"
_NARROW_PX = 480.0
_INSET_SHARE = (0.34, 0.31)  # of the width of the map: width and height of an enlargement in its corner
_INSET_SPAN_DEG = 0.6
_INSET_PADDING = 0.3
_LONGEST_LINE_PX = 150.0
_WEIGHT_SEEN = 3  # where something was seen is worth more room than a name
_FOOT_PX = 22.0  # scale bar and attribution


@dataclass(frozen=True)
class _Crowd:
    """What is drawn a second time, larger."""

    places: tuple[MapPlace, ...]
    sightings: tuple[MapSighting, ...]

    @property
    def title(self) -> str:
        """Named after its first two places whose names do not repeat each other."""
        names = [p.name for p in self.places]
        names = [n for n in names if not any(other != n and other in n for other in names)][:2]
        return f"Around {' and '.join(names)}" if names else "Enlarged"


def draw_map(sheet: MapSheet, land: LandSource, width_px: float, ident: str, title: str) -> str:
    """The map as an SVG picture.

    Args:
        sheet: what to show; must not be empty unless it has a box.
        land: where to ask for outlines; `no_land` gives a map without coast.
        width_px: width of the column; the height follows the box.
        ident: prefix of element ids, different for every drawing on a page.
        title: read out by screen readers together with a description made from the content.
    """
    is_narrow = width_px < _NARROW_PX
    box = sheet.box or box_around(points_of(sheet))
    frame = fit_frame(box, width_px, *((0.8, 1.25) if is_narrow else (0.74, 0.95)))
    crowd = _find_crowd(sheet, frame)
    drawing = _draw_content(sheet, frame, crowd, is_narrow)
    corner = None
    if crowd and not is_narrow:
        size = (width_px * _INSET_SHARE[0], width_px * _INSET_SHARE[1])
        corner = find_corner(frame, size, drawing.obstacles)
    top = frame.height_px + 10.0
    below = Rect(0.0, top, width_px, top + width_px * (0.62 if is_narrow else 0.4))
    spot = (corner or below) if crowd else None
    content = _finish(drawing, land, sheet, [corner] if corner else [])
    if crowd and spot:
        content += _draw_inset(sheet, crowd, land, frame, spot)
    height = spot.bottom if spot and not corner else frame.height_px
    return picture((width_px, height), ident, (title, describe(sheet)), content, "map")


def describe(sheet: MapSheet) -> str:
    """What the map shows, in words, for those who do not see it."""
    named = [f"{p.name} ({_flat(p.note)})" if p.note else p.name for p in sheet.places]
    parts = [f"Places: {', '.join(named)}."] if named else []
    parts += [f"Arrow: {_flat(a.label)}, {a.basis}." for a in sheet.arcs]
    parts += [f"Distance: {_flat(m.label)}." for m in sheet.measures]
    parts += [f"Track: {_flat(t.label)}." for t in sheet.tracks]
    parts += [f"Sighting: {s.label}." for s in sheet.sightings]
    unseen = [h.name for h in sheet.hidden if not h.is_cell]
    parts += [f"Nothing could have been seen at {', '.join(unseen)} in a claimed time."] if unseen else []
    return " ".join(parts) or "No position is known."


def caption(sheet: MapSheet) -> str:
    """How to read the map: only what stands on it."""
    bases = {a.basis for a in sheet.arcs} | ({"measured"} if sheet.tracks else set())
    shown = {
        "measured": "measured" in bases,
        "logged": "logged" in bases,
        "arrows": bool(sheet.arcs),
        "measures": bool(sheet.measures),
        "misfits": any(not m.fits for m in sheet.measures),
        "sightings": bool(sheet.sightings),
        "hidden": bool(sheet.hidden),
        "circles": any(p.radius_km for p in sheet.places) or any(s.radius_km for s in sheet.sightings),
    }
    return " ".join(text for key, text in MAP_CAPTION if shown[key])


def _flat(label: str) -> str:
    return label.replace("\n", ", ")


def _find_crowd(sheet: MapSheet, frame: Frame) -> _Crowd | None:
    marks = [frame.to_px(*point) for point in _points(sheet.places, sheet.sightings)]
    areas = {i for i, place in enumerate(sheet.places) if place.is_area}
    visible = [i for i, mark in enumerate(marks) if frame.holds(*mark) and i not in areas]
    weights = [_WEIGHT_SEEN if place.note else 1 for place in sheet.places] + [_WEIGHT_SEEN] * len(sheet.sightings)
    members = {visible[i] for i in find_crowd([marks[i] for i in visible], [weights[i] for i in visible])}
    if not members:
        return None
    n = len(sheet.places)
    places = tuple(p for i, p in enumerate(sheet.places) if i in members)
    sightings = tuple(s for i, s in enumerate(sheet.sightings) if n + i in members)
    return _Crowd(places, sightings)


def _points(places: Sequence[MapPlace], sightings: Sequence[MapSighting]) -> list[tuple[float, float]]:
    return [(p.lat_deg, p.lon_deg) for p in places] + [(s.lat_deg, s.lon_deg) for s in sightings]


def _draw_content(sheet: MapSheet, frame: Frame, crowd: _Crowd | None, is_narrow: bool) -> Drawing:
    drawing = Drawing(frame)
    size_px = 12.0 if is_narrow else 13.0
    draw_tracks(drawing, sheet.tracks)
    draw_arcs(drawing, sheet.arcs)
    draw_measures(drawing, sheet.measures)
    draw_hidden(drawing, sheet.hidden)
    crowded = set(crowd.places) if crowd else set()
    places = tuple(replace(p, note="") if p in crowded else p for p in sheet.places)
    draw_places(drawing, places, size_px)
    if crowd:
        draw_sightings(drawing, crowd.sightings, is_labelled=False)
    draw_sightings(drawing, [s for s in sheet.sightings if not crowd or s not in crowd.sightings])
    return drawing


def _finish(drawing: Drawing, land: LandSource, sheet: MapSheet, keep_out: list[Rect]) -> list[str]:
    """All layers of one frame in their order, labels placed."""
    frame = drawing.frame
    countries = draw_land(land, frame)
    grid, grid_boxes = draw_graticule(frame, keep_out)
    scale, scale_boxes = draw_scale_bar(frame, ATTRIBUTION)
    spots = [frame.to_px(p.lat_deg, p.lon_deg) for p in sheet.places]
    taken = {p.name.casefold() for p in sheet.places}
    named = [c for c in countries if c.name.casefold() not in taken]
    requests = [*drawing.requests, *name_countries(named, spots), *name_waters(frame)]
    paper = Rect(4.0, 4.0, frame.width_px - 4.0, frame.height_px - 4.0)
    placed = place_labels(requests, paper, [*drawing.obstacles, *grid_boxes], [*keep_out, *(b.rect for b in scale_boxes)])
    return [
        _sea(frame),
        group([element("path", d=c.path, class_="land") for c in countries]),
        group(grid),
        *_layers(drawing, placed),
        group(scale),
    ]


def _sea(frame: Frame) -> str:
    return element("rect", x=0.0, y=0.0, width=frame.width_px, height=frame.height_px, class_="sea")


def _layers(drawing: Drawing, placed: Sequence[Placed]) -> list[str]:
    names = [p for p in placed if "label" not in p.request.class_]
    labels = [p for p in placed if "label" in p.request.class_]
    return [
        group([write_label(p) for p in names]),
        group(drawing.hidden),
        group(drawing.circles),
        group(drawing.movement),
        group(drawing.marks),
        group([write_label(p) for p in labels]),
    ]


def _draw_inset(sheet: MapSheet, crowd: _Crowd, land: LandSource, outer: Frame, spot: Rect) -> list[str]:
    """The enlargement in its box, and the box's outline on the map with a line that joins them."""
    width, height = spot.right - spot.left, spot.bottom - spot.top
    points = _points(crowd.places, crowd.sightings)
    points += [p for s in crowd.sightings for p in _rim(s)]
    box = box_around(points, _INSET_SPAN_DEG, _INSET_PADDING)
    frame = fit_frame(box, width, height / width, height / width)
    drawing = Drawing(frame)
    draw_tracks(drawing, sheet.tracks, is_labelled=False)
    places = [replace(p, note=p.note.replace(", ", ",\n")) for p in crowd.places]  # short lines: the box is small
    draw_places(drawing, places, 12.0)
    draw_sightings(drawing, crowd.sightings)
    title_box = Rect(0.0, 0.0, width, 20.0)
    countries = draw_land(land, frame)
    scale, scale_boxes = draw_scale_bar(frame, "")
    keep_out = [title_box, *(b.rect for b in scale_boxes[:1])]
    paper = Rect(4.0, 4.0, width - 4.0, height - 4.0)
    placed = place_labels(drawing.requests, paper, drawing.obstacles, keep_out)
    inside = [
        _sea(frame),
        group([element("path", d=c.path, class_="land") for c in countries]),
        *_layers(drawing, placed),
        label_text(8.0, 15.0, crowd.title, "label inset-title"),
        group(scale),
    ]
    nested = element("svg", *inside, x=spot.left, y=spot.top, width=width, height=height, overflow="hidden")
    edge = element("rect", x=spot.left, y=spot.top, width=width, height=height, class_="inset-edge")
    return [*_outline(frame, outer, spot), nested, edge]


def _rim(sighting: MapSighting) -> list[tuple[float, float]]:
    """Four points on the circle of a sighting's uncertainty."""
    radius_km = sighting.radius_km or 0.0
    return [destination(sighting.lat_deg, sighting.lon_deg, bearing, radius_km) for bearing in (0.0, 90.0, 180.0, 270.0)]


def _outline(inner: Frame, outer: Frame, spot: Rect) -> list[str]:
    """Where the enlargement lies on the map, and a line from there to it."""
    corners = [(0.0, 0.0), (inner.width_px, 0.0), (inner.width_px, inner.height_px), (0.0, inner.height_px)]
    seen = [outer.to_px(*(float(v) for v in inner.to_deg(x, y))) for x, y in corners]
    ring = Rect(min(p[0] for p in seen), min(p[1] for p in seen), max(p[0] for p in seen), max(p[1] for p in seen))
    size = {"width": ring.right - ring.left, "height": ring.bottom - ring.top}
    middle = ((ring.left + ring.right) / 2, (ring.top + ring.bottom) / 2)
    end = spot.nearest(*middle)
    start = ring.nearest(*end)
    box = element("rect", x=ring.left, y=ring.top, class_="inset-edge", **size)
    is_near = math.dist(start, end) <= _LONGEST_LINE_PX  # a longer one would cross the story; the title names the place
    return [box, element("path", d=path_data([start, end]), class_="inset-edge")] if is_near else [box]
