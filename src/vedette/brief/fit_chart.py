"""A small chart of explanations: one line each, its name beside it, interval as a band, probability as a dot with its figure.

In: `HypothesisBar`s in order, a width in px. Out: SVG. Direct labels, no legend; every number that is drawn is also written.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.brief.charts import with_interval
from vedette.brief.document import HypothesisBar
from vedette.brief.svg import element, label_text, path_data, picture

_ROW_PX = 40.0
_TOP_PX = 6.0
_FIGURE_PX = 196.0  # room for the figures at the right


def draw_fits(bars: Sequence[HypothesisBar], ident: str, title: str, width_px: float = 520.0) -> str:
    """The chart; the first explanation is set in bold, since it is the one that fits best."""
    left, right = 1.0, width_px - _FIGURE_PX
    parts: list[str] = []
    for index, bar in enumerate(bars):
        top = _TOP_PX + index * _ROW_PX
        parts += _row(bar, top, left, right, is_first=index == 0)
    description = "; ".join(f"{bar.says}: {figure(bar)}" for bar in bars)
    return picture((width_px, _TOP_PX + len(bars) * _ROW_PX), ident, (title, description), parts, "fits")


def figure(bar: HypothesisBar) -> str:
    """``74 % (15 % to 98 %)``; without an interval the figure alone."""
    return with_interval(bar.posterior, bar.low, bar.high)


def _row(bar: HypothesisBar, top: float, left: float, right: float, *, is_first: bool) -> list[str]:
    middle, span = top + 27.0, right - left
    name = label_text(left, top + 13.0, bar.says, "fit-name first" if is_first else "fit-name")
    axis = element("path", d=path_data([(left, middle), (right, middle)]), class_="axis")
    drawn = [name, axis]
    if bar.low is not None and bar.high is not None:
        width = max((bar.high - bar.low) * span, 1.0)
        drawn.append(element("rect", x=left + bar.low * span, y=middle - 4.0, width=width, height=8.0, class_="fit-band"))
    x = left + bar.posterior * span
    drawn.append(element("circle", cx=x, cy=middle, r=5.0, class_="fit-dot first" if is_first else "fit-dot"))
    drawn.append(label_text(right + 14.0, middle + 4.5, figure(bar), "fit-figure first" if is_first else "fit-figure"))
    return drawn
