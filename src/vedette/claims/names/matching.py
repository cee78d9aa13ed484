"""Names found in running text, longest first, never inside another word.

Pairs of (name, id) flow in once and build the index; a text flows in, spans with ids flow out. Names are compared with
their spaces, hyphens, apostrophes and stops left out ("al-Khadim", "Al Khadim"), on whole words, and only where
the text writes them with a capital, so that "turkey" and "us" stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from vedette.registry.names import Found, normalise

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-‐‑–'’‘ʼ`´.]{0,2}$")
_SHORT = 3  # a name this short is a code or an abbreviation and must be in capitals


class NameIndex:
    """An index of names for texts. Immutable."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        index: dict[str, dict[str, None]] = defaultdict(dict)
        starts: set[str] = set()
        for name, item in pairs:
            key = _key(name)
            index[key][item] = None
            starts.update((key, *(_key(word) for word in _WORD.findall(name)[:1])))
        self._starts = frozenset(starts)
        index.pop("", None)
        self._index = {key: tuple(ids) for key, ids in index.items()}
        self._longest = max((len(key) for key in self._index), default=0)

    def find(self, text: str) -> list[Found]:
        """All names in a text, from left to right, none inside or across another."""
        words = [(m.start(), m.end(), _key(m.group())) for m in _WORD.finditer(text)]
        found: list[Found] = []
        i = 0
        while i < len(words):
            length, match = self._longest_at(text, words, i) if words[i][2] in self._starts else (1, None)
            if match is not None:
                found.append(match)
            i += length
        return found

    def _longest_at(self, text: str, words: list[tuple[int, int, str]], i: int) -> tuple[int, Found | None]:
        """The longest name that begins with word i, and how many words it takes."""
        joined, best = "", (1, None)
        start = words[i][0]
        for j in range(i, len(words)):
            if j > i and not _GAP.match(text[words[j - 1][1] : words[j][0]]):
                break
            joined += words[j][2]
            if len(joined) > self._longest:
                break
            ids = self._index.get(joined)
            if ids and _is_written_as_name(text[start : words[j][1]]):
                best = (j - i + 1, Found(start, words[j][1], ids))  # type: ignore[assignment]
        return best


def _key(text: str) -> str:
    return normalise(text).replace(" ", "").replace(".", "")


def _is_written_as_name(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    if len(letters) <= _SHORT:
        return all(c.isupper() or c.lower() == c.upper() for c in letters) or (len(letters) == _SHORT and letters[0].isupper())
    return any(c.isupper() for c in letters) or all(c.lower() == c.upper() for c in letters)
