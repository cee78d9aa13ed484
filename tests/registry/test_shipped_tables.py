from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vedette.registry import shipped_tables as module
from vedette.registry.shipped_tables import read_toml, user_cache

SHIPPED = sorted(Path(module.__file__).parents[1].rglob("*.toml"))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "vedette" / "tables"


def test_every_shipped_table_is_the_same_from_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(SHIPPED) > 30
    parsed = {file: tomllib.loads(file.read_text(encoding="utf-8")) for file in SHIPPED}
    first = {file: read_toml(file) for file in SHIPPED}
    assert len(list(cache.iterdir())) > 25
    parses = []
    monkeypatch.setattr(tomllib, "loads", lambda text: parses.append(len(text)))
    kept = {file: read_toml(file) for file in SHIPPED if file.stat().st_size > 2 * module._LEAST_CHARS}
    assert parses == []
    assert first == parsed
    assert kept == {file: parsed[file] for file in kept}
    assert [list(kept[file]) for file in kept] == [list(parsed[file]) for file in kept]  # in the same order


def test_what_one_changes_nobody_else_sees(cache: Path) -> None:
    file = SHIPPED[0]
    for _ in range(2):  # parsed, and from the cache
        content = dict(read_toml(file))
        content.clear()
        assert read_toml(file) == tomllib.loads(file.read_text(encoding="utf-8"))


def test_a_case_s_own_table_is_never_kept(tmp_path: Path, cache: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("secret = 'x'\n" * 1 + "# " + "long " * 1000)
    assert read_toml(own) == {"secret": "x"}
    assert not cache.exists()


def test_an_edited_table_is_read_anew(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    monkeypatch.setattr(module, "_LEAST_CHARS", 0)
    table = tmp_path / "words.toml"
    for value in ("1", "2"):
        table.write_text(f"n = {value}")
        assert read_toml(table) == read_toml(table) == {"n": int(value)}
    assert len(list(cache.iterdir())) == 2
    for kept in cache.iterdir():
        kept.write_text('{"n": ')  # as a full disk leaves it
    assert read_toml(table) == {"n": 2}
    table.write_text("day = 2024-12-01")  # JSON has no dates
    assert read_toml(table) == read_toml(table) == tomllib.loads("day = 2024-12-01")
    assert len(list(cache.iterdir())) == 2


def test_without_a_place_to_keep_things_tables_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vedette").write_text("a file where the folder would be")
    file = next(file for file in SHIPPED if file.stat().st_size > 2 * module._LEAST_CHARS)
    assert read_toml(file) == tomllib.loads(file.read_text(encoding="utf-8"))

    def no_home() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(module, "user_cache", no_home)
    assert read_toml(file) == tomllib.loads(file.read_text(encoding="utf-8"))


def test_a_relative_cache_folder_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    monkeypatch.setenv("HOME", "/home/of/someone")
    assert user_cache() == Path("/home/of/someone/.cache/vedette")
