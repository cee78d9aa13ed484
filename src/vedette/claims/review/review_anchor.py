"""Finding the place of a quote again in a text that may have changed.

A report's text and a quote flow in; the sentence around the quote flows out, and later, from quote and sentence, where both
stand now. A place is the same if the quote's words stand in a sentence of the same words: white space, line breaks and the
form of quotation marks and dashes do not count, and neither does anything outside the sentence. Sentences are cut by a plain
rule of their own, because a review must not re-open when the reader's own rule gets better.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

WINDOW_CHARS = 600  # a longer sentence is cut here on either side: some texts have no sentence ends
_MOST_PLACES = 10_000  # of the same words in a text: a hostile one may repeat two letters for ever
_TAIL_CHARS = 12  # of a quote: enough for a mark, closers, and the abbreviation before it
_ALIKE = {"'": "'‘’‚‛ʼ`´", '"': '"“”„‟«»', "-": "-‐‑‒–—−"}
_PLAIN = {ord(form): plain for plain, forms in _ALIKE.items() for form in forms}
_WORD = re.compile(r"\S+")
_PARAGRAPH = r"\n[^\S\n]*\n"
_CLOSERS = "\"'”’»)\\]"
# an end of sentence, closers and white space behind it; the letter that follows is looked at by `_ends_here`
_END = re.compile(rf"(?P<gap>{_PARAGRAPH})|(?P<dot>[.!?…؟。])[{_CLOSERS}]*\s+")
_NO_END = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Lt|Col|Maj|Capt|Cdr|Sgt|St|No|vs|approx|ca|cf|e\.g|i\.e)|\b\w|\.\w)$")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds a span of a text, its white space collapsed.

    Args:
        text: the whole text; only `WINDOW_CHARS` on either side of the span are looked at.
        start: first character of the span.
        end: end of the span, exclusive.
    """
    before = text[max(0, start - WINDOW_CHARS) : start]
    after = text[end : end + WINDOW_CHARS]
    first = max((m.end() for m in _END.finditer(before) if _ends_here(before, m, text[start : start + 1])), default=None)
    if first is None:
        first = 0 if start <= WINDOW_CHARS else _after_first_space(before)
    last = next(_ends(text[start:end], after), None)
    if last is None:
        last = len(after) if end + WINDOW_CHARS >= len(text) else len(after) - _after_first_space(after[::-1])
    return " ".join(f"{before[first:]}{text[start:end]}{after[:last]}".split())


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text by the same rule, as spans without white space at their ends."""
    ends = [m.end() for m in _END.finditer(text) if _ends_here(text, m, "")]
    spans = zip((0, *ends), (*ends, len(text)), strict=True)
    trimmed = [(i + len(text[i:j]) - len(text[i:j].lstrip()), i + len(text[i:j].rstrip())) for i, j in spans]
    return [(i, j) for i, j in trimmed if i < j]


def find_quote(text: str, quote: str, sentence: str, nth: int = 1) -> tuple[int, int] | None:
    """Where a quote stands in the sentence that held it; None if no such sentence holds it now.

    Args:
        nth: which one, from 1, if the same words stand in the same sentence, or the sentence in the text, more than once; where
            there are fewer now, the last.
    """
    found = list(_places(text, quote, sentence))
    return found[min(nth, len(found)) - 1] if found else None


def count_place(text: str, start: int, end: int) -> int:
    """The `nth` of a span: which one it is, from 1, among the same words in the same sentence."""
    places = list(_places(text, text[start:end], sentence_around(text, start, end)))
    return 1 + sum(1 for begin, _ in places if begin < start)


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Every place at which these words stand, whatever their white space, quotation marks and dashes."""
    wanted, (folded, positions, offsets) = _plain(words), _fold(text)
    found: list[tuple[int, int]] = []
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        last = at + len(wanted) - 1  # both ends stand in words, never in the space between two
        i, j = bisect_right(positions, at) - 1, bisect_right(positions, last) - 1
        found.append((offsets[i] + at - positions[i], offsets[j] + last - positions[j] + 1))
        at = folded.find(wanted, at + 1) if len(found) < _MOST_PLACES else -1
    return found


def same_words(one: str, other: str) -> bool:
    """Are two texts the same but for white space and the form of quotation marks and dashes?"""
    return _plain(one) == _plain(other)


def _places(text: str, quote: str, sentence: str) -> Iterator[tuple[int, int]]:
    wanted = _plain(sentence)
    for start, end in find_words(text, quote):
        if _plain(sentence_around(text, start, end)) == wanted:
            yield start, end


def _ends(quote: str, after: str) -> Iterator[int]:
    """Where the sentence may end in the text after the quote; a mark at the quote's own end counts."""
    tail = quote[-_TAIL_CHARS:]
    for match in _END.finditer(tail + after):
        if match.end() > len(tail) and _ends_here(tail + after, match, ""):
            yield match.end() - len(tail)


def _ends_here(text: str, match: re.Match[str], following: str) -> bool:
    if match["gap"]:
        return True
    if match["dot"] == "." and _NO_END.search(text[max(0, match.start() - 8) : match.start()]):
        return False
    follows = text[match.end() : match.end() + 1] or following
    return not follows or not follows.islower()


def _after_first_space(text: str) -> int:
    """Where the first whole word begins; 0 in a text without white space."""
    return next((i + 1 for i, c in enumerate(text) if c.isspace()), 0)


@lru_cache(maxsize=64)
def _fold(text: str) -> tuple[str, list[int], list[int]]:
    """The text with single spaces and plain marks, and of each word its place there and in the text itself."""
    words = [(m.start(), m[0]) for m in _WORD.finditer(text.translate(_PLAIN))]
    positions, at = [], 0
    for _, word in words:
        positions.append(at)
        at += len(word) + 1
    return " ".join(word for _, word in words), positions, [offset for offset, _ in words]


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())
