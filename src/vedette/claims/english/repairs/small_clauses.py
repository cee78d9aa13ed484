"""Verbs that the parser took for nouns behind "let", "saw", "watched": "letting the Vinson dock", "saw a minehunter squeeze in".

A parsed block flows in and is changed in place. Behind such a verb a bare infinitive tells what its object does; where the infinitive is
also a noun ("dock", "steam", "station"), the parser joins both to one noun, and the object is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.things import is_thing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENERS = frozenset({"let", "see", "watch", "hear", "help", "observe", "film"})
_BARE = word_list("bare_verbs")
_BEFORE = frozenset({"det", "amod", "nummod", "compound", "poss", "nmod"})


def repair_small_clauses(doc: Doc) -> None:
    """Split the object of such a verb into a subject and its infinitive; give "home" back to the verb."""
    for verb in doc:
        if verb.lemma_ in _OPENERS and verb.pos_ == "VERB":
            thing = next(
                (c for c in verb.children if c.dep_ in ("dobj", "ccomp") and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")), None
            )
            if thing is not None:
                _split(verb, thing)
        if verb.pos_ == "VERB":
            _free_home(verb)


def _split(verb: Token, thing: Token) -> None:
    """The infinitive stands last ("the Vinson dock"), or inside, before what it governs ("Moscow station missile systems")."""
    if thing.lower_ in _BARE and thing.tag_ in ("NN", "NNP"):
        before = next((c for c in thing.lefts if c.dep_ in ("compound", "nmod", "nummod") and c.i == thing.i - 1), None)
        if before is not None and (before.pos_ == "PROPN" or is_thing(before)):
            _make_verb(thing, before, verb)
        return
    inner = next((c for t in thing.lefts for c in (t, *t.lefts) if c.lower_ in _BARE and c.tag_ in ("NN", "NNP")), None)
    if inner is None or inner.i == verb.i + 1 or inner.i == inner.sent.start:
        return
    subject = inner.nbor(-1)
    if subject.pos_ != "PROPN" or subject.i <= verb.i:
        return
    inner.head, inner.dep_, inner.tag_, inner.pos_ = verb, "ccomp", "VB", "VERB"
    for c in list(thing.lefts):
        if c.i < inner.i:
            c.head = subject if c != subject else inner
    subject.head, subject.dep_ = inner, "nsubj"
    thing.head, thing.dep_ = inner, "dobj"


def _make_verb(infinitive: Token, subject: Token, verb: Token) -> None:
    for c in list(infinitive.lefts):
        if c != subject and c.dep_ in _BEFORE:
            c.head = subject
    subject.dep_ = "nsubj"
    infinitive.dep_, infinitive.tag_, infinitive.pos_, infinitive.lemma_ = "ccomp", "VB", "VERB", infinitive.lower_
    infinitive.head = verb


def _free_home(verb: Token) -> None:
    """ "ordering the Harry S. Truman home", "boarded a flight home": taken for one noun."""
    home = next(
        (
            c
            for c in verb.children
            if c.dep_ == "dobj" and c.lower_ in ("home", "north", "south", "east", "west") and c.tag_ == "NN"
        ),
        None,
    )
    if home is None or home.i < verb.i + 3:
        return
    thing = home.nbor(-1)
    if thing.head != home or thing.dep_ not in ("compound", "nmod") or not any(c.dep_ == "det" for c in home.lefts):
        return
    for c in list(home.children):
        if c != thing:
            c.head = thing if c.i < thing.i else verb
    thing.head, thing.dep_ = verb, "dobj"
    home.head, home.dep_, home.tag_, home.pos_ = verb, "advmod", "RB", "ADV"
