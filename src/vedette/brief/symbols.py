"""Small drawings: the verdicts' shapes, marks on the map, arrowheads, the hatch of what could not be seen.

In: a code or a point in px. Out: SVG fragments that take their colours from the page's stylesheet, so that light, dark and
print agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from vedette.brief.style import VERDICT_SHAPE
from vedette.brief.svg import Pixel, element, path_data

# Each shape lives in a square of 16 units; "f" is filled with the verdict's colour, "s" is stroked with it.
_SHAPES: dict[str, tuple[tuple[str, str], ...]] = {
    "disc": (("f", "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z"),),
    "disc-in-ring": (("s", "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"), ("f", "M8 4.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4z")),
    "half-disc": (("s", "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"), ("f", "M8 2a6 6 0 0 0 0 12z")),
    "barred-ring": (("s", "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"), ("s", "M4.6 8h6.8")),
    "ring": (("s", "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"),),
    "hatched-square": (
        ("t", "M2.5 2.5h11v11h-11z"),
        ("t", "M2.5 6.2L6.2 2.5M2.5 9.9L9.9 2.5M2.5 13.5L13.5 2.5M6.1 13.5L13.5 6.1M9.8 13.5L13.5 9.8"),
    ),
    "diamond-outline": (("s", "M8 1.8L14.2 8L8 14.2L1.8 8z"),),
    "diamond": (("f", "M8 1L15 8L8 15L1 8z"),),
    "dash": (("s", "M3.5 8h9"),),
    "struck-ring": (("s", "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"), ("s", "M3.8 12.2L12.2 3.8")),
}


def verdict_class(code: str) -> str:
    """The CSS class that carries a verdict's colour."""
    return f"v-{code.replace('_', '-')}"


def verdict_shape(code: str, x: float = 0.0, y: float = 0.0, size_px: float = 16.0) -> str:
    """A verdict's shape with its upper left corner at a point."""
    scale = size_px / 16.0
    parts = [
        element(
            "path",
            d=data,
            fill="currentColor" if kind == "f" else "none",
            stroke="none" if kind == "f" else "currentColor",
            stroke_width=None if kind == "f" else ("1.1" if kind == "t" else "2"),
        )
        for kind, data in _SHAPES[VERDICT_SHAPE[code]]
    ]
    return element("g", *parts, transform=f"translate({x:.1f} {y:.1f}) scale({scale:.3f})", class_=verdict_class(code))


def verdict_icon(code: str, size_px: int = 16) -> str:
    """A verdict's shape as a picture of its own; silent for screen readers, for the word stands beside it."""
    return element(
        "svg",
        verdict_shape(code),
        viewBox="0 0 16 16",
        width=size_px,
        height=size_px,
        class_=f"shape {verdict_class(code)}",
        aria_hidden="true",
        focusable="false",
    )


def arrowhead(tip: Pixel, before: Pixel, size_px: float, class_: str) -> str:
    """A slim filled head whose tip is at a point, pointing away from the point before it."""
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    wings = [(tip[0] - size_px * math.cos(angle + turn), tip[1] - size_px * math.sin(angle + turn)) for turn in (-0.38, 0.38)]
    back = (tip[0] - size_px * 0.72 * math.cos(angle), tip[1] - size_px * 0.72 * math.sin(angle))
    return element("path", d=path_data([tip, wings[0], back, wings[1]], is_closed=True), class_=class_)


def hatch_lines(left: float, top: float, width: float, height: float, step_px: float = 5.0) -> str:
    """Diagonal lines across a box, clipped by arithmetic: no pattern ids that could clash on a page with many drawings."""
    data: list[str] = []
    offset = step_px
    while offset < width + height:
        x1, y1 = (left + offset, top) if offset <= width else (left + width, top + offset - width)
        x2, y2 = (left, top + offset) if offset <= height else (left + offset - height, top + height)
        data.append(path_data([(x1, y1), (x2, y2)]))
        offset += step_px
    return element("path", d="".join(data), class_="hatch")


def hatch_disc(x: float, y: float, radius: float, step_px: float = 5.0) -> str:
    """Diagonal lines across a disc, cut at its rim."""
    data: list[str] = []
    offset = -radius + step_px / 2
    while offset < radius:
        half = math.sqrt(radius**2 - offset**2)
        along, across = half * math.sqrt(0.5), offset * math.sqrt(0.5)
        data.append(path_data([(x + across - along, y + across + along), (x + across + along, y + across - along)]))
        offset += step_px
    return element("path", d="".join(data), class_="hatch")


def great_circle(start: tuple[float, float], end: tuple[float, float], steps: int = 48) -> list[tuple[float, float]]:
    """Points (lat, lon in degrees) along the great circle, both ends included.

    Source: Snyder (1987), interpolation by angle.
    """
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*start, *end))
    first = (math.cos(lat1) * math.cos(lon1), math.cos(lat1) * math.sin(lon1), math.sin(lat1))
    second = (math.cos(lat2) * math.cos(lon2), math.cos(lat2) * math.sin(lon2), math.sin(lat2))
    angle = math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(first, second, strict=True)))))
    if angle < 1e-9:
        return [start, end]
    points = []
    for step in range(steps + 1):
        share = step / steps
        near, far = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
        x, y, z = (near * a + far * b for a, b in zip(first, second, strict=True))
        points.append((math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))))
    return points


def shorten(points: Sequence[Pixel], at_start_px: float, at_end_px: float) -> list[Pixel]:
    """A polyline without its first and last stretch, so that arrows stop short of the marks that they join."""
    forward = _cut(list(points), at_start_px)
    return _cut(forward[::-1], at_end_px)[::-1]


def _cut(points: list[Pixel], length_px: float) -> list[Pixel]:
    left = length_px
    while len(points) > 2:
        (ax, ay), (bx, by) = points[0], points[1]
        step = math.hypot(bx - ax, by - ay)
        if step > left:
            share = left / step
            return [(ax + (bx - ax) * share, ay + (by - ay) * share), *points[1:]]
        left -= step
        points = points[1:]
    return points


def bow(points: Sequence[Pixel], share: float) -> list[Pixel]:
    """A line bent sideways by a share of its chord, so that two opposite movements do not lie on each other."""
    (ax, ay), (bx, by) = points[0], points[-1]
    east, south = bx - ax, by - ay
    bent = []
    for index, (x, y) in enumerate(points):
        lift = math.sin(math.pi * index / (len(points) - 1)) * share
        bent.append((x - south * lift, y + east * lift))
    return bent
