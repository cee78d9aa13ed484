"""Not being there: ships gone, berths empty, no sign of a carrier.

A word flows in; a frame of kind absent, or None, flows out. What is gone must be an asset; what is empty must be a place where ships
or aircraft stand. The negation in "no sign of" is part of the claim and denies nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import owner_of
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.roles import places_behind, places_of
from vedette.claims.english.states.locatives import STANDING, take_locatives
from vedette.claims.english.states.stays import holder_of
from vedette.claims.english.states.themes_of_states import take_holder
from vedette.claims.english.status.negation import is_negated
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_BERTHS = word_list("berths") | word_list("berths_more")
_COVERAGE = word_list("coverage")
_DEADLINES = frozenset({"by", "within", "before"})
_COPULAS = frozenset(
    {
        "be", "stand", "lie", "sit", "remain", "appear", "seem", "look", "stay", "become", "find", "go", "leave", "keep", "show", "have",
        "report"
    }
)  # fmt: skip


def fill_vanish(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "has disappeared from the port"; "vanished from radar" is a gap of evidence; "vanished into" a movement."""
    verb = frame.trigger
    subject, _ = subject_of(verb)
    if any(c.lower_ in ("into", "to", "towards", "behind") for c in verb.children) or not take_theme(frame, subject, reading):
        return None
    is_unseen = any(
        {base_form(g), g.lower_} & _COVERAGE for c in verb.children if c.dep_ == "prep" and c.lower_ == "from" for g in c.subtree
    )
    if is_unseen:
        frame.kind = "evidence_state"
    is_somewhere = take_locatives(frame, [verb], lexicon, reading)
    return frame if is_somewhere or is_unseen else None


def fill_gone(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "were gone", "is missing from its berth", "nowhere to be seen", "both Kilos gone"; not "had gone to Tobruk"."""
    word = frame.trigger
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in word.children) and all(c.lemma_ != "be" for c in word.children):
        return None
    if (
        any(c.lower_ in ("to", "into", "on", "for", "back") for c in word.children if c.dep_ in ("prep", "prt", "advmod"))
        and word.lower_ == "gone"
    ):
        return None
    theme, _ = holder_of(word)
    if theme is None or not take_theme(frame, theme, reading):
        return None
    verb = word.head if is_verb(word.head) else None
    sought = [
        c for t in (word, verb) if t is not None for c in t.children if c.lemma_ in ("see", "find")
    ]  # "nowhere to be seen in"
    is_somewhere = take_locatives(frame, [word, verb, *sought], lexicon, reading)
    frame.own.add(word.i)  # "nowhere to be seen" says that it is not there, and denies nothing
    if not is_somewhere and word.lower_ in ("missing", "absent"):
        return None
    if word.lower_ == "gone" and any(c.lower_ in _DEADLINES and c.i > word.i for c in word.children):
        frame.kind, frame.origin, frame.place = "depart", frame.place, []  # "was gone within the hour"
    return frame


def fill_empty(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "berth 14 vacant", "the pens stood empty", "the ramp is bare of bombers", "images show an empty berth at"."""
    word = frame.trigger
    site = _site_of(word)
    if site is None:
        return None
    refs = places_of(site, reading)
    if base_form(descend(site)) not in _BERTHS and not refs:
        return None
    if not refs and base_form(descend(site)) not in STANDING | _BERTHS:
        return None
    frame.add_places("place", refs)
    for c in word.children:
        if c.dep_ == "prep" and c.lower_ == "of":
            thing = child(c, "pobj")
            if thing is not None:
                take_theme(frame, thing, reading)
    take_locatives(frame, [site, word, word.head if is_verb(word.head) else None], lexicon, reading)
    frame.theme = None
    frame.cover(site)
    return frame


def _site_of(word: Token) -> Token | None:
    """What is empty: by a copula, behind a noun, or before one that pictures show."""
    if word.dep_ == "amod" and word.i < word.head.i:
        verb = next((t for t in word.ancestors if is_verb(t)), None)
        is_shown = verb is not None and verb.lemma_ in ("show", "reveal", "see", "find", "depict", "capture", "leave")
        return word.head if is_shown and word.head.dep_ in ("dobj", "conj", "nsubj", "nsubjpass") else None
    if is_verb(word.head) and word.dep_ in ("acomp", "oprd", "xcomp", "advmod", "ccomp"):
        if word.head.lemma_ not in _COPULAS:
            return None
        return (
            object_of(word.head)
            if word.head.lemma_ in ("leave", "find", "show", "keep") and object_of(word.head) is not None
            else None
        ) or subject_of(word.head)[0]
    return holder_of(word)[0]


def fill_absence(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "the disappearance of all six Su-24s from the apron", "the carrier's absence", "the emptiness of the apron"."""
    noun = frame.trigger
    if noun.dep_ in ("compound", "nmod"):
        return None
    behind = [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    owner = child(noun, "poss")
    for thing in (*behind, *((owner,) if owner is not None else ())):
        if take_theme(frame, thing, reading):
            break
        if base_form(thing) in _BERTHS and frame.add_places("place", places_of(thing, reading) or places_behind(thing, reading)):
            break
        if base_form(thing) in _BERTHS and noun.lower_ == "emptiness":
            take_locatives(frame, [thing], lexicon, reading)
            break
    else:
        return None
    take_locatives(frame, [noun], lexicon, reading)
    frame.explicitness = "presupposed"
    frame.actor = frame.actor or owner_of(noun, reading)
    frame.cover(noun)
    return frame


def fill_no_sign(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "There is no sign of the carrier at Norfolk"; without a place it tells of the evidence only."""
    noun = frame.trigger
    negation = next((c for c in noun.children if c.lower_ in ("no", "neither", "any")), None)
    thing = next(
        (g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None
    )
    verb = next((t for t in noun.ancestors if is_verb(t)), None)
    if negation is None or thing is None or (negation.lower_ == "any" and (verb is None or not is_negated(verb))):
        return None
    if not take_holder(frame, thing, reading):
        return None
    if not take_locatives(frame, [noun, thing, descend(thing), verb], lexicon, reading):
        frame.kind = "evidence_state"
    frame.own.add(negation.i)
    frame.theme = None
    frame.tokens.update(range(negation.i, noun.i + 1))
    return frame
