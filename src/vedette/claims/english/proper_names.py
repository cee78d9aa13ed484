"""How far a proper name goes: "Gulf of Oman", "Cox's Bazar", "Port-au-Prince" around the noun that the parser gives.

A noun token flows in; the name as written, or the indices of its words, flow out. Capitals and the words that link them decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKS = frozenset({"compound", "nmod", "amod", "appos", "poss"})
_WATERS = frozenset({"Gulf", "Sea", "Bay", "Strait", "Straits", "Cape", "Isle", "Port", "Horn", "Bight", "Coast"})
_LINKING = frozenset(
    {"au", "aux", "de", "du", "la", "le", "les", "sur", "sous", "en", "el", "al", "an", "upon", "on", "by", "na", "am"}
)


def possessive_name(noun: Token, name: str) -> str:
    """ "Cox's Bazar", "Simon's Town": the name with a possessor before it."""
    first = noun.doc.char_span(max(noun.idx + len(noun) - len(name), 0), noun.idx + len(noun), alignment_mode="expand")
    start = first.start if first is not None else noun.i
    if (
        start < noun.sent.start + 2
        or noun.doc[start - 1].lower_ not in ("'s", "’s")
        or not noun.doc[start - 2].text[:1].isupper()
    ):
        return name
    return str(noun.doc[start - 2 : noun.i + 1].text)


def name_tokens(noun: Token, name: str) -> tuple[int, ...]:
    """The tokens of a name that holds a noun."""
    start = noun.doc.text.find(name, max(0, noun.idx - len(name)))
    span = noun.doc.char_span(start, start + len(name), alignment_mode="expand") if start >= 0 else None
    return tuple(t.i for t in span) if span is not None else ()


def proper_name(noun: Token) -> str:
    """The capitalised words that end in this noun; "Gulf of Oman" as a whole."""
    doc, start, end = noun.doc, noun.i, noun.i + 1
    while start > noun.sent.start and doc[start - 1].text[:1].isupper() and doc[start - 1].dep_ in _LINKS:
        start -= 1
    while (
        start > noun.sent.start + 1
        and doc[start - 1].text == "-"
        and (doc[start - 2].text[:1].isupper() or doc[start - 2].lower_ in _LINKING)
    ):
        start -= 2  # "Port-au-Prince"
    if noun.text in _WATERS and end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].text[:1].isupper():
        end += 2
        while end < len(doc) and doc[end].text[:1].isupper() and doc[end].sent == noun.sent:
            end += 1
    return str(doc[start:end].text)
