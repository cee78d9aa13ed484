from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from vedette.schema.tables import ISSUES, SOURCES
from vedette.store import tidying
from vedette.store.tables import Store
from vedette.store.tidying import tidy_store

T0 = datetime(2024, 12, 22, tzinfo=UTC)


def issues(source_id: str, first: int, n: int) -> pl.DataFrame:
    row = {"source_id": source_id, "severity": "error", "reason": "bad_time", "message": "m", "value": "x"}
    return ISSUES.build([{**row, "source_row": first + k} for k in range(n)])


def source(source_id: str) -> pl.DataFrame:
    zero = dict.fromkeys(("n_bytes", "n_rows", "n_positions", "n_identities", "n_issues", "n_other"), 0)
    named = {
        "source_id": source_id,
        "path": "a.csv",
        "sha256": "0" * 64,
        "format": "f",
        "row_unit": "line",
        "is_synthetic": False,
    }
    return SOURCES.build([{**named, "added": T0, **zero}])


def fill(store: Store, n_commits: int) -> None:
    store.append(SOURCES, source("s"), writer="s", batch=0)
    for batch in range(n_commits):
        store.append(ISSUES, issues("s", 3 * batch, 3), writer="s", batch=batch)


def files(store: Store) -> int:
    return len(DeltaTable(store.folder / "issues").file_uris())


def on_disk(store: Store) -> int:
    return len(list((store.folder / "issues").glob("*.parquet")))


def test_many_commits_leave_few_files_and_every_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "LOOK_EVERY", 10)
    monkeypatch.setattr(tidying, "_MANY", 6)
    store = Store(tmp_path)
    fill(store, 35)
    assert files(store) <= 10
    assert store.read(ISSUES)["source_row"].to_list() == list(range(105))
    assert store.read(ISSUES, version=4)["source_row"].to_list() == list(range(15))  # earlier versions stay as they were
    assert not store.append(ISSUES, issues("s", 0, 3), writer="s", batch=34)  # what was written is still known after merging


def test_merged_files_are_left_alone_until_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "LOOK_EVERY", 10)
    monkeypatch.setattr(tidying, "_MANY", 6)
    monkeypatch.setattr(tidying, "_TARGET_BYTES_BETWEEN", 1)  # every file is large enough to be left
    store = Store(tmp_path)
    fill(store, 31)
    assert files(store) == 31
    monkeypatch.setattr(tidying, "_TOO_MANY", 30)
    for batch in range(31, 41):
        store.append(ISSUES, issues("s", 3 * batch, 3), writer="s", batch=batch)
    assert files(store) == 1
    assert store.read(ISSUES).height == 3 * 41


def test_what_no_version_to_keep_needs_goes_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store, 6)
    named, rows = store.version(ISSUES), store.read(ISSUES)
    assert store.replace(ISSUES, issues("s", 500, 4))
    store.append(ISSUES, issues("s", 600, 2), writer="t", batch=0)
    newest = store.read(ISSUES)
    (tmp_path / "issues" / "left-by-a-crash.parquet").write_bytes(b"half a file")
    would = {t.table: t for t in tidy_store(store.folder, {"issues": [named, 999]}, older_than_h=0, dry_run=True)}
    assert (would["issues"].n_removed, would["issues"].bytes_freed) == (1, 11)
    assert would["issues"].versions_kept == (named, store.version(ISSUES))
    assert on_disk(store) == 9  # a dry run changes nothing
    done = {t.table: t for t in tidy_store(store.folder, {"issues": [named, 999]}, older_than_h=0)}
    assert (done["issues"].n_files_before, done["issues"].n_files_after) == (2, 1)
    assert done["issues"].n_removed == 3  # the stray one, and the two that were merged
    assert store.read(ISSUES).equals(newest)
    assert store.read(ISSUES, version=named).equals(rows)
    again = {t.table: t for t in tidy_store(store.folder, {"issues": [named]}, older_than_h=0)}
    assert (again["issues"].n_removed, again["issues"].bytes_freed) == (0, 0)
    gone = {t.table: t for t in tidy_store(store.folder, {}, older_than_h=0)}  # no brief needs it any more
    assert gone["issues"].n_removed == 6
    assert on_disk(store) == 1
    assert store.read(ISSUES).equals(newest)


def test_files_out_of_use_stay_for_those_who_are_reading(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store, 3)
    reading = DeltaTable(tmp_path / "issues")
    done = {t.table: t for t in tidy_store(store.folder, {}, older_than_h=1)}
    assert (done["issues"].n_files_after, done["issues"].n_removed) == (1, 0)
    assert pl.read_delta(reading).height == 9


def test_the_log_is_never_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    fill(store, 3)
    log = tmp_path / "issues" / "_delta_log"
    for path in log.glob("*.json"):  # as if written long ago
        os.utime(path, (1_500_000_000, 1_500_000_000))
    for batch in range(3, 104):  # delta-rs makes a checkpoint after a hundred
        store.append(ISSUES, issues("s", 3 * batch, 3), writer="s", batch=batch)
    assert list(log.glob("*.checkpoint.parquet"))
    assert store.read(ISSUES, version=1)["source_row"].to_list() == list(range(6))


WRITER = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from test_tidying import ISSUES, SOURCES, Store, issues, source, tidying, tidy_store
tidying.LOOK_EVERY, tidying.CHECKPOINT_EVERY, tidying._MANY = 7, 5, 4
store = Store(Path({folder!r}))
for k in range(12):
    name = f"s{{k}}"
    for batch in range(3):
        store.append(ISSUES, issues(name, 10 * batch, 10), writer=name, batch=batch)
    store.append(SOURCES, source(name), writer=name, batch=0)
    if k % 4 == 3:
        store.forget_sources([f"s{{k - 1}}"])
        tidy_store(store.folder, {{}}, older_than_h=1)
"""


def test_readers_never_see_half_a_source_while_another_process_writes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    code = WRITER.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    seen: list[int] = []
    with subprocess.Popen([sys.executable, "-W", "ignore", "-c", code]) as writer:
        while writer.poll() is None:
            counts = store.read(ISSUES).group_by("source_id").len()
            assert set(counts["len"].to_list()) <= {30}
            seen.append(counts.height)
    assert writer.returncode == 0
    assert len(set(seen)) > 3  # it was read while it was written
    assert store.read(ISSUES).height == 9 * 30
