"""The signs of a candidate: what the word is, and what its verb or noun is said of.

A candidate with the landmarks of its sentence flows in; signs, pairs of a group and a value, flow out. `gate.toml` gives a weight
to those that tell; the others count nothing. What stands around the word, and which claims stand beside it, is in `signs_around.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import object_of, subject_of
from vedette.claims.english.second_look.candidates import Candidate
from vedette.claims.english.second_look.landmarks import Landmarks
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.coreference import Reading

Sign = tuple[str, str]
FAMILIES = {
    "move": "movement", "depart": "movement", "arrive": "movement", "present": "presence", "absent": "presence", "build_up": "strength",
    "draw_down": "strength", "flight_rate": "rate", "distance": "distance",
}  # fmt: skip
_PERSONS = frozenset({"i", "you", "he", "we", "who", "me", "him", "us", "himself", "herself", "themselves", "itself"})
_EVERYDAY, _LIGHT = word_list("everyday_verbs"), word_list("light_verbs")


def family_of(kind: str) -> str:
    """The family of a kind; those that movement data cannot answer are one."""
    return FAMILIES.get(kind, "other")


def read_word(candidate: Candidate) -> Iterator[Sign]:
    """What the word itself is, and what the lexicon says of it."""
    token, row = candidate.token, candidate.row
    yield "family", family_of(row.kind)
    yield "pattern", row.pattern
    yield "need", row.need
    yield "row", row.pos
    yield "form", token.tag_
    yield "role", token.dep_
    for other in candidate.others:
        yield "further pattern", other.pattern
    if any(family_of(other.kind) != family_of(row.kind) for other in candidate.others):
        yield "word", "of several families"
    if token.lemma_ in _EVERYDAY:
        yield "word", "everyday verb"
    if token.lemma_ in _LIGHT:
        yield "word", "light verb"
    if row.things:
        yield "word", "of a set phrase"
    if row.particle or row.idiom:
        yield "word", "with its particle"
    if token.text[:1].isupper() and not token.is_sent_start:
        yield "word", "capital inside"


def read_arguments(candidate: Candidate, marks: Landmarks, reading: Reading) -> Iterator[Sign]:
    """What the parser takes for the subject and object of a verb, or for the owner and the matter of a noun."""
    token = candidate.token
    if token.pos_ not in ("VERB", "AUX"):
        yield from _read_noun(token, marks, reading)
        return
    subject, is_passive = subject_of(token)
    thing = object_of(token)
    name = _name(subject, marks)
    yield "subject", name
    if is_passive:
        yield "voice", "passive"
        yield "passive subject", name
    yield "object", _name(thing, marks)
    for c in token.children:
        if c.dep_ == "neg":
            yield "word", "denied"
        if c.dep_ in ("xcomp", "ccomp") and c.i > token.i:
            yield "word", "over a clause"


def _name(noun: Token | None, marks: Landmarks) -> str:
    """What a noun names, by its landmark; else its part of speech."""
    if noun is None:
        return "none"
    if noun.i in marks.assets:
        return marks.assets[noun.i]
    if noun.pos_ == "PRON":
        return "person" if noun.lower_ in _PERSONS else "pronoun"
    if marks.places.get(noun.i) in ("known", "noun", "heading"):
        return "place"
    return "name" if noun.pos_ == "PROPN" else "noun"


def _read_noun(token: Token, marks: Landmarks, reading: Reading) -> Iterator[Sign]:
    before = list(token.lefts)
    if any(g.i in marks.assets for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children):
        yield "noun", "of a ship or force"
    if any(c.i in marks.assets for c in before):
        yield "noun", "ship or force before"
    if any(c.dep_ == "poss" for c in before):
        yield "noun", "owned"
    if any(reading.scene.country_at(c) is not None for c in before):
        yield "noun", "country before"
    yield "noun under", token.head.pos_
