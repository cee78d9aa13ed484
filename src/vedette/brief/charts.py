"""Two small charts: how probable, with its interval; and how a verdict changed over time.

In: a `VerdictState`, or the history of them. Out: SVG. The interval is drawn before the point, marks on the axis
are the borders of the likelihood words (ICD 203), and every number that is drawn is also written.
"""

from __future__ import annotations

from collections.abc import Sequence

from vedette.brief.document import VerdictState
from vedette.brief.svg import element, label_text, path_data, picture, text_width_px
from vedette.brief.symbols import verdict_class, verdict_shape
from vedette.clock import format_day
from vedette.schema import probability
from vedette.schema.words import VERDICTS

LIKELIHOOD_BORDERS = tuple(low for low, _, _ in probability.LIKELIHOODS if low >= 0.05)
_UNBROKEN = "\N{NO-BREAK SPACE}"


def percent(value: float | None) -> str:
    """A probability as a reader says it, unbroken at a line's end; a dash for null."""
    return "–" if value is None else probability.percent(value).replace(" ", _UNBROKEN)


def interval_text(state: VerdictState) -> str:
    """``81 % (62 % to 91 %)``; without an interval the figure alone."""
    if state.probability is None:
        return "no figure"
    return with_interval(state.probability, state.low, state.high)


def with_interval(value: float, low: float | None, high: float | None) -> str:
    """``81 % (62 % to 91 %)``, each figure unbroken at a line's end; without an interval the figure alone."""
    return probability.with_interval(value, low, high).replace(" %", f"{_UNBROKEN}%")


def draw_interval(state: VerdictState, ident: str, width_px: float = 120.0) -> str:
    """A bar from 0 to 1 for a line of a table: interval as a band, probability as a tick. Empty where there is no figure."""
    if state.probability is None:
        return ""
    height, left, right = 18.0, 1.0, width_px - 1.0
    span = right - left
    parts = [element("path", d=path_data([(left, 9.0), (right, 9.0)]), class_="axis")]
    parts += [_tick(left + b * span, 7.0, 11.0) for b in (0.0, *LIKELIHOOD_BORDERS, 1.0)]
    parts += _band(state, left, span, 9.0, 8.0)
    title = f"Probability {interval_text(state)}"
    return picture((width_px, height), ident, (title, "From 0 to 100 per cent."), parts, f"interval {verdict_class(state.code)}")


def draw_interval_large(state: VerdictState, ident: str, width_px: float = 320.0) -> str:
    """The same with its scale written out, for a claim's own section."""
    if state.probability is None:
        return ""
    left, right = 8.0, width_px - 12.0
    span = right - left
    parts = [element("path", d=path_data([(left, 14.0), (right, 14.0)]), class_="axis")]
    for border in (0.0, *LIKELIHOOD_BORDERS, 1.0):
        parts.append(_tick(left + border * span, 11.0, 17.0))
        if border in {0.0, 0.2, 0.8, 1.0} or border in {0.45, 0.55}:
            anchor = {0.45: "end", 0.55: "start"}.get(border, "middle")
            shift = {0.45: 4.0, 0.55: -4.0}.get(border, 0.0)
            parts.append(label_text(left + border * span + shift, 33.0, f"{border * 100:.0f}", "axis-text", anchor))
    parts += _band(state, left, span, 14.0, 11.0)
    title = f"Probability {interval_text(state)}"
    css = f"interval large {verdict_class(state.code)}"
    description = "From 0 to 100 per cent; marks are the borders of the likelihood words."
    return picture((width_px, 38.0), ident, (title, description), parts, css)


def _tick(x: float, top: float, bottom: float) -> str:
    return element("path", d=path_data([(x, top), (x, bottom)]), class_="axis")


def _band(state: VerdictState, left: float, span: float, middle: float, height: float) -> list[str]:
    parts = []
    if state.low is not None and state.high is not None:
        x, width = left + state.low * span, max((state.high - state.low) * span, 1.0)
        parts.append(element("rect", x=x, y=middle - height / 2, width=width, height=height, class_="band"))
    x = left + (state.probability or 0.0) * span
    tick = path_data([(x, middle - height / 2 - 2), (x, middle + height / 2 + 2)])
    parts += [element("path", d=tick, class_="point-halo"), element("path", d=tick, class_="point")]
    return parts


def history_sentence(history: Sequence[VerdictState]) -> str:
    """``As of 5 Feb 2025: contradicted; supersedes reported only as of 22 Dec 2024.``"""
    last = history[-1]
    text = f"As of {format_day(last.as_of)}: {VERDICTS[last.code].shown.lower()}"
    for before in reversed(history[:-1]):
        text += f"; supersedes {VERDICTS[before.code].shown.lower()} as of {format_day(before.as_of)}"
    return f"{text}."


def draw_history(history: Sequence[VerdictState], ident: str, width_px: float = 640.0) -> str:
    """Verdicts from left to right at equal steps, each with its shape, word and date; empty for a single one."""
    if len(history) < 2:
        return ""
    step = width_px / len(history)
    middle = 11.0
    parts = []
    for index, state in enumerate(history):
        x = index * step
        word = VERDICTS[state.code].shown
        is_last = index == len(history) - 1
        parts.append(verdict_shape(state.code, x + 1.0, middle - 8.0))
        parts.append(label_text(x + 24.0, middle + 4.5, word, "history-word last" if is_last else "history-word"))
        parts.append(label_text(x + 24.0, middle + 22.0, f"as of {format_day(state.as_of)}", "axis-text"))
        if not is_last:
            start = x + 24.0 + text_width_px(word, 13.0, is_bold=True) + 8.0
            if start < x + step - 10.0:
                parts.append(element("path", d=path_data([(start, middle), (x + step - 8.0, middle)]), class_="history-line"))
    title = "How the verdict changed"
    return picture((width_px, 40.0), ident, (title, history_sentence(history)), parts, "history")
