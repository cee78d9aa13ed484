"""A parsed block with the names found in it: what the modules that fill frames look at.

A document and the finders' results flow in; a scene, which answers "which place, which country word, which name
stands at this token?", flows out. Nothing here decides what a name means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.repairs.mending import mend
from vedette.claims.names.assets import AssetFinder
from vedette.claims.names.places import Mention, PlaceFinder
from vedette.claims.text.sentences import Block
from vedette.registry.names import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True)
class Finders:
    """The two finders of a register."""

    places: PlaceFinder
    assets: AssetFinder


@dataclass(frozen=True)
class Scene:
    """A parsed block, its place mentions and registered asset names, both by character."""

    doc: Doc
    block: Block
    mentions: Sequence[Mention]
    named: Sequence[Found]
    finders: Finders

    def mention_at(self, token: Token) -> Mention | None:
        """The place or country word that a token is part of."""
        return next((m for m in self.mentions if m.start <= token.idx < m.end), None)

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions in a sentence."""
        return [m for m in self.mentions if span.start_char <= m.start < span.end_char]

    def is_named_asset(self, token: Token) -> bool:
        """Whether a token is part of a registered asset's name."""
        return any(f.start <= token.idx < f.end for f in self.named)

    def country_at(self, token: Token) -> str | None:
        """The country id of a country word at a token."""
        mention = self.mention_at(token)
        return mention.country if mention is not None and not self.is_named_asset(token) else None


def set_scene(doc: Doc, block: Block, finders: Finders) -> Scene:
    """Find the names in a parsed block; where a ship bears a place's name, the grammar decides which of them is meant."""
    doc.user_data["is_headline"] = block.is_headline
    mend(doc, is_headline=block.is_headline)
    places = finders.places.find(block.text)
    named = [f for f in finders.assets.find_named(block.text) if not _stands_as_place(doc, f, places)]
    mentions = [m for m in places if not any(f.start < m.end and m.start < f.end for f in named)]
    return Scene(doc, block, tuple(mentions), tuple(named), finders)


def _stands_as_place(doc: Doc, found: Found, places: Sequence[Mention]) -> bool:
    """Whether a name that is both a place's and a ship's stands as a place: behind a preposition, without an article."""
    if not any(m.start <= found.start and found.end <= m.end for m in places):
        return False
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None:
        return False
    head = span.root
    is_behind = head.dep_ in ("pobj", "conj", "appos", "dobj", "poss", "compound")
    return is_behind and not any(
        c.dep_ == "det" or (c.dep_ in ("compound", "nmod") and c.text[:1].islower()) for c in head.children
    )
