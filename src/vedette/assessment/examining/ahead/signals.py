"""The asset's own signal, still to be heard or found in an archive: around a place, at its next port, anywhere else; and silence.

What is asked flows in; looks flow out, with the same numbers as signals have as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vedette.assessment.examining.ahead.asked import Asked
from vedette.assessment.examining.ahead.looks import NextLook, make_look, make_yes_no
from vedette.assessment.examining.ahead.telling_day import ENOUGH, find_telling_day
from vedette.assessment.question.assets import sends_like
from vedette.assessment.seeing.observability import beta_nodes
from vedette.assessment.weights.hypotheses import Cells
from vedette.clock import format_day

_PORT_CALL_DAYS = 14


def receivers_at_destination(case: Asked) -> Iterator[NextLook]:
    """Receivers around the place of arrival that hear the asset's own signal."""
    query = case.query
    if query.last_part != "arrival" or query.kind == "flight_rate" or case.is_wide(query.destinations):
        return
    heard = _heard(case.ground.params.linger_days, case)
    says = f"Receivers around {case.destination}, {case.period}" + (", if somebody kept what they heard" if case.is_past else "")
    yes, no = f"they hear {case.who}", "they hear nothing of it"
    due = None if case.is_past else query.end
    yield make_yes_no("receivers_destination", says, due, yes, no, _heard_cells(heard, case), case.now)


def silence(case: Asked) -> Iterator[NextLook]:
    """Silence itself, if receivers go on covering the place as they do: the day on which it would tell."""
    day = find_telling_day(case.query, case.seen, case.ground, case.moment)
    if day is None:
        return
    says = f"Receivers that go on covering {case.destination or case.origin} as they do"
    yes, no = f"they hear {case.who}", f"nothing is heard by {format_day(day)}"
    yield make_yes_no("silence", says, day, yes, no, _heard_cells(ENOUGH, case), case.now)


def port_call(case: Asked) -> Iterator[NextLook]:
    """The next place at which a named asset is seen or heard by name, within a fortnight; long after, the one that archives know."""
    if case.query.assets.is_of_class or case.query.last_part != "arrival":
        return
    soon = case.moment + timedelta(days=_PORT_CALL_DAYS)
    due = soon if case.still_tells(soon) else None
    at = max(case.moment, case.query.start) if due else case.query.end
    says = f"The next place at which {case.who} is seen or heard by name (by {format_day(soon)})"
    if due is None:
        says = f"Where {case.who} was next seen or heard by name, {case.period} and the fortnight after, if somebody kept it"
    there, slip = case.still_there(at), _spoofed(case)
    at_destination = Cells(there * (1 - slip), slip, slip, slip)
    at_origin = Cells(slip, slip, 1 - 2 * slip, 1 - 2 * slip) if case.query.origins else Cells(0.0, 0.0, 0.0, 0.0)
    third = Cells(*(1 - a - b for a, b in zip(at_destination, at_origin, strict=True)))
    outcomes = [(f"it is {case.destination}", at_destination), ("it is a third place", third)]
    if case.query.origins:
        outcomes.insert(1, (f"it is {case.origin}", at_origin))
    known = _heard_anywhere(case)
    weighed = [(words, Cells(*(known * c for c in cells))) for words, cells in outcomes]
    silent = ("none is seen", Cells(*[1 - known] * 4))
    yield make_look("port_call", says, due, [*weighed, silent], case.now)


def position_away(case: Asked) -> Iterator[NextLook]:
    """A position anywhere else, where only leaving is claimed: still to be heard, or kept from the days after the claimed time."""
    if case.query.last_part != "departure":
        return
    known, slip = _heard_anywhere(case), _spoofed(case)
    away = Cells(known * (1 - slip), known * slip, known * slip, known * slip)
    by = case.moment + timedelta(days=_PORT_CALL_DAYS)
    due = None if case.is_past else by
    when = f"by {format_day(by)}" if due else f"in the days after {format_day(case.query.end)}, if somebody kept what was heard"
    says = f"A position of {case.who} by its own signal ({when})"
    yield make_yes_no("position_away", says, due, f"it is not at {case.origin}", "none is heard elsewhere", away, case.now)


def _heard(days: float, case: Asked) -> float:
    """Chance to be heard on one of some fully covered days, its share of sending integrated over."""
    numbers, who = case.ground.params.table["nothing_heard"].numbers, sends_like(case.query.assets, None, case.ground.register)
    shares, weights = beta_nodes(numbers[f"{who}_a"], numbers[f"{who}_b"])
    return float(weights @ (1 - (1 - shares * numbers["received"]) ** days))


def _heard_anywhere(case: Asked) -> float:
    """Chance to be heard within a fortnight, wherever that is: what the sea is covered with nobody has measured."""
    return _heard(_PORT_CALL_DAYS, case) * case.ground.params.table["track_leg"].numbers["unmeasured_cover"]


def _heard_cells(heard: float, case: Asked) -> Cells:
    """P(heard there | hypothesis): for the claim as computed, for its rivals only by a false signal."""
    rule, who = case.ground.params.table["track_at_destination"], sends_like(case.query.assets, None, case.ground.register)
    cap = rule.numbers["cap_warship"] if who == "warship" else rule.numbers["cap"]
    ratio = min(max(heard / rule.numbers[f"spoof_{who}"], 1.0), cap)
    effects = rule.effect if not (case.query.assets.is_of_class and rule.effect_of_class) else rule.effect_of_class
    return Cells(*(heard / ratio * ratio ** effects.get(name, 0.0) for name in Cells._fields))


def _spoofed(case: Asked) -> float:
    who = sends_like(case.query.assets, None, case.ground.register)
    return case.ground.params.table["track_at_destination"].numbers[f"spoof_{who}"]
