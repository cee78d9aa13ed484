"""The tables of a language: `tables/<code>.toml` flows in, a frozen `Language` flows out. Nothing here looks at a text.

Every file has the same sections; `tables/README.md` says what each means. A file is read when a report in its language first
comes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.claims.languages.forms import Lexicon, fold, phrase_regex

FOLDER = Path(__file__).with_name("tables")
STATUSES = ("unresolved", "unconfirmed", "denied", "conditional", "hedged", "planned")  # in order of precedence
RUSSIAN = "ru"


@dataclass(frozen=True)
class Trigger:
    """Words that carry a claim of one kind. `tables/README.md` says what each field means."""

    kind: str
    need: str = "asset"
    pos: str = "verb"
    locative: str = "place"
    bare: str = ""
    subject: str = ""
    negated: str = "denied"
    direction: str | None = None
    status: str = ""
    moves: str = "subject"
    origin: str = "origin"
    things: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cue:
    """Phrases that set a status, and how far they reach: near, clause, left, right or sentence."""

    status: str
    scope: str
    regex: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """What is particular to one language."""

    code: str
    reader: str
    triggers: Lexicon[Trigger]
    things: Lexicon[str]
    markers: Lexicon[str]
    numbers: Lexicon[int]
    place_nouns: Lexicon[bool]
    cues: tuple[Cue, ...]
    endings: tuple[tuple[str, re.Pattern[str]], ...]
    breaks: Lexicon[bool]
    words: Mapping[str, re.Pattern[str] | None]
    days: Mapping[str, Any]
    endings_of_names: tuple[str, ...]
    nominative: tuple[str, ...]
    adjective_names: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    proclitics: tuple[str, ...]
    has_cases: bool
    converb: re.Pattern[str] | None = None
    participle: re.Pattern[str] | None = None
    prefix_roles: tuple[tuple[str, re.Pattern[str]], ...] = ()
    here: Mapping[str, str] = field(default_factory=dict, hash=False)
    joins: frozenset[str] = frozenset()
    suffix_roles: tuple[tuple[str, re.Pattern[str]], ...] = ()
    sources: Mapping[str, Any] = field(default_factory=dict, hash=False)


@lru_cache(maxsize=16)
def read_language(code: str) -> Language:
    """The tables of a language.

    Raises:
        FileNotFoundError: there is none for it.
    """
    table = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    names, roles = table.get("names", {}), table.get("roles", {})
    return Language(
        code=code,
        reader=table["reader"],
        triggers=Lexicon((w, _trigger(row)) for row in table["trigger"] for w in row["words"]),
        things=Lexicon((w, code_) for code_, words in table["things"].items() for w in words),
        markers=Lexicon((w, role) for role, words in roles.get("before", {}).items() for w in words),
        numbers=Lexicon((w, int(n)) for n, words in table["numbers"].items() for w in words),
        place_nouns=Lexicon((w, True) for w in table["place_nouns"]),
        cues=tuple(_cues(table["cue"])),
        endings=tuple((row["status"], re.compile(row["ends"])) for row in table.get("ending", ())),
        breaks=Lexicon((w, True) for w in table.get("breaks", ())),
        words={name: phrase_regex(words) for name, words in table.get("words", {}).items()},
        days=table.get("days", {}),
        endings_of_names=tuple(sorted({fold(e) for e in names.get("endings", ())} | {""}, key=len)),
        nominative=tuple(sorted({fold(e) for e in names.get("nominative", names.get("endings", ()))} | {""}, key=len)),
        adjective_names=tuple(fold(e) for e in names.get("adjective_nominative", ())),
        adjective_endings=tuple(sorted((fold(e) for e in names.get("adjective_endings", ())), key=len)),
        proclitics=tuple(fold(p) for p in names.get("proclitics", ())),
        has_cases=bool(names.get("endings")),
        converb=re.compile(table["sources"]["converb"]) if "converb" in table.get("sources", {}) else None,
        participle=re.compile(table["sources"]["participle"]) if "participle" in table.get("sources", {}) else None,
        prefix_roles=tuple((role, re.compile(begins)) for role, begins in roles.get("prefix", {}).items()),
        here={fold(w): role for role, words in roles.get("here", {}).items() for w in words},
        joins=frozenset(fold(w) for w in names.get("joins", ())),
        suffix_roles=tuple((role, re.compile(ends)) for role, ends in roles.get("suffix", {}).items()),
        sources=table.get("sources", {}),
    )


def _trigger(row: Mapping[str, Any]) -> Trigger:
    values: dict[str, Any] = {k: tuple(fold(v) for v in value) if isinstance(value, list) else value for k, value in row.items()}
    return Trigger(**{k: v for k, v in values.items() if k not in ("words", "reason")})


def _cues(rows: list[Mapping[str, Any]]) -> list[Cue]:
    ordered = sorted(rows, key=lambda row: STATUSES.index(row["status"]))
    return [Cue(row["status"], row["scope"], regex) for row in ordered if (regex := phrase_regex(row["words"])) is not None]
