"""The cues of modality at one token of the climb: the table `cues.toml` against a word and what hangs on it.

A governing token and the child by which it was reached flow in; (status, cue token) pairs flow out. A row counts only where the
word is used as the row means: negated where it must be, before an open question, before something that is yet to come.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.claims.negation import is_negated
from vedette.claims.phrases import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTING = frozenset("say announce state promise vow pledge declare report confirm add tell warn note".split())  # noqa: SIM905
_NOT_PLANS = frozenset({"announce", "go", "set", "order", "see", "tell", "call"})  # only with an infinitive


@dataclass(frozen=True)
class Cue:
    """A row of the cue table."""

    status: str
    scope: str
    words: frozenset[str]
    reason: str
    negated: bool = False
    needs_mark: frozenset[str] = frozenset()
    only_future: bool = False
    pos: str = ""


@lru_cache(maxsize=1)
def read_cues() -> tuple[tuple[str, ...], tuple[Cue, ...]]:
    """The order of statuses and the cue rows."""
    table = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    cues = tuple(
        Cue(**{**row, "words": frozenset(row["words"]), "needs_mark": frozenset(row.get("needs_mark", ()))})
        for row in table["cue"]
    )
    return tuple(table["order"]), cues


def cues_at(token: Token, below: Token | None) -> Iterator[tuple[str, Token]]:
    """The cues at a token that governs a claim through its child `below`; at the trigger itself `below` is None."""
    _, cues = read_cues()
    children = list(token.children)
    for cue in cues:
        if cue.scope == "aux":
            modals = [c for c in children if c.dep_ == "aux" and c.lower_ in cue.words]
            yield from ((_status_of_modal(cue, c, token), c) for c in modals)
        elif cue.scope == "mark":
            yield from ((cue.status, c) for c in children if c.dep_ in ("mark", "advmod") and c.lower_ in cue.words)
        elif cue.scope == "adverb":
            yield from (
                (cue.status, c)
                for c in children
                if c.dep_ in ("advmod", "amod") and c.lower_ in cue.words and not _is_noun_modifier(c, token, below)
            )
        elif below is not None and _word_in(token, cue.words) and cue.pos in ("", token.pos_) and _holds(cue, token, below):
            yield "denied" if cue.only_future and is_negated(token) else cue.status, token
    if below is not None and below.dep_ == "ccomp":
        yield from _cues_on_source(token)
    if below is not None or is_verb(token):
        yield from (("conditional", mark) for mark in _condition_beside(token))


def _cues_on_source(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "Unconfirmed reports say that": what is said of the source."""
    _, cues = read_cues()
    modifiers = [g for c in verb.children if c.dep_ == "nsubj" for g in c.children if g.dep_ == "amod"]
    for cue in cues:
        if cue.scope == "adverb":
            yield from ((cue.status, g) for g in modifiers if g.lower_ in cue.words)


def _word_in(token: Token, words: frozenset[str]) -> bool:
    return token.lemma_.lower() in words or token.lower_ in words


def _status_of_modal(cue: Cue, modal: Token, verb: Token) -> str:
    """ "said that it would send": after a past report, "would" is the future; elsewhere it is conditional."""
    governor = verb.head
    is_reported = verb.dep_ == "ccomp" and governor.tag_ in ("VBD", "VBN") and governor.lemma_ in _REPORTING
    has_condition = any(c.dep_ == "advcl" and any(g.lower_ in ("if", "unless") for g in c.children) for c in verb.children)
    return "planned" if modal.lower_ == "would" and is_reported and not has_condition else cue.status


def _is_noun_modifier(cue: Token, token: Token, below: Token | None) -> bool:
    """ "a likely move" hedges the move; "likely" on a noun above it does not."""
    return cue.dep_ == "amod" and below is not None and not is_verb(token) and below.dep_ not in ("acl", "ccomp")


def _holds(cue: Cue, token: Token, below: Token) -> bool:
    """Whether a governing word is used in the way that its row means."""
    if cue.negated and not is_negated(token):
        return False
    if not cue.negated and cue.status == "denied" and is_negated(token):
        return False
    if cue.needs_mark and not any(c.lower_ in cue.needs_mark for c in below.children) and below.lower_ not in cue.needs_mark:
        return False
    if cue.only_future:
        return _is_infinitive_or_noun(below, token)
    return below.dep_ not in ("advcl", "conj") or cue.status == "unresolved"


def _is_infinitive_or_noun(below: Token, token: Token) -> bool:
    """ "plans to move", "plans for the move", "agreed that ships would": not "announced that ships left"."""
    if below.dep_ in ("advcl", "conj", "nsubj", "npadvmod"):
        return (below.dep_ == "nsubj" and any(c.dep_ in ("auxpass", "cop") for c in token.children)) or (
            below.dep_ == "advcl" and has_to(below)
        )
    if is_verb(below):
        return has_to(below) or (below.tag_ == "VBG" and below.dep_ in ("xcomp", "pcomp"))
    return token.lemma_ not in _NOT_PLANS or not is_verb(token)


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or any(
        c.lower_ == "to" for c in verb.head.children if c.i == verb.i - 1
    )


def _condition_beside(verb: Token) -> Iterator[Token]:
    """A conditional clause that stands beside a clause: "If X, the ships will leave", "..., should it lose access"."""
    if not is_verb(verb):
        return
    for c in verb.children:
        if c.dep_ == "advcl":
            for g in c.children:
                if g.dep_ in ("mark", "advmod") and g.lower_ in ("if", "unless", "provided"):
                    yield g
                if (
                    g.dep_ == "aux"
                    and g.lower_ in ("should", "were", "had")
                    and any(s.dep_ == "nsubj" and s.i > g.i for s in c.children)
                ):
                    yield g
