"""The judge with one part of it taken away, so that a table can show what each part is worth.

The tables of a world and the settings flow in, altered ones flow out: each row of `ABLATIONS` takes its part away by the mechanism
itself (rows removed, numbers overridden), never by worsening a result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from vedette.assessment.assess import AssessmentInput
from vedette.assessment.params import AssessmentParams
from vedette.registry.register import Register
from vedette.schema.cells import cell_name
from vedette.schema.tables import COVERAGE, DETECTIONS, EVENTS, IMAGES, PATTERNS, ROOTS, SIGHTINGS
from vedette.simulation.quick.counting import count_claimed

Given = tuple[AssessmentInput, AssessmentParams]


@dataclass(frozen=True)
class Ablation:
    """A judge with a part taken away: its name, what alters tables and settings, and what is to be seen."""

    name: str
    alter: Callable[[AssessmentInput, AssessmentParams, Register], Given]
    why: str


def ignore_coverage(tables: AssessmentInput, params: AssessmentParams, register: Register) -> Given:
    """Every hour around every claimed place counts as heard: silence there is silence, and a count of nothing is nothing."""
    found = tables.coverage
    first, last = found["hour"].min(), found["hour"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return tables, params
    named = {
        ref["place_id"]
        for column in ("origin", "destination", "place")
        for refs in tables.claims[column].to_list()
        for ref in refs or ()
    }
    sites = [register.place(place_id) for place_id in sorted(named)]
    cells = sorted({cell_name(p.lat_deg, p.lon_deg) for p in sites if p.lat_deg is not None and p.lon_deg is not None})
    hours = pl.datetime_range(first, last, "1h", time_zone="UTC", time_unit="us", eager=True)
    where = pl.DataFrame({"cell": cells}).join(pl.DataFrame({"sensor": ["ais", "adsb"]}), how="cross")
    heard = {"n_assets": pl.lit(1), "n_positions": pl.lit(1), "uptime": pl.lit(1.0)}
    everywhere = COVERAGE.shape(where.join(pl.DataFrame({"hour": hours}), how="cross").with_columns(**heard))
    blind = replace(tables, coverage=everywhere)
    begin = first.replace(hour=0)
    patterns = count_claimed(blind, register, begin, last.replace(hour=0) + timedelta(days=1))  # counts without their effort
    return replace(blind, patterns=patterns), params


def part_copies(tables: AssessmentInput, params: AssessmentParams, _register: Register) -> Given:
    """Every report is an origin of its own, whoever it copies and whoever owns it, and counts whole."""
    own = pl.format("own-{}", pl.col("report_id"))
    reports = tables.reports.with_columns(
        publisher_id=pl.lit(None, pl.String), rests_on=pl.lit([], pl.List(pl.String)), sha256=own
    )
    whole = with_numbers(params, {"report_root": {"next_root": 1.0}})
    return replace(tables, reports=reports, roots=ROOTS.empty()), whole


def trust_signals(tables: AssessmentInput, params: AssessmentParams, _register: Register) -> Given:
    """No signal is ever faked: what an asset sends is where it is."""
    rules = ("track_leg", "track_at_destination", "track_departed")
    never = {
        "spoof_warship": 1e-5,
        "spoof_auxiliary": 1e-5,
        "spoof_cargo": 1e-5,
        "spoof_aircraft": 1e-5,
        "cap_warship": 1e5,
        "cap": 1e5,
    }
    against = ("track_at_origin_after", "track_out_of_reach", "track_other_date")
    sure = dict.fromkeys(("warship", "auxiliary", "cargo", "aircraft"), 1e5)
    return tables, with_numbers(params, {**dict.fromkeys(rules, never), **dict.fromkeys(against, sure)})


def take_reports_only(tables: AssessmentInput, params: AssessmentParams, _register: Register) -> Given:
    """All data of sensors withheld: signals, coverage, sightings, images."""
    seen = {"sightings": SIGHTINGS.empty(), "images": IMAGES.empty(), "detections": DETECTIONS.empty()}
    return replace(tables, events=EVENTS.empty(), coverage=COVERAGE.empty(), patterns=PATTERNS.empty(), **seen), params


def with_numbers(params: AssessmentParams, numbers: Mapping[str, Mapping[str, float]]) -> AssessmentParams:
    """Settings with some numbers of the likelihood table in place of others; those already overridden stay where not named."""
    merged = {rule: dict(found) for rule, found in params.likelihoods.items()}
    for rule, found in numbers.items():
        merged[rule] = merged.get(rule, {}) | dict(found)
    return AssessmentParams.model_validate(params.model_dump() | {"likelihoods": merged})


ABLATIONS = (
    Ablation("coverage_ignored", ignore_coverage, "silence counts as if everything could have been heard"),
    Ablation("copies_independent", part_copies, "a story that ten copy counts ten times"),
    Ablation("no_spoof_term", trust_signals, "a faked track counts as a true one"),
    Ablation("reports_only", take_reports_only, "what is said, without what is seen"),
)
