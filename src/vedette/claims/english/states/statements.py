"""Claims that movement data cannot answer, but that stand beside those it can: talks, bases wanted, conditions.

A trigger flows in; a frame with actor and places flows out. They are kept so that a reader sees that "negotiating for a
base" was read as talks, not as a presence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.prepositional import prepositions
from vedette.claims.english.roles import places_behind
from vedette.claims.english.states.talks import is_of_basing
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import base_form, descend, noun_text

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.triggers import Lexicon

_BUILT_BY_STATES = frozenset(
    {
        "airstrip", "runway", "airfield", "pier", "jetty", "strip", "helipad", "anchorage", "hangar", "quay", "wharf", "shipyard", "port",
        "berth"
    }
)  # fmt: skip
_CIVILIANS = frozenset(
    {
        "party", "opposition", "candidate", "club", "team", "company", "union", "firm", "airline", "senator", "campaign", "singer",
        "charity"
    }
)  # fmt: skip
_TOLD = word_list("told_bases")
_STRONG = word_list("strong_bases")
_MILITARY = word_list("military_words")
_CIVIL = word_list("civil_bases")


def fill_act(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """Somebody negotiates, secures, loses, formalises: actor, object, places."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else _object_in(frame.row.things, verb) or object_of(verb)
    if frame.row.things:
        if thing is None or base_form(descend(thing)) not in frame.row.things:
            return None
        if frame.kind == "basing" and not _is_base(thing, None if is_passive else subject, reading):
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


def _object_in(things: frozenset[str], verb: Token) -> Token | None:
    """Of two objects the one that the row asks for: "lease Moscow a pier"."""
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative") and base_form(descend(c)) in things), None)


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


def _is_base(thing: Token, subject: Token | None, reading: Reading) -> bool:
    """Things that are military or foreign by the words around them, or by name; "open a port" alone is a matter of trade."""
    noun = descend(thing)
    if any(c.lower_ in _CIVIL for c in noun.lefts):
        return False
    if subject is not None and base_form(subject) in _CIVILIANS:
        return False
    actor = acting(subject, reading)
    words = {t.lower_ for t in noun.sent} | {t.lemma_.lower() for t in noun.sent}
    if base_form(noun) in _STRONG:
        return bool((words - {"base", "strong"}) & _MILITARY) or base_form(noun) != "base" or _has_foreign_place(noun)
    is_of_site = base_form(noun) in ("access", "right", "rights", "use", "permission") and is_of_basing(noun)
    if any(c.lower_ in ("foreign", "naval", "military") for c in noun.lefts):
        return True
    if is_of_site and (actor is not None and (actor.startswith("country:") or (subject is not None and subject.pos_ == "PROPN"))):
        return True  # "is seeking access to airfields in Ghana"
    is_states = actor is not None and actor.startswith("country:") and base_form(noun) in _BUILT_BY_STATES
    return is_states or bool(words & _MILITARY)


def _has_foreign_place(noun: Token) -> bool:
    """ "a base on the Red Sea", "a base at Assab": a name behind it."""
    behind = [g for c in (*noun.children, *noun.head.children) if c.dep_ == "prep" and c.i > noun.i for g in c.children]
    return any(g.pos_ == "PROPN" or any(t.pos_ == "PROPN" for t in g.subtree if t.dep_ in ("compound", "pobj")) for g in behind)


def _take_any_place(frame: Frame, source: Token, lexicon: Lexicon, reading: Reading) -> None:
    for preposition in prepositions(source):
        if lexicon.prepositions.get(preposition.lower_) in ("place", "destination"):
            frame.add_places("place", places_behind(preposition, reading), preposition)


def fill_base_noun(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "hopes of a permanent berth at Bosaso", "plans for a base in Cambodia": a base that somebody would have."""
    noun = frame.trigger
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for", "to", "on", "about") else None
    if above is None or base_form(above) not in frame.row.things | _TOLD:
        return None
    _take_any_place(frame, noun, lexicon, reading)
    frame.actor = owner_of(noun, reading) or owner_of(above, reading) or acting(_doer(above), reading)
    if not frame.place or frame.actor is None:
        return None
    frame.assets = [AssetRef(noun_text(noun), None, (None, None), None)]
    frame.cover(noun)
    return frame


def _doer(noun: Token) -> Token | None:
    """The subject of the verb whose object a noun is."""
    return subject_of(noun.head)[0] if noun.dep_ == "dobj" and is_verb(noun.head) else None
