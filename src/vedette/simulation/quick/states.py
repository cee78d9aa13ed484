"""Claims that something is, or is no longer, at a place: drawn from lives, with their truth read off them.

A life, a stay and a way to be true or false flow in; a drawn state flows out. *Present* is true if the asset lay there through all of the
claimed time, *absent* if it was there before and at no moment of it; false ones are false beyond any slack of days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vedette.simulation.quick.lives import Life
from vedette.simulation.quick.params import QuickParams

STATES = ("present", "absent")
_CLEAR_DAYS = 2.0  # the judge allows 1.5
_LONGEST_DAYS, _MARGIN_DAYS = 5, 9.0


@dataclass(frozen=True)
class State:
    """An asset that is said to be at a place, or not, from the first to the last day (both included)."""

    life: Life
    place_id: str
    start: float
    end: float


def is_so(kind: str, state: State, *, slack: float = 0.0) -> bool:
    """Is it so, at least on all days but a slack at either end? For `slack` below 0: even so many days beside the claimed time."""
    start, end = state.start + slack, state.end + 1 - slack
    if kind == "present":
        return any(s.place_id == state.place_id and s.start <= start and s.end >= end for s in state.life.stays)
    was_there = any(s.place_id == state.place_id and s.end <= start for s in state.life.stays)
    return was_there and not is_ever(state, slack=slack)


def is_ever(state: State, *, slack: float = 0.0) -> bool:
    """Was it at the place at any moment of the claimed time, shortened by a slack at either end?"""
    start, end = state.start + slack, state.end + 1 - slack
    return any(s.place_id == state.place_id and s.start < end and s.end > start for s in state.life.stays)


def is_plainly_false(kind: str, state: State) -> bool:
    """Present: not there even days beside the time. Absent: it lay there all the time."""
    return not is_ever(state, slack=-_CLEAR_DAYS) if kind == "present" else is_so("present", state, slack=-_CLEAR_DAYS)


def draw_true(kind: str, lives: Sequence[Life], params: QuickParams, rng: np.random.Generator) -> State | None:
    """A state that is so; None if this draw has none."""
    life = lives[int(rng.integers(len(lives)))]
    stay = life.stays[int(rng.integers(len(life.stays)))]
    n_days = int(rng.integers(1, _LONGEST_DAYS + 1))
    low, high = (stay.start, stay.end - n_days) if kind == "present" else (stay.end, stay.end + 8.0)
    low, high = max(low, 1.0), min(high, params.days - _MARGIN_DAYS)
    if high <= low:
        return None
    start = float(np.ceil(rng.uniform(low, high)))
    state = State(life, stay.place_id, start, start + n_days - 1)
    return state if is_so(kind, state) else None


def draw_false(
    kind: str, why: str, lives: Sequence[Life], params: QuickParams, rng: np.random.Generator
) -> tuple[State, State] | None:
    """A state that is not so, and the true one that it was drawn from or beside; None if this draw has none."""
    true = draw_true(kind, lives, params, rng)
    if true is None:
        return None
    state = _changed(kind, why, true, lives, rng)
    inside = state is not None and state.start >= 1 and state.end < params.days - _MARGIN_DAYS
    return (state, true) if state is not None and inside and is_plainly_false(kind, state) else None


def _changed(kind: str, why: str, true: State, lives: Sequence[Life], rng: np.random.Generator) -> State | None:
    if why in ("other_time", "late", "resurfacing"):
        low, high = {"other_time": (-28, 28), "late": (4, 13), "resurfacing": (20, 41)}[why]
        shift = float(rng.integers(low, high))
        return State(true.life, true.place_id, true.start + shift, true.end + shift)
    if why == "other":
        sisters = [x for x in lives if x.asset_class == true.life.asset_class and x.asset_id != true.life.asset_id]
        return State(sisters[int(rng.integers(len(sisters)))], true.place_id, true.start, true.end) if sisters else None
    if kind == "absent" and why != "mistranslated":  # it is said to be gone, and lies there still
        here = [s.place_id for s in true.life.stays if s.start <= true.start and s.end >= true.end + 1]
        return State(true.life, here[0], true.start, true.end) if here else None
    places = sorted({s.place_id for x in lives for s in x.stays} - {true.place_id})
    return State(true.life, str(rng.choice(places)), true.start, true.end) if places else None
