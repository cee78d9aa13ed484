"""The map of a brief, as one SVG drawn on the server: land, graticule, movement, sightings, places, labels.

In: a `MapSheet` in degrees, land polygons, a width in px. Out: SVG text. Everything is labelled where it stands, so no legend
is needed; solid lines were measured by a sensor, dashed ones were logged by a person or are uncertain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vedette.brief.document import MapArc, MapPlace, MapSheet, MapSighting, MapTrack
from vedette.brief.extent import box_around, points_of
from vedette.brief.graticule import draw_graticule, draw_scale_bar
from vedette.brief.labels import Obstacle, Placed, Rect, Request, TextBlock, along_path, around_middle, around_point, place_labels
from vedette.brief.land import DrawnLand, LandShape, draw_land
from vedette.brief.projection import Frame, fit_frame
from vedette.brief.svg import Pixel, element, group, label_text, path_data, picture, text_of
from vedette.brief.symbols import arrowhead, bow, great_circle, shorten

ATTRIBUTION = "Map: Natural Earth"
_PLACE_RADIUS_PX = 3.6
_SIGHTING_RADIUS_PX = 3.0
_SMALLEST_CIRCLE_PX = 6.0
_BEND = 0.085
_COUNTRY_NAME_AREA_PX2 = 5200.0
_COUNTRY_NAME_PX = 11.0


@dataclass
class _Drawing:
    """What has been drawn so far, layer by layer, and what labels must respect."""

    frame: Frame
    movement: list[str] = field(default_factory=list)
    circles: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)

    def mark(self, x: float, y: float, radius: float) -> None:
        """Keep labels off a mark."""
        self.obstacles.append(Obstacle(Rect(x - radius, y - radius, x + radius, y + radius), 1.6))

    def line(self, points: Sequence[Pixel], weight: float) -> None:
        """Keep labels off a line, piece by piece."""
        for (ax, ay), (bx, by) in pairwise(points):
            for share in (0.25, 0.75):
                x, y = ax + (bx - ax) * share, ay + (by - ay) * share
                self.obstacles.append(Obstacle(Rect(x - 1.5, y - 1.5, x + 1.5, y + 1.5), weight))


def draw_map(sheet: MapSheet, land: Sequence[LandShape], width_px: float, ident: str, title: str) -> str:
    """The map as an SVG picture.

    Args:
        sheet: what to show; must not be empty unless it has a box.
        land: outlines in longitude and latitude; none gives a map without coast.
        width_px: width of the column; the height follows the box.
        ident: prefix of element ids, different for every drawing on a page.
        title: read out by screen readers together with a description made from the content.
    """
    is_narrow = width_px < 480
    box = sheet.box or box_around(points_of(sheet))
    frame = fit_frame(box, width_px, lowest=0.5, highest=1.15 if is_narrow else 0.95)
    drawing = _Drawing(frame)
    countries = draw_land(land, frame)
    grid, grid_boxes = draw_graticule(frame)
    scale, scale_boxes = draw_scale_bar(frame, ATTRIBUTION)
    drawing.obstacles += grid_boxes
    _draw_tracks(drawing, sheet.tracks)
    _draw_arcs(drawing, sheet.arcs)
    _draw_places(drawing, sheet.places, is_narrow)
    _draw_sightings(drawing, sheet.sightings)
    _name_countries(drawing, countries)
    paper = Rect(4.0, 4.0, frame.width_px - 4.0, frame.height_px - 22.0)
    placed = place_labels(drawing.requests, paper, [*drawing.obstacles, *scale_boxes])
    content = [
        element("rect", x=0.0, y=0.0, width=frame.width_px, height=frame.height_px, class_="sea"),
        group([element("path", d=c.path, class_="land") for c in countries]),
        group(grid),
        group(drawing.circles),
        group(drawing.movement),
        group(drawing.marks),
        group([_write(p) for p in placed]),
        group(scale),
    ]
    return picture((frame.width_px, frame.height_px), ident, (title, describe(sheet)), content, "map")


def describe(sheet: MapSheet) -> str:
    """What the map shows, in words, for those who do not see it."""
    parts = [f"Places: {', '.join(f'{p.name} ({p.note})' if p.note else p.name for p in sheet.places)}." if sheet.places else ""]
    parts += [f"{a.label}." for a in sheet.arcs]
    parts += [f"Track of {t.label}." for t in sheet.tracks]
    parts += [f"Sighting: {s.label}." for s in sheet.sightings]
    return " ".join(p for p in parts if p) or "No position is known."


def _draw_tracks(drawing: _Drawing, tracks: Sequence[MapTrack]) -> None:
    for index, track in enumerate(tracks):
        points = [drawing.frame.to_px(*p) for p in track.points]
        for run in _runs(points, drawing.frame):
            drawing.movement.append(element("path", d=path_data(run), class_=f"track {track.asset_kind}"))
            drawing.line(run, 0.12)
        visible = [p for p in points if drawing.frame.holds(*p, margin_px=12.0)]
        if len(visible) > 1:
            block = TextBlock((track.label,), 11.0, 10.0)
            css = f"label track-name {track.asset_kind}"
            drawing.requests.append(Request(f"track{index}", block, along_path(block, visible), 30 + index, css))


def _runs(points: Sequence[Pixel], frame: Frame) -> list[list[Pixel]]:
    """The line cut where it jumps across the whole drawing (the far side of the antimeridian)."""
    runs: list[list[Pixel]] = [[]]
    for point in points:
        if runs[-1] and abs(point[0] - runs[-1][-1][0]) > 1.5 * frame.width_px:
            runs.append([])
        runs[-1].append(point)
    return [r for r in runs if len(r) > 1]


def _draw_arcs(drawing: _Drawing, arcs: Sequence[MapArc]) -> None:
    ways = Counter((a.start, a.end) for a in arcs)
    used: Counter[tuple[tuple[float, float], tuple[float, float]]] = Counter()
    for index, arc in enumerate(arcs):
        used[arc.start, arc.end] += 1
        has_return = (arc.end, arc.start) in ways
        bend = _BEND * (used[arc.start, arc.end] + (0.6 if has_return else 0.0))
        points = [drawing.frame.to_px(*p) for p in great_circle(arc.start, arc.end)]
        line = shorten(bow(points, bend), 7.0, 8.0)
        css = f"{arc.basis} {arc.asset_kind}"
        drawing.movement.append(element("path", d=path_data(shorten(line, 0.0, 4.0)), class_=f"arc {css}"))
        drawing.movement.append(arrowhead(line[-1], line[-3], 9.0, f"head {arc.asset_kind}"))
        drawing.line(line[::3], 0.25)
        visible = [p for p in line if drawing.frame.holds(*p, margin_px=8.0)]
        if arc.label and len(visible) > 2:
            block = TextBlock(tuple(arc.label.split("\n")), 11.0, 11.0)
            request = Request(f"arc{index}", block, along_path(block, visible), 10 + index, f"label arc-name {arc.asset_kind}")
            drawing.requests.append(request)


def _draw_places(drawing: _Drawing, places: Sequence[MapPlace], is_narrow: bool) -> None:
    for index, place in enumerate(places):
        x, y = drawing.frame.to_px(place.lat_deg, place.lon_deg)
        if not drawing.frame.holds(x, y):
            continue
        _circle(drawing, x, y, place.radius_km)
        drawing.marks.append(element("circle", cx=x, cy=y, r=_PLACE_RADIUS_PX, class_="place"))
        drawing.mark(x, y, _PLACE_RADIUS_PX + 1)
        lines = (place.name, place.note) if place.note and not (is_narrow and place.rank > 3) else (place.name,)
        block = TextBlock(lines, 12.0 if is_narrow else 13.0, 10.5 if is_narrow else 11.0, is_bold=True)
        candidates = around_point(block, x, y, _PLACE_RADIUS_PX)
        drawing.requests.append(Request(f"place{index}", block, candidates, place.rank / 100, "label place-name"))


def _draw_sightings(drawing: _Drawing, sightings: Sequence[MapSighting]) -> None:
    for index, sighting in enumerate(sightings):
        x, y = drawing.frame.to_px(sighting.lat_deg, sighting.lon_deg)
        if not drawing.frame.holds(x, y):
            continue
        _circle(drawing, x, y, sighting.radius_km)
        radius = _SIGHTING_RADIUS_PX
        diamond = path_data([(x, y - radius - 1), (x + radius + 1, y), (x, y + radius + 1), (x - radius - 1, y)], is_closed=True)
        drawing.marks.append(element("path", element("title", sighting_title(sighting)), d=diamond, class_="sighting"))
        drawing.mark(x, y, radius + 1)
        block = TextBlock((sighting.label,), 11.0, 10.0)
        candidates = around_point(block, x, y, radius + 1)
        drawing.requests.append(Request(f"sighting{index}", block, candidates, 20 + index, "label sighting-name"))


def sighting_title(sighting: MapSighting) -> str:
    """What shows when the pointer rests on a sighting; escaped."""
    return text_of(f"{sighting.label}. {sighting.detail}".strip())


def _circle(drawing: _Drawing, x: float, y: float, radius_km: float | None) -> None:
    if radius_km is None:
        return
    radius_px = radius_km / drawing.frame.km_per_px(x, y)
    if _SMALLEST_CIRCLE_PX <= radius_px <= drawing.frame.width_px * 0.5:
        drawing.circles.append(element("circle", cx=x, cy=y, r=radius_px, class_="uncertain"))


def _name_countries(drawing: _Drawing, countries: Sequence[DrawnLand]) -> None:
    for index, country in enumerate(c for c in countries if c.area_px2 >= _COUNTRY_NAME_AREA_PX2):
        block = TextBlock((country.name.upper(),), _COUNTRY_NAME_PX * 1.2, 10.0)  # letter-spacing widens the line
        candidates = around_middle(block, *country.name_at)
        drawing.requests.append(Request(f"country{index}", block, candidates, 60 + index, "country-name"))


def _write(placed: Placed) -> str:
    """A label's text lines with a halo beneath them, and its leader line."""
    block, spot = placed.request.block, placed.candidate
    x = {"start": spot.rect.left, "end": spot.rect.right, "middle": (spot.rect.left + spot.rect.right) / 2}[spot.align]
    parts = []
    if spot.leader:
        parts.append(element("path", d=path_data(spot.leader), class_="leader"))
    y = spot.rect.top + block.size_px * 0.92
    for index, line in enumerate(block.lines):
        css = placed.request.class_ if index == 0 else f"{placed.request.class_} second"
        size = block.size_px if index == 0 else block.small_px
        parts.append(label_text(x, y, line, css, spot.align, font_size=None if "country" in css else size))
        y += block.small_px * 1.22 + (1.0 if index == 0 else 0.0)
    return "".join(parts)
