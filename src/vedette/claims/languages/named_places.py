"""Places, countries and peoples named in a text that is not in English.

A register and a language flow in once and build an index of names by the stems of their words; a sentence flows in, mentions
(the same as the English reader's) flow out. A word of the text fits a name where the two are alike after an ending of the
language is taken off, so that "Тартуса", "Βεγγάζης" and "Bosforul" are found by the names that the register has. Countries that
the register types no words for go by `tables/places.toml`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vedette.claims.languages.forms import fold
from vedette.claims.languages.sentence import Sentence, Word, token_spans
from vedette.claims.languages.tables import FOLDER, Language, read_language
from vedette.claims.names.places import Mention
from vedette.registry.register import Register

_LATIN = ("en", "it", "fr", "tr", "ro")
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class NamedAt:
    """A mention with the words first:last (last exclusive) that it takes."""

    mention: Mention
    first: int
    last: int


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    place_id: str
    role: str  # place, adjective or metonym


class PlaceNames:
    """The names of one register in one language. Immutable."""

    def __init__(self, register: Register, language: Language) -> None:
        self._register, self._language = register, language
        self._index: dict[str, list[_Name]] = defaultdict(list)
        for text, place_id, role in _names(register, language.code):
            words = tuple(fold(text[s:e]) for s, e in token_spans(text, 0, len(text)) if text[s].isalnum())
            if words:
                self._index[self._stem(words[0])].append(_Name(words, place_id, role))
        for names in self._index.values():
            names.sort(key=lambda name: -len(name.words))

    def find(self, sentence: Sentence) -> list[NamedAt]:
        """The mentions of a sentence from left to right, the longest first where several begin alike."""
        found: list[NamedAt] = []
        at = 0
        while at < len(sentence.words):
            match = self._match(sentence, at)
            if match is not None:
                found.append(match)
            at = match.last if match is not None else at + 1
        return found

    def knows(self, form: str) -> bool:
        """Whether a folded word, as it stands, begins a name."""
        return any(
            name.words[0] in (form, "ال" + form) or name.words[0] == form for name in self._index.get(self._stem(form), ())
        )

    def country_name(self, country_id: str) -> str:
        """The English name of a country."""
        return self._register.place(country_id).name

    def _match(self, sentence: Sentence, at: int) -> NamedAt | None:
        word = sentence.words[at]
        if word.is_mark or len(word.form) < 2:
            return None
        fitting: list[tuple[int, _Name]] = []
        for name in self._candidates(word):
            last = self._reaches(sentence, at, name)
            if last is not None and (not fitting or last >= fitting[0][0]):
                fitting = [*(f for f in fitting if f[0] == last), (last, name)]
        return self._mention(sentence, at, fitting) if fitting else None

    def _candidates(self, word: Word) -> Iterator[_Name]:
        for stem in dict.fromkeys(self._stems(word.form)):
            yield from self._index.get(stem, ())

    def _stems(self, form: str) -> Iterator[str]:
        yield from self._without(form, self._language.endings_of_names)
        yield from self._without(form, self._language.adjective_endings)

    def _without(self, form: str, endings: tuple[str, ...]) -> Iterator[str]:
        for begin in self._begins(form):
            for ending in endings:
                if begin.endswith(ending) and len(begin) - len(ending) >= min(_SHORTEST_STEM, len(begin)):
                    yield begin[: len(begin) - len(ending)]

    def _begins(self, form: str) -> Iterator[str]:
        yield form
        for proclitic in self._language.proclitics:
            if form.startswith(proclitic) and len(form) - len(proclitic) >= _SHORTEST_STEM:
                yield form[len(proclitic) :]

    def _stem(self, form: str) -> str:
        """The stem of a name as the register writes it: the longest ending off."""
        if self._is_adjective(form):
            return next(iter(sorted(self._without(form, self._language.adjective_names), key=len)), form)
        for begin in reversed(list(self._begins(form))) if self._language.code == "ar" else (form,):
            for ending in reversed(self._language.nominative):
                if begin.endswith(ending) and len(begin) - len(ending) >= min(_SHORTEST_STEM, len(begin)):
                    return begin[: len(begin) - len(ending)]
        return form

    def _reaches(self, sentence: Sentence, at: int, name: _Name) -> int | None:
        """Where a name that begins at a word ends, if all its words are there in this order."""
        place, is_capital = at, False
        for k, wanted in enumerate(name.words):
            if k and place < len(sentence.words) and sentence.words[place].text in "-–‐‑'’":
                place += 1
            if place >= len(sentence.words) or not self._is_form_of(sentence.words[place].form, wanted):
                return None
            is_capital = is_capital or sentence.words[place].is_capital
            place += 1
        first = sentence.words[at].text
        is_cased = first.upper() != first.lower()
        is_small_adjective = name.role == "adjective" and is_cased and self._language.code != "tr"
        return place if is_capital or not is_cased or is_small_adjective else None

    def _is_form_of(self, form: str, wanted: str) -> bool:
        endings = self._language.adjective_endings if self._is_adjective(wanted) else self._language.endings_of_names
        return form == wanted or self._stem(wanted) in set(self._without(form, endings))

    def _is_adjective(self, name: str) -> bool:
        """Whether a word of a name is inflected as an adjective ("Чёрное", "Ормузский")."""
        return any(name.endswith(e) and len(name) - len(e) >= _SHORTEST_STEM for e in self._language.adjective_names)

    def _mention(self, sentence: Sentence, at: int, fitting: list[tuple[int, _Name]]) -> NamedAt:
        last, forms = fitting[0][0], sentence.words[at].form
        exact = [name for _, name in fitting if name.words[0] == forms] or [name for _, name in fitting]
        places = tuple(dict.fromkeys(n.place_id for n in exact if n.role == "place"))
        others = [n for n in exact if n.role != "place"]
        country = next((p for p in places if p.startswith("country:")), others[0].place_id if others else None)
        start, end = sentence.words[at].start, sentence.words[last - 1].end
        is_adjective = not places and any(n.role == "adjective" for n in others)
        text = self._english(places, country)
        return NamedAt(Mention(start, end, text, places, country, is_adjective), at, last)

    def _english(self, places: tuple[str, ...], country: str | None) -> str:
        """The English name, by which the same place is chosen among several as in an English text."""
        if places:
            return self._register.place(places[0]).name
        words = (w.word for w in self._register.country_words() if (w.place_id, w.role, w.language) == (country, "metonym", "en"))
        return next(words, "")


def _names(register: Register, code: str) -> Iterator[tuple[str, str, str]]:
    """(name, place id, role) of everything that the register or the table of countries names in a language."""
    own = [code] + [c for c in _LATIN if c != code]
    for language in own:
        for place in register.places():
            if language == "en":
                yield place.name, place.place_id, "place"
            for alias in place.aliases.get(language, ()):
                yield alias, place.place_id, "place"
    for word in register.country_words():
        if word.language == code and word.role != "name":
            yield word.word, word.place_id, word.role
        elif word.role == "abbreviation":
            yield word.word, word.place_id, "metonym"
    yield from _more_names(code)


def _more_names(code: str) -> Iterable[tuple[str, str, str]]:
    table = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))
    for role, rows in (("place", "names"), ("adjective", "adjectives"), ("metonym", "metonyms")):
        for key, words in table.get(code, {}).get(rows, {}).items():
            place_id = f"country:{key}" if len(key) == 2 and key.isupper() else key
            yield from ((word, place_id, role) for word in words)


@lru_cache(maxsize=16)
def names_of(register: Register, code: str) -> PlaceNames:
    """The place names of a register in a language, built once."""
    return PlaceNames(register, read_language(code))
