"""A frame: one claim as read from the tree, before modality, speaker and time are read.

`Frame` is what the fillers of `fillers.py` return and what `reader.py` turns into a row of the claims table.
Tokens that took part are kept, so that the quote covers all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vedette.claims.english.roles import PlaceRef
from vedette.claims.english.triggers import Trigger
from vedette.claims.names.assets import AssetRef
from vedette.claims.names.noun_phrases import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

ROLES = ("origin", "destination", "place")


@dataclass
class Frame:
    """One claim in the making. `tokens` are the indices of the words that it rests on."""

    kind: str
    trigger: Token
    row: Trigger
    theme: Token | None = None
    assets: list[AssetRef] = field(default_factory=list)
    actor: str | None = None
    origin: list[PlaceRef] = field(default_factory=list)
    destination: list[PlaceRef] = field(default_factory=list)
    place: list[PlaceRef] = field(default_factory=list)
    direction: str | None = None
    distance_km: float | None = None
    is_guessed: bool = False  # what moves bears a name that nobody knows
    is_on_path: bool = False  # it says a direction, or what is passed on the way
    explicitness: str = "explicit"
    said_at: Token | None = None  # where modality is read, if not at the trigger
    tokens: set[int] = field(default_factory=set)
    own: set[int] = field(default_factory=set)  # words of the claim itself that are no cues of its status ("no sign of")

    def add_places(self, role: str, refs: Iterable[PlaceRef], *via: Token) -> bool:
        """Put places into a role, once each; True if any was given."""
        held: list[PlaceRef] = getattr(self, role)
        given = False
        for ref in refs:
            given = True
            if all((ref.place_id or ref.text) != (h.place_id or h.text) for h in held):
                held.append(ref)
            if ref.token is not None:
                self.cover(ref.token)
            self.tokens.update(ref.tokens)
        if given:
            self.tokens.update(t.i for t in via)
        return given

    def cover(self, *nouns: Token | None) -> None:
        """Let the quote take in these noun phrases up to their heads, and their conjuncts."""
        for noun in nouns:
            if noun is not None:
                for part in conjuncts(noun):
                    self.tokens.update(range(_phrase_start(part), part.i + 1))
                    if part.i + 1 < len(part.doc) and part.nbor(1).lower_ in ("’s", "'s"):
                        self.tokens.add(part.i + 1)

    def has_route(self) -> bool:
        """Whether it says where from or where to."""
        return bool(self.origin or self.destination)

    def has_place(self) -> bool:
        """Whether it names any place."""
        return bool(self.origin or self.destination or self.place)


def _phrase_start(noun: Token) -> int:
    """Where a noun phrase begins, on the same side of any comma."""
    start = noun.i
    for token in reversed(list(noun.doc[noun.left_edge.i : noun.i])):
        if token.text in (",", ";", ":", "(", "“", '"'):
            break
        start = token.i
    return start
