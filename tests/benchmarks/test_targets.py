from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.targets import FOLDER, TARGETS, as_text, rows


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: t.what)
def test_every_target_finds_its_figure_in_what_its_benchmark_kept(target: object) -> None:
    if not (FOLDER / f"{target.file}.json").exists():  # type: ignore[attr-defined]
        pytest.skip("not measured yet")
    kept = json.loads((FOLDER / f"{target.file}.json").read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert target.measured(kept) > 0  # type: ignore[attr-defined]


def test_what_was_not_kept_is_not_measured_and_neither_met_nor_missed(tmp_path: Path) -> None:
    assert {(shown, verdict) for _, _, shown, verdict, _ in rows(tmp_path)} == {("not measured", "")}


def test_the_worst_feed_counts_and_a_bound_is_met_when_it_is_reached(tmp_path: Path) -> None:
    feed = {"rows": 50_000_000, "ratio": 0.5, "with_meetings_ratio": 1.0, "peak_bytes_per_row": 30.0} | {
        kind: {"n_true": 9, "recall": 0.99, "precision": 1.0, "median_error_min": 4.0} for kind in ("visits", "gaps", "meetings")
    }
    (tmp_path / "events.json").write_text(json.dumps([feed, feed | {"ratio": 0.9}]))
    found = {what: (shown, verdict) for what, _, shown, verdict, _ in rows(tmp_path)}
    assert found["50 million rows to visits, gaps and legs, times the floor"] == ("0.90", "missed")
    assert found["with meetings"] == ("1.00", "met")


def test_the_table_lines_up() -> None:
    lines = as_text([("a", "at most 1", "0.5", "met", "x"), ("longer", "at least 10", "3", "missed", "y")]).splitlines()
    assert lines[0].index("at most") == lines[1].index("at least")
