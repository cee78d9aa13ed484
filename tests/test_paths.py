"""Whether what was typed is a name or a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from vedette.paths import is_file, is_folder


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").touch()
    assert is_file(str(tmp_path / "a b.txt"))
    assert is_folder(str(tmp_path))
    assert not is_file(str(tmp_path))
    assert not is_folder(str(tmp_path / "a b.txt"))


@pytest.mark.parametrize("text", ["The frigate left Tartus. " * 20, "a\0b", "", "two\nlines"])
def test_a_text_is_neither(text: str) -> None:
    assert not is_file(text)
    assert not is_folder(text) or text == ""
