"""Noun phrases: their singular, what stands behind "of", what is joined to them, the words that belong to their name.

A noun token of a parsed sentence flows in; words, texts and further tokens flow out. Nothing here decides what a noun means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.vocabulary import word_list
from vedette.registry.names import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

# nouns of quantity: the thing itself stands behind "of"
PARTITIVES = word_list("partitives")
_PARTICLES = frozenset({"de", "del", "van", "von", "al", "el", "the", "of"})
_SINGULARS = {"sorties": "sortie", "forays": "foray", "movies": "movie", "buses": "bus", "axes": "axis"}  # against the rule
_DROPPED = frozenset(
    {"det", "poss", "nummod", "predet", "case", "preconj", "quantmod", "appos", "punct", "cc", "conj", "relcl", "acl", "prep"}
)


def base_form(token: Token) -> str:
    """The lower-case singular of a noun; the model takes "bases" for the plural of "basis"."""
    text = token.text.lower()
    if text.endswith("men") and token.tag_ in ("NNS", "NN") and len(text) > 4:
        return text[:-2] + "an"  # "airmen", "servicemen"
    if token.tag_ in ("NNS", "NNPS") or (token.tag_ == "NNP" and text.endswith("s")):
        return _SINGULARS.get(text) or singular(text)
    return text


def hyphenated(head: Token) -> str:
    """A noun of two parts: "pick-ups"."""
    is_joined = head.i > 1 and head.nbor(-1).text == "-" and not head.nbor(-1).whitespace_
    return f"{head.nbor(-2).lower_}-{base_form(head)}" if is_joined else base_form(head)


def two_words(head: Token) -> str:
    """A noun with the word before it: "strike group"."""
    if head.i > 0 and head.nbor(-1).dep_ in ("compound", "amod"):
        return f"{head.nbor(-1).text.lower()} {base_form(head)}"
    return base_form(head)


def conjuncts(head: Token) -> Iterator[Token]:
    """A noun and the nouns joined to it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "X", "ADJ"):
            yield from conjuncts(child)


def descend(noun: Token) -> Token:
    """From a noun of quantity to the thing behind its "of"; the noun itself where there is none."""
    for _ in range(3):
        if (
            noun.lemma_.lower() not in PARTITIVES
            and noun.lower_ not in PARTITIVES
            and noun.pos_ != "NUM"
            and not _behind_per_cent(noun)
        ):
            return noun
        inner = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        inner = inner or _behind_per_cent(noun)
        if not inner:
            return noun
        noun = inner[0]
    return noun


def _behind_per_cent(noun: Token) -> list[Token]:
    """ "Sixty per cent of Britain's Typhoons": "per" hangs on the number, "of" on "cent"."""
    cents = [g for c in noun.children if c.lower_ == "per" for g in c.children if g.lower_ == "cent"]
    return [t for g in cents for c in g.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]


def noun_text(head: Token) -> str:
    """The noun with the words before it that belong to its name: "guided-missile frigates", not "the three"."""
    left = head.i
    for token in reversed(list(head.lefts)):
        if token.dep_ in _DROPPED and not (token.dep_ == "nummod" and token.i == head.i - 1 and "-" in token.text):
            if token.dep_ == "punct" and token.text in "-–":
                continue
            break
        left = min(left, token.left_edge.i)
    return head.doc[left : head.i + 1].text.strip(' -–,“”"')


def capitals(name: Token) -> str:
    """A proper name without the class before it: "Eagle S" of "the tanker Eagle S"."""
    start = name.i
    while start > name.left_edge.i and (_is_capital(name.doc[start - 1]) or name.doc[start - 1].lower_ in _PARTICLES):
        start -= 1
    while start < name.i and name.doc[start].lower_ in _PARTICLES:
        start += 1
    return str(name.doc[start : name.i + 1].text)


def _is_capital(token: Token) -> bool:
    return not token.text[:1].islower() and not token.is_punct


def words_before(head: Token) -> str:
    """The words of a noun phrase up to its head."""
    start = head.left_edge.i
    return head.doc[start : head.i].text if start < head.i else ""
