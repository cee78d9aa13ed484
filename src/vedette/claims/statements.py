"""Claims that movement data cannot answer, but that stand beside those it can: talks, bases wanted, conditions.

A trigger flows in; a frame with actor and places flows out. They are kept so that a reader sees that "negotiating for a
base" was read as talks, not as a presence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.assets import AssetRef, base_form, descend, noun_text
from vedette.claims.coreference import Reading
from vedette.claims.frames import Frame
from vedette.claims.phrases import child, is_verb, object_of, prepositions, subject_of
from vedette.claims.roles import places_behind
from vedette.claims.themes import acting, owner_of
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.triggers import Lexicon

_TALK_VERBS = word_list("talk_verbs")
_BASE_NOUNS = frozenset(["base", "airbase", "facility", "port", "access", "airfield", "hub", "outpost", "foothold"])


def fill_act(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """Somebody negotiates, secures, loses, formalises: actor, object, places."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else object_of(verb)
    if frame.row.things:
        if thing is None or base_form(descend(thing)) not in frame.row.things:
            return None
        if frame.kind == "basing" and not _is_base(thing):
            return None
        frame.theme = thing
        frame.assets = [AssetRef(noun_text(descend(thing)), None, (None, None), None)]
    frame.actor = (owner_of(thing, reading) if is_passive and thing is not None else None) or (
        None if is_passive else acting(subject, reading)
    )
    if (frame.row.need == "actor" and frame.actor is None) or (frame.row.need == "no_actor" and frame.actor is not None):
        return None
    frame.cover(subject if subject is not None and subject.i < verb.i and subject.dep_ != "dobj" else None, thing)
    sources = [verb, *([thing, descend(thing)] if thing is not None else [])]
    for source in dict.fromkeys(sources):
        _take_any_place(frame, source, lexicon, reading)
    return frame


def fill_state(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "whether it will remain informal": the footing of a presence."""
    verb = frame.trigger
    state = child(verb, "acomp", "oprd", "attr")
    subject, _ = subject_of(verb)
    if state is None or state.lower_ not in frame.row.things or subject is None:
        return None
    if base_form(subject) not in ("presence", "base", "agreement", "it", "arrangement", "deployment"):
        return None
    frame.actor = owner_of(subject, reading) or acting(subject, reading)
    frame.cover(subject)
    frame.tokens.update(range(verb.i, state.i + 1))
    return frame


def _is_base(thing: Token) -> bool:
    """Things that are military or foreign by the words around them, or by name; "open a port" alone is a matter of trade."""
    noun = descend(thing)
    if base_form(noun) in ("base", "airbase", "presence", "foothold", "outpost"):
        return True
    text = noun.sent.text.lower()
    return any(word in text for word in ("naval", "military", "base", "navy", "warship", "air force", "basing"))


def _take_any_place(frame: Frame, source: Token, lexicon: Lexicon, reading: Reading) -> None:
    for preposition in prepositions(source):
        if lexicon.prepositions.get(preposition.lower_) in ("place", "destination"):
            frame.add_places("place", places_behind(preposition, reading), preposition)


def fill_act_noun(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "discussions continue", "talks between Moscow and Khartoum on a base"."""
    noun = frame.trigger
    verb = noun.head
    is_live = noun.dep_ in ("nsubj", "nsubjpass", "dobj") and verb.lemma_ in _TALK_VERBS
    words = {base_form(t) for t in noun.subtree}
    if noun.lemma_ == "talk" and noun.tag_ != "NNS":
        return None
    about_base = bool(words & _BASE_NOUNS)
    if not about_base and not (is_live and noun.tag_ == "NNS" and child(noun, "compound", "amod") is None):
        return None
    frame.cover(noun)
    if is_live:
        frame.tokens.update(range(min(noun.i, verb.i), max(noun.i, verb.i) + 1))
    above = next((t for t in noun.ancestors if is_verb(t)), None)
    doer = subject_of(above)[0] if above is not None and noun.dep_ in ("dobj", "pobj") else None
    frame.actor = owner_of(noun, reading) or acting(doer, reading)
    frame.tokens.update(range(noun.i, min(noun.right_edge.i, noun.i + 8) + 1))
    return frame


def fill_requires(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "any Russian presence in Libya would require Turkish cooperation"."""
    verb = frame.trigger
    subject, _ = subject_of(verb)
    if subject is None or base_form(descend(subject)) not in frame.row.things:
        return None
    frame.theme = subject
    frame.assets = [AssetRef(noun_text(subject), None, (None, None), None)]
    frame.actor = owner_of(subject, reading)
    for preposition in prepositions(subject):
        frame.add_places("place", places_behind(preposition, reading), preposition)
    frame.cover(subject, object_of(verb))
    return frame if frame.actor is not None else None
