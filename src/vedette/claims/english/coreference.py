"""Just enough memory of the text: who acts in it, what was last said to move, which port was last named.

Scenes flow in, in order; answers to "the country", "its", "they", "the vessel", "the port" flow out. The main actor is
the country whose forces the text keeps speaking of, not the one named nearest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vedette.claims.english.phrases import is_verb
from vedette.claims.english.scene import Scene
from vedette.claims.names.assets import PRESENCE_NOUNS, AssetRef

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vedette.claims.english.frames import Frame

_PLURAL = re.compile(r"(?:[^su]s|men)$")  # "tankers", "airmen"; not "cargo"
_SUBJECT_WEIGHT = 2  # a country that acts, or whose forces are spoken of
_HEADLINE_WEIGHT = 3  # the headline says what a text is about
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "dative"})
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "government", "kremlin"})
THEME_PRONOUNS = frozenset(
    {"they", "it", "them", "these", "those", "both", "two", "three", "four", "all", "some", "one", "others", "most", "which"}
)
# what a definite noun may refer back to, as kinds of places
SITE_KINDS: dict[str, frozenset[str]] = {
    word: frozenset(kinds.split())
    for word, kinds in {
        "port": "naval_base port city", "harbor": "naval_base port city", "harbour": "naval_base port city", "pier": "naval_base port city",
        "base": "naval_base airbase port airport", "airbase": "airbase airport", "airport": "airport airbase",
        "airfield": "airbase airport",
        "facility": "naval_base airbase port", "strait": "strait", "anchorage": "anchorage port naval_base", "city": "city port naval_base",
        "country": "country", "region": "region sea", "island": "region country", "sea": "sea", "archipelago": "region country",
        "town": "city port naval_base", "airstrip": "airbase airport", "quay": "port naval_base", "canal": "strait", "coast": "country",
    }.items()
}  # fmt: skip


_REMEMBERED = 12  # assets that a noun may still take up


@dataclass(frozen=True)
class Mentioned:
    """Assets that were said to move or to be somewhere, as they were first named, and whose they are."""

    assets: tuple[AssetRef, ...]
    actor: str | None
    is_plural: bool = False


@dataclass
class Discourse:
    """What a reader remembers of a report. One for each report; changed as the reading goes on."""

    countries: Counter[str] = field(default_factory=Counter)
    main_actor: str | None = None
    last_actor: str | None = None
    last_assets: list[AssetRef] = field(default_factory=list)
    mentioned: list[Mentioned] = field(default_factory=list)  # newest last
    last_stay: Frame | None = None  # the last frame that says where something came to be
    last_places: list[tuple[str, str]] = field(default_factory=list)  # (place id, kind), newest last

    def note_assets(self, assets: Sequence[AssetRef], actor: str | None) -> None:
        """Remember what was said to move, and whose it was."""
        if assets:
            self.last_assets = list(assets)
            self._mention(tuple(assets), actor)
        if actor is not None:
            self.last_actor = actor

    def _mention(self, assets: tuple[AssetRef, ...], actor: str | None) -> None:
        """Put assets last among those remembered, with the actor that they had where none is given now."""
        texts = [ref.text for ref in assets]
        again = next((m for m in self.mentioned if [ref.text for ref in m.assets] == texts), None)
        if again is not None:
            self.mentioned.remove(again)
        is_plural = any(_PLURAL.search(ref.text) and not ref.text[:1].isupper() for ref in assets)
        self.mentioned.append(Mentioned(assets, actor or (again.actor if again is not None else None), is_plural))
        del self.mentioned[:-_REMEMBERED]

    def note_place(self, place_id: str, kind: str) -> None:
        """Remember a place."""
        self.last_places.append((place_id, kind))

    def place_for(self, noun: str) -> str | None:
        """The place that "the port", "the base", "the region" refers back to."""
        kinds = SITE_KINDS.get(noun)
        if kinds is None:
            return None
        return next((place_id for place_id, kind in reversed(self.last_places[-8:]) if kind in kinds), None)


@dataclass(frozen=True)
class Reading:
    """What the filling of a frame sees: the scene and the memory of the text."""

    scene: Scene
    discourse: Discourse


def open_discourse(scenes: Sequence[Scene]) -> Discourse:
    """Read a report's scenes for the countries that it speaks of and the one that acts most."""
    discourse = Discourse()
    actors: Counter[str] = Counter()
    for scene in scenes:
        discourse.countries += scene.finders.places.count_countries(scene.mentions)
        for token in scene.doc:
            country = scene.country_at(token)
            if country is not None and (weight := _weight(token, scene)):
                actors[country] += weight
    discourse.main_actor = max(actors, key=lambda c: (actors[c], -list(actors).index(c))) if actors else None
    return discourse


def _weight(token: Token, scene: Scene) -> int:
    """How much a country word says that this country is the one that acts."""
    is_acting = token.dep_ in ("nsubj", "nsubjpass") and is_verb(token.head)
    is_owner = token.dep_ in ("amod", "poss", "compound", "nmod") and (
        scene.finders.assets.is_asset(token.head) or token.head.lemma_.lower() in PRESENCE_NOUNS
    )
    if not is_acting and not is_owner:
        return 0
    return _SUBJECT_WEIGHT + (_HEADLINE_WEIGHT if scene.block.is_headline else 0)


def country_for(token: Token, scene: Scene, discourse: Discourse) -> str | None:
    """The country that "it", "its", "their", "the country's" stands for: one that acts in the sentence before it, else the
    last or main actor of the text."""
    if token.lemma_.lower() in COUNTRY_NOUNS:
        return discourse.main_actor or discourse.last_actor
    before = [
        (t, country)
        for t in token.doc[token.sent.start : token.i]
        if (country := scene.country_at(t)) is not None and _agrees(token, t)
    ]
    for acts in (_acts, _owns_assets):
        found = next((country for t, country in reversed(before) if acts(t, scene)), None)
        if found is not None:
            return found
    return discourse.last_actor or discourse.main_actor


def _acts(token: Token, _scene: Scene) -> bool:
    """A subject, a possessor, or an adjective on a subject."""
    return token.dep_ in _ACTING or (token.dep_ in _MODIFIERS and token.head.dep_ in _ACTING)


def _agrees(pronoun: Token, token: Token) -> bool:
    """ "its" is not the "Chinese vessels'"."""
    is_plural = token.dep_ in _MODIFIERS and token.head.tag_ in ("NNS", "NNPS")
    return not (is_plural and pronoun.lower_ in ("it", "its"))


def _owns_assets(token: Token, scene: Scene) -> bool:
    return token.dep_ in _MODIFIERS and scene.finders.assets.is_asset(token.head)
