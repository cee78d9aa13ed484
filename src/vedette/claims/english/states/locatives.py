"""Where something is said to be: the phrases of place around a verb, an adjective or a noun.

A frame and the tokens that may carry such phrases flow in; the frame's `place` is filled, and whether anything at all says where
comes back. "In the basin" or "ashore" says where without a name that a register could know: the claim then has no place but stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.movement.directions import unnamed
from vedette.claims.english.prepositional import objects, prepositions
from vedette.claims.english.roles import PLACE_NOUNS, places_behind, places_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.frames import Frame
    from vedette.claims.english.triggers import Lexicon

STANDING = PLACE_NOUNS | word_list("standing_places") | word_list("standing_more")
_ADVERBS = word_list("adverbs_of_place")
COMPASS = frozenset(["north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "offshore"])
_NEAR = frozenset({"close", "next", "adjacent", "near", "nearer", "opposite", "outside"})
_BESIDE = frozenset(
    {"near", "off", "alongside", "beside", "around", "behind", "astern", "within", "outside", "between", "among", "above", "over"}
)
_UNDER = frozenset({"under", "beneath", "behind", "amid", "among", "amongst", "underneath", "astride", "inside"})
_WATERS = frozenset({"Lake", "Island", "River", "Cape", "Isle", "Lough", "Loch", "Mount", "Peninsula", "Islands"})
_INNER = frozenset({"at", "in", "off", "near", "outside", "on"})
_SET_PHRASES = frozenset(
    {"sea", "port", "harbour", "harbor", "anchor", "station", "drydock", "dock", "home", "patrol"}
)  # "at sea", "in port"
MEASURES = frozenset({"km", "kilometer", "kilometre", "mile", "nm", "nmi", "metre", "meter", "m"})


def take_locatives(
    frame: Frame,
    sources: Iterable[Token | None],
    lexicon: Lexicon,
    reading: Reading,
    *,
    unknown: bool = True,
    adverbs: bool = True,
) -> bool:
    """Read where something is from the phrases on these tokens into `place`.

    Returns:
        Whether anything says where: a place, a noun of places, an adverb of place, or something else that it is beside.
    """
    found = False
    for source in dict.fromkeys(s for s in sources if s is not None):
        for preposition in prepositions(source):
            found = _take(frame, preposition, lexicon, reading, unknown) or found
        found = _take_where(frame, source, reading) or found
        found = (adverbs and _take_adverbs(frame, source)) or _take_behind_particle(frame, source, lexicon, reading) or found
        found = _take_compass(frame, source, reading) or found
    return found


def _take(frame: Frame, preposition: Token, lexicon: Lexicon, reading: Reading, unknown: bool) -> bool:
    word = preposition.lower_
    is_near = preposition.head.lower_ in _NEAR or (word == "of" and preposition.head.lower_.replace("-", "") in COMPASS)
    if lexicon.role(frame.row, word) != "place" and word not in _UNDER and not (is_near and word in ("to", "of", "from")):
        return False
    if frame.add_places(
        "place", places_behind(preposition, reading, unknown=unknown and (word != "on" or _is_on_water(preposition))), preposition
    ):
        return True
    for noun in objects(preposition):
        inner = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in _INNER]
        if any(frame.add_places("place", places_behind(c, reading, unknown=unknown), c) for c in inner):
            return True
        if _says_where(noun, word, reading):
            if not frame.has_place() and (nameless := unnamed(noun)) is not None:
                frame.add_places("place", [nameless])
            frame.cover(noun)
            frame.tokens.add(preposition.i)
            return True
    return False


def _is_on_water(preposition: Token) -> bool:
    """ "on Lake Titicaca": a name that can only be one of a place, though "on" often stands before other names."""
    return any(t.text in _WATERS for noun in objects(preposition) for t in (noun, *noun.lefts))


def _take_where(frame: Frame, source: Token, reading: Reading) -> bool:
    """ "the quay where she lies": what the relative clause stands behind; "where the launchers will be stationed": somewhere."""
    where = next((c for c in source.children if c.dep_ == "advmod" and c.lower_ == "where"), None)
    if where is None:
        return False
    if source.dep_ == "relcl":
        frame.add_places("place", places_of(source.head, reading, unknown=True))
    frame.tokens.add(where.i)
    return True


def _says_where(noun: Token, preposition: str, reading: Reading) -> bool:
    """A noun of places, a set phrase such as "at sea", or a ship, an aircraft, a force that something is near."""
    core = descend(noun)
    forms = {base_form(noun), base_form(core), noun.lower_}
    if forms & STANDING or (forms & _SET_PHRASES and preposition in ("at", "in", "on")):
        return True
    return preposition in _BESIDE and reading.scene.finders.assets.class_of(core) is not None


def _take_adverbs(frame: Frame, source: Token) -> bool:
    found = False
    for c in source.children:
        if c.dep_ in ("advmod", "prt", "acomp", "prep", "npadvmod") and c.lower_ in _ADVERBS:
            frame.tokens.add(c.i)
            found = True
    return found


def misread_object(verb: Token, lexicon: Lexicon) -> Token | None:
    """ "sheltering off Cornwall": the parser takes the preposition for a particle and the place for an object."""
    for c in verb.children:
        if c.dep_ == "prt" and lexicon.prepositions.get(c.lower_) == "place":
            return next((g for g in verb.children if g.dep_ == "dobj" and g.left_edge.i == c.i + 1), None)
    return None


def _take_behind_particle(frame: Frame, source: Token, lexicon: Lexicon, reading: Reading) -> bool:
    noun = misread_object(source, lexicon)
    if noun is None:
        return False
    frame.cover(noun)
    is_shore = base_form(noun) in STANDING and noun.pos_ == "NOUN"  # "dares to linger off our beaches"
    return frame.add_places("place", places_of(noun, reading, unknown=True)) or is_shore


def _take_compass(frame: Frame, source: Token, reading: Reading) -> bool:
    """ "13 km northwest of Tartus": the place behind a point of the compass, however the parser hung it."""
    if frame.place:
        return False
    for token in source.subtree:
        if token.i > source.i and token.lower_.replace("-", "") in COMPASS:
            for c in token.children:
                if c.lower_ == "of" and frame.add_places("place", places_behind(c, reading, unknown=True), token, c):
                    return True
    return False


def is_measured(preposition: Token) -> bool:
    """Whether a preposition stands behind a measure: "14 km off Hanko", "300 metres from the boat"."""
    before = preposition.doc[preposition.i - 1] if preposition.i > preposition.sent.start else preposition
    names = {preposition.head.lemma_.lower(), base_form(preposition.head), base_form(before), before.lower_}
    if names & MEASURES:
        return True
    return (
        before.lower_.replace("-", "") in COMPASS | {"away", "short"} and before.i > 0 and base_form(before.nbor(-1)) in MEASURES
    )
