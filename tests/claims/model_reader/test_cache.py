from __future__ import annotations

import json
from pathlib import Path

import pytest

from vedette.claims.model_reader.cache import ReplyCache, user_cache
from vedette.claims.model_reader.prompt import ask_about


def question(piece: str = "A ship sailed.", model: str = "m"):  # type: ignore[no-untyped-def]
    return ask_about(piece, model, seed=0, max_tokens=10)


def test_what_is_kept_comes_back_to_the_byte(tmp_path: Path) -> None:
    cache = ReplyCache(tmp_path / "deep" / "er", 10_000)
    for i, content in enumerate(('{"claims": []}', "Ж 船 \u202e \n", json.loads('"\\ud800"'))):
        cache.keep(question(str(i)), content)
        assert cache.recall(question(str(i))) == content


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    assert ReplyCache(tmp_path / "none", 1000).recall(question()) is None
    assert list(tmp_path.iterdir()) == []


def test_another_model_or_text_is_another_entry(tmp_path: Path) -> None:
    cache = ReplyCache(tmp_path, 1000)
    cache.keep(question(), "a")
    assert cache.recall(question(model="n")) is None
    assert cache.recall(question("Another.")) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[: len(b) // 2],
        lambda b: b.replace(b"reply", b"other"),
        lambda _: b"",
        lambda _: b"\xff\xfe",
        lambda _: b"[" * 100_000,
        lambda _: b"null",
        lambda b: b + b" " * 100_000,
    ],
)
def test_a_damaged_or_swollen_file_counts_as_absent_and_is_mended_by_keeping_again(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    cache = ReplyCache(tmp_path, 1000)
    cache.keep(question(), "the reply")
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert cache.recall(question()) is None
    cache.keep(question(), "the reply")
    assert cache.recall(question()) == "the reply"


def test_a_file_is_readable_by_its_owner_only_and_no_draft_stays(tmp_path: Path) -> None:
    ReplyCache(tmp_path, 1000).keep(question(), "x")
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o077 == 0


def test_neither_the_text_nor_more_than_a_hash_of_the_question_is_kept(tmp_path: Path) -> None:
    ReplyCache(tmp_path, 1000).keep(question("A very secret sentence."), "x")
    (path,) = tmp_path.iterdir()
    assert set(json.loads(path.read_text())) == {"schema", "question", "model", "check", "content"}
    assert "secret" not in path.read_text()


def test_the_users_cache_follows_xdg(tmp_path: Path) -> None:
    assert user_cache({"XDG_CACHE_HOME": str(tmp_path)}, Path("/home/x")) == tmp_path / "vedette" / "model-reader"
    for unset in ({}, {"XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "relative"}):
        assert user_cache(unset, Path("/home/x")) == Path("/home/x/.cache/vedette/model-reader")
