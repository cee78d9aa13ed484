"""A document as one HTML file: no network, no fonts from elsewhere, no script needed.

In: a `Document` and a source of land for the map. Out: text. The template lies in `templates/`; drawings are made at two
widths, one for a page and one for a telephone, and the stylesheet shows the one that fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from vedette.brief import phrases
from vedette.brief.charts import draw_history, draw_interval, draw_interval_large, history_sentence, interval_text, percent
from vedette.brief.document import Document, RateChart
from vedette.brief.fit_chart import draw_fits
from vedette.brief.land import LandSource, natural_earth
from vedette.brief.links import web_link
from vedette.brief.map import caption, draw_map
from vedette.brief.parts.items import span_text
from vedette.brief.rate_pictures import draw_rates
from vedette.brief.source_table import source_lines
from vedette.brief.style import FONT_STACK, css_variables
from vedette.brief.symbols import verdict_icon
from vedette.brief.timeline import draw_timelines
from vedette.clock import format_day, format_time
from vedette.schema.words import VERDICTS

_PERCENT = re.compile(r"(?<=\d) %")  # a figure and its sign stand in one line
MAP_WIDTHS_PX = (700.0, 358.0)
TIMELINE_WIDTHS_PX = (1096.0, 358.0)
RATE_WIDTHS_PX = (700.0, 358.0)


def render_html(document: Document, land: LandSource = natural_earth) -> str:
    """The brief as HTML; deterministic, ends with a newline."""
    template = _environment().get_template("brief.html.j2")
    text = template.render(
        d=document,
        css=Markup(_stylesheet()),  # noqa: S704 our own stylesheet
        maps=_maps(document, land),
        timelines=_timelines(document),
        claim_rates={c.claim_id: (_rates([c], f"rate{i}"), c) for i, c in enumerate(document.claim_rates)},
        base_rates=_rates(document.base_rates, "bases"),
        cite=_Citer(document),
    )
    whole = _PERCENT.sub("\N{NO-BREAK SPACE}%", text)
    return whole if whole.endswith("\n") else f"{whole}\n"


class _Citer:
    """Numbers of citations for the template."""

    def __init__(self, document: Document) -> None:
        self._by_key = {c.key: c for c in document.citations}

    def __call__(self, keys: Sequence[str]) -> list[Any]:
        return [self._by_key[k] for k in keys if k in self._by_key]


def _maps(document: Document, land: LandSource) -> list[Markup]:
    if document.map.is_empty and document.map.box is None:
        return []
    title = f"Map: {document.title}"
    drawn = [draw_map(document.map, land, width, f"map{int(width)}", title) for width in MAP_WIDTHS_PX]
    return [Markup(svg) for svg in drawn]  # noqa: S704 every text in it went through svg.text_of


def _timelines(document: Document) -> list[Markup]:
    if not document.timelines:
        return []
    drawn = [
        draw_timelines(document.timelines, document.period, width, f"timeline{int(width)}", "Timeline of each base")
        for width in TIMELINE_WIDTHS_PX
    ]
    return [Markup(svg) for svg in drawn]  # noqa: S704 every text in it went through svg.text_of


def _rates(charts: Sequence[RateChart], ident: str) -> list[Markup]:
    if not charts:
        return []
    drawn = [draw_rates(charts, f"{ident}-{int(width)}", width) for width in RATE_WIDTHS_PX]
    return [Markup(svg) for svg in drawn]  # noqa: S704 every text in it went through svg.text_of


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("vedette.brief"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=format_day,
        moment=format_time,
        percent=percent,
        span=lambda pair: span_text(*pair),
        interval=interval_text,
        history=history_sentence,
        shown=lambda code: VERDICTS[code].shown,
        meaning=lambda code: VERDICTS[code].meaning,
        icon=lambda code, size=16: Markup(verdict_icon(code, size)),  # noqa: S704 drawn by us
        bar=lambda state, ident: Markup(draw_interval(state, ident)),  # noqa: S704 drawn by us
        bar_large=lambda state, ident: Markup(draw_interval_large(state, ident)),  # noqa: S704 drawn by us
        fits=lambda fit, ident: Markup(draw_fits(fit.bars, ident, fit.lead.text)),  # noqa: S704 drawn by us
        strip=lambda history, ident: Markup(draw_history(history, ident)),  # noqa: S704 drawn by us
        ratio=ratio_text,
        cell=cell_text,
        capitalize_first=lambda text: text[:1].upper() + text[1:],
        web_link=web_link,
        verdict_class=lambda code: f"v-{code.replace('_', '-')}",
    )
    environment.globals.update(phrases=phrases, source_lines=source_lines, map_caption=caption)
    return environment


def ratio_text(ratio: float | None) -> str:
    """``× 4.2`` for what speaks for a claim, ``÷ 3.1`` for what speaks against it, empty where it decides nothing."""
    if ratio is None or 0.995 < ratio < 1.005:
        return ""
    return f"×\N{NO-BREAK SPACE}{ratio:.3g}" if ratio > 1 else f"÷\N{NO-BREAK SPACE}{1 / ratio:.3g}"


def cell_text(cell: float) -> str:
    """A cell of the matrix, the largest of its row being 1: ``1``, ``0.33``, ``0.004``."""
    return f"{cell:.2g}"


@cache
def _stylesheet() -> str:
    source, _, _ = PackageLoader("vedette.brief").get_source(_environment(), "brief.css")
    values = {"FONT": FONT_STACK, "LIGHT": css_variables(is_dark=False), "DARK": css_variables(is_dark=True)}
    for name, value in values.items():
        source = source.replace(f"/*{name}*/", value)
    return source
