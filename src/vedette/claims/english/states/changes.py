"""Verbs by which a presence grows or shrinks: "steps up its military operations", "downsizes its presence".

A frame with its trigger flows in; the completed frame of kind build_up or draw_down, or None, flows out. Where flights or
voyages are what changes, their noun carries the claim (`rates.py`) and the verb gives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import agent_of, object_of, subject_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import acting, assets_of, owner_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_MILITARY = word_list("military_words")
_ANYBODYS = word_list("not_only_military")
_CIVIL = word_list("civil")
_FORCES = frozenset(
    {"force", "troop", "fleet", "squadron", "aircraft", "vessel", "ship", "warship", "personnel", "deployment", "patrol"}
)
_CRAFT = frozenset({"aircraft", "vessel", "ship", "warship", "airfield", "base", "airbase", "troop", "fleet", "position"})
_OF_NUMBER = frozenset(
    {"dwindle", "shrink", "double", "triple", "swell", "multiply", "thin", "increase", "grow", "halve", "quadruple"}
)
_OF_STATES = frozenset({"presence", "footprint", "operation", "force", "deployment", "patrol", "position", "base"})
_GARRISONS = frozenset({"garrison", "contingent"})


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
    if theme != thing and not is_passive and not is_counted and base_form(core) in _CRAFT and verb.lemma_ not in _OF_NUMBER:
        return None  # "the aircraft fell into the sea"
    frame.theme = theme
    doer = subject if theme == thing else agent_of(verb)
    frame.actor = owner_of(theme, reading) or acting(doer, reading)
    if _is_civil(core, frame.actor):
        return None
    frame.assets = assets_of(theme, reading)
    frame.cover(theme, core, doer if doer is not None and doer.i < verb.i else None)
    frame.direction = "up" if frame.kind == "build_up" else "down"
    is_somewhere = take_locatives(frame, (verb, theme, core), lexicon, reading, unknown=False)
    is_force = base_form(core) in _FORCES and is_somewhere
    return frame if frame.actor or frame.place or is_force or base_form(core) in _GARRISONS else None


def _is_civil(core: Token, actor: str | None) -> bool:
    """ "the voter base", "operations in Genoa" of a company: such things are military only in military company, or a state's."""
    if any(c.lower_ in _CIVIL for c in core.lefts):
        return True
    if base_form(core) not in _ANYBODYS or (base_form(core) in _OF_STATES and actor is not None and actor.startswith("country:")):
        return False
    words = {t.lower_ for t in core.sent} | {t.lemma_.lower() for t in core.sent}
    return not (words - {core.lower_, core.lemma_.lower()}) & _MILITARY
