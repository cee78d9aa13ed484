"""Flights, voyages and visits whose number changes: a rate with a direction, between two groups of places.

A noun such as "flights" flows in; a frame of kind `flight_rate` (or `move`, where nothing is said of how many) flows out.
Words of change stand before the noun ("increased flights"), over it ("a spike in flights") or behind it ("flights have doubled").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from vedette.claims.arguments import take_prepositions
from vedette.claims.assets import AssetRef, base_form, noun_text
from vedette.claims.coreference import Reading
from vedette.claims.counts import read_count
from vedette.claims.frames import Frame
from vedette.claims.phrases import is_verb, subject_of
from vedette.claims.roles import PlaceRef
from vedette.claims.themes import acting, assets_of, owner_of
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.triggers import Lexicon

TRIP_NOUNS = word_list("trip_nouns")
FLIGHT_NOUNS = word_list("flight_nouns")
UP = word_list("up")
DOWN = word_list("down")
_FREQUENCY = re.compile(
    r"\b(?:(?:a|per|each|every)\s+(?:day|week|month|night)|daily|weekly|nightly|monthly|regular(?:ly)?|"
    r"every (?:day|week|other day)|twice|almost daily|near-daily)\b",
    re.IGNORECASE,
)
_MAKING = frozenset(["make", "fly", "conduct", "complete", "run", "operate", "carry", "perform", "undertake", "begin", "launch"])
_EVIDENCE = frozenset(["show", "record", "see", "track", "register", "log", "indicate", "report"])
_KINDS_OF_TRAFFIC = frozenset(
    [
        "commercial",
        "ship",
        "shipping",
        "vessel",
        "tanker",
        "naval",
        "maritime",
        "container",
        "air",
        "military",
        "cargo",
        "flight",
        "aerial",
    ]
)


def fill_trips(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A noun of voyages with a route; of kind flight_rate where it says how often, or that their number changes."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod"):
        return None
    direction, words = direction_of(noun)
    is_rate = direction is not None or _FREQUENCY.search(_clause(noun)) is not None
    maker = _verb_above(noun)
    sources = [noun, *_made_by(noun), *([maker] if maker is not None else [])]
    for source in sources:
        take_prepositions(frame, source, lexicon, reading)
    _take_compound_route(frame, reading)
    if not frame.has_route() and not (is_rate and _is_about_movement(frame, reading)):
        return None
    frame.kind = "flight_rate" if is_rate else "move"
    frame.direction = (direction or "up") if is_rate else None
    frame.tokens.update(words)
    _describe(frame, noun, maker if maker is not None and maker.lemma_ in _MAKING else None, reading)
    return frame


def _verb_above(noun: Token) -> Token | None:
    """The verb that makes the voyages or shows them; a route may hang on it. "show heavier than usual traffic" is two steps off."""
    above = next((t for t in list(noun.ancestors)[:3] if is_verb(t)), None)
    is_object = noun.dep_ in ("dobj", "pobj", "attr") and above is not None
    return above if is_object and above is not None and above.lemma_ in _MAKING | _EVIDENCE else None


def _is_about_movement(frame: Frame, reading: Reading) -> bool:
    """Whether voyages without a route are still ships' or aircraft's: flights of somebody, traffic through a strait."""
    noun = frame.trigger
    if base_form(noun) in FLIGHT_NOUNS:
        return bool(frame.place or owner_of(noun, reading))
    kinds = {reading.scene.finders.places.kind_of(p.place_id) for p in frame.place if p.place_id is not None}
    carriers = _makers_by(noun, reading) or any(c.lower_ in _KINDS_OF_TRAFFIC for c in noun.lefts)
    return bool(frame.place) and bool(carriers or kinds & {"strait", "sea"})


def direction_of(noun: Token) -> tuple[str | None, set[int]]:
    """Up, down, or None, and the words that say so."""
    for token in _around(noun):
        for form in (token.lower_, token.lemma_.lower()):
            if form in UP:
                return "up", {token.i}
            if form in DOWN:
                return "down", {token.i}
    return None, set()


def _around(noun: Token) -> list[Token]:
    """The modifiers of a noun, the noun that it is "in" or "of", and the verb that it is an argument of."""
    around = [t for t in noun.lefts if t.dep_ in ("amod", "advmod", "compound", "nmod", "det", "quantmod", "nummod")]
    around += [g for t in around for g in t.children]
    around += [t for t in noun.doc[max(noun.sent.start, noun.i - 4) : noun.i] if t.tag_ in ("JJR", "RBR", "VBG", "VBN", "JJ")]
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("in", "of", "to", "for") and head.head.pos_ == "NOUN":
        quantity = head.head
        around += [quantity, *(t for t in quantity.lefts if t.dep_ == "amod")]
        noun, head = quantity, quantity.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "conj") and is_verb(head):
        around.append(head)
        around += [c for c in head.children if c.dep_ in ("acomp", "advmod") and noun.dep_ == "nsubj"]
        if noun.dep_ == "nsubj" and head.lemma_ == "be":
            around += [c for c in head.children if c.dep_ in ("attr", "prep") for c in (c, *c.children)]
    return around


def _clause(noun: Token) -> str:
    """The words around a noun up to its clause's ends, for frequencies."""
    end = noun.i + 1
    while (
        end < noun.sent.end
        and noun.doc[end].text not in (";", ":")
        and not (is_verb(noun.doc[end]) and noun.doc[end].dep_ in ("relcl", "advcl", "ccomp"))
        and end < noun.i + 16
    ):
        end += 1
    return str(noun.doc[noun.left_edge.i : end].text)


def _take_compound_route(frame: Frame, reading: Reading) -> None:
    """ "Russia-Libya flights", "the Hmeimim-Al Khadim route", "Moscow to Damascus flights"."""
    noun, scene = frame.trigger, reading.scene
    before = [m for m in scene.mentions_in(noun.sent) if m.end <= noun.idx and not m.is_adjective]
    text = scene.doc.text
    for first, second in pairwise(before):
        joined = re.fullmatch(r"\s*(?:-to-|-|–|—| to |/)\s*", text[first.end : second.start])
        behind = text[second.end : noun.idx]
        if joined and re.fullmatch(r"[\s\w-]{1,25}", behind) and not re.search(r"\b(?:in|at|of|from|and|to)\b", behind):
            near = scene.mentions_in(noun.sent)
            for role, mention in (("origin", first), ("destination", second)):
                chosen = scene.finders.places.choose(mention, near, reading.discourse.countries)
                token = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
                frame.add_places(role, [PlaceRef(mention.text, chosen, token[-1] if token else None)])


def _describe(frame: Frame, noun: Token, maker: Token | None, reading: Reading) -> None:
    """The voyages, or the assets that make them, and whose they are."""
    frame.cover(noun)
    subject = subject_of(maker)[0] if maker is not None else None
    makers = assets_of(subject, reading) if subject is not None else []
    frame.theme = subject if makers else noun
    frame.cover(frame.theme)
    found = makers or _makers_by(noun, reading)
    code = "aircraft" if base_form(noun) in FLIGHT_NOUNS else None
    before = noun.doc[noun.left_edge.i : noun.i].text
    frame.assets = found or [
        AssetRef(noun_text(noun), code, (None, None) if frame.kind == "flight_rate" else read_count(before), None)
    ]
    frame.actor = owner_of(noun, reading) or (
        owner_of(subject, reading) or acting(subject, reading) if subject is not None else None
    )


def _made_by(noun: Token) -> list[Token]:
    """The nouns behind "by" and "of": "flights by An-124 transport planes"."""
    behind = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "of")]
    return [g for c in behind for g in c.children if g.dep_ == "pobj"]


def _makers_by(noun: Token, reading: Reading) -> list[AssetRef]:
    return [ref for maker in _made_by(noun) for ref in assets_of(maker, reading)]
