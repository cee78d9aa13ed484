"""What a reader sees of a stretch of text: without control characters, tags and pictograms, with entities decoded.

A span of the stored text flows in; clean text flows out, with the place of each of its characters in the stored text.
One clean character may stand for several stored ones (an entity, a letter with its marks), never the other way round.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

_HIDDEN = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe0e\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_REPLACED = re.compile(
    rf"(?P<marked>\w[{_MARKS}]+)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|[{_HIDDEN}{_MARKS}]+"
    r"|</?[A-Za-z][^<>]{0,200}>"  # tags
)
_UNREAD = re.compile(
    "[\u2600-\u27bf\U0001f000-\U0001faff]+"  # pictograms
    r"|(?<=\s)\s+"  # white space after white space
    r"|[\w\-–./'’&=%+?#:@]{200,}"  # nothing this long is a word
    r"|(?<=[^\w\s]{8})[^\w\s]+"  # long runs of punctuation: the tokeniser's time grows with their square
    r"|(?:[^\w\s]+\s){8}(?P<rest>(?:[^\w\s]+\s)+)"  # and with spaces between them
)
_SPACE = re.compile(r"[\s\u2028\u2029]")
_LONGEST_MARKED = 8  # a letter carries few marks; what comes after them is not composed


@dataclass(frozen=True)
class CleanText:
    """Clean text of a span that begins at `start` of the stored text.

    `offsets` gives the stored place of each clean character; None means that they run on from `start`. `ends` gives, by
    that place, where a character ends that stands for more than one stored character.
    """

    text: str
    start: int
    offsets: tuple[int, ...] | None = None
    ends: Mapping[int, int] = field(default_factory=dict)


def clean(text: str, start: int, end: int) -> CleanText:
    """The span start:end of a stored text as it is read; white space of any kind becomes a space."""
    raw = text[start:end]
    seen, offsets, ends = _replace(raw, start)
    cuts = [match.span("rest" if match["rest"] else 0) for match in _UNREAD.finditer(seen)]
    if cuts:
        kept = list(pairwise([0, *(at for cut in cuts for at in cut), len(seen)]))[::2]
        offsets = tuple(at for a, b in kept for at in (range(start + a, start + b) if offsets is None else offsets[a:b]))
        seen = "".join(seen[a:b] for a, b in kept)
    return CleanText(_SPACE.sub(" ", seen), start, offsets, ends)


def _replace(raw: str, start: int) -> tuple[str, tuple[int, ...] | None, dict[int, int]]:
    """Entities decoded, letters joined with their marks, tags and hidden characters gone; offsets None where none was met."""
    kept: list[str] = []
    offsets: list[int] = []
    ends: dict[int, int] = {}
    at = 0
    for first, last, seen in _changes(raw):
        kept += (raw[at:first], seen)
        offsets.extend(range(start + at, start + first))
        if seen:
            offsets.append(start + first)
            ends[start + first] = start + last
        at = last
    if at == 0:
        return raw, None, ends
    offsets.extend(range(start + at, start + len(raw)))
    return "".join((*kept, raw[at:])), tuple(offsets), ends


def _changes(raw: str) -> Iterator[tuple[int, int, str]]:
    """Spans that are read otherwise than they stand, and what is read there: one character or nothing."""
    for match in _REPLACED.finditer(raw):
        if match["marked"]:
            yield *match.span(), _compose(match["marked"])
        elif match["entity"] is None:
            yield *match.span(), ""
        elif (seen := _decode(match["entity"])) is not None:
            yield *match.span(), seen


def _compose(marked: str) -> str:
    """A letter with its marks as one character; without them where no such character exists."""
    composed = unicodedata.normalize("NFC", marked[:_LONGEST_MARKED])
    return composed if len(composed) == 1 else unicodedata.normalize("NFC", marked[:2])[0]


def _decode(entity: str) -> str | None:
    """The character of an HTML entity, "" for one that is not read; None where it is no entity."""
    seen = html.unescape(entity)
    if len(seen) != 1:
        return None
    return "" if _REPLACED.fullmatch(seen) else seen
