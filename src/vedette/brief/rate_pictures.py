"""Charts of rates as the brief draws them: `RateChart`s flow in, one SVG flows out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from vedette.brief.count_chart import ChangeMark, CountChart, draw_count_charts
from vedette.brief.document import RateChange, RateChart


def draw_rates(charts: Sequence[RateChart], ident: str, width_px: float) -> str:
    """All charts under one another, without a legend: the caption says what is what. Empty if there are none."""
    return draw_count_charts([count_chart(chart) for chart in charts], ident, width_px, has_legend=False)


def count_chart(chart: RateChart) -> CountChart:
    """The plain numbers by step."""
    claimed = [i for i, start in enumerate(chart.starts) if _is_claimed(start, chart)]
    return CountChart(
        title=chart.title,
        days=[start.date() for start in chart.starts],
        counts=chart.counts,
        expected=chart.expected,
        low=chart.low,
        high=chart.high,
        effort=chart.effort if any(e is not None for e in chart.effort) else None,
        up=chart.up,
        down=chart.down,
        changes=[_mark(change, chart) for change in chart.changes],
        breaks=[(_index(start, chart), f"feeds: {feeds}") for start, feeds in chart.breaks],
        claimed=(claimed[0], claimed[-1]) if claimed else None,
    )


def _is_claimed(start: datetime, chart: RateChart) -> bool:
    first, last = chart.claimed
    return first is not None and last is not None and first <= start <= last


def _mark(change: RateChange, chart: RateChart) -> ChangeMark:
    ratio = "from none" if change.ratio is None else f"x {change.ratio:.2g}"
    low, high = (f"{v:.2g}" if v is not None else "?" for v in (change.ratio_low, change.ratio_high))
    words = f"{change.day:%-d %b %Y}: {ratio} ({low} to {high})"
    is_up = change.ratio is None or change.ratio > 1
    return ChangeMark(_index(change.day, chart), _index(change.first_day, chart), _index(change.last_day, chart), words, is_up)


def _index(moment: datetime, chart: RateChart) -> int:
    """The period that a moment lies in."""
    return max(sum(1 for start in chart.starts if start <= moment) - 1, 0)
