"""The forms of words: how a word is compared, and how a pattern of the tables finds it.

A word as written flows in; its folded form, or the rows of a table whose patterns it fits, flow out. A pattern is a folded word
("parti"), the beginning of one ("salpa*") or several of them in a row; prefixes stand for the endings of a language, so that no
table lists every form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST_KNOWN = 20_000  # words
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ـ": None, "ة": "ه", "ى": "ي"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The form in which words are compared: small letters without accents or vowel marks; Arabic spelling variants as one."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


class Lexicon(Generic[T]):
    """Patterns of one or more words with what each stands for. Immutable; the longest pattern that fits wins."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._begins: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for pattern, value in pairs:
            words = tuple(fold(word) for word in pattern.split())
            table = self._begins if words[0].endswith("*") else self._exact
            table.setdefault(words[0].removesuffix("*"), []).append((words, value))
        self._known: dict[str, tuple[tuple[tuple[str, ...], T], ...]] = {}
        self._shortest = min((len(key) for key in self._begins), default=1)
        for rows in (*self._exact.values(), *self._begins.values()):
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, forms: Sequence[str], at: int) -> tuple[int, list[T]]:
        """How many words from `at` the longest pattern takes, and what all patterns of that length stand for; (0, []) for none."""
        longest, found = 0, list[T]()
        for word in dict.fromkeys(forms[at].split("|")):  # the likeliest reading of a word stands first
            size, values = self._of_reading(word, forms, at)
            if size > longest:
                longest, found = size, values
        return longest, found

    def _of_reading(self, word: str, forms: Sequence[str], at: int) -> tuple[int, list[T]]:
        """The same for one reading of the word; of patterns of one length the one with the longer beginning wins."""
        best, found = (0, 0), list[T]()
        for words, value in self._candidates(word):
            key = (len(words), len(words[0]))
            if key >= best and _fits(words, forms, at):
                found = [*found, value] if key == best else [value]
                best = key
        return best[0], found

    def _candidates(self, word: str) -> Sequence[tuple[tuple[str, ...], T]]:
        """The patterns whose first word fits; the same words come again and again, so that they are remembered."""
        if word not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            begun = (row for n in range(self._shortest, len(word) + 1) for row in self._begins.get(word[:n], ()))
            self._known[word] = (*self._exact.get(word, ()), *begun)
        return self._known[word]


def _fits(words: Sequence[str], forms: Sequence[str], at: int) -> bool:
    """Whether the patterns after the first fit the words that follow."""
    if at + len(words) > len(forms):
        return False
    return all(_is_like(pattern, forms[at + k]) for k, pattern in enumerate(words[1:], 1))


def _is_like(pattern: str, form: str) -> bool:
    readings = form.split("|")
    return any(r.startswith(pattern[:-1]) for r in readings) if pattern.endswith("*") else pattern in readings


def phrase_regex(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for phrases over folded words joined by single spaces; None where there are none.

    A piece is a word, "stem*", "~3" for up to three words of any kind, or "(a|b*)".
    """
    parts = [_phrase(phrase) for phrase in phrases]
    return re.compile(r"(?<![^ ])(?:" + "|".join(sorted(parts, key=lambda p: -len(p))) + r")(?![^ ])") if parts else None


def _phrase(phrase: str) -> str:
    if phrase.startswith("re:"):
        return phrase[3:]
    regex = ""
    for piece in phrase.split():
        if piece.startswith("~"):
            regex = regex.removesuffix(" ") + rf"(?: [^ ]+){{0,{piece[1:]}}} "
        else:
            choices = [_piece(choice) for choice in piece.strip("()").split("|")]
            regex += f"(?:{'|'.join(choices)}) "
    return regex.removesuffix(" ")


def _piece(piece: str) -> str:
    bare = re.escape(fold(piece.rstrip("*")))
    return bare + "[^ ]*" if piece.endswith("*") else bare
