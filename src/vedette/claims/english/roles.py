"""Where from, where to, where: the places that a trigger's prepositions and objects name.

A noun behind a preposition flows in; place references flow out. A noun phrase gives its most specific place once
("the Syrian port of Tartus" is Tartus, "their bases in Syria" is Syria); a place inside a relative clause, an
apposition or a name of something else gives nothing. A name that nobody knows is kept without an id only where the
grammar leaves no doubt that it is a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import SITE_KINDS, Reading, country_for
from vedette.claims.english.phrases import child
from vedette.claims.english.prepositional import objects
from vedette.claims.english.proper_names import name_tokens, possessive_name, proper_name
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, conjuncts
from vedette.claims.names.places import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_NOUNS = word_list("place_nouns")
_NOT_PLACES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?",
    re.IGNORECASE,
)
_NESTED = frozenset({"in", "at", "near", "off", "on", "outside", "inside", "around"})
_DIRECTED = frozenset({"to", "into", "towards", "toward", "onto", "for", "from"})
_NO_SITES = word_list("no_sites")
_JOURNEYS = word_list("voyage_nouns") | frozenset({"patrol", "deployment", "mission", "visit", "rotation", "tour"})
_BUILT = frozenset(
    {
        "base", "airbase", "airport", "airfield", "port", "harbour", "harbor", "city", "town", "village", "airstrip", "shipyard",
        "anchorage"
    }
)  # fmt: skip
_TERRITORY = frozenset({"water", "airspace", "territory", "coast", "shore", "soil", "border"})
_BODIES = frozenset(
    {
        "Corps", "Army", "Navy", "Force", "Forces", "Guard", "Council", "Commission", "Ministry", "Party", "Agency", "Union", "Command",
        "Company", "Times", "News"
    }
)  # fmt: skip
_TITLES = frozenset(
    {
        "president", "general", "gen.", "minister", "mr.", "mrs.", "ms.", "dr.", "colonel", "col.", "admiral", "captain", "commander",
        "king", "prince", "chancellor"
    }
)  # fmt: skip


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


def places_behind(preposition: Token, reading: Reading, *, unknown: bool = False) -> list[PlaceRef]:
    """The places that a preposition governs, conjuncts included; with `unknown`, names that nobody knows too."""
    found = [ref for head in objects(preposition) for ref in places_of(head, reading, unknown=unknown)]
    if not found and preposition.lower_ in _DIRECTED:
        found = [ref for head in objects(preposition) for ref in _around(head, reading)]
    return found


def _around(noun: Token, reading: Reading) -> list[PlaceRef]:
    """ "to hospitals in Dnipro", "towards the reactor site at Olkiluoto": where the thing is that is gone to."""
    if not is_site_like(noun, reading):
        return []
    links = _NESTED | {"of", "to"} if base_form(noun) in _JOURNEYS else _NESTED  # "from a patrol of the Chukchi Sea"
    inner = [g for c in noun.children if c.dep_ == "prep" and c.lower_ in links for g in objects(c) if g.pos_ == "PROPN"]
    return [ref for g in inner if (ref := _place(g, reading, True, 1)) is not None]


def is_site_like(noun: Token, reading: Reading) -> bool:
    """Whether a noun behind "to" or "from" may be a site: no ship or force, no person, time or state."""
    is_thing = reading.scene.finders.assets.is_asset(noun, reading.scene.named)
    if base_form(noun) in _JOURNEYS:
        return noun.pos_ == "NOUN"
    is_vague = any(c.lower_ in ("a", "an") for c in noun.children)  # "to a win in Lagos"
    return noun.pos_ == "NOUN" and base_form(noun) not in _NO_SITES and not is_thing and not is_vague


def places_of(head: Token, reading: Reading, *, unknown: bool = False) -> list[PlaceRef]:
    """The places that a noun phrase names: one for each conjunct."""
    found = [ref for noun in conjuncts(head) if (ref := _place(noun, reading, unknown, 0)) is not None]
    return list({(ref.place_id or ref.text): ref for ref in found}.values())


def _place(noun: Token, reading: Reading, unknown: bool, depth: int) -> PlaceRef | None:
    if depth > 3 or reading.scene.is_named_asset(noun):
        return None
    mention = reading.scene.mention_at(noun)
    if mention is not None and not mention.is_adjective:
        return _resolve(mention, noun, reading)
    is_place_noun = base_form(noun) in PLACE_NOUNS or noun.lower_ in PLACE_NOUNS
    if noun.pos_ == "PROPN" or (noun.text[:1].isupper() and not noun.is_sent_start):
        named = _from_gazetteer(noun, reading, is_place_noun, unknown)
        if named is not None:
            return named
    if not is_place_noun:
        return None
    inner = (_place(token, reading, unknown, depth + 1) for token in _inner(noun, reading))
    found = next((ref for ref in inner if ref is not None), None)
    return found or _country_of_noun(noun, reading) or _own_waters(noun, reading) or _back_reference(noun, reading)


def _resolve(mention: Mention, noun: Token, reading: Reading) -> PlaceRef:
    scene = reading.scene
    chosen = scene.finders.places.choose(mention, scene.mentions_in(noun.sent), reading.discourse.countries)
    span = noun.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return PlaceRef(mention.text, chosen, noun, tuple(t.i for t in span) if span is not None else ())


def _inner(noun: Token, reading: Reading) -> Iterator[Token]:
    """Where the name of a place noun may stand, most specific first."""
    yield from (g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    for dep in ("compound", "nmod", "amod", "appos", "poss"):
        for c in noun.children:
            if c.dep_ == dep and (mention := reading.scene.mention_at(c)) is not None and not mention.is_adjective:
                yield c
    yield from (c for c in noun.children if c.dep_ in ("appos", "compound", "nmod") and c.pos_ == "PROPN")
    for c in noun.children:  # "waters south of Kasos"
        if c.dep_ in ("advmod", "npadvmod", "amod") and c.i > noun.i:
            yield from (g for p in c.children if p.lower_ == "of" for g in p.children if g.dep_ == "pobj")
    yield from (g for c in noun.children if c.dep_ == "prep" and c.lower_ in _NESTED for g in c.children if g.dep_ == "pobj")


def _country_of_noun(noun: Token, reading: Reading) -> PlaceRef | None:
    """The country of the adjective: "the Libyan coast"."""
    for c in noun.children:
        mention = reading.scene.mention_at(c)
        if c.dep_ in ("amod", "compound", "nmod") and mention is not None and mention.country is not None:
            return PlaceRef(noun.doc[c.i : noun.i + 1].text, mention.country, noun)
    return None


def _own_waters(noun: Token, reading: Reading) -> PlaceRef | None:
    """ "entered its territorial waters": the country that the possessive stands for."""
    owner = child(noun, "poss")
    if owner is None or owner.lower_ not in ("its", "their") or base_form(noun) not in _TERRITORY:
        return None
    country = country_for(owner, reading.scene, reading.discourse)
    return None if country is None else PlaceRef(noun.doc[owner.i : noun.i + 1].text, country, noun)


def _back_reference(noun: Token, reading: Reading) -> PlaceRef | None:
    """The last place of its kind, in this sentence or before: "the port", "port"."""
    determiner = child(noun, "det", "poss")
    is_definite = determiner is None or determiner.lower_ in ("the", "that", "this")
    kinds = SITE_KINDS.get(base_form(noun)) if determiner is not None or noun.lower_ != "sea" else None
    if not is_definite or kinds is None or any(c.dep_ in ("amod", "compound") for c in noun.children):
        return None
    place_id = _named_before(noun, reading, kinds) or reading.discourse.place_for(base_form(noun))
    if place_id is None:
        return None
    start = determiner.i if determiner is not None else noun.i
    return PlaceRef(noun.doc[start : noun.i + 1].text, place_id, noun)


def place_meant(word: Token, reading: Reading) -> PlaceRef | None:
    """The place that "there" or "it" stands for: the nearest one before it, in this sentence or the last."""
    scene, finder = reading.scene, reading.scene.finders.places
    near = scene.mentions_in(word.sent)
    for mention in reversed([m for m in near if m.end <= word.idx and m.place_ids and not m.is_adjective]):
        place_id = finder.choose(mention, near, reading.discourse.countries)
        if place_id is not None:
            return PlaceRef(mention.text, place_id, word, (word.i,))
    if not reading.discourse.last_places:
        return None
    place_id = reading.discourse.last_places[-1][0]
    return PlaceRef(finder.name_of(place_id), place_id, word, (word.i,))


def _named_before(noun: Token, reading: Reading, kinds: frozenset[str]) -> str | None:
    """The nearest place of these kinds earlier in the sentence."""
    finder, near = reading.scene.finders.places, reading.scene.mentions_in(noun.sent)
    for mention in reversed([m for m in near if m.end <= noun.idx and m.place_ids and not m.is_adjective]):
        place_id = finder.choose(mention, near, reading.discourse.countries)
        if place_id is not None and finder.kind_of(place_id) in kinds:
            return place_id
    return None


def _from_gazetteer(noun: Token, reading: Reading, is_place_noun: bool, unknown: bool) -> PlaceRef | None:
    """A proper name that the register does not hold, asked of the gazetteers where a place is expected."""
    name = proper_name(noun)
    if (
        _NOT_PLACES.fullmatch(name)
        or name.rsplit(" ", 1)[-1] in _BODIES
        or child(noun, "nummod") is not None
        or name.split()[0].lower() in _TITLES
    ):
        return None
    near = reading.scene.mentions_in(noun.sent)
    bare = name.rsplit(" ", 1)[0] if base_form(noun) in _BUILT else name
    for text in dict.fromkeys((possessive_name(noun, name), name, bare)):
        place_id = reading.scene.finders.places.choose(text, near, reading.discourse.countries)
        if place_id is not None:
            return PlaceRef(text, place_id, noun, name_tokens(noun, name))
    is_name_of_place = (is_place_noun and " " in name and name[0].isupper()) or (
        unknown
        and not name.isupper()
        and name[0].isupper()
        and (noun.pos_ == "PROPN" or ("-" in name and not noun.is_sent_start))
    )
    owned = possessive_name(noun, name)
    if owned != name and is_place_noun and is_name_of_place and country_for_owner(noun, reading) is None:
        name = owned  # "Simon's Town"
    return PlaceRef(name, None, noun, name_tokens(noun, name)) if is_name_of_place else None


def country_for_owner(noun: Token, reading: Reading) -> str | None:
    """The country that the possessor of a noun names: "Libya's Port"."""
    owner = child(noun, "poss")
    return None if owner is None else reading.scene.country_at(owner)
