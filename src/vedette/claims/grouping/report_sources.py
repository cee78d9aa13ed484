"""What a report as a whole says of its sources, and where its sentences and its headline end.

A row of the reports table flows in once, a `ReportSources` flows out; passages look things up in it. Where a sentence is silent
and the report leaves no choice, the report's one agency and one unnamed source are those of the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vedette.claims.grouping.origin_phrases import find_wires
from vedette.claims.grouping.unnamed_sources import Unnamed, find_unnamed

Row = Mapping[str, Any]

_SENTENCE_END = re.compile(r"(?<![.!?…؟])[.!?…؟]++[\"”»’')\]]*+\s++|\n++")  # never looks twice at a run of dots
_NO_END = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gen|Adm|Capt|Col|Lt|Maj|Sgt|Mr|Mrs|Ms|Dr|St|No|vs|approx|etc"
    r"|[A-Z](?:\.[A-Z])*)\.\s+$"
)
_CREDIT = re.compile(r"^[^\w\n]{0,20}(?:photo|image|picture|credit|cover|foto|фото|صورة)\b.*$", re.IGNORECASE | re.MULTILINE)
_VIA = re.compile(r"\s+via\s+|\s*[(),/]\s*")
_LONGEST_HEADLINE = 300  # characters
_LONGEST_SENTENCE = 600  # characters on either side of a quote
_MOST_TEXT = 200_000  # characters of a report that are searched for its sources as a whole


@dataclass(frozen=True)
class ReportSources:
    """What a report as a whole says of its sources. `ends` are the offsets at which sentences end."""

    row: Row
    ends: tuple[int, ...]
    headline_end: int
    outlets: frozenset[str]
    own_wires: frozenset[str]
    wires: frozenset[str]
    unnamed: frozenset[Unnamed]

    @property
    def own_names(self) -> frozenset[str]:
        """The names under which the report may speak of itself: not those of a wire that it reprints."""
        is_reprint = bool(_VIA.search(self.row["outlet"] or ""))
        return frozenset(o for o in self.outlets if not (is_reprint and find_wires(o)))

    @classmethod
    def of(cls, row: Row) -> ReportSources:
        """Read a report once."""
        text = row["text"]
        body = _CREDIT.sub("", text[:_MOST_TEXT])
        own = find_wires(row["outlet"] or "")
        return cls(
            row=row,
            ends=find_sentence_ends(text),
            headline_end=_headline_end(text),
            outlets=outlet_names(row["outlet"]),
            own_wires=own,
            wires=find_wires(body) - own,
            unnamed=find_unnamed(body),
        )

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a span, or the part of a very long one that is near it."""
        first, last = bisect_right(self.ends, start), bisect_right(self.ends, max(start, end - 1))
        begin, finish = (self.ends[first - 1] if first else 0), [*self.ends[last : last + 1], len(self.row["text"])][0]
        return max(begin, start - _LONGEST_SENTENCE), min(finish, end + _LONGEST_SENTENCE)


def fill_from_report(
    told: ReportSources, wires: frozenset[str], unnamed: frozenset[Unnamed]
) -> tuple[frozenset[str], frozenset[Unnamed]]:
    """What a sentence leaves open, from the whole report, where that leaves no choice."""
    if not wires and len(told.wires) == 1:
        wires = told.wires
    if not unnamed and _is_one_source(told.unnamed) and (wires or told.own_wires):
        unnamed = told.unnamed
    return wires, unnamed


def _is_one_source(unnamed: frozenset[Unnamed]) -> bool:
    """May all of these be one person?"""
    return bool(unnamed) and all(a.fits(b) for a in unnamed for b in unnamed)


@lru_cache(maxsize=4096)
def outlet_names(outlet: str | None) -> frozenset[str]:
    """The names by which an outlet goes: "Reuters via The Jerusalem Post" is both, and both without their article."""
    parts = [p.strip() for p in (outlet or "", *_VIA.split(outlet or "")) if p.strip()]
    return frozenset(name for part in parts for name in (part, part.removeprefix("The ").removeprefix("the ")))


def find_sentence_ends(text: str) -> tuple[int, ...]:
    """Where each sentence of a text ends and the next begins, as offsets; line breaks end sentences, "Dec. 8" does not."""
    return tuple(m.end() for m in _SENTENCE_END.finditer(text) if not _NO_END.search(text, max(0, m.start() - 12), m.end()))


def _headline_end(text: str) -> int:
    """Where the headline ends: the first line, if it is short, has no full stop and something follows; else 0."""
    begin = len(text) - len(text.lstrip())
    line_end = text.find("\n", begin, begin + _LONGEST_HEADLINE)
    line = text[begin:line_end].rstrip() if line_end > 0 else ""
    is_headline = bool(line) and not re.search(r"[.!?][\"”’')]*$", line) and bool(text[line_end:].strip())
    return line_end if is_headline else 0
