"""A run that is cut off is simply run again, and leaves what an undisturbed run leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vedette.case.templates import shipped_case
from vedette.schema.tables import SOURCES, TABLES
from vedette.store.tables import Store
from vedette.verbs.running import run

VEDETTE = [sys.executable, "-c", "from vedette.cli.main import main; main()"]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    case = shipped_case("tartus-2024", tmp_path_factory.mktemp("undisturbed") / "case")
    run(case)
    return Store(case / "data")


@pytest.mark.parametrize(("n_tables", "how"), [(1, signal.SIGKILL), (6, signal.SIGKILL), (3, signal.SIGINT)])
def test_a_killed_run_is_run_again(tmp_path: Path, undisturbed: Store, n_tables: int, how: signal.Signals) -> None:
    case = shipped_case("tartus-2024", tmp_path / "case")
    process = subprocess.Popen([*VEDETTE, "run", str(case)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(6000):
        if len(list((case / "data").glob("*/_delta_log"))) >= n_tables or process.poll() is not None:
            break
        time.sleep(0.01)
    os.kill(process.pid, how)
    process.wait(60)
    assert process.returncode in (-signal.SIGKILL, 130, 0)
    run(case)
    again = Store(case / "data")
    for table in TABLES.values():
        ours, theirs = again.read(table), undisturbed.read(table)
        if table is SOURCES:
            ours, theirs = ours.drop("added"), theirs.drop("added")
        assert ours.equals(theirs), table.name
