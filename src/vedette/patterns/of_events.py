"""From events to rates and patterns: the page to read first of what the pipeline does after `events`.

Events, positions, sources, sightings and the questions that claims ask flow in; the tables `rates` and `patterns` flow out.
Counting (`counting.py`) at the effort of others (`effort.py`), claims answered (`claimed_rates.py`), what is unusual anyway
(`standing.py`), what stands where (`strength.py`), who shifted (`shifts.py`), what is new or stopped (`shuttles.py`).
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from vedette.patterns.claimed_rates import answer_claims
from vedette.patterns.counting import (
    CountedSeries,
    asked_series,
    count_series,
    countable,
    other_ends,
    rates_table,
    standing_series,
)
from vedette.patterns.default_detector import DetectorParams, Looks
from vedette.patterns.effort import covered_by_site, hear_fleet
from vedette.patterns.rate_params import RateParams
from vedette.patterns.shifts import find_shifts
from vedette.patterns.shuttles import find_broken_shuttles, find_first_legs
from vedette.patterns.standing import judge_counted
from vedette.patterns.stays import list_looks, list_stays
from vedette.patterns.strength import find_stocks
from vedette.schema.tables import PATTERNS, RATES, SIGHTINGS


def find_rates_and_patterns(
    events: pl.DataFrame,
    positions: pl.DataFrame,
    sources: pl.DataFrame,
    questions: pl.DataFrame,
    params: RateParams,
    as_of: datetime,
    sightings: pl.DataFrame | None = None,
    detections: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Count, then judge.

    Args:
        events: rows of `EVENTS` known by `as_of`.
        positions: rows of `POSITIONS`, for the effort.
        sources: rows of `SOURCES`, for the sets of feeds.
        questions: rows of `RATE_QUESTIONS`.
        params: settings and the register as plain tuples.
        as_of: the time to judge by.
        sightings: rows of `SIGHTINGS`: who was seen where.
        detections: ships and aircraft found in pictures: time, position, class.
    Returns:
        Rows of `RATES` and of `PATTERNS`.
    """
    asked, standing = asked_series(questions, events), standing_series(events, params)
    logged = SIGHTINGS.empty() if sightings is None else sightings
    watched = frozenset(params.asset_of) | {a for series, _ in asked for a in series.assets}
    stays, seen = list_stays(events, logged, watched, params), list_looks(logged, detections, params)
    legs = [e for e in countable(events) if e["kind"] == "leg"]
    if not (asked or standing or stays or seen or legs):
        return RATES.empty(), PATTERNS.empty()
    ends = {e["to_place_id"] for e in legs if e["to_place_id"] in params.site_of}
    sites = ends | {s.place_id for s in stays} | {i for series in (*standing, *(s for s, _ in asked)) for i in series.site_ids}
    sites |= {i for series, _ in asked for i in other_ends(series, params)}
    heard = hear_fleet(positions, sources, {params.site_of[i].cell for i in sites if i in params.site_of}, params)
    counted = [c for s in standing if (c := count_series(s, heard, params)) is not None]
    answered = [(c, q) for s, q in asked if (c := count_series(s, heard, params)) is not None]
    detector = DetectorParams(alpha=params.alpha)
    rows = list(answer_claims([(c, q) for c, q in answered if c.effort_kind != "unknown"], detector))
    looks: dict[str, Looks] = {}
    everything = [*counted, *(c for c, _ in answered)]
    for sensor in sorted(heard):
        found, of_sensor = judge_counted(_of_sensor(everything, sensor), params, detector, as_of)
        rows, looks = rows + found, looks | of_sensor
    covered = covered_by_site(heard, sites, watched, params)
    rows += find_stocks(stays, seen, covered, params, as_of)
    rows += find_shifts(stays, params, as_of)
    start = min((own.days[0] for own in heard.values()), default=as_of.date())
    rows += find_first_legs(legs, covered, start, watched, params, as_of)
    rows += find_broken_shuttles(legs, covered, params, as_of)
    return rates_table(everything, params.step, looks, params.alpha), PATTERNS.build(rows)


def _of_sensor(counted: list[CountedSeries], sensor: str) -> list[CountedSeries]:
    return [one for one in counted if one.series.sensor == sensor]
