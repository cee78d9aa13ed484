"""Headlines and tickers without a verb: "Iranian tankers in Baniyas again", "ARRIVED: MV Anna, from Poti", "USS Nimitz: Arabian Sea".

A sentence with no verb in which nothing else was read flows in; at most one frame flows out. Its head must be a ship, an aircraft or a
force; a place right behind it says where it is, a label before a colon what it did, two places joined by "to" where it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.prepositional import objects
from vedette.claims.english.roles import PlaceRef, places_behind, places_of
from vedette.claims.english.triggers import Lexicon, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_AT = frozenset({"in", "at", "off", "near", "alongside", "outside", "inside"})
# what a label before a colon says: kind, role of "at X" behind it, status; and the labels
_SAID = (
    ("arrive", "destination", "asserted", ("arrived", "arrival", "arrivals", "docked", "landed")),
    ("arrive", "destination", "planned", ("expected", "due")),
    ("depart", "origin", "asserted", ("departed", "sailed", "departure", "departures", "left", "airborne", "outbound")),
    ("move", "destination", "asserted", ("inbound",)),
    ("present", "place", "asserted", ("anchored", "moored", "berthed", "port")),
)
_LABELS = {label: (kind, role, status) for kind, role, status, labels in _SAID for label in labels}


def read_verbless(sentence: Span, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The claim of a sentence without a verb, or None."""
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "acl") and not _is_label(t) for t in sentence):
        return None
    label = _label_before(sentence)
    head = next((t for t in sentence if t.pos_ in ("NOUN", "PROPN") and t != label and _is_top(t)), None)
    if head is None:
        return None
    if label is not None:
        return _read_label(label, head, lexicon, reading)
    return _read_route(head, sentence, reading) or _read_stay(head, reading)


def _is_top(noun: Token) -> bool:
    return noun.head == noun or (noun.dep_ in ("appos", "nsubj", "npadvmod") and noun.head.dep_ == "ROOT")


def _is_label(token: Token) -> bool:
    return token.lower_ in _LABELS and token.i + 1 < len(token.doc) and token.nbor(1).text == ":"


def _label_before(sentence: Span) -> Token | None:
    """ "ARRIVED:" at the start of the sentence, or as the sentence right before it."""
    doc, start = sentence.doc, sentence.start
    inside = next((t for t in sentence[:4] if _is_label(t)), None)
    if inside is not None:
        return inside
    is_behind = start >= 2 and doc[start - 1].text == ":" and doc[start - 2].lower_ in _LABELS
    return doc[start - 2] if is_behind else None


def _row(kind: str, status: str = "asserted") -> Trigger:
    return Trigger(kind, "any", "verbless", "place", frozenset(), "a sentence without a verb", status=status)


def _read_label(label: Token, head: Token, lexicon: Lexicon, reading: Reading) -> Frame | None:
    kind, locative, status = _LABELS[label.lower_]
    frame = Frame(kind, label, _row(kind, status), tokens={label.i})
    if not _take(frame, head, reading):
        return None
    for token in head.doc[head.i + 1 : head.sent.end]:
        role = lexicon.prepositions.get(token.lower_) if token.pos_ == "ADP" else None
        role = locative if role == "place" else "destination" if token.lower_ == "for" else role
        if role is not None:
            frame.add_places(role, places_behind(token, reading, unknown=role != "place"), token)
    return frame if frame.has_place() else None


def _read_route(head: Token, sentence: Span, reading: Reading) -> Frame | None:
    """ "RCH872, a C-17A, Ramstein to Rzeszow": two places with "to" between."""
    for to in sentence:
        if to.lower_ in ("to", "→", "–>") and sentence.start < to.i < sentence.end - 1:
            origin, behind = _place_at(to.nbor(-1), reading), _place_at(to.nbor(1), reading)
            frame = Frame("move", to, _row("move"), tokens={to.i})
            if origin is not None and behind is not None and head.i < to.i - 1 and _take(frame, head, reading):
                frame.add_places("origin", [origin])
                frame.add_places("destination", [behind])
                return frame
    return None


def _read_stay(head: Token, reading: Reading) -> Frame | None:
    """ "Iranian tankers in Baniyas again", "USS Nimitz: Arabian Sea"."""
    if head.i + 1 >= head.sent.end:
        return None
    link = head.nbor(1)
    frame = Frame("present", link if link.text != ":" else head, _row("present"), tokens={head.i, link.i})
    if link.lower_ in _AT and objects(link):
        refs = places_behind(link, reading)
    elif link.text == ":" and link.i + 2 < head.sent.end:
        refs = [ref for t in head.doc[link.i + 1 : link.i + 4] if (ref := _place_at(t, reading)) is not None][:1]
    else:
        return None
    refs = [ref for ref in refs if ref.place_id is not None]
    return frame if refs and _take(frame, head, reading) and frame.add_places("place", refs) else None


def _place_at(token: Token, reading: Reading) -> PlaceRef | None:
    if token.pos_ != "PROPN" and not token.text[:1].isupper():
        return None
    return next((ref for ref in places_of(token, reading) if ref.place_id is not None), None)


def _take(frame: Frame, head: Token, reading: Reading) -> bool:
    """Set what the sentence is about, by its head or the apposition to it."""
    if take_theme(frame, head, reading):
        return True
    behind = (c for c in head.children if c.dep_ in ("appos", "nmod"))
    return any(take_theme(frame, c, reading) for c in behind) or take_unknown(frame, head, reading)
