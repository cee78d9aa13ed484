"""One measured step: its median, and the floor that was measured beside it in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """A step, the median of its times, the median of its floor, and how many items it went through."""

    step: str
    median_s: float
    floor_s: float
    n_items: int

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.median_s / self.floor_s

    @property
    def per_s(self) -> float:
        """Items a second."""
        return self.n_items / self.median_s

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"ratio": self.ratio, "per_s": self.per_s}


def compare(step: str, ours: Callable[[], object], floor: Callable[[], object], n_items: int, repeats: int) -> Result:
    """Time ours and the floor in turn, so that both meet the same machine; one uncounted run of each goes first."""
    ours()
    floor()
    times: list[tuple[float, float]] = [(_time(ours), _time(floor)) for _ in range(repeats)]
    return Result(step, statistics.median(t[0] for t in times), statistics.median(t[1] for t in times), n_items)


def _time(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
