"""Build the data, run every benchmark, print one table after the other: ``python -m benchmarks [--rows N] [--archive-rows N] [--json]``.

First the way of a case (add, run, read a text), then an archive in one pass beside its floor, then what others offer on the same rows,
and at last what was aimed at beside the figures that the benchmarks kept.
--write keeps the figures of the peers for docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import events
from benchmarks.curve import feed_folder
from benchmarks.main_path import measure_main_path
from benchmarks.peers.__main__ import FIGURES, PEERS
from benchmarks.peers.__main__ import measure as measure_peers
from benchmarks.peers.__main__ import table as table_of_peers
from benchmarks.targets import as_text, rows
from benchmarks.text_speed import measure_text_speed
from benchmarks.timing import Result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=300_000, help="positions of the feed that goes through a case")
    parser.add_argument("--archive-rows", type=float, default=10e6, help="positions of the archive; no peer gets more")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each step; medians are printed")
    parser.add_argument("--work", type=Path, help="folder for feeds, kept; by default one that goes away")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="keep the figures of the peers for docs/performance.md")
    given = parser.parse_args()
    steps = [*measure_main_path(given.rows, given.repeats), *measure_text_speed(given.repeats)]
    if not given.json:
        _print_steps(steps)
    with tempfile.TemporaryDirectory() as name:
        work, most = given.work or Path(name), round(given.archive_rows)
        archive = events.measure(feed_folder(work, most, None), given.repeats)
        if not given.json:
            _print_archive(archive)
        peers = measure_peers(work, {peer.name: min(peer.rows, most) for peer in PEERS})
    if given.write:
        FIGURES.write_text(json.dumps(peers, indent=1) + "\n", encoding="utf-8")
    found = {"steps": [step.as_dict() for step in steps], "archive": archive, "peers": peers}
    print(
        json.dumps(found, indent=1)
        if given.json
        else f"\n{table_of_peers(peers)}\n\nwhat was aimed at, and what is kept\n{as_text(rows())}"
    )


def _print_steps(steps: list[Result]) -> None:
    print(f"{'step':<42}{'median s':>10}{'floor s':>10}{'ratio':>8}{'per second':>14}")
    for step in steps:
        print(f"{step.step:<42}{step.median_s:>10.2f}{step.floor_s:>10.2f}{step.ratio:>8.1f}{step.per_s:>14,.0f}")


def _print_archive(archive: dict[str, Any]) -> None:
    print("\nan archive in one pass")
    for name, value in archive.items():
        print(f"{name:>20}  {value}")


if __name__ == "__main__":
    main()
