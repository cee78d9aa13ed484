"""What a tracker, a camera or a watcher did not show: "AIS shows nothing of the Sparta", "had detected no unusual activity".

A verb flows in; a frame of kind evidence_state, or None, flows out. It tells of the evidence, and its negation is part of the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, object_of, subject_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOURCES = word_list("coverage") | word_list("imagery") | word_list("transmitters") | word_list("places_things")
_ACTIVITY = frozenset({"activity", "movement", "sign", "trace", "change", "track", "signal", "preparation"})


def fill_nothing_shown(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "shows nothing of", "says nothing of where she was", "detected no unusual activity"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if thing is None or is_passive or subject is None:
        return None
    negation = thing if thing.lower_ == "nothing" else next((c for c in thing.children if c.lower_ == "no"), None)
    negation = negation if negation is not None else next((c for c in verb.children if c.dep_ == "neg"), None)
    is_activity = base_form(thing) in _ACTIVITY
    if negation is None or not (is_activity or (thing.lower_ in ("nothing", "anything") and _is_source(subject))):
        return None
    for c in thing.children:
        if c.dep_ == "prep" and c.lower_ == "of" and (named := child(c, "pobj")) is not None:
            take_theme(frame, named, reading)
    frame.theme = None
    is_somewhere = take_locatives(frame, [verb, thing], lexicon, reading)
    if not (frame.assets or is_somewhere or (is_activity and _is_military(thing))):
        return None
    frame.own.add(negation.i)
    frame.tokens.add(negation.i)
    frame.cover(thing)
    return frame


def _is_source(subject: Token) -> bool:
    return bool({base_form(t) for t in (subject, *subject.lefts)} & _SOURCES)


def _is_military(thing: Token) -> bool:
    return any(c.lower_ in ("unusual", "military", "naval", "troop", "abnormal") for c in thing.children)
