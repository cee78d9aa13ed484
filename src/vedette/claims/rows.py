"""From a frame to a row of the claims table.

A frame, its sentence, its time and its speakers flow in; a row (a dict) flows out, with the quote cut from the stored text. The
quote covers every word that the claim rests on, cues of modality included, so that no quote says more than its writer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from vedette.claims.english.frames import Frame
from vedette.claims.english.scene import Scene
from vedette.claims.english.speakers.attribution import agencies_in
from vedette.claims.english.status.absence import states_absence
from vedette.claims.english.status.modality import Commitment, read_commitment
from vedette.claims.english.times.tense import looks_ahead
from vedette.claims.english.times.times import TimeSpan
from vedette.claims.grouping.propositions import name_proposition
from vedette.claims.names.stated_numbers import add_numbers
from vedette.schema.words import CHECKABLE_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Span

READER = "deterministic-en"
_NEAR_CHARS = 20  # a time this near to the quote is taken into it


@dataclass(frozen=True)
class ReportText:
    """The columns of a report that reading needs."""

    report_id: str
    outlet: str | None
    published: datetime | None
    text: str
    source_id: str
    source_row: int
    near: date | None = None  # where publication is not known: a day near which its days lie


def build_row(
    frame: Frame, sentence: Span, scene: Scene, report: ReportText, told: tuple[TimeSpan | None, Sequence[str]]
) -> dict[str, Any]:
    """A row of the claims table; `told` holds the time of the claim and its speakers."""
    time, speakers = told
    changes = frame.tokens if frame.kind == "flight_rate" else frame.own
    commitment = read_commitment(frame.said_at or frame.trigger, frame.theme, changes, frame.kind)
    status = frame.row.status if commitment.status == "asserted" else commitment.status
    kind = frame.kind
    if kind == "present" and states_absence(frame.said_at or frame.trigger, commitment, speakers):
        kind, status = "absent", "asserted"
    if (
        time is not None
        and looks_ahead(frame.said_at or frame.trigger, status)
        and (time.begin is not None or status == "planned")
    ):
        time = time.lying_ahead()
    start, end = scene.block.locate(*_quote(frame, commitment, sentence, time))
    first, last = scene.block.locate(frame.trigger.idx, frame.trigger.idx + len(frame.trigger))
    row: dict[str, Any] = {
        "claim_id": make_claim_id(report.report_id, kind, start, end, first),
        "report_id": report.report_id,
        "kind": kind,
        "status": status,
        "polarity": "negative" if status == "denied" or kind == "absent" else "positive",
        "direction": frame.direction,
        "quote": report.text[start:end],
        "start": start,
        "end": end,
        "trigger": report.text[first:last],
        "actor": _actor_name(frame.actor, scene),
        "assets": add_numbers((ref.row() for ref in frame.assets), report.text, start, end),
        "origin": [ref.row() for ref in frame.origin],
        "destination": [ref.row() for ref in frame.destination],
        "place": [ref.row() for ref in frame.place],
        "distance_km": frame.distance_km,
        "time_text": time.text if time else None,
        "time_start": time.begin if time else None,
        "time_end": time.finish if time else None,
        "speaker": _chain(report, scene, sentence, speakers),
        "explicitness": "presupposed" if commitment.is_presupposed and frame.explicitness == "explicit" else frame.explicitness,
        "is_checkable": kind in CHECKABLE_KINDS,
        "reader": READER,
        "made": report.published,
        "source_id": report.source_id,
        "source_row": report.source_row,
    }
    return row | {"proposition_id": name_proposition(row)}


def make_claim_id(report_id: str, kind: str, start: int, end: int, trigger: int) -> str:
    """The id of a claim: a hash of report, span, kind and trigger."""
    return "clm-" + hashlib.sha256(f"{report_id}|{kind}|{start}|{end}|{trigger}".encode()).hexdigest()[:14]


def _quote(frame: Frame, commitment: Commitment, sentence: Span, time: TimeSpan | None) -> tuple[int, int]:
    """The span of the block's text that the claim rests on, in characters."""
    tokens = frame.tokens | commitment.tokens
    first, last = sentence.doc[min(tokens)], sentence.doc[max(tokens)]
    begin, finish = first.idx, last.idx + len(last)
    if time is not None:
        start, end = sentence.start_char + time.start, sentence.start_char + time.end
        if start - finish < _NEAR_CHARS and begin - end < _NEAR_CHARS:
            begin, finish = min(begin, start), max(finish, end)
    text = sentence.doc.text[begin:finish]
    return begin + len(text) - len(text.lstrip()), finish - len(text) + len(text.rstrip())


def _actor_name(actor: str | None, scene: Scene) -> str | None:
    return scene.finders.places.country_name(actor) if actor is not None and actor.startswith("country:") else actor


def _chain(report: ReportText, scene: Scene, sentence: Span, speakers: Sequence[str]) -> list[str]:
    """Outlet, agency, speakers: from outside inwards; "author" where the outlet is not known."""
    credited = ([scene.block.agency] if scene.block.agency else []) + agencies_in(sentence.text)
    agencies = [a for a in credited if not any(a in s for s in speakers)]
    return list(dict.fromkeys([report.outlet or "author", *agencies, *speakers]))
