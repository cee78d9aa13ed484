"""How long `vedette check` on a hundred rows takes from a cold start: ``python -m benchmarks.start [--against SRC] [--json] [--write]``.

Each run is a process of its own, and a first one, which lets Python keep what it compiled of the sources, is not counted. In turn with it
run what no check can do without: loading Polars and the text model (the floor), and with --against the same check by another `src` folder.
Medians are printed, of the clock and of the processor's time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.main_path import write_feed
from vedette.claims.text.language import MODELS

FIGURES = Path(__file__).with_name("start.json")
_TEXT = "The ship 273000001 left Tartus on 1 December 2024 and arrived in Limassol on 2 December."
_CHECK = "import sys; from vedette.cli.main import main; sys.argv[0] = 'vedette'; main()"
_FLOOR = "import polars; import {model}; {model}.load(exclude=['ner', 'senter'])"
_ROWS = 100


def measure(repeats: int, against: Path | None) -> dict[str, Any]:
    """Medians of the seconds of each, run in turn."""
    model = next(name for name in MODELS if _is_there(name))
    with tempfile.TemporaryDirectory() as name:
        feed = write_feed(Path(name) / "hundred.csv", _ROWS, n_ships=2)
        check = [sys.executable, "-c", _CHECK, "check", _TEXT, "--data", str(feed)]
        runs = {"check": (check, None), "floor": ([sys.executable, "-c", _FLOOR.format(model=model)], None)}
        if against is not None:
            runs["against"] = (check, against)
        turns = [{what: _run(*run, Path(name)) for what, run in runs.items()} for _ in range(repeats + 1)][1:]
    figures: dict[str, Any] = {"rows": _ROWS, "repeats": repeats, "load": round(os.getloadavg()[0], 1)}
    for what in runs:
        figures |= {f"{what}_s": _median(turns, what, 0), f"{what}_cpu_s": _median(turns, what, 1)}
    return figures


def _median(turns: list[dict[str, tuple[float, float]]], what: str, which: int) -> float:
    return round(median(turn[what][which] for turn in turns), 3)


def _is_there(module: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def _run(command: list[str], source: Path | None, folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | ({"PYTHONPATH": str(source)} if source is not None else {})
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--against", type=Path, help="the src folder of another state of the sources")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/performance.md")
    given = parser.parse_args()
    found = measure(given.repeats, given.against.resolve() if given.against else None)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found) if given.json else "\n".join(f"{name:>14}  {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
