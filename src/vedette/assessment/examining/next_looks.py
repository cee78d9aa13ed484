"""What could be observed next, and how much each would tell: chance of each outcome, and what the probability would become.

A query, the posteriors of its hypotheses and the ground flow in; looks in order of expected information flow out. A look is a list
of outcomes with P(outcome | hypothesis), from the same numbers as the evidence of its kind; its gain is the mutual information
of outcome and claim, in bits. Past pictures of a place say when the next one is due.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from vedette.assessment.known.ground import Ground
from vedette.assessment.known.looks import Look
from vedette.assessment.known.recall import lengths_of, typical_length_m
from vedette.assessment.known.wording import say_span
from vedette.assessment.question.assets import sends_like
from vedette.assessment.question.places import is_inside, name_places, points_of
from vedette.assessment.question.predicates import Query
from vedette.assessment.seeing.observability import Observability, average_chance, beta_nodes, covered_days
from vedette.assessment.weights.hypotheses import Cells
from vedette.clock import format_day

REVISIT_DAYS = 5.0  # where no pictures are known: Sentinel-2 over any place at low latitudes
_LEAST_LOOKS = 3
_PORT_CALL_DAYS = 14
_ENOUGH = 0.8  # METHODS: from this observability on, silence is evidence of absence
_MOST_SITES = 6
_PICTURES = frozenset({"imagery"})


@dataclass(frozen=True)
class Outcome:
    """One thing that a look may show: its words, its chance, and the probability of the claim after it."""

    says: str
    chance: float
    probability: float


@dataclass(frozen=True)
class NextLook:
    """A possible observation; `due` is when it can be had, null = at any time (an archive)."""

    kind: str
    says: str
    due: datetime | None
    outcomes: tuple[Outcome, ...]
    gain_bits: float


@dataclass(frozen=True)
class _Case:
    """What every look is worked out from."""

    query: Query
    now: Cells
    seen: Observability
    ground: Ground
    moment: datetime

    @property
    def who(self) -> str:
        return self.query.assets.words or "the asset"

    @property
    def origin(self) -> str:
        return name_places(self.query.origin_ids, self.ground.register)

    @property
    def destination(self) -> str:
        return name_places(self.query.destination_ids, self.ground.register)

    @property
    def period(self) -> str:
        return say_span(self.query.start, self.query.end)


def find_next_looks(query: Query, now: Cells, seen: Observability, ground: Ground, moment: datetime) -> list[NextLook]:
    """What could be observed next, the most telling first.

    Args:
        query: what is claimed.
        now: posteriors of its hypotheses, summing to 1.
        seen: how observable it was.
        ground: settings, past pictures, coverage.
        moment: by what was known then.
    """
    case = _Case(query, now, seen, ground, moment)
    looks = [look for make in LOOKS for look in make(case)]
    return sorted(looks, key=lambda look: (-round(look.gain_bits, 6), look.kind, look.says))


def entropy_bits(p: float) -> float:
    """Uncertainty of a yes or no, bits."""
    return -sum(x * math.log2(x) for x in (p, 1 - p) if x > 0)


def make_look(kind: str, says: str, due: datetime | None, outcomes: Sequence[tuple[str, Cells]], now: Cells) -> NextLook:
    """A look from its outcomes, each with P(outcome | hypothesis); these sum to 1 over the outcomes."""
    found, left = [], 0.0
    for words, cells in outcomes:
        joint = Cells(*(p * c for p, c in zip(now, cells, strict=True)))
        chance = math.fsum(joint)
        after = joint.moved / chance if chance > 0 else now.moved
        left += chance * entropy_bits(after)
        found.append(Outcome(words, chance, after))
    return NextLook(kind, says, due, tuple(found), max(entropy_bits(now.moved) - left, 0.0))


def _yes_no(kind: str, says: str, due: datetime | None, yes: str, no: str, chances: Cells, now: Cells) -> NextLook:
    return make_look(kind, says, due, ((yes, chances), (no, Cells(*(1 - c for c in chances)))), now)


# ---------------------------------------------------------------------------------------------------- pictures


def _picture_of_destination(case: _Case) -> Iterator[NextLook]:
    """A picture of the place of arrival: the next one, and one of the claimed time if that is past."""
    if case.query.last_part != "arrival" or case.query.kind == "flight_rate" or _is_wide(case.query.destinations, case):
        return
    yes, no = f"it shows {case.who} there", "it does not"
    if case.moment > case.query.start:
        says = f"A satellite image of {case.destination}, {case.period}, if an archive has one"
        yield _yes_no("image_destination_archive", says, None, yes, no, _shown(1.0, case), case.now)
    due, words = _next_picture(case.query.destinations, case)
    there = _still_there(due, case)
    says = f"The next satellite image of {case.destination} ({words})"
    yield _yes_no("image_destination", says, due, yes, no, _shown(there, case), case.now)


def _picture_of_origin(case: _Case) -> Iterator[NextLook]:
    """A picture of the place that it is said to have left: it tells leaving from staying."""
    if case.query.kind == "flight_rate" or _is_wide(case.query.origins, case):
        return
    due, words = _next_picture(case.query.origins, case)
    gone = 1.0 if due > case.query.end else case.query.share_there(due, due)
    recall, others = _hull_numbers(case.query.origins, case)
    lying, left = 1 - (1 - recall) * (1 - others), 1 - (1 - recall * (1 - gone)) * (1 - others)
    elsewhere = lying if case.query.last_part == "departure" else left
    says = f"The next satellite image of {case.origin} ({words})"
    chances = Cells(left, elsewhere, lying, lying)
    yield _yes_no("image_origin", says, due, f"it shows {case.who} there", "it does not", chances, case.now)


def _is_wide(places: frozenset[str], case: _Case) -> bool:
    """Are there no sites in it, or more than a few pictures or receivers could cover?"""
    return not 0 < len(points_of(tuple(sorted(places)), case.ground.register)) <= _MOST_SITES


def _shown(there: float, case: _Case) -> Cells:
    """P(a hull of the class is seen there | hypothesis): [1 - (1 - r)(1 - q)] against q; another of the class shows as well."""
    recall, others = _hull_numbers(case.query.destinations, case)
    shown = 1 - (1 - recall * there) * (1 - others)
    return Cells(shown, others, others, shown)


def _hull_numbers(places: frozenset[str], case: _Case) -> tuple[float, float]:
    """Recall of the next picture of a place, as good as the past ones were, cloud included; how often another hull lies there."""
    table, past = case.ground.params.table, _past_looks(places, case)
    length_m = typical_length_m(lengths_of(case.query.assets, case.ground.register))
    recall = table["looked_and_saw_nothing"].numbers["imagery"]
    if past:
        recall = math.fsum(look.recall(length_m) for look in past) / len(past)
    return recall, table["class_seen_at_destination"].numbers["others"]


def _still_there(due: datetime, case: _Case) -> float:
    """Chance that what came as claimed is there at a time: it is coming until the claimed time ends, and leaves after it."""
    if due <= case.query.end:
        return case.query.share_there(due, due)
    return float(0.5 ** ((due - case.query.end) / timedelta(days=case.ground.params.linger_days)))


def _next_picture(places: frozenset[str], case: _Case) -> tuple[datetime, str]:
    """When the next picture of a place is due: the last one plus the usual time between two."""
    days = sorted(set(_picture_days(places, case)))
    gaps = sorted((b - a) / timedelta(days=1) for a, b in pairwise(days))
    is_known = len(days) >= _LEAST_LOOKS
    revisit = max(gaps[len(gaps) // 2], 1.0) if is_known else REVISIT_DAYS
    due = days[-1] if days else case.moment
    late = (case.moment - due) / timedelta(days=revisit)
    due += timedelta(days=revisit) * (math.floor(late) + 1 if late >= 0 else 0)
    usual = f"{revisit:.0f} days apart as before" if is_known else f"{revisit:.0f} days apart if not known otherwise"
    return due, f"due about {format_day(due)}, {usual}"


def _picture_days(places: frozenset[str], case: _Case) -> Iterator[datetime]:
    for sighting in case.ground.sightings:
        is_known = sighting["how"] in _PICTURES and sighting["known"] <= case.moment
        if is_known and is_inside(sighting["place_id"], places, case.ground.register):
            yield sighting["start"].replace(hour=0, minute=0, second=0, microsecond=0)
    for look in _past_looks(places, case):
        yield look.time.replace(hour=0, minute=0, second=0, microsecond=0)


def _past_looks(places: frozenset[str], case: _Case) -> list[Look]:
    return [look for look in case.ground.looks.at(places) if look.known <= case.moment]


# ---------------------------------------------------------------------------------------------------- signals


def _receivers_at_destination(case: _Case) -> Iterator[NextLook]:
    """Receivers around the place of arrival that hear the asset's own signal."""
    if case.query.last_part != "arrival" or case.query.kind == "flight_rate" or _is_wide(case.query.destinations, case):
        return
    heard = _heard(case.ground.params.linger_days, case)
    is_past = case.moment > case.query.end
    says = f"Receivers around {case.destination}, {case.period}" + (", if somebody kept what they heard" if is_past else "")
    yes, no = f"they hear {case.who}", "they hear nothing of it"
    due = None if is_past else case.query.end
    yield _yes_no("receivers_destination", says, due, yes, no, _heard_cells(heard, case), case.now)


def _silence(case: _Case) -> Iterator[NextLook]:
    """Silence itself, if receivers go on covering the place as they do: the day on which it would tell."""
    day = find_telling_day(case.query, case.seen, case.ground, case.moment)
    if day is None:
        return
    says = f"Receivers that go on covering {case.destination or case.origin} as they do"
    yes, no = f"they hear {case.who}", f"nothing is heard by {format_day(day)}"
    yield _yes_no("silence", says, day, yes, no, _heard_cells(_ENOUGH, case), case.now)


def _port_call(case: _Case) -> Iterator[NextLook]:
    """The next place at which a named asset is seen or heard by name, within a fortnight."""
    if case.query.assets.is_of_class or case.query.last_part != "arrival":
        return
    due = case.moment + timedelta(days=_PORT_CALL_DAYS)
    there, slip = _still_there(max(case.moment, case.query.start), case), _spoofed(case)
    at_destination = Cells(there * (1 - slip), slip, slip, slip)
    at_origin = Cells(slip, slip, 1 - 2 * slip, 1 - 2 * slip) if case.query.origins else Cells(0.0, 0.0, 0.0, 0.0)
    third = Cells(*(1 - a - b for a, b in zip(at_destination, at_origin, strict=True)))
    outcomes = [(f"it is {case.destination}", at_destination), ("it is a third place", third)]
    if case.query.origins:
        outcomes.insert(1, (f"it is {case.origin}", at_origin))
    known = _heard_anywhere(case)
    weighed = [(words, Cells(*(known * c for c in cells))) for words, cells in outcomes]
    silent = ("none is seen", Cells(*[1 - known] * 4))
    says = f"The next place at which {case.who} is seen or heard by name (by {format_day(due)})"
    yield make_look("port_call", says, due, [*weighed, silent], case.now)


def _position_away(case: _Case) -> Iterator[NextLook]:
    """A position anywhere else, where only leaving is claimed."""
    if case.query.last_part != "departure":
        return
    due = case.moment + timedelta(days=_PORT_CALL_DAYS)
    known, slip = _heard_anywhere(case), _spoofed(case)
    away = Cells(known * (1 - slip), known * slip, known * slip, known * slip)
    says = f"A position of {case.who} by its own signal (by {format_day(due)})"
    yield _yes_no("position_away", says, due, f"it is not at {case.origin}", "none is heard elsewhere", away, case.now)


def _heard(days: float, case: _Case) -> float:
    """Chance to be heard on one of some fully covered days, its share of sending integrated over."""
    numbers, who = case.ground.params.table["nothing_heard"].numbers, sends_like(case.query.assets, None, case.ground.register)
    shares, weights = beta_nodes(numbers[f"{who}_a"], numbers[f"{who}_b"])
    return float(weights @ (1 - (1 - shares * numbers["received"]) ** days))


def _heard_anywhere(case: _Case) -> float:
    """Chance to be heard within a fortnight, wherever that is: what the sea is covered with nobody has measured."""
    return _heard(_PORT_CALL_DAYS, case) * case.ground.params.table["track_leg"].numbers["unmeasured_cover"]


def _heard_cells(heard: float, case: _Case) -> Cells:
    """P(heard there | hypothesis): for the claim as computed, for its rivals only by a false signal."""
    rule, who = case.ground.params.table["track_at_destination"], sends_like(case.query.assets, None, case.ground.register)
    cap = rule.numbers["cap_warship"] if who == "warship" else rule.numbers["cap"]
    ratio = min(max(heard / rule.numbers[f"spoof_{who}"], 1.0), cap)
    effects = rule.effect if not (case.query.assets.is_of_class and rule.effect_of_class) else rule.effect_of_class
    return Cells(*(heard / ratio * ratio ** effects.get(name, 0.0) for name in Cells._fields))


def _spoofed(case: _Case) -> float:
    who = sends_like(case.query.assets, None, case.ground.register)
    return case.ground.params.table["track_at_destination"].numbers[f"spoof_{who}"]


# ---------------------------------------------------------------------------------------------------- rates


def _counted_flights(case: _Case) -> Iterator[NextLook]:
    """Flights counted by effort, before and after; and counts of aircraft on pictures."""
    if case.query.kind != "flight_rate":
        return
    rise = "fall" if case.query.direction == "down" else "rise"
    says = f"ADS-B positions around {case.destination or case.origin}, {case.period} and four weeks before, counted by effort"
    yield _yes_no("flight_counts", says, None, f"they show a {rise}", "they show none", Cells(0.8, 0.05, 0.05, 0.1), case.now)
    due, words = _next_picture(case.query.destinations or case.query.origins, case)
    is_past = case.moment > case.query.end
    when = f"{case.period}, if an archive has them" if is_past else words
    says = f"Satellite images of the airfields of {case.destination or case.origin} on several days ({when})"
    yes, no = f"they show {'fewer' if rise == 'fall' else 'more'} transports than before", "they do not"
    yield _yes_no("airfield_images", says, None if is_past else due, yes, no, Cells(0.6, 0.2, 0.2, 0.25), case.now)


LOOKS: tuple[Callable[[_Case], Iterator[NextLook]], ...] = (
    _picture_of_destination, _picture_of_origin, _receivers_at_destination, _silence, _port_call, _position_away,
    _counted_flights,
)  # fmt: skip


def find_telling_day(query: Query, seen: Observability, ground: Ground, moment: datetime) -> datetime | None:
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
            return moment + timedelta(days=days)
    return None
