"""Names that show by themselves what they name: "HMS Medway", "Su-30s", "RA-82035", "two Typhoons".

Clean text flows in; named spans with a class and, for ships of a navy with its own prefix, a country flow out. The judgements
stand in `designations.toml`: prefixes, patterns of designations, names of types. A name of a type counts in the plural, behind
an article or a numeral, or before a word that says what it is, so that the town of Orion and the month of Tor stay out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vedette.registry.names import Found
from vedette.registry.reading import DATA

_NAME = (
    r"(?:[ \u00a0]+(?:[A-Z0-9][\w'’.\-]*|(?:de|van|von|der|del|da|do|of|al|bin|the)(?=[ \u00a0]+(?:[A-Z]|(?:the|la)[ \u00a0]))))+"
)
_HULL_NUMBER = r"(?:[ \u00a0]*\((?:[A-Z]{1,4}[ \-]?)?\d{1,4}\))?"
_BEFORE_TYPE = re.compile(
    r"(?:^|[^\w])(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|five|six|seven|eight|nine|ten|eleven|twelve|dozen|several|more|its|their|"
    r"his|another|each|every|some|both|\d+|[A-Z][a-z]+(?:n|sh|ese|i|ch))[ \u00a0](?:[\w\-]+[ \u00a0])?$"
)
_WHAT_IT_IS = re.compile(
    r"[ \-](?:class|type|[\w\-]+ )?[ \-]?\w*(?:craft|jet|plane|drone|batter|missile|system|launcher|tank|helicopter|submarine|ship|"
    r"tanker|vessel|bomber|fighter|gunship|destroyer|frigate|carrier|transport|freighter|vehicle|regiment|unit)"
)
_SINGLE = ("ship", "aircraft")  # the classes of patterns for one hull or airframe
_NEXT_NAME = re.compile(r"[ \u00a0][A-Z]")


@dataclass(frozen=True)
class Designation(Found):
    """A name of this kind: characters start:end; `ids` is empty, because no register knows it."""

    asset_class: str | None = None
    country: str | None = None
    is_single: bool = False  # the name of one hull or airframe, not of a type

    def text_in(self, text: str) -> str:
        """The name as written, without a hull number in brackets."""
        return text[self.start : self.end].partition(" (")[0]


def find_designations(text: str) -> list[Designation]:
    """All names in a text that show their kind, in order, none across another; the longer one stands."""
    found = [*_ships(text), *_patterns(text), *_types(text)]
    kept: list[Designation] = []
    for one in sorted(found, key=lambda d: (d.start - d.end, d.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda d: d.start)


def is_type(text: str) -> bool:
    """Whether a text is nothing but names and designations of types: "Il-76TD", "MQ-9 Reaper", "Typhoon"."""
    expression, rows = _type_names()
    left = expression.sub(lambda m: "" if m[1] in rows else m[0], text)
    for pattern, asset_class in _expressions():
        left = left if asset_class in _SINGLE else pattern.sub("", left)
    return left != text and not any(c.isalnum() for c in left)


def registrations(text: str) -> list[tuple[int, int]]:
    """Where registrations of aircraft stand: nationality mark, hyphen, letters or digits."""
    return [m.span() for m in _registration().finditer(text)]


def _ships(text: str) -> Iterator[Designation]:
    expression, rows = _prefixes()
    for match in expression.finditer(text):
        asset_class, country = rows[match[1]]
        yield Designation(match.start(), match.end(), (), asset_class, country, is_single=True)


def _patterns(text: str) -> Iterator[Designation]:
    for expression, asset_class in _expressions():
        for match in expression.finditer(text):
            yield Designation(match.start(), match.end(), (), asset_class, is_single=asset_class in _SINGLE)


def _types(text: str) -> Iterator[Designation]:
    expression, rows = _type_names()
    for match in expression.finditer(text):
        after = text[match.end() : match.end() + 30]
        is_counted = _BEFORE_TYPE.search(text[max(match.start() - 40, 0) : match.start()]) is not None
        if match[2] == "s" or (is_counted and not _NEXT_NAME.match(after)) or _WHAT_IT_IS.match(after):
            yield Designation(match.start(), match.end(), (), rows[match[1]])


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((DATA / "designations.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _prefixes() -> tuple[re.Pattern[str], dict[str, tuple[str | None, str | None]]]:
    rows: dict[str, tuple[str | None, str | None]] = {}
    for row in _tables()["prefix"]:
        words: dict[str, str] = row["words"]  # type: ignore[assignment]
        rows.update({word: (_code(row), f"country:{country}" if country else None) for word, country in words.items()})
    either = "|".join(sorted(map(re.escape, rows), key=len, reverse=True))
    return re.compile(rf"(?<![\w/])({either}){_NAME}{_HULL_NUMBER}"), rows


def prefixes() -> frozenset[str]:
    """Every prefix of a ship's name."""
    return frozenset(_prefixes()[1])


@lru_cache(maxsize=1)
def _expressions() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    return tuple((re.compile(rf"(?<![\w\-/])(?:{row['regex']})(?:'?s)?(?![\w])"), _code(row)) for row in _tables()["pattern"])


@lru_cache(maxsize=1)
def _registration() -> re.Pattern[str]:
    row = next(row for row in _tables()["pattern"] if str(row["reason"]).startswith("registrations"))
    return re.compile(rf"(?<![\w\-/])(?:{row['regex']})(?![\w])")


@lru_cache(maxsize=1)
def _type_names() -> tuple[re.Pattern[str], dict[str, str | None]]:
    rows: dict[str, str | None] = {}
    for row in _tables()["type"]:
        words: list[str] = row["words"]  # type: ignore[assignment]
        for word in words:
            rows.setdefault(word, _code(row))
    either = "|".join(sorted(map(re.escape, rows), key=len, reverse=True))
    return re.compile(rf"(?<![\w\-])({either})(s?)(?!\w)"), rows


def _code(row: dict[str, object]) -> str | None:
    return str(row["class"]) or None
