"""Stretches of a text that speak to a machine, or tell its reader what to report.

A text flows in; spans flow out, each from the start of the sentence to a little behind it, since what such a sentence announces
mostly follows it. Nothing is removed from the text: a claim that is quoted from such a stretch is marked for a person to look at.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from vedette.claims.model_reader.words import Span, sentence_of

_BEHIND_CHARS = 300  # of the same paragraph
# Cyrillic and Greek letters that look like Latin ones (Unicode confusables, the ones in words of such sentences)
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏАВЕКМНОРСТУХІЈЅαοορενιτυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhlABEKMHOPCTYXIJSaoopevituk" + "ABEZHIKMNOPTYX"
)
_PARAGRAPH = re.compile(r"[\n\r\u2028\u2029]")


def suspicious_spans(text: str) -> list[Span]:
    """The spans, in order, joined where they touch."""
    seen, places = _visible(text)
    latin = seen.translate(_LOOK_ALIKES)
    found = [
        (places[_first(m)], places[m.end() - 1] + 1)
        for pattern, is_latin in _patterns()
        for m in pattern.finditer(latin if is_latin else seen)
    ]
    return _join(_widen(text, span) for span in found)


def touches(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the spans."""
    return any(span[0] < end and start < span[1] for start, end in spans)


def _visible(text: str) -> tuple[str, list[int]]:
    """A text without invisible characters, full-width letters made plain, and where each character stands in the original."""
    kept: list[str] = []
    places: list[int] = []
    for i, character in enumerate(text):
        if character.isascii():
            kept.append(character)
        elif unicodedata.category(character) in ("Cf", "Cc", "Mn"):
            continue
        else:
            plain = unicodedata.normalize("NFKC", character)
            kept.append(plain if len(plain) == 1 else character)
        places.append(i)
    return "".join(kept), places


def _first(match: re.Match[str]) -> int:
    """The first character of a match that does not belong to what stands before it."""
    return match.start() + len(match.group()) - len(match.group().lstrip(" \t\r\n.!?:;"))


def _widen(text: str, span: Span) -> Span:
    start, end = sentence_of(text, span)
    stop = _PARAGRAPH.search(text, end, end + _BEHIND_CHARS)
    return start, stop.start() if stop else min(len(text), end + _BEHIND_CHARS)


def _join(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    rows = tomllib.loads(Path(__file__).with_name("suspicion.toml").read_text(encoding="utf-8"))["pattern"]
    return tuple((re.compile(row["words"], re.IGNORECASE), row.get("is_latin", True)) for row in rows)
