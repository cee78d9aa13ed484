"""Where a text may be cut: paragraphs, and pieces of what is too long for the parser.

A stored text flows in; spans of it flow out, in order, that hold every character which is not a line break. A paragraph is
cut only where it must be: first between sentences, then at a semicolon, a comma or a space, and only then inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

MAX_CHARS = 5_000  # the parser's memory grows with the longest text that it is given; few paragraphs are this long
MAX_SENTENCE_CHARS = 1_200  # some 200 words: a longer stretch without a full stop is a list, and the tree of it is worth nothing
_LINE = re.compile(r"[^\r\n\u2028\u2029]+|(?:\r\n|[\r\n\u2028\u2029])")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])[ \t]*(?:[\r\n\u2028\u2029]|$)")
_END = re.compile(r"[.!?:;][\"”’')\]]*\s*$")
_TAIL = 200  # characters in which the end of a line is looked for
# the end of a sentence that is no abbreviation ("Gen. Haftar"): four letters or digits before it, no small letter after it
_SENTENCE_END = re.compile(r"(?<=[\w”\"’')\]%]{4})[.!?…؟۔]+[\"”’')\]»]*\s+(?![a-z])|[。！？]")
_LESSER_ENDS = (re.compile(r"[;؛]\s+"), re.compile(r"[,،:–—]\s+"), re.compile(r"\s+"))
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|&#?\w{1,31};")
_TAG_CHARS = 204  # the longest of them
_JOINED = re.compile(r"[\u0300-\u036f\u064b-\u065f\u200d\ufe0e\ufe0f]")  # belongs to the character before it


def paragraphs(text: str, is_alone: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Spans of lines; lines of one hard-wrapped paragraph are joined.

    Args:
        text: the text as stored.
        is_alone: whether a line (stripped) never goes on with the one before it.
    """
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line[0] not in "\r\n\u2028\u2029" and line.strip():
            group.append(match.span())
        elif group and line.strip() == "" and _BLANK_LINE.match(text, match.start(), match.start() + _TAIL):
            yield from _join(text, group, is_alone)
            group = []
    yield from _join(text, group, is_alone)


def _join(text: str, group: list[tuple[int, int]], is_alone: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """One span for each paragraph: a line that begins in lower case goes on with the one before, as do the lines of wrapped text."""
    is_wrapped = _is_wrapped(text, group)
    pending: tuple[int, int] | None = None
    for start, end in group:
        goes_on = pending is not None and text[start].islower() and not is_alone(text[start:end].strip())
        if pending is not None and (is_wrapped or (goes_on and not _ends_sentence(text, *pending))):
            pending = (pending[0], end)
            continue
        if pending is not None:
            yield pending
        pending = (start, end)
    if pending is not None:
        yield pending


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return _END.search(text[max(start, end - _TAIL) : end]) is not None


def _is_wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Several lines of nearly full width, most of which end inside a sentence."""
    lengths = [end - start for start, end in group[:-1]]
    return (
        len(group) >= 2
        and all(40 <= length <= 110 for length in lengths)
        and sum(not _ends_sentence(text, s, e) for s, e in group[:-1]) * 2 > len(lengths)
        and any(text[s].islower() for s, _ in group[1:])
    )


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut so that no piece is longer than `MAX_CHARS` and no stretch without a sentence's end than `MAX_SENTENCE_CHARS`.

    The pieces join without a gap. A span that is short enough comes back whole.
    """
    if end - start <= MAX_SENTENCE_CHARS:
        yield start, end
        return
    begun = start
    for first, last in _stretches(text, start, end):
        if last - begun > MAX_CHARS or last - first > MAX_SENTENCE_CHARS:
            if first > begun:
                yield begun, first
            begun = first
        while last - begun > MAX_SENTENCE_CHARS and begun >= first:
            cut = _cut(text, begun, begun + MAX_SENTENCE_CHARS)
            yield begun, cut
            begun = cut
    if end > begun:
        yield begun, end


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span from one sentence's end to the next."""
    for match in _SENTENCE_END.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if end > start:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    """The best place in the second half of start:end to cut at, never inside a tag or between a letter and its marks."""
    middle = (start + end) // 2
    for ends in _LESSER_ENDS:
        cut = max((m.end() for m in ends.finditer(text, middle, end)), default=None)
        if cut is not None:
            return _outside_tag(text, middle, cut)
    cut = end
    while cut > middle and _JOINED.match(text, cut):
        cut -= 1
    return _outside_tag(text, middle, cut)


def _outside_tag(text: str, earliest: int, cut: int) -> int:
    """The cut, or the start of the tag or entity that it falls into."""
    for mark in ("<", "&"):
        begun = text.rfind(mark, max(earliest, cut - _TAG_CHARS), cut)
        tag = _TAG.match(text, begun) if begun > earliest else None
        if tag is not None and tag.end() > cut:
            return begun
    return cut
