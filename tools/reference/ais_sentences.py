"""The figures of reading AIS sentences, from what `python -m benchmarks.ais_sentences --write` kept."""

from __future__ import annotations

import json
from pathlib import Path

from reference.markdown import table

FIGURES = Path(__file__).parents[2] / "benchmarks" / "ais_sentences.json"


def sentences() -> str:
    """The table of one measurement."""
    if not FIGURES.exists():
        return "Not measured."
    run = json.loads(FIGURES.read_text(encoding="utf-8"))
    head = ("", "s", "times the floor", "sentences a second")
    lines_per_s = run["sentences"] / run["floor_s"]
    rows = [
        (f"floor: the lines of {run['sentences']:,} sentences", f"{run['floor_s']:.2f}", "1.00", f"{lines_per_s:,.0f}"),
        ("decoded, joined, dated, as columns", f"{run['columns_s']:.2f}", f"{run['columns_ratio']:.2f}", f"{run['columns_per_s']:,}"),
        ("positions, identities and issues as tables", f"{run['tables_s']:.2f}", f"{run['tables_ratio']:.2f}", f"{run['tables_per_s']:,}"),
        ("pyais, decoded only", "", "", f"{run['pyais_per_s']:,}"),
    ]  # fmt: skip
    return f"{table(head, rows)}\n\nPeak memory {run['peak_mb']:,} MB; load of the machine in the last minute {run['load']}."


PARTS = {"sentences": sentences}
