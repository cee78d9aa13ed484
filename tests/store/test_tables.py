from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from deltalake.exceptions import DeltaError

from vedette.errors import StoreError
from vedette.schema.table import Table
from vedette.schema.tables import EVENTS, ISSUES, SOURCES
from vedette.store import tables
from vedette.store.tables import Store

T0 = datetime(2024, 12, 22, tzinfo=UTC)


def issue(source_id: str, row: int) -> dict[str, object]:
    return {"source_id": source_id, "source_row": row, "severity": "error", "reason": "bad_time", "message": "m", "value": "x"}


def source(source_id: str) -> dict[str, object]:
    zero = dict.fromkeys(("n_bytes", "n_rows", "n_positions", "n_identities", "n_issues", "n_other"), 0)
    return {
        "source_id": source_id, "path": "a.csv", "sha256": "0" * 64, "format": "f", "row_unit": "line",
        "is_synthetic": False, "added": T0, **zero,
    }  # fmt: skip


def test_a_table_that_was_never_written_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.read(ISSUES).equals(ISSUES.empty())
    assert store.version(ISSUES) is None
    assert store.versions() == {}


def test_a_batch_is_added_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(SOURCES, SOURCES.build([source("s1")]), writer="s1", batch=0)
    assert store.append(ISSUES, ISSUES.build([issue("s1", 1)]), writer="s1", batch=0)
    assert not store.append(ISSUES, ISSUES.build([issue("s1", 1)]), writer="s1", batch=0)
    assert store.append(ISSUES, ISSUES.build([issue("s1", 2)]), writer="s1", batch=1)
    assert store.read(ISSUES)["source_row"].to_list() == [1, 2]


def test_rows_of_an_interrupted_source_do_not_count(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(ISSUES, ISSUES.build([issue("s1", 1)]), writer="s1", batch=0)
    assert store.read(ISSUES).is_empty()
    store.append(SOURCES, SOURCES.build([source("s1")]), writer="s1", batch=0)
    assert store.read(ISSUES).height == 1


def test_replacing_with_the_same_rows_makes_no_version(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.replace(SOURCES, SOURCES.build([source("s1")]))
    assert not store.replace(SOURCES, SOURCES.build([source("s1")]))
    assert store.version(SOURCES) == 0
    assert store.replace(SOURCES, SOURCES.build([source("s2")]))
    assert store.read(SOURCES, version=0)["source_id"].to_list() == ["s1"]


def test_an_empty_table_keeps_its_schema(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.replace(EVENTS, EVENTS.empty())
    assert store.read(EVENTS).schema == EVENTS.polars_schema


def test_forgetting_a_source_takes_its_rows_and_keeps_the_past(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("s1", "s2"):
        store.append(SOURCES, SOURCES.build([source(name)]), writer=name, batch=0)
        store.append(ISSUES, ISSUES.build([issue(name, 1)]), writer=name, batch=0)
    store.forget_sources(["s1"])
    assert store.read(SOURCES)["source_id"].to_list() == ["s2"]
    assert store.read(ISSUES)["source_id"].to_list() == ["s2"]


def test_a_forgotten_source_can_come_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(2):
        store.append(ISSUES, ISSUES.build([issue("s1", 1)]), writer=store.writer("s1"), batch=0)
        store.append(SOURCES, SOURCES.build([source("s1")]), writer=store.writer("s1"), batch=0)
        assert store.read(ISSUES).height == 1
        store.forget_sources(["s1"])
        assert store.read(ISSUES).is_empty()


def test_replacing_keeps_what_is_still_being_brought_in(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(ISSUES, ISSUES.build([issue("s1", 1)]), writer="s1", batch=0)
    store.append(SOURCES, SOURCES.build([source("s1")]), writer="s1", batch=0)
    store.append(ISSUES, ISSUES.build([issue("s2", 1)]), writer="s2", batch=0)  # interrupted here
    store.replace(ISSUES, ISSUES.build([issue("s1", 7)]))
    assert store.read(ISSUES)["source_row"].to_list() == [7]
    store.append(SOURCES, SOURCES.build([source("s2")]), writer="s2", batch=0)
    assert store.read(ISSUES)["source_id"].to_list() == ["s1", "s2"]


def test_replacing_again_after_a_crash_does_not_double_rows(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(2):  # the first time, the row of `sources` was never written
        store.replace(ISSUES, ISSUES.build([issue("own", 1)]))
    store.replace(SOURCES, SOURCES.build([source("own")]))
    assert store.read(ISSUES)["source_row"].to_list() == [1]


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path).writing(), pytest.raises(StoreError, match="another vedette"), Store(tmp_path).writing():
        pass


def test_a_damaged_table_says_which(tmp_path: Path) -> None:
    log = tmp_path / "issues" / "_delta_log"
    log.mkdir(parents=True)
    (log / "00000000000000000000.json").write_text("not json")
    with pytest.raises(StoreError, match="issues"):
        Store(tmp_path).read(ISSUES)


def test_a_log_that_seems_to_have_a_gap_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.replace(EVENTS, EVENTS.empty())
    looks, open_table = [0], tables.DeltaTable

    def listed_while_it_grew(*given: Any, **named: Any) -> Any:
        looks[0] += 1
        if looks[0] <= 2:
            raise DeltaError("Expected contiguous commit files, but found gap")
        return open_table(*given, **named)

    monkeypatch.setattr(tables, "DeltaTable", listed_while_it_grew)
    assert store.version(EVENTS) == 0
    assert looks == [3]


def test_a_log_with_a_gap_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_PAUSES_S", (0.0, 0.0))
    store = Store(tmp_path)
    for batch in range(3):
        store.append(ISSUES, ISSUES.build([issue("s", batch)]), writer="s", batch=batch)
    (tmp_path / "issues" / "_delta_log" / f"{1:020d}.json").unlink()
    with pytest.raises(StoreError, match="issues: not readable as a Delta table"):
        Store(tmp_path).version(ISSUES)


def test_a_table_of_an_older_version_is_replaced_and_added_to(tmp_path: Path) -> None:
    older = Table("issues", "as it was", ISSUES.columns[:-1], ISSUES.order)  # without the last column
    store = Store(tmp_path)
    store.append(SOURCES, SOURCES.build([source("s1")]), writer="s1", batch=0)
    store.append(older, older.build([{k: v for k, v in issue("s1", 1).items() if k != "value"}]), writer="s1", batch=0)
    store.append(ISSUES, ISSUES.build([issue("s1", 2)]), writer="s1", batch=1)
    assert store.read(ISSUES)["value"].to_list() == [None, "x"]
    narrow = Table("events", "as it was", EVENTS.columns[:2], ())
    store.replace(narrow, pl.DataFrame({"event_id": ["ev-1"], "kind": ["visit"]}))
    assert store.replace(EVENTS, EVENTS.empty())  # its rows lack what must not be null: they are made anew
    assert store.read(EVENTS).equals(EVENTS.empty())
