"""Meridians, parallels and the scale bar: where on Earth the map lies, and how large it is.

In: a frame. Out: SVG fragments, the boxes of their labels (so that other labels keep clear), and nothing drawn heavier than a
hairline.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from vedette.brief.boxes import Obstacle, Rect
from vedette.brief.land import seen_box
from vedette.brief.projection import Frame
from vedette.brief.svg import Pixel, element, label_text, path_data, text_width_px

_STEPS_DEG = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0)
_LINES_ACROSS = 5.5
_BAR_STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_LABEL_PX = 10.0


def draw_graticule(frame: Frame, keep_out: Sequence[Rect] = ()) -> tuple[list[str], list[Obstacle]]:
    """Lines with degree labels along the left and the top edge, none in a box of `keep_out`."""
    west, south, east, north = seen_box(frame)
    span = max(north - south, (east - west) * math.cos(math.radians((north + south) / 2)))
    step = next((s for s in _STEPS_DEG if span / s <= _LINES_ACROSS), _STEPS_DEG[-1])
    lines: list[str] = []
    labels: list[str] = []
    boxes: list[Obstacle] = []
    for lat in _multiples(south, north, step):
        lons = np.linspace(west - 1.0, east + 1.0, 90)
        line = list(zip(*(v.tolist() for v in frame.arrays_to_px(np.full(90, lat), lons)), strict=True))
        lines.append(_path(line, frame))
        if (y := _crossing(line, axis=0, at=1.0)) is not None and 16 < y < frame.height_px - 40:
            _label(labels, boxes, (5.0, y - 3.0), _degrees(lat, "N", "S"), keep_out)
    for lon in _multiples(west, east, step):
        lats = np.linspace(max(south - 1.0, -84.0), min(north + 1.0, 84.0), 60)
        line = list(zip(*(v.tolist() for v in frame.arrays_to_px(lats, np.full(60, lon))), strict=True))
        lines.append(_path(line, frame))
        if (x := _crossing(line, axis=1, at=1.0)) is not None and 34 < x < frame.width_px - 34:
            _label(labels, boxes, (x + 3.0, 12.0), _degrees((lon + 540.0) % 360.0 - 180.0, "E", "W"), keep_out)
    return [element("path", d="".join(lines), class_="graticule"), *labels], boxes


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    value = math.ceil(low / step) * step
    while value <= high:
        yield value
        value += step


def _path(line: list[tuple[float, float]], frame: Frame) -> str:
    kept = [p for p in line if -60 <= p[0] <= frame.width_px + 60 and -60 <= p[1] <= frame.height_px + 60]
    return path_data(kept) if len(kept) > 1 else ""


def _crossing(line: list[tuple[float, float]], axis: int, at: float) -> float | None:
    """Where a line crosses x = at (axis 0, gives y) or y = at (axis 1, gives x)."""
    for first, second in pairwise(line):
        low, high = first[axis], second[axis]
        if (low - at) * (high - at) <= 0 and low != high:
            share = (at - low) / (high - low)
            return first[1 - axis] + (second[1 - axis] - first[1 - axis]) * share
    return None


def _label(labels: list[str], boxes: list[Obstacle], at: Pixel, text: str, keep_out: Sequence[Rect]) -> None:
    box = Rect(at[0], at[1] - _LABEL_PX, at[0] + text_width_px(text, _LABEL_PX), at[1] + 2)
    if any(box.overlap(other) for other in keep_out):
        return
    labels.append(label_text(*at, text, "degree"))
    boxes.append(Obstacle(box, 0.8))


def _degrees(value: float, positive: str, negative: str) -> str:
    shown = f"{abs(value):g}°"
    return shown if value == 0 else f"{shown}\N{NO-BREAK SPACE}{positive if value > 0 else negative}"


def draw_scale_bar(frame: Frame, attribution: str) -> tuple[list[str], list[Obstacle]]:
    """A bar of round length at the lower left, true for its own latitude, and the attribution at the lower right."""
    y = frame.height_px - 14.0
    km_per_px = frame.km_per_px(60.0, y)
    length_km = max((s for s in _BAR_STEPS_KM if s / km_per_px <= min(130.0, frame.width_px * 0.28)), default=1)
    length_px = length_km / km_per_px
    text = f"{length_km:,}\N{NO-BREAK SPACE}km"
    ends = [(12.0, y - 4), (12.0, y), (12.0 + length_px, y), (12.0 + length_px, y - 4)]
    bar = element("path", d=path_data(ends), class_="scale-bar")
    elements = [bar, label_text(12.0 + length_px + 6, y + 1, text, "scale-text")]
    width = text_width_px(attribution, 10.0)
    elements.append(label_text(frame.width_px - 8, y + 1, attribution, "scale-text", anchor="end"))
    boxes = [
        Obstacle(Rect(6.0, y - 12, 12.0 + length_px + 10 + text_width_px(text, 10.0), frame.height_px), 4.0),
        Obstacle(Rect(frame.width_px - width - 12, y - 12, frame.width_px, frame.height_px), 4.0),
    ]
    return elements, boxes
