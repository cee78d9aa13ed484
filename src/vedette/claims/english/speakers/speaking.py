"""Who can speak: people and bodies say, evidence shows, observers count; what moves does neither.

A noun and a verb flow in; whether the noun speaks through the verb flows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.phrases import child
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form
from vedette.claims.names.things import read_things

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECH = word_list("speech")
EVIDENTIAL = word_list("showing")
_OBSERVING = word_list("observing")
_PLACING = word_list("placing")
_EVIDENCE_NOUNS = word_list("evidence_nouns")
_PEOPLE = word_list("people") | word_list("speaker_nouns")
_SERVICES = word_list("speaking_services")
NO_SPEAKERS = word_list("no_speakers")
_AT_A_PLACE = frozenset({"at", "in", "off", "near", "down"})


def can_observe(noun: Token, verb: Token) -> bool:
    """Whether a subject vouches for what it counts, sees or puts somewhere."""
    thing = child(verb, "dobj")
    has_object = thing is not None and (verb.lemma_ != "have" or thing.pos_ == "PRON")  # "had them in Guam"
    is_placing = verb.lemma_ in _PLACING and has_object and any(t.lower_ in _AT_A_PLACE for t in verb.subtree)
    is_seeing = verb.lemma_ in _OBSERVING and any(c.dep_ in ("dobj", "ccomp", "nummod") for c in verb.children)
    if not (is_placing or is_seeing) or child(verb, "auxpass") is not None or is_nobody(noun):
        return False
    is_speaker = noun.lemma_.lower() in _PEOPLE or is_evidence(noun) or noun.pos_ == "PRON"
    is_named = noun.pos_ == "PROPN" and is_placing and verb.lemma_ in ("put", "peg")
    return (is_speaker or is_named) and noun.lower_ not in NO_SPEAKERS and (is_seeing or not (is_named and is_thing(noun)))


def can_speak(noun: Token, verb: Token, *, is_aside: bool = False) -> bool:
    """Whether a subject speaks through this verb: people speak, evidence shows, what moves does neither."""
    is_number = noun.pos_ == "NUM" and child(noun, "prep") is None  # "one of the envoys" speaks
    if is_nobody(noun) or noun.lower_ in NO_SPEAKERS or noun.tag_ == "VBG" or is_number:
        return False
    shows = is_evidence(noun)
    is_idiom = is_aside and verb.lemma_ in ("have", "let", "make")
    return ((verb.lemma_ in SPEECH or is_idiom) and not is_thing(noun)) or (verb.lemma_ in SPEECH | EVIDENTIAL and shows)


def is_thing(noun: Token) -> bool:
    """A ship, an aircraft or other equipment; navies, crews and the like are moved, and they speak."""
    words = [noun, *(c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN" and noun.pos_ == "PROPN")]
    return any(base_form(w) in read_things() and base_form(w) not in _SERVICES for w in words)


def is_nobody(noun: Token) -> bool:
    """ "No evidence has confirmed it" and "nobody can say" are no speakers; "neither Damascus nor Moscow" are two."""
    is_negated = any(c.lower_ in ("no", "little", "few") and c.dep_ in ("det", "amod") for c in noun.children)
    return is_negated or noun.lower_ in ("nobody", "nothing", "none")


def is_evidence(noun: Token) -> bool:
    """Images, data, documents and the like, which show but do not say."""
    if any(c.lower_ in ("no", "little", "any") for c in noun.children):
        return False
    words = {
        noun.lemma_.lower(),
        noun.lower_,
        *(c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "conj", "amod")),
    }
    return bool(words & _EVIDENCE_NOUNS)
