"""Prepositional phrases: which prepositions stand on a word, and which nouns they govern.

A token flows in; the tokens of its prepositions, or of the nouns behind one, flow out. "From A to B" is found however the parser
chained it, "out of X" and "south of X" count as one preposition, and a noun that the parser hung on the verb is given back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import antecedent, child, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_SET_PHRASES = frozenset(["according", "due", "thanks", "owing", "prior", "contrary", "compared", "relative", "subject"])
COMPASS = frozenset(f"{a}{b}" for a in ("", "north", "south", "north-", "south-") for b in ("east", "west", "north", "south"))
_WAYS = frozenset({"way", "route", "course"})  # what stands behind belongs to the way: "en route to X, will stop at Y"
_DIRECTIONAL = frozenset({"from", "to", "toward", "towards", "into", "via", "through"})


def prepositions(token: Token) -> Iterator[Token]:
    """The prepositions that stand on a token, and those chained behind them ("from A to B" however it was attached)."""
    for c in token.children:
        if c.lower_ in _SET_PHRASES:
            continue
        if c.dep_ == "acl" and _is_misread_name(c):
            yield next(g for g in c.children if g.tag_ == "TO")
        if c.lower_ in COMPASS and c.dep_ in ("advmod", "npadvmod", "prep") and any(g.lower_ == "of" for g in c.children):
            yield c
            continue
        if c.dep_ in ("prep", "agent") or (c.pos_ == "ADP" and c.dep_ in ("prt", "advmod", "dative")):
            yield c
            yield from _chained(c)
        elif c.dep_ in ("advmod", "npadvmod", "acomp", "pcomp", "advcl") and not is_verb(c) and child(c, "mark") is None:
            yield from prepositions(c)


def _chained(preposition: Token) -> Iterator[Token]:
    for c in preposition.children:
        if c.dep_ in ("prep", "pcomp") and c.pos_ in ("ADP", "SCONJ"):
            yield c
            yield from _chained(c)
        elif c.dep_ == "pobj" and c.lower_ not in _WAYS:
            for noun in (c, *c.conjuncts):
                for g in noun.children:
                    if g.dep_ == "prep" and g.lower_ in _DIRECTIONAL:
                        yield g
                        yield from _chained(g)
        elif c.dep_ == "conj" and c.pos_ == "ADP":
            yield c
            yield from _chained(c)


def _is_misread_name(verb: Token) -> bool:
    """ "flights to Amdjarass": a name that the parser takes for an infinitive."""
    return verb.tag_ == "VB" and verb.text[:1].isupper() and any(g.tag_ == "TO" and g.i == verb.i - 1 for g in verb.children)


def objects(preposition: Token) -> list[Token]:
    """The nouns that a preposition governs (heads only, without conjuncts)."""
    if preposition.tag_ == "TO" and child(preposition, "pobj") is None:  # a name that the parser took for an infinitive
        return [preposition.head]
    found = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp") and (not is_verb(c) or c.text[:1].isupper())]
    for c in preposition.children:  # "out of X", "off of X", "close to X"
        if c.dep_ in ("prep", "pcomp") and c.lower_ == "of":
            found += [g for g in c.children if g.dep_ == "pobj"]
    found = found or _noun_behind(preposition)
    return [_antecedent_of_pronoun(noun) if noun.tag_ == "WDT" else noun for noun in found]


def _antecedent_of_pronoun(pronoun: Token) -> Token:
    """ "Manta, from which they were evicted": the noun that the clause stands behind, or the last name before it."""
    verb = next((t for t in pronoun.ancestors if is_verb(t)), pronoun)
    if verb.dep_ == "relcl":
        return antecedent(verb) or pronoun
    before = pronoun.doc[pronoun.sent.start : pronoun.head.i]
    return next((t for t in reversed(before) if t.pos_ == "PROPN"), pronoun)


def _noun_behind(preposition: Token) -> list[Token]:
    """ "stopped off Gotland", where the parser hangs Gotland on the verb: the noun phrase right behind a preposition without object."""
    if preposition.i + 1 >= preposition.sent.end or any(True for _ in preposition.children):
        return []
    noun = preposition.nbor(1)
    while noun.dep_ in ("det", "compound", "amod", "poss", "nmod", "nummod", "case") and noun.head.i > preposition.i:
        noun = noun.head
    is_loose = noun.dep_ in ("npadvmod", "dobj", "pobj", "conj", "appos", "attr", "oprd") and noun.pos_ == "PROPN"
    return [noun] if is_loose else []
