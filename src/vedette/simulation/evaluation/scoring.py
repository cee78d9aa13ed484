"""From judged claims to the document of an evaluation: scores per world and judge, verdicts beside their bands, what was missed.

`Columns` of finished cells flow in, plain objects flow out (`vedette.evaluation/1`), every number rounded once, here. What was
demanded is compared with what was measured; nothing is left out because it missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from vedette.schema.words import CLAIM_KINDS, VERDICTS
from vedette.simulation.evaluation.bands import read_bands
from vedette.simulation.evaluation.cells import Columns
from vedette.simulation.evaluation.metrics import reliability, score, wilson

FULL, IDEAL = "full", "ideal"
COVERAGE = ("covered", "receiver_failing", "feed_down", "desert")
Row = dict[str, Any]


def summarise(columns: Columns, misspecified: Sequence[str]) -> Row:
    """The document of an evaluation, without its schema id.

    Args:
        columns: all judged claims.
        misspecified: names of the worlds whose base rate is the judge's prior, over which demands are checked together.
    """
    worlds = list(dict.fromkeys(r.world for r in columns.rows))
    chosen = Columns(tuple(r for r in columns.rows if r.world in misspecified))
    return {
        "n_claims": columns.where(judge=FULL).n,
        "worlds": [world_object(name, columns.where(world=name)) for name in worlds],
        "together": world_object("together", chosen) if chosen.n else None,
        "demands": [demand_object(d) for d in check_demands(chosen)] if chosen.n else [],
    }


def world_object(name: str, columns: Columns) -> Row:
    """One world, or all together: scores of each judge, verdicts, reliability, scores by what is claimed to have moved."""
    judges = list(dict.fromkeys(r.judge for r in columns.rows))
    full, ideal = columns.where(judge=FULL), columns.where(judge=IDEAL)
    groups = sorted({r.group for r in full.rows})
    return {
        "world": name,
        "seeds": sorted({r.seed for r in columns.rows}),
        "n": full.n,
        "judges": [judge_object(judge, columns.where(judge=judge), full, ideal) for judge in judges],
        "verdicts": [verdict_object(v, full) for v in VERDICTS if full.where(verdict=v).n],
        "reliability": [rounded(asdict(b)) for b in reliability(full.p, full.is_true)],
        "reliability_ideal": [rounded(asdict(b)) for b in reliability(ideal.p, ideal.is_true)] if ideal.n else [],
        "groups": [{"group": g, **scores_object(full.where(group=g))} for g in groups],
        "kinds": [kind_object(kind, full.where(kind=kind)) for kind in dict.fromkeys(CLAIM_KINDS) if full.where(kind=kind).n],
        "coverage": [coverage_object(c, columns) for c in COVERAGE if full.where(coverage=c).n],
        "concerned": [
            concerned_object(judge, columns.where(judge=judge), full) for judge in judges if judge not in (FULL, IDEAL)
        ],
        "unobservable_o_most": number(max((r.o for r in full.where(verdict="not_observable").rows), default=0.0)),
    }


def judge_object(judge: str, columns: Columns, full: Columns, ideal: Columns) -> Row:
    """Scores of one judge beside those of the full one and of the one who knows the true parameters, on the same claims."""
    scores = scores_object(columns)
    best = score(same.p, same.is_true).brier if (same := ideal.of_worlds(columns)).n else math.nan
    sure = Columns(tuple(r for r in columns.rows if r.p >= 0.95))
    beside = scores_object(full.of_worlds(columns))
    return {
        "judge": judge,
        **scores,
        "brier_of_full": beside["brier"],
        "ece_of_full": beside["ece"],
        "log_loss_of_full": beside["log_loss"],
        "brier_over_ideal": number(score(columns.p, columns.is_true).brier / best),
        "n_p95": sure.n,
        "true_of_p95": number(float(sure.is_true.mean()) if sure.n else math.nan),
        "confirmed": columns.where(verdict="confirmed").n,
        "contradicted": columns.where(verdict="contradicted").n,
    }


def kind_object(kind: str, full: Columns) -> Row:
    """One kind of claim: its scores, what was said of it on average, and how often the firm verdicts on it held."""
    confirmed, contradicted = full.where(verdict="confirmed"), full.where(verdict="contradicted")
    return {
        "kind": kind,
        **scores_object(full),
        "mean_p": number(float(full.p.mean())),
        "confirmed": confirmed.n,
        "true_of_confirmed": number(float(confirmed.is_true.mean()) if confirmed.n else math.nan),
        "contradicted": contradicted.n,
        "true_of_contradicted": number(float(contradicted.is_true.mean()) if contradicted.n else math.nan),
    }


def coverage_object(coverage: str, columns: Columns) -> Row:
    """Claims about places that were covered so: how many, and how the judges with and without coverage fare on the same of them."""
    full, blind = columns.where(judge=FULL), columns.where(judge="coverage_ignored", coverage=coverage)
    here, same = full.where(coverage=coverage), full.of_worlds(blind).where(coverage=coverage)
    beside = {f"{name}_without": value for name, value in scores_object(blind).items()} if blind.n else {}
    own = {f"{name}_of_same": value for name, value in scores_object(same).items()} if blind.n else {}
    return {"coverage": coverage, "share": number(here.n / full.n), **scores_object(here), **own, **beside}


def concerned_object(judge: str, columns: Columns, full: Columns) -> Row:
    """An ablation on the claims on which the part that it takes away bears at all, beside the whole judge on the same claims."""
    own, beside = columns.concerned(judge), full.of_worlds(columns).concerned(judge)
    return {
        "judge": judge,
        "n_all": columns.n,
        "share": number(own.n / columns.n),
        **scores_object(own),
        **{f"{name}_of_full": value for name, value in scores_object(beside).items() if name in ("brier", "ece", "log_loss")},
    }


def scores_object(columns: Columns) -> Row:
    """All scores, rounded."""
    return rounded(asdict(score(columns.p, columns.is_true)))


def verdict_object(verdict: str, full: Columns) -> Row:
    """One verdict: how often, how often true with its interval, its band, and the same for the departure."""
    given = full.where(verdict=verdict)
    n_true, n_left = int(given.is_true.sum()), sum(r.departure_true for r in given.rows)
    low, high = wilson(n_true, given.n)
    band = read_bands().truth_rate.get(verdict)
    return {
        "verdict": verdict,
        "n": given.n,
        "truth_rate": number(n_true / given.n),
        "low": number(low),
        "high": number(high),
        "departure_rate": number(n_left / given.n),
        "mean_p": number(float(np.mean(given.p))),
        "band": [band.low, band.high] if band else None,
        "is_met": band.holds(n_true / given.n) if band else None,
    }


def check_demands(chosen: Columns) -> Iterator[tuple[str, float, str, float, bool]]:
    """Each demand of the bands on the worlds together: what, measured, the sign of the comparison, demanded, whether it is met."""
    demanded, full = read_bands().overall, chosen.where(judge=FULL)
    scores = score(full.p, full.is_true)
    yield at_most("calibration error (equal-count bins)", scores.ece, demanded["ece_at_most"])
    worst = max(score(c.p, c.is_true).ece for w in dict.fromkeys(r.world for r in full.rows) if (c := full.where(world=w)).n)
    yield at_most("calibration error of the worst world", worst, demanded["ece_at_most"])
    if (ideal := chosen.where(judge=IDEAL)).n:
        ratio = scores.brier / score(ideal.p, ideal.is_true).brier
        yield at_most("Brier score over that of the judge who knows", ratio, demanded["brier_over_ideal_at_most"])
        yield at_most("the same in the worst world", _worst_ratio(chosen), demanded["brier_over_ideal_at_most"])
    yield from _of_verdicts(full)
    unseen = max((r.o for r in full.where(verdict="not_observable").rows), default=0.0)
    yield at_most("largest chance to have seen what is called not observable", unseen, demanded["not_observable_o_at_most"])
    yield from _of_other_judges(chosen)


def _worst_ratio(chosen: Columns) -> float:
    ratios = []
    for world in dict.fromkeys(r.world for r in chosen.rows):
        full, ideal = (chosen.where(world=world, judge=judge) for judge in (FULL, IDEAL))
        if full.n and ideal.n:
            ratios.append(score(full.p, full.is_true).brier / score(ideal.p, ideal.is_true).brier)
    return max(ratios, default=math.nan)


def _of_verdicts(full: Columns) -> Iterator[tuple[str, float, str, float, bool]]:
    bands = read_bands()
    for verdict, band in bands.truth_rate.items():
        given = full.where(verdict=verdict)
        if given.n:
            rate = float(given.is_true.mean())
            is_low = rate < band.low or band.high == 1.0
            sign, bound = (">=", band.low) if is_low else ("<=", band.high)
            yield f"truth rate of {verdict}", rate, sign, bound, band.holds(rate)
    for verdict, band in bands.departure_rate.items():
        given = full.where(verdict=verdict)
        if given.n:
            rate = sum(r.departure_true for r in given.rows) / given.n
            yield f"departure rate of {verdict}", rate, ">=", band.low, band.holds(rate)


def _of_other_judges(chosen: Columns) -> Iterator[tuple[str, float, str, float, bool]]:
    demanded, full = read_bands().overall, chosen.where(judge=FULL)
    withheld = chosen.where(judge="reports_only")
    for verdict in ("confirmed", "contradicted"):
        if withheld.n:
            n = float(withheld.where(verdict=verdict).n)
            yield at_most(f"{verdict} with all sensors withheld", n, demanded[f"withheld_{verdict}_at_most"])
    for judge in dict.fromkeys(r.judge for r in chosen.rows):
        if judge in (FULL, IDEAL):
            continue
        other, least = chosen.where(judge=judge), demanded["ablation_worse_by_at_least"]
        same = full.of_worlds(other)
        pairs = ((other, same, ""), (other.concerned(judge), same.concerned(judge), ", over the claims concerned"))
        for blind, own, over in pairs:
            if blind.n:
                worse = _worse_by(blind, own)
                yield f"{judge} is worse (Brier or calibration error) by{over}", worse, ">=", least, worse >= least


def _worse_by(other: Columns, own: Columns) -> float:
    """How much worse a judge is than another on the same claims, in Brier score or calibration error, whichever shows it more."""
    scored, beside = (score(c.p, c.is_true) for c in (other, own))
    return max(scored.brier - beside.brier, scored.ece - beside.ece)


def at_most(what: str, measured: float, demanded: float) -> tuple[str, float, str, float, bool]:
    """A demand that something stays below a bound."""
    return what, measured, "<=", demanded, measured <= demanded


def demand_object(demand: tuple[str, float, str, float, bool]) -> Row:
    """A demand as a plain object."""
    what, measured, sign, demanded, is_met = demand
    return {"what": what, "measured": number(measured), "sign": sign, "demanded": demanded, "is_met": bool(is_met)}


def number(value: float) -> float | None:
    """A number as it is published: four decimals; None where there is none."""
    return None if math.isnan(value) else round(value, 4)


def rounded(values: Mapping[str, Any]) -> Row:
    """Every float of a row as it is published."""
    return {name: number(value) if isinstance(value, float) else value for name, value in values.items()}
