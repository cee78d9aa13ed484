"""The table `origin_phrases.toml`: names as patterns, words as dictionaries.

A section and a text, or a word, flow in; the names of rows flow out. Names ("Reuters") are matched as written, single words
("official", "силов*") in any case of letters; Arabic writes "and" and "to" onto a word, so that up to two such letters may stand
before one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.registry.shipped_tables import read_toml

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PREFIXES = "ولبفك"
_SHORT = 1000  # characters: several claims stand in one sentence; whole reports are not kept


@lru_cache(maxsize=1)
def read_table() -> Mapping[str, Any]:
    """The whole table."""
    table: Mapping[str, Any] = read_toml(Path(__file__).with_name("origin_phrases.toml"))
    return table


@lru_cache(maxsize=8)
def small_words(name: str) -> frozenset[str]:
    """A list of small words of the table."""
    return frozenset(read_table()[name]["words"])


@dataclass(frozen=True)
class _Names:
    """The names of a section as one pattern; `stems` are looked for first, which is fast."""

    pattern: re.Pattern[str]
    names: Mapping[str, str]
    stems: tuple[str, ...]


@lru_cache(maxsize=8)
def _names(section: str) -> _Names:
    listed = sorted(((w, row["name"]) for row in read_table()[section] for w in row["words"]), key=lambda p: (-len(p[0]), p))
    parts = [f"(?P<w{n}>{_regex(word)})" for n, (word, _) in enumerate(listed)]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
    return _Names(pattern, {f"w{n}": name for n, (_, name) in enumerate(listed)}, tuple(w.removesuffix("*") for w, _ in listed))


def _regex(word: str) -> str:
    stem = re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
    return f"[{_PREFIXES}]{{0,2}}{stem}" if _ARABIC.search(word) else stem


def find_names(section: str, text: str) -> frozenset[str]:
    """The rows of a section whose names a text holds."""
    return _find_cached(section, text) if len(text) <= _SHORT else _find(section, text)


@lru_cache(maxsize=8192)
def _find_cached(section: str, text: str) -> frozenset[str]:
    return _find(section, text)


def _find(section: str, text: str) -> frozenset[str]:
    names = _names(section)
    if not any(stem in text for stem in names.stems):
        return frozenset()
    return frozenset(names.names[m.lastgroup or ""] for m in names.pattern.finditer(text))


def match_name(section: str, text: str) -> str | None:
    """The row whose name a text is, whole; None where it is more or less than a name."""
    names = _names(section)
    found = names.pattern.fullmatch(text)
    return names.names[found.lastgroup or ""] if found else None


@lru_cache(maxsize=4)
def _word_rows(section: str) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Whole words, and stems with an open ending, longest first."""
    listed = [(w.casefold(), row["name"]) for row in read_table()[section] for w in row["words"]]
    stems = sorted(((w.removesuffix("*"), name) for w, name in listed if w.endswith("*")), key=lambda p: (-len(p[0]), p))
    return {w: name for w, name in listed if not w.endswith("*")}, tuple(stems)


@lru_cache(maxsize=65536)
def name_word(section: str, word: str) -> str | None:
    """The row that a single word belongs to, in any case of letters; None where it belongs to none."""
    whole, stems = _word_rows(section)
    folded = word.casefold()
    forms = [folded]
    if _ARABIC.match(folded):
        forms += [folded[n:] for n in (1, 2) if all(c in _PREFIXES for c in folded[:n])]
    for form in forms:
        found = whole.get(form) or next((name for stem, name in stems if form.startswith(stem)), None)
        if found:
            return found
    return None
