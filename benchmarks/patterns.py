"""How often the detectors are wrong when nothing happens, how often they see a surge, and how fast the default one is.

    python -m benchmarks.patterns            prints the tables
    python -m benchmarks.patterns --write    writes them into docs/patterns.md, and the picture beside it

Invented weeks from a stated seed: counts are negative binomial with twice the variance of Poisson, at an effort that moves between
.4 and .95. A look is one week; every detector sees the same weeks.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from scipy.special import ndtri
from scipy.stats import kstest

from vedette.brief.svg import element, label_text, picture
from vedette.patterns.default_detector import DetectorParams, Looks, judge_looks
from vedette.patterns.ears import run_ears
from vedette.patterns.glm import Bools, Floats

SEED, N_SERIES, N_WEEKS = 20241222, 1_500, 45
ALPHA, DISPERSION = 0.01, 2.0
RATES = (3.0, 10.0, 40.0)  # expected counts a week at full effort
DOCS = Path(__file__).parents[1] / "docs"
PICTURE = DOCS / "images" / "patterns-power.svg"
_BEFORE, _AFTER = 0.55, 0.90  # the coverage jump of METHODS: reception gets better, nothing else


def draw_counts(mean: Floats, rng: np.random.Generator, dispersion: float = DISPERSION) -> Floats:
    """Negative binomial counts of that mean and dispersion; Poisson at 1."""
    if dispersion <= 1:
        return rng.poisson(mean).astype(np.float64)
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion).astype(np.float64)


def changing_effort(shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Effort that wanders between .4 and .95, another way in every series."""
    phase, period = rng.uniform(0, 2 * np.pi, (shape[0], 1)), rng.uniform(8, 40, (shape[0], 1))
    waves = 0.675 + 0.2 * np.sin(2 * np.pi * np.arange(shape[1]) / period + phase)
    return np.asarray(np.clip(waves + rng.normal(0, 0.06, shape), 0.4, 0.95))


def default_alarms(counts: Floats, effort: Floats, rng: np.random.Generator | None = None) -> tuple[Bools, Looks]:
    """(s, n) surges by the default detector; with a generator its p-values are made exactly uniform."""
    share = 0.5 if rng is None else rng.uniform(size=counts.shape)
    looks = judge_looks(counts, effort, np.zeros(counts.shape, dtype=bool), "week", DetectorParams(alpha=ALPHA), share=share)
    return looks.is_up(ALPHA), looks


def _past(counts: Floats, index: int, width: int) -> Floats:
    return counts[:, max(index - width, 0) : max(index, 1)]


def _of_past(counts: Floats, width: int, what: Callable[[Floats], Floats]) -> Floats:
    return np.array([what(_past(counts, i, width)) for i in range(counts.shape[1])]).T


def _mean(past: Floats) -> Floats:
    return np.asarray(past.mean(axis=1))


def _deviation(past: Floats) -> Floats:
    return np.asarray(np.maximum(past.std(axis=1), 1e-9))


def ears_score(counts: Floats) -> Floats:
    """Deviations above the mean, as EARS C2 takes them."""
    upper = np.array([run_ears(row, "C2", 0.5).upper for row in counts])  # at .5 the bound is the mean
    over = np.array([run_ears(row, "C2", float(1 - _PHI_1)).upper for row in counts]) - upper
    return np.asarray(np.nan_to_num((counts - upper) / np.maximum(over, 1e-9), nan=-np.inf) / float(ndtri(_PHI_1)))


_PHI_1 = 0.8413447460685429  # standard normal distribution function at 1

# rule -> its score of each look, from counts and effort; the score at which it alarms
RULES: Mapping[str, tuple[Callable[[Floats, Floats], Floats], float]] = {
    "default": (lambda counts, effort: -np.nan_to_num(default_alarms(counts, effort)[1].p_up, nan=1.0), -ALPHA),
    "default without effort": (
        lambda counts, _: -np.nan_to_num(default_alarms(counts, np.ones(counts.shape))[1].p_up, nan=1.0),
        -ALPHA,
    ),
    "EARS C2": (lambda counts, _: ears_score(counts), 2.3263478740408408),  # the same level: normal quantile of .99
    "twice the mean of 12": (lambda counts, _: counts / np.maximum(_of_past(counts, 12, _mean), 1e-9), 2.0),
    "two deviations of 24": (
        lambda counts, _: (counts - _of_past(counts, 24, _mean)) / _of_past(counts, 24, _deviation),
        2.0,
    ),
}
_NULL, _JUMP = "nothing happens, effort wanders (a look)", "only coverage jumps .55 to .90 (a look)"


def measure_rules(n_series: int = N_SERIES) -> dict[str, dict[str, float]]:
    """Rule -> scenario -> share of looks with an alarm, means over the rates; surges also at the default's own false alarms."""
    found: dict[str, dict[str, list[float]]] = {rule: {} for rule in RULES}
    last = np.where(np.arange(N_WEEKS) == N_WEEKS - 1, 1.0, 0.0)
    for k, rate in enumerate(RATES):
        rng = np.random.default_rng([SEED, k])
        shape = n_series, N_WEEKS
        wander = changing_effort(shape, rng)
        jump = np.where(np.arange(N_WEEKS) < N_WEEKS - 4, _BEFORE, _AFTER) * np.ones(shape)
        scenarios = {
            _NULL: (wander, np.ones(N_WEEKS), 5), _JUMP: (jump, np.ones(N_WEEKS), 4),
            "surge x 2": (wander, 1 + last, 1), "surge x 3": (wander, 1 + 2 * last, 1),
        }  # fmt: skip
        scores = {}
        for scenario, (effort, factor, n_looks) in scenarios.items():
            counts = draw_counts(rate * effort * factor, rng)
            scores[scenario] = {rule: score(counts, effort)[:, -n_looks:] for rule, (score, _) in RULES.items()}
        for rule, (_, limit) in RULES.items():
            matched = float(np.quantile(scores[_NULL][rule], 1 - ALPHA))
            for scenario, of in scores.items():
                found[rule].setdefault(scenario, []).append(float((of[rule] >= limit).mean()))
                if scenario.startswith("surge"):
                    share = float((of[rule] > matched).mean())
                    found[rule].setdefault(f"{scenario}, all at 1 % false alarms", []).append(share)
    return {rule: {s: float(np.mean(v)) for s, v in of.items()} for rule, of in found.items()}


def measure_nulls(n_series: int = N_SERIES) -> list[tuple[str, float, float, float]]:
    """Per rate and dispersion: false alarms up and down a look, and the p of a Kolmogorov-Smirnov test of uniformity."""
    rows = []
    for k, (rate, dispersion) in enumerate([(r, d) for r in RATES for d in (1.0, 2.0, 4.0) if d < r]):
        rng = np.random.default_rng([SEED, 99, k])
        effort = changing_effort((n_series, N_WEEKS), rng)
        _, looks = default_alarms(draw_counts(rate * effort, rng, dispersion), effort, rng)
        up, down = looks.p_up[:, 30:], looks.p_down[:, 30:]
        uniform = float(kstest(looks.p_up[:, -1][~np.isnan(looks.p_up[:, -1])], "uniform").pvalue)  # one look a series
        name = f"{rate:g} a week, dispersion {dispersion:g}"
        rows.append((name, float((up <= ALPHA).mean()), float((down <= ALPHA).mean()), uniform))
    return rows


def measure_speed(n_looks: int, n_processes: int = 2) -> float:
    """Seconds for so many series-weeks by the default detector, in so many processes."""
    n_weeks = 250
    jobs = [(i, max(n_looks // n_weeks // 20, 1), n_weeks) for i in range(20)]
    with multiprocessing.get_context("spawn").Pool(n_processes) as pool:
        pool.map(_judge_job, [(0, 1, 60)] * n_processes)
        start = time.perf_counter()
        pool.map(_judge_job, jobs, chunksize=1)
        return time.perf_counter() - start


def _judge_job(job: tuple[int, int, int]) -> int:
    seed, n_series, n_weeks = job
    rng = np.random.default_rng(seed)
    effort = changing_effort((n_series, n_weeks), rng)
    return int(default_alarms(draw_counts(10 * effort, rng), effort)[0].sum())


def tables(n_series: int, n_looks: int) -> dict[str, str]:
    """Part of the page -> Markdown; also the numbers that the picture shows."""
    rules = measure_rules(n_series)
    scenarios = list(next(iter(rules.values())))
    power = _table(["rule", *scenarios], [[rule, *(f"{100 * of[s]:.1f} %" for s in scenarios)] for rule, of in rules.items()])
    nulls = _table(
        ["counts", "false alarms up", "false alarms down", "KS p"],
        [[name, f"{up:.4f}", f"{down:.4f}", f"{p:.2f}"] for name, up, down, p in measure_nulls(n_series)],
    )
    seconds = measure_speed(n_looks)
    speed = f"{n_looks:,} series-weeks in {seconds:.0f} s with two processes ({n_looks / seconds:,.0f} a second)."
    return {"power": power, "nulls": nulls, "speed": speed, "picture": draw(rules)}


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def draw(rules: Mapping[str, Mapping[str, float]]) -> str:
    """Bars: one block a scenario, one bar a rule."""
    scenarios = list(next(iter(rules.values())))
    parts, y = [element("rect", x=0, y=0, width=860, height=len(scenarios) * (len(rules) * 17 + 40) + 10, fill="#ffffff")], 24.0
    for scenario in scenarios:
        parts.append(label_text(12, y, scenario, "head", font_weight="600"))
        for i, (rule, of) in enumerate(rules.items()):
            top = y + 8 + 17 * i
            parts.append(label_text(190, top + 11, rule, "rule", "end"))
            parts.append(element("rect", x=200, y=top, width=max(560 * of[scenario], 1), height=12, fill=_COLOURS[i]))
            parts.append(label_text(206 + 560 * of[scenario], top + 11, f"{100 * of[scenario]:.1f} %", "figure"))
        y += 17 * len(rules) + 40
    style = element("style", "text{font:12px system-ui,'Liberation Sans',Arial,sans-serif;fill:#1a1c1e}")
    spoken = (
        "How often each rule alarms",
        "; ".join(f"{r}: {', '.join(f'{v:.3f}' for v in of.values())}" for r, of in rules.items()),
    )
    return picture((860, y), "power", spoken, [style, *parts], "power")


_COLOURS = ("#0a4a86", "#7db8ea", "#75777a", "#e0a050", "#b8690f")


def write(found: Mapping[str, str]) -> None:
    """Put the tables between their marks in docs/patterns.md, and the picture beside it."""
    for part in ("power", "nulls", "speed"):
        write_section(part, found[part])
    PICTURE.write_text(found["picture"], encoding="utf-8")


def write_section(part: str, content: str) -> None:
    """Put what was measured between its marks in docs/patterns.md."""
    page = DOCS / "patterns.md"
    pattern = rf"(<!-- measured: {part} -->\n)[^<]*(<!-- end -->)"
    page.write_text(re.sub(pattern, rf"\g<1>{content}\n\g<2>", page.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Measure, then print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=N_SERIES, help="invented series a scenario and rate")
    parser.add_argument("--looks", type=int, default=1_000_000, help="series-weeks for the speed")
    parser.add_argument("--write", action="store_true", help="write docs/patterns.md and its picture")
    given = parser.parse_args()
    found = tables(given.series, given.looks)
    for part in ("nulls", "power", "speed"):
        print(found[part], end="\n\n")
    if given.write:
        write(found)


if __name__ == "__main__":
    main()
