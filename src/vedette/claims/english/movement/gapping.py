"""Clauses whose verb is left out: "The tanker went to Zawiya, the tug to Misrata", "one brigade was sent to Kherson and another to Sumy".

The frames of a sentence flow in; the further frames that their verbs carry flow out, and places that the parser gave to the first are
taken from it. A noun of a ship or force (or "another", "others") behind a comma or conjunction, with a phrase of direction right
behind it and no verb since the trigger, goes the same way; status and speaker are those of the verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import ROLES, Frame
from vedette.claims.english.phrases import is_verb
from vedette.claims.english.roles import places_behind
from vedette.claims.english.triggers import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OTHERS = frozenset({"another", "others", "one", "two", "three", "four", "some", "most", "second", "third", "fourth", "fifth"})
_HOSTS = frozenset({"move", "depart", "arrive"})
_OPENERS = frozenset({",", ";", "and", "while", "but"})


def fill_gaps(sentence: Span, frames: Sequence[Frame], lexicon: Lexicon, reading: Reading) -> list[Frame]:
    """The frames of clauses without a verb, in order."""
    found = []
    for host in frames:
        if host.kind in _HOSTS and host.trigger.pos_ == "VERB" and host.theme is not None and host.has_route():
            behind = sentence.doc[host.trigger.i + 1 : sentence.end]
            for token in behind:
                if is_verb(token) and token.dep_ != "amod":
                    break
                gap = _read_gap(token, host, lexicon, reading)
                if gap is not None:
                    _take_from(host, gap)
                    found.append(gap)
    return found


def _read_gap(noun: Token, host: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """The frame of a noun behind a comma or conjunction with "to X" right behind it."""
    start = _phrase_start(noun)
    if noun.i + 1 >= noun.sent.end or start.i <= host.trigger.i + 1 or start.nbor(-1).lower_ not in _OPENERS:
        return None
    preposition = noun.nbor(1)
    role = lexicon.role(host.row, preposition.lower_) if preposition.pos_ == "ADP" else None
    if role not in ("origin", "destination") or host.theme is None or noun.i <= host.theme.i:
        return None
    if all(ref.token is None or ref.token.i > start.i for ref in getattr(host, role)):
        return None  # "moved personnel and material from Syria": one phrase for both
    frame = Frame(host.kind, noun, host.row, said_at=host.said_at or host.trigger, actor=host.actor, tokens={noun.i})
    if noun.lower_ in _OTHERS and noun.pos_ != "NOUN":
        frame.assets = [
            replace(ref, count=(1, 1) if noun.lower_ not in ("others", "two", "three", "four", "some", "most") else (None, None))
            for ref in host.assets
        ]
        frame.theme = noun
    elif noun.pos_ not in ("NOUN", "PROPN") or reading.scene.mention_at(noun) is not None or not take_theme(frame, noun, reading):
        return None
    frame.actor = frame.actor or host.actor
    return frame if frame.add_places(role, places_behind(preposition, reading, unknown=True), preposition) else None


def _phrase_start(noun: Token) -> Token:
    """The first word of a noun phrase, read from its words: articles, adjectives, numbers and nouns before it."""
    token = noun
    while (
        token.i > token.sent.start
        and token.nbor(-1).pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN")
        and token.nbor(-1).text != ","
    ):
        token = token.nbor(-1)
    return token


def _take_from(host: Frame, gap: Frame) -> None:
    """Take from the first clause what stands in the second, and its words."""
    for role in ROLES:
        given = {ref.token.i for ref in getattr(gap, role) if ref.token is not None}
        setattr(host, role, [ref for ref in getattr(host, role) if ref.token is None or ref.token.i not in given])
    if gap.trigger.i > host.trigger.i:
        host.assets = [ref for ref in host.assets if ref.text not in {g.text for g in gap.assets}] or host.assets
    host.tokens = {i for i in host.tokens if i < _phrase_start(gap.trigger).i} or host.tokens
