"""Verbs of going: "the frigate left Tartus", "three tugs limped home", "Yelnya put to sea".

A frame with its trigger flows in; the completed frame, or None where the word does not carry a claim here, flows out.
The subject moves; arguments come from the dependency tree, then from the words behind the trigger (`directions.py`); where
the parser lost the subject it is the nearest noun on the left (`movers.py`). A place may stand as the object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import (
    take_place_object,
    take_prepositions,
    take_prepositions_of_theme,
    take_roles,
    take_theme,
)
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.directions import HEADINGS, unnamed
from vedette.claims.english.movement.moved_objects import has_needed, object_or_stolen
from vedette.claims.english.movement.movers import mover_behind, mover_of, take_force, take_vehicle, with_its_class
from vedette.claims.english.movement.unregistered import is_at_sea, take_bare_name, take_operator, take_ship_pronoun, take_unknown
from vedette.claims.english.owners import acting
from vedette.claims.english.phrases import child, subject_of
from vedette.claims.english.roles import PLACE_NOUNS, PlaceRef, place_meant, places_behind, places_of
from vedette.claims.english.themes import assets_of, is_back_reference
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVERYDAY = word_list("everyday_verbs")
_LIGHT = word_list("light_verbs")
_STARTING = frozenset({"start", "begin", "continue", "keep", "set", "get", "come", "go", "make"})
_PASSED = frozenset({"down", "up", "along", "through", "past", "across", "round", "around", "over"})
_STREAMS, _GOODS = word_list("streams"), word_list("goods")
_MEASURES = frozenset(
    {
        "loop", "circuit", "lap", "arc", "racetrack", "pattern", "knot", "knots", "mile", "km", "kilometre", "kilometer", "speed",
        "headway", "progress", "blockade", "gauntlet"
    }
)  # fmt: skip
_NEAR_OBJECT = 4  # words behind a verb within which the noun of a set phrase stands


def fill_go(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject moves; a place may stand as the object: "the frigate left Tartus"."""
    verb = frame.trigger
    thing, clause = object_or_stolen(verb, reading)
    subject, is_passive = subject_of(verb)
    if is_passive and frame.row.object and verb.dep_ != "acl":
        return None  # "was left at", "was reached": a place, or what stays behind
    if frame.row.things and not _has_noun(frame, thing):
        return None
    if _leaves_it_to_another(frame, thing, lexicon):
        return None
    subject = with_its_class(verb, mover_of(verb, subject, reading), reading)
    inverted = mover_behind(verb, reading)
    if inverted is not None:
        subject, thing = inverted, None
    if not (
        take_theme(frame, subject, reading) or _takes_country(frame, subject, thing, reading) or take_vehicle(frame, reading)
    ):
        return None
    if (thing is not None and not _takes_object(frame, thing, reading)) or is_flow(frame):
        return None
    take_roles(frame, lexicon, reading)
    if thing is not None and frame.row.things and frame.row.kind == "depart" and not frame.has_place():
        take_prepositions(frame, thing, lexicon, reading)  # "weighed anchor in Suva"
    if (
        thing is not None
        and frame.row.object in ("origin", "destination")
        and base_form(thing) in PLACE_NOUNS
        and not frame.has_place()
    ):
        frame.add_places(frame.row.object, _sited(thing, reading))  # "left port at Funchal"
    if thing is not None and frame.row.kind == "arrive" and not frame.has_place():
        take_prepositions_of_theme(frame, thing, lexicon, reading)  # "approached a tanker near Hormuz"
    if clause is not None:
        take_prepositions(frame, clause, lexicon, reading)
    if frame.row.leaves and not frame.destination:
        frame.kind = "depart"
    return frame if _says_enough(frame, thing) else None


def _leaves_it_to_another(frame: Frame, thing: Token | None, lexicon: Lexicon) -> bool:
    """ "started trickling", "make the passage": the verb or noun behind carries the claim."""
    verb = frame.trigger
    if thing is not None and verb.lemma_ in _LIGHT and not frame.row.things:
        return any(row.pattern == "noun" for row in lexicon.rows.get(base_form(thing), ()))
    clause = child(verb, "xcomp")
    return clause is not None and verb.lemma_ in _STARTING and (clause.lemma_ in lexicon.rows or clause.lower_ in lexicon.verbs)


def _has_noun(frame: Frame, thing: Token | None) -> bool:
    """Whether the noun of a set phrase stands as the object, or right behind the verb."""
    verb, things = frame.trigger, frame.row.things
    if thing is not None and base_form(thing) in things:
        frame.tokens.add(thing.i)
        return True
    behind = verb.doc[verb.i + 1 : min(verb.i + 1 + _NEAR_OBJECT, verb.sent.end)]
    found = next((t for t in behind if base_form(t) in things), None)
    if found is None or any(t.pos_ in ("ADP", "PUNCT", "VERB") and t.dep_ != "prt" for t in verb.doc[verb.i + 1 : found.i]):
        return False
    frame.tokens.add(found.i)
    return True


def _takes_object(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether the object fits: the noun of the set phrase, a place in the row's role, a stretch of water, a measure."""
    if frame.row.things or thing.i in frame.tokens or (frame.row.idiom and thing.lower_ == "it"):
        return True
    if _is_behind_passing(frame, thing):
        frame.is_on_path = True
        frame.add_places("place", places_of(thing, reading, unknown=True))
        return True
    if base_form(thing) in _MEASURES:
        return True  # "making 14 knots towards the North Sea"
    if not frame.row.object:
        return thing.lower_ in HEADINGS or thing.dep_ == "npadvmod"
    return _takes_place(frame, thing, reading)


def _takes_place(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether the object is a place, names none but is one, or (of an arrival) is a ship or force that is gone to."""
    if thing.lower_ == "it" and frame.row.object == "origin" and (meant := place_meant(thing, reading)) is not None:
        return frame.add_places("origin", [meant])  # "the camp at X ... vacated it"
    is_gone_to = frame.row.kind == "arrive" and bool(assets_of(thing, reading))
    if is_gone_to and thing.pos_ != "PROPN":
        return True  # "rejoined its flotilla in Sasebo"
    if not take_place_object(frame, thing, reading) and base_form(thing) not in PLACE_NOUNS and thing.lower_ not in HEADINGS:
        return False
    if frame.row.object == "place" and not frame.place and frame.row.kind == "move":
        frame.add_places("place", [ref for ref in (unnamed(thing),) if ref is not None])
    frame.tokens.add(thing.i)
    frame.is_on_path = True
    return True


def _sited(thing: Token, reading: Reading) -> list[PlaceRef]:
    """Where a nameless port is: what "at" or "in" gives on it, or right behind it."""
    behind = [
        c for t in (thing, thing.head) for c in t.children if c.dep_ == "prep" and c.lower_ in ("at", "in") and c.i == thing.i + 1
    ]
    return [ref for preposition in behind for ref in places_behind(preposition, reading, unknown=True)]


def is_flow(frame: Frame) -> bool:
    """ "Oil flowed to Ceyhan": goods that stream by themselves, through pipes and markets."""
    is_stream = frame.trigger.lemma_.lower() in _STREAMS or frame.trigger.lower_ in _STREAMS
    return is_stream and frame.theme is not None and base_form(descend(frame.theme)) in _GOODS


def _is_behind_passing(frame: Frame, thing: Token) -> bool:
    """ "rumbled down the A30": the parser takes the preposition for a particle, and the road for an object."""
    before = frame.trigger.doc[thing.left_edge.i - 1]
    return before.dep_ == "prt" and before.head == frame.trigger and before.lower_ in _PASSED and not frame.row.particle


def _says_enough(frame: Frame, thing: Token | None) -> bool:
    """Whether what was found makes a claim: a pronoun or an everyday verb needs a place, "use" and "occupy" theirs."""
    is_pronoun = frame.theme is not None and is_back_reference(frame.theme) and thing is None and frame.row.kind == "move"
    is_everyday = frame.kind == "move" and frame.trigger.lemma_ in _EVERYDAY
    if not has_needed(frame) or (frame.is_guessed and not (frame.has_place() or frame.is_on_path)):
        return False
    if frame.kind == "present":
        return bool(frame.place)
    if frame.row.need == "place":
        return frame.has_place()
    return frame.has_place() or frame.is_on_path or (bool(frame.assets) and not is_pronoun and not is_everyday)


def _takes_country(frame: Frame, subject: Token | None, thing: Token | None, reading: Reading) -> bool:
    """ "Russia abandons the Tartus base", "the Russians left", "Yelnya put to sea": what moves bears no class word."""
    if subject is None:
        return False
    if take_force(frame, subject, reading) or take_unknown(frame, subject, reading):
        return True
    is_of_ships = frame.row.speaks == "ship" or is_at_sea(frame, reading)
    if is_of_ships and (take_bare_name(frame, subject, reading) or take_ship_pronoun(frame, subject)):
        return True
    if take_operator(frame, subject, reading):
        return True
    is_leaving = frame.row.kind == "depart" and thing is not None and base_form(descend(thing)) in PLACE_NOUNS
    if is_leaving and thing is not None and places_of(thing, reading):
        frame.actor = acting(subject, reading)
        frame.cover(subject)
    return is_leaving and frame.actor is not None
