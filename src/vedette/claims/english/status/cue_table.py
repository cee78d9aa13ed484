"""The table of cues, `cues.toml`: rows by scope and word, phrases, and the order of the statuses.

A token flows in; the rows that its word, or its word with its particle ("rule out"), stands in flow out. Nothing here looks at how a
word is used: that is `cues.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.registry.shipped_tables import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Cue:
    """A row of the cue table; the head of `cues.toml` says what each column means."""

    status: str
    scope: str
    words: frozenset[str]
    reason: str
    negated: bool = False
    question: bool = False
    only_future: bool = False
    needs_state: bool = False
    passive: bool = False
    pos: str = ""


@dataclass(frozen=True)
class CueTable:
    """The order of the statuses, and the rows by scope and word."""

    order: tuple[str, ...]
    rows: dict[str, dict[str, tuple[Cue, ...]]]
    phrases: tuple[tuple[str, str], ...]  # (status, phrase)

    def find(self, scope: str, token: Token) -> list[Cue]:
        """The rows of a scope that a token's word, or its word with its particle, stands in."""
        by_word = self.rows[scope]
        found: list[Cue] = []
        for form in dict.fromkeys((token.lemma_.lower(), token.lower_)):
            found += by_word.get(form, ())
        if found or token.pos_ in ("VERB", "AUX"):
            for particle in _particles(token):
                found += by_word.get(f"{token.lemma_.lower()} {particle}", ())
        return found


@lru_cache(maxsize=1)
def read_cues() -> CueTable:
    """The shipped cue table."""
    table = read_toml(Path(__file__).with_name("cues.toml"))
    rows: dict[str, dict[str, tuple[Cue, ...]]] = {}
    for entry in table["cue"]:
        values: dict[str, Any] = {**entry, "words": frozenset(entry["words"])}
        cue = Cue(**values)
        by_word = rows.setdefault(cue.scope, {})
        for word in cue.words:
            by_word[word] = (*by_word.get(word, ()), cue)
    phrases = tuple((entry["status"], phrase) for entry in table["phrase"] for phrase in entry["words"])
    return CueTable(tuple(table["order"]), rows, phrases)


def _particles(token: Token) -> Iterator[str]:
    """The particles and prepositions right behind a verb."""
    for c in token.children:
        if c.dep_ == "prt" or (c.dep_ in ("prep", "advmod") and c.i == token.i + 1):
            yield c.lower_
