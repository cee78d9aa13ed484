"""Long texts, cut into pieces that overlap, without losing a character's place.

A text flows in; spans flow out, each at most so long. A piece ends at the end of a paragraph, else of a sentence, else at white
space, else anywhere; the next begins a little before, at the start of a sentence, so that a claim at the seam is seen whole.
"""

from __future__ import annotations

import re

_ENDS = (  # best first; a piece ends behind the last of the first kind that stands in its second half
    re.compile(r"\n[ \t]*\n\s*|\r\n[ \t]*\r\n\s*"),
    re.compile(r"[\n\r\u2028\u2029]+"),
    re.compile(r"[.!?؟。][\"”’»)\]]*\s+"),
    re.compile(r"\s+"),
)


def cut_pieces(text: str, piece_chars: int, overlap_chars: int) -> list[tuple[int, int]]:
    """Spans (start, end) that cover a text in order; pieces of nothing but white space are left out.

    Args:
        text: any text.
        piece_chars: no piece is longer.
        overlap_chars: no piece repeats more of the one before; at most half of `piece_chars`.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= piece_chars else _end(text, start, start + piece_chars)
        if text[start:end].strip():
            spans.append((start, end))
        if end == len(text):
            break
        start = _start(text, max(start + 1, end - overlap_chars), end)
    return spans


def _end(text: str, start: int, limit: int) -> int:
    """Where a piece ends: behind the last good place for it in its second half."""
    half = (start + limit) // 2
    for pattern in _ENDS:
        ends = [m.end() for m in pattern.finditer(text, half, limit)]
        if ends:
            return ends[-1]
    return limit


def _start(text: str, earliest: int, end: int) -> int:
    """Where the next piece begins: at the first start of a paragraph or sentence in the overlap, else of a word, else there."""
    for pattern in _ENDS[1:]:
        if (found := pattern.search(text, earliest, end)) and found.end() < end:
            return found.end()
    return earliest
