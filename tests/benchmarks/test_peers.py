from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from benchmarks.feeds import score_gaps, score_visits
from benchmarks.generate import START_MS, make_feed
from benchmarks.peers import __main__ as peers
from benchmarks.peers.__main__ import HERE, PEERS, Peer, as_events, measure, run_peer, sizes_of, table


def test_every_peer_has_its_script_and_its_script_has_its_peer() -> None:
    assert {peer.script for peer in PEERS} == {path.name for path in HERE.glob("stays_*.py")}


def test_a_peer_without_uv_or_without_its_package_is_skipped_and_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert run_peer(PEERS[0], tmp_path, tmp_path / "out") == {"skipped": "uv is not installed"}
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/uv")
    failed = SimpleNamespace(returncode=1, stdout="", stderr="Resolving\n  no such package\n\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    assert run_peer(PEERS[0], tmp_path, tmp_path / "out") == {"skipped": "cannot be installed: no such package"}


def test_a_peer_that_fails_or_never_ends_is_skipped_and_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/uv")

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        if "-c" in command:
            return SimpleNamespace(returncode=0, stdout="", stderr="")
        if PEERS[1].script in command[-5]:
            raise subprocess.TimeoutExpired(command, 1)
        return SimpleNamespace(returncode=1, stdout="", stderr="ValueError: no rows")

    monkeypatch.setattr(subprocess, "run", run)
    assert run_peer(PEERS[0], tmp_path, tmp_path / "out") == {"skipped": "failed: ValueError: no rows"}
    assert run_peer(PEERS[1], tmp_path, tmp_path / "out") == {"skipped": "did not end within 900 s"}
    shown = table([{"name": "MovingPandas", "does": "stops", "rows": 100, "skipped": "failed: ValueError: no rows"}])
    assert "MovingPandas" in shown
    assert "skipped: failed: ValueError: no rows" in shown


def test_rows_of_a_peer_are_scored_as_ours_are(tmp_path: Path) -> None:
    make_feed(tmp_path, 20_000, seed=5)
    true = pl.read_parquet(tmp_path / "truth_visits.parquet")
    start = START_MS / 1000
    stays = true.select("mmsi", "place", start_s=pl.col("t_arr") + start, end_s=pl.col("t_dep") + start)
    score = score_visits(tmp_path, as_events(stays))
    assert (score.recall, score.precision, score.n_true) == (1.0, 1.0, true.height)
    half = score_visits(
        tmp_path, as_events(stays.with_columns(place=pl.when(pl.int_range(pl.len()) % 2 == 0).then("place").otherwise(-5)))
    )
    assert half.precision == pytest.approx(0.5, abs=0.01)
    dark = pl.read_parquet(tmp_path / "truth_gaps.parquet").select(
        "mmsi", start_s=pl.col("t0") + start, end_s=pl.col("t1") + start
    )
    assert score_gaps(tmp_path, as_events(dark)).precision == 1.0


def test_a_peer_runs_at_each_of_its_sizes_up_to_the_most_that_was_asked_for() -> None:
    peer = Peer("one", "one.py", (), (1_000, 10_000, 50_000), "nothing")
    assert sizes_of(peer, 10_000) == (1_000, 10_000)
    assert sizes_of(peer, 500) == (500,)
    assert next(p for p in PEERS if p.name == "DuckDB").rows == (1_000_000, 10_000_000, 50_000_000)


def test_what_was_measured_is_kept_and_a_peer_that_was_skipped_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def ours(feed: Path, _scratch: Path) -> list[dict[str, Any]]:
        asked.append(("ours", feed.name))
        run = {"does": "", "rows": 9, "seconds": 1.0, "times_ours": 1.0, "rows_per_s": 9, "peak_mb": 1}
        return [
            {"name": "floor", "does": "", "rows": 9, "skipped": "needs more memory than there is"},
            {"name": "Vedette", **run},
        ]

    def theirs(peer: Peer, feed: Path, _scratch: Path, _ours: dict[str, Any]) -> dict[str, Any]:
        asked.append((peer.name, feed.name))
        if peer.name == "absent":
            return {"name": peer.name, "does": "", "rows": 9, "skipped": "cannot be installed: no such package"}
        return {"name": peer.name, "does": "", "rows": 9, "seconds": 3.0, "times_ours": 3.0, "rows_per_s": 3, "peak_mb": 1}

    monkeypatch.setattr(peers, "PEERS", (Peer("here", "", (), (100, 300), ""), Peer("absent", "", (), (300,), "")))
    monkeypatch.setattr(peers, "feed_folder", lambda work, size, _: work / f"feed-{size}")
    monkeypatch.setattr(peers, "measure_ours", ours)
    monkeypatch.setattr(peers, "measure_peer", theirs)
    found = measure(tmp_path, 1_000)
    assert [run["name"] for run in found] == ["floor", "Vedette", "here", "floor", "Vedette", "here", "absent"]
    assert asked == [
        ("ours", "feed-100"),
        ("here", "feed-100"),
        ("ours", "feed-300"),
        ("here", "feed-300"),
        ("absent", "feed-300"),
    ]
    asked.clear()
    assert measure(tmp_path, 1_000) == found
    assert asked == [("absent", "feed-300")]
    asked.clear()
    assert [run["name"] for run in measure(tmp_path, 1_000, ["here"])] == ["floor", "Vedette", "here"] * 2
    assert asked == []
