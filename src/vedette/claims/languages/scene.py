"""What stands in a sentence of a foreign text: places with their roles, things that move, countries.

A sentence and the tables of its language flow in; a `Scene` flows out. Nothing here decides which claim a place or a ship
belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vedette.claims.languages.clauses import number_clauses
from vedette.claims.languages.named_places import NamedAt, PlaceNames
from vedette.claims.languages.sentence import Sentence
from vedette.claims.languages.tables import Language
from vedette.claims.names.assets import AssetFinder
from vedette.claims.names.places import PlaceFinder
from vedette.registry.register import Register


@dataclass(frozen=True)
class Place:
    """A place in a sentence, words first:last; `name` is the part that names it, words name_first:last.

    role: origin, destination, place, bare (no word gives a role) or "" (a word before it says that it has none).
    """

    first: int
    last: int
    text: str
    place_id: str | None
    role: str
    is_known: bool

    def row(self) -> dict[str, str | None]:
        """As a row of the claims table's places."""
        return {"text": self.text, "place_id": self.place_id}


@dataclass(frozen=True)
class Thing:
    """Something that moves, words first:last; `head` is its noun or, of a name alone, the name's first word."""

    first: int
    last: int
    head: int
    text: str
    asset_class: str | None
    count: tuple[int | None, int | None]
    asset_id: str | None
    is_named: bool

    def row(self) -> dict[str, object]:
        """As a row of the claims table's assets."""
        return {
            "text": self.text, "class": self.asset_class, "count_min": self.count[0], "count_max": self.count[1],
            "asset_id": self.asset_id,
        }  # fmt: skip


@dataclass(frozen=True)
class Tools:
    """A language with the register's finders for it."""

    language: Language
    names: PlaceNames
    register: Register
    places: PlaceFinder
    assets: AssetFinder


@dataclass(frozen=True)
class Scene:
    """A sentence with the names, places, things and countries in it, from left to right."""

    sentence: Sentence
    tools: Tools
    named: tuple[NamedAt, ...]
    places: tuple[Place, ...]
    things: tuple[Thing, ...]

    @cached_property
    def clauses(self) -> list[int]:
        """The clause of each word, counted from 0."""
        return number_clauses(self.sentence, self.tools.language)

    def country_words(self) -> list[NamedAt]:
        """Mentions that stand for a country: its name, an adjective, its capital."""
        return [n for n in self.named if n.mention.country is not None]
