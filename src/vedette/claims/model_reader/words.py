"""Where words stand in a text: whole, exact, any white space between them.

A text and some words flow in; spans flow out. Letters must be the same letters: no case folding, no look-alikes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

Span = tuple[int, int]
_INVISIBLE = 8  # invisible characters in a row that are looked through
# scripts that are written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def find_words(text: str, words: str, begin: int = 0, end: int | None = None) -> list[Span]:
    """Every place of text[begin:end] at which these words stand as whole words."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return []
    found = re.compile(pattern).finditer(text, begin, len(text) if end is None else end)
    return [m.span() for m in found if not cuts_word(text, *m.span())]


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends inside a word."""
    return _is_inside(text, start) or _is_inside(text, end)


def nearest(spans: Sequence[Span], quote: Span, most_chars: int) -> Span | None:
    """The span in a quote, else the one nearest to it, the earlier of two; None if none is near enough."""
    if not spans:
        return None
    best = min(spans, key=lambda s: (_gap(s, quote), s[0]))
    return best if _gap(best, quote) <= most_chars else None


def is_within(span: Span, other: Span) -> bool:
    """Whether a span lies in another."""
    return other[0] <= span[0] and span[1] <= other[1]


def sentence_of(text: str, span: Span, most_chars: int = 600) -> Span:
    """The sentence, by a plain rule, around a span; no more than so many characters on either side."""
    before = text[max(0, span[0] - most_chars) : span[0]]
    after = text[span[1] : span[1] + most_chars]
    starts = [m.end() for m in _SENTENCE_END.finditer(before)]
    first = span[0] - len(before) + (starts[-1] if starts else 0)
    if _FULL_STOP.search(text[span[0] : span[1]]):
        return first, span[1]
    end = _SENTENCE_END.search(after)
    return first, span[1] + (end.end() if end else len(after))


_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bGen)(?<!\bAdm)[.!?؟。][\"”’»)\]]*(?=\s)|[\n\r\u2028\u2029]")
_FULL_STOP = re.compile(r"[.!?؟。][\"”’»)\]]*$")


def _is_inside(text: str, place: int) -> bool:
    """Whether letters of one word stand on both sides; what cannot be seen between them does not part them."""
    if not 0 < place < len(text):
        return False
    left = next((c for c in reversed(text[max(0, place - _INVISIBLE) : place]) if unicodedata.category(c) != "Cf"), " ")
    right = next((c for c in text[place : place + _INVISIBLE] if unicodedata.category(c) != "Cf"), " ")
    return _is_letter(left) and _is_letter(right) and not (_UNSPACED.match(left) or _UNSPACED.match(right))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _gap(span: Span, quote: Span) -> int:
    return max(0, quote[0] - span[1], span[0] - quote[1])
