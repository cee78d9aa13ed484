"""A swing in the number of voyages, spoken of as a noun: "an increase in bomber patrols over", "a slump in arrivals at".

The noun of change flows in; a frame of kind flight_rate, or None, flows out. What swings must be voyages that ships or aircraft make, or
ships and aircraft themselves where a way or a place stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_prepositions
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import owner_of
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.states.frequencies import DOWN
from vedette.claims.english.states.rates import RATE_NOUNS, describe_trips, is_of_seaway
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = word_list("voyages_of_people") | word_list("carried_over_land")
_KINDS = word_list("kinds_of_traffic") | word_list("seaborne_cargoes")
_FEWER = DOWN | {
    "slump",
    "dip",
    "downturn",
    "halving",
    "collapse",
    "plunge",
    "lull",
    "drop",
    "fall",
    "decline",
    "decrease",
    "reduction",
}
_ROUTES = frozenset({"across", "over", "to", "into", "through", "from", "at", "in", "between", "off"})


def fill_swing(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """Voyages behind "in" or "of" a noun of change."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod"):
        return None
    behind = [g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("in", "of") for g in c.children if g.dep_ == "pobj"]
    thing = next((t for t in behind if _is_of_movement(t, reading)), None)
    if thing is None or any(t.lower_ in _PEOPLE for t in thing.lefts):
        return None
    verb = next((t for t in noun.ancestors if is_verb(t)), None)
    for source in (noun, thing, *((verb,) if verb is not None and verb.lemma_ in ("be", "see", "note", "show") else ())):
        take_prepositions(frame, source, lexicon, reading)
    is_voyage = base_form(thing) in RATE_NOUNS
    if not frame.has_place() and not (is_voyage and owner_of(thing, reading)):
        return None
    if (
        is_voyage
        and not _is_carried(thing, reading)
        and not is_of_seaway(frame, reading)
        and base_form(thing) not in ("arrival", "call")
    ):
        return None
    frame.assets = assets_of(thing, reading)
    if not frame.assets:
        describe_trips(frame, thing, None, reading)
    frame.actor = owner_of(thing, reading)
    frame.theme = thing
    frame.direction = "down" if noun.lemma_.lower() in _FEWER else "up"
    frame.cover(noun, thing)
    return frame


def _is_of_movement(thing: Token, reading: Reading) -> bool:
    """Voyages, or ships and aircraft with a way behind them."""
    if base_form(thing) in RATE_NOUNS | {"freight"}:
        return True
    finder, named = reading.scene.finders.assets, reading.scene.named
    is_craft = finder.kind_of(finder.class_of(thing)) in ("ship", "aircraft") if finder.class_of(thing) else False
    return (
        is_craft
        and finder.is_asset(thing, named)
        and any(c.dep_ == "prep" and c.lower_ in _ROUTES - {"in", "at", "off"} for c in thing.children)
    )


def _is_carried(noun: Token, reading: Reading) -> bool:
    """Whether a ship, an aircraft or a cargo stands before the voyages or makes them."""
    finder, named = reading.scene.finders.assets, reading.scene.named
    beside = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
    beside += [g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "of") for g in c.children if g.dep_ == "pobj"]
    return any(t.lower_ in _KINDS or finder.is_asset(t, named) or finder.class_of(t) for t in beside)
