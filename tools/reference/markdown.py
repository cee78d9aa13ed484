"""Markdown: a page with its comment, sections, tables. Plain texts flow in, Markdown flows out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

COMMENT = "<!-- Generated from the code by `make docs` (python tools/build_docs.py). Change the code, not this page. -->"

_TAG = re.compile(r"<(?=[A-Za-z/!])")


def page(title: str, *parts: str) -> str:
    """A whole page: the comment, the title, the parts."""
    return "\n\n".join((COMMENT, f"# {title}", *(part.strip("\n") for part in parts if part))) + "\n"


def section(title: str, *parts: str, level: int = 2) -> str:
    """A section of a page."""
    return "\n\n".join((f"{'#' * level} {title}", *(part.strip("\n") for part in parts if part)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells may hold Markdown. A column that is empty in every row is left out."""
    body = [[cell(c) for c in row] for row in rows]
    kept = [i for i in range(len(head)) if any(row[i] for row in body)]
    lines = [[head[i] for i in kept], ["---" for _ in kept], *([row[i] for i in kept] for row in body)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """A text as it may stand in a cell: in one line, with bars escaped, and nothing outside code that looks like a tag."""
    parts = " ".join(text.split()).replace("|", "\\|").split("`")
    return "`".join(part if i % 2 else _TAG.sub("&lt;", part) for i, part in enumerate(parts))


def code(text: str) -> str:
    """A name as it is typed; nothing where there is none."""
    return f"`{text}`" if text else ""


def codes(names: Iterable[str]) -> str:
    """Names as they are typed, in one line."""
    return ", ".join(code(name) for name in names)


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def first_line(text: str | None) -> str:
    """The first sentence of a docstring."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def linked(text: str | None) -> str:
    """A source: a link as a link, other words as they are."""
    if not text:
        return ""
    return " ".join(f"[{_host(word)}]({word})" if word.startswith(("http://", "https://")) else word for word in text.split())


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")
