"""The page on the model reader holds the code's own words: reasons, remarks, settings."""

from __future__ import annotations

from tests.docs.pages import DOCS

from vedette.claims.model_reader.key import DEFAULT_VARIABLE
from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.problems import REASONS, REMARKS

PAGE = (DOCS / "model-reader.md").read_text(encoding="utf-8")


def rows() -> dict[str, list[str]]:
    """The rows of each table of the page, by the heading of its first column."""
    found: dict[str, list[str]] = {}
    lines = PAGE.splitlines()
    for i, line in enumerate(lines):
        if line.startswith("| --- |"):
            name = lines[i - 1].split("|")[1].strip()
            rest = lines[i + 1 :]
            end = next((j for j, text in enumerate(rest) if not text.startswith("|")), len(rest))
            found[name] = rest[:end]
    return found


def test_every_reason_and_every_remark_stands_there_in_the_words_of_the_code() -> None:
    assert rows()["reason"] == [f"| `{code}` | {meaning} |" for code, meaning in REASONS.items()]
    assert rows()["remark"] == [f"| `{code}` | {meaning} |" for code, meaning in REMARKS.items()]


def test_every_setting_stands_there_with_its_default() -> None:
    fields = ModelReaderParams.model_fields.items()
    assert rows()["name"] == [f"| `{name}` | `{field.default:g}` | {field.description} |" for name, field in fields]


def test_the_variable_of_the_key_is_the_one_of_the_code() -> None:
    assert f"`{DEFAULT_VARIABLE}`" in PAGE
