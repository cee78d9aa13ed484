"""The figures of docs/spark.md, from what `python -m benchmarks.spark --write` kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reference.markdown import table

FIGURES = Path(__file__).parents[2] / "benchmarks" / "spark.json"
_HEAD = (
    "rows", "Spark's sort, s", "ours on Spark, s", "ratio", "read by Spark, s", "ratio", "without Spark, s", "same events",
    "load of the machine",
)  # fmt: skip


def _speed() -> str:
    if not FIGURES.exists():
        return "Not measured."
    runs: list[dict[str, Any]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    rows = (
        (f"{run['rows']:,}", f"{run['sort_s']:.1f}", f"{run['ours_s']:.1f}", f"{run['ratio']:.2f}", f"{run['read_by_spark_s']:.1f}",
         f"{run['read_by_spark_ratio']:.2f}", f"{run['local_s']:.1f}", "yes" if run["is_equal"] else "no", f"{run['load']:.1f}")
        for run in runs
    )  # fmt: skip
    return table(_HEAD, rows)


PARTS = {"spark": _speed}
