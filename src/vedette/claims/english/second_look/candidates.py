"""Which words deserve a second look: those that the lexicon knows and of which no claim was made.

The words of a sentence that no rule made a claim of flow in; candidates, each a word with the row of the lexicon that it would stand
for, flow out. A row that asks for a noun of a set phrase counts only where that noun stands near; auxiliaries never count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.triggers import Lexicon, Trigger
from vedette.claims.names.noun_phrases import base_form

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NEAR = 6  # words within which the noun of a set phrase stands
_AUXILIARY = frozenset({"aux", "auxpass"})
# patterns that ask for no construction of their own: they say best what a word means that stands in an odd one
_PLAIN = frozenset({"carry", "go", "receive", "join", "noun", "be_at", "change", "presence", "trips", "act"})


@dataclass(frozen=True)
class Told:
    """A claim that was read in the sentence: its trigger, its kind, and the words from its first to its last."""

    trigger: int
    kind: str
    first: int
    last: int

    def holds(self, index: int) -> bool:
        """Whether a word lies within the claim."""
        return self.first <= index <= self.last


@dataclass(frozen=True)
class Candidate:
    """A word that may carry a claim, as which row of the lexicon, and in how many others it stands."""

    token: Token
    row: Trigger
    others: tuple[Trigger, ...] = ()


def known_words(sentence: Span, lexicon: Lexicon) -> dict[Token, list[Trigger]]:
    """All words of a sentence that the lexicon knows, with their rows; what the reader gathers as it goes."""
    words = ((token, list(lexicon.find(token))) for token in sentence if token.is_alpha or "-" in token.text)
    return {token: rows for token, rows in words if rows}


def find_candidates(unread: Mapping[Token, Sequence[Trigger]], told: Sequence[Told]) -> list[Candidate]:
    """Of the words that no rule made a claim of, those that might carry one, in their order."""
    triggers = {t.trigger for t in told}
    found: list[Candidate] = []
    for token, known in unread.items():
        if token.i in triggers or token.dep_ in _AUXILIARY or _is_bare_auxiliary(token):
            continue
        rows = [row for row in known if not row.things or _has_near(token, row.things)]
        if rows:
            rows.sort(key=lambda row: row.pattern not in _PLAIN)
            found.append(Candidate(token, rows[0], tuple(rows[1:])))
    return found


def _has_near(token: Token, things: frozenset[str]) -> bool:
    first, last = max(token.sent.start, token.i - _NEAR), min(token.sent.end, token.i + _NEAR + 1)
    return any(base_form(t) in things for t in token.doc[first:last] if t.i != token.i)


def _is_bare_auxiliary(token: Token) -> bool:
    """ "have to give up", "let alone": no verb of its own."""
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return (token.lemma_ == "have" and behind.tag_ == "TO") or (token.lower_ == "let" and behind.lower_ == "alone")
