"""What stands where in a sentence: ships and forces, places, words that refer back.

A sentence flows in; for each word that names something, what it names flows out. Only the word is looked at, not what the parser
made of the sentence, so that a wrong tree does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.claims.english.coreference import Reading
from vedette.claims.english.movement.directions import HEADINGS
from vedette.claims.english.movement.unregistered import is_type_name
from vedette.claims.english.roles import PLACE_NOUNS
from vedette.claims.english.themes import is_back_reference
from vedette.claims.names.noun_phrases import base_form
from vedette.claims.names.things import is_thing

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_INSIDE = frozenset({"compound", "nmod"})


@dataclass(frozen=True)
class Landmarks:
    """By index of the word: what kind of asset it names (named, class, thing), what kind of place (known, noun, name, heading)."""

    assets: dict[int, str]
    places: dict[int, str]
    pronouns: frozenset[int]

    def asset_or_pronoun(self, token: Token) -> str | None:
        """What moves may stand here: an asset that is the head of its phrase, or a pronoun as a subject."""
        if token.i in self.assets and token.dep_ not in _INSIDE:
            return self.assets[token.i]
        return "pronoun" if token.i in self.pronouns else None


def find_landmarks(sentence: Span, reading: Reading) -> Landmarks:
    """Assets, places and subjects that refer back, of one sentence."""
    assets = {t.i: kind for t in sentence if (kind := _asset_at(t, reading)) is not None}
    places = {t.i: kind for t in sentence if (kind := _place_at(t, reading)) is not None}
    pronouns = (t.i for t in sentence if t.pos_ == "PRON" and t.dep_ in ("nsubj", "nsubjpass") and is_back_reference(t))
    return Landmarks(assets, places, frozenset(pronouns))


def _asset_at(token: Token, reading: Reading) -> str | None:
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if reading.scene.is_named_asset(token):
        return "named"
    if reading.scene.finders.assets.class_of(token) is not None or is_type_name(token, reading):
        return "class"
    return "thing" if is_thing(token) else None


def _place_at(token: Token, reading: Reading) -> str | None:
    mention = reading.scene.mention_at(token)
    if mention is not None and not mention.is_adjective:
        return "known"
    if token.lower_ in HEADINGS and token.pos_ != "ADJ":
        return "heading"
    if token.pos_ == "NOUN" and base_form(token) in PLACE_NOUNS:
        return "noun"
    return "name" if token.pos_ == "PROPN" and not reading.scene.is_named_asset(token) else None
