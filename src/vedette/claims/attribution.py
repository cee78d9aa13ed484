"""Who says it: the chain of speakers from the outlet inwards.

A trigger token and its scene flow in; names flow out, outermost first: outlet, agency of the dateline, whoever the clause
reports ("Crosetto warned", "according to", "satellite images show"). A quotation that runs on into the next
sentence keeps its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.assets import base_form, read_things
from vedette.claims.phrases import child, is_verb, subject_of
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECH = word_list("speech")
EVIDENTIAL = frozenset(
    [
        "show",
        "indicate",
        "suggest",
        "reveal",
        "confirm",
        "demonstrate",
        "depict",
        "capture",
        "record",
        "display",
        "prove",
        "appear",
        "see",
    ]
)
_EVIDENCE_NOUNS = word_list("evidence_nouns")
_SERVICES = frozenset({"navy", "army", "military", "staff", "crew", "guard", "police"})  # they are moved, and they speak
_ACCORDING = frozenset({"according", "per"})
_AGENCY = re.compile(
    r"\b(Reuters|AFP|AP|Associated Press|Agence France-Presse|Bloomberg|Interfax|TASS|RIA Novosti|Xinhua|Kyodo|Yonhap|"
    r"Anadolu|ANSA|DPA|EFE)\b"
)


def speakers_of(trigger: Token) -> list[str]:
    """The speakers whose words a claim is put in, from outside inwards; empty where the writer speaks."""
    found: list[str] = []
    token = trigger
    for _ in range(30):
        for name in _at(token, trigger):
            if name not in found:
                found.append(name)
        if token.head == token or (token.dep_ == "advcl" and _has_mark(token)):
            break
        token = token.head
    return list(reversed(found))


def _has_mark(clause: Token) -> bool:
    """ "as X grows" and "though Y" are the writer's own words, beside the reported clause."""
    return any(
        c.dep_ == "mark" and c.lower_ in ("as", "though", "although", "while", "because", "since", "whereas")
        for c in clause.children
    )


def _at(token: Token, trigger: Token) -> Iterator[str]:
    """Speakers that stand on one token of the climb."""
    if is_verb(token) and token != trigger and _governs(token, trigger):
        subject = _speaker_noun(token)
        if subject is not None and _can_speak(subject, token):
            yield name_of(subject)
    for c in token.children:
        if c.lower_ in _ACCORDING and c.dep_ in ("prep", "advcl", "pcomp", "advmod", "acl"):
            noun = next((g for p in (c, *c.children) for g in p.children if g.dep_ == "pobj"), None)
            if noun is not None:
                yield name_of(noun)
        elif _is_aside(c) and c != trigger and trigger.i not in {t.i for t in c.subtree}:
            subject = child(c, "nsubj")
            if subject is not None:
                yield name_of(subject)


def _can_speak(noun: Token, verb: Token) -> bool:
    """Whether a subject speaks through this verb: people speak, evidence shows, what moves does neither."""
    if any(c.lower_ in ("no", "neither") for c in noun.children):
        return False
    is_thing = base_form(noun) in read_things() and base_form(noun) not in _SERVICES
    is_evidence = _is_evidence(noun)
    return (verb.lemma_ in SPEECH and not is_thing) or (verb.lemma_ in SPEECH | EVIDENTIAL and is_evidence)


def _is_aside(clause: Token) -> bool:
    """ "..., the ministry said, ..." and "as the ministry said"."""
    mark = child(clause, "mark")
    return clause.lemma_ in SPEECH and (
        clause.dep_ == "parataxis" or (clause.dep_ == "advcl" and mark is not None and mark.lower_ == "as")
    )


def _governs(verb: Token, trigger: Token) -> bool:
    """Whether the trigger stands in what the verb reports, not in its subject."""
    subject = child(verb, "nsubj", "nsubjpass")
    return subject is None or not (subject.left_edge.i <= trigger.i <= subject.right_edge.i)


def _speaker_noun(verb: Token) -> Token | None:
    """Who speaks; "with X, Y, warning of" leaves the name right before the comma."""
    own = child(verb, "nsubj")
    if own is not None and own.lower_ not in ("which", "who", "that", "it"):
        return own
    if verb.tag_ == "VBG" and verb.i >= 2 and verb.nbor(-1).text == "," and verb.nbor(-2).pos_ in ("NOUN", "PROPN"):
        return verb.nbor(-2)
    if verb.dep_ in ("conj", "advcl", "xcomp", "relcl"):
        subject, is_passive = subject_of(verb)
        return None if is_passive or (subject is not None and subject.lower_ == "it") else subject
    return next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)


def _is_evidence(noun: Token) -> bool:
    if any(c.lower_ in ("no", "little", "any") for c in noun.children):
        return False
    words = {
        noun.lemma_.lower(),
        noun.lower_,
        *(c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "conj", "amod")),
    }
    return bool(words & _EVIDENCE_NOUNS)


def name_of(noun: Token) -> str:
    """A noun phrase without article and without what hangs behind it; "images and reports" keeps both."""
    start = noun.left_edge.i
    while start < noun.i and noun.doc[start].dep_ in ("det", "punct", "predet"):
        start += 1
    end = max([noun.i, *(c.i for c in noun.conjuncts if c.i - noun.i <= 4)])
    name = noun.doc[start : end + 1].text.strip(' ,“”"')
    apposition = child(noun, "appos")
    return (
        f"{name} {_proper(apposition)}"
        if apposition is not None and apposition.pos_ == "PROPN" and noun.pos_ != "PROPN"
        else str(name)
    )


def _proper(noun: Token) -> str:
    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)


def agencies_in(sentence: str) -> list[str]:
    """News agencies that a sentence credits ("..., Reuters reported", "told AFP", "compiled by Bloomberg")."""
    return list(dict.fromkeys(m[1] for m in _AGENCY.finditer(sentence)))


def opens_quotation(text: str) -> bool:
    """Whether a sentence begins inside quotation marks."""
    return text.lstrip()[:1] in ("“", '"', "«", "„")
