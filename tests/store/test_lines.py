from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from vedette.errors import NotFound
from vedette.store.lines import SHOWN, read_row, split_citation


def test_a_line_is_found_in_plain_and_gzip_files(tmp_path: Path) -> None:
    content = b"head\nfirst\r\nsecond\n"
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "a.json").write_bytes(gzip.compress(content))
    for name in ("a.csv", "a.json"):
        assert read_row(tmp_path / name, "line", 2) == "first"
        assert read_row(tmp_path / name, "line", 9) == ""


def test_an_element_is_found_in_lists_and_in_the_list_of_an_object(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([{"a": 1}, {"a": 2}]))
    (tmp_path / "trace.json").write_text(json.dumps({"icao": "x", "trace": [[0, 1], [5, 2]]}))
    assert json.loads(read_row(tmp_path / "list.json", "message", 2)) == {"a": 2}
    assert json.loads(read_row(tmp_path / "trace.json", "trace point", 2)) == [5, 2]


def test_a_very_long_line_is_cut(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x" * (SHOWN + 1))
    assert read_row(tmp_path / "a.csv", "line", 1).endswith(" ...")


@pytest.mark.parametrize("wrong", ["src-1", "src-1#", "src-1#x", ""])
def test_what_is_no_citation_is_refused(wrong: str) -> None:
    with pytest.raises(NotFound):
        split_citation(wrong)


def test_a_citation_is_split_at_its_last_mark() -> None:
    assert split_citation("src-a#b#17") == ("src-a#b", 17)
