"""Designations that the parser took for numbers, and ranges of numbers that it took for the thing counted.

A parsed block flows in and is changed in place: in "six B-2s parked" the aircraft become a noun, in "has between 2,000 and 2,500 men" the
men become the object.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DESIGNATION = re.compile(r"(?:[A-Z][A-Za-z]{0,4}-?\d{1,4}[A-Z]{0,3}|[A-Z]{2,4})s|[A-Z]{1,3}[a-z]?-\d{1,4}[A-Z]{0,3}s?")
_BETWEEN = frozenset({"between", "from", "some", "about", "around"})


def repair_figures(doc: Doc) -> None:
    """Make nouns of designations, and modifiers of the two ends of a range."""
    for token in doc:
        if token.tag_ == "CD" and _DESIGNATION.fullmatch(token.text):
            token.tag_, token.pos_ = ("NNPS" if token.text.endswith("s") else "NNP"), "PROPN"
        if token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN") and token.head.tag_ == "CD" and token.head.i < token.i:
            _join_range(token, token.head)


def _join_range(noun: Token, low: Token) -> None:
    """ "between 2,000 and 2,500 men": the first number was taken for what the verb governs, the men for a second one."""
    is_range = any(c.tag_ == "CD" for c in noun.lefts) and low.left_edge.nbor(0).lower_ in _BETWEEN | {low.lower_}
    if not is_range or not any(c.lower_ in ("and", "to") for c in low.children):
        return
    noun.head, noun.dep_ = low.head, low.dep_
    for c in list(low.children):
        if c != noun and c.i > noun.i:
            c.head = noun
    low.head, low.dep_ = noun, "nummod"
