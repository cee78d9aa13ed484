"""The signs around a candidate: what stands left and right of it in the order of the words, and which claims stand beside it.

A candidate with the landmarks and the claims of its sentence flows in; signs flow out. The words are read up to the next finite verb
or trigger; the tree is asked only whether the claim beside it governs the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.second_look.candidates import Candidate, Told
from vedette.claims.english.second_look.landmarks import Landmarks
from vedette.claims.english.second_look.signs import Sign, family_of
from vedette.claims.english.triggers import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BREAKS = frozenset({";", ":", "—"})
_REACH = 14  # words behind a candidate that may still belong to it
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LINKS = frozenset({"ADP", "PART", "SCONJ"})
_HISTORY = 1990  # what is dated before is told as history
_STEPS = ((1, "1"), (3, "2 to 3"), (7, "4 to 7"))  # distances in words


def read_left(candidate: Candidate, marks: Landmarks, told: Sequence[Told]) -> Iterator[Sign]:
    """The nearest ship, force or pronoun on the left, how far off, and how many finite verbs lie between."""
    token, finite = candidate.token, 0
    for other in reversed(token.doc[token.sent.start : token.i]):
        finite += other.tag_ in FINITE
        kind = marks.asset_or_pronoun(other)
        if kind is None:
            continue
        yield "left", kind
        yield "left distance", _step(token.i - other.i)
        yield "verbs to the left one", str(min(finite, 2))
        yield "role of the left one", other.dep_
        if any(t.trigger < token.i and t.holds(other.i) for t in told):
            yield "left one", "in a claim"
        return
    yield "left", "none"


def read_right(candidate: Candidate, marks: Landmarks, told: Sequence[Told], lexicon: Lexicon) -> Iterator[Sign]:
    """Places behind the word and the roles that their prepositions give them; the first ship or force behind it."""
    token, triggers = candidate.token, {t.trigger for t in told}
    end = min(token.sent.end, token.i + _REACH)
    is_bare, seen = True, False
    for other in token.doc[token.i + 1 : end]:
        if other.tag_ in FINITE or other.text in _BREAKS:
            break
        if other.i in triggers:
            yield "right", "a claim's trigger"
            break
        if other.i in marks.places and other.dep_ not in _SUBJECTS:
            role = _role(token, other, marks.places[other.i], lexicon)
            yield f"{marks.places[other.i]} place behind", role
            if role not in ("none", "other"):
                yield "place behind as", role
                yield "place behind", "known" if marks.places[other.i] == "known" else "weak"
                is_bare = False
        if other.i in marks.assets and not seen:
            seen = True
            yield "right", marks.assets[other.i]
            yield "right distance", _step(other.i - token.i)
    if is_bare:
        yield "place behind", "none"


def _role(token: Token, place: Token, kind: str, lexicon: Lexicon) -> str:
    """What the last preposition before a place says of it; "direct" right behind the word."""
    if kind == "heading":
        return "heading"
    link = next((t.lower_ for t in reversed(token.doc[token.i + 1 : place.i]) if t.pos_ in _LINKS), None)
    if link is None:
        return "direct" if place.i - token.i <= 2 else "none"
    return "for" if link == "for" else lexicon.prepositions.get(link, "other")


def read_sentence(candidate: Candidate, marks: Landmarks, told: Sequence[Told], *, is_headline: bool) -> Iterator[Sign]:
    """How many places and assets the sentence names, and how many of them no claim has used."""
    token = candidate.token
    known = [i for i, kind in marks.places.items() if kind == "known"]
    heads = [i for i in marks.assets if marks.asset_or_pronoun(token.doc[i]) is not None]
    yield "places", str(min(len(known), 3))
    yield "free places", str(min(sum(not any(t.holds(i) for t in told) for i in known), 3))
    yield "free assets", str(min(sum(not any(t.holds(i) for t in told) for i in heads), 2))
    yield "assets", str(min(len(heads), 3))
    if any(t.like_num and t.text.isdigit() and 1000 < int(t.text) < _HISTORY for t in token.sent):
        yield "word", "beside a year long past"
    if any(i < token.i for i in known):
        yield "word", "behind a place"
    if is_headline:
        yield "word", "in a headline"


def read_claims_beside(candidate: Candidate, told: Sequence[Told]) -> Iterator[Sign]:
    """How many claims the sentence has, how near, and how they stand to the word."""
    token = candidate.token
    yield "claims", str(min(len(told), 3))
    near = min((abs(t.trigger - token.i) for t in told), default=None)
    yield "nearest claim", "none" if near is None else _step(near)
    if not told:
        return
    above, below = {t.i for t in token.ancestors}, {t.i for t in token.subtree}
    if any(family_of(t.kind) == family_of(candidate.row.kind) for t in told):
        yield "beside", "a claim of its family"
    if any(t.holds(token.i) for t in told):
        yield "beside", "inside a claim"
    if any(t.trigger in above for t in told):
        yield "beside", "under a claim"
    if any(t.trigger in below for t in told):
        yield "beside", "over a claim"
    if token.dep_ == "conj" and any(t.trigger == token.head.i for t in told):
        yield "beside", "joined to a claim"


def _step(words: int) -> str:
    return next((name for most, name in _STEPS if words <= most), "8 or more")
