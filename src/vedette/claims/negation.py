"""Negations on a parse: which words deny the claim itself, which only the evidence for it.

A token flows in; the negating tokens flow out. A negation reaches what it hangs on, the verb whose subject or object it
stands on, and the verb that a raising verb passes it to; "not only" denies nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.phrases import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIONS = frozenset("not n't n’t never no neither nor nothing none nobody without hardly nowhere".split())  # noqa: SIM905


def has_own_clause(verb: Token) -> bool:
    """A conjunct with its own subject or its own auxiliary stands for itself."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") or (c.dep_ == "aux" and c.lower_ not in ("be", "been", "being", "have", "to"))
        for c in verb.children
    )


def is_negated(token: Token) -> bool:
    """A negation on a word, on its subject, or on its object."""
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ in ("det", "advmod", "preconj") and c.lower_ in _NEGATIONS):
            return True
        if c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and (
            c.lower_ in _NEGATIONS or any(g.lower_ in _NEGATIONS for g in c.children)
        ):
            return True
    head = token.head
    return (
        token.dep_ in ("acomp", "attr", "xcomp", "dobj", "nsubj")
        and is_verb(head)
        and any(c.dep_ == "neg" for c in head.children)
    )


def negators(word: Token) -> Iterator[int]:
    """The tokens that negate a word of evidence: "no direct evidence has confirmed"."""
    for c in (*word.children, *(word.head.children if word.dep_ in ("acomp", "attr", "dobj", "nsubj") else ())):
        if c.dep_ == "neg" or c.lower_ in _NEGATIONS:
            yield c.i
        elif c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
            yield from (g.i for g in c.children if g.lower_ in _NEGATIONS)


def negations_of(trigger: Token, theme: Token | None) -> Iterator[Token]:
    """Negations that deny the claim itself: on the trigger, or on what moves."""
    carriers = [trigger]
    if trigger.dep_ in ("xcomp", "conj") and is_verb(trigger.head) and not has_own_clause(trigger):
        carriers.append(trigger.head)
    for carrier in carriers:
        for c in carrier.children:
            if c.dep_ == "neg" or (c.lower_ in _NEGATIONS and c.dep_ in ("det", "advmod", "preconj", "cc")):
                if not _is_only(c):
                    yield c
            elif c.lower_ in ("longer", "more") and any(g.lower_ == "no" for g in c.children):
                yield c
    if theme is not None:
        if theme.lower_ in ("none", "nothing", "neither"):
            yield theme
        yield from (c for c in theme.children if c.dep_ in ("det", "neg", "preconj", "cc") and c.lower_ in ("no", "neither"))
        yield from (g for c in theme.children if c.dep_ in ("nummod", "det") for g in c.children if g.dep_ == "neg")


def _is_only(negation: Token) -> bool:
    """ "not only", "not just" deny nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in ("only", "just", "merely") and negation.head.i > negation.i + 1
