"""Who says it: the chain of speakers from the outlet inwards.

A trigger token flows in; names flow out, outermost first: whoever the clauses above it report ("Crosetto warned", "X, citing Y,
said", "according to", "satellite images show"), the asides of its sentence, and what a headline puts before a colon. Speakers that
only the sentences before can tell (pronouns, quotations that run on) are added by `telling.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import child, is_verb, subject_of
from vedette.claims.english.speakers.asides import asides_in
from vedette.claims.english.speakers.names import name_of
from vedette.claims.english.speakers.sources import according_to, citations, listener_of, passed_on_by, quoted_source
from vedette.claims.english.speakers.speaking import (
    EVIDENTIAL,
    NO_SPEAKERS,
    SPEECH,
    can_observe,
    can_speak,
    is_evidence,
    is_nobody,
    is_thing,
)
from vedette.claims.english.speakers.title_speakers import title_speaker
from vedette.claims.english.status.negation import is_negated
from vedette.claims.english.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_BELIEVING = word_list("believing")
_CONTENT_NOUNS = word_list("content_nouns")
_ONLY_CLAUSES = word_list("only_clauses")
_WITHHELD = word_list("withheld")
_DENYING = frozenset({"deny", "dismiss", "reject", "refute", "rebut", "debunk"})
_REPORTS = frozenset(
    {"report", "claim", "rumour", "rumor", "account", "image", "photo", "picture"}
)  # nobody's words by themselves
_TIME_WORD = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|(?:last|this|next)", re.IGNORECASE)
_AGENCIES = (
    r"(Reuters|AFP|AP|Associated Press|Agence France-Presse|Bloomberg|Interfax|TASS|RIA Novosti|Xinhua|Kyodo|Yonhap|"
    r"Anadolu|ANSA|DPA|EFE)"
)
_CREDIT = re.compile(
    rf"(?:\(|\b(?:told|by|via|to|from|with|citing|quoting)\s+(?:the\s+)?(?:news\s+agency\s+)?|[—–-]\s*){_AGENCIES}\b"
    rf"|\b{_AGENCIES}\s+(?:has\s+)?(?:reported|reports|said|says|writes|wrote)\b"
)


@dataclass(frozen=True)
class Voice:
    """A speaker: the noun, and its name as written."""

    noun: Token
    name: str


def speakers_of(trigger: Token) -> list[str]:
    """The speakers whose words a claim is put in, from outside inwards; empty where the writer speaks."""
    return list(dict.fromkeys(voice.name for voice in voices_of(trigger) if voice.noun.pos_ != "PRON"))


def voices_of(trigger: Token) -> list[Voice]:
    """The speakers of a claim as nouns, pronouns too, from outside inwards."""
    inner: list[Token] = []
    tellers: list[Token] = []  # of the words that somebody else reports or denies
    is_denied = False
    token = trigger
    for _ in range(30):
        found = list(_at(token, trigger))
        is_denied = is_denied or (bool(found) and token.lemma_ in _DENYING)
        inner += found
        if token.lemma_.lower() in _CONTENT_NOUNS and not is_verb(token):
            tellers += passed_on_by(token)
        if token.head == token or (token.dep_ == "advcl" and _has_mark(token) and not _has_that(token)):
            break
        token = token.head
    if not is_denied:
        inner = [*tellers, *inner]
    for aside in asides_in(trigger.sent):
        if aside.covers(trigger) and can_speak(aside.speaker, aside.verb, is_aside=True):
            inner += [n for n in _around(aside.verb, aside.speaker, is_aside=True) if n not in inner]
    title = title_speaker(trigger)
    chain = [*inner, *([title] if title is not None else [])]
    voices = (Voice(noun, name_of(noun)) for noun in reversed(list(dict.fromkeys(chain))))
    return _without_repeats([v for v in voices if not _TIME_WORD.match(v.name)])


def aside_verbs(trigger: Token) -> list[Token]:
    """The verbs of the asides that report a claim: "..., Western envoys believe"."""
    return [a.verb for a in asides_in(trigger.sent) if a.covers(trigger) and can_speak(a.speaker, a.verb, is_aside=True)]


def _without_repeats(voices: list[Voice]) -> list[Voice]:
    kept: list[Voice] = []
    for voice in voices:
        if all(voice.name != other.name for other in kept):
            kept.append(voice)
    return kept


def _has_mark(clause: Token) -> bool:
    """ "as X grows" and "though Y" are the writer's own words, beside the reported clause."""
    return any(
        c.dep_ == "mark" and c.lower_ in ("as", "though", "although", "while", "because", "since", "whereas")
        for c in clause.children
    )


def _has_that(clause: Token) -> bool:
    """ "pilots say, though the ministry will not, that the yard ...": reported all the same."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _at(token: Token, trigger: Token) -> Iterator[Token]:
    """Speakers that stand on one token of the climb, from inside outwards."""
    yield from according_to(token)
    if not is_verb(token):
        return
    for c in token.children:
        if c.dep_ == "advcl" and c.lemma_ in SPEECH and c != trigger and c not in trigger.ancestors:
            yield from _as_aside(c)
    if token == trigger or not _governs(token, trigger):
        yield from _observer(token) if token == trigger else ()
        return
    yield from quoted_source(token)
    subject = _speaker_noun(token)
    if subject is not None and (can_speak(subject, token) or can_observe(subject, token)):
        yield from _around(token, subject)


def _as_aside(verb: Token) -> Iterator[Token]:
    """ "as the ministry said"."""
    if not any(m.dep_ == "mark" and m.lower_ == "as" for m in verb.children):
        return
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "agent")]
    named = next((c for c in subjects if c.pos_ == "PROPN"), subjects[0] if subjects else None)
    if named is not None and named.lower_ not in NO_SPEAKERS:
        yield from _around(verb, named)


def _around(verb: Token, subject: Token, *, is_aside: bool = False) -> Iterator[Token]:
    """A speaker with the sources that it names and those who passed its words on, from inside outwards."""
    yield from reversed(list(citations(verb, subject)))
    if verb.lemma_ in ("quote", "cite") and (quoted := child(verb, "dobj")) is not None and is_aside:
        yield quoted
    passed = list(passed_on_by(subject))
    if not (passed and subject.lemma_.lower() in _REPORTS):
        yield subject
        yield from _each(subject)
    yield from passed
    yield from listener_of(verb)


def _each(subject: Token) -> list[Token]:
    """ "Neither Athens nor Cairo": two speakers."""
    return [c for c in subject.conjuncts if c.i > subject.i] if any(c.dep_ == "preconj" for c in subject.children) else []


def _observer(trigger: Token) -> Iterator[Token]:
    """ "The ministry counted 27 aircraft", "Lloyd's puts the number at 74": the subject vouches for it."""
    subjects = [c for c in trigger.children if c.dep_ == "nsubj"]
    subject = subjects[-1] if subjects else (subject_of(trigger)[0] if trigger.dep_ in ("conj", "xcomp") else None)
    if subject is None:
        return
    is_belief = trigger.lemma_ in _BELIEVING and not is_thing(subject) and not is_nobody(subject)
    if is_belief or (can_observe(subject, trigger) or (is_evidence(subject) and trigger.lemma_ in EVIDENTIAL)):
        yield from _around(trigger, subject)


def _governs(verb: Token, trigger: Token) -> bool:
    """Whether the trigger stands in what the verb reports, not in its subject nor beside it."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is not None and subject.left_edge.i <= trigger.i <= subject.right_edge.i:
        return False
    below = next((t for t in (trigger, *trigger.ancestors) if t.head == verb and t != verb), None)
    if below is None:
        return True
    if verb.lemma_ in _ONLY_CLAUSES or below.dep_ == "advmod":
        return below.dep_ in ("ccomp", "parataxis", "xcomp")
    if below.dep_ == "advcl" and below.i < verb.i:
        return child(verb, "ccomp") is None and below.tag_ != "VBN"
    return below.dep_ != "relcl" and not (verb.lemma_ in _WITHHELD and is_negated(verb))


def _speaker_noun(verb: Token) -> Token | None:
    """Who speaks; "with X, Y, warning of" leaves the name right before the comma."""
    own = child(verb, "nsubj")
    if own is not None and own.lower_ not in ("which", "who", "that", "it"):
        return own
    is_told = verb.dep_ == "advcl" and verb.head.lemma_ in SPEECH  # "told parliament, adding that"
    if verb.tag_ == "VBG" and not is_told and verb.i >= 2 and verb.nbor(-1).text == "," and _is_name(verb.nbor(-2)):
        return verb.nbor(-2)
    if verb.dep_ in ("conj", "advcl", "xcomp", "relcl", "acl"):
        subject, is_passive = subject_of(verb)
        is_none = is_passive or subject is None or subject.lower_ == "it" or (verb.dep_ == "acl" and verb.tag_ != "VBG")
        return None if is_none else subject
    return next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)


def _is_name(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.dep_ != "pobj" and not _TIME_WORD.match(noun.text)


def agencies_in(sentence: str) -> list[str]:
    """News agencies that a sentence credits ("..., Reuters reported", "told AFP", "compiled by Bloomberg")."""
    return list(dict.fromkeys(m[1] or m[2] for m in _CREDIT.finditer(sentence)))


def opens_quotation(text: str) -> bool:
    """Whether a sentence begins inside quotation marks."""
    return text.lstrip()[:1] in ("“", '"', "«", "„")
