"""Colours, shapes and type of everything a reader sees: brief, page and terminal take them from here.

In: a verdict's code. Out: its colour on white and on near-black, its shape, its style in the terminal.
The scale diverges from blue (it holds) over grey (cannot tell) to orange (it does not hold); blue and orange stay apart
under every common colour blindness (Okabe & Ito 2008), and the shape and the word carry the same meaning without colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class VerdictStyle(NamedTuple):
    """How a verdict looks: colour on a white ground, one-character shape, style of the `rich` terminal library."""

    colour: str
    glyph: str
    rich_style: str


@dataclass(frozen=True)
class _Row:
    """One row of the table; `shape` names a drawing in `vedette.brief.symbols`."""

    code: str
    light: str
    dark: str
    glyph: str
    shape: str
    rich_style: str


# From "it holds" to "it does not hold"; every colour has at least 3:1 against its ground (WCAG 1.4.11).
_ROWS = (
    _Row("confirmed", "#0a4a86", "#7db8ea", "●", "disc", "bold #3d8fd1"),
    _Row("corroborated", "#2273b5", "#5fa3dc", "◉", "disc-in-ring", "#3d8fd1"),
    _Row("partly_confirmed", "#4d8fc4", "#4b8fc9", "◐", "half-disc", "#6ba9da"),
    _Row("inconclusive", "#75777a", "#a2a5a8", "⊖", "barred-ring", "grey62"),
    _Row("reported_only", "#75777a", "#a2a5a8", "○", "ring", "grey62"),
    _Row("not_observable", "#75777a", "#a2a5a8", "▨", "hatched-square", "grey50"),
    _Row("not_seen_where_expected", "#b8690f", "#e0a050", "◇", "diamond-outline", "#d98a2b"),
    _Row("contradicted", "#a34a00", "#f0954a", "◆", "diamond", "bold #e07b1f"),
    _Row("not_checkable", "#75777a", "#a2a5a8", "–", "dash", "grey50"),
    _Row("superseded", "#75777a", "#a2a5a8", "⊘", "struck-ring", "grey50 strike"),
)

VERDICT_STYLE: dict[str, VerdictStyle] = {r.code: VerdictStyle(r.light, r.glyph, r.rich_style) for r in _ROWS}
VERDICT_DARK: dict[str, str] = {r.code: r.dark for r in _ROWS}
VERDICT_SHAPE: dict[str, str] = {r.code: r.shape for r in _ROWS}
VERDICT_RANK: dict[str, int] = {r.code: rank for rank, r in enumerate(_ROWS)}

FONT_STACK = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'

# name -> (light, dark); the page's CSS variables are made from this table
PALETTE: dict[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#121416"),
    "panel": ("#f6f6f4", "#1b1e21"),
    "ink": ("#1a1c1e", "#e9e9e6"),
    "muted": ("#5c6166", "#a7acb1"),
    "rule": ("#d9dadb", "#353a3f"),
    "rule-strong": ("#1a1c1e", "#e9e9e6"),
    "link": ("#0a4a86", "#8cc0ee"),
    "sea": ("#eaf0f3", "#161c20"),
    "land": ("#f9f7f2", "#282c2f"),
    "coast": ("#b9bdbb", "#4a5157"),
    "border": ("#dcd8cf", "#3a4045"),
    "graticule": ("#d3dee3", "#242d33"),
    "water-name": ("#5f7f90", "#6f8fa0"),
    "map-muted": ("#626b70", "#98a0a6"),
    "halo": ("#ffffff", "#121416"),
    "ship": ("#14566b", "#74c0d6"),
    "aircraft": ("#7a3b69", "#d79ac6"),
    "mark": ("#1a1c1e", "#e9e9e6"),
    "seen": ("#c3d3dc", "#3a4a54"),
    "hatch": ("#a3a7aa", "#5f666c"),
    "bar": ("#c9cccf", "#454b51"),
}


def css_variables(is_dark: bool) -> str:
    """The palette and the verdicts' colours as CSS custom properties, one a line."""
    position = 1 if is_dark else 0
    lines = [f"--{name}: {pair[position]};" for name, pair in PALETTE.items()]
    lines += [f"--v-{r.code.replace('_', '-')}: {r.dark if is_dark else r.light};" for r in _ROWS]
    return "\n".join(lines)


def contrast_ratio(first: str, second: str) -> float:
    """Contrast between two ``#rrggbb`` colours, 1 to 21. Source: WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
