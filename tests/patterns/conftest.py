"""Numbers of R's `surveillance`, where they lie beside the checkout."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from vedette.patterns.glm import Floats

Columns = dict[str, Floats]


@pytest.fixture(scope="session")
def of_r(shared_data: Path) -> Callable[[str], Columns]:
    """Columns of one file of R's outputs; NA is NaN."""

    def read(name: str) -> Columns:
        with (shared_data / "surveillance" / name).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        return {key: np.array([float("nan") if row[key] == "NA" else float(row[key]) for row in rows]) for key in rows[0]}

    return read


@pytest.fixture(scope="session")
def agona(of_r: Callable[[str], Columns]) -> Floats:
    """312 weeks of salmonella.agona; the first 19 are in no output, hence missing."""
    counts = np.full(312, np.nan)
    found = of_r("ears_C1_agona.csv")
    counts[found["t"].astype(int) - 1] = found["obs"]
    return counts
