"""The table of targets of docs/performance.md, from what the benchmarks kept."""

from __future__ import annotations

from benchmarks.targets import rows

from reference.markdown import code, table


def _targets() -> str:
    head = ("demand", "demanded", "measured", "", "measured by")
    return table(head, ((*row[:4], code(f"python -m {row[4]}")) for row in rows()))


PARTS = {"targets": _targets}
