from __future__ import annotations

from pathlib import Path

import pytest

from vedette.case.load import load_case
from vedette.case.templates import make_case, shipped_case, starter_questions
from vedette.errors import CaseError, NotFound
from vedette.registry.of_case import register_of


@pytest.mark.parametrize("template", ["mediterranean", "blank"])
def test_a_new_case_loads_as_it_is(tmp_path: Path, template: str) -> None:
    make_case(tmp_path / "new", template)
    case = load_case(tmp_path / "new")
    assert case.own_files() == (tmp_path / "new" / "sources.csv", tmp_path / "new" / "sightings.csv")
    register_of(case)


def test_a_template_that_is_not_there_says_which_are(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean mediterranean"):
        make_case(tmp_path / "new", "mediteranean")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CaseError, match="not empty"):
        make_case(tmp_path, "blank")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_the_shipped_case_loads(tartus_case: Path) -> None:
    case = load_case(shipped_case("tartus-2024"))
    assert case.folder == tartus_case.resolve()
    assert len(case.claims) == 9
    assert "sparta-ii-left-tartus" in {c.id for c in case.claims}
    register_of(case)


def test_a_copy_leaves_tables_behind(tmp_path: Path) -> None:
    copy = shipped_case("tartus-2024", tmp_path / "copy")
    assert (copy / "claims.toml").exists()
    assert not (copy / "data").exists()


def test_the_questions_of_the_templates_are_known() -> None:
    assert "Did ships or aircraft move from one place to another?" in starter_questions()
    assert len(starter_questions()) == 2
