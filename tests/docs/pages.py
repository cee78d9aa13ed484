"""The documentation as the tests read it: which pages there are, their code blocks, their prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    """A page's path in the repository."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of every code block of a page."""
    for found in _BLOCK.finditer(path.read_text(encoding="utf-8")):
        yield found[1], found[2]


def prose(path: Path) -> str:
    """A page without its code blocks."""
    return _BLOCK.sub("", path.read_text(encoding="utf-8"))
