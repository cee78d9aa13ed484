"""Who stands behind a statement, by name: agencies, institutions, sellers of images; and whether the writers saw it themselves.

A stretch of text flows in, names flow out, each under the one name that `origin_phrases.toml` gives it. Unnamed sources are in
`unnamed_sources.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from vedette.claims.grouping.origin_table import find_names, match_name, name_word, read_table, small_words

_SELF = "the (?:news)?paper|the (?:site|channel|broadcaster|agency|magazine|organi[sz]ation)"
_MARK = "ownoutletname"  # stands for the report's own outlet while patterns are tried


def find_wires(text: str) -> frozenset[str]:
    """The outlets of the table that a text names."""
    return find_names("wire", text)


def find_cited(text: str) -> frozenset[str]:
    """Outlets that are not in the table, by what is done to or by them: "told the Gulf Herald", "the Gulf Herald, citing".

    Persons come along ("told Ahmad Hassan"); they join nobody unless several reports name them for one statement.
    """
    found = (m[1] for pattern in _cited_patterns() for m in pattern.finditer(text))
    return frozenset(name for words in found if (name := _without_calendar(words)) and not find_wires(name))


@lru_cache(maxsize=1)
def _cited_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table()["cited"])


def _without_calendar(words: str) -> str:
    """A name without days, months and the like at its ends."""
    kept = words.split()
    calendar = small_words("calendar")
    while kept and kept[-1].rstrip(".,") in calendar:
        kept.pop()
    while kept and kept[0] in calendar:
        kept.pop(0)
    return " ".join(kept).rstrip(".,").removesuffix("’s").removesuffix("'s")


def name_wire(outlet: str) -> str | None:
    """The outlet of the table that a name is, whole: "New York Times", and not "a rewrite of the New York Times"."""
    return match_name("wire", outlet.removeprefix("The ").removeprefix("the "))


def find_institutions(text: str) -> frozenset[str]:
    """The institutions that a text names, under one name each."""
    return find_names("institution", text)


def find_imagery(text: str) -> frozenset[str]:
    """Who took or sold the images that a text names."""
    return find_names("imagery", text)


def says_own_evidence(text: str, outlets: Iterable[str], *, is_alone: bool = True) -> bool:
    """Does a text say that its writers saw, counted or asked for themselves?

    Args:
        text: a sentence or more.
        outlets: the names by which the report's own outlet goes.
        is_alone: the report names no other outlet, so that "the newspaper" is itself.
    """
    marked = text
    for name in sorted((o for o in outlets if o), key=len, reverse=True):
        marked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _MARK, marked)
    return any(p.search(marked) for p in _own_patterns(is_alone))


@lru_cache(maxsize=2)
def _own_patterns(is_alone: bool) -> tuple[re.Pattern[str], ...]:
    names = f"(?:{_MARK}{f'|{_SELF}' if is_alone else ''})"
    return tuple(re.compile(row["pattern"].replace("{outlet}", names), re.IGNORECASE) for row in read_table()["own"])


def is_name(speaker: str) -> bool:
    """Whether a speaker is named: "Guido Crosetto", "Maxar", and not "analysts" or "Western officials"."""
    words = speaker.split()
    if not words or name_word("role", words[-1]):
        return False
    return any(w[:1].isupper() for w in words[1:]) or (
        len(words) == 1 and words[0][:1].isupper() and words[0].lower() not in small_words("nameless")
    )
