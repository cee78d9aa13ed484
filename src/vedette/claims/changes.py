"""Verbs by which a presence grows or shrinks: "steps up its military operations", "downsizes its presence".

A frame with its trigger flows in; the completed frame of kind build_up or draw_down, or None, flows out. Where flights or
voyages are what changes, their noun carries the claim (`rates.py`) and the verb gives none.
"""

from __future__ import annotations

from vedette.claims.assets import base_form, descend
from vedette.claims.coreference import Reading
from vedette.claims.frames import Frame
from vedette.claims.phrases import agent_of, object_of, prepositions, subject_of
from vedette.claims.rates import TRIP_NOUNS
from vedette.claims.roles import places_behind
from vedette.claims.themes import acting, assets_of, owner_of
from vedette.claims.triggers import Lexicon


def fill_change(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The object grows or shrinks, else the subject does."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    theme = thing if thing is not None and not is_passive else subject
    if theme is None:
        return None
    core = descend(theme)
    is_counted = core != theme and reading.scene.finders.assets.class_of(core) is not None  # "the number of warplanes at"
    if base_form(core) in TRIP_NOUNS or not (is_counted or base_form(core) in frame.row.things):
        return None
    frame.theme = theme
    doer = subject if theme == thing else agent_of(verb)
    frame.actor = owner_of(theme, reading) or acting(doer, reading)
    frame.assets = assets_of(theme, reading)
    frame.cover(theme, core, doer if doer is not None and doer.i < verb.i else None)
    frame.direction = "up" if frame.kind == "build_up" else "down"
    for source in dict.fromkeys((verb, theme, core)):
        for preposition in prepositions(source):
            if lexicon.prepositions.get(preposition.lower_) == "place":
                frame.add_places("place", places_behind(preposition, reading), preposition)
    return frame if frame.actor or frame.place else None
