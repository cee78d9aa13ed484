"""What lies ahead: modals, infinitives and the present tense with a time to come.

A verb and its modal flow in; the status that they give flows out. "Would" after a past report is the future as it was seen then
("said that it would sail"); elsewhere it depends on something. "Sails on 22 April" is a plan, though nothing says "will".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.status.conditions import conditions_beside
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEECH = word_list("speech")
_PLANS = word_list("plan_nouns")
_WOULD = frozenset({"would", "'d", "’d"})
_SEEING = frozenset({"see", "count", "spot", "hear", "detect", "find", "observe"})  # "could see" is a past ability
_STATES = word_list("unplanned_states")
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_AHEAD = re.compile(
    rf"(?:as early as |as soon as |early |late |on |by )?(?:tomorrow|later (?:this|today)|"
    rf"next (?:week|weekend|month|year|spring|summer|autumn|fall|winter|{_DAY}|{_MONTH})|"
    r"in the coming|in coming|(?:this|at the) (?:coming )?weekend|tonight|this coming|soon|shortly|in due course)\b",
    re.IGNORECASE,
)
_DATED = re.compile(rf"on (?:{_DAY}|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})\b|(?:in|by) {_MONTH}\b(?! \d{{4}})", re.IGNORECASE)
_LONGEST_TIME = 60  # characters: a longer phrase is no time
_TIMES = frozenset({"prep", "npadvmod", "advmod", "dobj", "tmod", "pobj"})


def status_of_modal(status: str, modal: Token, verb: Token) -> str:
    """The status that a modal gives to its verb: "would" may be a future seen from the past, "could see" an ability."""
    word = modal.lower_
    if word == "could" and verb.lemma_ in _SEEING and not any(c.dep_ == "auxpass" for c in verb.children):
        return "asserted"
    if word == "must":
        has_past = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
        return status if has_past or verb.lemma_ == "be" else "planned"
    if word in ("'d", "’d") and verb.tag_ in ("VBN", "VBD"):
        return "asserted"  # "they'd left"
    if word in _WOULD and _is_reported_past(verb) and not any(True for _ in conditions_beside(verb)):
        has_past = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
        return status if has_past else "planned"
    if word == "should" and not _is_inverted(modal, verb) and any(True for _ in _times_ahead(verb)):
        return "planned"
    return status


def _is_inverted(modal: Token, verb: Token) -> bool:
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    return subject is None or subject.i > modal.i


def _is_reported_past(verb: Token) -> bool:
    """Whether a clause is told in the past: "said that it would", "ships would sail, he said", "an order that ships would"."""
    clause = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head != clause:
        clause = clause.head
    governor = clause.head
    if governor.lemma_ == "have" and governor.dep_ == "ccomp":  # "told AFP he had it from officers that ..."
        governor = governor.head
    if clause.dep_ in ("ccomp", "acl") and governor != clause and not _is_quoted(clause, governor):
        is_told = governor.tag_ in ("VBD", "VBN") or any(
            c.dep_ == "aux" and c.tag_ in ("VBD", "VBZ", "VBP") for c in governor.children
        )
        return (is_told and governor.lemma_ in _SPEECH) or governor.tag_ in ("NN", "NNS", "VBG")
    return any(c.dep_ == "parataxis" and c.tag_ == "VBD" and c.lemma_ in _SPEECH for c in clause.children)


def _is_quoted(clause: Token, governor: Token) -> bool:
    """Whether a clause is told in its speaker's own words, in which "would" is no future seen from the past."""
    first, last = sorted((clause.i, governor.i))
    return any(t.text in ('"', "“", "”", ":") for t in clause.doc[first + 1 : last])


def future_tense(verb: Token) -> Iterator[Token]:
    """The words that put a verb of the present into the future: "sails on 22 April", "is leaving next week"."""
    is_noun = verb.tag_ == "NNS" and verb.dep_ == "ROOT"  # the parser takes "sails" for a noun
    is_present = (verb.tag_ in ("VBZ", "VBP") or is_noun) and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    is_going_on = verb.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "’s", "'re", "’re") for c in verb.children
    )
    if not (is_present or is_going_on) or verb.doc.user_data.get("is_headline") or verb.lemma_ in _STATES:
        return
    yield from _times_ahead(verb)


def _times_ahead(verb: Token) -> Iterator[Token]:
    """The words on a verb that name a time to come, or a day."""
    for c in verb.children:
        if c.dep_ in _TIMES and c.i > verb.i - 6:
            text = c.doc[c.left_edge.i : c.right_edge.i + 1].text
            if len(text) < _LONGEST_TIME and (_AHEAD.match(text) or _DATED.match(text)):
                yield c


def infinitives(verb: Token, has_to: bool) -> Iterator[tuple[str, Token]]:
    """ "Egypt is to deploy a ship", and "Egypt to deploy ship" in a headline, are plans; "was to have sailed" did not."""
    if not has_to:
        return
    is_to_be = verb.head.lemma_ == "be" and verb.dep_ in ("xcomp", "ccomp", "acl") and not _equates(verb.head)
    is_headline = verb.doc.user_data.get("is_headline") and verb.dep_ in ("ROOT", "acl", "relcl")
    if is_to_be and verb.head.tag_ == "VBD" and any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
        yield "denied", verb.head
    elif is_to_be or is_headline:
        yield "planned", verb.head if is_to_be else verb
    elif plan := _plan_beside(verb):
        yield "planned", plan


def _equates(verb: Token) -> bool:
    return any(c.dep_ in ("acomp", "attr") and c.i > verb.i for c in verb.children)


def _plan_beside(verb: Token) -> Token | None:
    """ "Plans are afoot to shift the headquarters", "the plan is to move": the subject of the clause is a plan."""
    for governor in (verb.head, verb.head.head):
        if verb.dep_ in ("xcomp", "advcl", "ccomp", "acl"):
            for c in governor.children:
                if c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in _PLANS and c.i < verb.i:
                    return c
    return None
