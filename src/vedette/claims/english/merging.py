"""Movements that another claim of the sentence already tells: a voyage behind its arrival, a return that is haggled over.

The frames of one sentence flow in; those that stand for themselves flow out, completed by what the others said. "Docked in Conakry after
a 19-day passage from Baltiysk" is one arrival with its origin; "haggling over the return of ships to Cam Ranh" is talks, and no return.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVING = frozenset({"move", "depart", "arrive"})
_VOYAGES = word_list("voyage_nouns")
_CARRYING = frozenset({"carry", "haul", "bring", "ferry", "transport", "bear"})
_FORMERLY = frozenset({"previously", "formerly", "once", "earlier", "originally", "until"})  # a departure is implied there


def merge_told(frames: Sequence[Frame]) -> list[Frame]:
    """The frames without those that belong to another one."""
    tests = (_is_behind, _is_talked_about, _describes_mover)
    return [frame for frame in frames if not any(is_told(frame, frames) for is_told in tests)]


def _is_behind(frame: Frame, frames: Sequence[Frame]) -> bool:
    """ "after a passage from X", "at the end of a voyage from X": the origin goes to the movement that ends it."""
    noun = frame.trigger
    if (
        frame.kind not in _MOVING
        or noun.lower_ not in _VOYAGES
        or noun.dep_ != "pobj"
        or noun.head.lower_ not in ("after", "following", "of")
    ):
        return False
    above = {t.i for t in noun.ancestors}
    host = next(
        (f for f in frames if f is not frame and f.kind in _MOVING and f.trigger.i in above and f.trigger.pos_ != "NOUN"), None
    )
    if host is None:
        return False
    if frame.origin and not host.origin and host.kind != "depart":
        host.add_places("origin", frame.origin)
    return True


def _is_talked_about(frame: Frame, frames: Sequence[Frame]) -> bool:
    """A movement told by a noun that stands inside what is negotiated."""
    if frame.kind not in _MOVING or frame.trigger.pos_ != "NOUN":
        return False
    above: set[Token] = set(frame.trigger.ancestors)
    return any(f.kind == "negotiate" and f.trigger in above for f in frames)


def _describes_mover(frame: Frame, frames: Sequence[Frame]) -> bool:
    """ "the tugs normally found in Souda have gone to X", "a train carrying tanks from Slovakia arrived": where what moves comes from."""
    verb = frame.trigger
    is_rest = frame.kind == "present" and frame.row.pattern in ("be_at", "sight", "over")
    is_load = frame.kind == "move" and verb.lemma_ in _CARRYING and bool(frame.origin) and not frame.destination
    if verb.dep_ != "acl" or not (is_rest or is_load) or any(c.lower_ in _FORMERLY for c in verb.children):
        return False
    host = next(
        (
            f
            for f in frames
            if f is not frame and f.kind in _MOVING and _moves(f, verb.head) and f.trigger.i not in {t.i for t in verb.subtree}
        ),
        None,
    )
    if host is None or (is_rest and not frame.place):
        return False
    if not host.origin:
        host.add_places("origin", frame.place if is_rest else frame.origin)
    return True


def _moves(frame: Frame, noun: Token) -> bool:
    return frame.theme is not None and noun in (frame.theme, descend(frame.theme))
