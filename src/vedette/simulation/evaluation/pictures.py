"""Reliability diagrams and the truth rate of every verdict, as SVG.

Panels (a title, points, a line of scores) and rows of verdicts flow in, one picture each flows out. A perfect judge's points lie
on the diagonal; the area of a point grows with its claims, its bar is the Wilson interval. Of a verdict the demanded band lies behind the
observed rate and its interval.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vedette.brief.style import FONT_STACK, PALETTE, VERDICT_STYLE
from vedette.brief.svg import element, label_text, picture
from vedette.schema.words import VERDICTS
from vedette.simulation.evaluation.metrics import Bin

_SIDE, _GAP, _LEFT, _HEAD, _TOP, _FOOT, _COLUMNS = 190.0, 44.0, 44.0, 40.0, 14.0, 40.0, 4
_ROW, _NAME_WIDTH, _BAR_WIDTH = 30.0, 178.0, 430.0
_STYLE = (
    f"text{{font-family:{FONT_STACK};font-size:12px;fill:{PALETTE['ink'][0]};font-variant-numeric:tabular-nums}}"
    f".muted{{fill:{PALETTE['muted'][0]};font-size:11px}}.head{{font-weight:600}}"
)
_INK, _RULE, _MUTED, _POINT, _OTHER = (PALETTE["ink"][0], PALETTE["rule"][0], PALETTE["muted"][0], "#0a4a86", "#b8690f")


@dataclass(frozen=True)
class Panel:
    """One reliability diagram: its points, those of the judge that it is compared with, and a line of scores."""

    title: str
    bins: Sequence[Bin]
    other: Sequence[Bin]
    scores: str


@dataclass(frozen=True)
class VerdictRow:
    """One verdict: claims, share that was true with its interval, and the band that was demanded."""

    verdict: str
    n: int
    truth_rate: float
    low: float
    high: float
    band: tuple[float, float]


def draw_reliability(panels: Sequence[Panel], title: str) -> str:
    """Panels side by side, four to a row."""
    n_rows = math.ceil(len(panels) / _COLUMNS)
    width = _LEFT + min(len(panels), _COLUMNS) * (_SIDE + _GAP)
    height = _TOP + n_rows * (_HEAD + _SIDE + _FOOT) + 22
    parts = [element("style", _STYLE), element("rect", width=width, height=height, fill=PALETTE["ground"][0])]
    for i, panel in enumerate(panels):
        left = _LEFT + (i % _COLUMNS) * (_SIDE + _GAP)
        parts += _panel(panel, left, _TOP + (i // _COLUMNS) * (_HEAD + _SIDE + _FOOT) + _HEAD)
    words = "points: Vedette, area by claims, bar = 95 % interval; crosses: the judge who knows the true parameters"
    parts.append(label_text(_LEFT, height - 8, words, "muted"))
    spoken = "Reliability: " + "; ".join(f"{p.title}, {p.scores}" for p in panels)
    return picture((width, height), "reliability", (title, spoken), parts, "reliability")


def _panel(panel: Panel, left: float, top: float) -> Iterator[str]:
    yield label_text(left, top - 22, panel.title, "head")
    yield label_text(left, top - 7, panel.scores, "muted")
    yield element("rect", x=left, y=top, width=_SIDE, height=_SIDE, fill="none", stroke=_RULE)
    for share in (0.25, 0.5, 0.75):
        x, y = _at(share, share, left, top)
        yield element("path", d=f"M{x:.1f} {top:.1f}v{_SIDE:.1f}M{left:.1f} {y:.1f}h{_SIDE:.1f}", stroke=_RULE, stroke_width=0.5)
    yield element("path", d=f"M{left:.1f} {top + _SIDE:.1f}L{left + _SIDE:.1f} {top:.1f}", stroke=_MUTED, stroke_width=1)
    for share in (0.0, 0.5, 1.0):
        x, y = _at(share, share, left, top)
        yield label_text(x, top + _SIDE + 14, f"{share:g}", "muted", "middle")
        yield label_text(left - 5, y + 4, f"{share:g}", "muted", "end")
    most = max((b.n for b in panel.bins), default=1)
    for other in panel.other:
        x, y = _at(other.mean_p, other.truth_rate, left, top)
        yield element("path", d=f"M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6", stroke=_OTHER, stroke_width=1.2)
    for b in panel.bins:
        x, y = _at(b.mean_p, b.truth_rate, left, top)
        low, high = _at(0, b.low, left, top)[1], _at(0, b.high, left, top)[1]
        yield element("path", d=f"M{x:.1f} {low:.1f}V{high:.1f}", stroke=_POINT, stroke_width=1)
        yield element("circle", cx=x, cy=y, r=2 + 3.5 * math.sqrt(b.n / most), fill=_POINT, fill_opacity=0.75)
    if left == _LEFT:
        turned = f"rotate(-90 {left - 30:.1f} {top + _SIDE / 2:.1f})"
        yield label_text(left - 30, top + _SIDE / 2, "share that was true", "muted", "middle", transform=turned)
    yield label_text(left + _SIDE / 2, top + _SIDE + 28, "probability given", "muted", "middle")


def _at(p: float, rate: float, left: float, top: float) -> tuple[float, float]:
    return left + p * _SIDE, top + (1 - rate) * _SIDE


def draw_verdicts(rows: Sequence[VerdictRow], title: str) -> str:
    """The truth rate of each verdict before its band."""
    width, height = _NAME_WIDTH + _BAR_WIDTH + 130, 46 + _ROW * len(rows) + 44
    bottom = 40 + _ROW * len(rows)
    parts = [element("style", _STYLE), element("rect", width=width, height=height, fill=PALETTE["ground"][0])]
    parts.append(label_text(12, 22, title, "head"))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _NAME_WIDTH + share * _BAR_WIDTH
        parts.append(element("path", d=f"M{x:.1f} 34V{bottom:.1f}", stroke=_RULE, stroke_width=0.7))
        parts.append(label_text(x, bottom + 14, f"{share:g}", "muted", "middle"))
    for i, row in enumerate(rows):
        parts += _verdict(row, 40 + i * _ROW)
    words = "share of claims with the verdict that were true; grey: the band demanded beforehand; bar: 95 % interval"
    parts.append(label_text(12, height - 8, words, "muted"))
    spoken = "; ".join(f"{r.verdict}: {r.truth_rate:.3f} of {r.n}, band {r.band[0]:g} to {r.band[1]:g}" for r in rows)
    return picture((width, height), "verdicts", (title, spoken), parts, "verdict-rates")


def _verdict(row: VerdictRow, top: float) -> Iterator[str]:
    middle = top + _ROW / 2
    low, high = (_NAME_WIDTH + share * _BAR_WIDTH for share in row.band)
    yield element("rect", x=low, y=top + 6, width=max(high - low, 2.0), height=_ROW - 12, fill=PALETTE["bar"][0])
    yield label_text(12, middle + 4, VERDICTS[row.verdict].shown, "name")
    yield label_text(_NAME_WIDTH + _BAR_WIDTH + 14, middle + 4, f"{row.truth_rate:.3f} of {row.n:,}", "muted")
    colour = VERDICT_STYLE[row.verdict].colour
    ends = [_NAME_WIDTH + share * _BAR_WIDTH for share in (row.low, row.high)]
    yield element("path", d=f"M{ends[0]:.1f} {middle:.1f}H{ends[1]:.1f}", stroke=_INK, stroke_width=1.2)
    yield element("circle", cx=_NAME_WIDTH + row.truth_rate * _BAR_WIDTH, cy=middle, r=4.5, fill=colour)
