"""The section of json.md on `vedette.patterns/1`: keys from the code, called on a small series; what each means stands here."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from reference.markdown import code, one_line, section, table
from vedette.patterns.changes import Change
from vedette.patterns.default_detector import STATES, DetectorParams
from vedette.patterns.examine import Episode, Examined, examine
from vedette.patterns.series import CountSeries
from vedette.verbs.patterns import change_object, episode_object, other_object, series_object

_MEANINGS = {
    "name": "of the series: its column, or what `--series` tells it apart by",
    "step": "day or week",
    "start": "first day; of an episode, of its first alarm",
    "end": "first day of the last step; of an episode, of its last alarm",
    "has_effort": "was effort given",
    "changes": "dated changes of the rate; [below](#a-change)",
    "alarms": "of a series: the looks that alarm, as in `looks`; of an episode: how many; of another method: `day`, `count`, `upper`",
    "episodes": "alarms in one direction that follow one another; [below](#an-episode)",
    "outages": "days on which the receivers failed; neither tested nor part of a baseline",
    "baseline_breaks": "`day` on which the set of feeds became another, `before` and `after`",
    "looks": "of a series: every step, [below](#a-look); of an episode: how many steps were tested in it",
    "others": "what the other methods say; [below](#another-method)",
    "day": "the day; of a change, the first with the new rate",
    "day_interval": "first and last day of the shortest run that holds 95 % of the likelihood",
    "direction": "up or down",
    "began": "where the change took its time: last day of the old rate; null = at once",
    "complete": "first day of the new rate then",
    "new_levels": "lasting changes: `day` from which the new level is the baseline, `since` when it stands, `direction`",
    "season_from": "first day that is judged with the season taken out; null = none is",
    "signals": "of `--watch`: `day`, `since` when the run lasts, `direction`, the cumulative `sum`",
    "rate_ratio": "after over before; of a look or an episode, observed over expected",
    "rate_ratio_interval": "its 95 % interval",
    "rate_before": "counts a step and unit of effort",
    "rate_after": "the same after the change",
    "before_from": "first day of the stretch that the change ends",
    "after_to": "last day of the stretch that it begins",
    "count": "as read; null = missing",
    "effort": "as read; null = not known or not given",
    "state": "how it was judged: " + ", ".join(f"`{state}`" for state in STATES if state),
    "alarm": "up, down or null",
    "expected": "count expected at the effort of the step; null = not tested",
    "band": "lowest and highest count without an alarm, nearly",
    "p_up": "mid-p of so many or more",
    "p_down": "mid-p of so few or fewer",
    "q": "Benjamini-Hochberg over the series of that day; null without an alarm",
    "dispersion": "variance over mean in the baseline; at least 1",
    "observed": "sum of the counts that were tested",
    "least_q": "smallest q in it",
    "method": "`ears_c1`, `ears_c2`, `ears_c3`, `farrington` or `farrington_flexible`",
    "tested": "looks with a bound",
    "note": "why nothing was tested; empty if something was",
}


def of_patterns() -> str:
    """The section."""
    one, change, episode = _example()
    return section(
        "vedette.patterns/1",
        "From `vedette patterns --json`: `told`, how the file was read; `settings` of the detector; `false_alarms_a_month` to be "
        "expected if nothing happens; `watch_threshold` of `--watch`, or null; `methods` that were asked for; `series`, a list of these:",
        _keys(series_object(one, 0.01)),
        section("A change", _keys(change_object(change, one)), level=3),
        section("An episode", _keys(episode_object(episode, one)), level=3),
        section("A look", _keys(series_object(one, 0.01)["looks"][0]), level=3),
        section("Another method", _keys(other_object(one.others[0])), level=3),
    )


@cache
def _example() -> tuple[Examined, Change, Episode]:
    days = tuple(date(2024, 1, 1) + timedelta(days=7 * i) for i in range(20))
    series = CountSeries("", "week", days, np.full(20, 5.0), np.ones(20))
    (one,) = examine([series], DetectorParams()).series
    return one, Change(1, 1, 1, 1.0, 1.0, 1.0, 1.0, 1.0, 0, 2), Episode("up", 0, 1, 1, 1, 1.0, 1.0, 1.0)


def _keys(found: dict[str, Any]) -> str:
    if unexplained := [key for key in found if key not in _MEANINGS]:
        raise SystemExit(f"explain in pattern_shapes.py: {', '.join(unexplained)}")
    return table(("key", "meaning"), ((code(key), one_line(_MEANINGS[key])) for key in found))
