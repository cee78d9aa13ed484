"""How far the writer commits to a claim: scopes of cues on the parse, after ConText.

A trigger token flows in; a status (asserted, hedged, planned, conditional, unconfirmed, unresolved, denied), the tokens that
decided it and the explicitness flow out. From the trigger upwards, each clause that governs it adds its cues; the climb
ends where the claim is presupposed (a noun that is the subject of something else, a relative clause, "as" and "since").
Source: the scope idea of Harkema et al. (2009), ConText, on a parse instead of a window of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.cues import cues_at, has_to, read_cues
from vedette.claims.negation import has_own_clause, negations_of, negators
from vedette.claims.phrases import is_verb
from vedette.claims.vocabulary import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_FACTUAL_MARKS = frozenset(
    "as because since after although though while when whereas before once until that".split()  # noqa: SIM905
)
_OCCURRENCE = word_list("occurrence")
_CLAUSAL = word_list("clausal")
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})


@dataclass(frozen=True)
class Commitment:
    """A status with the cue tokens that gave it, and whether the claim is presupposed."""

    status: str
    tokens: frozenset[int] = frozenset()
    is_presupposed: bool = False


def read_commitment(trigger: Token, theme: Token | None = None, ignored: Set[int] = frozenset()) -> Commitment:
    """The status of the claim that a trigger carries.

    Args:
        trigger: the word that carries the claim.
        theme: what moves; its determiner may deny ("no ships left").
        ignored: tokens that are no cues here, because they are part of the claim ("flights stopped").
    """
    climbed = list(_governors(trigger))
    hits = _hits(climbed, ignored)
    for status, token in (*_infinitives(trigger), *(("denied", n) for n in negations_of(trigger, theme))):
        hits.setdefault(status, set()).add(token.i)
    is_presupposed = climbed[-1][0] != climbed[-1][0].head and trigger.pos_ in ("NOUN", "PROPN")
    for status in read_cues()[0]:
        if status in hits:
            return Commitment(status, frozenset(hits[status]), is_presupposed)
    if trigger.sent.text.rstrip().endswith("?"):
        return Commitment("unresolved", frozenset({trigger.sent.end - 1}), is_presupposed)
    return Commitment("asserted", frozenset(), is_presupposed)


def _hits(climbed: list[tuple[Token, Token | None]], ignored: Set[int]) -> dict[str, set[int]]:
    """Status -> the tokens that speak for it, over the whole climb."""
    hits: dict[str, set[int]] = {}
    for token, below in climbed:
        for status, cue in cues_at(token, below):
            if cue.i not in ignored:
                hits.setdefault(status, set()).update((cue.i, *negators(cue)) if status == "unconfirmed" else (cue.i,))
    return hits


def _infinitives(trigger: Token) -> Iterator[tuple[str, Token]]:
    """ "Egypt is to deploy a ship", and "Egypt to deploy ship" in a headline, are plans."""
    if not has_to(trigger):
        return
    is_to_be = trigger.head.lemma_ == "be" and trigger.dep_ in ("xcomp", "ccomp", "acl")
    is_headline = trigger.doc.user_data.get("is_headline") and trigger.dep_ in ("ROOT", "acl", "relcl")
    if is_to_be or is_headline:
        yield "planned", trigger.head if is_to_be else trigger


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
    link = token.dep_
    if link not in _CLAUSAL:
        return link in ("compound", "amod", "poss") and token == trigger and not is_verb(token)
    if link in ("relcl", "appos") or (link == "acl" and is_verb(token) and not _is_content(token)):
        return False
    if link == "advcl":
        return not any(c.dep_ in ("mark", "advmod") and c.lower_ in _FACTUAL_MARKS for c in token.children)
    if link == "conj" and is_verb(token):
        return not has_own_clause(token)
    return _projects_from_noun(token, head, below) if is_verb(head) and not is_verb(token) else True


def _is_content(clause: Token) -> bool:
    """ "plans to move", "reports that ships moved"; in "ships moored at" the noun's fate says nothing of the participle."""
    return any(c.lower_ in ("to", "that") and c.dep_ in ("aux", "mark") for c in clause.children)


def _projects_from_noun(token: Token, verb: Token, below: Token | None) -> bool:
    """Whether a verb says of a noun below it that it takes place; elsewhere a noun of movement is presupposed."""
    if token.dep_ in ("prep", "agent"):
        return below is None or is_verb(below) or token.lower_ == "as"
    if token.dep_ not in _ARGUMENTS or token.dep_ == "attr":
        return True
    is_equation = any(c.dep_ == "attr" for c in verb.children)
    return verb.lemma_ in _OCCURRENCE or (verb.lemma_ == "be" and not is_equation)
