"""From a stored text to blocks that a parser can read, with the way back to every character.

A report's text flows in; headline and body blocks flow out, without datelines, bylines and other furniture.
Each block carries clean text (no zero-width or control characters, headlines in sentence case) and the offset
of each of its characters in the stored text, so that any span can be quoted exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from vedette.claims.text.cleaning import clean
from vedette.claims.text.cutting import paragraphs, pieces

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
        r"by (?-i:[A-Z])[^.]{2,60}$",
        r"(?:read more|see also|subscribe|advertisement|sign up|follow us|copyright)\b.{0,80}$",
        r"©.{0,80}$",
        # "Source: Reuters", "Photo by X", but not "Sources said that two frigates had left."
        r"(?:related|share|photo|image|credit|source)(?:\s*[:|/].{0,80}|(?:\s+[^\s.!?]+){0,3})$",
        r"https?://\S+$",
    )
)
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.\-]{2,}(?:[ ,]+[A-Z][\w'’.\-]*){0,5}?(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
    r"\s*(?:\((?P<agency>[A-Z][\w .&/]{1,30})\))?\s*[-–—]{1,2}\s+"
)
_BEFORE_PLACES = frozenset({"from", "to", "into", "toward", "towards", "at", "near", "off"})
_OMISSION = re.compile(r"[(\[]\s*(?:\.\s?\.\s?\.|…)\s*[)\]]")
_WORD = re.compile(r"\w")
_LONGEST_DATELINE = 120  # characters
_LONGEST_LINE = 400  # characters of a headline, or of a line of furniture


@dataclass(frozen=True)
class Block:
    """A stretch of text to be parsed on its own.

    `offsets` gives the place of each clean character in the stored text; None means that they run on from `start`. `ends`
    gives, by that place, the end of a character that stands for several stored ones (an entity, a letter with its marks).
    """

    text: str
    start: int
    is_headline: bool = False
    agency: str | None = None
    offsets: tuple[int, ...] | None = None
    ends: Mapping[int, int] = field(default_factory=dict)

    def locate(self, begin: int, end: int) -> tuple[int, int]:
        """Where the clean span begin:end (end exclusive, not empty) lies in the stored text."""
        if self.offsets is None:
            return self.start + begin, self.start + end
        last = self.offsets[end - 1]
        return self.offsets[begin], self.ends.get(last, last + 1)


def split_blocks(text: str, keep_capital: Callable[[str], bool] = lambda _word: False) -> tuple[Block, ...]:
    """The readable blocks of a text in order: an optional headline, then paragraphs.

    Args:
        text: the text as stored; it is not changed, offsets refer to it.
        keep_capital: says which words of a headline in title case are names.
    """
    return tuple(iter_blocks(text, keep_capital))


def iter_blocks(text: str, keep_capital: Callable[[str], bool]) -> Iterator[Block]:
    """The same one by one: a text of megabytes is never held as blocks all at once."""
    seen_body = False
    for start, end in paragraphs(text, is_furniture):
        line = clean(text, start, end).text.strip() if end - start <= _LONGEST_LINE else ""
        if line and is_furniture(line):
            continue
        is_headline = not seen_body and _is_headline(line)
        seen_body = seen_body or not is_headline
        for part_start, part_end in _parts(text, start, end):
            for piece_start, piece_end in pieces(text, part_start, part_end):
                block = _block(text, piece_start, piece_end, is_headline, keep_capital)
                if _WORD.search(block.text):
                    yield block


def is_furniture(line: str) -> bool:
    """Whether a line is a date, a byline, a link or the like, which belongs to the page and not to the text."""
    return any(pattern.match(line) for pattern in FURNITURE)


def _is_headline(line: str) -> bool:
    """Short, and without a full stop at its end."""
    return line != "" and len(line.split()) <= 30 and not re.search(r"[.!?][\"”’')]*$", line)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut where a quotation leaves something out: "(...)", "[…]"."""
    for mark in _OMISSION.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _block(text: str, start: int, end: int, is_headline: bool, keep_capital: Callable[[str], bool]) -> Block:
    seen = clean(text, start, end)
    words, offsets = seen.text, seen.offsets
    dateline = None if is_headline else _DATELINE.match(words[:_LONGEST_DATELINE])
    if dateline:
        words = words[dateline.end() :]
        offsets = None if offsets is None else offsets[dateline.end() :]
        start += dateline.end()
    if is_headline or words.isupper():
        words = to_sentence_case(words, keep_capital)
    return Block(words, start, is_headline, dateline["agency"] if dateline else None, offsets, seen.ends)


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
