"""Clauses whose subject stands behind the verb: "At the base sit two corvettes", "Missing from the anchorage were three tankers".

A verb flows in; the noun that the clause is about flows out, or None where the order is plain. The parser takes such a noun for an
object or an attribute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.phrases import child

if TYPE_CHECKING:
    from spacy.tokens import Token

_FRONTED = frozenset({"prep", "csubj", "advmod", "acomp", "advcl", "amod"})


def subject_behind(verb: Token, opener: Token | None = None) -> Token | None:
    """What an inverted clause is about; None where a subject stands before the verb, or nothing opens the clause.

    Args:
        verb: of the clause.
        opener: a word before it that is no subject, though the parser may take it for one ("Gone are the launchers").
    """
    if child(verb, "expl") is not None or any(
        c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i and c != opener for c in verb.children
    ):
        return None
    behind = next((c for c in verb.children if c.dep_ in ("attr", "dobj", "nsubj") and c.i > verb.i), None)
    is_opened = opener is not None or any(c.i < verb.i and c.dep_ in _FRONTED for c in verb.children)
    return behind if is_opened and verb.tag_ in ("VBZ", "VBP", "VBD", "VB") else None
