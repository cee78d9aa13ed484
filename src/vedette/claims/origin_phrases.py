"""Who stands behind a statement: agencies, institutions, image providers, and unnamed sources in a normal form.

A stretch of text flows in, names and `Unnamed` sources flow out. "A Syrian security official told Reuters" and "according to a
source in Syria's security services quoted by Reuters" give the same: Reuters, and an unnamed source of Syria, security. The
words stand in `origin_phrases.toml`; nationalities come from the register's words for countries.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.registry.names import normalise
from vedette.registry.register import load_register

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_](?:[\w’'.-]*\w)?")
_BREAK = re.compile(r"[,;:!?()\[\]\"“”«»]|\.\s")
_BEFORE = 6  # words before a role that may say whose and of what field: "a senior Syrian military intelligence official"
_BEHIND = 9  # "a source close to the leadership of the Syrian army"
_STRANGERS = 2  # words behind a role that say neither, before the phrase counts as over
_NAMED_BEFORE = re.compile(r"[A-ZÀ-ÝА-Я][\w’'-]+ (?:al-)?[A-ZÀ-ÝА-Я][\w’'-]+, *(?:an?|the)? *$")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SELF = "the (?:news)?paper|the (?:site|channel|broadcaster|agency|magazine|organi[sz]ation)"
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


@dataclass(frozen=True)
class _Words:
    """A list of names as one pattern, and which name each word belongs to."""

    pattern: re.Pattern[str]
    names: Mapping[str, str]

    def find(self, text: str) -> frozenset[str]:
        return frozenset(self.names[key] for m in self.pattern.finditer(text) if (key := m.lastgroup or "") in self.names)


def _regex(word: str, *, is_exact: bool) -> str:
    stem = re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
    prefix = r"[ولبفك]{0,2}" if _ARABIC.search(word) else ""  # Arabic writes "and" and "to" onto the word
    return f"{prefix}{stem}" if is_exact else f"(?i:{prefix}{stem})"


def _compile(rows: Iterable[Mapping[str, Any]], *, is_exact: bool) -> _Words:
    names, parts = {}, []
    listed = sorted(((w, row["name"]) for row in rows for w in row["words"]), key=lambda p: -len(p[0]))
    for number, (word, name) in enumerate(listed):
        names[f"w{number}"] = name
        parts.append(f"(?P<w{number}>{_regex(word, is_exact=is_exact)})")
    return _Words(re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), names)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("origin_phrases.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _list(name: str) -> frozenset[str]:
    """A list of small words of the table."""
    return frozenset(_table()[name]["words"])


@lru_cache(maxsize=8)
def _words(section: str) -> _Words:
    """A section; names are matched as written, fields and roles in any case."""
    return _compile(_table()[section], is_exact=section in ("wire", "institution", "imagery"))


def find_wires(text: str) -> frozenset[str]:
    """The outlets of the table that a text names."""
    return _words("wire").find(text)


def find_institutions(text: str) -> frozenset[str]:
    """The institutions that a text names, under one name each."""
    return _words("institution").find(text)


def find_imagery(text: str) -> frozenset[str]:
    """Who took or sold the images that a text names."""
    return _words("imagery").find(text)


def find_unnamed(text: str) -> frozenset[Unnamed]:
    """The unnamed sources of a text in normal form; those of which neither nationality nor field is said are left out."""
    roles = [m for m in _words("role").pattern.finditer(text) if m.lastgroup]
    if not roles:
        return frozenset()
    tokens = list(_TOKEN.finditer(text))
    starts = {t.start(): i for i, t in enumerate(tokens)}
    found = (
        _read_unnamed(text, tokens, starts[m.start()], _words("role").names[m.lastgroup or ""])
        for m in roles
        if m.start() in starts
    )
    return frozenset(u for u in found if u is not None)


def _read_unnamed(text: str, tokens: Sequence[re.Match[str]], at: int, role: str) -> Unnamed | None:
    before = _phrase_before(text, tokens, at)
    behind = _phrase_behind(text, tokens, at)
    if _is_named(text, tokens, at, before):
        return None
    words = [t.group() for t in (*before, *behind)]
    country = next(iter(_countries(words)), None)
    fields = frozenset(name for word in words for name in _words("field").find(word))
    return Unnamed(country, fields, role) if country or fields else None


def _phrase_before(text: str, tokens: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The words right before a role, back to an article, a verb of saying or a comma."""
    found: list[re.Match[str]] = []
    for i in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if _BREAK.search(text, tokens[i].end(), tokens[i + 1].start() + 1) or tokens[i].group().lower() in _list("stops"):
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
        if word.lower() in _list("links"):
            continue
        if _words("field").find(word) or any(_countries([word])):
            found.append(tokens[i])
            continue
        is_linked = tokens[i - 1].group().lower() in _list("links")
        strangers += 1
        if strangers > _STRANGERS or (not is_linked and not found) or word.lower() in _list("stops"):
            break
    return found


def _is_named(text: str, tokens: Sequence[re.Match[str]], at: int, before: Sequence[re.Match[str]]) -> bool:
    """ "official Ahmad Hassan", "Ahmad Hassan, a Syrian official,": a person with a name."""
    behind = [t.group() for t in tokens[at + 1 : at + 3] if not _BREAK.search(text, tokens[at].end(), t.start())]
    is_capital = len(behind) == 2 and all(w[:1].isupper() and not w.isupper() for w in behind)
    if is_capital and not (find_wires(behind[0]) or any(_countries(behind[:1]))):
        return True
    start = before[0].start() if before else tokens[at].start()
    return text[tokens[at].end() : tokens[at].end() + 1] == "," and bool(_NAMED_BEFORE.search(text[:start]))


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


def says_own_evidence(text: str, outlets: Iterable[str], *, is_alone: bool = True) -> bool:
    """Does a text say that its writers saw, counted or asked for themselves?

    Args:
        text: a sentence or more.
        outlets: the names by which the report's own outlet goes.
        is_alone: the report names no other outlet, so that "the newspaper" is itself.
    """
    listed = [re.escape(o) for o in sorted(set(outlets)) if o] + ([_SELF] if is_alone else [])
    return any(p.search(text) for p in _own_patterns("|".join(listed) or "(?!)"))


@lru_cache(maxsize=512)
def _own_patterns(names: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"].replace("{outlet}", f"(?:{names})"), re.IGNORECASE) for row in _table()["own"])


def is_name(speaker: str) -> bool:
    """Whether a speaker is named: "Guido Crosetto", "Maxar", and not "analysts" or "Western officials"."""
    words = speaker.split()
    if not words or _words("role").find(words[-1].lower()):
        return False
    return any(w[:1].isupper() for w in words[1:]) or (
        len(words) == 1 and words[0][:1].isupper() and words[0].lower() not in _list("nameless")
    )
