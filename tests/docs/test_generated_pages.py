"""Generated pages are what the code says today, and `--check` names the one that is not."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from tests.docs.pages import DOCS

NAMES = (
    "commands.md", "case-files.md", "settings.md", "formats.md", "tables.md", "verdicts.md", "likelihoods.md", "register.md",
    "relations.md", "json.md", "case-hypotheses.md",
)  # fmt: skip


def test_every_page_is_tested(build_docs: ModuleType) -> None:
    assert set(NAMES) == set(build_docs.PAGES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_what_the_code_says(build_docs: ModuleType, name: str) -> None:
    assert (build_docs.FOLDER / name).read_text(encoding="utf-8") == build_docs.PAGES[name](), "stale; run: make docs"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_first_that_it_is_generated_and_how(build_docs: ModuleType, name: str) -> None:
    first = (build_docs.FOLDER / name).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("<!--")
    assert "make docs" in first


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index.md", "reading.md", "tutorial.md"])
def test_the_filled_parts_of_a_page_are_what_the_code_gives(build_docs: ModuleType, name: str) -> None:
    path = DOCS / name
    assert list(build_docs.stale_parts({path: build_docs.FILLED[path]})) == [], "stale; run: make docs"


def test_a_part_that_nobody_fills_is_an_error(build_docs: ModuleType) -> None:
    assert build_docs.fill("a\n<!-- filled: x -->\nold\n<!-- end -->\nb", {"x": lambda: "new"}) == (
        "a\n<!-- filled: x -->\nnew\n<!-- end -->\nb"
    )
    with pytest.raises(KeyError):
        build_docs.fill("<!-- filled: y -->\n<!-- end -->", {})


def test_a_stale_a_missing_and_a_foreign_page_are_found(build_docs: ModuleType, tmp_path: Path) -> None:
    for name, build in build_docs.PAGES.items():
        (tmp_path / name).write_text(build(), encoding="utf-8")
    (tmp_path / "tables.md").unlink()
    (tmp_path / "json.md").write_text("old", encoding="utf-8")
    (tmp_path / "gone.md").write_text("of a page that is no longer made", encoding="utf-8")
    found = {path.name: bool(text) for path, text in build_docs.stale_pages(tmp_path)}
    assert found == {"tables.md": True, "json.md": True, "gone.md": False}


def test_check_names_the_stale_page_and_writes_nothing(
    build_docs: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = build_docs.FOLDER / "tables.md"
    monkeypatch.setattr(build_docs, "stale_pages", lambda: iter([(stale, "other text")]))
    monkeypatch.setattr(build_docs, "stale_parts", lambda: iter(()))
    before = stale.read_text(encoding="utf-8")
    assert build_docs.main(["--check"]) == 1
    assert "docs/reference/tables.md is stale; run: make docs" in capsys.readouterr().err
    assert stale.read_text(encoding="utf-8") == before


def test_an_unknown_option_is_refused(build_docs: ModuleType) -> None:
    assert build_docs.main(["--chek"]) == 2
