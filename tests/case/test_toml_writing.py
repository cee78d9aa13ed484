"""Adding to claims.toml: what stands there stays byte for byte, and a file that cannot be read is never written."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.case.toml_writing import append_entries, format_entry, format_value
from vedette.errors import CaseError

REVIEW = ("reviews", {"claim": "clm-1", "decision": "accept", "on": datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)})
HAND = b'# mine\r\n\r\n[[claims]]\r\nid   = "a"   # odd   layout\r\nquote="They moved."\r\nkind = \'move\'\r\n'


def content(path: Path) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(path.read_bytes().decode("utf-8-sig"))


@pytest.mark.parametrize(
    "before",
    [b"", HAND, HAND.rstrip(), HAND.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + HAND, b"# nothing but a remark", b"\n\n"],
    ids=["empty", "crlf", "no last line end", "lf", "byte order mark", "remark", "blank"],
)
def test_what_stands_in_the_file_stays_byte_for_byte(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(before)
    append_entries(path, [REVIEW])
    append_entries(path, [("reviews", {"claim": "clm-2", "decision": "reject"})])
    after = path.read_bytes()
    assert after.startswith(before)
    assert [review["claim"] for review in content(path)["reviews"]] == ["clm-1", "clm-2"]
    assert (b"\r\n" in before) == (b"\r\n" in after[len(before) :])
    assert b"\n\n\n" not in after[len(before) :].replace(b"\r", b"")


def test_a_file_that_does_not_exist_is_made(tmp_path: Path) -> None:
    append_entries(tmp_path / "claims.toml", [REVIEW])
    (review,) = content(tmp_path / "claims.toml")["reviews"]
    assert review["on"] == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert [p.name for p in tmp_path.iterdir()] == ["claims.toml"]


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    written = format_entry("reviews", {"note": text, "read": {"assets": [{"text": text}]}})
    (entry,) = tomllib.loads(written)["reviews"]
    assert entry == {"note": text, "read": {"assets": [{"text": text}]}}
    assert len(written.splitlines()) == 3, "no character of a text may begin a line of the file"


def test_values_without_a_form_in_toml_are_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        format_value(object())
    assert format_value(True) == "true"
    assert format_value({"a": None}) == "{}"


def test_nothing_is_added_to_a_list_written_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text('reviews = [{claim = "x", decision = "accept"}]\n')
    before = path.read_bytes()
    with pytest.raises(CaseError, match=r"nothing was added.*\[\[reviews\]\]"):
        append_entries(path, [REVIEW])
    assert path.read_bytes() == before


def test_an_entry_that_cannot_stand_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(HAND)
    with pytest.raises(CaseError, match=r"claims.toml:\d+: reviews\[1\].decision must be 'accept'"):
        append_entries(path, [REVIEW, ("reviews", {"claim": "x", "decision": "perhaps"})])
    assert path.read_bytes() == HAND


def test_killed_before_the_move_the_old_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(HAND)

    def die(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            append_entries(path, [REVIEW])
    assert path.read_bytes() == HAND
    append_entries(path, [REVIEW])
    assert len(content(path)["reviews"]) == 1


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(HAND)
    entries = [("reviews", {"claim": f"clm-{i}", "decision": "accept"}) for i in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda entry: append_entries(path, [entry]), entries))
    assert {review["claim"] for review in content(path)["reviews"]} == {entry["claim"] for _, entry in entries}


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "kept.toml"
    target.write_bytes(HAND)
    target.chmod(0o640)
    (tmp_path / "claims.toml").symlink_to(target)
    append_entries(tmp_path / "claims.toml", [REVIEW])
    assert (tmp_path / "claims.toml").is_symlink()
    assert b"clm-1" in target.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o640
