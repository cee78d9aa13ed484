"""Links lead somewhere, and the pages speak of the repository only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, PAGES, ROOT, name_of

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MADE_LATER = {"docs/images/brief.png"}  # a picture is not needed to read the page
_OUTSIDE = re.compile(r"(?<![\w.])/(work|tmp|home|root|Users|mnt|opt)/|\.\./shared")
_NOT_OURS = re.compile(r"\b(workplaces?|sessions?|helpers?|sandbox\w*|TODO|FIXME|to do later)\b", re.IGNORECASE)
_HYPE = re.compile(
    r"\b(powerful|seamless(ly)?|cutting[- ]edge|state[- ]of[- ]the[- ]art|revolutionary|blazing(ly)?|effortless(ly)?|robust(ly)?"
    r"|game[- ]chang\w+|unlock|leverage|delve|world[- ]class|next[- ]gen\w*)\b|[\U0001F300-\U0001FAFF\u2705\u2728]",
    re.IGNORECASE,
)  # fmt: skip


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, made as GitHub makes them."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        number = sum(1 for a in found if re.fullmatch(rf"{re.escape(anchor)}(-\d+)?", a))
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_link_is_dead(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://") or page.parent.name == "reference", target
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.is_relative_to(ROOT), f"{target} leads out of the repository"
        assert linked.exists() or name_of(linked) in _MADE_LATER, f"{target} leads nowhere"
        assert not anchor or anchor in anchors(linked), f"{target}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_speaks_of_the_repository_only(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for pattern in (_OUTSIDE, _NOT_OURS):
        assert not (found := pattern.search(text)), f"{name_of(page)}: {found[0]}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_is_calm(page: Path) -> None:
    assert not (found := _HYPE.search(page.read_text(encoding="utf-8"))), f"{name_of(page)}: {found[0]}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_one_title_and_ends_with_one_newline(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r"^# ", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), flags=re.MULTILINE)) == 1
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    left = [ROOT / "README.md"]
    while left:
        page = left.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in _LINK.findall(page.read_text(encoding="utf-8")):
            linked = (page.parent / target.partition("#")[0]).resolve()
            if linked.suffix == ".md" and linked.is_relative_to(ROOT):
                left.append(linked)
    assert set(DOCS.rglob("*.md")) <= seen
