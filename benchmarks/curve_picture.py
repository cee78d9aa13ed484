"""The picture of docs/performance.md: seconds and gigabytes against rows, both axes in powers of ten.

In flow the sizes of `python -m benchmarks.curve`, out flows an SVG of two panels. Lines are named where they end; every number drawn
also stands in the description.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from vedette.brief.svg import element, label_text, path_data, picture

_WIDTH, _HEIGHT = 860.0, 420.0
_TOP, _BOTTOM, _PANEL, _LEFTS = 52.0, 368.0, 250.0, (46.0, 466.0)
_STYLE = (
    "text{font:12px system-ui,'Liberation Sans',Arial,sans-serif;fill:#1a1c1e}.head{font-weight:600}.scale{fill:#5c5f62}"
    ".grid{stroke:#e4e5e6;stroke-width:1}.line{fill:none;stroke-width:1.8}"
)
# column before _s and _mb, how it is named, colour
LINES = (
    ("floor", "floor: read and sort", "#75777a"),
    ("with_meetings", "with meetings", "#c07820"),
    ("ours", "visits, gaps, legs", "#0a4a86"),
)
_LABEL_PX = 15.0
Figures = Sequence[dict[str, Any]]


def draw_curve(figures: Figures) -> str:
    """Two panels: time, and peak memory."""
    figures = sorted(figures, key=lambda run: run["rows"])
    parts = [element("style", _STYLE), element("rect", x=0, y=0, width=_WIDTH, height=_HEIGHT, fill="#ffffff")]
    parts += _panel(figures, _LEFTS[0], "seconds", "_s", 1.0)
    parts += _panel(figures, _LEFTS[1], "peak memory, GB", "_mb", 1e-3)
    return picture((_WIDTH, _HEIGHT), "speed", ("Time and memory against rows", _described(figures)), parts, "speed")


def _panel(figures: Figures, left: float, head: str, suffix: str, factor: float) -> list[str]:
    rows = [run["rows"] for run in figures]
    values = {name: [(run["rows"], run[name + suffix] * factor) for run in figures if run[name + suffix]] for name, _, _ in LINES}
    seen = [value for points in values.values() for _, value in points]
    x_from, x_to = math.floor(math.log10(min(rows)) + 0.05), max(math.log10(max(rows)), math.log10(min(rows)) + 1)
    y_from, y_to = math.floor(math.log10(min(seen))), math.ceil(math.log10(max(seen)))

    def at(n_rows: float, value: float) -> tuple[float, float]:
        across, up = (math.log10(n_rows) - x_from) / (x_to - x_from), (math.log10(value) - y_from) / (y_to - y_from)
        return left + across * _PANEL, _BOTTOM - up * (_BOTTOM - _TOP)

    parts = [label_text(left, 24.0, head, "head")]
    for power in range(y_from, y_to + 1):
        y = at(1.0, 10.0**power)[1]
        parts += [element("path", d=path_data([(left, y), (left + _PANEL, y)]), class_="grid")]
        parts += [label_text(left - 6, y + 4, f"{10.0**power:g}", "scale", "end")]
    for power in range(math.ceil(x_from), math.floor(x_to) + 1):
        x = at(10.0**power, 1.0)[0]
        parts += [element("path", d=path_data([(x, _TOP), (x, _BOTTOM)]), class_="grid")]
        parts += [label_text(x, _BOTTOM + 18, _rows_text(10**power), "scale", "middle")]
    parts.append(label_text(left + _PANEL / 2, _BOTTOM + 38, "rows", "scale", "middle"))
    for name, _, colour in LINES:
        points = [at(*point) for point in values[name]]
        parts += [element("path", d=path_data(points), class_="line", style=f"stroke:{colour}")] if len(points) > 1 else []
        parts += [element("circle", cx=x, cy=y, r=2.6, style=f"fill:{colour}") for x, y in points]
    return parts + _labels([(*at(*values[name][-1]), shown, colour) for name, shown, colour in LINES if values[name]])


def _labels(ends: list[tuple[float, float, str, str]]) -> list[str]:
    """Names beside the ends of lines, moved apart where they would meet; a line that ends early is named above its end."""
    last_x = max(x for x, _, _, _ in ends)
    beside = sorted((end for end in ends if end[0] > last_x - 1), key=lambda end: end[1])
    heights = [y for _, y, _, _ in beside]
    for k, (upper, _) in enumerate(pairwise(range(len(heights)))):
        heights[k + 1] = max(heights[k + 1], heights[upper] + _LABEL_PX)
    shown = [(x + 8, y + 4, text, colour, "start") for (x, _, text, colour), y in zip(beside, heights, strict=True)]
    shown += [(x, y - 9, text, colour, "end") for x, y, text, colour in ends if x <= last_x - 1]
    return [element("text", text, x=x, y=y, style=f"fill:{colour};text-anchor:{anchor}") for x, y, text, colour, anchor in shown]


def _rows_text(n_rows: float) -> str:
    return f"{n_rows / 1e6:g} M"


def _described(figures: Figures) -> str:
    """All numbers of the picture in words."""
    return "; ".join(
        f"{_rows_text(round(run['rows'], -5))} rows: "
        + ", ".join(f"{shown} {run[name + '_s']} s and {run[name + '_mb']} MB" for name, shown, _ in LINES if run[f"{name}_s"])
        for run in figures
    )
