"""Forces that are fewer or more than they were: "lost most of its tanks", "more warships in the Red Sea than".

A word flows in; a frame of kind draw_down or build_up, or None, flows out. Who loses must be a force or a place, and what is lost must be
ships, aircraft or people; a loss in battle is none to another place, so that the object must be a share of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.states.frequencies import is_repeated
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.triggers import Lexicon
from vedette.claims.names.noun_phrases import descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHARES = frozenset(
    {
        "most", "half", "all", "much", "third", "two-thirds", "quarter", "majority", "part", "some", "many", "several", "bulk", "dozens",
        "thirds"
    }
)  # fmt: skip
_SAYING_SO = frozenset({"be", "leave", "keep", "have", "remain", "see", "count", "base", "station", "show", "put"})


def fill_lose(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """A garrison, a corps, a base that loses a share of what it had."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = object_of(verb)
    if is_passive or thing is None or subject is None or not (_is_share(thing) or _gives_to(verb)):
        return None
    if not take_theme(frame, thing, reading):
        return None
    frame.actor = frame.actor or acting(subject, reading)
    frame.direction = "down"
    frame.add_places("place", places_of(subject, reading))
    take_locatives(frame, [verb, subject, thing, descend(thing)], lexicon, reading)
    frame.cover(subject)
    finder, named = reading.scene.finders.assets, reading.scene.named
    is_force = finder.is_asset(descend(subject), named) or reading.scene.country_at(subject) is not None
    return frame if (is_force and (frame.actor or frame.place)) or frame.place else None


def _is_share(thing: Token) -> bool:
    words = {thing.lower_, *(c.lower_ for c in thing.children if c.i < thing.i)}
    return bool(words & _SHARES)


def _gives_to(verb: Token) -> bool:
    """ "lost its tanks to the front"."""
    return any(c.dep_ in ("prep", "dative") and c.lower_ == "to" for c in verb.children)


def fill_more_there(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "There are more warships in the Red Sea than a year ago", "leaving fewer aircraft in Tillaberi"."""
    word = frame.trigger
    noun = word.head
    if word.dep_ != "amod" or noun.pos_ not in ("NOUN", "PROPN") or is_repeated(word):
        return None
    behind = [t.lower_ for t in word.doc[word.i + 1 : word.sent.end]]
    verb = noun.head
    is_told = is_verb(verb) and verb.lemma_ in _SAYING_SO and noun.dep_ in ("attr", "dobj", "nsubj")
    if not is_told or behind[:1] == ["than"] or (word.lower_ == "more" and "than" not in behind):
        return None
    if not take_theme(frame, noun, reading) or not take_locatives(frame, [noun, descend(noun), verb], lexicon, reading):
        return None
    subject = None if child(verb, "expl") is not None else subject_of(verb)[0]
    if frame.actor is None and subject is not None and subject != noun and verb.dep_ != "advcl":
        frame.actor = acting(subject, reading)
    up = word.lower_ == "more"
    frame.kind, frame.direction = ("build_up", "up") if up else ("draw_down", "down")
    frame.assets = [replace(ref, text=ref.text.removeprefix(word.text).strip()) for ref in frame.assets]
    frame.said_at = verb
    frame.own.add(word.i)
    return frame
