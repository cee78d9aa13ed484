"""A claim where it stands: its content, its sentence, its time, and whom it rests on.

Claims and reports flow in; one `Passage` for each claim flows out, with everything that roots and relations compare. Whom a
claim rests on is read from its speakers and its sentence; where those are silent and the report names one agency and
at most one unnamed source in all, the claim rests on these ("The official spoke on condition of anonymity").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import polars as pl

from vedette.claims.content import Content, read_content
from vedette.claims.origin_phrases import (
    Unnamed,
    find_imagery,
    find_institutions,
    find_unnamed,
    find_wires,
    is_name,
    says_own_evidence,
)
from vedette.claims.windows import Window, WindowParams, find_window
from vedette.registry.names import normalise

Row = Mapping[str, Any]

_SENTENCE_END = re.compile(r"[.!?…؟]+[\"”»’')\]]*\s+|\n+")
_NO_END = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gen|Adm|Capt|Col|Lt|Maj|Sgt|Mr|Mrs|Ms|Dr|St|No|vs|approx|etc"
    r"|[A-Z](?:\.[A-Z])*)\.\s+$"
)
_CREDIT = re.compile(r"^\W*(?:photo|image|picture|credit|cover|foto|фото|صورة)\b.*$", re.IGNORECASE | re.MULTILINE)
_VIA = re.compile(r"\s+via\s+|\s*[(),/]\s*")
_LONGEST_HEADLINE = 300  # characters
_LONGEST_SENTENCE = 600  # characters on either side of a quote
_MOST_TEXT = 200_000  # characters of a report that are searched for its sources as a whole


@dataclass(frozen=True)
class Passage:
    """A claim with its surroundings. `outlets` are the names of the report's own outlet; empty without one.

    wires: outlets whose dispatch it repeats; named: speakers with a proper name, institutions under one name; imagery: who
    took the images that it speaks of; is_own: its sentence says that the writers saw or asked for themselves.
    """

    claim: Row
    content: Content
    window: Window
    report: Row | None
    sentence: str
    span: tuple[int, int]
    is_headline: bool
    outlets: frozenset[str]
    wires: frozenset[str]
    unnamed: frozenset[Unnamed]
    named: frozenset[str]
    imagery: frozenset[str]
    is_own: bool

    @property
    def claim_id(self) -> str:
        """The claim."""
        return str(self.claim["claim_id"])

    @property
    def report_id(self) -> str:
        """The report; empty for a claim without one."""
        return str(self.claim["report_id"] or "")

    @property
    def made(self) -> datetime | None:
        """When it was said."""
        moment: datetime | None = self.claim["made"]
        return moment

    @property
    def status(self) -> str:
        """What the writer commits to."""
        return str(self.claim["status"])

    @property
    def is_denied(self) -> bool:
        """Does it say that it is not so? An absence is not a denial but a statement of its own."""
        return self.status == "denied" or (self.claim["polarity"] == "negative" and self.content.kind != "absent")

    @property
    def gives_source(self) -> bool:
        """Does it name anybody, or anything seen, behind it?"""
        return bool(self.unnamed or self.named or self.imagery or self.is_own)


def read_passages(claims: pl.DataFrame, reports: pl.DataFrame, params: WindowParams | None = None) -> list[Passage]:
    """One passage for each claim, in the order of the claims' ids.

    Args:
        claims: rows of the `claims` table.
        reports: rows of the `reports` table; a claim whose report is not among them stands alone.
        params: what time a claim speaks of that does not say.
    """
    by_id = {row["report_id"]: row for row in reports.iter_rows(named=True)}
    told = {report_id: _ReportSources.of(row) for report_id, row in by_id.items()}
    return [
        _read_passage(claim, told.get(claim["report_id"] or ""), params or WindowParams())
        for claim in claims.sort("claim_id").iter_rows(named=True)
    ]


@dataclass(frozen=True)
class _ReportSources:
    """What a report as a whole says of its sources."""

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
    def of(cls, row: Row) -> _ReportSources:
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
        first, last = bisect_right(self.ends, start), bisect_right(self.ends, max(start, end - 1))
        begin, finish = (self.ends[first - 1] if first else 0), [*self.ends[last : last + 1], len(self.row["text"])][0]
        return max(begin, start - _LONGEST_SENTENCE), min(finish, end + _LONGEST_SENTENCE)


def _read_passage(claim: Row, told: _ReportSources | None, params: WindowParams) -> Passage:
    chain = list(claim["speaker"] or ())
    span, sentence = (0, 0), claim["quote"] or ""
    if told is not None and claim["start"] is not None:
        span = told.sentence(claim["start"], claim["end"])
        sentence = told.row["text"][span[0] : span[1]]
    outlets = told.outlets if told else outlet_names(chain[0] if chain else None)
    speakers = chain[1:]
    searched = " ; ".join([sentence, *speakers])
    own_wires = told.own_wires if told else frozenset[str]()
    wires, unnamed = find_wires(searched) - own_wires, find_unnamed(searched)
    named = frozenset(_named(speakers, outlets))
    imagery = find_imagery(searched)
    is_own = says_own_evidence(sentence, told.own_names if told else (), is_alone=not (told and told.wires))
    if told is not None and not (is_own or named or imagery):
        wires, unnamed = _from_whole(told, wires, unnamed)
    return Passage(
        claim=claim,
        content=read_content(claim),
        window=find_window(claim, params),
        report=told.row if told else None,
        sentence=sentence,
        span=span,
        is_headline=told is not None and claim["start"] is not None and claim["end"] <= told.headline_end,
        outlets=outlets,
        wires=own_wires if is_own else wires or own_wires,
        unnamed=unnamed,
        named=named,
        imagery=imagery,
        is_own=is_own,
    )


def _from_whole(
    told: _ReportSources, wires: frozenset[str], unnamed: frozenset[Unnamed]
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


def _named(speakers: Iterable[str], outlets: frozenset[str]) -> Iterable[str]:
    """Speakers with a name of their own who are not the outlet itself, institutions under one name."""
    own = {normalise(o).removeprefix("the ") for o in outlets}
    for speaker in speakers:
        if institutions := find_institutions(speaker):
            yield from institutions
        elif _is_person(speaker) and normalise(speaker).removeprefix("the ") not in own:
            yield speaker


def _is_person(speaker: str) -> bool:
    """A name that is no agency, no seller of images and no unnamed source."""
    return is_name(speaker) and not (find_wires(speaker) or find_imagery(speaker) or find_unnamed(speaker))


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
