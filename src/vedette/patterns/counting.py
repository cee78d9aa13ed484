"""Visits, take-offs, landings and legs, counted by day: events and who heard what flow in, series of counts with effort flow out.

Each site, country and region has its visits, take-offs and landings, each pair of sites or of countries its legs; each for all
assets, by class and by operator. What claims ask for is counted beside that from the events that they name. A count is null where
effort is unknown: missing is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from vedette.patterns.default_detector import Looks
from vedette.patterns.effort import UNKNOWN, Heard, effort_of, share_heard
from vedette.patterns.glm import Floats
from vedette.patterns.rate_params import RateParams
from vedette.schema.ids import content_id
from vedette.schema.kinds import is_aircraft
from vedette.schema.tables import RATES

Row = dict[str, Any]
COUNTED_KINDS = ("visit", "take_off", "landing", "leg")


@dataclass(frozen=True)
class RateSeries:
    """What is counted, with the events that are: the plain rows of `EVENTS`."""

    kind: str
    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    sensor: str
    events: tuple[Row, ...]
    site_ids: tuple[str, ...]  # where effort is measured
    asset_class: str | None = None
    operator: str | None = None
    claim_id: str | None = None

    @property
    def series_id(self) -> str:
        """Hash of what is counted."""
        return content_id(
            "rat-", self.kind, self.from_ids, self.to_ids, self.sensor, self.asset_class, self.operator, self.claim_id
        )

    @property
    def assets(self) -> frozenset[str]:
        """Everybody who is counted in it."""
        return frozenset(event["asset_id"] for event in self.events)


@dataclass(frozen=True)
class CountedSeries:
    """A series with its days; (n,) counts and effort, NaN = unknown."""

    series: RateSeries
    days: tuple[date, ...]
    counts: Floats
    effort: Floats
    effort_kind: str
    feeds: tuple[str, ...]


def standing_series(events: pl.DataFrame, params: RateParams) -> list[RateSeries]:
    """The series that every case has: those with registered assets first, then by the number of events."""
    grouped: dict[tuple[Any, ...], list[Row]] = {}
    for event in countable(events):
        for key in _keys(event, params):
            grouped.setdefault(key, []).append(event)
    is_watched = {k: any(e["asset_id"] in params.asset_of for e in own) for k, own in grouped.items()}
    enough = (k for k in grouped if len(grouped[k]) >= params.fewest_events)
    kept = sorted(enough, key=lambda k: (not is_watched[k], -len(grouped[k]), str(k)))
    return [_standing(key, grouped[key], params) for key in kept[: params.most_series]]


def countable(events: pl.DataFrame) -> Iterator[Row]:
    """Events that are counted; a leg faster than its asset can go is none."""
    for event in events.filter(pl.col("kind").is_in(COUNTED_KINDS)).iter_rows(named=True):
        if "implied_speed" not in (event["flags"] or ()):
            yield event


def _keys(event: Row, params: RateParams) -> Iterator[tuple[Any, ...]]:
    sensor = "adsb" if is_aircraft(event["asset_id"]) else "ais"
    known = params.asset_of.get(event["asset_id"])
    cuts: list[tuple[str | None, str | None]] = [(None, None)]
    cuts += [(known.asset_class, None)] if known else []
    cuts += [(None, known.operator)] if known and known.operator else []
    for from_id, to_id in _ends(event, params):
        for asset_class, operator in cuts:
            yield event["kind"], from_id, to_id, sensor, asset_class, operator


def _ends(event: Row, params: RateParams) -> Iterator[tuple[str | None, str | None]]:
    """The site, and the groups that it lies in; of legs the pair of sites and the pair of countries."""
    if event["kind"] == "leg":
        start, end = params.site_of.get(event["from_place_id"]), params.site_of.get(event["to_place_id"])
        if start is not None and end is not None:
            yield start.place_id, end.place_id
            yield from ((a, b) for a in start.countries for b in end.countries if a != b)
        return
    if (site := params.site_of.get(event["place_id"])) is not None:
        for place_id in (site.place_id, *site.countries, *site.regions):
            yield (place_id, None) if event["kind"] == "take_off" else (None, place_id)


def _standing(key: tuple[Any, ...], events: Sequence[Row], params: RateParams) -> RateSeries:
    kind, from_id, to_id, sensor, asset_class, operator = key
    from_ids, to_ids = (from_id,) if from_id else (), (to_id,) if to_id else ()
    return RateSeries(
        kind, from_ids, to_ids, sensor, tuple(events), params.sites_in(to_ids or from_ids), asset_class, operator
    )  # fmt: skip


def asked_series(questions: pl.DataFrame, events: pl.DataFrame) -> list[tuple[RateSeries, Row]]:
    """The series that claims ask for, each with its question."""
    by_id = {event["event_id"]: event for event in events.iter_rows(named=True)}
    found = []
    for row in questions.iter_rows(named=True):
        rows = tuple(by_id[i] for i in row["event_ids"] if i in by_id)
        series = RateSeries(
            row["kind"], tuple(row["from_place_ids"]), tuple(row["to_place_ids"]), row["sensor"], rows, tuple(row["site_ids"]),
            claim_id=row["claim_id"],
        )  # fmt: skip
        found.append((series, row))
    return found


def other_ends(series: RateSeries, params: RateParams) -> tuple[str, ...]:
    """The sites at the other end of the legs that a claim counts, which must be heard there too; none for whatever has one end.

    Standing series keep the effort of one end: they join countries whose other ends are heard by many receivers or by none.
    """
    return params.sites_in(series.from_ids) if series.claim_id and series.kind == "leg" and series.to_ids else ()


def count_series(series: RateSeries, heard: Mapping[str, Heard], params: RateParams) -> CountedSeries | None:
    """Counts and effort of a series on every day of its sensor; None where the sensor heard nothing ever.

    A leg shows only where both of its ends are heard, so that the effort of one end counts by the share of the day in which
    the other was heard too; were it left out, a receiver that starts there would make a surge.
    """
    own = heard.get(series.sensor)
    if own is None:
        return None
    cells = [params.site_of[i].cell for i in series.site_ids if i in params.site_of]
    effort, kind = effort_of(own, cells, series.assets, params)
    ends = {params.site_of[i].cell for i in other_ends(series, params)} - set(cells)
    shares = share_heard(own, ends, series.assets)
    if shares.any():  # where nobody else was ever heard there, it isn't known when the legs' own assets could be
        effort = effort * shares
    counts = count_days(series, series.events, own.days)
    return CountedSeries(series, own.days, np.where(np.isnan(effort), np.nan, counts), effort, kind, own.feeds)


def count_days(series: RateSeries, events: Sequence[Row], days: Sequence[date]) -> Floats:
    """(n,) events that begin on each day; for presence, assets at the place on each day."""
    counts = np.zeros(len(days))
    seen: set[tuple[str, int]] = set()
    for event in events:
        first = (event["start"].date() - days[0]).days
        last = first if series.kind != "presence" else ((event["end"] or event["known"]).date() - days[0]).days
        for at in range(max(first, 0), min(last, len(days) - 1) + 1):
            if series.kind != "presence" or (event["asset_id"], at) not in seen:
                counts[at] += 1
                seen.add((event["asset_id"], at))
    return counts


def rate_rows(counted: CountedSeries, step: str, looks: Looks | None = None, alpha: float = 0.01) -> list[Row]:
    """Rows of `RATES` of one series; weeks are whole ones, and null where a day of them is. Days bear what their looks say."""
    series, width = counted.series, 7 if step == "week" else 1
    skip = -counted.days[0].weekday() % 7 if step == "week" else 0
    by_day: dict[int, list[Row]] = {}
    for event in series.events:
        by_day.setdefault((event["start"].date() - counted.days[0]).days, []).append(event)
    rows = []
    for at in range(skip, len(counted.days) - width + 1, width):
        events = [e for i in range(at, at + width) for e in by_day.get(i, ())]
        count, effort = float(counted.counts[at : at + width].sum()), float(counted.effort[at : at + width].sum())
        rows.append({
            "series_id": series.series_id, "kind": series.kind, "from_place_ids": list(series.from_ids),
            "to_place_ids": list(series.to_ids), "asset_class": series.asset_class, "operator": series.operator,
            "sensor": series.sensor, "claim_id": series.claim_id, "step": step, "start": moment_of(counted.days[at]),
            "end": moment_of(counted.days[at] + timedelta(days=width)), "count": None if np.isnan(count) else count,
            "effort": None if np.isnan(effort) else effort, "effort_kind": counted.effort_kind, "feeds": counted.feeds[at],
            **_of_look(looks, at, alpha, step),
            "event_ids": [e["event_id"] for e in events],
            "citations": list(dict.fromkeys(c for e in events for c in (e["citations"] or ())[:1])),
        })  # fmt: skip
    return rows


def _of_look(looks: Looks | None, at: int, alpha: float, step: str) -> Row:
    if looks is None or step != "day" or np.isnan(looks.expected[at]):
        return {}
    bounds = {name: float(getattr(looks, name)[at]) for name in ("expected", "low", "high")}
    alarm = "up" if looks.p_up[at] <= alpha else "down" if looks.p_down[at] <= alpha else None
    return {name: None if np.isnan(v) else v for name, v in bounds.items()} | {"alarm": alarm}


def rates_table(counted: Sequence[CountedSeries], step: str, looks: Mapping[str, Looks], alpha: float) -> pl.DataFrame:
    """Rows of `RATES` of all series, with the looks of each by its id."""
    return RATES.build([row for one in counted for row in rate_rows(one, step, looks.get(one.series.series_id), alpha)])


def moment_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def is_known(counted: CountedSeries) -> bool:
    """Could anything of it have been seen?"""
    return counted.effort_kind != UNKNOWN
