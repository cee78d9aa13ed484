"""From AIS sentences to columns and to tables, beside the floor: reading the same file and finding its lines.

`python -m benchmarks.ais_sentences [--sentences N] [--seed S] [--repeats N] [--json] [--write]` makes a file of sentences, runs
floor, columns and tables in turn, and pyais with its checksums enforced on a sample; it prints medians, by the clock and of all
cores together, which says more where the machine is shared.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from pyais.queue import NMEAQueue

from benchmarks.ais_feed import write_sentences
from vedette.sources.ais_bulk.assembly import Assembler
from vedette.sources.ais_bulk.layout import PLACELESS, POSITION
from vedette.sources.ais_bulk.reading import decoded_blocks, read_sentences
from vedette.sources.ais_bulk.spans import span_blocks
from vedette.sources.format import ReadContext

FIGURES = Path(__file__).with_name("ais_sentences.json")
_CONTEXT = ReadContext("src-bench")
_PYAIS_LINES = 20_000


def find_lines(path: Path) -> int:
    """The floor: the file's lines, found."""
    return sum(len(block.starts) for block in span_blocks(path, _CONTEXT))


def decode_columns(path: Path) -> int:
    """Messages decoded, joined and dated, as columns."""
    n_messages = 0
    for decoded in decoded_blocks(path, _CONTEXT, Assembler()):
        status = decoded.scanned.messages["status"]
        n_messages += int(((status == POSITION) | (status == PLACELESS)).sum())
    return n_messages


def read_tables(path: Path) -> int:
    """Everything: positions, identities and issues as tables; how many positions."""
    return sum(batch.counts.positions for batch in read_sentences(path, _CONTEXT))


def ask_pyais(path: Path) -> int:
    """The first lines through pyais, damaged ones refused; how many messages."""
    with path.open("rb") as file:
        lines = [file.readline() for _ in range(_PYAIS_LINES)]
    queue, n_messages = NMEAQueue(), 0
    for line in lines:
        queue.put_line(line.strip())
        while (sentence := queue.get_or_none()) is not None:
            if sentence.is_valid:
                sentence.decode()
                n_messages += 1
    return n_messages


def measure(n_sentences: int, seed: int, repeats: int) -> dict[str, Any]:
    """Medians of all runs, taken in turn after one uncounted run of each."""
    runs: dict[str, Callable[[Path], int]] = {
        "lines": find_lines, "columns": decode_columns, "tables": read_tables, "pyais": ask_pyais
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "feed.nmea"
        n_lines = write_sentences(path, n_sentences, seed)
        n_bytes = path.stat().st_size
        given = {run: action(path) for run, action in runs.items()}
        turns = [{run: _time(action, path) for run, action in runs.items()} for _ in range(repeats)]
    seconds, cpu_s = ({run: median(turn[run][k] for turn in turns) for run in runs} for k in (0, 1))
    return {
        "sentences": n_lines, "bytes": n_bytes, "load": round(os.getloadavg()[0], 1),
        "floor_s": round(seconds["lines"], 3), "columns_s": round(seconds["columns"], 3), "tables_s": round(seconds["tables"], 3),
        "floor_cpu_s": round(cpu_s["lines"], 3), "columns_cpu_s": round(cpu_s["columns"], 3), "tables_cpu_s": round(cpu_s["tables"], 3),
        "columns_ratio": round(median(t["columns"][0] / t["lines"][0] for t in turns), 2),
        "tables_ratio": round(median(t["tables"][0] / t["lines"][0] for t in turns), 2),
        "columns_per_s": round(n_lines / seconds["columns"]), "tables_per_s": round(n_lines / seconds["tables"]),
        "pyais_per_s": round(_PYAIS_LINES / seconds["pyais"]), "messages": given["columns"], "positions": given["tables"],
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
    }  # fmt: skip


def _time(action: Callable[[Path], int], path: Path) -> tuple[float, float]:
    """Seconds by the clock, and of all cores together."""
    start, cpu_start = time.perf_counter(), time.process_time()
    action(path)
    return time.perf_counter() - start, time.process_time() - cpu_start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--write", action="store_true", help="keep the figures for docs/performance.md")
    given = parser.parse_args()
    found = measure(given.sentences, given.seed, given.repeats)
    if given.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write((json.dumps(found) if given.json else "\n".join(f"{n:>16}  {v}" for n, v in found.items())) + "\n")


if __name__ == "__main__":
    main()
