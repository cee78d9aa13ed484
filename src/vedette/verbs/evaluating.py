"""`vedette evaluate`: worlds with known truth in, scores of the judgement out.

A choice of grid and a folder flow in; the document of `vedette.evaluation/1` flows out, and the folder holds it with tables, pictures and
the judged claims cell by cell. What is finished on disk is not run again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette.assessment.params import AssessmentParams
from vedette.simulation.evaluation.bands import read_bands
from vedette.simulation.evaluation.cells import Columns
from vedette.simulation.evaluation.grid import judged_worlds, list_cells
from vedette.simulation.evaluation.report import draw_pictures, write_report
from vedette.simulation.evaluation.running import Progress, run
from vedette.simulation.evaluation.scoring import FULL, summarise
from vedette.verbs.evaluating_bytes import bytes_object, judge_bytes

RESULTS, RESULTS_OF_BYTES, REPORT = "results.json", "results-bytes.json", "report.md"


@dataclass(frozen=True)
class Wanted:
    """What is to be evaluated: a grid, or some of its worlds and seeds; small worlds per cell; how many processes."""

    grid: str = "full"
    only: tuple[str, ...] = ()
    seeds: tuple[int, ...] = ()
    n_worlds: int | None = None
    n_processes: int = 2


def evaluate(wanted: Wanted, out: Path, *, on_progress: Progress = lambda _message, _share: None) -> dict[str, Any]:
    """Judge what is not judged yet, score all of it, write document, tables and pictures.

    Raises:
        UsageError: there is no such grid or world.
        KeyboardInterrupt: interrupted; the same call goes on where it stopped.
    """
    cells = list_cells(wanted.grid, wanted.only, wanted.seeds, wanted.n_worlds)
    columns = run(cells, out, n_processes=wanted.n_processes, on_progress=on_progress)
    document = {
        "is_synthetic": True,
        "grid": wanted.grid,
        "bands_written": str(read_bands().written),
        "params_hash": AssessmentParams().params_hash,
        "cells": [{"world": c.world.name, "seed": c.seed, "worlds": c.n_worlds} for c in cells],
        **summarise(columns, judged_worlds()),
        "sample": sample_of(columns),
    }
    _write(document, out)
    return document


def evaluate_bytes(wanted: Wanted, out: Path, *, on_progress: Progress = lambda _message, _share: None) -> dict[str, Any]:
    """The slow half: every claim from bytes through the whole pipeline, beside the same claims from tables.

    Raises:
        UsageError: there is no such grid or world.
    """
    cells = list_cells(wanted.grid, wanted.only, wanted.seeds, wanted.n_worlds)
    columns = judge_bytes(cells, out, on_progress=on_progress)
    document = {
        "is_synthetic": True,
        "grid": wanted.grid,
        "cells": [{"world": c.world.name, "seed": c.seed, "worlds": c.n_worlds} for c in cells],
        **bytes_object(columns),
    }
    text = json.dumps({"schema": "vedette.evaluation-bytes/1", **document}, indent=1)
    (out / RESULTS_OF_BYTES).write_text(text + "\n", encoding="utf-8")
    return document


def sample_of(columns: Columns) -> list[dict[str, Any]]:
    """Every claim of the first small world as the full judge saw it, so that anybody can run it again and compare."""
    full = columns.where(judge=FULL)
    first = full.rows[0] if full.n else None
    rows = full.where(world=first.world, seed=first.seed).rows if first else ()
    return [{"world": r.world, "seed": r.seed, "claim_id": r.claim_id, "p": r.p, "verdict": r.verdict} for r in rows]


def _write(document: dict[str, Any], out: Path) -> None:
    (out / RESULTS).write_text(json.dumps({"schema": "vedette.evaluation/1", **document}, indent=1) + "\n", encoding="utf-8")
    (out / REPORT).write_text(write_report(document), encoding="utf-8")
    for name, svg in draw_pictures(document).items():
        (out / name).write_text(svg + "\n", encoding="utf-8")


def numbers_of(text: Sequence[str]) -> tuple[int, ...]:
    """Seeds as given, separated by commas or spaces.

    Raises:
        ValueError: one is no whole number of at least 0.
    """
    found = tuple(int(part) for one in text for part in one.replace(",", " ").split())
    if any(seed < 0 for seed in found):
        raise ValueError("a seed is a whole number of at least 0")
    return found
