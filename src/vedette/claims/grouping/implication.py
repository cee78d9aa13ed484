"""Does one content say all that another says, and more? Do the two fit together?

Two contents flow in. `find_shortfalls` answers for the weaker one what it leaves out or says more widely (None where it does not
follow from the other); `overlaps` answers whether one movement could make both true. Places compare through the
register's groups, assets through the tree of classes; similarity of words has no part in it.
Source: entailment of slot fillers as in ACE/ERE event coreference, on closed hierarchies instead of strings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from vedette.claims.english.place_names import join_words, name_place
from vedette.claims.grouping.content import ROLES, Content, is_asset_id, parts_of
from vedette.errors import NotFound
from vedette.registry.register import Register

_ROLE_WORDS = {"origin": "origin", "destination": "destination", "place": "place"}


@lru_cache(maxsize=65536)
def find_shortfalls(weak: Content, strong: Content, register: Register) -> tuple[str, ...] | None:
    """In what a content says less than another of its kind, as clauses; empty if in nothing, None if it does not follow from it."""
    if weak.kind != strong.kind or (weak.direction is not None and weak.direction != strong.direction):
        return None
    found = ["it gives no direction"] if weak.direction != strong.direction else []
    if weak.distance_km != strong.distance_km:
        if weak.distance_km is not None:
            return None
        found.append("it gives no distance")
    for step in (_miss_actor, _miss_assets, *(_role_step(role) for role in ROLES)):
        clauses = step(weak, strong, register)
        if clauses is None:
            return None
        found += clauses
    return tuple(found)


@lru_cache(maxsize=65536)
def implies(strong: Content, weak: Content, register: Register) -> bool:
    """Who says the first says the second, whole or as a part of the movement.

    What arrived at B moved to B, and what left A moved from A.
    """
    said = (strong, *parts_of(strong), *_as_movement(strong))
    return any(find_shortfalls(weak, whole, register) is not None for whole in said)


def _as_movement(content: Content) -> tuple[Content, ...]:
    if content.kind == "arrive":
        return (replace(content, kind="move"),)
    return (replace(content, kind="move", destination=frozenset()),) if content.kind == "depart" else ()


def _miss_actor(weak: Content, strong: Content, register: Register) -> list[str] | None:
    if weak.actor == strong.actor:
        return []
    if weak.actor is None:
        return [] if weak.is_named else ["it does not say whose"]
    owners = {_owner(a, register) for a in strong.assets if is_asset_id(a)}
    return [] if strong.is_named and owners == {weak.actor} else None


def _miss_assets(weak: Content, strong: Content, register: Register) -> list[str] | None:
    if weak.assets == strong.assets:
        return []
    if not weak.assets:
        return ["it does not say what moves"]
    if not all(any(_is_below(s, w, register) for s in strong.assets) for w in weak.assets):
        return None
    wider = sorted(w for w in weak.assets if w not in strong.assets)
    return ["it names a wider class of assets"] if wider else ["it names fewer assets"]


def _role_step(role: str) -> Callable[[Content, Content, Register], list[str] | None]:
    """The comparison of one role of places."""

    def step(weak: Content, strong: Content, register: Register) -> list[str] | None:
        told: frozenset[str] = getattr(weak, role)
        known: frozenset[str] = getattr(strong, role)
        if told == known:
            return []
        if not told:
            return [f"it gives no {_ROLE_WORDS[role]}"]
        if not all(any(is_inside(k, t, register) for k in known) for t in told):
            return None
        wider = sorted(t for t in told if t not in known)
        names = join_words(name_place(t, register) for t in wider)
        return [f"its {_ROLE_WORDS[role]} is wider: {names}"] if wider else [f"it gives fewer places of {_ROLE_WORDS[role]}"]

    return step


@lru_cache(maxsize=65536)
def overlaps(first: Content, second: Content, register: Register) -> bool:
    """Could one movement make both true? What one leaves open fits; parts of a movement are compared with the parts."""
    mine, theirs = (first, *parts_of(first)), (second, *parts_of(second))
    return any(a.kind == b.kind and _fits(a, b, register) for a in mine for b in theirs)


def _fits(a: Content, b: Content, register: Register) -> bool:
    if a.direction and b.direction and a.direction != b.direction:
        return False
    if not _actors_fit(a, b, register):
        return False
    pairs = [(getattr(a, role), getattr(b, role), is_inside) for role in ROLES]
    return all(_meet(x, y, within, register) for x, y, within in [*pairs, (a.assets, b.assets, _is_below)])


def _actors_fit(a: Content, b: Content, register: Register) -> bool:
    """Equal, or one of them open; a named hull answers with the country that runs it."""
    owners = [{c.actor} if c.actor else {_owner(x, register) for x in c.assets if is_asset_id(x)} - {None} for c in (a, b)]
    return not owners[0] or not owners[1] or bool(owners[0] & owners[1])


def _meet(mine: frozenset[str], theirs: frozenset[str], within: Callable[[str, str, Register], bool], register: Register) -> bool:
    if not mine or not theirs:
        return True
    return any(within(m, t, register) or within(t, m, register) for m in mine for t in theirs)


def share_place(first: Content, second: Content, register: Register) -> bool:
    """Do two contents name one place, or one inside the other, in any role?"""
    return bool(first.places and second.places) and _meet(first.places, second.places, is_inside, register)


def is_inside(inner: str, outer: str, register: Register) -> bool:
    """Is a place another one or inside it? An unknown one is inside nothing but itself."""
    return inner == outer or _contains(register, outer, inner)


@lru_cache(maxsize=65536)
def _contains(register: Register, outer: str, inner: str) -> bool:
    try:
        return register.contains(outer, inner)
    except NotFound:
        return False


def _is_below(inner: str, outer: str, register: Register) -> bool:
    """Is an asset or class the other one, of that class, or of a class below it?"""
    if inner == outer:
        return True
    if is_asset_id(outer):
        return False
    code = class_of(inner, register)
    return code is not None and register.is_class(code, outer)


def class_of(key: str, register: Register) -> str | None:
    """The class of an asset id; a class code is its own."""
    if not is_asset_id(key):
        return key
    try:
        return register.asset(key).asset_class
    except NotFound:
        return None


def _owner(asset_id: str, register: Register) -> str | None:
    try:
        country = register.asset(asset_id).country
    except NotFound:
        return None
    return f"country:{country}" if country else None
