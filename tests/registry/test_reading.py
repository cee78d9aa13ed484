from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vedette.errors import CaseError
from vedette.registry.reading import partial_date, read_rows


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1971", datetime(1971, 1, 1, tzinfo=UTC), datetime(1971, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2024-02", datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2025-01-26", datetime(2025, 1, 26, tzinfo=UTC), datetime(2025, 1, 26, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_a_partial_date_opens_at_its_first_instant_and_closes_at_its_last(text: str, first: datetime, last: datetime) -> None:
    assert partial_date(text) == first
    assert partial_date(text, is_end=True) == last


def test_no_date_is_no_date() -> None:
    with pytest.raises(ValueError, match="must be a date or time such as"):
        partial_date("January 2025")


def table(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "things.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_row_knows_its_line(tmp_path: Path) -> None:
    file = table(tmp_path, '[[thing]]\nid = "a"\n\n[[thing]]\nid = "b"\nn = "x"\n')
    a, b = read_rows(file, "thing", "id")
    assert (a.line, b.line) == (2, 5)
    with pytest.raises(CaseError, match=r"things.toml:5: b: n must be a number \(is 'x'\)"):
        b.number("n")


@pytest.mark.parametrize(
    ("line", "call", "problem"),
    [
        ("t = 3", "text", "t must be a text"),
        ("t = [1]", "texts", "t must be a list of texts"),
        ('t = "x"', "words", "t must be a table of language"),
        ("t = { en = [1] }", "words", "en must be a list of texts"),
        ("t = true", "number", "t must be a number"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, line: str, call: str, problem: str) -> None:
    (row,) = read_rows(table(tmp_path, f'[[thing]]\nid = "a"\n{line}\n'), "thing", "id")
    with pytest.raises(CaseError, match=problem):
        getattr(row, call)("t")


def test_unknown_and_missing_fields_are_named(tmp_path: Path) -> None:
    (row,) = read_rows(table(tmp_path, '[[thing]]\nid = "a"\nlatt = 3\n'), "thing", "id")
    with pytest.raises(CaseError, match="unknown field latt; known are id, lat"):
        row.check_fields(frozenset({"id", "lat"}), frozenset())
    with pytest.raises(CaseError, match="needs lon"):
        row.check_fields(frozenset({"id", "latt"}), frozenset({"lon"}))


def test_a_bad_date_says_how_to_write_one(tmp_path: Path) -> None:
    (row,) = read_rows(table(tmp_path, '[[thing]]\nid = "a"\n'), "thing", "id")
    assert row.moment(None) is None
    with pytest.raises(CaseError, match="write 2025, 2025-01 or 2025-01-26"):
        row.moment("26.1.2025")


@pytest.mark.parametrize(
    ("text", "problem"), [("[[thing]\n", "is not TOML"), ("[[thing]]\nname = 'x'\n", "number 1 needs a text id")]
)
def test_a_file_that_cannot_be_read(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(CaseError, match=problem):
        read_rows(table(tmp_path, text), "thing", "id")


def test_an_absent_table_is_empty(tmp_path: Path) -> None:
    assert read_rows(table(tmp_path, ""), "thing", "id") == []
