"""A claim where it stands: its content, its sentence, its time, and whom it rests on.

Claims and reports flow in; one `Passage` for each claim flows out, with everything that roots and relations compare. Whom a
claim rests on is read from its speakers and its sentence; where those are silent and the report names one agency and
at most one unnamed source in all, the claim rests on these ("The official spoke on condition of anonymity").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from vedette.claims.grouping.content import Content, read_content
from vedette.claims.grouping.origin_phrases import (
    find_cited,
    find_imagery,
    find_institutions,
    find_wires,
    is_name,
    says_own_evidence,
)
from vedette.claims.grouping.report_sources import ReportSources, fill_from_report, outlet_names
from vedette.claims.grouping.unnamed_sources import Unnamed, find_unnamed
from vedette.claims.grouping.windows import Window, WindowParams, find_window
from vedette.registry.names import normalise

Row = Mapping[str, Any]


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


def read_passages(claims: pl.DataFrame, reports: pl.DataFrame, params: WindowParams | None = None) -> list[Passage]:
    """One passage for each claim, in the order of the claims' ids.

    Args:
        claims: rows of the `claims` table.
        reports: rows of the `reports` table; a claim whose report is not among them stands alone.
        params: what time a claim speaks of that does not say.
    """
    by_id = {row["report_id"]: row for row in reports.iter_rows(named=True)}
    told = {report_id: ReportSources.of(row) for report_id, row in by_id.items()}
    return [
        _read_passage(claim, told.get(claim["report_id"] or ""), params or WindowParams())
        for claim in claims.sort("claim_id").iter_rows(named=True)
    ]


def _read_passage(claim: Row, told: ReportSources | None, params: WindowParams) -> Passage:
    chain = list(claim["speaker"] or ())
    span, sentence = (0, 0), claim["quote"] or ""
    if told is not None and claim["start"] is not None:
        span = told.sentence(claim["start"], claim["end"])
        sentence = told.row["text"][span[0] : span[1]]
    outlets = told.outlets if told else outlet_names(chain[0] if chain else None)
    speakers = chain[1:]
    searched = " ; ".join([sentence, *speakers])
    own_wires = told.own_wires if told else frozenset[str]()
    unnamed = find_unnamed(searched)
    wires = (find_wires(searched) | (_cited(sentence, outlets) if unnamed else frozenset())) - own_wires
    named = frozenset(_named(speakers, outlets))
    imagery = find_imagery(searched)
    is_own = says_own_evidence(sentence, told.own_names if told else (), is_alone=not (told and told.wires))
    if told is not None and not (is_own or named or imagery):
        wires, unnamed = fill_from_report(told, wires, unnamed)
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


def _cited(sentence: str, outlets: frozenset[str]) -> frozenset[str]:
    """Outlets that pass on an unnamed source, other than the report's own."""
    own = {normalise(o).removeprefix("the ") for o in outlets}
    return frozenset(name for name in find_cited(sentence) if normalise(name).removeprefix("the ") not in own)


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
