"""The parts of calibration.md that come from the results of `vedette evaluate`.

benchmarks/calibration.json flows in, Markdown flows out; the results are made by `make evaluate`, and a test of the simulation
fails when the judgement no longer gives the probabilities that they hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vedette.simulation.evaluation import report

FOLDER = Path(__file__).parents[2] / "benchmarks"
FILE, BYTES = FOLDER / "calibration.json", FOLDER / "calibration-bytes.json"
WORTH = FOLDER / "coverage-worth.json"


def _of(table: Callable[[Mapping[str, Any]], str]) -> Callable[[], str]:
    return lambda: table(json.loads(FILE.read_text(encoding="utf-8"))).rstrip("\n")


def _size() -> str:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    seeds = ", ".join(str(seed) for seed in sorted({cell["seed"] for cell in found["cells"]}))
    n_demanded = found["together"]["n"]
    return (
        f"{found['n_claims']:,} claims in {len(found['cells'])} cells (seeds {seeds}); the demands are checked on the {n_demanded:,} of the"
        f" worlds whose base rate is the judge's prior. The bands were written down on {found['bands_written']}, before the first run."
    )


def _bytes() -> str:
    found = json.loads(BYTES.read_text(encoding="utf-8"))
    rows = (
        ("from bytes", *(f"{found['bytes'][name]:.3f}" for name in ("brier", "ece", "log_loss"))),
        ("from tables", *(f"{found['tables'][name]:.3f}" for name in ("brier", "ece", "log_loss"))),
    )
    lines = [("the same claims", "Brier", "ECE", "log loss"), ("---",) * 4, *rows]
    told = (
        f"{found['n']} claims: the same verdict for {100 * found['same_verdict']:.0f} % of them, probabilities"
        f" {found['p_apart_median']:.3f} apart in the median, {found['p_apart_90']:.3f} for the tenth that is farthest apart."
    )
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n" + told


def _worth() -> str:
    found = json.loads(WORTH.read_text(encoding="utf-8"))
    head = ("silence", "claims", "true", "mean probability", "without coverage", "log loss", "without coverage",
            "true ones denied", "without coverage")  # fmt: skip
    rows = (
        (row["silence"], f"{row['n']:,}", f"{row['true']:.3f}", f"{row['mean_p_with']:.3f}", f"{row['mean_p_without']:.3f}",
         f"{row['log_loss_with']:.3f}", f"{row['log_loss_without']:.3f}", f"{row['true_denied_with']}", f"{row['true_denied_without']}")
        for row in found["rows"]
    )  # fmt: skip
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ("---",) * len(head), *rows)).rstrip("\n")


PARTS: Mapping[str, Callable[[], str]] = {
    "size": _size,
    "demands": _of(report.demands_table),
    "worlds": _of(report.worlds_table),
    "judges": _of(report.judges_table),
    "verdicts": _of(report.verdicts_table),
    "groups": _of(report.groups_table),
    "coverage": _of(report.coverage_table),
    "kinds": _of(report.kinds_table),
    "bytes": _bytes,
    "worth": _worth,
}
