"""Forces that gather or thin out: massed on a border, added to a garrison, few of them left, down to two from four.

A word flows in; a frame of kind build_up, draw_down, absent or flight_rate, or None, flows out. Unlike in `changes.py` it is the forces
themselves that are counted here, not a presence that grows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vedette.claims.english.arguments import take_theme
from vedette.claims.english.coreference import Reading
from vedette.claims.english.frames import Frame
from vedette.claims.english.owners import acting
from vedette.claims.english.phrases import child, is_verb, object_of, subject_of
from vedette.claims.english.states.locatives import MEASURES, take_locatives
from vedette.claims.english.states.rates import RATE_NOUNS, fill_trips
from vedette.claims.english.triggers import Lexicon
from vedette.claims.english.vocabulary import word_list
from vedette.claims.names.noun_phrases import base_form, descend

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCARCE = word_list("scarce")
_NONE = frozenset({"none", "no", "neither", "nothing"})
_FORCES = frozenset(
    {
        "force", "garrison", "contingent", "mission", "presence", "fleet", "patrol", "squadron", "battalion", "brigade", "group",
        "flotilla", "deployment", "operation", "battery", "base", "airbase", "rotation"
    }
)  # fmt: skip
_FIGURES = frozenset({"from", "to", "by", "on", "sharply", "slightly", "roughly", "about", "some", "around"})
_CHANGES = frozenset({"change", "times", "mass"})


def fill_mass(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Rwanda is massing troops on the border", "units could be massing behind Belgorod"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = None if is_passive else object_of(verb)
    if not take_theme(frame, thing if thing is not None else subject, reading):
        return None
    if thing is not None and subject is not None:
        frame.actor = frame.actor or acting(subject, reading)
        frame.cover(subject if subject.i < verb.i else None)
    is_somewhere = take_locatives(frame, [verb, thing], lexicon, reading)
    if not is_somewhere and not (verb.lemma_ in ("mass", "amass") and frame.actor):
        return None
    frame.direction = "up"
    return frame


def fill_add(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "has added 200 carabinieri to the force at Pristina"."""
    verb = frame.trigger
    subject, is_passive = subject_of(verb)
    thing = subject if is_passive else object_of(verb)
    goal = next(
        (
            g
            for source in (verb, thing)
            if source is not None
            for c in source.children
            if c.lower_ == "to"
            for g in c.children
            if g.dep_ == "pobj"
        ),
        None,
    )
    if goal is None or base_form(descend(goal)) not in _FORCES or not take_theme(frame, thing, reading):
        return None
    frame.actor = frame.actor or (acting(subject, reading) if not is_passive else None)
    take_locatives(frame, [goal, verb], lexicon, reading)
    frame.cover(goal)
    frame.direction = "up"
    return frame


def fill_few_left(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "Precious few are left", "only two of the ten submarines remain"; "none is left" is an absence."""
    verb = frame.trigger
    subject, _ = subject_of(verb)
    if subject is None or not _is_left(verb):
        return None
    words = {t.lower_ for t in subject.subtree if t.i < verb.i} | {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    nothing = next((t for t in subject.subtree if t.lower_ in _NONE), None)
    is_scarce = bool(words & _SCARCE) if nothing is None else verb.lemma_ == "leave"
    if not is_scarce or not (take_theme(frame, subject, reading) or take_theme(frame, _of_which(verb), reading)):
        return None
    if not take_locatives(frame, [verb, descend(subject)], lexicon, reading) and verb.lemma_ == "remain":
        return None
    if nothing is not None:
        frame.kind, frame.theme = "absent", None
        frame.own.add(nothing.i)
    else:
        frame.direction = "down"
    return frame


def _is_left(verb: Token) -> bool:
    """ "are left", "are the last left", "remain": not "have left the port"."""
    if child(verb, "dobj", "agent") is not None:
        return False
    if verb.lemma_ == "remain" or child(verb, "auxpass") is not None:
        return True
    has_perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "ROOT") and not has_perfect


def _of_which(verb: Token) -> Token | None:
    """ "Of the eleven landing ships, few are left"."""
    return next((g for c in verb.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)


def fill_level(frame: Frame, lexicon: Lexicon, reading: Reading) -> Frame | None:
    """ "is down to two frigates, from four", "at 74, up from 51"; of voyages it is a rate, and their noun carries it."""
    word = frame.trigger
    if not _is_figure_behind(word) or _is_told_before(word, lexicon) or _is_of_distance(word):
        return None
    noun = _counted(word, reading)
    if noun is None:
        return None
    frame.direction = "up" if word.lower_ == "up" else "down"
    if base_form(noun) in RATE_NOUNS:
        found = fill_trips(Frame("flight_rate", noun, frame.row, tokens={noun.i, word.i}), lexicon, reading)
        if found is not None:
            found.direction = frame.direction
        return found if found is not None and found.kind == "flight_rate" else None
    if not take_theme(frame, noun, reading) and base_form(noun) not in _FORCES:
        return None
    frame.kind = "build_up" if word.lower_ == "up" else "draw_down"
    verb = word.head if is_verb(word.head) else None
    inner = [c for c in descend(noun).children if c.dep_ in ("acl", "relcl")]
    take_locatives(frame, [noun, descend(noun), verb, *inner], lexicon, reading)
    return frame


def _is_figure_behind(word: Token) -> bool:
    """Whether "up" or "down" is one of figures: "up from 51", "down to two", "down 20 percent", "down by two-thirds"."""
    behind = word.doc[word.i + 1 : min(word.i + 4, word.sent.end)]
    if not len(behind) or not any(
        t.pos_ == "NUM" or t.like_num or t.lower_ in ("half", "third", "thirds", "quarter", "handful", "percent")
        for t in word.doc[word.i + 1 : min(word.i + 7, word.sent.end)]
    ):
        return False
    before = word.nbor(-1) if word.i > word.sent.start else word
    is_predicate = before.lemma_ == "be" or before.text in (",", "—", "–", "(") or before.pos_ in ("NOUN", "ADV", "NUM", "PROPN")
    return is_predicate and (behind[0].lower_ in _FIGURES or behind[0].pos_ == "NUM" or behind[0].like_num)


def _is_of_distance(word: Token) -> bool:
    """ "40 miles separate them, down from 200"."""
    return any(base_form(t) in MEASURES for t in word.doc[word.sent.start : word.i])


def _is_told_before(word: Token, lexicon: Lexicon) -> bool:
    """Whether a verb of the sentence has said the change already: "rose to 153, up from 98"."""
    earlier = [t for t in word.doc[word.sent.start : word.i] if is_verb(t)]
    return any(row.pattern in _CHANGES or row.kind in ("build_up", "draw_down") for t in earlier for row in lexicon.find(t))


def _counted(word: Token, reading: Reading) -> Token | None:
    """What the figures count: the subject of the copula, else the nearest noun of ships, forces or voyages before."""
    finder, named = reading.scene.finders.assets, reading.scene.named
    if is_verb(word.head) and word.head.lemma_ == "be":
        subject, _ = subject_of(word.head)
        return descend(subject) if subject is not None else None
    for token in reversed(word.doc[word.sent.start : word.i]):
        is_head = token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "poss")
        if is_head and (base_form(token) in RATE_NOUNS | _FORCES or finder.is_asset(token, named)):
            return token
    return None
