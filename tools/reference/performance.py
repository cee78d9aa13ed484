"""The figures of docs/performance.md, from what `benchmarks.events`, `.curve` and `.peers` kept with --write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reference.markdown import table

FIGURES = Path(__file__).parents[2] / "benchmarks" / "events.json"
CURVE, PEERS = FIGURES.with_name("curve.json"), FIGURES.with_name("peers.json")
_KINDS = ("visits", "gaps", "meetings")


def _runs() -> list[dict[str, Any]]:
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else []


def _speed() -> str:
    if not (runs := _runs()):
        return "Not measured."
    head = (
        "rows",
        "floor, s",
        "visits, gaps and legs, s",
        "ratio",
        "with meetings, s",
        "ratio",
        "rows a second",
        "peak memory, bytes a row",
    )
    rows = (
        (f"{run['rows']:,}", f"{run['floor_s']:.2f}", f"{run['ours_s']:.2f}", f"{run['ratio']:.2f}", f"{run['with_meetings_s']:.2f}",
         f"{run['with_meetings_ratio']:.2f}", f"{run['rows_per_s']:,}", f"{run['peak_bytes_per_row']:.0f}")
        for run in runs
    )  # fmt: skip
    return table(head, rows)


def _truth() -> str:
    if not (runs := _runs()):
        return "Not measured."
    rows = (
        (f"{run['rows']:,}", kind, f"{run[kind]['n_true']:,}", f"{run[kind]['recall']:.3f}", f"{run[kind]['precision']:.3f}",
         *_of_seen(run[kind]))
        for run in runs
        for kind in _KINDS
    )  # fmt: skip
    return table(("rows", "kind", "true ones", "recall", "precision", "could be seen", "recall of these"), rows)


def _of_seen(score: dict[str, Any]) -> tuple[str, str]:
    """How many of the true ones the feed could show, and the recall over them; empty where that was not looked at."""
    return (f"{score['n_seen']:,}", f"{score['recall_seen']:.3f}") if score.get("n_seen") else ("", "")


def _curve() -> str:
    if not CURVE.exists():
        return "Not measured."
    kept = json.loads(CURVE.read_text(encoding="utf-8"))
    head = ("rows", "floor, s", "floor, MB", "visits, gaps and legs, s", "MB", "with meetings, s", "MB", "bytes a row")
    rows = (
        (f"{run['rows']:,}", *(_figure(run[f"{name}_{unit}"]) for name in ("floor", "ours", "with_meetings") for unit in ("s", "mb")),
         f"{run['ours_mb'] * 1e6 / run['rows']:,.0f}")
        for run in kept["sizes"]
    )  # fmt: skip
    powers = kept["exponents"]
    said = f"From a million rows up time grows with the rows to the power of {powers['ours']} (floor: {powers['floor']})."
    if beyond := kept.get("beyond_start"):
        said += (
            f" The smallest feed takes {kept['starts_s']['ours']} s, most of it the start of loops and threads; time beyond that grows"
            f" with the power of {beyond['ours']} (floor: {beyond['floor']})."
        )
    return f"{table(head, rows)}\n\n{said}"


def _peers() -> str:
    if not PEERS.exists():
        return "Not measured."
    head = ("", "what it does", "rows", "s", "times ours", "rows a second", "peak MB", "visits: recall", "precision")
    return table(head, (_peer(run) for run in json.loads(PEERS.read_text(encoding="utf-8"))))


def _peer(run: dict[str, Any]) -> tuple[str, ...]:
    if "skipped" in run:
        return (run["name"], run["does"], f"{run['rows']:,}", f"skipped: {run['skipped']}", *[""] * 5)
    scores = (f"{run['visits']['recall']:.3f}", f"{run['visits']['precision']:.3f}") if "visits" in run else ("", "")
    measured = (f"{run['seconds']:.2f}", f"{run['times_ours']:.2f}", f"{run['rows_per_s']:,}", f"{run['peak_mb']:,}")
    return (run["name"], run["does"], f"{run['rows']:,}", *measured, *scores)


def _figure(value: float | None) -> str:
    return "not run: more memory than there was" if value is None else f"{value:,}"


PARTS = {"speed": _speed, "truth": _truth, "curve": _curve, "peers": _peers}
