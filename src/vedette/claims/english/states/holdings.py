"""Having forces or bases somewhere: "Russia operates bases in eastern Libya", "Djibouti hosts 4,000 soldiers".

A verb flows in; a frame of kind present, or None, flows out. The object is what is there, its owner or the subject whose it is; of
"host" the subject is the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import object_of, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.states.themes_of_states import take_men
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, descend, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOSTING = frozenset({"host", "house", "hold", "boast", "shelter", "harbour", "harbor"})
_RAISING = word_list("raising")
_BASES = frozenset({"base", "airbase", "outpost", "facility", "hub"})


def fill_have(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The subject has bases or forces somewhere."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if is_passive or thing is None or not (take_men(frame, thing, reading) or _is_had(frame, thing, reading)):
        return None
    frame.actor = owner_of(thing, reading) or acting(subject, reading)
    if verb.lemma_ in _HOSTING:  # the host is the place, not the owner
        frame.actor = owner_of(thing, reading)
        frame.add_places("place", places_of(subject, reading, unknown=subject.pos_ == "PROPN") if subject is not None else [])
        if base_form(descend(thing)) in _BASES:
            frame.kind = "basing"
    is_raised = verb.dep_ == "xcomp" and verb.head.lemma_ in _RAISING  # "is not known to have any tanks in"
    is_planned = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and not is_raised
    if (frame.actor is None or is_planned) and not (verb.lemma_ in _HOSTING and frame.place):
        return None
    frame.theme = thing
    frame.assets = frame.assets or assets_of(thing, reading) or [AssetRef(noun_text(descend(thing)), None, (None, None), None)]
    frame.cover(subject, thing)
    is_somewhere = take_locatives(frame, (verb, *dict.fromkeys((thing, descend(thing), *thing.conjuncts))), lexicon, reading)
    return frame if frame.place or is_somewhere else None


def _is_had(frame: Frame, thing: Token, reading: Reading) -> bool:
    """Whether it is a base or a force, by the row's words or by its class."""
    core = descend(thing)
    if base_form(core) in TRIP_NOUNS:
        return False
    return base_form(core) in frame.row.things or reading.scene.finders.assets.is_asset(core, reading.scene.named)
