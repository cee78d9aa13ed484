"""Rules that compare what two claims say: the same, less, a part, a flow that feeds a stock.

Two passages flow in, a sentence flows out where the rule holds, else None. Contents compare through `implication.py`; times must
be able to fit, because what speaks of another time is another thing.
"""

from __future__ import annotations

from dataclasses import replace

from vedette.claims.english.place_names import join_words
from vedette.claims.grouping.content import Content, parts_of
from vedette.claims.grouping.implication import find_shortfalls, is_inside
from vedette.claims.grouping.passages import Passage
from vedette.claims.grouping.texts import Texts, cite

_MOVEMENTS = ("move", "depart", "arrive", "present", "absent", "flight_rate", "build_up", "draw_down")
_LEAST_SLOTS = 2  # a claim that fills fewer ("assets move") follows from nearly everything


def say_same(a: Passage, b: Passage, _texts: Texts) -> str | None:
    """Same content, times that fit."""
    if a.content != b.content or not a.window.overlaps(b.window):
        return None
    firmness = "" if a.status == b.status else f", the first as {_STATUS[a.status]}, the second as {_STATUS[b.status]}"
    return f"{cite(a)} and {cite(b)} say the same{firmness}."


_STATUS = {
    "asserted": "a fact",
    "hedged": "possible",
    "planned": "planned",
    "conditional": "conditional",
    "unconfirmed": "not confirmed",
    "unresolved": "an open question",
    "denied": "not so",
}


def say_less(a: Passage, b: Passage, texts: Texts) -> str | None:
    """The first follows from the second and leaves something out."""
    if a.content == b.content or a.content.kind != b.content.kind or a.content.kind not in _MOVEMENTS:
        return None
    if _slots(a.content) < _LEAST_SLOTS:
        return None
    missing = find_shortfalls(a.content, b.content, texts.register)
    if not missing or not a.window.overlaps(b.window):
        return None
    return f"{cite(a)} says less than {cite(b)}: {join_words(missing)}."


def _slots(content: Content) -> int:
    filled = (content.actor, content.assets, content.origin, content.destination, content.place)
    return sum(bool(slot) for slot in filled)


def say_part(a: Passage, b: Passage, texts: Texts) -> str | None:
    """Leaving A, or arriving at B, is a part of moving from A to B."""
    if b.content.kind != "move" or a.content.kind not in ("depart", "arrive") or not a.window.overlaps(b.window):
        return None
    for part in parts_of(b.content):
        bare = replace(a.content, origin=frozenset()) if part.kind == "arrive" else replace(a.content, destination=frozenset())
        if part.kind == a.content.kind and bare.places and find_shortfalls(bare, part, texts.register) is not None:
            word = "departure" if part.kind == "depart" else "arrival"
            return f"{cite(a)} is the {word} of the movement in {cite(b)}."
    return None


_FEEDS = {"build_up": ("flight_rate", "move", "arrive"), "draw_down": ("depart", "move")}


def say_support(a: Passage, b: Passage, texts: Texts) -> str | None:
    """What flows to a place builds up there, what leaves it draws down there."""
    if a.content.kind not in _FEEDS.get(b.content.kind, ()) or a.status != "asserted" or not a.window.overlaps(b.window):
        return None
    if a.content.kind == "flight_rate" and a.content.direction != "up":
        return None
    if a.content.actor and b.content.actor and a.content.actor != b.content.actor:
        return None
    ends = a.content.destination if b.content.kind == "build_up" else a.content.origin
    if not any(is_inside(x, y, texts.register) or is_inside(y, x, texts.register) for x in ends for y in b.content.place):
        return None
    why = "what goes there adds up there" if b.content.kind == "build_up" else "what leaves is no longer there"
    return f"{cite(a)} speaks for {cite(b)}: {why}."
