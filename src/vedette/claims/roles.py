"""Where from, where to, where: the places that a trigger's prepositions and objects name.

A noun behind a preposition flows in; place references flow out. A noun phrase gives its most specific place once
("the Syrian port of Tartus" is Tartus, "their bases in Syria" is Syria); a place inside a relative clause, an
apposition or a name of something else gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.assets import base_form, conjuncts
from vedette.claims.coreference import SITE_KINDS, Discourse
from vedette.claims.phrases import child, objects
from vedette.claims.scene import Scene
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

# nouns that stand for a place, so that what they are "of" or "in", or the name before them, is the place
PLACE_NOUNS = word_list("place_nouns")
_NOT_PLACES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?",
    re.IGNORECASE,
)
_NESTED = frozenset({"in", "at", "near", "off", "on", "outside", "inside", "around"})


@dataclass(frozen=True)
class PlaceRef:
    """A place as written and as resolved; the id is None where nobody knows it."""

    text: str
    place_id: str | None
    token: Token | None = None
    tokens: tuple[int, ...] = ()  # all the words of the name

    def row(self) -> dict[str, str | None]:
        """As a row of the claims table's places."""
        return {"text": self.text, "place_id": self.place_id}


def places_behind(preposition: Token, scene: Scene, discourse: Discourse) -> list[PlaceRef]:
    """The places that a preposition governs, conjuncts included."""
    refs: list[PlaceRef] = []
    for head in objects(preposition):
        refs += places_of(head, scene, discourse)
    return refs


def places_of(head: Token, scene: Scene, discourse: Discourse) -> list[PlaceRef]:
    """The places that a noun phrase names: one for each conjunct."""
    found = [ref for noun in conjuncts(head) if (ref := _place(noun, scene, discourse, 0)) is not None]
    return list({(ref.place_id or ref.text): ref for ref in found}.values())


def _place(noun: Token, scene: Scene, discourse: Discourse, depth: int) -> PlaceRef | None:
    if depth > 3 or scene.is_named_asset(noun):
        return None
    mention = scene.mention_at(noun)
    if mention is not None and not mention.is_adjective:
        chosen = scene.finders.places.choose(mention, scene.mentions_in(noun.sent), discourse.countries)
        span = noun.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return PlaceRef(mention.text, chosen, noun, tuple(t.i for t in span) if span is not None else ())
    is_place_noun = base_form(noun) in PLACE_NOUNS or noun.lower_ in PLACE_NOUNS
    if noun.pos_ == "PROPN" or (noun.text[:1].isupper() and not noun.is_sent_start):
        named = _from_gazetteer(noun, scene, discourse, is_place_noun)
        if named is not None:
            return named
    if not is_place_noun:
        return None
    for inner in _inner(noun, scene):
        found = _place(inner, scene, discourse, depth + 1)
        if found is not None:
            return found
    return _country_of_noun(noun, scene) or _back_reference(noun, discourse)


def _inner(noun: Token, scene: Scene) -> Iterator[Token]:
    """Where the name of a place noun may stand, most specific first."""
    of = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    yield from of
    for dep in ("compound", "nmod", "amod", "appos", "poss"):
        for c in noun.children:
            if c.dep_ == dep and (mention := scene.mention_at(c)) is not None and not mention.is_adjective:
                yield c
    yield from (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    yield from (g for c in noun.children if c.dep_ == "prep" and c.lower_ in _NESTED for g in c.children if g.dep_ == "pobj")


def _country_of_noun(noun: Token, scene: Scene) -> PlaceRef | None:
    """ "the Libyan coast": the country of the adjective."""
    for c in noun.children:
        mention = scene.mention_at(c)
        if c.dep_ in ("amod", "compound", "nmod") and mention is not None and mention.country is not None:
            return PlaceRef(noun.doc[c.i : noun.i + 1].text, mention.country, noun)
    return None


def _back_reference(noun: Token, discourse: Discourse) -> PlaceRef | None:
    """ "the port" and "port": the last place of its kind."""
    determiner = child(noun, "det", "poss")
    is_definite = determiner is None or determiner.lower_ in ("the", "that", "this")
    if not is_definite or any(c.dep_ in ("amod", "compound") for c in noun.children):
        return None
    place_id = discourse.place_for(base_form(noun)) if base_form(noun) in SITE_KINDS else None
    if place_id is None:
        return None
    start = determiner.i if determiner is not None else noun.i
    return PlaceRef(noun.doc[start : noun.i + 1].text, place_id, noun)


def _from_gazetteer(noun: Token, scene: Scene, discourse: Discourse, is_place_noun: bool) -> PlaceRef | None:
    """A proper name that the register does not hold, asked of the gazetteers where a place is expected."""
    name = _proper_name(noun)
    if not name or _NOT_PLACES.fullmatch(name) or child(noun, "nummod") is not None:
        return None
    near = scene.mentions_in(noun.sent)
    for text in dict.fromkeys((name, name.rsplit(" ", 1)[0] if is_place_noun else name)):
        place_id = scene.finders.places.choose(text, near, discourse.countries)
        if place_id is not None:
            return PlaceRef(text, place_id, noun)
    return PlaceRef(name, None, noun) if is_place_noun and " " in name else None


def _proper_name(noun: Token) -> str:
    """The capitalised words that end in this noun."""
    start = noun.i
    while (
        start > noun.sent.start
        and noun.doc[start - 1].text[:1].isupper()
        and noun.doc[start - 1].dep_ in ("compound", "amod", "nmod")
    ):
        start -= 1
    return str(noun.doc[start : noun.i + 1].text)
