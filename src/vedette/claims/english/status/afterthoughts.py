"""What a text says of a claim after it was made: "..., a claim that nobody has confirmed", "but no imagery bears that out".

A trigger flows in; (status, token) pairs flow out. Only words that point back ("this", "which", "the claim") take a claim up
again, and only in the same sentence; the next sentence counts where it is nothing but an answer ("She didn't.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.status.negation import is_negated
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTENT_NOUNS = word_list("content_nouns")
_VOUCHING = word_list("vouching")
_UNVOUCHED = frozenset({"unconfirmed", "unverified", "uncorroborated", "unsubstantiated", "unproven", "unverifiable"})
_DENYING = frozenset({"deny", "dismiss", "reject", "refute", "rebut", "repudiate", "debunk", "contest"})
_PROOF = frozenset({"proof", "evidence", "substantiation", "corroboration", "confirmation"})
_POINTING_BACK = frozenset({"this", "that", "it", "them", "these", "those", "which"})
_ANSWER = re.compile(
    r"^[\W_]*(?:(?:she|he|it|they|that|this|none of (?:it|that|this)|not so|nothing of the (?:kind|sort))\b[\w\s’']{0,12}?"
    r"(?:did|do|does|has|have|had|is|was|were|are|will)(?:\s+not|n[’']t|\s+nothing of the (?:kind|sort))|not so|"
    r"(?:that|this|it)\s+(?:is|was)\s+(?:false|untrue|wrong|fake|a lie|nonsense)|(?:she|he|it|they|that|this) never (?:did|happened))"
    r"[\W_]*$",
    re.IGNORECASE,
)


def afterthoughts(trigger: Token, top: Token) -> Iterator[tuple[str, Token]]:
    """What is said of a claim behind it: that nobody vouches for it, or, in a sentence of its own, that it is not so."""
    for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        if token.lower_ in _UNVOUCHED and _is_said_of_the_claim(token):
            yield "unconfirmed", token
        if token.lemma_ in _DENYING and token != top and _is_of_the_claim(token) and not is_negated(token):
            yield "denied", token
        if token.lower_ in _PROOF and _is_of_the_claim(token.head) and any(c.lower_ == "no" for c in token.children):
            yield "unconfirmed", token
        if token.lemma_ in _VOUCHING and token != top and _is_doubted(token) and _points_back(token):
            yield "unconfirmed", token
    end = trigger.sent.end
    if end < len(trigger.doc):
        following = trigger.doc[end].sent
        if following.end - following.start <= 8 and _ANSWER.match(following.text):
            yield "denied", following[0]


def _is_said_of_the_claim(state: Token) -> bool:
    """ "a claim that remains uncorroborated", "though this is unverified"."""
    verb = state.head
    return state.dep_ in ("acomp", "attr", "oprd", "amod", "acl") and (_points_back(verb) or _is_the_claim(verb))


def _is_doubted(verb: Token) -> bool:
    """ "nobody has confirmed", "no imagery has surfaced to bear that out"."""
    governor = verb.head
    return is_negated(verb) or (verb.dep_ in ("advcl", "xcomp", "acl") and governor != verb and is_negated(governor))


def _points_back(verb: Token) -> bool:
    """Whether a verb of vouching takes up what was said before it."""
    words = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "pobj", "nsubj")]
    words += [g for c in verb.children if c.dep_ in ("prep", "prt", "dative") for g in c.children]
    if any(w.lower_ in _POINTING_BACK or _is_the_claim(w) for w in words):
        return True
    return (
        verb.dep_ in ("relcl", "acl")
        and _is_the_claim(verb.head)
        and verb.head.i > 0
        and verb.head.left_edge.nbor(-1).text == ","
    )


def _is_of_the_claim(verb: Token) -> bool:
    """ ", a charge that Nairobi dismissed", ", an assertion for which it offered no proof"."""
    return (
        verb.dep_ == "relcl"
        and verb.head.lemma_.lower() in _CONTENT_NOUNS
        and verb.head.left_edge.i > 0
        and verb.head.left_edge.nbor(-1).text == ","
    )


def _is_the_claim(noun: Token) -> bool:
    return noun.lemma_.lower() in _CONTENT_NOUNS and any(c.dep_ == "det" for c in noun.children)
