"""Timelines of bases as small multiples under one axis: visits, sightings, what could have been seen, when claims were made.

In: `BaseTimeline`s and the period. Out: one SVG. A bar that is still open fades out; a sighting is a line over the interval in
which it can have happened, with a mark in its middle; the strip at the foot shows hours of reception a day, hatched where
there were none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vedette.brief.document import BaseTimeline, CoverageDay, HiddenSpan, SightingMark, VisitBar
from vedette.brief.svg import element, group, label_text, path_data, picture, text_width_px
from vedette.brief.symbols import hatch_lines

_ROW_PX = 19.0
_HEAD_PX = 30.0
_STRIP_PX = 9.0
_TEXT_PX = 11.5
_GAP_PX = 26.0
_AXIS_PX = 26.0
_LABEL_GAP_PX = 7.0
_DAY_S = 86400.0
_STRIP_SEEN = "Hours of reception a day; hatched: nothing was received"
_STRIP_DARK = "Hatched: no receiver in these data covers this place"


@dataclass(frozen=True)
class Axis:
    """The shared time axis: period and drawing width; times outside are pinned to its ends."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, moment: datetime) -> float:
        """Where a moment stands, in px."""
        span = (self.end - self.start).total_seconds() or 1.0
        share = (moment - self.start).total_seconds() / span
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    @property
    def px_per_day(self) -> float:
        """Width of a day."""
        return (self.right - self.left) / max((self.end - self.start).total_seconds() / _DAY_S, 1e-9)


def draw_timelines(
    bases: Sequence[BaseTimeline], period: tuple[datetime, datetime], width_px: float, ident: str, title: str
) -> str:
    """All bases under one axis; an empty text if there are none."""
    if not bases:
        return ""
    axis = Axis(period[0], period[1], 1.0, width_px - 1.0)
    parts: list[str] = []
    y = _AXIS_PX
    for base in bases:
        drawn, height = _draw_base(base, axis, y, has_strip_text=base is bases[0] or bool(base.coverage))
        parts += drawn
        y += height + _GAP_PX
    bottom = y - _GAP_PX + 4.0
    grid = _draw_axis(axis, bottom)
    return picture((width_px, bottom + 4.0), ident, (title, describe(bases)), [group(grid), *parts], "timeline")


def describe(bases: Sequence[BaseTimeline]) -> str:
    """What the timelines show, in words."""
    said = []
    for base in bases:
        seen = f"{len(base.visits)} visits, {len(base.sightings)} sightings"
        hours = f"reception on {len(base.coverage)} days" if base.coverage else "no reception"
        said.append(f"{base.name}: {seen}, {hours}.")
    return " ".join(said)


def axis_days(axis: Axis) -> list[datetime]:
    """Days that get a line: every day, week, month or quarter, as the width allows."""
    first = axis.start.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [first + timedelta(days=n) for n in range(int((axis.end - first).total_seconds() // _DAY_S) + 1)]
    days = [d for d in days if d >= axis.start]
    if axis.px_per_day >= 26:
        return days
    if axis.px_per_day >= 5:
        return [d for d in days if d.weekday() == 0 or d.day == 1]
    return [d for d in days if d.day == 1 and (axis.px_per_day >= 0.8 or d.month in {1, 4, 7, 10})]


def _draw_axis(axis: Axis, bottom: float) -> list[str]:
    lines, labels = [], []
    free_from = -1.0
    days = axis_days(axis)
    strong = {d for d in days if d.day == 1}
    for day in sorted(days, key=lambda d: (d not in strong, d)):
        x = axis.x(day)
        css = "grid month" if day in strong else "grid"
        lines.append(element("path", d=path_data([(x, _AXIS_PX - 6), (x, bottom)]), class_=css))
    taken: list[tuple[float, float]] = []
    for day in sorted(days, key=lambda d: (d not in strong, d)):
        x = axis.x(day)
        text = _day_text(day, is_first=day == days[0])
        width = text_width_px(text, 11.0)
        span = (x, x + width + 8)
        if span[1] > axis.right or any(span[0] < t[1] and span[1] > t[0] for t in taken):
            continue
        taken.append(span)
        labels.append(label_text(x + 3.0, 12.0, text, "axis-text month" if day in strong else "axis-text"))
        free_from = max(free_from, span[1])
    return [*lines, *labels]


def _day_text(day: datetime, is_first: bool) -> str:
    if day.day == 1 and (day.month == 1 or is_first):
        return f"{day.day} {day:%b %Y}"
    return f"{day.day} {day:%b}"


def _draw_base(base: BaseTimeline, axis: Axis, top: float, has_strip_text: bool) -> tuple[list[str], float]:
    parts = [
        element("path", d=path_data([(axis.left, top), (axis.right, top)]), class_="panel-rule"),
        label_text(axis.left, top + 18.0, base.name, "panel-title"),
    ]
    parts += _draw_ticks(base, axis, top)
    rows: list[float] = []
    items: list[VisitBar | SightingMark] = [*base.visits, *base.sightings]
    for item in sorted(items, key=lambda i: (i.start, i.label)):
        left, right = _extent(item, axis)
        row = next((n for n, end in enumerate(rows) if end <= left), len(rows))
        rows[row : row + 1] = [right]
        y = top + _HEAD_PX + row * _ROW_PX + _ROW_PX / 2
        parts += _draw_visit(item, axis, y) if isinstance(item, VisitBar) else _draw_sighting(item, axis, y)
    for span in base.hidden:
        parts += _draw_hidden(span, axis, top + _HEAD_PX + len(rows) * _ROW_PX + _ROW_PX / 2)
        rows.append(axis.right)
    strip_top = top + _HEAD_PX + len(rows) * _ROW_PX + 6.0
    parts += _draw_strip(base.coverage, axis, strip_top)
    if has_strip_text:
        text = _STRIP_SEEN if base.coverage else _STRIP_DARK
        parts.append(label_text(axis.left, strip_top + _STRIP_PX + 12.0, text, "strip-text"))
    return parts, strip_top + _STRIP_PX + (15.0 if has_strip_text else 3.0) - top


def _geometry(item: VisitBar | SightingMark, axis: Axis) -> tuple[float, float]:
    left = axis.x(item.start)
    right = axis.x(item.end) if item.end else axis.right
    return left, max(right, left + 2.0)


def _label_side(item: VisitBar | SightingMark, axis: Axis) -> tuple[float, str]:
    """Where the label stands: right of the mark if it fits, else left of it."""
    left, right = _geometry(item, axis)
    width = text_width_px(item.label, _TEXT_PX)
    reach = 6.0 if isinstance(item, SightingMark) else 0.0
    right = max(right, (left + right) / 2 + reach)
    if isinstance(item, VisitBar) and item.end is None:
        return (left - _LABEL_GAP_PX, "end") if left - width - _LABEL_GAP_PX > axis.left else (left + _LABEL_GAP_PX, "start")
    if right + _LABEL_GAP_PX + width <= axis.right:
        return right + _LABEL_GAP_PX, "start"
    left = min(left, (left + right) / 2 - reach)
    return (left - _LABEL_GAP_PX, "end") if left - _LABEL_GAP_PX - width >= axis.left else (axis.right, "end")


def _extent(item: VisitBar | SightingMark, axis: Axis) -> tuple[float, float]:
    left, right = _geometry(item, axis)
    x, anchor = _label_side(item, axis)
    width = text_width_px(item.label, _TEXT_PX)
    start, end = (x, x + width) if anchor == "start" else (x - width, x)
    return min(left - 6.0, start), max(right + 6.0, end) + 10.0


def _draw_visit(visit: VisitBar, axis: Axis, y: float) -> list[str]:
    left, right = _geometry(visit, axis)
    css = f"visit {visit.asset_kind}"
    x, anchor = _label_side(visit, axis)
    label = label_text(x, y + 4.0, visit.label, "item-text", anchor)
    if visit.end is not None:
        return [element("rect", x=left, y=y - 4.0, width=right - left, height=8.0, class_=css), label]
    third = (right - left) / 6
    fades = [(left, right - 3 * third, "1"), (right - 3 * third, right - 2 * third, "0.6")]
    fades += [(right - 2 * third, right - third, "0.35"), (right - third, right, "0.15")]
    bars = [element("rect", x=a, y=y - 4.0, width=b - a, height=8.0, class_=css, fill_opacity=opacity) for a, b, opacity in fades]
    return [*bars, label]


def _draw_sighting(sighting: SightingMark, axis: Axis, y: float) -> list[str]:
    left, right = _geometry(sighting, axis)
    middle = (left + right) / 2
    parts = []
    if right - left > 9.0:
        parts.append(element("path", d=path_data([(left, y), (right, y)]), class_="span"))
        caps = path_data([(left, y - 3), (left, y + 3)]) + path_data([(right, y - 3), (right, y + 3)])
        parts.append(element("path", d=caps, class_="span"))
    hollow = sighting.certainty in {"disputed", "possible"} or sighting.event == "absent"
    diamond = path_data([(middle, y - 4.5), (middle + 4.5, y), (middle, y + 4.5), (middle - 4.5, y)], is_closed=True)
    parts.append(element("path", d=diamond, class_="sighting hollow" if hollow else "sighting"))
    x, anchor = _label_side(sighting, axis)
    parts.append(label_text(x, y + 4.0, sighting.label, "item-text", anchor))
    return parts


def _draw_hidden(span: HiddenSpan, axis: Axis, y: float) -> list[str]:
    """A hatched bar over a claimed time in which nothing could be received, on a row of its own."""
    left, right = axis.x(span.start), max(axis.x(span.end), axis.x(span.start) + 4.0)
    frame = element("rect", x=left, y=y - 5.0, width=right - left, height=10.0, class_="hidden-span")
    width = text_width_px(span.label, _TEXT_PX)
    is_right = right + _LABEL_GAP_PX + width <= axis.right
    x, anchor = (right + _LABEL_GAP_PX, "start") if is_right else (left - _LABEL_GAP_PX, "end")
    if not is_right and left - _LABEL_GAP_PX - width < axis.left:
        x, anchor = left + 4.0, "start"
    return [frame, hatch_lines(left, y - 5.0, right - left, 10.0), label_text(x, y + 4.0, span.label, "item-text muted", anchor)]


def _draw_ticks(base: BaseTimeline, axis: Axis, top: float) -> list[str]:
    """Numbers of claims above the rule, at the day on which they were made; the same day shares one label."""
    days: dict[float, list[int]] = {}
    for tick in base.claims:
        days.setdefault(round(axis.x(tick.moment), 1), []).append(tick.number)
    title_end = axis.left + text_width_px(base.name, 14.0, is_bold=True) + 14.0
    parts = []
    free = title_end
    for x, numbers in sorted(days.items()):
        text = f"claim {_runs(sorted(numbers))}"
        width = text_width_px(text, 10.5)
        parts.append(element("path", d=path_data([(x, top), (x, top + 7.0)]), class_="claim-tick"))
        start = min(max(x - width / 2, free), axis.right - width)
        if start + width <= axis.right and start >= free and abs(start + width / 2 - x) < width:
            parts.append(label_text(start, top + 18.0, text, "claim-text"))
            free = start + width + 8.0
    return parts


def _runs(numbers: Sequence[int]) -> str:
    """``1, 3–5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" if b > a + 1 else f"{a}, {b}" for a, b in runs)


def _draw_strip(coverage: Sequence[CoverageDay], axis: Axis, top: float) -> list[str]:
    """Hours of reception a day as height; hatched where nothing was received."""
    parts = [element("rect", x=axis.left, y=top, width=axis.right - axis.left, height=_STRIP_PX, class_="strip")]
    seen = sorted((axis.x(c.day), axis.x(c.day + timedelta(days=1)), c.hours) for c in coverage)
    edge = axis.left
    for left, right, hours in seen:
        if left > edge + 0.5:
            parts.append(hatch_lines(edge, top, left - edge, _STRIP_PX))
        height = _STRIP_PX * hours / 24.0
        bar = element("rect", x=left, y=top + _STRIP_PX - height, width=max(right - left, 0.5), height=height, class_="seen")
        parts.append(bar)
        edge = max(edge, right)
    if axis.right > edge + 0.5:
        parts.append(hatch_lines(edge, top, axis.right - edge, _STRIP_PX))
    return parts
