"""The part of index.md that lists the decisions: one line each, by number, with the title of its page."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"


def _listed() -> str:
    return "\n".join(f"- [{_title(page)}](decisions/{page.name})" for page in sorted(FOLDER.glob("*.md")))


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").strip()


PARTS = {"decisions": _listed}
