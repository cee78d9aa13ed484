"""How far the writer commits to a claim: scopes of cues on the parse, after ConText.

A trigger token flows in; a status (asserted, hedged, planned, conditional, unconfirmed, unresolved, denied), the tokens that
decided it and the explicitness flow out. From the trigger upwards, each clause that governs it adds its cues; the climb
ends where the claim is presupposed (a noun that is the subject of something else, a relative clause, "as" and "since").
Source: the scope idea of Harkema et al. (2009), ConText; the order of precedence is METHODS.md, section 1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.claims.phrases import is_verb
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "nothing", "none", "nobody", "without", "hardly", "nowhere"}
)
_FACTUAL_MARKS = frozenset(
    {"as", "because", "since", "after", "although", "though", "while", "when", "whereas", "before", "once", "until", "that"}
)
# verbs that say of a noun of movement whether it takes place; under all others such a noun is presupposed
_OCCURRENCE = word_list("occurrence")
_REPORTING = frozenset(
    ["say", "announce", "state", "promise", "vow", "pledge", "declare", "report", "confirm", "add", "tell", "warn", "note"]
)
_CLAUSAL = word_list("clausal")


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


@dataclass(frozen=True)
class Commitment:
    """A status with the cue tokens that gave it, and whether the claim is presupposed."""

    status: str
    tokens: frozenset[int] = frozenset()
    is_presupposed: bool = False


@lru_cache(maxsize=1)
def read_cues() -> tuple[tuple[str, ...], tuple[Cue, ...]]:
    """The order of statuses and the cue rows."""
    table = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    cues = tuple(
        Cue(**{**row, "words": frozenset(row["words"]), "needs_mark": frozenset(row.get("needs_mark", ()))})
        for row in table["cue"]
    )
    return tuple(table["order"]), cues


def read_commitment(trigger: Token, theme: Token | None = None, ignored: Set[int] = frozenset()) -> Commitment:
    """The status of the claim that a trigger carries.

    Args:
        trigger: the word that carries the claim.
        theme: what moves; its determiner may deny ("no ships left").
        ignored: tokens that are no cues here, because they are part of the claim ("flights stopped").
    """
    order, _ = read_cues()
    hits: dict[str, set[int]] = {}
    climbed = list(_governors(trigger))
    for token, link in climbed:
        for status, cue in _cues_at(token, link):
            if cue.i in ignored:
                continue
            hits.setdefault(status, set()).update((cue.i, *_negators(cue)) if status == "unconfirmed" else (cue.i,))
    if trigger.head.lemma_ == "be" and trigger.dep_ in ("xcomp", "ccomp", "acl") and _is_to(trigger):  # "is to deploy"
        hits.setdefault("planned", set()).add(trigger.head.i)
    if trigger.doc.user_data.get("is_headline") and trigger.dep_ in ("ROOT", "acl", "relcl") and _is_to(trigger):
        hits.setdefault("planned", set()).update(c.i for c in trigger.children if c.lower_ == "to" and c.dep_ == "aux")
    for negation in _negations(trigger, theme):
        hits.setdefault("denied", set()).add(negation.i)
    is_presupposed = climbed[-1][0] != climbed[-1][0].head and trigger.pos_ in ("NOUN", "PROPN")
    for status in order:
        if status in hits:
            return Commitment(status, frozenset(hits[status]), is_presupposed)
    if trigger.sent.text.rstrip().endswith("?"):
        return Commitment("unresolved", frozenset({trigger.sent.end - 1}), is_presupposed)
    return Commitment("asserted", frozenset(), is_presupposed)


def _governors(trigger: Token) -> Iterator[tuple[Token, Token | None]]:
    """The trigger, then each token that governs it, with the child by which it was reached, as far as modality projects."""
    token, below = trigger, None
    yield token, None
    for _ in range(20):
        head = token.head
        if head == token or not _projects(token, head, trigger, below):
            return
        below, token = token, head
        yield token, below


def _projects(token: Token, head: Token, trigger: Token, below: Token | None) -> bool:
    """Whether what is said at `head` bears on the claim below `token`."""
    if token.dep_ not in _CLAUSAL:
        return token.dep_ in ("compound", "amod", "poss") and token == trigger and not is_verb(token)
    if token.dep_ in ("relcl", "appos"):
        return False
    if token.dep_ == "advcl":
        return not any(c.dep_ in ("mark", "advmod") and c.lower_ in _FACTUAL_MARKS for c in token.children)
    if token.dep_ == "conj" and is_verb(token):
        return not _has_own_clause(token)
    if is_verb(head) and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr") and not is_verb(token):
        return (
            head.lemma_ in _OCCURRENCE
            or token.dep_ == "attr"
            or (head.lemma_ == "be" and not any(c.dep_ == "attr" for c in head.children))
        )
    if (
        token.dep_ == "acl"
        and is_verb(token)
        and not any(c.lower_ in ("to", "that") and c.dep_ in ("aux", "mark") for c in token.children)
    ):
        return False  # "ships moored at": the noun's fate says nothing of the participle
    if token.dep_ in ("prep", "agent") and is_verb(head):
        return below is None or is_verb(below) or token.lower_ == "as"
    return True


def _has_own_clause(verb: Token) -> bool:
    """A conjunct with its own subject or its own auxiliary stands for itself."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") or (c.dep_ == "aux" and c.lower_ not in ("be", "been", "being", "have", "to"))
        for c in verb.children
    )


def _cues_at(token: Token, below: Token | None) -> Iterator[tuple[str, Token]]:
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
            yield "denied" if cue.only_future and _is_negated(token) else cue.status, token
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
    if cue.negated and not _is_negated(token):
        return False
    if not cue.negated and cue.status == "denied" and _is_negated(token):
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
            below.dep_ == "advcl" and _is_to(below)
        )
    if is_verb(below):
        return _is_to(below) or (below.tag_ == "VBG" and below.dep_ in ("xcomp", "pcomp"))
    return token.lemma_ not in ("announce", "go", "set", "order", "see", "tell", "call") or not is_verb(token)


def _is_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or any(
        c.lower_ == "to" for c in verb.head.children if c.i == verb.i - 1
    )


def _is_negated(token: Token) -> bool:
    """A negation on a word, on its subject, or on its object."""
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ in ("det", "advmod", "preconj") and c.lower_ in _NEGATIONS):
            return True
        if c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and (
            c.lower_ in _NEGATIONS or any(g.lower_ in _NEGATIONS for g in c.children)
        ):
            return True
    head = token.head
    return (
        token.dep_ in ("acomp", "attr", "xcomp", "dobj", "nsubj")
        and is_verb(head)
        and any(c.dep_ == "neg" for c in head.children)
    )


def _negators(word: Token) -> Iterator[int]:
    """The tokens that negate a word of evidence: "no direct evidence has confirmed"."""
    for c in (*word.children, *(word.head.children if word.dep_ in ("acomp", "attr", "dobj", "nsubj") else ())):
        if c.dep_ == "neg" or c.lower_ in _NEGATIONS:
            yield c.i
        elif c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
            yield from (g.i for g in c.children if g.lower_ in _NEGATIONS)


def _negations(trigger: Token, theme: Token | None) -> Iterator[Token]:
    """Negations that deny the claim itself: on the trigger, or on what moves."""
    carriers = [trigger]
    if trigger.dep_ in ("xcomp", "conj") and is_verb(trigger.head) and not _has_own_clause(trigger):
        carriers.append(trigger.head)
    for carrier in carriers:
        for c in carrier.children:
            if c.dep_ == "neg" or (c.lower_ in _NEGATIONS and c.dep_ in ("det", "advmod", "preconj", "cc")):
                if not _is_only(c):
                    yield c
            elif c.lower_ in ("longer", "more") and any(g.lower_ == "no" for g in c.children):
                yield c
    if theme is not None:
        if theme.lower_ in ("none", "nothing", "neither"):
            yield theme
        yield from (c for c in theme.children if c.dep_ in ("det", "neg", "preconj", "cc") and c.lower_ in ("no", "neither"))
        yield from (g for c in theme.children if c.dep_ in ("nummod", "det") for g in c.children if g.dep_ == "neg")


def _is_only(negation: Token) -> bool:
    """ "not only", "not just" deny nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in ("only", "just", "merely") and negation.head.i > negation.i + 1


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
