"""Ends of a voyage that a noun tells: "gives Sikka as its destination", "her next port of call is Piraeus", "was denied entry".

A noun of an end or of an entry flows in; a frame of kind move or arrive, or None, flows out. Whose end it is stands before the noun, behind
"for", or as the subject of the verb; the end itself is the object, or what the noun is said to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.phrases import agent_of, child, is_verb, object_of, subject_of
from vedette.claims.english.prepositional import objects
from vedette.claims.english.roles import PlaceRef, places_behind, places_of
from vedette.claims.english.triggers import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEXT = frozenset({"next", "final", "last", "first", "onward", "following"})
_BARRING = frozenset({"deny", "refuse"})
_TO = frozenset({"to", "into"})


def fill_told_end(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "The tanker's destination is Sikka", "lists Sikka as its destination", "her next port of call is Piraeus"."""
    noun = _whole(frame.trigger)
    is_end = noun.lemma_.lower() == "destination" or any(c.lower_ in _NEXT for c in noun.children)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if not is_end or not is_verb(verb):
        return None
    if not any(_take(frame, theme, reading) for theme in (*_owners(noun), *_doers(noun, verb))):
        return None
    return frame if frame.add_places("destination", _ends(noun, verb, reading)) else None


def _whole(noun: Token) -> Token:
    """ "next port of call": the port."""
    return noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "port" else noun


def _take(frame: Frame, theme: Token | None, reading: Reading) -> bool:
    return theme is not None and (take_theme(frame, theme, reading) or take_unknown(frame, theme, reading))


def _owners(noun: Token) -> list[Token]:
    """ "the tanker's destination", "the next stop for the frigate"."""
    behind = [g for c in noun.children if c.lower_ in ("for", "of") for g in objects(c)]
    return [c for c in noun.children if c.dep_ == "poss" and c.tag_ != "PRP$"] + behind


def _doers(noun: Token, verb: Token) -> list[Token | None]:
    """Whoever gives the end as theirs: "the tanker lists Sikka as its destination"."""
    is_own = any(c.tag_ == "PRP$" for c in noun.children)
    return [subject_of(verb)[0]] if is_own and noun.dep_ != "nsubj" else []


def _ends(noun: Token, verb: Token, reading: Reading) -> list[PlaceRef]:
    """The place that the noun is said to be, or that is given as it."""
    if noun.dep_ == "nsubj" and verb.lemma_ in ("be", "remain"):
        found = child(verb, "attr")
        return places_of(found, reading, unknown=True) if found is not None else []
    if noun.dep_ == "pobj":
        found = object_of(verb)
        return places_of(found, reading, unknown=True) if found is not None else []
    behind = [c for c in (*noun.children, *verb.children) if c.lower_ == "as" and c.i > noun.i]
    return [ref for c in behind for ref in places_behind(c, reading, unknown=True)]


def fill_barred(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "was denied entry to Colombo", "Tromso refused the freighter entry": an arrival that was not allowed."""
    noun, verb = frame.trigger, frame.trigger.head
    if noun.dep_ not in ("dobj", "oprd", "attr") or verb.lemma_ not in _BARRING:
        return None
    subject, is_passive = subject_of(verb)
    theme = subject if is_passive else child(verb, "dative")
    if not _take(frame, theme, reading):
        return None
    for c in (*noun.children, *verb.children):
        if c.lower_ in _TO and c.i > noun.i:
            frame.add_places("destination", places_behind(c, reading, unknown=True), c)
    host = (agent_of(verb) or agent_of(noun)) if is_passive else subject
    if not frame.destination and host is not None:
        frame.add_places("destination", places_of(host, reading))
    frame.said_at = verb
    frame.own.add(verb.i)
    return frame if frame.destination else None
