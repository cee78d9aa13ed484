"""What was found in counts, as one picture: `Examined` series flow in, an SVG flows out."""

from __future__ import annotations

import numpy as np

from vedette.brief.count_chart import ChangeMark, CountChart, draw_count_charts
from vedette.patterns.changes import Change
from vedette.patterns.examine import Examined
from vedette.patterns.glm import Floats
from vedette.verbs.patterns import Patterns


def draw_patterns(patterns: Patterns) -> str:
    """All series of a file under one another."""
    alpha = patterns.examination.params.alpha
    return draw_count_charts([chart_of(one, alpha) for one in patterns.examination.series], "patterns")


def chart_of(one: Examined, alpha: float) -> CountChart:
    """One series as a chart."""
    series, looks = one.series, one.looks
    return CountChart(
        title=series.name,
        days=series.days,
        counts=_plain(series.counts),
        expected=_plain(looks.expected),
        low=_plain(looks.low),
        high=_plain(looks.high),
        effort=_plain(series.effort) if series.has_effort else None,
        up=[int(i) for i in np.flatnonzero(looks.is_up(alpha))],
        down=[int(i) for i in np.flatnonzero(looks.is_down(alpha))],
        changes=[_mark(change, one) for change in one.changes],
        outages=[int(i) for i in np.flatnonzero(one.is_outage)],
        breaks=[
            *((i, f"feeds: {series.feeds[i]}") for i in one.breaks),
            *((x.index, "new level is the baseline") for x in one.levels if x.index < len(series)),
        ],
    )


def _mark(change: Change, one: Examined) -> ChangeMark:
    words = f"{one.series.days[change.index]}: x {change.ratio:.2f} ({change.low:.2f} to {change.high:.2f})"
    return ChangeMark(change.index, change.first, change.last, words, change.ratio > 1)


def _plain(values: Floats) -> list[float | None]:
    return [None if np.isnan(v) else float(v) for v in values]
