"""Being somewhere: ships moored, seen, operating off a coast; bases held; ships gone.

A frame with its trigger flows in; the completed frame of kind present, absent or arrive, or None, flows out. "Docked" is a
state or an event as its tense and its adverbs say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.arguments import take_prepositions, take_theme
from vedette.claims.assets import AssetRef, base_form, descend, noun_text
from vedette.claims.coreference import Reading
from vedette.claims.frames import Frame
from vedette.claims.phrases import child, is_verb, object_of, prepositions, subject_of
from vedette.claims.rates import TRIP_NOUNS
from vedette.claims.roles import places_behind, places_of
from vedette.claims.themes import acting, assets_of, owner_of
from vedette.claims.triggers import Lexicon
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIGHTINGS = word_list("sightings")
_STILL = frozenset(
    ["still", "already", "currently", "now", "previously", "formerly", "once", "normally", "usually", "permanently"]
)
_EVENTS = frozenset({"dock", "moor", "anchor", "berth"})  # arriving or being there, as the tense says
_STATIONING = frozenset({"base", "station", "position", "park"})  # who stations them owns them; who sees them need not
_COMPASS = frozenset(["north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "offshore"])


def fill_be_at(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject, or the object of a sighting, is at a place."""
    verb = frame.trigger
    if frame.row.pos == "adj":
        return _fill_adjective(frame, lexicon, reading)
    theme, is_passive = _theme_of(verb)
    if theme is None or _is_mere_auxiliary(verb) or base_form(descend(theme)) in TRIP_NOUNS:
        return None
    if not take_theme(frame, theme, reading):
        return None
    _take_places(frame, verb, lexicon, reading)
    _take_place_of_theme(frame, theme, lexicon, reading)
    take_compass(frame, verb, reading)
    if not frame.place:
        return None
    if verb.lemma_ in _EVENTS and not is_passive and _is_event(verb):
        frame.kind, frame.destination, frame.place = "arrive", frame.place, []
    return frame


def _theme_of(verb: Token) -> tuple[Token | None, bool]:
    """What is somewhere, and whether the verb is passive."""
    subject, is_passive = subject_of(verb)
    if verb.lemma_ in _SIGHTINGS and not is_passive:
        return object_of(verb), False
    if not is_passive and object_of(verb) is not None:
        return None, False
    return subject, is_passive


def _is_mere_auxiliary(verb: Token) -> bool:
    if verb.lemma_ != "be":
        return False
    return child(verb, "acomp", "xcomp", "ccomp") is not None or verb.dep_ in ("aux", "auxpass")


def _take_places(frame: Frame, verb: Token, lexicon: Lexicon, reading: Reading) -> None:
    if frame.actor is None and frame.theme is not None and frame.theme == object_of(verb):
        frame.actor = acting(subject_of(verb)[0], reading) if verb.lemma_ in _STATIONING else None
    for preposition in prepositions(verb):
        is_near = preposition.head.lower_ in ("close", "next", "adjacent") or preposition.lower_ == "of"
        if lexicon.role(frame.row, preposition.lower_) == "place" or is_near:
            frame.add_places("place", places_behind(preposition, reading, unknown=verb.lemma_ != "be"), preposition)


def _take_place_of_theme(frame: Frame, theme: Token, lexicon: Lexicon, reading: Reading) -> None:
    """ "detected 45 aircraft around the island": the parser may hang the place on what was seen."""
    is_there = child(frame.trigger, "expl") is not None
    if frame.place or not (is_there or frame.trigger.lemma_ in _SIGHTINGS):
        return
    for preposition in prepositions(descend(theme)):
        if lexicon.role(frame.row, preposition.lower_) == "place":
            frame.add_places("place", places_behind(preposition, reading, unknown=True), preposition)


def take_compass(frame: Frame, verb: Token, reading: Reading, role: str = "place") -> None:
    """ "moored 13 km northwest of Tartus": the place behind a point of the compass."""
    for token in verb.subtree:
        if token.lower_.replace("-", "") in _COMPASS:
            for c in token.children:
                if c.lower_ == "of" and not getattr(frame, role):
                    frame.add_places(role, places_behind(c, reading), token, c)


def _is_event(verb: Token) -> bool:
    """ "to dock in", "docked on Monday": something that happens, not a state."""
    if any(c.lower_ in _STILL for c in verb.children):
        return False
    return verb.tag_ == "VB" or (verb.tag_ in ("VBD", "VBZ", "VBN") and child(verb, "nsubj") is not None)


def _fill_adjective(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "are absent from", "the port is empty"."""
    adjective = frame.trigger
    if not is_verb(adjective.head) and adjective.dep_ != "ROOT":
        return None
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd", "advmod") else adjective
    subject, _ = subject_of(verb)
    if subject is None:
        return None
    if adjective.lower_ == "empty":
        return frame if frame.add_places("place", places_of(subject, reading)) else None
    if not take_theme(frame, subject, reading):
        return None
    for source in (adjective, verb):
        take_prepositions(frame, source, lexicon, reading)
    return frame if frame.place else None


def _is_had(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether it is a base or a force, by the row's words or by its class."""
    core = descend(thing)
    if base_form(core) in TRIP_NOUNS:
        return False
    return base_form(core) in frame.row.things or reading.scene.finders.assets.class_of(core) is not None


def fill_have(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject has bases or forces somewhere: "Russia operates bases in eastern Libya"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if is_passive or thing is None or not _is_had(frame, thing, reading):
        return None
    frame.actor = owner_of(thing, reading) or acting(subject, reading)
    if verb.lemma_ == "host":  # the host is the place, not the owner
        frame.add_places("place", places_of(subject, reading) if subject is not None else [])
    if frame.actor is None or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return None
    frame.theme = thing
    frame.assets = assets_of(thing, reading) or [AssetRef(noun_text(descend(thing)), None, (None, None), None)]
    frame.cover(subject, thing)
    for source in (verb, descend(thing)):
        take_prepositions(frame, source, lexicon, reading)
    frame.origin, frame.destination = [], []
    return frame if frame.place else None
