"""What is seen, placed or kept somewhere: "counted 27 aircraft around the island", "AIS puts her at berth 7", "left a battalion in Gao".

A verb flows in; a frame of kind present, or None, flows out. The object of an active verb, the subject of a passive one, is at the place.
Where a participle behind it carries a claim of its own ("were seen leaving", "show two ships tied up at"), that claim stands alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.states.themes_of_states import take_holder
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.counts import read_count
from vedette.claims.names.noun_phrases import base_form, conjuncts, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_KEEPING = word_list("keeping")
_ROLLS = frozenset({"register", "list"})
_NEEDS_EVIDENCE = frozenset({"put", "place", "have"})  # "AIS puts her at"; "put ships in" is a movement
_EVIDENCE = word_list("places_things")
_FICTION = frozenset(
    {"film", "movie", "novel", "painting", "series", "exhibition", "museum", "game", "poster", "cartoon", "book"}
)
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "oprd", "relcl", "acomp", "dep", "pcomp"})
_CARRIED = frozenset({"present", "absent", "move", "depart", "arrive", "build_up"})


def fill_sight(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The object of a sighting, or the subject of a passive one, is at a place."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = (
        subject
        if is_passive and subject is not None
        else object_of(verb) or _subject_of_clause(verb) or _misread_name(verb) or _behind_colon(verb)
    )
    if thing is None or base_form(descend(thing)) in TRIP_NOUNS or _is_told_below(verb, thing, lexicon):
        return None
    if any(t.lower_ == "nowhere" for t in (verb.head, *verb.children)) or is_fiction(subject, is_passive):
        return None
    if is_passive and verb.lemma_ in _ROLLS:
        return None  # "registered in Panama"
    is_number = _is_number(thing)
    if verb.lemma_ in _NEEDS_EVIDENCE and not is_passive and not is_number and not _is_evidence(subject):
        return None
    if not take_holder(frame, thing, reading):
        return None
    if frame.actor is None and verb.lemma_ in _KEEPING and not is_passive:
        frame.actor = acting(subject, reading)
    nouns = [n for t in conjuncts(thing) for n in (t, descend(t))] if not is_passive else []
    is_left = verb.lemma_ == "leave"  # "leaving behind their vehicles" does not say where
    is_somewhere = take_locatives(frame, [verb, *nouns, _small_clause(verb)], lexicon, reading, adverbs=not is_left)
    if is_number:
        _take_number(frame)
    return frame if is_somewhere and (frame.place or not frame.is_guessed) else None


def _subject_of_clause(verb: Token) -> Token | None:
    """ "showed her alongside": the parser makes a clause of what is seen."""
    clause = child(verb, "ccomp")
    return child(clause, "nsubj") if clause is not None and not is_verb(clause) else None


def is_fiction(subject: Token | None, is_passive: bool) -> bool:
    """ "The film shows a submarine": what shows it is made up, or on show itself."""
    return subject is not None and not is_passive and base_form(subject) in _FICTION


def _misread_name(verb: Token) -> Token | None:
    """ "placed HMS Defender off": the parser takes a name for a complement."""
    found = child(verb, "xcomp", "oprd")
    return found if found is not None and found.pos_ == "PROPN" and found.i > verb.i else None


def _behind_colon(verb: Token) -> Token | None:
    """ "Spotted at Ramstein today: three C-5Ms and a lone An-124"."""
    found = child(verb, "appos", "dobj", "dep", "npadvmod")
    is_listed = found is not None and any(t.text == ":" for t in verb.doc[verb.i : found.i])
    return found if is_listed and verb.tag_ == "VBN" else None


def _is_number(thing: Token) -> bool:
    """ "puts the number of North Korean troops in Kursk at 10,000"."""
    return base_form(thing) in ("number", "total", "strength") and any(c.lower_ == "of" for c in thing.children)


def _take_number(frame: Frame) -> None:
    """The figure behind "at" is the count."""
    at = next((c for c in frame.trigger.children if c.lower_ == "at" and c.dep_ == "prep"), None)
    figure = child(at, "pobj") if at is not None else None
    if figure is not None and figure.like_num and frame.assets:
        count = read_count(str(figure.doc[figure.left_edge.i : figure.i + 1].text))
        frame.assets = [replace(frame.assets[0], count=count), *frame.assets[1:]]


def _small_clause(verb: Token) -> Token | None:
    return child(verb, "ccomp", "oprd", "acomp")


def _is_told_below(verb: Token, thing: Token, lexicon: Lexicon) -> bool:
    """Whether a participle or an infinitive behind the sighting is itself a trigger."""
    if any(row.kind in ("build_up", "draw_down", "absent") and row.pos == "noun" for row in lexicon.find(thing)):
        return True
    below = [
        c
        for source in (verb, thing, descend(thing), *thing.conjuncts)
        for c in source.children
        if c.dep_ in _CLAUSES and c.i > verb.i
    ]
    below += [c for c in thing.children if c.dep_ == "amod" and c.i > thing.i]
    return any(row.kind in _CARRIED for c in below for row in lexicon.find(c))


def _is_evidence(subject: Token | None) -> bool:
    if subject is None:
        return False
    names = {base_form(subject), base_form(descend(subject)), subject.lemma_.lower()}
    return bool(names & _EVIDENCE)
