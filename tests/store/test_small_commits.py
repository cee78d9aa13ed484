from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from vedette.errors import StoreError
from vedette.schema.table import Table
from vedette.schema.tables import ISSUES, REPORTS, SOURCES
from vedette.store import small_commits, tables, tidying
from vedette.store.small_commits import Head, commit_small
from vedette.store.tables import Store


def issues(source_id: str, first: int, n: int) -> pl.DataFrame:
    row = {"source_id": source_id, "severity": "error", "reason": "bad_time", "message": "m", "value": "x"}
    return ISSUES.build([{**row, "source_row": first + k} for k in range(n)])


def source(source_id: str) -> pl.DataFrame:
    zero = dict.fromkeys(("n_bytes", "n_rows", "n_positions", "n_identities", "n_issues", "n_other"), 0)
    named = {"path": "a.csv", "sha256": "0" * 64, "format": "f", "row_unit": "line", "is_synthetic": False}
    return SOURCES.build([{"source_id": source_id, **named, "added": datetime(2024, 12, 22, tzinfo=UTC), **zero}])


@pytest.fixture
def by_library(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Heights of the frames that the library wrote."""
    heights: list[int] = []
    write = tables.write_deltalake

    def counted(path: Path, frame: pl.DataFrame, **rest: object) -> None:
        heights.append(frame.height)
        write(path, frame, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(tables, "write_deltalake", counted)
    return heights


def add(store: Store, batch: int, writer: str = "s", n: int = 3) -> bool:
    return store.append(ISSUES, issues(writer, n * batch, n), writer=writer, batch=batch)


def rows(store: Store, source_id: str = "s") -> list[int]:
    found = DeltaTable(store.folder / "issues")  # by the library, not by the store
    return sorted(pl.read_delta(found).filter(source_id=source_id)["source_row"].to_list())


def test_only_the_first_small_commit_is_the_librarys(tmp_path: Path, by_library: list[int]) -> None:
    store = Store(tmp_path)
    assert all(add(store, batch) for batch in range(8))
    assert not add(store, 7)
    assert not add(Store(tmp_path), 7)  # another process knows it from the log
    assert by_library == [3]
    assert store.version(ISSUES) == 7
    assert rows(store) == list(range(24))
    assert pl.read_delta(DeltaTable(tmp_path / "issues", version=4)).height == 15


def test_what_is_large_nested_or_of_other_columns_is_left_to_the_library(
    tmp_path: Path, by_library: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small_commits, "SMALL_ROWS", 10)
    store = Store(tmp_path)
    add(store, 0)
    add(store, 1, n=11)
    assert by_library == [3, 11]
    narrow = Table("issues", "as it was", ISSUES.columns[:-1], ISSUES.order)
    store.append(narrow, issues("s", 90, 1).drop("value"), writer="s", batch=2)
    assert by_library == [3, 11, 1]
    add(store, 3)
    assert by_library == [3, 11, 1]
    delta = DeltaTable(tmp_path / "issues")
    assert not Head.look(delta, tmp_path / "issues").takes(REPORTS.empty())
    assert not Head.look(delta, tmp_path / "issues").takes(ISSUES.empty())


def test_two_writers_in_turn_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    one, other = Store(tmp_path), Store(tmp_path)
    added = [add(store, batch) for batch in range(12) for store in (one, other)]
    assert added == [True, False] * 12
    assert rows(one) == list(range(36))
    for batch in range(6):
        add(one, batch, "a")
        add(other, batch, "b")
    assert rows(one, "a") == rows(one, "b") == list(range(18))


def test_a_version_that_somebody_else_made_first_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, quicker = Store(tmp_path), Store(tmp_path)
    add(store, 0)
    add(store, 1)
    link = os.link

    def late(draft: Path, entry: Path) -> None:
        monkeypatch.setattr(os, "link", link)
        assert add(quicker, 2)  # the same batch, between the look and the entry
        link(draft, entry)

    monkeypatch.setattr(os, "link", late)
    assert not add(store, 2)
    assert add(store, 3)
    assert rows(store) == list(range(12))
    assert len(list((tmp_path / "issues").glob("*.parquet"))) == len(
        DeltaTable(tmp_path / "issues").file_uris()
    )  # the file that came too late went


def test_where_there_are_no_links_the_library_commits(
    tmp_path: Path, by_library: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    store = Store(tmp_path)
    assert all(add(store, batch) for batch in range(3))
    assert by_library == [3, 3, 3]
    assert rows(store) == list(range(9))


def test_a_table_in_the_place_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    store, other = Store(tmp_path / "a"), Store(tmp_path / "b")
    for batch in range(5):
        add(store, batch)
        add(other, batch, "t")
    shutil.rmtree(tmp_path / "a")
    shutil.copytree(tmp_path / "b", tmp_path / "a")
    assert add(store, 0)  # what the first table held is gone
    assert rows(store) == [0, 1, 2]
    assert rows(store, "t") == list(range(15))


@pytest.mark.parametrize("stage", ["file", "draft"])
def test_an_append_that_breaks_off_leaves_nothing_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    store = Store(tmp_path)
    store.append(SOURCES, source("s"), writer="s", batch=0)
    add(store, 0)
    left, settle = {"file": 0, "draft": 1}[stage], small_commits._settle

    def full(sink: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        settle(sink)

    monkeypatch.setattr(small_commits, "_settle", full)
    with pytest.raises(StoreError, match="No space left"):
        add(store, 1)
    monkeypatch.setattr(small_commits, "_settle", settle)
    assert store.read(ISSUES)["source_row"].to_list() == [0, 1, 2]
    assert add(store, 1)
    assert rows(store) == list(range(6))
    tidying.tidy_store(tmp_path, {}, older_than_h=0)
    assert len(list((tmp_path / "issues").glob("*.parquet"))) == 1  # what was left behind is gone
    assert rows(store) == list(range(6))


def test_a_source_is_forgotten_whichever_way_its_rows_came(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for batch in range(4):
        add(store, batch, "a")
        add(store, batch, "b")
    store.forget_sources(["a"])
    assert rows(store, "a") == []
    assert rows(store, "b") == list(range(12))
    add(store, 4, "b")
    assert rows(store, "b") == list(range(15))


def test_a_sum_of_the_log_that_cannot_be_made_does_not_fail_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "CHECKPOINT_EVERY", 2)
    store = Store(tmp_path)
    add(store, 0)
    add(store, 1)

    def refuse(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(tidying, "DeltaTable", refuse)
    assert add(store, 2)
    assert rows(store) == list(range(9))


def test_a_commit_says_what_the_protocol_asks(tmp_path: Path) -> None:
    store = Store(tmp_path)
    add(store, 0)
    delta = DeltaTable(tmp_path / "issues")
    head = Head.look(delta, tmp_path / "issues")
    assert commit_small(tmp_path / "issues", head, issues("s", 3, 3), {"s": 1, "t": 7})
    assert not commit_small(tmp_path / "issues", Head.look(delta, tmp_path / "issues"), issues("s", 6, 3), {"s": 2})
    after = DeltaTable(tmp_path / "issues")
    assert (after.version(), after.transaction_version("s"), after.transaction_version("t")) == (1, 1, 7)
    added = pl.DataFrame(after.get_add_actions(flatten=True)).filter(pl.col("num_records") == 3)
    assert added.height == 2
    assert set(added["min.source_id"].to_list()) == {"s"}
    assert not list((tmp_path / "issues" / "_delta_log").glob("*.tmp"))
    assert head.is_newest(tmp_path / "issues")
    add(Store(tmp_path), 2)
    assert not head.is_newest(tmp_path / "issues")
