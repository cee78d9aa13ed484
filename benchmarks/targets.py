"""What was aimed at before anything was built, and what is reached: ``python -m benchmarks.targets``.

The figures that the benchmarks kept (`benchmarks/*.json`) flow in; one row for each target flows out: what was demanded, what was
measured, met or missed, and the command that measures it. Where several feeds were measured, the worst counts. Beside a recall over all
that truly happened stands the one over what the feed could show, by the truth files and not by what was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LARGE = 40_000_000  # rows from which a feed counts as one of fifty million


@dataclass(frozen=True)
class Target:
    """One demand: `measured` takes the figures kept in `file` to a number; `most` holds for demands of at most, else at least."""

    what: str
    file: str
    command: str
    measured: Callable[[Any], float]
    demanded: float
    most: bool = False
    form: str = "{:.2f}"

    def is_met(self, value: float) -> bool:
        """Whether a measured value meets it."""
        return value <= self.demanded if self.most else value >= self.demanded

    def say_demand(self) -> str:
        """``at most 0.80``."""
        return f"{'at most' if self.most else 'at least'} {self.form.format(self.demanded)}"


def _large(runs: Sequence[Any], key: str) -> list[float]:
    return [run[key] for run in runs if run["rows"] >= LARGE]


def _worst(kind: str, score: str, of: str = "n_true") -> Callable[[Any], float]:
    return lambda runs: min(run[kind][score] for run in runs if run[kind].get(of))


def _peer(name: str, least_rows: int = 0) -> Callable[[Any], float]:
    return lambda runs: min(
        run["times_ours"] for run in runs if run["name"] == name and "times_ours" in run and run["rows"] >= least_rows
    )


def _batches_of_100(key: str) -> Callable[[Any], float]:
    return lambda run: next(row[key] for row in run["latency"] if row["how"] == "batches of 100")


_FEED, _SCORE = "benchmarks.events --feed DIR", "{:.3f}"
TARGETS = (
    Target("50 million rows to visits, gaps and legs, times the floor", "events", _FEED, lambda r: max(_large(r, "ratio")), 0.8, True),
    Target("with meetings", "events", _FEED, lambda r: max(_large(r, "with_meetings_ratio")), 1.0, True),
    Target("peak memory there, bytes a row", "events", _FEED, lambda r: max(_large(r, "peak_bytes_per_row")), 40, True, "{:.0f}"),
    Target("visits: recall", "events", _FEED, _worst("visits", "recall"), 0.985, form=_SCORE),
    Target("visits: precision", "events", _FEED, _worst("visits", "precision"), 0.995, form=_SCORE),
    Target("visits: median error of the arrival, minutes", "events", _FEED,
           lambda r: max(run["visits"]["median_error_min"] for run in r), 5, True, "{:.1f}"),
    Target("gaps: recall", "events", _FEED, _worst("gaps", "recall"), 0.98, form=_SCORE),
    Target("gaps: precision", "events", _FEED, _worst("gaps", "precision"), 0.98, form=_SCORE),
    Target("meetings: recall", "events", _FEED, _worst("meetings", "recall"), 0.95, form=_SCORE),
    Target("the same of those during which both ships sent a position", "events", _FEED, _worst("meetings", "recall_seen", "n_seen"),
           0.95, form=_SCORE),
    Target("meetings: precision", "events", _FEED, _worst("meetings", "precision"), 0.97, form=_SCORE),
    Target("time of DuckDB's SQL from 10 million rows up, times ours", "peers", "benchmarks.peers", _peer("DuckDB", 9_000_000), 3,
           form="{:.1f}"),
    Target("time of MovingPandas, times ours", "peers", "benchmarks.peers", _peer("MovingPandas"), 500, form="{:.0f}"),
    Target("200 million rows: peak memory, MB", "curve", "benchmarks.curve --work DIR",
           lambda r: max(run["with_meetings_mb"] for run in r["sizes"]), 6000, True, "{:,.0f}"),
    Target("power with which time grows: at least", "curve", "benchmarks.curve --work DIR", lambda r: r["exponents"]["ours"], 0.95),
    Target("the same: at most", "curve", "benchmarks.curve --work DIR", lambda r: r["exponents"]["ours"], 1.05, True),
    Target("AIS sentences to columns a second, millions", "ais_sentences", "benchmarks.ais_sentences",
           lambda r: r["columns_per_s"] / 1e6, 3),
    Target("positions of readsb traces a second, millions", "traces", "benchmarks.traces", lambda r: r["ours_per_s"] / 1e6, 1),
    Target("rows searched for landings a second, millions", "landings", "benchmarks.landings", lambda r: r["rows_per_s"] / 1e6, 5),
    Target("take-offs and landings: recall", "landings", "benchmarks.landings",
           lambda r: min(r["landing"]["recall"], r["take_off"]["recall"]), 0.98, form=_SCORE),
    Target("the same of those near which the aircraft was heard", "landings", "benchmarks.landings",
           lambda r: min(r["landing"]["recall_seen"], r["take_off"]["recall_seen"]), 0.98, form=_SCORE),
    Target("live, batches of 100: 99th percentile by the clock, µs a row", "live", "benchmarks.live", _batches_of_100("p99_us"), 10, True),
    Target("the same of the processor's time", "live", "benchmarks.live", _batches_of_100("busy_p99_us"), 10, True),
    Target("a check of a hundred rows from a cold start, s", "start", "benchmarks.start", lambda r: r["check_s"], 3, True),
    Target("Spark: times its own sort", "spark", "benchmarks.spark --feed DIR", lambda r: r[-1]["ratio"], 1.5, True),
)  # fmt: skip


def rows(folder: Path = FOLDER) -> list[tuple[str, str, str, str, str]]:
    """What, demanded, measured, met or missed, command; a target whose figures were not kept is not measured."""
    found = []
    for target in TARGETS:
        path = folder / f"{target.file}.json"
        value = _measured(target, path)
        verdict = "" if value is None else "met" if target.is_met(value) else "missed"
        shown = "not measured" if value is None else target.form.format(value)
        found.append((target.what, target.say_demand(), shown, verdict, target.command))
    return found


def _measured(target: Target, path: Path) -> float | None:
    """None where the figures were not kept, or are of runs that say nothing of this target (no feed so large, no such peer)."""
    if not path.exists():
        return None
    try:
        return target.measured(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, ValueError, StopIteration):
        return None


def as_text(found: Sequence[tuple[str, ...]]) -> str:
    """For the terminal."""
    widths = [max(len(row[i]) for row in found) for i in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in found)


if __name__ == "__main__":
    print(as_text(rows()))
