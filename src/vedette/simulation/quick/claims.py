"""What is said of a world, and whether it is so: true movements, and false ones that are like them.

Lives flow in, `TrueClaim`s flow out. A false claim usually speaks of an asset that did something else: it stayed, it went elsewhere, it
went at another time, or another of its class made the movement; its dates are drawn as those of a true one are. It is false
beyond any slack of days, since whoever left an hour after the claimed time was rightly told of. No two claims speak of one asset at
one time: whether other rumours bear one out is not what these worlds are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from vedette.simulation.quick.lives import Life, Stay
from vedette.simulation.quick.params import GROUPS, QuickParams

KINDS = (("move", 0.6), ("arrive", 0.25), ("depart", 0.15))
TALK = (0.4, 0.15, 0.3, 0.15)  # share of claims about warships, auxiliaries, cargo ships, aircraft, true and false alike
_MARGIN_DAYS = 9.0  # after the last claimed day, so that something can still become known
_SLACK_DAYS = 3.0  # a claimed time begins and ends up to so many days beside the movement
_CLEAR_DAYS = 2.0  # a false claim is false even so many days beside the claimed time; the judge allows 1.5
_APART_DAYS = 4.0  # between two claims about one asset
_TRIES = 400


@dataclass(frozen=True)
class TrueClaim:
    """A claim with its truth; times in days since the world began. `why` is how it came to be true or false."""

    claim_id: str
    kind: str
    asset_id: str
    group: str
    origin: str
    destination: str
    start: float
    end: float
    is_true: bool
    departure_true: bool
    why: str


@dataclass(frozen=True)
class Movement:
    """A movement as a claim would tell it."""

    life: Life
    origin: str
    destination: str
    left: float
    arrived: float


def make_claims(lives: Sequence[Life], params: QuickParams, rng: np.random.Generator) -> list[TrueClaim]:
    """So many claims, true at the base rate, false ones in the shares of the parameters."""
    kinds, weights = [k for k, _ in KINDS], [w for _, w in KINDS]
    lives_of = {group: [life for life in lives if life.group == group] for group in GROUPS}
    movements_of = {g: [m for life in found for m in _movements(life, params)] for g, found in lives_of.items()}
    claims: list[TrueClaim] = []
    for i in range(params.n_claims):
        why, claim = _draw_why(params, rng), None
        for _ in range(_TRIES):  # a world may have no such claim of a kind and group; its truth is drawn once, and stays
            kind, group = str(rng.choice(kinds, p=weights)), str(rng.choice(GROUPS, p=TALK))
            claim = _draw(f"c{i:04d}", why, kind, movements_of[group], lives_of[group], params, rng)
            if claim is not None and not any(_touch(claim, other) for other in claims):
                claims.append(claim)
                break
    return claims


def _touch(one: TrueClaim, other: TrueClaim) -> bool:
    is_near = one.start <= other.end + 1 + _APART_DAYS and other.start <= one.end + 1 + _APART_DAYS
    return one.asset_id == other.asset_id and is_near


def _movements(life: Life, params: QuickParams) -> Iterator[Movement]:
    for before, after in life.voyages():
        if before.end > _SLACK_DAYS + 1 and after.start < params.days - _MARGIN_DAYS - _SLACK_DAYS:
            yield Movement(life, before.place_id, after.place_id, before.end, after.start)


def _draw_why(params: QuickParams, rng: np.random.Generator) -> str:
    """How a claim comes to be true or false."""
    dice = rng.random()
    if dice < params.base_rate:
        return "true"
    share = (dice - params.base_rate) / (1 - params.base_rate)
    if share < params.false_elsewhere:
        return "elsewhere" if rng.random() < 0.5 else "other_time"
    return "other" if share < params.false_elsewhere + params.false_other else "stayed"


def _draw(
    claim_id: str, why: str, kind: str, movements: Sequence[Movement], lives: Sequence[Life], params: QuickParams, rng: np.random.Generator
) -> TrueClaim | None:  # fmt: skip
    """One claim that is true or false in a given way; None where this world has none."""
    make: Callable[..., Movement | None] = _MAKERS[why]
    if not movements or (kind == "depart" and why == "elsewhere"):  # whoever left for elsewhere has left
        return None
    for _ in range(_TRIES // 8):
        told = make(movements[int(rng.integers(len(movements)))], lives, params, rng)
        if told is None:
            continue
        start, end = told.left - rng.uniform(0, _SLACK_DAYS), told.arrived + rng.uniform(0, _SLACK_DAYS)
        start, end = float(np.floor(start)), float(np.ceil(end))
        slack = 0.0 if why == "true" else _CLEAR_DAYS
        is_true, has_left = _truth(kind, told, start - slack, end + slack)
        if is_true == (why == "true") and start > 0:
            who, places = (told.life.asset_id, told.life.group), (told.origin, told.destination)
            return TrueClaim(claim_id, kind, *who, *places, start, end, is_true, has_left, why)
    return None


def _as_it_was(movement: Movement, _lives: Sequence[Life], _params: QuickParams, _rng: np.random.Generator) -> Movement:
    return movement


def _stayed(movement: Movement, lives: Sequence[Life], params: QuickParams, rng: np.random.Generator) -> Movement | None:
    """A movement as long as a true one, of an asset that lay at the claimed origin all the time."""
    life = lives[int(rng.integers(len(lives)))]
    took = movement.arrived - movement.left
    left = float(rng.uniform(_SLACK_DAYS + 1, params.days - _MARGIN_DAYS - _SLACK_DAYS - took))
    here = _stay_over(life, left - _SLACK_DAYS, left + took + _SLACK_DAYS)
    if here is None or here.place_id == movement.destination:
        return None
    return Movement(life, here.place_id, movement.destination, left, left + took)


def _stay_over(life: Life, start: float, end: float) -> Stay | None:
    return next((s for s in life.stays if s.start <= start and s.end >= end), None)


def _went_elsewhere(movement: Movement, lives: Sequence[Life], _params: QuickParams, rng: np.random.Generator) -> Movement | None:
    """A true departure with a destination to which it did not go."""
    other = lives[int(rng.integers(len(lives)))]
    places = sorted({s.place_id for s in other.stays} - {movement.origin, movement.destination})
    if not places:
        return None
    return Movement(movement.life, movement.origin, str(rng.choice(places)), movement.left, movement.arrived)


def _at_another_time(
    movement: Movement, _lives: Sequence[Life], params: QuickParams, rng: np.random.Generator
) -> Movement | None:
    """A true movement told of another time."""
    shift = float(rng.choice([-1.0, 1.0]) * rng.uniform(9, 28))
    moved = Movement(movement.life, movement.origin, movement.destination, movement.left + shift, movement.arrived + shift)
    inside = moved.left > _SLACK_DAYS + 1 and moved.arrived < params.days - _MARGIN_DAYS - _SLACK_DAYS
    return moved if inside else None


def _by_another(movement: Movement, lives: Sequence[Life], _params: QuickParams, rng: np.random.Generator) -> Movement | None:
    """A movement of one told of another of its class, wherever that one was."""
    others = [x for x in lives if x.asset_class == movement.life.asset_class and x.asset_id != movement.life.asset_id]
    if not others:
        return None
    life = others[int(rng.integers(len(others)))]
    return Movement(life, movement.origin, movement.destination, movement.left, movement.arrived)


_MAKERS = {
    "true": _as_it_was,
    "stayed": _stayed,
    "elsewhere": _went_elsewhere,
    "other_time": _at_another_time,
    "other": _by_another,
}


def _truth(kind: str, told: Movement, start: float, end: float) -> tuple[bool, bool]:
    """Is the claim so, and did its asset leave the claimed origin in the claimed time? Read off the life itself."""
    last = end + 1.0  # the claimed time ends with its last day
    pairs = told.life.voyages()
    has_left = any(a.place_id == told.origin and start <= a.end <= last for a, _ in pairs)
    has_come = any(b.place_id == told.destination and start <= b.start <= last for _, b in pairs)
    went = any(
        a.place_id == told.origin and b.place_id == told.destination and start <= a.end and b.start <= last for a, b in pairs
    )
    return {"move": went, "arrive": has_come, "depart": has_left}[kind], has_left
