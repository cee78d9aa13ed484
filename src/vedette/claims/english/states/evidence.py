"""Claims about the evidence itself: transponders off, ships gone dark, no images, cloud, jamming.

A word flows in; a frame of kind evidence_state, or None, flows out. Such a claim says that something could not be seen, so that a
negation in it ("has not pinged since") belongs to the claim and denies nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.states.locatives import take_locatives
from vedette.claims.english.states.stays import holder_of, passes_on
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRANSMITTERS = word_list("transmitters")
_IMAGERY = word_list("imagery")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "neither", "nor"})
_SENDING = frozenset({"transmit", "broadcast", "ping", "signal", "squawk", "emit"})
_COPULAS = frozenset({"be", "stay", "remain", "keep", "leave", "go"})
_SINCE = frozenset({"since", "again", "anywhere", "for", "in"})
_SATELLITES = word_list("seen_from_above")


def fill_signal(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "switched off its transponder", "the AIS signal was lost", "its transponder has been off", "stopped transmitting"."""
    word = frame.trigger
    subject, is_passive = subject_of(word) if is_verb(word) else holder_of(word)
    if not is_verb(word) and (child(word, "pobj") is not None or not is_verb(word.head) or word.head.lemma_ not in _COPULAS):
        return None
    thing = object_of(word) if is_verb(word) and not is_passive else None
    particle = child(word, "prt")
    thing = thing or (child(particle, "pobj") if particle is not None else None)  # "switched off its AIS"
    sent = child(word, "xcomp") if is_verb(word) else None
    if sent is not None and sent.lemma_ in _SENDING:
        if not take_theme(frame, subject, reading):
            return None
        owner = subject
    elif thing is not None and _is_transmitter(thing):
        owner = subject
    elif thing is None and subject is not None and _is_transmitter(subject) and not frame.row.things:
        owner = child(subject, "poss", "compound") or next(
            (g for c in subject.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None
        )
    else:
        return None
    _describe(frame, owner, subject if thing is None else thing, reading)
    verb = word.head if not is_verb(word) and is_verb(word.head) else None
    take_locatives(frame, [word, verb], lexicon, reading)
    return frame


def _is_transmitter(noun: Token) -> bool:
    core = descend(noun)
    names = {base_form(core), core.lower_, *(c.lower_ for c in core.lefts if c.dep_ in ("compound", "amod", "nmod"))}
    return bool(names & _TRANSMITTERS)


def _describe(frame: Frame, owner: Token | None, thing: Token | None, reading: Reading) -> None:
    """Whose transmitter it is, if the text says."""
    if owner is not None:
        take_theme(frame, owner, reading)
    frame.theme = None
    frame.cover(thing)


def fill_dark(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "went dark off Crete", "the AIS fell silent", "has been running dark"."""
    word = frame.trigger
    verb = word.head
    if not is_verb(verb) or verb.lemma_ not in ("go", "fall", "be", "run", "sail", "turn", "stay", "remain", "keep", "operate"):
        return None
    subject, _ = subject_of(verb)
    if subject is None or (not _is_transmitter(subject) and (verb.lemma_ == "be" or not take_theme(frame, subject, reading))):
        return None
    if not _is_transmitter(subject) and frame.trigger.lower_ == "quiet":
        return None
    if _is_transmitter(subject):
        _describe(frame, child(subject, "poss", "compound"), subject, reading)
    take_locatives(frame, [verb, word], lexicon, reading)
    frame.tokens.add(verb.i)
    frame.said_at = verb
    frame.theme = None
    return frame


def fill_unseen(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "has not pinged since", "were not seen again", "hadn't been spotted anywhere else"."""
    verb = frame.trigger
    negations = [c for c in verb.children if c.dep_ == "neg" or c.lower_ in _NEGATIONS]
    subject, is_passive = subject_of(verb)
    if not negations or subject is None:
        return None
    behind = {t.lower_ for t in verb.subtree if t.i > verb.i}
    is_sending = verb.lemma_ in ("ping", "transmit", "squawk") or (
        verb.lemma_ in ("broadcast", "report", "send", "emit") and _sends_position(verb)
    )
    if not is_sending and not (is_passive and behind & _SINCE):
        return None
    if not take_theme(frame, subject, reading) and not (is_sending and _is_transmitter(subject)):
        return None
    if not is_sending:
        take_locatives(frame, [verb], lexicon, reading)
        if frame.place:
            return None  # "was not seen in Tartus" says where it was not
    frame.own.update(t.i for t in negations)
    frame.tokens.update(t.i for t in negations)
    frame.theme = None
    return frame


def _sends_position(verb: Token) -> bool:
    thing = object_of(verb)
    return thing is not None and base_form(descend(thing)) in ("position", "location", "signal", "data", "message")


def fill_lack(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "No images of the port are available", "no imagery has surfaced", "there are no pictures of the base"."""
    word = frame.trigger
    subject, _ = subject_of(word) if is_verb(word) else holder_of(word)
    if subject is None or base_form(descend(subject)) not in _IMAGERY or passes_on(word, lexicon):
        return None
    carriers = (*subject.children, *word.children, *(word.head.children if is_verb(word.head) else ()))
    negations = [c for c in carriers if c.lower_ in _NEGATIONS and c.dep_ in ("det", "neg", "advmod")]
    if not negations:
        return None
    for c in subject.children:
        if c.dep_ == "prep" and c.lower_ == "of":
            take_locatives(frame, [subject], lexicon, reading)
    frame.own.update(t.i for t in negations)
    frame.cover(subject)
    return frame


def fill_obscured(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Cloud over the anchorage has kept optical satellites from ...", "cloud cover obscured the base in images"."""
    noun = frame.trigger
    top = noun.head if noun.dep_ == "compound" and noun.head.pos_ in ("NOUN", "PROPN") else noun
    words = {t.lower_ for t in noun.sent}
    if not words & _SATELLITES or top.dep_ not in ("nsubj", "nsubjpass", "agent", "pobj", "dobj"):
        return None
    verb = top.head if is_verb(top.head) else top.head.head
    if not is_verb(verb) or verb.lemma_ not in (
        "keep",
        "prevent",
        "hide",
        "obscure",
        "cover",
        "block",
        "mask",
        "shroud",
        "veil",
        "stop",
        "hamper",
        "hinder",
        "blanket",
        "conceal",
        "obstruct",
        "spoil",
        "ruin",
        "limit",
        "frustrate",
        "defeat",
        "cloud",
        "make",
        "leave",
        "mar",
        "foil",
        "thwart",
        "be",
    ):
        return None
    take_locatives(frame, [top, verb], lexicon, reading)
    frame.cover(top)
    return frame


def fill_spoofed(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "GPS jamming has disrupted ship tracking", "the vessel broadcast a false position off Oman"."""
    word = frame.trigger
    if is_verb(word) and word.lemma_ in ("broadcast", "transmit", "report", "send", "show", "give", "fake", "falsify", "spoof"):
        thing = object_of(word)
        subject, _ = subject_of(word)
        if thing is None or not _sends_position(word):
            return None
        is_false = word.lemma_ in ("fake", "falsify", "spoof") or any(
            c.lower_ in ("false", "fake", "bogus", "spoofed", "phantom", "fictitious", "wrong") for c in thing.children
        )
        if not is_false or not take_theme(frame, subject, reading):
            return None
        take_locatives(frame, [word, thing], lexicon, reading)
        frame.theme = None
        return frame
    if word.pos_ not in ("NOUN", "PROPN", "VERB") or word.dep_ in ("compound",):
        return None
    before = {c.lower_ for c in word.lefts} | {t.lower_ for t in word.sent}
    if not before & {"gps", "gnss", "ais", "satnav", "satellite", "navigation", "ads-b", "electronic", "position"}:
        return None
    take_locatives(frame, [word, word.head if is_verb(word.head) else None], lexicon, reading)
    return frame
