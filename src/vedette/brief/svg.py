"""Writing SVG as text: elements with escaped attributes, paths from points, widths of text.

In: names, numbers and strings. Out: well-formed XML fragments. Text widths come from the advance widths of Helvetica,
widened a little because the reader's system font is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Pixel = tuple[float, float]

# advance widths of Helvetica in thousandths of an em, grouped. Source: Adobe core font metrics (AFM).
_WIDTHS: dict[str, int] = {}
for _letters, _width in (
    ("ijl'|‘’", 222),
    ("ftI.,:;/\\!() []·", 278),
    ("r-`“”", 333),
    ("csvxzykJ", 500),
    ("abdeghnopquL0123456789?#$_+=<>~–", 556),
    ("FTZ", 611),
    ("ABEKPSVXY&", 667),
    ("CDHNRUw", 722),
    ("GOQ", 778),
    ("mM", 833),
    ("%", 889),
    ("W@—…", 1000),
):
    _WIDTHS.update(dict.fromkeys(_letters, _width))
_OTHER_WIDTH = 600
_UNKNOWN_FONT_FACTOR = 1.07
_BOLD_FACTOR = 1.07


def text_width_px(text: str, size_px: float, is_bold: bool = False) -> float:
    """Width that a text may take in an unknown sans-serif face, in px; a little more than Helvetica takes."""
    em = sum(_WIDTHS.get(letter, _OTHER_WIDTH) for letter in text) / 1000
    return em * size_px * _UNKNOWN_FONT_FACTOR * (_BOLD_FACTOR if is_bold else 1.0)


def number(value: float) -> str:
    """A coordinate with one decimal, without a trailing zero or a negative zero."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def element(tag: str, *content: str, **attributes: str | float | None) -> str:
    """One element. Attribute names: a trailing underscore is cut, others become hyphens; null attributes are left out.

    Content is taken as it is (elements); texts go through `text_of` first.
    """
    parts = [f"<{tag}"]
    for name, value in attributes.items():
        if value is None:
            continue
        shown = number(value) if isinstance(value, int | float) else escape(value, quote=True)
        parts.append(f' {name.removesuffix("_").replace("_", "-")}="{shown}"')
    parts.append(f">{''.join(content)}</{tag}>" if content else "/>")
    return "".join(parts)


def text_of(text: str) -> str:
    """A text made safe to stand between tags."""
    return escape(text, quote=False)


def group(elements: Iterable[str], **attributes: str | float | None) -> str:
    """A ``<g>`` of elements, or nothing if there are none."""
    inside = "".join(elements)
    return element("g", inside, **attributes) if inside else ""


def path_data(points: Sequence[Pixel], is_closed: bool = False) -> str:
    """Path commands through points, absolute, one decimal; points that fall on the one before are left out."""
    commands: list[str] = []
    last = ""
    for x, y in points:
        here = f"{number(x)} {number(y)}"
        if here != last:
            commands.append(("L" if commands else "M") + here)
            last = here
    return "".join(commands) + ("Z" if is_closed and commands else "")


def label_text(x: float, y: float, text: str, class_: str, anchor: str = "start", **more: str | float | None) -> str:
    """A ``<text>`` at a baseline point."""
    return element("text", text_of(text), x=x, y=y, class_=class_, text_anchor=None if anchor == "start" else anchor, **more)


def picture(size: Pixel, ident: str, spoken: tuple[str, str], content: Iterable[str], class_: str) -> str:
    """An ``<svg>`` that scales to its column and speaks to a screen reader by title and description (`spoken`)."""
    title = element("title", text_of(spoken[0]), id=f"{ident}-title")
    description = element("desc", text_of(spoken[1]), id=f"{ident}-desc")
    return element(
        "svg",
        title,
        description,
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        width=size[0],
        height=size[1],
        role="img",
        aria_labelledby=f"{ident}-title {ident}-desc",
        class_=class_,
    )
