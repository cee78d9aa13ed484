"""The construction of movement: any verb whose subject or object is a ship, aircraft or force and that has a path to a place.

A verb that no row of the lexicon claims flows in; a frame of kind move, or None, flows out. Whatever the verb, "the column
corkscrewed from Gao to Kidal" says that the column went; verbs of relation, change, speech, ownership and harm are ruled out by
a list, and a bare "to" must lead to a place that is no mere receiver.
Source: the caused-motion and intransitive-motion constructions of Goldberg (1995), Constructions, chs. 7 and 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_roles, take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import is_back_reference
from vedette.claims.english.triggers import Lexicon, Trigger
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_STOPS = word_list("path_stops")
_INWARD = frozenset({"into", "onto", "toward", "towards"})
ANY_VERB = Trigger("move", "verb", "path", "route", frozenset(), "a verb with something that moves and a path")


def fill_path(verb: Token, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The frame of a verb that the lexicon does not know, or None where it is no movement."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma in _STOPS or lemma in lexicon.rows or lexicon.verbs.get(verb.lower_) is not None:
        return None
    own = [p for p in prepositions(verb) if p.i > verb.i]
    words = {p.lower_ for p in own}
    is_out = any(p.lower_ == "out" and any(c.lower_ == "of" for c in p.children) for p in own)
    if not (words & _INWARD or {"from", "to"} <= words or is_out or "to" in words):
        return None
    frame = Frame("move", verb, ANY_VERB, tokens={verb.i})
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else object_of(verb) or subject
    if thing is None or base_form(thing) in TRIP_NOUNS or is_back_reference(thing) or not take_theme(frame, thing, reading):
        return None
    take_roles(frame, lexicon, reading)
    frame.place = [ref for ref in frame.place if ref.place_id is not None]
    return frame if _leads_somewhere(frame, words, reading) else None


def _leads_somewhere(frame: Frame, words: set[str], reading: Reading) -> bool:
    """Both ends, or a destination that is entered, or one that is a site and no country or force that receives."""
    if frame.origin and frame.destination:
        return True
    if not frame.destination:
        return bool(frame.origin) and "out" in words
    if words & _INWARD:
        return True
    kinds = {reading.scene.finders.places.kind_of(p.place_id) for p in frame.destination if p.place_id is not None}
    return bool(kinds) and "country" not in kinds
