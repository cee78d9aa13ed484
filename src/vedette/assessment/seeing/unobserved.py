"""What exactly could not have been seen: where, when and why, as rows.

A query, coverage and images flow in; a row flows out for each stretch of the claimed time in which a part of the claim was out
of reach of the data: no receiver was heard there, the feed was down, reception was weak, no image was taken, cloud lay over
it, or the asset seldom sends. Nothing here comes from the absence of the asset itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.wording import say_span
from vedette.assessment.question.assets import sends_like
from vedette.assessment.question.places import is_inside, members_of, name_places, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.finders import see
from vedette.assessment.seeing.observability import SENSORS, claimed_among, find_query_way
from vedette.schema.cells import cell_corner, cell_name

_NOTHING, _WEAK = 0.02, 0.5  # covered share of a day up to which nothing, or too little, could be received
_SELDOM = 0.5  # mean share of days on which such an asset sends
_CLOUDED = 0.5
_SENSOR_WORDS = {"ais": "AIS", "adsb": "ADS-B"}

# reason -> its sentence; {where}, {when}, {sensor} and {share} are filled in
REASONS = {
    "no_receiver": "{where}, {when}: no {sensor} receiver in these data heard anybody there.",
    "feed_down": "{where}, {when}: the {sensor} feeds delivered nothing anywhere.",
    "weak_reception": "{where}, {when}: {sensor} reception was weak, {share} of the time at best.",
    "seldom_sends": "{where}, {when}: {sensor} was received there, but such an asset sends its position on about {share} of days.",
    "no_image": "{where}, {when}: no image and no logged look from above.",
    "cloud": "{where}, {when}: the image lay under cloud ({share}).",
    "not_yet": "{where}, {when}: not over yet by what was known.",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class _Stretch:
    """Some place or cell and time of one part of the claim."""

    part: str
    where: str
    start: datetime
    end: datetime
    place_id: str | None = None
    cell: str | None = None
    point: tuple[float, float] | None = None


def list_unobserved(query: Query, ground: Ground, moment: datetime) -> list[Row]:
    """Every stretch of a claim that was out of reach of what was known at a moment, part by part, in order of time."""
    rows = []
    for part in query.parts:
        for place_id in query.destination_ids if part == "arrival" else query.origin_ids:
            rows += [*_at_place(part, place_id, query, ground, moment), *_from_above(part, place_id, query, ground, moment)]
    if query.kind != "flight_rate" and len(query.parts) == 2:
        rows += _on_the_way(query, ground)
    return [row | {"claim_id": query.claim_id, "as_of": moment} for row in rows]


def _at_place(part: str, place_id: str, query: Query, ground: Ground, moment: datetime) -> Iterator[Row]:
    """Runs of days on which receivers could not have heard it at a place."""
    who = sends_like(query.assets, None, ground.register)
    sensors = SENSORS[who]
    points = points_of(tuple(sorted(members_of(place_id, ground.register))), ground.register)
    cells = tuple(cell_name(*point) for point in points)
    own = claimed_among(ground.coverage.heard_alone(cells), query, ground)
    covered = ground.coverage.days(sensors, cells, query.start, query.end, without=own)
    days = [query.start.date() + timedelta(days=i) for i in range(len(covered))]
    states = [(_state(day, share, sensors, ground, moment), day, share) for day, share in zip(days, covered, strict=True)]
    for reason, run in groupby(states, key=lambda state: state[0]):
        listed = list(run)
        if reason is not None:
            stretch = _stretch(part, place_id, _start_of(listed[0][1], query), _end_of(listed[-1][1], query), ground)
            yield _row(reason, stretch, sensors[0], max(share for _, _, share in listed))
    numbers = ground.params.table["nothing_heard"].numbers
    mean = numbers[f"{who}_a"] / (numbers[f"{who}_a"] + numbers[f"{who}_b"])
    if mean < _SELDOM and any(reason is None for reason, _, _ in states):
        yield _row("seldom_sends", _stretch(part, place_id, query.start, query.end, ground), sensors[0], mean)


def _state(day: date, share: float, sensors: tuple[str, ...], ground: Ground, moment: datetime) -> str | None:
    if day > moment.date():
        return "not_yet"
    if share > _NOTHING:
        return "weak_reception" if share < _WEAK else None
    is_down = ground.coverage.has_any(sensors) and not ground.coverage.has_feed(sensors, day)
    return "feed_down" if is_down else "no_receiver"


def _from_above(part: str, place_id: str, query: Query, ground: Ground, moment: datetime) -> Iterator[Row]:
    """That there was no look from above in the claimed time, or that those there were saw cloud."""
    places = members_of(place_id, ground.register)
    seeing = see(query, places, ground, moment)
    if seeing is None:
        logged = any(
            s["how"] == "imagery"
            and s["known"] <= moment
            and s["start"] <= query.latest
            and s["end"] >= query.earliest
            and is_inside(s["place_id"], places, ground.register)
            for s in ground.sightings
        )
        if not logged and query.kind != "flight_rate":
            yield _row("no_image", _stretch(part, place_id, query.start, query.end, ground), None, 0.0)
        return
    for look in seeing.looks:
        if look.clear < _CLOUDED:
            yield _row("cloud", _stretch(part, place_id, look.time, look.time, ground), None, 1 - look.clear)


def _on_the_way(query: Query, ground: Ground) -> Iterator[Row]:
    """The cells of the way in which nobody was heard in the claimed time, each once, in the order of the way."""
    sensors = SENSORS[sends_like(query.assets, None, ground.register)]
    way = find_query_way(query, ground) if ground.coverage.has_any(sensors) else None
    for cell in dict.fromkeys(way.cells) if way else ():
        if max(ground.coverage.days(sensors, (cell,), query.start, query.end), default=0.0) <= _NOTHING:
            south, west = cell_corner(cell)
            stretch = _Stretch(
                "transit", f"On the way, cell {cell}", query.start, query.end, cell=cell, point=(south + 0.5, west + 0.5)
            )
            yield _row("no_receiver", stretch, sensors[0], 0.0)


def _stretch(part: str, place_id: str, start: datetime, end: datetime, ground: Ground) -> _Stretch:
    points = points_of((place_id,), ground.register)
    return _Stretch(part, name_places((place_id,), ground.register), start, end, place_id, point=points[0] if points else None)


def _start_of(day: date, query: Query) -> datetime:
    return max(datetime.combine(day, time(), UTC), query.start)


def _end_of(day: date, query: Query) -> datetime:
    return min(datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(microseconds=1), query.end)


def _row(reason: str, stretch: _Stretch, sensor: str | None, share: float) -> Row:
    words = {"where": stretch.where, "when": say_span(stretch.start, stretch.end), "sensor": _SENSOR_WORDS.get(sensor or "", "")}
    lat, lon = stretch.point or (None, None)
    return {
        "part": stretch.part,
        "place_id": stretch.place_id,
        "cell": stretch.cell,
        "lat_deg": lat,
        "lon_deg": lon,
        "start": stretch.start,
        "end": stretch.end,
        "reason": reason,
        "sensor": sensor,
        "why": REASONS[reason].format(**words, share=f"{100 * share:.0f} %"),
    }
