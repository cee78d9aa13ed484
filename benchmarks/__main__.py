"""Run every benchmark and print one table: ``python -m benchmarks [--rows N] [--repeats N] [--json]``."""

from __future__ import annotations

import argparse
import json

from benchmarks.main_path import measure_main_path
from benchmarks.text_speed import measure_text_speed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000, help="positions of the generated feed")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each step; medians are printed")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    results = [*measure_main_path(given.rows, given.repeats), *measure_text_speed(given.repeats)]
    if given.json:
        print(json.dumps([result.as_dict() for result in results], indent=1))
        return
    print(f"{'step':<42}{'median s':>10}{'floor s':>10}{'ratio':>8}{'per second':>14}")
    for result in results:
        print(f"{result.step:<42}{result.median_s:>10.2f}{result.floor_s:>10.2f}{result.ratio:>8.1f}{result.per_s:>14,.0f}")


if __name__ == "__main__":
    main()
