"""The figures of aircraft in docs/performance.md, from what `benchmarks.traces --write` and `benchmarks.landings --write` kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reference.markdown import table

TRACES = Path(__file__).parents[2] / "benchmarks" / "traces.json"
LANDINGS = TRACES.with_name("landings.json")
_RUNS = (
    ("floor", "floor: unpack, and parse the JSON"),
    ("alone", "one file after the other, as a single file is read"),
    ("ours", "in bulk, to rows of tables"),
    ("store", "in bulk, into the store of a case"),
)


def _kept(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _traces() -> str:
    found = _kept(TRACES)
    if found is None:
        return "Not measured."
    head = (f"{found['positions']:,} positions in {found['files']:,} files, {found['cores']} cores", "positions a second")
    return table(head, [(says, f"{found[f'{name}_per_s']:,}") for name, says in _RUNS])


def _landings() -> str:
    found = _kept(LANDINGS)
    if found is None:
        return "Not measured."
    speed = table(
        ("rows", "events", "floor, s", "ours, s", "ratio", "rows a second"),
        [(f"{found['rows']:,}", f"{found['events']:,}", f"{found['floor_s']:.2f}", f"{found['ours_s']:.2f}",
          f"{found['ratio']:.2f}", f"{found['rows_per_s']:,}")],
    )  # fmt: skip
    kinds = (("landing", "landings"), ("take_off", "take-offs"))
    truth = table(
        ("kind", "true ones", "recall", "precision", "could be seen", "recall of these"),
        [(says, f"{found[k]['n_true']:,}", f"{found[k]['recall']:.3f}", f"{found[k]['precision']:.3f}",
          f"{found[k]['n_seen']:,}", f"{found[k]['recall_seen']:.3f}") for k, says in kinds],
    )  # fmt: skip
    return "\n\n".join((speed, truth, *_traffic(found.get("traffic"))))


def _traffic(found: dict[str, Any] | None) -> list[str]:
    if found is None:
        return []
    if "skipped" in found:
        return [f"traffic was skipped: {found['skipped']}."]
    shares = (found[kind][score] for kind in ("landing", "take_off") for score in ("recall", "precision"))
    landed, landed_well, left, left_well = (f"{share:.3f}" for share in shares)
    said = (
        f"Beside it `traffic`, which names the airfields nearest to both ends of a flight, on {found['rows']:,} rows of the same flights,",
        f"each handed to it as a flight of its own: {found['traffic_s']:.2f} s, {found['times_ours']:.1f} times ours; landings {landed}",
        f"recall and {landed_well} precision, take-offs {left} and {left_well}. It looks for one of each in a flight.",
    )
    return [" ".join(said)]


PARTS = {"traces": _traces, "landings": _landings}
