"""Frames that are worked on in processes of their own."""

from __future__ import annotations

import sys

import polars as pl
import pytest

from vedette.engine import processes
from vedette.engine.processes import map_frames

FRAMES = [pl.DataFrame({"n": [i, i + 1]}) for i in range(3)]


def test_results_come_back_in_order() -> None:
    assert [f.to_dict(as_series=False) for f in map_frames(pl.DataFrame.reverse, FRAMES)] == [{"n": [i + 1, i]} for i in range(3)]


def test_shared_values_reach_every_process() -> None:
    assert [f.height for f in map_frames(pl.DataFrame.head, FRAMES, 1)] == [1, 1, 1]


def test_one_frame_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_start", lambda: pytest.fail("started a process for one frame"))
    assert map_frames(pl.DataFrame.reverse, FRAMES[:1])[0]["n"].to_list() == [1, 0]
    assert map_frames(pl.DataFrame.reverse, []) == []


def test_without_an_interpreter_everything_is_worked_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert [f["n"].to_list() for f in map_frames(pl.DataFrame.reverse, FRAMES)] == [[1, 0], [2, 1], [3, 2]]


def test_a_helper_that_comes_to_grief_costs_only_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_COMMAND", ("-c", "import sys; sys.stdin.buffer.read(); sys.exit(3)"))
    assert [f["n"].to_list() for f in map_frames(pl.DataFrame.reverse, FRAMES)] == [[1, 0], [2, 1], [3, 2]]


def test_an_error_is_the_functions_own() -> None:
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        map_frames(pl.DataFrame.select, FRAMES, "absent")


def test_no_helper_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = processes._start
    monkeypatch.setattr(processes, "_start", lambda: started.append(start()) or started[-1])
    map_frames(pl.DataFrame.reverse, FRAMES)
    assert len(started) == 2
    assert all(helper.poll() is not None for helper in started)
