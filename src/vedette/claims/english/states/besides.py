"""Being somewhere without a verb that says so: "With one frigate in Walvis Bay", "is shadowing a ship off Kasos", "without a carrier".

A word flows in; a frame of kind present or absent, or None, flows out. What is somewhere must be an asset, and something must say where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.roles import places_behind, places_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    pass

_OPENERS = frozenset({",", "—", "–", "(", "and", ":", ";"})
_MOVES = word_list("movement_nouns")
_BEING = frozenset({"be", "leave", "remain", "find", "stand", "become"})


def fill_beside(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """Who does something to a ship, an aircraft or a force at a place is there."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    finder, named = reading.scene.finders.assets, reading.scene.named
    if is_passive or thing is None or not finder.is_asset(descend(thing), named) or not take_theme(frame, subject, reading):
        return None
    if not take_locatives(frame, [verb, thing, descend(thing)], lexicon, reading) or not frame.place:
        return None
    frame.cover(thing)
    return frame


def fill_with(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The asset behind a "with" that opens its phrase, at the place behind the asset."""
    opener = frame.trigger
    before = opener.nbor(-1).text if opener.i > opener.sent.start else ","
    things = [c for c in opener.children if c.dep_ == "pobj"]
    if before not in _OPENERS or not things or any(is_verb(c) for c in opener.children):
        return None
    thing = things[0]
    preposition = next((c for c in thing.children if c.dep_ == "prep" and lexicon.prepositions.get(c.lower_) == "place"), None)
    if preposition is None or not take_theme(frame, thing, reading):
        return None
    if not frame.add_places("place", places_behind(preposition, reading, unknown=True), preposition):
        return None
    frame.trigger, frame.said_at = preposition, opener
    return frame


def fill_now_in(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "The hospital ship Mercy, now in Dili": behind a comma, with a preposition of place behind the adverb."""
    adverb = frame.trigger
    if adverb.i + 1 >= adverb.sent.end or adverb.i == adverb.sent.start or adverb.nbor(-1).text not in (",", "(", "—", "–"):
        return None
    preposition = adverb.nbor(1)
    noun = preposition.head
    if lexicon.prepositions.get(preposition.lower_) != "place" or noun.pos_ not in ("NOUN", "PROPN") or noun.i > adverb.i:
        return None
    if not take_theme(frame, noun, reading) or not frame.add_places("place", places_behind(preposition, reading, unknown=True)):
        return None
    frame.trigger = preposition
    return frame


def fill_without(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The place that is the subject of "be without", or the object of "leave without"."""
    word = frame.trigger
    verb = word.head
    thing = child(word, "pobj")
    if thing is None or not is_verb(verb) or verb.lemma_ not in _BEING:
        return None
    where = subject_of(verb)[0] if verb.lemma_ != "leave" or object_of(verb) is None else object_of(verb)
    if verb.lemma_ == "leave" and base_form(subject_of(verb)[0] or verb) in _MOVES:
        return None  # "the carrier's departure leaves the Gulf without a flattop": told as a departure
    refs = places_of(where, reading, unknown=True) if where is not None else []
    if not refs or not take_theme(frame, thing, reading):
        return None
    frame.theme = None
    frame.add_places("place", refs)
    frame.own.add(word.i)
    frame.said_at = verb
    return frame
