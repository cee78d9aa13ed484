"""How long a standing watch runs between false signals, and how soon it sees a surge: the thresholds, and what they give.

    python -m benchmarks.run_lengths             prints what the shipped thresholds give
    python -m benchmarks.run_lengths --write     sets the thresholds anew (a few minutes), and writes the table into docs/patterns.md

Invented series from a stated seed: negative binomial counts at an effort that wanders between .4 and .95, days with a weekday pattern.
Thresholds are set on one set of series and measured on another.
"""

from __future__ import annotations

import argparse
from functools import lru_cache
from pathlib import Path

import numpy as np

from benchmarks.patterns import changing_effort, draw_counts, write_section
from vedette.patterns.default_detector import DetectorParams, judge_looks
from vedette.patterns.glm import Floats
from vedette.patterns.sequential import run_lengths, sum_scores, threshold_for
from vedette.patterns.series import PER_WEEK, Step

SEED = 20250131
RATES = {"day": (3.0, 10.0, 40.0), "week": (3.0, 10.0, 40.0)}
DISPERSION = 2.0
WANTED = {"day": (30, 90, 180, 365, 730, 1460), "week": (13, 26, 52, 104, 208, 520)}
SHOWN = {"day": (90, 365), "week": (52, 104)}
N_SERIES = {"day": 40, "week": 250}
N_STEPS = {"day": 182 + 1200, "week": 28 + 520}
TABLE = Path(__file__).parents[1] / "src" / "vedette" / "patterns" / "run_lengths.toml"
_WEEKDAYS = np.array([1.0, 1.1, 1.1, 1.05, 1.0, 0.7, 0.6])
_SHOWN_DELAY_LOOKS = 60


def null_p_values(step: Step, seed: int) -> tuple[Floats, Floats]:
    """(s, n) p-values of both tails where nothing happens, the first baseline cut off; all rates under one another."""
    rng = np.random.default_rng(seed)
    parts = [p_values(*null_series(rate, step, rng), step) for rate in RATES[step]]
    start = 28 * PER_WEEK[step]
    return np.concatenate([up[:, start:] for up, _ in parts]), np.concatenate([down[:, start:] for _, down in parts])


def null_series(rate: float, step: Step, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """(s, n) counts and effort."""
    shape = N_SERIES[step], N_STEPS[step]
    effort = changing_effort(shape, rng)
    pattern = _WEEKDAYS[np.arange(shape[1]) % 7] if step == "day" else 1.0
    return draw_counts(rate * effort * pattern, rng, DISPERSION), effort


def p_values(counts: Floats, effort: Floats, step: Step) -> tuple[Floats, Floats]:
    """(s, n) p-values of both tails by the default detector."""
    looks = judge_looks(counts, effort, np.zeros(counts.shape, dtype=bool), step, DetectorParams())
    return looks.p_up, looks.p_down


def run_length_of(p_values_of_tails: tuple[Floats, Floats], threshold: float) -> float:
    """Looks between signals, both tails together."""
    n_signals = sum(int((sum_scores(p, threshold) >= threshold).sum()) for p in p_values_of_tails)
    return float(p_values_of_tails[0].size / max(n_signals, 1))


def find_threshold(tails: tuple[Floats, Floats], wanted: float) -> float:
    """The threshold that gives a run length, by halving."""
    low, high = 0.5, 40.0
    for _ in range(18):
        middle = (low + high) / 2
        low, high = (middle, high) if run_length_of(tails, middle) < wanted else (low, middle)
    return round((low + high) / 2, 2)


def delay(step: Step, rate: float, factor: float, threshold: float) -> float:
    """Median looks from the start of a lasting surge to its signal, the first look being 1; inf if most see none."""
    up = surge_p_values(step, rate, factor)
    is_signal = sum_scores(up, threshold) >= threshold
    first = np.where(is_signal.any(axis=1), is_signal.argmax(axis=1) + 1.0, np.inf)
    return float(np.median(first))


@lru_cache(maxsize=16)
def surge_p_values(step: Step, rate: float, factor: float) -> Floats:
    """(s, n) p-values of more, from the first look of a lasting surge on."""
    rng = np.random.default_rng(SEED + 7)
    start = 30 * PER_WEEK[step]
    shape = 100, start + _SHOWN_DELAY_LOOKS
    effort = changing_effort(shape, rng)
    pattern = _WEEKDAYS[np.arange(shape[1]) % 7] if step == "day" else np.ones(shape[1])
    surge = np.where(np.arange(shape[1]) >= start, factor, 1.0)
    up, _ = p_values(draw_counts(rate * effort * pattern * surge, rng, DISPERSION), effort, step)
    return np.asarray(up[:, start:])


def set_thresholds() -> None:
    """Simulate, and write `run_lengths.toml`."""
    lines = [
        "# Threshold of the cumulative sum by wanted looks between false signals, both tails together.",
        "# Made by: python -m benchmarks.run_lengths --write",
        f"seed = {SEED}",
    ]
    for step in ("day", "week"):
        tails = null_p_values(step, SEED)
        lines += ["", f"[{step}]", *(f"{wanted} = {find_threshold(tails, wanted)}" for wanted in WANTED[step])]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run_lengths.cache_clear()


def table() -> str:
    """What the thresholds give on series that they were not set on."""
    rows = [
        "| looks | wanted between false signals | threshold | measured | x 2 at 3, 10, 40 a look | x 3 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for step in ("day", "week"):
        tails = null_p_values(step, SEED + 1)
        for wanted in SHOWN[step]:
            h = threshold_for(wanted, step)
            delays = [", ".join(_figure(delay(step, rate, factor, h)) for rate in RATES[step]) for factor in (2.0, 3.0)]
            rows.append(f"| {step}s | {wanted} | {h:.2f} | {run_length_of(tails, h):.0f} | {delays[0]} | {delays[1]} |")
    return "\n".join(rows)


def _figure(looks: float) -> str:
    return f"{looks:.0f}" if np.isfinite(looks) else "not seen"


def main() -> None:
    """Print, or set and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        set_thresholds()
        write_section("run-lengths", table())
    else:
        print(table())


if __name__ == "__main__":
    main()
