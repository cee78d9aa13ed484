"""CSV files of a simulated case, and how its times are written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a header and rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def moment_of(begin: datetime, day: float) -> datetime:
    """A moment, from days since the world began."""
    return begin + timedelta(seconds=round(day * 86_400))


def iso(at: datetime) -> str:
    """``2024-12-01T07:30:00Z``."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
