"""On which side of publication a claim lies, where its words of time leave it open ("on Sunday", "in May").

A trigger and the status of its claim flow in; whether its time is one to come flows out. A plan lies ahead, unless it is told from
afterwards ("was due on Monday but has not come"); a possibility, a condition and a refusal lie ahead where the verb does ("may land on
Monday", "will not sail this year").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.phrases import child, is_verb
from vedette.claims.english.speakers.speaking import SPEECH
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll", "would"})
_POSSIBLE = frozenset({"may", "might", "could"})
_EXPECTING = frozenset({"due", "expect", "schedule", "suppose", "slate", "set", "mean", "plan", "be"})
_PLANS = word_list("plan_nouns")


def looks_ahead(trigger: Token, status: str) -> bool:
    """Whether the time of a claim lies behind publication in the calendar, not before it."""
    if status == "planned":
        return not _is_told_from_afterwards(trigger)
    if status == "conditional":
        return not _has_perfect(trigger)
    modals = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    if status == "hedged":
        return bool(modals & _POSSIBLE) and not _has_perfect(trigger)
    if status == "denied":
        is_plan = trigger.dep_ == "acl" and trigger.head.lemma_.lower() in _PLANS
        return is_plan or (bool(modals & _FUTURE) and not _has_perfect(trigger))
    return False


def _has_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _is_told_from_afterwards(trigger: Token) -> bool:
    """ "The ship was due on Monday", "had been expected in May": what was planned, by the writer's own clock; not "said it was due"."""
    verb = next((t for t in (trigger, *trigger.ancestors) if is_verb(t) and _finite(t) is not None), None)
    if verb is None:
        return False
    finite = _finite(verb)
    is_past = finite is not None and finite.tag_ == "VBD" and finite.lemma_ in ("be", "have")
    words = {verb.lemma_, *(c.lemma_.lower() for c in verb.children if c.dep_ in ("acomp", "xcomp", "advmod"))}
    is_told = verb.dep_ in ("ccomp", "parataxis") and verb.head.lemma_ in SPEECH
    return is_past and bool(words & _EXPECTING) and not is_told


def _finite(verb: Token) -> Token | None:
    """The word of a verb group that carries its tense."""
    first = child(verb, "aux", "auxpass")
    word = verb if first is None else first
    return word if word.tag_ in ("VBD", "VBZ", "VBP", "MD") else None
