"""Names that the parser took for verbs, put right before anything is read from the tree.

A parsed block flows in and is changed in place. The parser knows few names of ports: in "from Karachi to Tobruk" it may take
"to Tobruk" for an infinitive, and in "departed Karachi bound for Tartus" Karachi for what was bound. English does not write verbs
with a capital inside a sentence, so that a name is known by its letter, and the tree follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "acl"})


def repair_names(doc: Doc, *, is_headline: bool) -> None:
    """Turn infinitives and subjects that can only be names of places into what a place is there.

    Args:
        doc: changed in place; its words and its sentences stay.
        is_headline: a headline may write verbs with a capital, so only its subjects are looked at.
    """
    for token in doc:
        if token.i == 0 or not _is_name(token):
            continue
        to = token.nbor(-1)
        if not is_headline and to.lower_ == "to" and to.head == token and token.head != token:
            _make_goal(token, to, token.head)
        elif not is_headline and to.lower_ == "to" and token.head == to and token.pos_ == "VERB":
            _make_goal(token, to, to.head)
        elif token.dep_ == "nsubj" and token.head.lower_ == "bound" and _is_left(token):
            verb, clause = token.head.head, token.head
            token.head, token.dep_ = verb, "dobj"
            clause.dep_ = "advcl"


def _is_name(token: Token) -> bool:
    return bool(token.text[0].isupper()) and not token.is_sent_start and token.text[1:].islower()


def _is_left(token: Token) -> bool:
    """Whether a name stands right behind the verb that governs its clause: "departed Karachi bound for"."""
    clause = token.head
    return clause.dep_ in _CLAUSES and clause.head.i == token.left_edge.i - 1 and clause.i == token.i + 1


def _make_goal(name: Token, to: Token, verb: Token) -> None:
    """ "to" becomes a preposition of the verb above, the name its object; what hung on the name hangs on the verb."""
    for child in list(name.children):
        if child != to and child.dep_ not in ("compound", "conj", "cc", "appos"):
            child.head = verb
    to.head, to.dep_, to.tag_, to.pos_ = verb, "prep", "IN", "ADP"
    name.head, name.dep_, name.tag_, name.pos_, name.lemma_ = to, "pobj", "NNP", "PROPN", name.text
