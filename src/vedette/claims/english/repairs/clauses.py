"""Clauses that the parser broke: a main verb hung on its subject as a participle, a subject taken for an adverb.

A parsed block flows in and is changed in place. "The freighter, which had loaded in Kandalaksha, eventually discharged in Yarmouth" has no
main verb for the parser, which makes a participle of it; "USS Gravely left Yorktown" loses its subject to a name that looks like an adverb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def repair_clauses(doc: Doc) -> None:
    """Give main clauses their verb and verbs their subject."""
    for token in doc:
        if token.dep_ in ("advmod", "npadvmod", "dep") and token.pos_ == "PROPN" and token.head.pos_ == "VERB":
            _make_subject(token, token.head)
        if token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN"):
            _make_main_verb(token)


def _make_subject(name: Token, verb: Token) -> None:
    """A name right before a finite verb that has no subject."""
    is_before = name.i == verb.i - 1 and name.left_edge.i in (verb.sent.start, verb.left_edge.i)
    if is_before and verb.tag_ in _FINITE and not any(c.dep_ in _SUBJECTS for c in verb.children):
        name.dep_ = "nsubj"


def _make_main_verb(noun: Token) -> None:
    """ "The freighter, which had ..., discharged in X": the participle behind the second comma is the verb of the sentence."""
    if not any(c.dep_ in ("relcl", "appos", "acl") and c.i > noun.i for c in noun.children):
        return
    verb = next(
        (
            c
            for c in noun.rights
            if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.lower_.endswith("ed") and _follows_comma(c)
        ),
        None,
    )
    if verb is None or verb.i == noun.i + 1 or any(c.dep_ in ("auxpass", "agent") for c in verb.children):
        return
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    for c in list(noun.rights):
        if c.i > verb.right_edge.i or c.dep_ == "cc":
            c.head = verb
    noun.head, noun.dep_ = verb, "nsubj"


def _follows_comma(verb: Token) -> bool:
    before = verb.left_edge.i - 1
    return before > 0 and verb.doc[before].text in (",", "—", "–")
