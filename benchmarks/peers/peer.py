"""What every peer's script shares: its arguments, its clock, and what it writes.

In flows a function from a feed folder to rows `mmsi, place, start_s, end_s` (seconds since 1970) in a Parquet file; out flows one JSON
line: seconds from the first byte read to the last byte written, and the most memory that the process held.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

MIN_STAY_S, MAX_SILENCE_S = 3600, 86_400  # a stay lasts an hour; a day without a row ends it


def run(find: Callable[[Path, Path], object]) -> None:
    """Time `find(feed folder, file to write)` and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feed", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    start = time.perf_counter()
    find(given.feed, given.out)
    print(json.dumps({"seconds": time.perf_counter() - start, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6
