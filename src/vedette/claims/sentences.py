"""From a stored text to blocks that a parser can read, with the way back to every character.

A report's text flows in; headline and body blocks flow out, without datelines, bylines and other furniture.
Each block carries clean text (no zero-width or control characters, headlines in sentence case) and the offset
of each of its characters in the stored text, so that any span can be quoted exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_CHARS = 20_000  # the parser's memory grows with the text; longer blocks are cut at white space
# what a reader does not see or does not read: control and zero-width characters, soft hyphens, pictograms, tags
_UNREAD = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]"
    "|[\u2600-\u27bf\U0001f000-\U0001faff]|</?[A-Za-z][^<>]{0,200}>"
    r"|(?<=\s)\s+"  # white space after white space
    r"|[\w\-–./'’&=%+?#:@]{200,}"  # nothing this long is a word
    r"|(?<=[^\w\s]{8})[^\w\s]+"  # long runs of punctuation: the tokeniser's time grows with their square
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?"
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:gmt|utc|[a-z]{2,4})?)"
FURNITURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:published|updated|posted|last modified)\b[^.]{{0,20}}\s*)?(?:{_DAY}\s+)?{_DATE}(?:[\s,|at-]+{_CLOCK})?\s*$",
        rf"{_CLOCK}\s*$",
        r"(?:estimated )?reading time\b.{0,30}$",
        r"\d+ min(?:ute)?s?(?: read)?$",
        r"by [A-Z][^.]{2,60}$",
        r"(?:read more|see also|related|share|subscribe|advertisement|sign up|follow us|photo|image|credit|source|©|copyright)\b.{0,80}$",
        r"https?://\S+$",
    )
)
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.\-]{2,}(?:[ ,]+[A-Z][\w'’.\-]*){0,5}?(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
    r"\s*(?:\((?P<agency>[A-Z][\w .&/]{1,30})\))?\s*[-–—]{1,2}\s+"
)
_BEFORE_PLACES = frozenset({"from", "to", "into", "toward", "towards", "at", "near", "off"})
_OMISSION = re.compile(r"[(\[]\s*(?:\.\s?\.\s?\.|…)\s*[)\]]")
_END = re.compile(r"[.!?:;][\"”’')\]]*\s*$")


@dataclass(frozen=True)
class Block:
    """A stretch of text to be parsed on its own.

    `offsets` gives the place of each clean character in the stored text; None means that they run on from `start`.
    """

    text: str
    start: int
    is_headline: bool = False
    agency: str | None = None
    offsets: tuple[int, ...] | None = None

    def locate(self, begin: int, end: int) -> tuple[int, int]:
        """Where the clean span begin:end (end exclusive, not empty) lies in the stored text."""
        if self.offsets is None:
            return self.start + begin, self.start + end
        return self.offsets[begin], self.offsets[end - 1] + 1


def split_blocks(text: str, keep_capital: Callable[[str], bool] = lambda _word: False) -> tuple[Block, ...]:
    """The readable blocks of a text in order: an optional headline, then paragraphs.

    Args:
        text: the text as stored; it is not changed, offsets refer to it.
        keep_capital: says which words of a headline in title case are names.
    """
    blocks: list[Block] = []
    seen_body = False
    for start, end in _paragraphs(text):
        line = text[start:end]
        if any(pattern.match(line.strip()) for pattern in FURNITURE):
            continue
        is_headline = not seen_body and _is_headline(line)
        seen_body = seen_body or not is_headline
        for part_start, part_end in _parts(text, start, end):
            for piece_start, piece_end in _pieces(text, part_start, part_end):
                blocks.append(_block(text, piece_start, piece_end, is_headline, keep_capital))
    return tuple(block for block in blocks if block.text.strip())


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines; lines of one hard-wrapped paragraph are joined."""
    group: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\r\n\u2028\u2029]+|(?:\r\n|[\r\n\u2028\u2029])", text):
        line = match.group()
        if line[0] not in "\r\n\u2028\u2029" and line.strip():
            group.append(match.span())
        elif line.strip() == "" and group and _is_blank_after(text, match.start()):
            yield from _join(text, group)
            group = []
    yield from _join(text, group)


def _is_blank_after(text: str, newline: int) -> bool:
    """Whether the line after this line break is empty."""
    return re.match(r"(?:\r\n|[\r\n\u2028\u2029])[ \t]*(?:[\r\n\u2028\u2029]|$)", text[newline : newline + 200]) is not None


def _join(text: str, group: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """One span for each paragraph: a line that begins in lower case goes on with the one before, as do the lines of wrapped text."""
    is_wrapped = _is_wrapped(text, group)
    pending: tuple[int, int] | None = None
    for start, end in group:
        is_furniture = any(pattern.match(text[start:end].strip()) for pattern in FURNITURE)
        goes_on = (
            not is_furniture
            and pending is not None
            and _END.search(text[pending[0] : pending[1]]) is None
            and text[start : start + 1].islower()
        )
        if pending is not None and (is_wrapped or goes_on):
            pending = (pending[0], end)
            continue
        if pending is not None:
            yield pending
        pending = (start, end)
    if pending is not None:
        yield pending


def _is_wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Several lines of nearly full width, most of which end inside a sentence."""
    lengths = [end - start for start, end in group[:-1]]
    return (
        len(group) >= 2
        and all(40 <= length <= 110 for length in lengths)
        and sum(_END.search(text[s:e]) is None for s, e in group[:-1]) * 2 > len(lengths)
        and any(text[s : s + 1].islower() for s, _ in group[1:])
    )


def _is_headline(line: str) -> bool:
    """Short, and without a full stop at its end."""
    return len(line.split()) <= 30 and not re.search(r"[.!?][\"”’')]*\s*$", line)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut where a quotation leaves something out: "(...)", "[…]"."""
    for mark in _OMISSION.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an overlong span at white space."""
    while end - start > MAX_CHARS:
        cut = max(text.rfind(mark, start, start + MAX_CHARS) for mark in (". ", " "))
        cut = cut + 1 if cut > start else start + MAX_CHARS
        yield start, cut
        start = cut
    yield start, end


def _block(text: str, start: int, end: int, is_headline: bool, keep_capital: Callable[[str], bool]) -> Block:
    dateline = None if is_headline else _DATELINE.match(text[start : min(end, start + 120)])
    if dateline:
        start += dateline.end()
    raw = text[start:end]
    offsets = None
    unread = {i for mark in _UNREAD.finditer(raw) for i in range(*mark.span())}
    if unread:
        kept = [i for i in range(len(raw)) if i not in unread]
        offsets = tuple(start + i for i in kept)
        raw = "".join(raw[i] for i in kept)
    clean = re.sub(r"[\s\u2028\u2029]", " ", raw)
    if is_headline or clean.isupper():
        clean = to_sentence_case(clean, keep_capital)
    return Block(clean, start, is_headline, dateline["agency"] if dateline else None, offsets)


def to_sentence_case(line: str, keep_capital: Callable[[str], bool]) -> str:
    """A headline in title case as a sentence, so that verbs are not taken for names; every character keeps its place."""
    words = re.findall(r"[^\W\d_][\w'’]*", line)
    long_words = [word for word in words if len(word) > 3]
    if not long_words or sum(word[0].isupper() for word in long_words) < 0.6 * len(long_words):
        return line

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        bare = re.sub(r"['’]s?$", "", word)
        before = line[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        is_code = any(c.isdigit() for c in word) or (len(bare) <= 4 and bare.isupper() and not line.isupper())
        is_name = is_code or before in _BEFORE_PLACES or keep_capital(bare)
        lowered = word.lower()
        if match.start() == 0:
            lowered = lowered[:1].upper() + lowered[1:]
        if is_name:
            return word if not line.isupper() else lowered[:1].upper() + lowered[1:]
        return lowered if len(lowered) == len(word) else word

    return re.sub(r"[^\W_][\w'’]*", lower, line)
