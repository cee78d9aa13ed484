"""Places and country words in a text, and which place a name means there.

Clean text flows in; mentions (character spans with candidate places, or the country that an adjective or metonym stands
for) flow out. Among several places of one name the neighbours decide: the country that the sentence, then the
whole text, speaks of most. Names that only gazetteers know are looked up where the grammar expects a place.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vedette.claims.names.matching import NameIndex
from vedette.registry import gazetteer
from vedette.registry.designations import prefixes
from vedette.registry.groups import CountryWord
from vedette.registry.places import Place
from vedette.registry.register import Register

SITE, COUNTRY_WORD = "site", "country_word"
_OF_NAME = re.compile(r" of [A-Z]")
_WATERS = ("Gulf", "Sea", "Bay", "Strait", "Straits", "Cape", "Port", "Channel", "Sound", "Canal")
_JOINED = re.compile(r"[A-Z]\w+-(?:de|du|la|le|les|sur|sous|en|au|aux|el|al|upon|on)-$")
_NEAR_WEIGHT = 3  # a country named in the same sentence counts as much as three mentions elsewhere


@dataclass(frozen=True)
class Mention:
    """A place name or country word, characters start:end of a block's text.

    `place_ids` are the places that bear the name; `country` is the country id of an adjective, metonym or country name.
    """

    start: int
    end: int
    text: str
    place_ids: tuple[str, ...]
    country: str | None
    is_adjective: bool


class PlaceFinder:
    """Finds places by a register. Immutable; one for each register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        words = [w for w in register.country_words() if w.language in ("en", "")]
        words += _more_words(words, {p.place_id for p in register.places()})
        self._actors: dict[str, tuple[str, str]] = {}
        for word in words:
            self._actors.setdefault(f"word:{word.word}", (word.place_id, word.role))
        pairs = [*register.place_names(), *((w.word, f"word:{w.word}") for w in words)]
        self._index = NameIndex(pairs)

    def find(self, text: str) -> list[Mention]:
        """All mentions in a text, in order."""
        mentions, ships = [], prefixes()
        for found in self._index.find(text):
            before = text[: found.start].rstrip().rsplit(" ", 1)[-1]
            is_longer = found.end < len(text) and _OF_NAME.match(text[found.end :]) and text[: found.end].endswith(_WATERS)
            is_tail = text[found.start : found.end] in _WATERS and before[:1].isupper() and before.isalpha()  # "Bashi Channel"
            is_joined = _JOINED.search(text[: found.start]) is not None  # "Fort-de-France"
            if before not in ships and not is_longer and not is_tail and not is_joined:
                mentions.append(self._mention(text, found.start, found.end, found.ids))
        return mentions

    def _mention(self, text: str, start: int, end: int, ids: tuple[str, ...]) -> Mention:
        actors = [self._actors[i] for i in ids if i in self._actors]
        places = tuple(i for i in ids if i not in self._actors)
        country = next((p for p in places if p.startswith("country:")), actors[0][0] if actors else None)
        is_adjective = not places and any(role == "adjective" for _, role in actors)
        if not places and country and not is_adjective and any(role in ("name", "abbreviation") for _, role in actors):
            places = (country,)
        return Mention(start, end, text[start:end], places, country, is_adjective)

    def country_name(self, country_id: str) -> str:
        """The English name of a country."""
        return self._register.place(country_id).name

    def name_of(self, place_id: str) -> str:
        """The English name of a place."""
        return self._register.place(place_id).name

    def is_city(self, word: str) -> bool:
        """Whether a gazetteer knows a city of this name."""
        return any(p.kind == "city" for p in _cities(word))

    def contains(self, group_id: str, place_id: str) -> bool:
        """Whether a place lies inside a group and is not the group itself."""
        return group_id != place_id and self._register.contains(group_id, place_id)

    def kind_of(self, place_id: str) -> str:
        """The kind of a place."""
        return self._register.place(place_id).kind

    def country_of(self, place_id: str) -> str | None:
        """ISO code of the country that a place lies in."""
        if place_id.startswith("country:"):
            return place_id.removeprefix("country:")
        return self._register.place(place_id).country

    def choose(self, mention: Mention | str, near: Sequence[Mention], everywhere: Counter[str]) -> str | None:
        """The place that a mention, or a name that only gazetteers may know, means among its neighbours; None if nobody knows it.

        Args:
            mention: what the text says.
            near: the mentions of the same sentence.
            everywhere: how often the text speaks of each country (ISO codes).
        """
        if isinstance(mention, Mention) and mention.place_ids:
            candidates = self._candidates(mention.text, mention.place_ids)
        elif isinstance(mention, Mention) and mention.country is not None:
            candidates = list(_cities(mention.text))  # "flights to Tehran": a metonym where a place is expected is the city
        else:
            candidates = list(_named(self._register, mention if isinstance(mention, str) else mention.text))
        if not candidates:
            return mention.country if isinstance(mention, Mention) else None
        if len(candidates) == 1:
            return candidates[0].place_id
        name = mention if isinstance(mention, str) else mention.text
        votes = Counter(everywhere)
        for other in near:
            if other.text != name and (iso := self._iso(other)) is not None:
                votes[iso] += _NEAR_WEIGHT
        home = _home_of(candidates)
        best = max(
            candidates,
            key=lambda p: (
                votes[p.country or ""] if not p.place_id.startswith("sea:") else 0,
                home is not None and p.country == home,
                -candidates.index(p),
            ),
        )
        return best.place_id

    def suit(self, text: str, place_id: str | None, kind: str) -> str | None:
        """Of the gazetteer's places of one name and country, the one that a ship or an aircraft goes to."""
        unsuited = {"ship": "icao:", "aircraft": "port:"}[kind]
        if place_id is None or not place_id.startswith(unsuited):
            return place_id
        country = self._register.place(place_id).country
        same = [p.place_id for p in _named(self._register, text) if p.country == country]
        return next((i for i in same if not i.startswith(unsuited)), place_id)

    def _candidates(self, text: str, typed: tuple[str, ...]) -> list[Place]:
        places = [self._register.place(i) for i in typed]
        if any(p.is_group for p in places):
            return places
        return places + [p for p in _named(self._register, text) if p.place_id not in typed]

    def _iso(self, mention: Mention) -> str | None:
        if mention.country:
            return mention.country.removeprefix("country:")
        return self._register.place(mention.place_ids[0]).country if len(mention.place_ids) == 1 else None

    def count_countries(self, mentions: Sequence[Mention]) -> Counter[str]:
        """How often a text speaks of each country (ISO codes)."""
        return Counter(iso for m in mentions if (iso := self._iso(m)) is not None)


def _home_of(candidates: Sequence[Place]) -> str | None:
    """The country of the largest city of a name, where only gazetteers know it: Portsmouth lies in Britain, not in Dominica."""
    cities = [p for p in candidates if p.population]
    is_typed = any(not p.place_id.startswith(("icao:", "port:", "geonames:")) for p in candidates)
    return None if is_typed or not cities else max(cities, key=lambda p: p.population).country


def _more_words(words: Sequence[CountryWord], known: Container[str]) -> list[CountryWord]:
    """The words of `demonyms.toml` for countries that the register knows but has no such words for."""
    table = tomllib.loads(Path(__file__).with_name("demonyms.toml").read_text(encoding="utf-8"))
    more = []
    for role, rows in (("adjective", table["adjectives"]), ("metonym", table["metonyms"])):
        typed = {w.place_id for w in words if w.role == role}
        for code, forms in rows.items():
            country = f"country:{code}"
            if country in known and country not in typed:
                more += [CountryWord(form, country, role, "en") for form in forms]
    more += [
        CountryWord(form, f"country:{code}", "metonym", "en")
        for code, forms in table["forces"].items()
        if f"country:{code}" in known
        for form in forms
    ]
    return more


@lru_cache(maxsize=1024)
def _cities(text: str) -> tuple[Place, ...]:
    return tuple(p for p in gazetteer.find_named(text) if p.kind == "city") or gazetteer.find_named(text)


@lru_cache(maxsize=4096)
def _named(register: Register, text: str) -> tuple[Place, ...]:
    return register.find_places(text)
