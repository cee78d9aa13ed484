"""What would settle a claim: a table of sentences, filled with its places, assets and dates.

A query, the facts and its observability flow in; at most three sentences flow out, the most telling first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from vedette.assessment.assets import sends_like
from vedette.assessment.ground import Ground
from vedette.assessment.observability import Observability, average_chance, covered_days
from vedette.assessment.places import name_places
from vedette.assessment.predicates import Query
from vedette.assessment.verdict_rules import Facts
from vedette.assessment.wording import say_span
from vedette.clock import format_day

_ENOUGH = 0.8  # METHODS: from this observability on, silence is evidence of absence
_FURTHEST_DAYS = 90
_MOST = 3


@dataclass(frozen=True)
class Words:
    """What the sentences are filled with."""

    who: str
    origin: str
    destination: str
    period: str
    due: str
    telling_day: str | None


@dataclass(frozen=True)
class Way:
    """One way to settle a claim: when it applies, and the sentence."""

    applies: Callable[[Query, Facts, Words], bool]
    says: str


_SHIPS = ("warship", "auxiliary", "cargo")
WAYS = (
    Way(lambda q, f, w: not f.is_due and bool(w.destination), "A dated image or the own signal of {who} at {destination} by {due}."),
    Way(lambda q, f, w: bool(w.destination) and q.kind != "flight_rate", "A satellite image of {destination} from {period} or the days after, with {who} in it or not."),
    Way(lambda q, f, w: bool(w.destination) and q.kind != "flight_rate", "A port call or landing of {who} at {destination} under its own number, heard by receivers."),
    Way(lambda q, f, w: q.last_part == "departure", "A satellite image of {origin} from after {due}: is {who} still there?"),
    Way(lambda q, f, w: q.last_part == "departure", "A position of {who} anywhere else from after {due}."),
    Way(lambda q, f, w: q.kind == "flight_rate", "ADS-B positions around {destination} for {period} and the four weeks before, so that flights can be counted by effort."),
    Way(lambda q, f, w: q.kind == "flight_rate", "Satellite images of the apron at {destination} on several days of {period}."),
    Way(lambda q, f, w: w.telling_day is not None, "If receivers go on covering the place as they do, silence itself would tell by {telling_day}."),
)  # fmt: skip


def say_what_settles(query: Query, facts: Facts, seen: Observability, ground: Ground, moment: datetime) -> list[str]:
    """At most three sentences, in the order of the table."""
    words = Words(
        who=query.assets.words or "the asset",
        origin=name_places(query.origin_ids, ground.register),
        destination=name_places(query.destination_ids, ground.register),
        period=say_span(query.start, query.end),
        due=format_day(query.end),
        telling_day=_telling_day(query, seen, ground, moment),
    )
    return [way.says.format(**vars(words)) for way in WAYS if way.applies(query, facts, words)][:_MOST]


def _telling_day(query: Query, seen: Observability, ground: Ground, moment: datetime) -> str | None:
    """The day on which silence would become evidence of absence, if coverage stays as it was on average; None if never."""
    covered = covered_days(query, query.last_part, ground, moment)
    if seen.overall >= _ENOUGH or not any(covered):
        return None
    mean = sum(covered) / len(covered)
    numbers = ground.params.table["nothing_heard"].numbers
    who = sends_like(query.assets, None, ground.register)
    sends = numbers[f"{who}_a"], numbers[f"{who}_b"]
    for days in range(1, _FURTHEST_DAYS):
        if average_chance([*covered, *([mean] * days)], sends, numbers["received"]) >= _ENOUGH:
            return format_day(min(query.end, moment) + timedelta(days=days))
    return None
