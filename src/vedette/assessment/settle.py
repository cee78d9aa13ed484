"""What would settle a claim: a table of sentences, filled with its places, assets and dates.

A query, the facts and its observability flow in; at most three sentences flow out, the most telling first.
"""

from __future__ import annotations

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
_MOST = 3


@dataclass(frozen=True)
class Words:
    """What the sentences are filled with."""

    who: str
    origin: str
    destination: str
    period: str
    due: str
    not_due: str
    telling_day: str


@dataclass(frozen=True)
class Way:
    """One way to settle a claim: for claims that end in which parts, of which kinds, and the sentence."""

    last_parts: frozenset[str]
    is_rate: bool
    needs: str  # the word that must not be empty
    says: str


_ARRIVAL, _DEPARTURE, _BOTH = frozenset({"arrival"}), frozenset({"departure"}), frozenset({"arrival", "departure"})
WAYS = (
    Way(_ARRIVAL, False, "not_due", "{not_due}: a dated image of {destination}, or a signal of {who} there."),
    Way(
        _ARRIVAL,
        False,
        "destination",
        "A satellite image of {destination}, {period} or the days after: {who} there or not?",
    ),
    Way(_ARRIVAL, False, "destination", "Receivers that hear {who} at {destination}, {period}."),
    Way(_DEPARTURE, False, "origin", "A satellite image of {origin} from after {due}: {who} there or not?"),
    Way(_DEPARTURE, False, "origin", "A position of {who} anywhere else from after {due}."),
    Way(
        _ARRIVAL,
        True,
        "destination",
        "ADS-B positions around {destination}, {period} and four weeks before: flights counted by effort.",
    ),
    Way(_ARRIVAL, True, "destination", "Satellite images of the airfields of {destination} on several days, {period}."),
    Way(
        _BOTH,
        False,
        "telling_day",
        "If receivers go on covering the place as they do, silence itself would tell by {telling_day}.",
    ),
)
_SETTLED = frozenset({"confirmed", "contradicted"})


def say_what_settles(
    query: Query, verdict: str, facts: Facts, seen: Observability, ground: Ground, moment: datetime
) -> list[str]:
    """At most three sentences, in the order of the table; none where nothing is open."""
    if verdict in _SETTLED:
        return []
    words = Words(
        who=query.assets.words or "the asset",
        origin=name_places(query.origin_ids, ground.register),
        destination=name_places(query.destination_ids, ground.register),
        period=say_span(query.start, query.end),
        due=format_day(query.end),
        not_due="" if facts.is_due else f"By {format_day(query.end)}",
        telling_day=_telling_day(query, seen, ground, moment) or "",
    )
    return [_capital(way.says.format(**vars(words))) for way in WAYS if _applies(way, query, words)][:_MOST]


def _applies(way: Way, query: Query, words: Words) -> bool:
    is_rate = query.kind == "flight_rate"
    return query.last_part in way.last_parts and way.is_rate == is_rate and bool(getattr(words, way.needs))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _telling_day(query: Query, seen: Observability, ground: Ground, moment: datetime) -> str | None:
    """The day on which silence would become evidence of absence, if coverage stays as it was on average; None if never.

    Only while the claimed time runs: what has not come by its end may have come and gone.
    """
    covered = covered_days(query, query.last_part, ground, moment)
    if seen.overall >= _ENOUGH or not any(covered) or moment >= query.end:
        return None
    left = (query.end.date() - moment.date()).days
    past = covered[: len(covered) - left]
    mean = sum(past) / max(len(past), 1)
    numbers = ground.params.table["nothing_heard"].numbers
    who = sends_like(query.assets, None, ground.register)
    sends = numbers[f"{who}_a"], numbers[f"{who}_b"]
    for days in range(1, left + 1):
        if average_chance([*past, *([mean] * days), *([0.0] * (left - days))], sends, numbers["received"]) >= _ENOUGH:
            return format_day(moment + timedelta(days=days))
    return None
