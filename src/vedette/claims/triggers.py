"""The trigger lexicon: which word may carry which claim, and how its arguments are read.

The table `triggers.toml` flows in; for a token, the rows that may apply flow out, in the order of the table with
phrasal verbs first. A row is data: nothing here looks at a sentence beyond the word, its part of speech and its particle.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vedette.claims.assets import base_form

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Trigger:
    """A row of the lexicon; the head of `triggers.toml` says what each column means."""

    kind: str
    pos: str
    pattern: str
    need: str
    words: frozenset[str]
    reason: str
    locative: str = "place"
    object: str | None = None
    things: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    leaves: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Rows by word, and the general roles of prepositions."""

    rows: Mapping[str, tuple[Trigger, ...]]
    prepositions: Mapping[str, str]

    def role(self, trigger: Trigger, preposition: str) -> str | None:
        """The role that a preposition gives: origin, destination, place, theme; None for others."""
        if preposition in trigger.extra:
            return trigger.extra[preposition]
        role = self.prepositions.get(preposition)
        return trigger.locative if role == "place" else role

    def find(self, token: Token) -> Iterator[Trigger]:
        """Rows that a token's word, part of speech and particle allow."""
        for form in dict.fromkeys((token.lemma_.lower(), base_form(token))):
            for row in self.rows.get(form, ()):
                if _has_pos(row, token) and (not row.particle or _particle(token) in row.particle):
                    yield row


def _has_pos(row: Trigger, token: Token) -> bool:
    if row.pos == "verb":
        return token.pos_ in ("VERB", "AUX")
    if row.pos == "noun":
        return token.pos_ in ("NOUN", "PROPN")
    return token.pos_ in ("ADJ", "VERB", "ADV")


def _particle(token: Token) -> str | None:
    """The particle of a phrasal verb: its own child, or the word right behind it."""
    found = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    if found is None:
        found = next(
            (c.lower_ for c in token.children if c.dep_ in ("prep", "advmod", "npadvmod") and _is_behind(c, token)), None
        )
    return found


def _is_behind(particle: Token, verb: Token) -> bool:
    """Right behind the verb, or behind its object ("pulled its bombers out of")."""
    return particle.i == verb.i + 1 or (verb.i < particle.i <= verb.i + 7 and particle.lower_ in ("out", "back", "home"))


@lru_cache(maxsize=1)
def read_lexicon() -> Lexicon:
    """The shipped lexicon."""
    table = tomllib.loads(Path(__file__).with_name("triggers.toml").read_text(encoding="utf-8"))
    rows: dict[str, list[Trigger]] = defaultdict(list)
    for entry in table["trigger"]:
        values: dict[str, Any] = {name: frozenset(value) if isinstance(value, list) else value for name, value in entry.items()}
        trigger = Trigger(**values)
        for word in sorted(trigger.words):
            rows[word].append(trigger)
    ordered = {word: tuple(sorted(found, key=lambda t: not t.particle)) for word, found in rows.items()}
    prepositions = {word: role for role, words in table["prepositions"].items() for word in words}
    return Lexicon(ordered, prepositions)
