"""A presence somewhere, spoken of as a noun: "Russia's increasing military presence in Libya", "their bases in Syria".

A noun flows in; a frame of kind present, build_up or draw_down flows out. Words of growth or decline before the noun, or
behind "becomes", decide which. Such a noun presupposes what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.unregistered import take_unknown
from vedette.claims.english.owners import owner_of
from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import PlaceRef, places_behind
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.themes import assets_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.triggers import Lexicon

GROWING = word_list("growing")
SHRINKING = word_list("shrinking")
_MORE = word_list("more")
_WORD_OF_SIZE = frozenset({"base"})  # a base is there or not; only "presence" and its like grow


def fill_presence(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A presence noun with an owner and a place; None for a bare mention."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod", "appos"):
        return None
    frame.explicitness = "presupposed"
    frame.theme = noun
    frame.actor = owner_of(noun, reading)
    for preposition in prepositions(noun):
        if lexicon.prepositions.get(preposition.lower_) == "place" or preposition.lower_ == "to":
            is_change = frame.kind != "present"
            frame.add_places("place", places_behind(preposition, reading, unknown=is_change), preposition)
    _take_theme_behind(frame, reading)
    if not frame.place:
        frame.add_places("place", _place_before(noun, reading))
    if base_form(noun) in _WORD_OF_SIZE and noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "lie"):
        take_locatives(frame, [noun.head], lexicon, reading)
        if frame.actor is not None and frame.place:  # "whose nearest fighter base is at Ngari Gunsa"
            frame.explicitness = "explicit"
            frame.assets = [AssetRef(noun_text(noun), None, (None, None), None)]
            frame.cover(noun)
            return frame
    is_told = frame.actor is not None or (bool(frame.assets) and base_form(noun) not in _WORD_OF_SIZE)
    if not is_told or not frame.place or _only_names_a_site(frame, reading):
        return None
    frame.assets = frame.assets or [AssetRef(noun_text(noun), None, (None, None), None)]
    frame.cover(noun)
    _grow(frame, noun)
    return frame


def _only_names_a_site(frame: Frame, reading: Reading) -> bool:
    """ "their base at Tartus" names the place; "their bases in Syria" says that they have some."""
    if base_form(frame.trigger) not in _WORD_OF_SIZE:
        return False
    kinds = {reading.scene.finders.places.kind_of(p.place_id) for p in frame.place if p.place_id is not None}
    return not kinds & {"country", "region", "sea"}


def _take_theme_behind(frame: Frame, reading: Reading) -> None:
    """ "the buildup of Russian forces", "troop buildup": what grows, and whose it is."""
    noun = frame.trigger
    behind = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    behind += [c for c in noun.children if c.dep_ == "poss" and c.tag_ != "PRP$"]  # "the frigate's presence in Brest"
    for thing in behind:
        refs = assets_of(thing, reading)
        if not refs and take_unknown(frame, thing, reading):
            refs, frame.theme = frame.assets, noun  # "the presence of the Kuznetsov in the Barents Sea"
        if refs:
            frame.assets = refs
            frame.actor = frame.actor or owner_of(thing, reading)
            frame.cover(thing)
            for preposition in prepositions(thing):
                if preposition.lower_ in ("in", "at", "off", "near", "on", "along", "around"):
                    frame.add_places("place", places_behind(preposition, reading), preposition)


def _place_before(noun: Token, reading: Reading) -> list[PlaceRef]:
    """ "Russia's Tartus base": a place that is not the owner, before the noun."""
    scene = reading.scene
    for c in noun.lefts:
        mention = scene.mention_at(c)
        if c.dep_ in ("compound", "nmod") and mention is not None and mention.place_ids and mention.country is None:
            chosen = scene.finders.places.choose(mention, scene.mentions_in(noun.sent), reading.discourse.countries)
            return [PlaceRef(mention.text, chosen, c)]
    return []


def _grow(frame: Frame, noun: Token) -> None:
    """Turn a presence into a build-up or a draw-down where a word says so; that word becomes the trigger."""
    if base_form(noun) in _WORD_OF_SIZE or frame.kind != "present":
        frame.direction = {"build_up": "up", "draw_down": "down"}.get(frame.kind)
        return
    for word in noun.lefts:
        if word.lower_ in GROWING:
            frame.kind, frame.direction, frame.trigger = "build_up", "up", word
        elif word.lower_ in SHRINKING:
            frame.kind, frame.direction, frame.trigger = "draw_down", "down", word
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ in ("become", "grow", "get"):
        state = child(verb, "acomp", "attr", "oprd")
        if (
            state is not None
            and (state.lower_ in _MORE or state.lower_ in GROWING)
            and (state.lower_ in GROWING or child(state, "advmod") is not None)
        ):
            frame.kind, frame.direction, frame.trigger, frame.explicitness = "build_up", "up", verb, "explicit"
            frame.tokens.update(range(noun.i, state.i + 1))


def fill_stay_noun(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "the carrier's loitering off the peninsula", "a sighting of two bombers over Kent": presupposed, like any noun of presence."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod"):
        return None
    behind = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    owner = child(noun, "poss")
    if not any(take_theme(frame, thing, reading) for thing in (*behind, *([owner] if owner is not None else []))):
        return None
    told = noun.lower_ not in ("stay", "loitering", "lingering", "sojourn", "patrolling", "layover", "stationing")
    if told and (owner is not None or any(is_verb(c) for t in behind for c in t.children)):
        return None  # "reports of ships leaving": the verb tells it
    if not take_locatives(frame, behind if told else [noun, *behind], lexicon, reading) or (told and not frame.place):
        return None
    frame.explicitness = "presupposed"
    frame.cover(noun)
    return frame
