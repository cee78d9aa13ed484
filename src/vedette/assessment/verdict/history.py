"""The verdict as of a time, and how it came there: every verdict stays, visibly superseded.

A claim flows in; rows of the verdicts table flow out: the claim is judged at the end of each day on which something about it
became known, and at the case's milestones. A row is kept where the verdict changes, and the last one always.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.verdict.judge import Brief, Judged, judge, prepare
from vedette.clock import day_end


def judge_through_time(claim: dict[str, Any], ground: Ground) -> tuple[list[dict[str, Any]], Judged]:
    """The verdicts on a claim up to `as_of`, and the last judgement with its evidence."""
    brief = prepare(claim, ground)
    kept: list[dict[str, Any]] = []
    for moment in moments(brief, ground):
        last = judge(brief, ground, moment)
        is_new = not kept or kept[-1]["verdict"] != last.verdict["verdict"]
        if is_new or moment == ground.as_of:
            kept.append(_superseding(last.verdict, kept[-1] if kept else None))
    return kept, last  # `as_of` is always among the moments


def moments(brief: Brief, ground: Ground) -> list[datetime]:
    """The times at which a claim is judged: ends of days on which something became known, milestones, and `as_of`."""
    known = [f.known for f in (*brief.standing, *brief.tracks)] + [flight["known"] for flight in brief.flights]
    if brief.query is not None:
        known += [c["made"] for c in ground.claims if c["made"] and c["proposition_id"] == brief.claim["proposition_id"]]
        known += [brief.query.end]
    made = brief.claim["made"]
    ends = (
        {day_end(moment.date()) for moment in known} | set(ground.params.milestones) | ({day_end(made.date())} if made else set())
    )
    return sorted({m for m in ends if m < ground.as_of and (made is None or m >= made)} | {ground.as_of})


def _superseding(verdict: dict[str, Any], earlier: dict[str, Any] | None) -> dict[str, Any]:
    if earlier is None:
        return verdict
    return verdict | {"supersedes_as_of": earlier["as_of"], "supersedes_verdict": earlier["verdict"]}
