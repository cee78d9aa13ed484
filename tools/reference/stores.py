"""The figures of the store in docs/performance.md, and those of equality in docs/engines.md, from what the benchmarks kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reference.markdown import table

STORE = Path(__file__).parents[2] / "benchmarks" / "store.json"
EQUALITY = STORE.with_name("equality.json")
_WAYS = {
    "one_run": "one run of the case's steps", "seven_chunks": "live, in 7 chunks", "hundred_chunks": "live, in 100 chunks",
    "shuffled": "live, shuffled, some rows late", "killed": "live, killed in a chunk and resumed", "spark": "Spark",
}  # fmt: skip


def _store() -> str:
    if not STORE.exists():
        return "Not measured."
    run = json.loads(STORE.read_text(encoding="utf-8"))
    rows = (
        (f"a commit of {run['rows_a_commit']} rows, the first hundred", f"{run['first_ms']:.1f} ms"),
        (f"the last hundred of {run['commits']:,.0f}", f"{run['last_ms']:.1f} ms"),
        ("the mean of the first tenth, merging of small files and all", f"{run['mean_first_tenth_ms']:.1f} ms"),
        ("the mean of the last tenth", f"{run['mean_last_tenth_ms']:.1f} ms"),
        ("the slowest in a hundred", f"{run['p99_ms']:.1f} ms"),
        (f"a commit while {run['readers']} processes read without a pause", f"{run['meanwhile_ms']:.1f} ms"),
        ("a reading of theirs", f"{run['reading_ms']:.0f} ms"),
        (f"reading the table of {run['files_before']:,.0f} files alone", f"{run['read_s']:.2f} s"),
        (f"`vedette tidy`, to {run['files_after']:,.0f} files", f"{run['tidy_s']:.2f} s"),
        ("reading it then", f"{run['read_tidied_s']:.2f} s"),
        ("a million positions in one commit", f"{run['append_rows_per_s']:,.0f} rows/s"),
        ("reading them", f"{run['read_rows_per_s']:,.0f} rows/s"),
    )
    said = f"\n\nLoad of the machine meanwhile {run['load']:.1f}, on two cores." if "load" in run else ""
    return table(("", ""), rows) + said


def _seconds(run: Mapping[str, Any]) -> str:
    """What was run beside other work says so: its time tells little."""
    return f"{run['seconds']:,.0f}" + (" (beside other work)" if run.get("is_beside_other_work") else "")


def _equality() -> str:
    if not EQUALITY.exists():
        return "Not measured."
    kept = json.loads(EQUALITY.read_text(encoding="utf-8"))
    rows = [
        (_WAYS[run["way"]], f"{run['rows']:,}", _seconds(run), f"{run['peak_mb']:,}", f"`{run['hash'][:16]}`")
        for run in kept["ways"] if "hash" in run
    ]  # fmt: skip
    said = "All hashes are the same." if kept["is_equal"] else "The hashes differ."
    return f"{table(('way', 'rows', 's', 'peak MB', 'hash of the tables'), rows)}\n\n{said}"


STORE_PARTS, EQUALITY_PARTS = {"store": _store}, {"equality": _equality}
