"""Unnamed sources in a normal form: nationality, field and role, however they are worded.

A stretch of text flows in, `Unnamed` sources flow out. "A Syrian security official" and "a source in Syria's security services" give
the same but for the role, which "source" leaves open. Words of fields and roles stand in `origin_phrases.toml`; nationalities
come from the register's words for countries, in Russian from their stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.claims.grouping.origin_table import find_names, name_word, small_words
from vedette.registry.names import normalise
from vedette.registry.register import load_register

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_](?:[\w’'.-]*\w)?")
_BREAK = re.compile(r"[,;:!?()\[\]\"“”«»]|\.\s")
_BEFORE = 6  # words before a role that may say whose and of what field: "a senior Syrian military intelligence official"
_BEHIND = 9  # "a source close to the leadership of the Syrian army"
_STRANGERS = 2  # words behind a role that say neither, before the phrase counts as over
_NAMED_BEFORE = re.compile(r"[A-ZÀ-ÝА-Я][\w’'-]+ (?:al-)?[A-ZÀ-ÝА-Я][\w’'-]+, *(?:an?|the)? *$")
_NAME_CHARS = 80  # before a description in which a name may stand
_SHORT = 1000  # characters: several claims stand in one sentence; whole reports are not kept
_STEM = 5  # letters that a Cyrillic word for a country needs to be cut to a stem


@dataclass(frozen=True)
class Unnamed:
    """An unnamed source in normal form. `country` is a place id or None, `fields` may be empty, `role` is a row's name."""

    country: str | None
    fields: frozenset[str]
    role: str

    @property
    def is_specific(self) -> bool:
        """Does it tell one source from others: nationality and field both given?"""
        return self.country is not None and bool(self.fields)

    def fits(self, other: Unnamed) -> bool:
        """May both be the same person? What one leaves open fits; "source" fits every role."""
        same_country = self.country is None or other.country is None or self.country == other.country
        same_field = not self.fields or not other.fields or self.fields <= other.fields or other.fields <= self.fields
        return same_country and same_field and (self.role == other.role or "source" in (self.role, other.role))

    def say(self) -> str:
        """The normal form in words: "an unnamed Syrian security official"."""
        register = load_register()
        words = (w for w in register.country_words() if w.place_id == self.country)
        adjective = next((w.word for w in words if w.role == "adjective" and w.language == "en"), "")
        if not adjective and self.country:
            adjective = f"{register.place(self.country).name}'s"
        return " ".join(w for w in ("an unnamed", adjective, *sorted(self.fields), self.role) if w)


def find_unnamed(text: str) -> frozenset[Unnamed]:
    """The unnamed sources of a text in normal form; those of which neither nationality nor field is said are left out."""
    return _find_cached(text) if len(text) <= _SHORT else _find(text)


@lru_cache(maxsize=8192)
def _find_cached(text: str) -> frozenset[Unnamed]:
    return _find(text)


def _find(text: str) -> frozenset[Unnamed]:
    tokens = list(_TOKEN.finditer(text))
    roles = [(i, role) for i, token in enumerate(tokens) if (role := name_word("role", token.group())) is not None]
    found = (_read_unnamed(text, tokens, i, role) for i, role in roles)
    return frozenset(u for u in found if u is not None)


def _read_unnamed(text: str, tokens: Sequence[re.Match[str]], at: int, role: str) -> Unnamed | None:
    before = _phrase_before(text, tokens, at)
    behind = _phrase_behind(text, tokens, at)
    if _is_named(text, tokens, at, before):
        return None
    words = [t.group() for t in (*before, *behind)]
    country = next(iter(_countries(words)), None)
    fields = frozenset(name for word in words if (name := name_word("field", word)) is not None)
    return Unnamed(country, fields, role) if country or fields else None


def _phrase_before(text: str, tokens: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The words right before a role, back to an article, a verb of saying or a comma."""
    found: list[re.Match[str]] = []
    for i in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if _BREAK.search(text, tokens[i].end(), tokens[i + 1].start() + 1) or tokens[i].group().lower() in small_words("stops"):
            break
        found.insert(0, tokens[i])
    return found


def _phrase_behind(text: str, tokens: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The words behind a role that go on describing it: "in the Syrian security services", "siriana", "أمني سوري"."""
    found: list[re.Match[str]] = []
    strangers = 0
    for i in range(at + 1, min(len(tokens), at + 1 + _BEHIND)):
        word = tokens[i].group()
        if _BREAK.search(text, tokens[i - 1].end(), tokens[i].start()):
            break
        if word.lower() in small_words("links"):
            continue
        if name_word("field", word) or any(_countries([word])):
            found.append(tokens[i])
            continue
        is_linked = tokens[i - 1].group().lower() in small_words("links")
        strangers += 1
        if strangers > _STRANGERS or (not is_linked and not found) or word.lower() in small_words("stops"):
            break
    return found


def _is_named(text: str, tokens: Sequence[re.Match[str]], at: int, before: Sequence[re.Match[str]]) -> bool:
    """ "official Ahmad Hassan", "Ahmad Hassan, a Syrian official,": a person with a name."""
    behind = [t.group() for t in tokens[at + 1 : at + 3] if not _BREAK.search(text, tokens[at].end(), t.start())]
    is_capital = len(behind) == 2 and all(w[:1].isupper() and not w.isupper() for w in behind)
    if is_capital and not (find_names("wire", behind[0]) or any(_countries(behind[:1]))):
        return True
    start = before[0].start() if before else tokens[at].start()
    return text[tokens[at].end() : tokens[at].end() + 1] == "," and bool(
        _NAMED_BEFORE.search(text[max(0, start - _NAME_CHARS) : start])
    )


def _countries(words: Sequence[str]) -> Iterator[str]:
    """Countries that words name, nearest to the end first; two words may make one name."""
    register = load_register()
    for i in range(len(words) - 1, -1, -1):
        pair = " ".join(words[i - 1 : i + 1]) if i else ""
        for text in (pair, words[i]):
            found = register.find_country_words(text) if text else ()
            if found:
                yield found[0].place_id
                break
        else:
            stemmed = _by_stem(normalise(words[i]))
            if stemmed is not None:
                yield stemmed


@lru_cache(maxsize=1)
def _stems() -> tuple[tuple[str, str], ...]:
    """Cyrillic words for countries without their endings, longest first."""
    words = ((normalise(w.word), w.place_id) for w in load_register().country_words() if w.language == "ru")
    cut = {(word[:-2], place_id) for word, place_id in words if len(word) >= _STEM + 2 and " " not in word}
    return tuple(sorted(cut, key=lambda p: (-len(p[0]), p)))


@lru_cache(maxsize=4096)
def _by_stem(word: str) -> str | None:
    if not re.match(r"[а-я]", word):
        return None
    return next((place_id for stem, place_id in _stems() if word.startswith(stem) and len(word) <= len(stem) + 4), None)
