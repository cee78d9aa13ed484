"""Verbs by which a presence grows or shrinks: "steps up its military operations", "downsizes its presence".

A frame with its trigger flows in; the completed frame of kind build_up or draw_down, or None, flows out. Where flights or
voyages are what changes, their noun carries the claim (`rates.py`) and the verb gives none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import agent_of, object_of, subject_of
from vedette.claims.english.roles import PlaceRef, places_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.states.rates import TRIP_NOUNS
from vedette.claims.english.themes import assets_of
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.counts import read_count
from vedette.claims.names.noun_phrases import base_form, descend

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
_OF_FORCES = word_list("changes_of_forces")  # verbs whose object or subject may be any ships, aircraft or people
_OF_STATES = frozenset({"presence", "footprint", "operation", "force", "deployment", "patrol", "position", "base"})
_FORCE_NAMES = word_list("force_names")
_MANNING = frozenset({"reinforce", "fortify", "strengthen", "bolster"})
_GARRISONS = frozenset({"garrison", "contingent"})


def fill_change(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The object grows or shrinks, else the subject does."""
    verb = frame.trigger
    lemma = lexicon.verbs.get(verb.lower_, verb.lemma_)
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    theme = thing if thing is not None and not is_passive else subject
    if theme is None:
        return None
    if theme == thing and lemma in _MANNING and (posts := places_of(theme, reading, unknown=theme.pos_ == "PROPN")):
        return _reinforce_post(frame, subject, posts, reading)
    core = descend(theme)
    finder, named = reading.scene.finders.assets, reading.scene.named
    is_counted = core != theme and finder.class_of(core) is not None  # "the number of warplanes at"
    is_force = lemma in _OF_FORCES and finder.is_asset(core, named)
    if base_form(core) in TRIP_NOUNS or not (
        is_counted or is_force or base_form(core) in frame.row.things or _is_mission(core, lemma)
    ):
        return None
    if theme != thing and not is_passive and not is_counted and base_form(core) in _CRAFT and lemma not in _OF_NUMBER:
        return None  # "the aircraft fell into the sea"
    frame.theme = theme
    doer = subject if theme == thing else agent_of(verb)
    frame.actor = owner_of(theme, reading) or acting(doer, reading)
    if is_civil(core, frame.actor):
        return None
    frame.assets = assets_of(theme, reading)
    _take_figure(frame, reading)
    frame.cover(theme, core, doer if doer is not None and doer.i < verb.i else None)
    frame.direction = "up" if frame.kind == "build_up" else "down"
    for c in (c for c in core.children if c.dep_ in ("acl", "relcl")):  # "hulls swarming Whitsun Reef have thinned out"
        inner = object_of(c)
        frame.add_places("place", places_of(inner, reading) if inner is not None else [])
    is_somewhere = take_locatives(frame, (verb, theme, core), lexicon, reading)
    is_told = is_somewhere and (is_force or base_form(core) in _FORCES)
    return frame if frame.actor or frame.place or is_told or base_form(core) in _GARRISONS else None


def _reinforce_post(frame: Frame, subject: Token | None, posts: list[PlaceRef], reading: Reading) -> Frame | None:
    """ "Finnish border guard reinforces Vaalimaa": what is strengthened is a place."""
    frame.actor = acting(subject, reading)
    if frame.actor is None or not frame.add_places("place", posts):
        return None
    frame.direction = "up" if frame.kind == "build_up" else "down"
    frame.cover(subject)
    return frame


def _is_mission(core: Token, lemma: str) -> bool:
    """ "NATO's Baltic Sentry has swollen to ten ships": a name whose figure is one of ships or people."""
    return core.pos_ == "PROPN" and lemma in _OF_NUMBER


def _take_figure(frame: Frame, reading: Reading) -> None:
    """How many there are then: "swell to 5,000 soldiers", "halved its force, from 2,000 to around 1,000"."""
    verb = frame.trigger
    for c in verb.subtree:
        if c.lower_ != "to" or c.i < verb.i or c.dep_ not in ("prep", "dative", "aux"):
            continue
        number = next((t for t in c.subtree if t.like_num and t.i > c.i), None)
        if number is None:
            continue
        end = next((t for t in c.children if t.dep_ == "pobj"), number)
        count = read_count(str(frame.trigger.doc[c.i + 1 : max(end.i, number.i) + 1].text))
        told = assets_of(end, reading) if end.pos_ != "NUM" else []
        if told and not frame.assets:
            frame.assets = told
        elif frame.assets and count != (None, None):
            frame.assets = [replace(frame.assets[0], count=count), *frame.assets[1:]]
        return


def is_civil(core: Token, actor: str | None) -> bool:
    """ "the voter base", "operations in Genoa" of a company: such things are military only in military company, or a state's."""
    if any(c.lower_ in _CIVIL for c in core.lefts):
        return True
    if base_form(core) not in _ANYBODYS or (base_form(core) in _OF_STATES and actor is not None and actor.startswith("country:")):
        return False
    if base_form(core) == "number" and actor is not None and actor.startswith("country:"):
        return False  # "German numbers in Erbil"
    if actor is not None and (actor.isupper() or actor in _FORCE_NAMES):
        return False  # "MONUSCO is thinning out its positions"
    words = {t.lower_ for t in core.sent} | {t.lemma_.lower() for t in core.sent}
    return not (words - {core.lower_, core.lemma_.lower()}) & _MILITARY
