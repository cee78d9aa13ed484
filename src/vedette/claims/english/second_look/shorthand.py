"""Trackers' shorthand: "RC-135W out of Waddington 0640Z", "Il-76TD on the ground at Benina", "Novorossiysk -> Tartus again for Sparta IV".

A sentence with its frames so far flows in; further frames flow out. No verb is needed, and no tree is asked: one of the words of
`shorthand.toml`, right behind it a place, before it in the same clause a ship or an aircraft. Words that a claim already rests on are
left alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.unregistered import take_bare_name, take_unknown
from vedette.claims.english.roles import PlaceRef, places_of
from vedette.claims.english.second_look.landmarks import Landmarks
from vedette.claims.english.second_look.signs_around import FINITE
from vedette.claims.english.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PLACE_REACH = 4  # words between a sign and the head of the place behind it: "the port of Latakia"
_REACH = 8  # words behind the place that may name the other end of the way
_BREAKS = frozenset({",", ";", ":", ".", "(", ")", "—", "–"})
_ENDS = {"for": "destination", "to": "destination", "towards": "destination", "from": "origin", "ex": "origin", "via": "place"}
_ARROWS = frozenset({"-", "->", "-->", "→", "=>"})
_NEAR = 3  # words within which a name that nobody knows stands before a sign


@dataclass(frozen=True)
class Sign:
    """Words that tell, and what they say of the place behind them."""

    words: tuple[str, ...]
    row: Trigger
    role: str
    reach: int


@lru_cache(maxsize=1)
def read_signs_table() -> dict[str, tuple[Sign, ...]]:
    """The signs by their first word, the longest first."""
    table = tomllib.loads(Path(__file__).with_name("shorthand.toml").read_text(encoding="utf-8"))
    signs: dict[str, list[Sign]] = {}
    for group in table["sign"]:
        row = Trigger(group["kind"], "any", "shorthand", "place", frozenset(), group["reason"])
        for phrase in group["words"]:
            words = tuple(phrase.split())
            signs.setdefault(words[0], []).append(Sign(words, row, group["role"], group.get("reach", _PLACE_REACH)))
    return {first: tuple(sorted(found, key=lambda s: -len(s.words))) for first, found in signs.items()}


def has_shorthand(sentence: Span) -> bool:
    """Whether any of the words stands there at all: most sentences have none."""
    return next(_find_signs(sentence), None) is not None


def read_shorthand(sentence: Span, frames: Sequence[Frame], marks: Landmarks, reading: Reading) -> list[Frame]:
    """The claims of a sentence that are told in shorthand, in their order; words on which frames rest are not read again."""
    taken = {i for frame in frames for i in frame.tokens}
    found: list[Frame] = []
    for sign, first in _find_signs(sentence):
        last = first.i + len(sign.words) - 1
        frame = None if taken & set(range(first.i, last + 1)) else _read(sign, first, last, marks, reading)
        if frame is not None:
            found.append(frame)
            taken |= frame.tokens
    return found


def _find_signs(sentence: Span) -> Iterator[tuple[Sign, Token]]:
    table, at = read_signs_table(), sentence.start
    while at < sentence.end:
        token = sentence.doc[at]
        behind = tuple(t.lower_ for t in sentence.doc[at : min(at + 4, sentence.end)])
        sign = next((s for s in table.get(token.lower_, ()) if behind[: len(s.words)] == s.words), None)
        if sign is not None:
            yield sign, token
        at += len(sign.words) if sign is not None else 1


def _read(sign: Sign, first: Token, last: int, marks: Landmarks, reading: Reading) -> Frame | None:
    behind = _place_behind(last, first.sent.end, reading, sign.reach)
    is_arrow = first.text in _ARROWS
    before = _place_before(first, reading) if is_arrow else None
    if behind is None or (is_arrow and before is None) or _is_attribute(behind):
        return None
    frame = Frame(sign.row.kind, first, sign.row, tokens=set(range(first.i, last + 1)))
    places = {*behind.tokens, *(before.tokens if before is not None else ())}
    if not _take_mover(frame, first, places, marks, reading, is_anywhere=is_arrow):
        return None
    if first.lower_ == "out" and _is_any(frame.theme):
        return None
    frame.tokens |= places
    getattr(frame, sign.role).append(behind)
    if before is not None:
        frame.origin.append(before)
    _take_other_end(frame, max(behind.tokens, default=last), reading)
    return frame


def _place_behind(last: int, end: int, reading: Reading, reach: int = _PLACE_REACH) -> PlaceRef | None:
    """The place right behind a sign: known, or a name in capitals that nobody knows."""
    doc = reading.scene.doc
    for token in doc[last + 1 : min(last + 1 + reach, end)]:
        if token.text in _BREAKS or token.tag_ in FINITE or token.lower_ in ("a", "an"):
            return None
        if _is_head_of_name(token) and (found := places_of(token, reading, unknown=True)):
            return found[0]
    return None


def _is_head_of_name(token: Token) -> bool:
    """In capitals, and no part of a longer name that goes on behind it; a time behind it is none."""
    behind = token.nbor(1) if token.i + 1 < token.sent.end else None
    goes_on = behind is not None and token.dep_ == "compound" and behind.pos_ == "PROPN" and behind.text[:1].isupper()
    return token.text[:1].isupper() and not goes_on


def _place_before(first: Token, reading: Reading) -> PlaceRef | None:
    return next(iter(places_of(first.nbor(-1), reading, unknown=True)), None) if first.i > first.sent.start else None


def _is_attribute(place: PlaceRef) -> bool:
    """ "A Rivet Joint out of Waddington was up": the verb behind says what it did; the words only say which."""
    last = max(place.tokens, default=None)
    token = None if last is None or place.token is None else place.token.doc[last]
    return token is not None and token.i + 1 < token.sent.end and token.nbor(1).tag_ in FINITE


def _is_any(noun: Token | None) -> bool:
    """ "a Typhoon out of Coningsby": where it belongs, not what it did."""
    return noun is not None and any(c.lower_ in ("a", "an") for c in noun.children)


def _take_mover(frame: Frame, first: Token, places: set[int], marks: Landmarks, reading: Reading, *, is_anywhere: bool) -> bool:
    """The nearest ship or aircraft before the sign with no finite verb between; with an arrow, any of the sentence."""
    before = [t for t in _nouns_before(first) if t.i not in places]
    behind = [t for t in first.doc[first.i + 1 : first.sent.end] if t.pos_ in ("NOUN", "PROPN") and t.i not in places]
    candidates = [*before, *behind] if is_anywhere else before
    if any(take_theme(frame, noun, reading) for noun in candidates if noun.i in marks.assets):
        return True
    named = [t for t in candidates if reading.scene.mention_at(t) is None and t.text[:1].isupper()]
    near = [t for t in named if 0 < first.i - t.i <= _NEAR]
    return any(take_unknown(frame, noun, reading) or take_bare_name(frame, noun, reading) for noun in near[:1])


def _nouns_before(first: Token) -> Iterator[Token]:
    for token in reversed(first.doc[first.sent.start : first.i]):
        if token.tag_ in FINITE or token.text in (";", "—"):
            return
        if token.pos_ in ("NOUN", "PROPN", "NUM", "X", "ADV", "VERB") and token.text[:1] not in ".,":
            yield token


def _take_other_end(frame: Frame, last: int, reading: Reading) -> None:
    """ "wheels up BER for Ankara", "inbound Souda from Rota via Sigonella"."""
    doc, end = reading.scene.doc, frame.trigger.sent.end
    for token in doc[last + 1 : min(last + 1 + _REACH, end)]:
        if token.text in _BREAKS or token.tag_ in FINITE:
            return
        role = _ENDS.get(token.lower_)
        if role is not None and not getattr(frame, role) and (place := _place_behind(token.i, end, reading)) is not None:
            frame.add_places(role, [place], token)
