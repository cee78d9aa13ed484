"""What is said of a world, and whether it is so: movements, states and changes of counts, true ones and false ones that are like them.

Lives flow in, `TrueClaim`s flow out. A false claim usually speaks of an asset that did something else: it stayed, it went elsewhere, it
went at another time, or another of its class made the movement; or it is a bad copy of a true report (`BAD_COPIES`), which it then
brings along. It is false beyond any slack of days, since whoever left an hour after the claimed time was rightly told of. No two
claims speak of one asset at one time: whether other rumours bear one out is not what these worlds are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vedette.simulation.quick.changes import Change, list_changes
from vedette.simulation.quick.lives import Life, Stay
from vedette.simulation.quick.params import GROUPS, QuickParams
from vedette.simulation.quick.states import STATES, State, draw_false, draw_true

KINDS = (
    ("move", 0.38), ("arrive", 0.16), ("depart", 0.1), ("present", 0.1), ("absent", 0.08), ("build_up", 0.05), ("draw_down", 0.05),
    ("flight_rate", 0.08),
)  # fmt: skip
COUNTED = ("build_up", "draw_down", "flight_rate")
BAD_COPIES = ("mistranslated", "late", "resurfacing")
TALK = (0.4, 0.15, 0.3, 0.15)  # share of claims about warships, auxiliaries, cargo ships, aircraft, true and false alike
_MARGIN_DAYS = 9.0  # after the last claimed day, so that something can still become known
_SLACK_DAYS = 3.0  # a claimed time begins and ends up to so many days beside the movement
_CLEAR_DAYS = 2.0  # a false claim is false even so many days beside the claimed time; the judge allows 1.5
_APART_DAYS = 4.0  # between two claims about one asset
_RECENT_DAYS = 4.0
_TRIES = 400


@dataclass(frozen=True)
class TrueClaim:
    """A claim with its truth; times in days since the world began. `why` is how it came to be true or false.

    What is said to be at a place, or more of it, has the place as its destination; what is said to be gone, or fewer, as its origin.
    A claim about counts speaks of a class and has no asset; a bad copy brings the true report that it was made from.
    """

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
    asset_class: str | None = None
    direction: str | None = None
    original: TrueClaim | None = None

    @property
    def subject(self) -> str:
        """What it speaks of: an asset, or a class at its places."""
        return self.asset_id or f"{self.asset_class} {self.origin} {self.destination}"


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
    named = [life for life in lives if not life.asset_id.startswith("icao24:")]  # nobody names an airframe by its address
    lives_of = {group: [life for life in named if life.group == group] for group in GROUPS}
    movements_of = {g: [m for life in found for m in _movements(life, params)] for g, found in lives_of.items()}
    changes = list_changes(lives, params)
    claims: list[TrueClaim] = []
    for i in range(params.n_claims):
        why, claim = _draw_why(params, rng), None
        for _ in range(_TRIES):  # a world may have no such claim of a kind and group; its truth is drawn once, and stays
            kind, group = str(rng.choice(kinds, p=weights)), str(rng.choice(GROUPS, p=TALK))
            if kind in COUNTED:
                claim = _draw_change(f"c{i:04d}", why, kind, changes, rng)
            elif kind in STATES:
                claim = _draw_state(f"c{i:04d}", why, kind, lives_of[group], params, rng)
            else:
                claim = _draw(f"c{i:04d}", why, kind, movements_of[group], lives_of[group], params, rng)
            if claim is not None and not any(_touch(claim, other) for other in claims):
                claims.append(claim)
                break
    return claims


def _touch(one: TrueClaim, other: TrueClaim) -> bool:
    is_near = one.start <= other.end + 1 + _APART_DAYS and other.start <= one.end + 1 + _APART_DAYS
    return one.subject == other.subject and is_near


def _draw_state(
    claim_id: str, why: str, kind: str, lives: Sequence[Life], params: QuickParams, rng: np.random.Generator
) -> TrueClaim | None:
    """An asset that is said to be at a place, or to be gone from it."""
    for _ in range(_TRIES // 8 if lives else 0):
        if why == "true":
            if (found := draw_true(kind, lives, params, rng)) is not None:
                return _of_state(claim_id, kind, found, why)
        elif (pair := draw_false(kind, why, lives, params, rng)) is not None:
            original = _of_state(f"{claim_id}-original", kind, pair[1], "true") if why in BAD_COPIES else None
            return replace(_of_state(claim_id, kind, pair[0], why), original=original)
    return None


def _of_state(claim_id: str, kind: str, state: State, why: str) -> TrueClaim:
    who, places = (state.life.asset_id, state.life.group), ("", state.place_id) if kind == "present" else (state.place_id, "")
    return TrueClaim(claim_id, kind, *who, *places, state.start, state.end, why == "true", why == "true", why)


def _draw_change(claim_id: str, why: str, kind: str, changes: Sequence[Change], rng: np.random.Generator) -> TrueClaim | None:
    """A place with more or fewer than before, or two with more or fewer flights between them."""
    way = {"build_up": "up", "draw_down": "down"}.get(kind) or str(rng.choice(["up", "down"]))
    own = [c for c in changes if (c.origin is not None) == (kind == "flight_rate")]
    true = [c for c in own if c.way == way]
    if why == "true":
        return _of_change(claim_id, kind, way, true[int(rng.integers(len(true)))], why) if true else None
    false = [c for c in own if c.way not in (way, None)]
    original = None
    if why in BAD_COPIES:
        false = [c for c in false if any(_is_bad_copy(why, c, t) for t in true)]
    if not false:
        return None
    told = false[int(rng.integers(len(false)))]
    if why in BAD_COPIES:
        copied = [t for t in true if _is_bad_copy(why, told, t)]
        original = _of_change(f"{claim_id}-original", kind, way, copied[int(rng.integers(len(copied)))], "true")
    return replace(_of_change(claim_id, kind, way, told, why), original=original)


def _is_bad_copy(why: str, told: Change, true: Change) -> bool:
    """Another place in the same days, or the same place told of later days."""
    is_same = (told.origin, told.place_id) == (true.origin, true.place_id)
    if why == "mistranslated":
        return not is_same and told.start == true.start
    low, high = {"late": (4, 14), "resurfacing": (15, 45)}[why]
    return is_same and low <= told.start - true.start <= high


def _of_change(claim_id: str, kind: str, way: str, change: Change, why: str) -> TrueClaim:
    places = (change.place_id, "") if kind == "draw_down" else (change.origin or "", change.place_id)
    return TrueClaim(
        claim_id, kind, "", change.group, *places, float(change.start), float(change.end), why == "true", why == "true", why,
        asset_class=change.asset_class, direction=way,
    )  # fmt: skip


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
    shares = (
        ("elsewhere", params.false_elsewhere / 2), ("other_time", params.false_elsewhere / 2), ("other", params.false_other),
        ("mistranslated", params.false_mistranslated), ("late", params.false_late), ("resurfacing", params.false_resurfacing),
    )  # fmt: skip
    for why, part in shares:
        if share < part:
            return why
        share -= part
    return "stayed"


def _draw(
    claim_id: str, why: str, kind: str, movements: Sequence[Movement], lives: Sequence[Life], params: QuickParams, rng: np.random.Generator
) -> TrueClaim | None:  # fmt: skip
    """One claim that is true or false in a given way; None where this world has none."""
    make: Callable[..., Movement | None] = _MAKERS[why]
    if not movements or (kind == "depart" and why in ("elsewhere", "mistranslated")):  # whoever left for elsewhere has left
        return None
    for _ in range(_TRIES // 8):
        movement = movements[int(rng.integers(len(movements)))]
        told = make(movement, lives, params, rng)
        if told is None:
            continue
        start, end = _told_days(why, told, rng)
        slack = 0.0 if why == "true" else _CLEAR_DAYS
        is_true, has_left = _truth(kind, told, start - slack, end + slack)
        if is_true == (why == "true") and start > 0:
            who, places = (told.life.asset_id, told.life.group), (told.origin, told.destination)
            original = _original(claim_id, kind, movement, rng) if why in BAD_COPIES else None
            return TrueClaim(claim_id, kind, *who, *places, start, end, is_true, has_left, why, original=original)
    return None


def _told_days(why: str, told: Movement, rng: np.random.Generator) -> tuple[float, float]:
    """First and last claimed day: "yesterday" of a late copy, "in recent days" of an old story, else around the movement."""
    if why == "late":
        return float(np.floor(told.arrived)), float(np.floor(told.arrived))
    if why == "resurfacing":
        return float(np.floor(told.arrived)) - _RECENT_DAYS, float(np.floor(told.arrived))
    start, end = told.left - rng.uniform(0, _SLACK_DAYS), told.arrived + rng.uniform(0, _SLACK_DAYS)
    return float(np.floor(start)), float(np.ceil(end))


def _original(claim_id: str, kind: str, movement: Movement, rng: np.random.Generator) -> TrueClaim:
    """The true report of a movement, from which a bad copy was made."""
    start, end = _told_days("true", movement, rng)
    who, places = (movement.life.asset_id, movement.life.group), (movement.origin, movement.destination)
    return TrueClaim(f"{claim_id}-original", kind, *who, *places, max(start, 0.0), end, True, True, "true")


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


def _mistranslated(movement: Movement, lives: Sequence[Life], _params: QuickParams, rng: np.random.Generator) -> Movement | None:
    """A true movement told with another place at its end: a port for a port, a field for a field."""
    places = sorted({s.place_id for x in lives for s in x.stays} - {movement.origin, movement.destination})
    return Movement(movement.life, movement.origin, str(rng.choice(places)), movement.left, movement.arrived) if places else None


def _late(movement: Movement, _lives: Sequence[Life], params: QuickParams, rng: np.random.Generator) -> Movement | None:
    """A true movement, published days after it as of yesterday."""
    return _told_later(movement, float(rng.uniform(4, 12)), params)


def _resurfacing(movement: Movement, _lives: Sequence[Life], params: QuickParams, rng: np.random.Generator) -> Movement | None:
    """A true movement of weeks ago, told as new."""
    return _told_later(movement, float(rng.uniform(18, 40)), params)


def _told_later(movement: Movement, days: float, params: QuickParams) -> Movement | None:
    moved = Movement(movement.life, movement.origin, movement.destination, movement.left + days, movement.arrived + days)
    return moved if moved.arrived < params.days - _MARGIN_DAYS - _SLACK_DAYS else None


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
    "mistranslated": _mistranslated,
    "late": _late,
    "resurfacing": _resurfacing,
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
