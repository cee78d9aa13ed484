"""Conditions that stand beside a clause: "if X", "should X", "absent a deal", "Egypt's consent permitting".

A verb flows in; the tokens that put it under a condition flow out. A condition without "if" counts only before a clause that
is not about the past: "without tugs the ship drifted" sets no condition, "without tugs it would drift" does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({"if", "unless", "provided", "providing", "assuming", "supposing", "lest"})
_INVERTED = frozenset({"should", "were", "had"})
_OPEN_MODALS = frozenset({"would", "could", "might", "may", "'d", "’d"})
_WITHOUT = frozenset({"without", "absent", "barring", "failing", "minus", "lacking", "pending", "bar"})
_PERMITTING = frozenset({"permitting", "allowing", "willing"})
_FRONTED = _MARKS - {"lest"} | _INVERTED
_COMMENTS = frozenset(
    {"confirmed", "true", "verified", "correct", "anything", "so", "not", "only"}
)  # "if confirmed, ..." sets no condition
_SHORT_COMMENT = 2  # words
_ONCE = frozenset({"once"})
_DOUBTFUL = frozenset({"may", "might", "could", "would"})


def conditions_beside(verb: Token) -> Iterator[Token]:
    """The words that put a verb's clause under a condition."""
    if not is_verb(verb):
        return
    is_open = any(c.dep_ == "aux" and c.lower_ in _OPEN_MODALS for c in verb.children)
    for c in verb.children:
        if c.dep_ in ("advcl", "ccomp", "csubj", "dep"):
            yield from _condition_clause(c, verb)
        if is_open and _sets_condition(c):
            yield c
    if is_open:
        yield from _gerund_subject(verb)
    yield from _permitting(verb)
    yield from _imperative(verb)


def fronted_condition(trigger: Token) -> Token | None:
    """The "if" or "should" that opens a sentence, where the trigger stands behind its clause, whatever the parser hung it on."""
    sentence = trigger.sent
    first = sentence[1] if sentence[0].text in ('"', "“", "'") and len(sentence) > 1 else sentence[0]
    if first.lower_ not in _FRONTED or sentence.text.rstrip().endswith("?"):
        return None
    if first.lower_ in _INVERTED and not (first.dep_ in ("aux", "auxpass") or first.dep_ == "advcl"):
        return None
    comma = next((t.i for t in sentence if t.text == ","), sentence.end)
    is_comment = comma - first.i <= _SHORT_COMMENT and first.nbor(1).lower_ in _COMMENTS
    return None if is_comment or trigger.i < comma else first


def _sets_condition(word: Token) -> bool:
    """ "without a deal", "absent a deal", "but for the storm"; "without landing" sets no condition."""
    if word.lower_ in _WITHOUT:
        return word.dep_ in ("prep", "advcl", "mark", "advmod", "amod") and all(c.dep_ != "pcomp" for c in word.children)
    is_but = word.lower_ == "but" and word.i == word.sent.start and word.i + 1 < len(word.doc)
    return (is_but and word.nbor(1).lower_ == "for") or (
        word.lower_ == "for" and word.i > word.sent.start and word.nbor(-1).text == "But"
    )


def _condition_clause(clause: Token, verb: Token) -> Iterator[Token]:
    is_beside = clause.dep_ == "advcl"
    for g in clause.children:
        if (
            (is_beside and g.dep_ in ("mark", "advmod", "aux") and g.lower_ in _MARKS)
            or _is_inversion(g, clause)
            or (is_beside and g.lower_ in _ONCE and _is_unsure(verb) and clause.tag_ in ("VBZ", "VBP"))
        ):
            yield g
    if is_beside and clause.lower_ in ("provided", "providing", "assuming", "supposing") and clause.i == clause.sent.start:
        yield clause
    if clause.lower_ in _INVERTED and clause.i == clause.sent.start and is_beside and _has_subject_behind(clause, clause):
        yield clause


def _is_inversion(word: Token, clause: Token) -> bool:
    """ "Should it lose access", "had the ice not closed in", "were Beijing to throw a cordon"."""
    if word.lower_ not in _INVERTED or word.dep_ not in ("aux", "auxpass"):
        return False
    return _has_subject_behind(word, clause) and not clause.sent.text.rstrip().endswith("?")


def _has_subject_behind(word: Token, clause: Token) -> bool:
    first = next((s for s in clause.children if s.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    return first is not None and first.i > word.i


def _is_unsure(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in _DOUBTFUL for c in verb.children)


def _gerund_subject(verb: Token) -> Iterator[Token]:
    """ "Closing the camp would leave the strait unwatched": what would follow from what is not done."""
    for c in verb.children:
        is_would = any(a.dep_ == "aux" and a.lower_ in ("would", "'d", "’d") for a in verb.children)
        if is_would and c.dep_ in ("csubj", "nsubj") and c.tag_ == "VBG" and c.i < verb.i:
            yield c


def _permitting(verb: Token) -> Iterator[Token]:
    """ "weather permitting": the parser takes "permitting" for what the sentence is about, or for a clause."""
    if verb.tag_ not in ("VBZ", "VBP", "VB"):
        return
    for c in (*verb.children, verb.head):
        if c.lower_ in _PERMITTING and c != verb and c.i + 1 < len(c.doc) and c.nbor(1).text in (",", "."):
            yield c


def _imperative(verb: Token) -> Iterator[Token]:
    """ "Lose the base and the air bridge collapses": an order that is none."""
    first = verb if verb.dep_ != "conj" else verb.head
    if first.i != first.sent.start or first.tag_ not in ("VB", "VBP") or any(c.dep_ in ("nsubj", "aux") for c in first.children):
        return
    second = next(
        (c for c in first.children if c.dep_ == "conj" and any(s.dep_ in ("nsubj", "nsubjpass") for s in c.children)), None
    )
    joint = next((c for c in first.children if c.dep_ == "cc" and c.lower_ in ("and", "or")), None)
    if second is not None and joint is not None:
        yield joint
