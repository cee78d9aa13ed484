from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.start import measure

from benchmarks import start


def test_runs_take_turns_and_the_first_turn_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def run(command: list[str], source: Path | None, folder: Path) -> tuple[float, float]:
        what = "floor" if "check" not in command else "check" if source is None else "against"
        order.append(what)
        if what != "floor":
            assert len((folder / "hundred.csv").read_text().splitlines()) == 101
        seconds = {"floor": 1.0, "check": 2.0, "against": 3.0}[what] + (100.0 if len(order) <= 3 else len(order) / 100)
        return seconds, seconds / 2

    monkeypatch.setattr(start, "_run", run)
    monkeypatch.setattr(start, "_is_there", lambda _: True)
    found = measure(3, tmp_path)
    assert order == ["check", "floor", "against"] * 4
    assert (found["check_s"], found["floor_s"], found["against_s"]) == (2.07, 1.08, 3.09)
    assert found["check_cpu_s"] == 1.035
    assert (found["rows"], found["repeats"]) == (100, 3)


def test_other_sources_go_before_those_that_are_installed_and_python_keeps_what_it_compiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "vedette.py").write_text("import time; time.sleep(0.2); sum(range(1_000_000))")
    clock_s, cpu_s = start._run(
        [sys.executable, "-c", "import vedette, sys; assert not sys.dont_write_bytecode"], tmp_path, tmp_path
    )
    assert list((tmp_path / "__pycache__").glob("vedette.*.pyc"))
    assert clock_s > cpu_s + 0.1 > 0.1
