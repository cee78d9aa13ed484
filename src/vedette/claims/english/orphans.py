"""Prepositional phrases that the parser hung on the wrong word, given back to the trigger that they belong to.

The frames of one sentence flow in and are completed. A phrase "from X" or "to Y" whose governor carries no claim goes to the
nearest claim on its left that wants the role, if no verb and no relative pronoun stands between them: in "confirmed the
movement of warships to Libya" the parser hangs "to Libya" on "confirmed".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import ROLES, Frame
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.roles import places_behind
from vedette.claims.english.triggers import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WANTS = {
    "move": ("origin", "destination"), "depart": ("origin", "destination"), "arrive": ("destination", "origin"),
    "flight_rate": ("origin", "destination"),
    "build_up": ("place",), "draw_down": ("place",),
}  # fmt: skip


def adopt_orphans(sentence: Span, frames: Sequence[Frame], lexicon: Lexicon, reading: Reading) -> None:
    """Complete the frames of a sentence in place."""
    used = {t for frame in frames for t in frame.tokens}
    for token in sentence:
        if token.dep_ not in ("prep", "pcomp", "advmod") or token.i in used or token.pos_ not in ("ADP", "SCONJ", "ADV"):
            continue
        if any(_owns(frame, token) for frame in frames if frame.trigger.i == token.head.i):
            continue
        frame = _nearest(token, frames)
        if frame is None or frame.row.pattern == "distance":
            continue
        role = lexicon.prepositions.get(token.lower_)
        if role in _WANTS.get(frame.kind, ()) and role in ROLES and not getattr(frame, role):
            frame.add_places(role, places_behind(token, reading), token)


def _owns(frame: Frame, preposition: Token) -> bool:
    return preposition.head.i == frame.trigger.i and bool(frame.has_place())


def _nearest(preposition: Token, frames: Sequence[Frame]) -> Frame | None:
    """The last trigger before a preposition with no other verb, relative or conjunction of clauses between."""
    before = [f for f in frames if f.trigger.i < preposition.i]
    if not before:
        return None
    frame = max(before, key=lambda f: f.trigger.i)
    between = preposition.doc[frame.trigger.i + 1 : preposition.i]
    blocked = any(
        (is_verb(t) and t.dep_ not in ("amod",)) or t.tag_ in ("WDT", "WP", "WRB") or t.text in (";", ":") for t in between
    )
    return None if blocked else frame
