"""The layers of a map: tracks, arrows, places, sightings, each drawn and each asking for its label.

In: parts of a `MapSheet` and a frame. Out: a `Drawing` that holds SVG by layer, label requests and what labels must keep clear
of. Solid lines were measured by a sensor, dashed ones were logged by a person or are uncertain.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vedette.brief.boxes import Obstacle, Rect, TextBlock
from vedette.brief.document import MapArc, MapHidden, MapMeasure, MapPlace, MapSighting, MapTrack
from vedette.brief.labels import Placed, Request
from vedette.brief.projection import Frame
from vedette.brief.spots import along_path, around_middle, around_point
from vedette.brief.svg import Pixel, element, group, label_text, path_data, text_of
from vedette.brief.symbols import arrowhead, bow, great_circle, hatch_disc, hatch_lines, shorten
from vedette.geo import destination

_PLACE_RADIUS_PX = 3.6
_SIGHTING_RADIUS_PX = 3.0
_SMALLEST_CIRCLE_PX = 6.0
_BEND = 0.085
_HATCH_PX = 5.0
_LEAST_HATCH_PX = 15.0  # smaller hatching is no hatching


@dataclass
class Drawing:
    """What has been drawn so far, layer by layer, and what labels must respect."""

    frame: Frame
    hidden: list[str] = field(default_factory=list)
    circles: list[str] = field(default_factory=list)
    movement: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)

    def keep_off_mark(self, x: float, y: float, radius: float) -> None:
        """A mark that no label should cover."""
        self.obstacles.append(Obstacle(Rect(x - radius, y - radius, x + radius, y + radius), 1.6))

    def keep_off_line(self, points: Sequence[Pixel], weight: float) -> None:
        """A line that labels should not lie on, piece by piece."""
        for (ax, ay), (bx, by) in pairwise(points):
            n = max(int(max(abs(bx - ax), abs(by - ay)) / 9.0), 1)
            for step in range(n):
                x, y = ax + (bx - ax) * (step + 0.5) / n, ay + (by - ay) * (step + 0.5) / n
                self.obstacles.append(Obstacle(Rect(x - 1.5, y - 1.5, x + 1.5, y + 1.5), weight))


def draw_tracks(drawing: Drawing, tracks: Sequence[MapTrack], is_labelled: bool = True) -> None:
    """Thin lines along measured paths, named beside their longest stretch in the frame."""
    for index, track in enumerate(tracks):
        points = [drawing.frame.to_px(*p) for p in track.points]
        for run in _runs(points, drawing.frame):
            drawing.movement.append(element("path", d=path_data(run), class_=f"track {track.asset_kind}"))
            drawing.keep_off_line(run, 0.05)
        visible = [p for p in _dense(points) if drawing.frame.holds(*p, margin_px=12.0)]
        if is_labelled and len(visible) > 1:
            block = TextBlock(tuple(track.label.split("\n")), 11.0, 11.0)
            css = f"label track-name {track.asset_kind}"
            drawing.requests.append(Request(f"track{index}", block, along_path(block, visible), 15 + index, css))


def _runs(points: Sequence[Pixel], frame: Frame) -> list[list[Pixel]]:
    """The line cut where it jumps across the drawing (the far side of the antimeridian)."""
    runs: list[list[Pixel]] = [[]]
    for point in points:
        if runs[-1] and abs(point[0] - runs[-1][-1][0]) > 1.5 * frame.width_px:
            runs.append([])
        runs[-1].append(point)
    return [r for r in runs if len(r) > 1]


def _dense(points: Sequence[Pixel]) -> list[Pixel]:
    """The line with a point at least every 8 px, so that shares of its length are shares of its points."""
    found = list(points[:1])
    for (ax, ay), (bx, by) in pairwise(points):
        n = min(max(int(max(abs(bx - ax), abs(by - ay)) / 8.0), 1), 200)
        found += [(ax + (bx - ax) * (i + 1) / n, ay + (by - ay) * (i + 1) / n) for i in range(n)]
    return found


def draw_arcs(drawing: Drawing, arcs: Sequence[MapArc]) -> None:
    """Arrows between places: great circles, bent a little so that opposite ways stand apart; ships along their sea route."""
    ways = Counter((a.start, a.end) for a in arcs)
    used: Counter[tuple[tuple[float, float], tuple[float, float]]] = Counter()
    for index, arc in enumerate(arcs):
        used[arc.start, arc.end] += 1
        bend = _BEND * (used[arc.start, arc.end] + (0.6 if (arc.end, arc.start) in ways else 0.0))
        if arc.via:
            points = _dense([drawing.frame.to_px(*p) for p in (arc.start, *arc.via, arc.end)])
        else:
            points = bow([drawing.frame.to_px(*p) for p in great_circle(arc.start, arc.end)], bend)
        line = shorten(points, 7.0, 8.0)
        css = f"{arc.basis} {arc.asset_kind}"
        drawing.movement.append(element("path", d=path_data(shorten(line, 0.0, 4.0)), class_=f"arc {css}"))
        drawing.movement.append(arrowhead(line[-1], line[max(len(line) - 3, 0)], 9.0, f"head {arc.asset_kind}"))
        drawing.keep_off_line(line, 0.09)
        visible = [p for p in line if drawing.frame.holds(*p, margin_px=8.0)]
        if arc.label and len(visible) > 2:
            block = TextBlock(_arc_lines(arc, drawing.frame), 11.0, 11.0)
            css = f"label arc-name {arc.asset_kind}"
            drawing.requests.append(Request(f"arc{index}", block, along_path(block, visible), 10 + index, css))


def draw_hidden(drawing: Drawing, hidden: Sequence[MapHidden]) -> None:
    """Grey hatching where nothing could have been seen: a disc about a place, the square of a cell; with a title to hover."""
    for spot in hidden:
        if spot.radius_km is None:
            south, west = spot.lat_deg - 0.5, spot.lon_deg - 0.5
            left, bottom = drawing.frame.to_px(south, west)
            right, top = drawing.frame.to_px(south + 1, west + 1)
            lines = hatch_lines(left, top, right - left, bottom - top, _HATCH_PX + 2.0)
            drawing.hidden.append(group([lines], class_="hidden-cell"))
            continue
        x, y = drawing.frame.to_px(spot.lat_deg, spot.lon_deg)
        _, rim_y = drawing.frame.to_px(*destination(spot.lat_deg, spot.lon_deg, 0.0, spot.radius_km))
        radius = max(abs(y - rim_y), _LEAST_HATCH_PX)
        disc = element("circle", cx=x, cy=y, r=radius, class_="hidden-place")
        title = element("title", text_of(f"{spot.name}: nothing could have been seen here in a claimed time"))
        drawing.hidden.append(group([title, disc, hatch_disc(x, y, radius, _HATCH_PX)]))


def draw_measures(drawing: Drawing, measures: Sequence[MapMeasure]) -> None:
    """Straight distances with their lengths: a thin line with a tick at each end, dashed where the claimed figure does not fit."""
    for index, measure in enumerate(measures):
        line = [drawing.frame.to_px(*p) for p in great_circle(measure.start, measure.end)]
        css = "measure" if measure.fits else "measure off"
        drawing.movement.append(element("path", d=path_data(line), class_=css))
        drawing.movement += [_end_tick(line[0], line[1], css), _end_tick(line[-1], line[-2], css)]
        drawing.keep_off_line(line, 0.09)
        visible = [p for p in _dense(line) if drawing.frame.holds(*p, margin_px=8.0)]
        if len(visible) > 2:
            block = TextBlock(tuple(measure.label.split("\n")), 11.0, 11.0)
            drawing.requests.append(
                Request(f"measure{index}", block, along_path(block, visible), 5 + index, "label measure-name")
            )


def _end_tick(end: Pixel, before: Pixel, css: str) -> str:
    """A short stroke across the end of a line."""
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    x, y = -dy / length * 5.0, dx / length * 5.0
    return element("path", d=path_data([(end[0] - x, end[1] - y), (end[0] + x, end[1] + y)]), class_=css.replace(" off", ""))


def _arc_lines(arc: MapArc, frame: Frame) -> tuple[str, ...]:
    """The label's lines, with the name of an end that lies off the map."""
    lines = arc.label.split("\n")
    if arc.end_names[0] and not frame.holds(*frame.to_px(*arc.start)):
        lines.insert(1, f"from {arc.end_names[0]}")
    if arc.end_names[1] and not frame.holds(*frame.to_px(*arc.end)):
        lines.insert(1, f"to {arc.end_names[1]}")
    return tuple(lines)


def draw_places(drawing: Drawing, places: Sequence[MapPlace], size_px: float) -> None:
    """Rings with a name in bold and, where it was seen, what was seen there."""
    for index, place in enumerate(places):
        x, y = drawing.frame.to_px(place.lat_deg, place.lon_deg)
        if not drawing.frame.holds(x, y, margin_px=2.0):
            continue
        lines = (place.name, *place.note.split("\n")) if place.note else (place.name,)
        block = TextBlock(lines, size_px, size_px - 2.0, is_bold=True)
        if place.is_area:
            candidates = around_middle(block, x, y)
        else:
            _draw_circle(drawing, x, y, place.radius_km)
            drawing.marks.append(element("circle", cx=x, cy=y, r=_PLACE_RADIUS_PX, class_="place"))
            drawing.keep_off_mark(x, y, _PLACE_RADIUS_PX + 1)
            candidates = around_point(block, x, y, _PLACE_RADIUS_PX)
        drawing.requests.append(Request(f"place{index}", block, candidates, place.rank / 100, "label place-name"))


def draw_sightings(drawing: Drawing, sightings: Sequence[MapSighting], is_labelled: bool = True) -> None:
    """Small diamonds with date and name where there is room."""
    radius = _SIGHTING_RADIUS_PX
    for index, sighting in enumerate(sightings):
        x, y = drawing.frame.to_px(sighting.lat_deg, sighting.lon_deg)
        if not drawing.frame.holds(x, y, margin_px=2.0):
            continue
        _draw_circle(drawing, x, y, sighting.radius_km)
        corners = [(x, y - radius - 1), (x + radius + 1, y), (x, y + radius + 1), (x - radius - 1, y)]
        spoken = element("title", text_of(f"{sighting.label}. {sighting.detail}".strip()))
        drawing.marks.append(element("path", spoken, d=path_data(corners, is_closed=True), class_="sighting"))
        drawing.keep_off_mark(x, y, radius + 1)
        if is_labelled:
            block = TextBlock((sighting.label,), 11.0, 10.0)
            candidates = around_point(block, x, y, radius + 1)
            drawing.requests.append(Request(f"sighting{index}", block, candidates, 20 + index, "label sighting-name"))


def _draw_circle(drawing: Drawing, x: float, y: float, radius_km: float | None) -> None:
    if radius_km is None:
        return
    radius_px = radius_km / drawing.frame.km_per_px(x, y)
    if _SMALLEST_CIRCLE_PX <= radius_px <= drawing.frame.width_px * 0.5:
        drawing.circles.append(element("circle", cx=x, cy=y, r=radius_px, class_="uncertain"))


def write_label(placed: Placed) -> str:
    """A label's lines, with a halo by its style, and its leader line."""
    request, spot = placed.request, placed.candidate
    block = request.block
    x = {"start": spot.rect.left, "end": spot.rect.right, "middle": (spot.rect.left + spot.rect.right) / 2}[spot.align]
    parts = [element("path", d=path_data(spot.leader), class_="leader")] if spot.leader else []
    y = spot.rect.top + block.size_px * 0.92
    is_set_by_style = "label" not in request.class_
    for index, line in enumerate(block.lines):
        size = block.size_px if index == 0 else block.small_px
        css = request.class_ if index == 0 else f"{request.class_} second"
        parts.append(label_text(x, y, line, css, spot.align, font_size=None if is_set_by_style else size))
        y += block.small_px * 1.22 + (1.0 if index == 0 else 0.0)
    return "".join(parts)
