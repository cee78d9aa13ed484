"""Places full of ships: "Fujairah is ringed by tankers", "the roads are packed with bulkers", "the ramp teems with Il-76s".

A verb or an adjective flows in; a frame of kind present, or None, flows out. What fills the place stands behind "with", "by" or "of".
"""

from __future__ import annotations

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.phrases import subject_of
from vedette.claims.english.prepositional import objects
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.locatives import STANDING, take_locatives
from vedette.claims.english.triggers import Lexicon
from vedette.claims.names.noun_phrases import base_form

_LINKS = frozenset({"with", "by", "of"})


def fill_filled(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject is the place; what it is full of is there."""
    word = frame.trigger
    site = subject_of(word)[0] if word.dep_ not in ("acomp", "oprd") else subject_of(word.head)[0]
    if site is None:
        return None
    things = [noun for c in word.children if c.lower_ in _LINKS and c.i > word.i for noun in objects(c)]
    if not any(take_theme(frame, noun, reading) or take_unknown(frame, noun, reading) for noun in things):
        return None
    is_site = frame.add_places("place", places_of(site, reading)) or base_form(site) in STANDING
    if is_site:
        take_locatives(frame, [site], lexicon, reading)
        frame.cover(site)
    return frame if is_site else None
