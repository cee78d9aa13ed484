"""What a second look must not overrule: reasons for which the rules read no claim, whatever stands around the word.

A frame in the making flows in, with the nouns that it might be about; a yes or no flows out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vedette.claims.english.frames import Frame
from vedette.claims.english.movement.going import is_flow
from vedette.claims.english.phrases import child, subject_of
from vedette.claims.english.second_look.landmarks import Landmarks
from vedette.claims.english.second_look.signs import family_of
from vedette.claims.english.states.changes import is_civil
from vedette.claims.english.states.sightings import is_fiction
from vedette.claims.english.themes import is_back_reference
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token


_OF_SOMEBODY = frozenset({"movement", "presence", "strength"})  # claims that are nothing without what they are about
_OF_SUBJECT = frozenset({"go", "be_at"})  # patterns whose verb says of its subject that it goes or is somewhere
_GOODS = word_list("goods")
_INTO = frozenset({"to", "into"})


def is_refused(frame: Frame, movers: Sequence[Token], marks: Landmarks) -> bool:
    """Whether it is about what moves no force: former soldiers, a fleet of taxis, oil that flows, barracks turned into flats."""
    first = movers[0] if movers else None
    if first is not None and ((first.i in marks.assets and frame.theme != first) or _is_of_other(first, marks)):
        return True  # "two former soldiers", "a toy boat": it looks like an asset, and was found to be none
    family = family_of(frame.kind)
    if family in ("movement", "presence") and _does_other(frame, marks):
        return True
    if family == "movement":
        return is_flow(frame) or _becomes(frame, marks)
    if frame.trigger.pos_ == "VERB" and is_fiction(*subject_of(frame.trigger)):
        return True
    return family == "strength" and frame.theme is not None and is_civil(descend(frame.theme), frame.actor)


def says_too_little(frame: Frame) -> bool:
    """ "would not abandon them", "which remained": nothing that moves and no place, or a presence nowhere."""
    is_bare = frame.theme is None and frame.actor is None
    if is_bare and (family_of(frame.kind) in _OF_SOMEBODY or not frame.has_place()):
        return True
    if frame.has_place() or frame.is_on_path:
        return False
    is_named = bool(frame.assets) and (frame.theme is None or not is_back_reference(frame.theme))
    return family_of(frame.kind) == "presence" or (family_of(frame.kind) == "movement" and not is_named)


def _is_of_other(noun: Token, marks: Landmarks) -> bool:
    """ "a fleet of taxis", "a flight of stairs", "shipments of phones"."""
    of = (g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return any(g.pos_ == "NOUN" and g.i not in marks.assets and g.i not in marks.places and descend(g) == g for g in of)


def _does_other(frame: Frame, marks: Landmarks) -> bool:
    """ "turned the old barracks into flats", "held a ceremony": the verb has an object that neither moves nor is a place."""
    thing = child(frame.trigger, "dobj")
    if thing is None or frame.row.things or thing.pos_ != "NOUN" or thing == frame.theme or thing.i in frame.tokens:
        return False
    is_of_goods = base_form(descend(thing)) in _GOODS or frame.row.pattern not in _OF_SUBJECT
    return not is_of_goods and not ({descend(thing).i, thing.i} & (marks.assets.keys() | marks.places.keys()))


def _becomes(frame: Frame, marks: Landmarks) -> bool:
    """ "flew to a 3-0 win": what it leads to is an event or a state."""
    ends = (
        g for c in frame.trigger.children if c.lower_ in _INTO and c.i > frame.trigger.i for g in c.children if g.dep_ == "pobj"
    )
    return any(
        g.pos_ == "NOUN"
        and g.i not in marks.assets
        and g.i not in marks.places
        and any(c.lower_ in ("a", "an") for c in g.children)
        for g in ends
    )
