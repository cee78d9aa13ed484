"""Joining and relieving: "is to relieve the Dutch frigate off Gotland", "will be joined off Cape Wrath by two frigates".

A frame with its trigger flows in; the completed frame, or None, flows out. Whoever joins or relieves goes to where the others are;
of a passive that is the agent. It counts only with others who are ships, aircraft or forces, or at a drill, and with a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_prepositions_of_theme, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import clause_behind
from vedette.claims.english.movement.moved_objects import moved_object
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.phrases import agent_of, subject_of
from vedette.claims.english.prepositional import objects
from vedette.claims.english.roles import places_behind
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_GATHERINGS = frozenset(
    {
        "exercise", "drill", "patrol", "search", "mission", "operation", "blockade", "coalition", "escort", "hunt", "effort", "group",
        "watch"
    }
)  # fmt: skip


def fill_join(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject, or the agent of a passive, goes to where what it joins or relieves is."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    joiner, joined = (agent_of(verb), subject) if is_passive else (subject, _joined(verb))
    if joiner is None or joined is None or not (assets_of(joined, reading) or base_form(joined) in _GATHERINGS):
        return None
    if not (take_theme(frame, joiner, reading) or take_unknown(frame, joiner, reading)):
        return None
    for token in clause_behind(verb):
        role = lexicon.role(frame.row, token.lower_)
        if token.pos_ == "ADP" and role in ("origin", "destination") and not getattr(frame, role):
            frame.add_places(role, places_behind(token, reading, unknown=token.lower_ in ("off", "in", "at", "near")), token)
    for token in verb.children:
        if (
            token.dep_ == "prep"
            and token.i < verb.i
            and not frame.destination
            and lexicon.role(frame.row, token.lower_) == "destination"
        ):
            frame.add_places("destination", places_behind(token, reading, unknown=True), token)  # "Off Crete, it was joined by"
    if frame.destination and not frame.origin:
        take_prepositions_of_theme(frame, joiner, lexicon, reading)
    return frame if frame.destination else None


def _joined(verb: Token) -> Token | None:
    """The object, or what stands behind "with"."""
    behind = (noun for c in verb.children if c.lower_ in ("with", "up", "from") for noun in objects(c))
    return moved_object(verb) or next(behind, None)
