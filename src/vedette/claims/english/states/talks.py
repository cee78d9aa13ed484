"""Talks about bases, ports, access and overflight: "is talking to Beijing about a jetty", "asked for port rights".

A verb or noun of talking flows in; a frame of kind negotiate, or None, flows out. What is talked about must be a base or the use of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting, owner_of
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.roles import places_of
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.triggers import Lexicon

_TALK_VERBS = word_list("talk_verbs")
_BASES = word_list("bases") | word_list("bases_more")
_RIGHTS = word_list("rights")
_GRANTS = word_list("grants")
_ABOUT = frozenset({"about", "over", "on", "for", "of", "regarding", "concerning", "to", "with", "at", "in"})
_NOT_MOVEMENT = frozenset(
    {
        "wage", "wages", "customs", "trade", "tariff", "merger", "union", "climate", "price", "strike", "privatisation", "privatization"
    }
)  # fmt: skip


def is_of_basing(noun: Token) -> bool:
    """Whether a noun phrase speaks of a base, or of the use of a port, an airfield, an airspace."""
    words = {base_form(t) for t in noun.subtree} | {t.lower_ for t in noun.subtree}
    if words & _NOT_MOVEMENT:
        return False
    return bool(
        words & _BASES
        or (
            words & _RIGHTS
            and words
            & {
                "right",
                "rights",
                "access",
                "use",
                "permission",
                "lease",
                "arrangement",
                "agreement",
                "deal",
                "stop",
                "accord",
                "pact",
            }
        )
    )


def fill_act_noun(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "discussions continue", "talks between Moscow and Khartoum on a base", "an agreement on docking rights"."""
    noun = frame.trigger
    verb = noun.head
    is_live = noun.dep_ in ("nsubj", "nsubjpass", "dobj") and verb.lemma_ in _TALK_VERBS
    if noun.dep_ in ("compound", "nmod") or (noun.lemma_ == "talk" and noun.tag_ != "NNS"):
        return None
    about_base = is_of_basing(noun) or any(is_of_basing(t) for t in _subjects_of_talks(noun))
    is_bare = not frame.row.things and is_live and noun.tag_ == "NNS" and child(noun, "compound", "amod", "prep") is None
    if not about_base and not is_bare:
        return None
    frame.cover(noun)
    if is_live:
        frame.tokens.update(range(min(noun.i, verb.i), max(noun.i, verb.i) + 1))
    above = next((t for t in noun.ancestors if is_verb(t)), None)
    doer = subject_of(above)[0] if above is not None and noun.dep_ in ("dobj", "pobj") else None
    frame.actor = owner_of(noun, reading) or acting(doer, reading)
    frame.tokens.update(range(noun.i, min(noun.right_edge.i, noun.i + 8) + 1))
    for topic in _subjects_of_talks(noun):
        _take_places_below(frame, topic, reading)
    return frame


def _subjects_of_talks(noun: Token) -> list[Token]:
    """What stands behind "on", "about", "over" of a noun of talks, also where the parser hung it on the verb."""
    sources = [noun, *([noun.head] if is_verb(noun.head) or noun.head.pos_ == "ADP" else [])]
    behind = [
        c
        for s in sources
        for c in s.children
        if c.dep_ == "prep" and c.i > noun.i and c.lower_ in ("on", "about", "over", "for", "regarding", "concerning", "of")
    ]
    chained = [
        g
        for s in sources
        for c in s.children
        if c.dep_ == "prep"
        for n in c.children
        for g in n.children
        if g.dep_ == "prep" and g.lower_ in ("on", "about", "over", "for")
    ]
    found = [g for c in (*behind, *chained) for g in c.children if g.dep_ == "pobj"]
    clauses = [g for c in (*behind, *chained) for g in c.children if g.dep_ == "pcomp"]
    return found + [thing for clause in clauses if (thing := object_of(clause)) is not None]


def fill_talk(frame: Frame, _lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Honiara is talking to Beijing about a jetty", "has asked Khartoum for port rights", "negotiates access to the port"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    topics = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in _ABOUT for g in c.children if g.dep_ == "pobj"]
    topics += [
        g
        for t in topics
        for c in t.children
        if c.dep_ == "prep" and c.lower_ in ("about", "over", "on", "for")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    thing = None if is_passive else object_of(verb)
    if thing is not None:
        topics += [
            thing,
            *(
                g
                for c in thing.children
                if c.dep_ == "prep" and c.lower_ in ("for", "about")
                for g in c.children
                if g.dep_ == "pobj"
            ),
        ]
    clauses = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in _ABOUT for g in c.children if g.dep_ == "pcomp"]
    topics += [t for c in clauses if (t := object_of(c)) is not None]  # "haggling over who keeps the quays"
    topics += [t for c in verb.children if c.dep_ in ("xcomp", "ccomp") and (t := object_of(c)) is not None]
    topic = next((t for t in topics if is_of_basing(t)), None)
    if topic is None or subject is None:
        return None
    frame.actor = None if is_passive else acting(subject, reading)
    if frame.actor is None and frame.row.need == "actor":
        return None
    frame.cover(subject if subject.i < verb.i else None, topic)
    _take_places_below(frame, topic, reading)
    return frame


def _take_places_below(frame: Frame, topic: Token, reading: Reading) -> None:
    """Where the base would be: "a pier at Port Sudan", "access to the port of Berbera"."""
    frame.add_places("place", places_of(topic, reading))
    for noun in (topic, descend(topic)):
        for c in noun.children:
            if c.dep_ == "prep":
                for g in c.children:
                    if g.dep_ == "pobj":
                        frame.add_places("place", places_of(g, reading))
