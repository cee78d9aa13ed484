"""Bases that are spoken of: said to be there or not, to be one's only one, to be wanted; leases that run out.

A noun or verb flows in; a frame of kind basing, or None, flows out. A base alone is a place; a claim it is where the sentence says that
it exists, whose it is, or that somebody would have it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import places_behind, places_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEING = frozenset({"be", "remain", "become", "stay", "serve"})
_PROSPECTS = word_list("told_bases") | {
    "prospect",
    "possibility",
    "option",
    "goal",
    "fantasy",
    "matter",
    "reality",
    "question",
    "notion",
}
_ENDING = frozenset({"lapse", "expire", "end", "run", "last", "stay", "remain", "be", "terminate", "renew", "extend"})
_OWN_SOIL = frozenset({"soil", "territory"})


def fill_base_told(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "There is no American base on our soil", "Thule remains the northernmost American base", "a base at X remains a prospect"."""
    noun = frame.trigger
    verb = noun.head
    if not is_verb(verb) or verb.lemma_ not in _BEING or noun.dep_ not in ("attr", "nsubj"):
        return None
    frame.actor = owner_of(noun, reading)
    if frame.actor is None and not any(c.lower_ == "foreign" for c in noun.lefts):
        return None
    is_there = child(verb, "expl") is not None
    attribute = child(verb, "attr")
    subject = child(verb, "nsubj")
    if noun.dep_ == "nsubj" and (attribute is None or base_form(attribute) not in _PROSPECTS):
        return None
    if noun.dep_ == "attr" and not is_there:
        if subject is None or not frame.add_places("place", places_of(subject, reading, unknown=subject.pos_ == "PROPN")):
            return None
        frame.cover(subject)
    is_somewhere = take_locatives(frame, [noun, verb], lexicon, reading)
    if not frame.place and not (is_somewhere and _is_on_soil(noun)):
        return None
    frame.assets = [AssetRef(noun_text(noun), None, (None, None), None)] if is_there or noun.dep_ == "nsubj" else []
    frame.said_at = verb
    frame.cover(noun)
    return frame


def _is_on_soil(noun: Token) -> bool:
    return any(base_form(g) in _OWN_SOIL for p in prepositions(noun) for g in p.children)


def fill_lease(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "India, whose lease on Ayni lapsed in 2022", "the lease on Tartus runs to 2066"."""
    noun = frame.trigger
    verb = noun.head
    if not is_verb(verb) or verb.lemma_ not in _ENDING or noun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for preposition in prepositions(noun):
        if preposition.lower_ in ("on", "of", "at", "in", "for", "over"):
            frame.add_places("place", places_behind(preposition, reading), preposition)
    frame.actor = owner_of(noun, reading)
    if not frame.place:
        return None
    if verb.lemma_ not in ("be", "remain", "stay"):
        frame.trigger = verb
    frame.assets = [AssetRef(noun_text(noun), None, (None, None), None)]
    frame.cover(noun)
    frame.said_at = verb
    return frame


def fill_want(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Vilnius wants a second German battalion at Rukla", "wants American forces back in Manta": forces that are to be somewhere."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    clause = child(verb, "ccomp")
    thing = object_of(verb) or (child(clause, "nsubj") if clause is not None and not is_verb(clause) else None)
    if is_passive or subject is None or thing is None or not take_theme(frame, thing, reading):
        return None
    if any(is_verb(c) and c.i > thing.i and c.dep_ in ("acl", "xcomp", "relcl") for t in (thing, verb) for c in t.children):
        return None
    who = acting(subject, reading)
    if who is None or not take_locatives(frame, [thing, verb, clause], lexicon, reading, adverbs=False) or not frame.place:
        return None
    frame.actor = frame.actor or who
    frame.cover(subject, thing)
    return frame


def fill_open_to(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Cam Ranh has been open to the Russians", "is closed to foreign warships"."""
    word = frame.trigger
    verb = word.head
    if word.dep_ != "acomp" or not is_verb(verb) or verb.lemma_ not in _BEING:
        return None
    subject, _ = subject_of(verb)
    guest = next((g for c in word.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
    if subject is None or guest is None:
        return None
    country = reading.scene.country_at(guest)
    if country is None and not take_theme(frame, guest, reading):
        return None
    frame.actor = country or frame.actor
    if not frame.add_places("place", places_of(subject, reading, unknown=subject.pos_ == "PROPN")):
        return None
    frame.cover(subject, guest)
    frame.said_at = verb
    return frame


def fill_calls_home(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Two squadrons call Lossiemouth home": where forces live."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    behind = verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)]
    home = next((t for t in behind if t.lower_ == "home"), None)
    if is_passive or home is None or home.i < verb.i + 2 or not take_theme(frame, subject, reading):
        return None
    names = (t for t in verb.doc[verb.i + 1 : home.i] if t.pos_ == "PROPN")
    refs = [ref for name in names for ref in places_of(name, reading, unknown=True)]
    if not frame.add_places("place", refs[-1:]):
        return None
    frame.tokens.add(home.i)
    return frame
