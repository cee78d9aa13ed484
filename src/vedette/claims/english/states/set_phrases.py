"""Being somewhere by a set phrase: on station, at anchor, home to, a fixture at, weeks spent in.

A frame with its trigger flows in; the completed frame of kind present, or None, flows out. What is somewhere must be an asset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.states.stays import is_state
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_LENGTHS = word_list("times_of_stay")


def fill_spend(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "spent five weeks in the Alborán Sea"."""
    verb = frame.trigger
    subject, _ = subject_of(verb)
    time = child(verb, "dobj", "npadvmod")
    if time is None:
        return None
    is_feast = time.pos_ == "PROPN" and reading.scene.mention_at(time) is None  # "spent Diwali at anchor"
    if not is_feast and not {base_form(time), base_form(descend(time))} & _LENGTHS:
        return None
    if not take_theme(frame, subject, reading) or not take_locatives(frame, [verb, time], lexicon, reading, unknown=True):
        return None
    frame.cover(time)
    return frame


def fill_station(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "on station off Yemen", "at anchor off Chittagong", where no verb of posture says it."""
    noun = frame.trigger
    preposition = noun.head
    if (
        preposition.lower_ not in ("at", "on")
        or noun.dep_ != "pobj"
        or child(noun, "det", "poss", "amod", "compound") is not None
    ):
        return None
    above = preposition.head
    if is_verb(above) and above.lemma_ != "be" and any(row.pattern != "be" and is_state(row.kind) for row in lexicon.find(above)):
        return None
    theme = subject_of(above)[0] if is_verb(above) else above if above.pos_ in ("NOUN", "PROPN") else None
    if above.lower_ == "with":  # "With the Boxer on station"
        theme = child(above, "pobj")
    if not take_theme(frame, theme, reading):
        return None
    take_locatives(frame, [noun, preposition, above if is_verb(above) else None], lexicon, reading)
    frame.tokens.add(preposition.i)
    frame.said_at = above if is_verb(above) else None
    return frame


def fill_attribute(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "has been a fixture at Safaga", "are a common sight off Malta"."""
    noun = frame.trigger
    verb = noun.head
    if noun.dep_ != "attr" or not is_verb(verb):
        return None
    subject, _ = subject_of(verb)
    if subject == noun or not take_theme(frame, subject, reading) or not take_locatives(frame, [noun, verb], lexicon, reading):
        return None
    frame.said_at = verb
    return frame


def fill_home_to(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Rota is home to five destroyers", "plays host to"."""
    noun = frame.trigger
    behind = next(
        (c for c in (*noun.children, *noun.head.children) if c.lower_ == "to" and c.i > noun.i and c.dep_ in ("prep", "dative")),
        None,
    )
    things = objects_behind(behind)
    verb = noun.head
    if not things or not is_verb(verb) or verb.lemma_ not in ("be", "play", "remain", "become", "serve", "make"):
        return None
    subject, _ = subject_of(verb)
    if (
        subject is None
        or not take_theme(frame, things[0], reading)
        or not frame.add_places("place", places_of(subject, reading, unknown=True))
    ):
        return None
    frame.tokens.update(range(noun.i, things[0].i + 1))
    frame.said_at = verb
    return frame


def objects_behind(preposition: Token | None) -> list[Token]:
    """The nouns behind a preposition, if there is one."""
    return [c for c in preposition.children if c.dep_ == "pobj"] if preposition is not None else []
