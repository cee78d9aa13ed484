"""Receiving: "Cyprus received two frigates", "the port took in eight Strykers", "let three ships in".

A frame with its trigger flows in; the completed frame, or None, flows out. What is received moves; the receiver is where it arrives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_roles, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.moved_objects import moved_object
from vedette.claims.english.phrases import agent_of, child, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import is_back_reference
from vedette.claims.english.triggers import Lexicon
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token


def fill_receive(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Cyprus received two frigates", "the port took in eight Strykers": the subject is where they arrive."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else moved_object(verb)
    if thing is None or base_form(thing) in TRIP_NOUNS or not take_theme(frame, thing, reading):
        return None
    if is_back_reference(thing):
        return None
    take_roles(frame, lexicon, reading)
    host = agent_of(verb) if is_passive else subject
    if frame.row.need == "site" and not _is_site(verb, host, reading):
        return None  # "Tokyo expects the ships to leave"
    if host is not None and not frame.destination:
        frame.add_places("destination", places_of(host, reading))
        frame.cover(host if host.i < verb.i else None)
    frame.place = []
    return frame if frame.destination else None


def _is_site(verb: Token, host: Token | None, reading: Reading) -> bool:
    """Whether who expects is a port, a town or a base, and expects ships, not that they do something."""
    if host is None or child(verb, "xcomp", "ccomp") is not None:
        return False
    mention = reading.scene.mention_at(host)
    kinds = {reading.scene.finders.places.kind_of(ref.place_id) for ref in places_of(host, reading) if ref.place_id is not None}
    return (mention is None or mention.country is None) and bool(kinds) and not kinds & {"country", "region", "sea"}
