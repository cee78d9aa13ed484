"""One way to compare names. A text comes in; its normal form, or the names that it resembles, goes out.

Every name in the register and every text looked up in it passes through `normalise`, so that case, diacritics,
apostrophes and hyphens never decide whether two spellings meet. Nothing here knows what a name stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Letters that carry a stroke, not a combining mark, so that NFKD leaves them whole; Arabic tatweel only stretches a word.
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ـ": ""})
_APOSTROPHES = re.compile(r"['’‘`´ʼʿʾ′\"“”«»]")
_ASCII = str.maketrans("-_/,", "    ", "'`\"")  # the same rules for plain ASCII, which most names are
_POSSESSIVE = re.compile(r"['’]s$")
_HYPHENS = re.compile(r"[-‐‑‒–—_/,]")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_]) ?(?=\d)")


@dataclass(frozen=True)
class Found:
    """A name in a text: characters start:end, and the ids that bear the name."""

    start: int
    end: int
    ids: tuple[str, ...]


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The form in which names are compared: case folded, marks and apostrophes gone, hyphens as single spaces.

    A possessive 's at the very end goes too ("Russia's" is "russia"); full stops stay, so that "U.S." is not "us".
    """
    folded = _POSSESSIVE.sub("", text.strip()).casefold()
    if folded.isascii():
        return " ".join(folded.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", folded))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(_HYPHENS.sub(" ", bare).split())


def normalise_class_word(text: str) -> str:
    """The normal form of a word for a class: type numbers stand apart ("IL76", "Il-76" and "il 76" are one)."""
    return _LETTER_DIGIT.sub(" ", normalise(text))


def singular(word: str) -> str:
    """An English plural without its ending, by rule: ferries, vessels, "Il-76s"; a word without one stays as it is."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def plural(name: str, count: int = 2) -> str:
    """An English noun for so many, by rule: frigates, ferries; type names (Il-76, An-124) and "aircraft" stay as they are."""
    if count == 1 or not name or not name[-1].islower():
        return name
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return name if name.endswith(("s", "craft")) else f"{name}s"


def resemble(text: str, names: Iterable[str], n: int = 3, least: float = 60.0) -> tuple[str, ...]:
    """The n normalised names that a text resembles most, best first; ratio 0 to 100, none below `least`.

    Source: rapidfuzz WRatio, a weighted blend of edit and token ratios.
    """
    from rapidfuzz import fuzz, process

    found = process.extract(normalise(text), list(names), scorer=fuzz.WRatio, limit=n, score_cutoff=least)
    return tuple(name for name, _, _ in found)
