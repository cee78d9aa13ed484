"""A process that adds a few rows at a time, killed at any moment: what it was told is in the table is there, and every batch once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from vedette.store.tidying import tidy_store

ROWS = 20
WRITER = """
import sys
from pathlib import Path
from vedette.schema.tables import ISSUES
from vedette.store import tidying
from vedette.store.tables import Store
tidying.LOOK_EVERY, tidying.CHECKPOINT_EVERY, tidying._MANY = 10, 4, 6
store = Store(Path(sys.argv[1]))
row = {"source_id": "s", "severity": "error", "reason": "bad_time", "message": "m", "value": "x"}
for batch in range(100_000):
    frame = ISSUES.build([{**row, "source_row": 20 * batch + k} for k in range(20)])
    if store.append(ISSUES, frame, writer="s", batch=batch):
        print(batch, flush=True)
"""


def run_until(folder: Path, n_commits: int) -> list[int]:
    """The batches that the writer was told are in, before it was killed."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(n_commits)]
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines(keepends=True)
    assert process.returncode == -signal.SIGKILL
    return told + [int(line) for line in rest if line.endswith("\n")]


@pytest.mark.parametrize("n_commits", [1, 9, 23, 40])
def test_what_was_told_is_there_and_all_of_it_once(tmp_path: Path, n_commits: int) -> None:
    told = run_until(tmp_path, n_commits) + run_until(tmp_path, n_commits)  # the second goes on where the first stopped
    assert told == sorted(set(told))
    found = pl.read_delta(DeltaTable(tmp_path / "issues"))["source_row"].sort().to_list()
    assert len(found) in (ROWS * (told[-1] + 1), ROWS * (told[-1] + 2))  # the last may be in and not yet told
    assert found == list(range(len(found)))
    tidy_store(tmp_path, {}, older_than_h=0)
    assert pl.read_delta(DeltaTable(tmp_path / "issues")).height == len(found)
    assert len(list((tmp_path / "issues").glob("*.parquet"))) == 1
