"""Names of countries and seas on the map: set wide and quiet, where there is room, never over a more important label.

In: the drawn countries and the frame. Out: label requests. A country's name may stand where its box lies in the country; those
that hold a place of the story come first and may be small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import shapely

from vedette.brief.boxes import Rect, TextBlock
from vedette.brief.labels import Request
from vedette.brief.land import DrawnLand, seen_box
from vedette.brief.projection import Frame
from vedette.brief.spots import Candidate
from vedette.brief.svg import Pixel
from vedette.brief.waters import WATERS

_COUNTRY_PX, _WATER_PX = 10.5, 11.5
_SPACING = 1.2  # letter-spacing widens a line by so much
_SMALLEST_PX2, _SMALLEST_CONCERNED_PX2 = 6000.0, 700.0
_STEP_PX = 14.0
_MOST_BACKGROUND = 7


def name_countries(countries: Sequence[DrawnLand], places: Sequence[Pixel]) -> list[Request]:
    """Requests for the countries of the story and the largest others."""
    points = [shapely.Point(x, y) for x, y in places]
    found: list[Request] = []
    background = 0
    for index, country in enumerate(c for c in countries if c.name):
        is_concerned = any(country.largest.distance(p) < 3.0 for p in points)
        if country.area_px2 < (_SMALLEST_CONCERNED_PX2 if is_concerned else _SMALLEST_PX2):
            continue
        background += 0 if is_concerned else 1
        if background > _MOST_BACKGROUND and not is_concerned:
            continue
        block = TextBlock((country.name.upper(),), _COUNTRY_PX * _SPACING, _COUNTRY_PX)
        candidates = tuple(_spots(country.largest, block))
        found.append(Request(f"country{index}", block, candidates, 40.0 if is_concerned else 70.0 + index, "country-name"))
    return found


def _spots(outline: Any, block: TextBlock) -> Iterator[Candidate]:
    """Boxes on a grid over the country, dearer the farther from its middle and the less of them lies inside."""
    left, top, right, bottom = outline.bounds
    middle = outline.representative_point() if outline.area < 400 else outline.centroid
    half_width, half_height = block.width_px / 2, block.height_px / 2
    reach = max(right - left, bottom - top, 1.0)
    y = top
    while y <= bottom:
        x = left
        while x <= right:
            if outline.contains(shapely.Point(x, y)):
                rect = Rect(x - half_width, y - half_height, x + half_width, y + half_height)
                share = outline.intersection(shapely.box(*rect)).area / (4 * half_width * half_height)
                if share > 0.55:
                    cost = (1 - share) * 14 + shapely.Point(x, y).distance(middle) / reach * 3
                    yield Candidate(rect, cost, "middle", None)
            x += _STEP_PX
        y += _STEP_PX


def name_waters(frame: Frame) -> list[Request]:
    """Requests for seas of which the frame shows a good part."""
    west, south, east, north = seen_box(frame)
    shown_deg = min(east - west, (north - south) * 1.5)
    found = []
    for index, water in enumerate(WATERS):
        if not shown_deg / 9 <= water.span_deg <= shown_deg * 4:
            continue
        words = water.name.split(" ")
        lines = (water.name,) if len(words) < 2 or water.span_deg > shown_deg / 3 else (" ".join(words[:-1]), words[-1])
        block = TextBlock(lines, _WATER_PX * 1.06, _WATER_PX * 1.06)
        spots = [frame.to_px(*p) for p in water.points]
        candidates = tuple(c for n, spot in enumerate(spots) if frame.holds(*spot) for c in _near(block, spot, n))
        if candidates:
            found.append(Request(f"water{index}", block, candidates, 50.0 - water.span_deg / 100, "water-name"))
    return found


def _near(block: TextBlock, spot: Pixel, rank: int) -> Iterator[Candidate]:
    for dx, dy in ((0, 0), (0, 10), (0, -10), (-16, 0), (16, 0), (-16, 10), (16, -10)):
        left, top = spot[0] + dx - block.width_px / 2, spot[1] + dy - block.height_px / 2
        rect = Rect(left, top, left + block.width_px, top + block.height_px)
        yield Candidate(rect, rank * 0.5 + (abs(dx) + abs(dy)) * 0.03, "middle", None)
