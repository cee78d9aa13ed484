from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from benchmarks.curve import exponent, measure_all
from benchmarks.curve_picture import draw_curve

from benchmarks import curve


def run(rows: int, ours_s: float, floor_s: float | None = 1.0) -> dict[str, Any]:
    return {
        "rows": rows, "floor_s": floor_s, "floor_mb": None if floor_s is None else 300, "ours_s": ours_s, "ours_mb": 200,
        "with_meetings_s": ours_s * 1.1, "with_meetings_mb": 210,
    }  # fmt: skip


def test_the_exponent_is_that_of_the_sizes_from_a_million_rows_up() -> None:
    figures = [run(100_000, 5.0), run(1_000_000, 1.0), run(10_000_000, 8.0), run(100_000_000, 64.0)]
    assert exponent(figures, "ours_s") == 0.903
    assert exponent(figures[:2], "ours_s") is None
    linear = [{"rows": n, "ours_s": 0.25 + n / 5e6} for n in (1_000_000, 10_000_000, 200_000_000)]
    assert exponent(linear, "ours_s", start=0.25) == 1.0
    assert exponent([*figures[:2], run(10_000_000, 10.0, None)], "floor_s") is None


def test_a_size_is_measured_once_and_a_floor_too_large_for_the_machine_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curve, "records_limit_bytes", lambda: 1000)  # the floor would not fit
    found = measure_all(tmp_path, [20_000], repeats=1, limit_mb=0.1, generator=None)
    (only,) = found["sizes"]
    assert 19_000 < only["rows"] < 21_000
    assert only["floor_s"] is None
    assert only["ours_s"] > 0
    assert 100 < only["ours_mb"] < 600
    assert only["visits"]["n_true"] > 100
    monkeypatch.setattr(curve, "measure", lambda *_: pytest.fail("measured again"))
    assert measure_all(tmp_path, [20_000], repeats=1, limit_mb=0.1, generator=None) == found
    assert json.loads((tmp_path / "curve.json").read_text())["20000"] == only


def test_the_picture_names_its_lines_and_says_every_number() -> None:
    figures = [run(100_000, 0.2), run(1_000_000, 1.25), run(200_000_000, 64.0, None)]
    svg = ET.fromstring(draw_curve(figures))
    texts = ["".join(e.itertext()) for e in svg.iter("{http://www.w3.org/2000/svg}text")]
    for name in ("floor: read and sort", "visits, gaps, legs", "with meetings"):
        assert texts.count(name) == 2
    assert "0.1 M" in texts
    assert "100 M" in texts
    described = svg.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "1 M rows: floor: read and sort 1.0 s and 300 MB" in described
    assert "200 M rows: with meetings 70.4 s and 210 MB, visits, gaps, legs 64.0 s and 200 MB" in described
    heights = [float(e.get("y", "0")) for e in svg.iter("{http://www.w3.org/2000/svg}text") if e.text == "with meetings"]
    beside = [float(e.get("y", "0")) for e in svg.iter("{http://www.w3.org/2000/svg}text") if e.text == "visits, gaps, legs"]
    assert all(abs(a - b) >= 14 for a, b in zip(heights, beside, strict=True))  # names do not lie on each other
