"""Counts over time with what was to be expected, and the effort underneath: small multiples under one axis.

In: `CountChart`s, plain numbers by step. Out: one SVG. Counts are drawn as steps in ink, the expected band behind them; alarms are
triangles that point the way, a change is a line on its day with its interval shaded, an outage is hatched, a broken baseline is a
dashed line with its reason. What is missing is left open: no line runs across it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from vedette.brief.style import FONT_STACK, PALETTE
from vedette.brief.svg import Pixel, element, label_text, path_data, picture, text_width_px

_LEFT, _RIGHT, _HEAD, _PLOT, _EFFORT, _FOOT, _GAP = 46.0, 12.0, 30.0, 150.0, 34.0, 22.0, 26.0
_WORD_ROWS = 5
_UP, _DOWN = "#a34a00", "#0a4a86"  # orange and blue stay apart under every common colour blindness


@dataclass(frozen=True)
class ChangeMark:
    """A dated change: step of the new rate, interval of that step, words to print, both rates as counts at usual effort."""

    index: int
    first: int
    last: int
    words: str
    is_up: bool


@dataclass(frozen=True)
class CountChart:
    """One series; all sequences have its length; None = missing, or not tested."""

    title: str
    days: Sequence[date]
    counts: Sequence[float | None]
    expected: Sequence[float | None]
    low: Sequence[float | None]
    high: Sequence[float | None]
    effort: Sequence[float | None] | None = None
    up: Sequence[int] = ()
    down: Sequence[int] = ()
    changes: Sequence[ChangeMark] = ()
    outages: Sequence[int] = ()
    breaks: Sequence[tuple[int, str]] = field(default=())
    claimed: tuple[int, int] | None = None  # first and last step of the time that a claim speaks of


@dataclass(frozen=True)
class _Frame:
    """Where steps and values of one chart stand, in px."""

    n: int
    top: float
    most: float
    right: float

    def x(self, index: float) -> float:
        return _LEFT + (index + 0.5) / self.n * (self.right - _LEFT)

    def y(self, value: float) -> float:
        return self.top + _PLOT - min(value, self.most) / self.most * _PLOT

    @property
    def bottom(self) -> float:
        return self.top + _PLOT


def draw_count_charts(charts: Sequence[CountChart], ident: str, width_px: float = 960.0, *, has_legend: bool = True) -> str:
    """All series, one under the other; an empty text if there are none."""
    if not charts:
        return ""
    parts = [element("style", _STYLE), element("rect", x=0, y=0, width=width_px, height=_height(charts), class_="ground")]
    top = 0.0
    for chart in charts:
        parts += _draw(chart, top, width_px, has_legend=has_legend)
        top += _height([chart])
    description = "; ".join(f"{c.title}: {len(c.up)} alarms up, {len(c.down)} down, {len(c.changes)} changes" for c in charts)
    return picture((width_px, _height(charts)), ident, ("Counts and what was to be expected", description), parts, "counts")


def _colour(name: str) -> str:
    """The page's own colour where it has one, else the palette's: a file of its own has no page."""
    return f"var(--{name},{PALETTE[name][0]})"


# every rule is kept inside the drawing: a page may hold other drawings with classes of these names
_RULES = (
    f"text{{font-family:{FONT_STACK.replace(chr(34), chr(39))};font-size:11.5px;fill:{_colour('muted')}}}",
    f".head{{font-size:14px;font-weight:600;fill:{_colour('ink')}}}",
    f".ground{{fill:{_colour('ground')}}}", f".band{{fill:{_colour('seen')};stroke:none}}",
    f".outage{{fill:{_colour('bar')};fill-opacity:.55}}", f".effort{{fill:{_colour('hatch')}}}",
    f".axis{{stroke:{_colour('rule')};stroke-width:1;fill:none}}",
    f".count{{stroke:{_colour('ink')};stroke-width:1.1;fill:none}}",
    f".expected{{stroke:{_colour('ship')};stroke-width:1.4;fill:none;stroke-dasharray:4 2}}",
    f".up{{fill:{_UP}}}", f".down{{fill:{_DOWN}}}", ".change{stroke-width:1.8;fill:none}",
    f".change.is-up{{stroke:{_UP}}}", f".change.is-down{{stroke:{_DOWN}}}",
    ".span{fill-opacity:.22;stroke:none}", f".span.is-up{{fill:{_UP}}}", f".span.is-down{{fill:{_DOWN}}}",
    f".words{{font-weight:600;paint-order:stroke;stroke:{_colour('halo')};stroke-width:3px}}",
    f".words.is-up{{fill:{_UP}}}", f".words.is-down{{fill:{_DOWN}}}",
    f".break{{stroke:{_colour('ink')};stroke-width:1.2;stroke-dasharray:2 3;fill:none}}",
    f".claimed{{fill:{_colour('rule')};fill-opacity:.6}}",
)  # fmt: skip
_STYLE = "".join(f".counts {rule}" for rule in _RULES)


def _height(charts: Sequence[CountChart]) -> float:
    return sum(_HEAD + _PLOT + (_EFFORT + 6 if c.effort is not None else 0) + _FOOT + _GAP for c in charts)


def _draw(chart: CountChart, top: float, width_px: float, *, has_legend: bool) -> Iterator[str]:
    known = [v for values in (chart.counts, chart.high) for v in values if v is not None]
    frame = _Frame(len(chart.days), top + _HEAD, max(known, default=1.0) * 1.08 or 1.0, width_px - _RIGHT)
    yield label_text(_LEFT, top + 18, chart.title, "head")
    if has_legend:
        yield from _legend(frame, top + 18, chart)
    yield from _claimed(chart, frame)
    yield from _outages(chart, frame)
    yield from _grid(frame)
    yield from _band(chart, frame)
    yield from _lines(chart.expected, frame, "expected")
    yield from _lines(chart.counts, frame, "count")
    yield from _alarms(chart, frame)
    yield from _changes(chart, frame)
    yield from _breaks(chart, frame)
    foot = frame.bottom
    if chart.effort is not None:
        yield from _effort(chart.effort, frame)
        foot += _EFFORT + 6
    yield from _dates(chart.days, frame, foot)


def _legend(frame: _Frame, y: float, chart: CountChart) -> Iterator[str]:
    words = "line: count · dashed: expected · band: no alarm · triangle: alarm · bar: change with interval"
    if chart.outages:
        words += " · grey: outage"
    if chart.claimed is not None:
        words += " · grey: claimed time"
    yield label_text(frame.right, y, words, "legend", "end")


def _grid(frame: _Frame) -> Iterator[str]:
    step = _round_step(frame.most / 4)
    value = 0.0
    while value <= frame.most:
        yield element("path", d=path_data([(_LEFT, frame.y(value)), (frame.right, frame.y(value))]), class_="axis")
        yield label_text(_LEFT - 6, frame.y(value) + 4, f"{value:g}", "axis-text", "end")
        value += step


def _round_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(max(rough, 1e-9)))
    return max(next(size * m for m in (1, 2, 5, 10) if size * m >= rough), 1.0)


def _stretches(values: Sequence[float | None]) -> Iterator[range]:
    start: int | None = None
    for i, value in enumerate([*values, None]):
        if value is not None and start is None:
            start = i
        elif value is None and start is not None:
            yield range(start, i)
            start = None


def _band(chart: CountChart, frame: _Frame) -> Iterator[str]:
    for stretch in _stretches(chart.high):
        upper: list[Pixel] = [p for i in stretch for p in _step(frame, i, chart.high[i] or 0.0)]
        lower: list[Pixel] = [p for i in stretch for p in _step(frame, i, chart.low[i] or 0.0)]
        yield element("path", d=path_data([*upper, *reversed(lower)], is_closed=True), class_="band")


def _step(frame: _Frame, index: int, value: float) -> list[Pixel]:
    return [(frame.x(index - 0.5), frame.y(value)), (frame.x(index + 0.5), frame.y(value))]


def _lines(values: Sequence[float | None], frame: _Frame, class_: str) -> Iterator[str]:
    for stretch in _stretches(values):
        points: list[Pixel] = [(frame.x(i), frame.y(values[i] or 0.0)) for i in stretch]
        if len(points) == 1:
            points = _step(frame, stretch[0], values[stretch[0]] or 0.0)
        yield element("path", d=path_data(points), class_=class_)


def _alarms(chart: CountChart, frame: _Frame) -> Iterator[str]:
    for class_, indices, sign in (("up", chart.up, -1), ("down", chart.down, 1)):
        for i in indices:
            x, y = frame.x(i), frame.y(chart.counts[i] or 0.0) + 5 * sign
            yield element("path", d=path_data([(x - 3.5, y), (x + 3.5, y), (x, y + 6 * sign)], is_closed=True), class_=class_)


def _changes(chart: CountChart, frame: _Frame) -> Iterator[str]:
    rows = [-math.inf] * _WORD_ROWS  # where the words on each row end
    for change in chart.changes:
        way = "is-up" if change.is_up else "is-down"
        left, right = frame.x(change.first - 0.5), frame.x(change.last + 0.5)
        yield element("rect", x=left, y=frame.top, width=max(right - left, 1.0), height=_PLOT, class_=f"span {way}")
        x = frame.x(change.index - 0.5)
        yield element("path", d=path_data([(x, frame.top), (x, frame.bottom)]), class_=f"change {way}")
        width = 1.1 * text_width_px(change.words, 11.5, is_bold=True)  # faces on servers run wide
        start = min(x + 5, frame.right - width)
        row = next((r for r in range(_WORD_ROWS) if rows[r] < start), None)
        if row is not None:  # where there is no room the line stands alone; the table has the figures
            rows[row] = start + width + 6
            yield label_text(start, frame.top - 4 + 14 * (row + 1), change.words, f"words {way}")


def _claimed(chart: CountChart, frame: _Frame) -> Iterator[str]:
    if chart.claimed is not None:
        left, right = frame.x(chart.claimed[0] - 0.5), frame.x(chart.claimed[1] + 0.5)
        yield element("rect", x=left, y=frame.top, width=max(right - left, 1.0), height=_PLOT, class_="claimed")


def _outages(chart: CountChart, frame: _Frame) -> Iterator[str]:
    for i in chart.outages:
        left, right = frame.x(i - 0.5), frame.x(i + 0.5)
        yield element("rect", x=left, y=frame.top, width=max(right - left, 1.0), height=_PLOT, class_="outage")


def _breaks(chart: CountChart, frame: _Frame) -> Iterator[str]:
    taken = -math.inf  # where the words so far end
    for i, words in chart.breaks:
        x = frame.x(i - 0.5)
        yield element("path", d=path_data([(x, frame.top - 4), (x, frame.bottom)]), class_="break")
        width = 1.1 * text_width_px(words, 11.5)
        start = x + 4 if x + 4 + width <= frame.right else x - 4 - width  # before the line where there is no room behind it
        if start > taken and start >= _LEFT:
            taken = start + width + 6
            yield label_text(start, frame.bottom - 6, words, "axis-text")


def _effort(effort: Sequence[float | None], frame: _Frame) -> Iterator[str]:
    most = max((e for e in effort if e is not None), default=1.0) or 1.0
    base = frame.bottom + 6 + _EFFORT
    for stretch in _stretches(effort):
        points: list[Pixel] = [(frame.x(stretch[0] - 0.5), base)]
        for i in stretch:
            y = base - (effort[i] or 0.0) / most * _EFFORT
            points += [(frame.x(i - 0.5), y), (frame.x(i + 0.5), y)]
        points.append((frame.x(stretch[-1] + 0.5), base))
        yield element("path", d=path_data(points, is_closed=True), class_="effort")
    yield label_text(_LEFT - 6, base - _EFFORT / 2 + 4, "effort", "axis-text", "end")


def _dates(days: Sequence[date], frame: _Frame, foot: float) -> Iterator[str]:
    months = [i for i in range(1, len(days)) if days[i].month != days[i - 1].month]
    every = max(1, math.ceil(len(months) * 64 / max(frame.right - _LEFT, 1)))
    every = next((n for n in (1, 2, 3, 6, 12) if n >= every), 12 * math.ceil(every / 12))
    for i in months:
        if (days[i].month - 1) % min(every, 12) == 0 and (every <= 12 or days[i].year % (every // 12) == 0):
            yield element("path", d=path_data([(frame.x(i - 0.5), foot), (frame.x(i - 0.5), foot + 5)]), class_="axis")
            words = f"{days[i]:%b %Y}"
            if (
                frame.x(i - 0.5) + 2 + text_width_px(words, 11.5) <= frame.right + _RIGHT
            ):  # what would run over the edge is left out
                yield label_text(frame.x(i - 0.5) + 2, foot + 15, words, "axis-text")
