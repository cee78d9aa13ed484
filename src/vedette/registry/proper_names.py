"""What one ship or aircraft is called in a text: by a number that it bears, or by a name of its own.

Words that stand for one asset flow in; what tells it from all others flows out: numbers with the key under which signals send them,
and the name without prefix and number. A class, a type ("Il-76TD", "Typhoon"), a group or a description is nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vedette.registry.designations import is_type, registrations
from vedette.registry.names import normalise
from vedette.registry.numbers import is_valid_imo, is_valid_mmsi

_GROUPS = frozenset({"naval_ship", "forces", "equipment", "military_asset", "asset"})  # a squadron's name is no hull's
# letters before a ship's name that texts give or leave out
_STYLES = frozenset(
    {"hms", "uss", "ins", "rfs", "hmcs", "hmas", "tcg", "its", "fs", "mv", "m v", "mt", "m t", "ss", "rfa", "the"}
)
_NUMBER = r"(?:[ :#.]|no\b|nr\b|number\b|code\b|address\b)*"
_WRITTEN: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("imo", re.compile(rf"\bIMO\b{_NUMBER}(\d{{7}})\b"), is_valid_imo),
    ("mmsi", re.compile(rf"\bMMSI\b{_NUMBER}(\d{{9}})\b"), is_valid_mmsi),
    ("icao24", re.compile(rf"\b(?:[Hh]ex|ICAO(?:24)?|Mode[ -]S)\b{_NUMBER}([0-9a-fA-F]{{6}})\b"), lambda _: True),
    ("callsign", re.compile(r"\b((?!IMO|MMSI)[A-Z]{3}\d{1,4}[A-Z]?)\b"), lambda _: True),
)
_SMALL = frozenset({"of", "de", "del", "da", "do", "la", "van", "von", "der", "al", "el", "bin", "the"})
# what may stand between a ship or an aircraft and its number
_BEHIND = re.compile(
    r"(?:[\s,;(\[–—-]|\b(?:with|bearing|under|its|the|an?|registration|registered|as|tail|number|no|call ?sign|flying|flight)\b)*"
)
_ENOUGH = 60  # characters behind a name within which its number stands


@dataclass(frozen=True)
class StatedNumber:
    """A number in a text: characters start:end, the key of the `identities` table, the value as signals send it."""

    start: int
    end: int
    key: str
    value: str


def find_numbers(text: str) -> list[StatedNumber]:
    """IMO numbers, MMSI, 24-bit addresses, registrations and call signs in a text, in order; ill-formed ones are none."""
    return sorted({n.start: n for n in _numbers(text)}.values(), key=lambda n: n.start)


def _numbers(text: str) -> Iterator[StatedNumber]:
    for key, expression, is_valid in _WRITTEN:
        for match in expression.finditer(text):
            if is_valid(match[1]):
                yield StatedNumber(match.start(), match.end(), key, match[1].lower() if key == "icao24" else match[1])
    for start, end in registrations(text):
        yield StatedNumber(start, end, "registration", text[start:end])


def with_number(words: str, behind: str) -> str | None:
    """The words with the number that belongs to them: within them, or right behind; None where there is none."""
    if find_numbers(words):
        return words
    for number in find_numbers(behind[:_ENOUGH])[:1]:
        if _BEHIND.fullmatch(behind, 0, number.start):
            tail = behind[: number.end]
            return words + tail + (")" if tail.count("(") > tail.count(")") else "")
    return None


def proper_name(words: str) -> str | None:
    """A name as names are compared, without the letters before it and the number behind; None for what is no name.

    A name has capitals in all its words but small ones; "Il-76TD" and "two Typhoons" are types, and a number alone is no name.
    """
    numbers = find_numbers(words)
    bare = re.sub(r"[\s,;(\[–—-]+$", "", words[: numbers[0].start] if numbers else words)
    parts = [w for w in bare.replace("-", " ").split() if w]
    if not parts or not _is_capital(parts[0]) or not all(_is_capital(w) or w in _SMALL for w in parts):
        return None
    has_letters = any(w[0].isupper() for w in parts)
    return plain_name(bare) if has_letters and not is_type(bare) else None


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def plain_name(words: str) -> str:
    """A name as it is compared: without case, marks, and the letters before it."""
    parts = normalise(words).split()
    for n in (2, 1):  # "M/T" is two words in the form in which names are compared
        if len(parts) > n and " ".join(parts[:n]) in _STYLES:
            parts = parts[n:]
    return " ".join(parts)


def may_be_one(asset_class: str | None, count_min: int | None, count_max: int | None) -> bool:
    """May words of a class, with a count, stand for one asset of its own?"""
    return count_max == 1 and count_min in (None, 1) and asset_class not in _GROUPS
