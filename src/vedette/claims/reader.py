"""The reading of English reports: reports flow in, claims flow out.

For each report: blocks, parse, names; then, sentence by sentence, the trigger words fill frames, and each frame gets its
status, speakers and times and becomes a row of the claims table. Reading is deterministic: the same text, register and
parameters give the same rows with the same ids. Reports in other languages give nothing here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.claims.assets import AssetFinder
from vedette.claims.attribution import agencies_in, opens_quotation, speakers_of
from vedette.claims.coreference import Discourse, Reading, open_discourse
from vedette.claims.distances import find_distances, merge_distances
from vedette.claims.fillers import fill
from vedette.claims.frames import Frame
from vedette.claims.language import parse
from vedette.claims.modality import read_commitment
from vedette.claims.orphans import adopt_orphans
from vedette.claims.places import PlaceFinder
from vedette.claims.propositions import name_proposition
from vedette.claims.scene import Finders, Scene, set_scene
from vedette.claims.sentences import split_blocks
from vedette.claims.settling import settle
from vedette.claims.times import TimeSpan, find_times
from vedette.claims.timing import assign_times
from vedette.claims.triggers import Lexicon, read_lexicon
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS
from vedette.schema.words import CHECKABLE_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Span

READER = "deterministic-en"


class ReaderParams(BaseModel):
    """Settings of the reader."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] = Field(
        ("en",), description="languages of the reports to read; a report without a language counts as English"
    )


@dataclass(frozen=True)
class _Report:
    """The columns of a report that reading needs."""

    report_id: str
    outlet: str | None
    published: datetime | None
    text: str
    source_id: str
    source_row: int


def read_claims(reports: pl.DataFrame, register: Register, params: ReaderParams | None = None) -> pl.DataFrame:
    """Read the claims in a table of reports.

    Args:
        reports: rows of the `reports` table; an unknown language is taken for English.
        register: places, assets and classes.
        params: which languages to read.
    Returns:
        Rows of the `claims` table; ``text[start:end]`` of the report is exactly `quote`. Times are null where the text gives
        none, or where they would be counted from a publication that is not known.
    """
    params = params or ReaderParams()
    finders = Finders(PlaceFinder(register), AssetFinder(register))
    rows: list[dict[str, Any]] = []
    for report in _readable(reports, params):
        rows += _read_report(report, finders)
    unique = {row["claim_id"]: row for row in rows}
    return CLAIMS.build(list(unique.values()))


def _readable(reports: pl.DataFrame, params: ReaderParams) -> Iterator[_Report]:
    for row in reports.iter_rows(named=True):
        if (row["language"] or "en") in params.languages and row["text"].strip():
            yield _Report(
                row["report_id"],
                row["outlet"] or row["publisher_id"],
                row["published"],
                row["text"],
                row["source_id"],
                row["source_row"],
            )


def _read_report(report: _Report, finders: Finders) -> list[dict[str, Any]]:
    keep = _capital_keeper(finders)
    blocks = split_blocks(report.text, keep)
    scenes = [set_scene(doc, block, finders) for doc, block in zip(parse(b.text for b in blocks), blocks, strict=True)]
    discourse = open_discourse(scenes)
    lexicon = read_lexicon()
    rows = []
    for scene in scenes:
        carried: list[str] = []
        for sentence in scene.doc.sents:
            times = find_times(sentence.text, report.published)
            frames = read_frames(sentence, lexicon, Reading(scene, discourse))
            for frame, time in zip(frames, assign_times(sentence, frames, times), strict=True):
                speakers = speakers_of(frame.trigger) or (carried if opens_quotation(sentence.text) else [])
                rows.append(_row(frame, sentence, scene, report, time, speakers))
                carried = speakers or carried
            _remember_places(sentence, scene, discourse)
    return rows


def _capital_keeper(finders: Finders) -> Any:
    """Which words of a headline in title case are names: places, countries, assets."""

    def keep(word: str) -> bool:
        return bool(finders.places.find(word) or finders.assets.find_named(word))

    return keep


def read_frames(sentence: Span, lexicon: Lexicon, reading: Reading) -> list[Frame]:
    """The frames of one sentence, in the order of their triggers."""
    frames: list[Frame] = []
    for token in sentence:
        if token.is_alpha or "-" in token.text:
            for row in lexicon.find(token):
                frame = fill(token, row, lexicon, reading)
                if frame is not None:
                    frames.append(frame)
                    _remember_refs(frame, reading)
                    reading.discourse.note_assets(
                        [] if frame.kind in ("negotiate", "basing", "condition", "consequence") else frame.assets, frame.actor
                    )
                    break
    frames = settle(frames, reading)
    adopt_orphans(sentence, frames, lexicon, reading)
    alone = merge_distances(frames, find_distances(sentence, reading))
    for distance in alone:
        reading.discourse.note_assets(distance.assets, distance.actor)
    frames += alone
    return sorted(frames, key=lambda f: f.trigger.i)


def _remember_refs(frame: Frame, reading: Reading) -> None:
    for ref in (*frame.origin, *frame.destination, *frame.place):
        if ref.place_id is not None:
            reading.discourse.note_place(ref.place_id, reading.scene.finders.places.kind_of(ref.place_id))


def _remember_places(sentence: Span, scene: Scene, discourse: Discourse) -> None:
    near = scene.mentions_in(sentence)
    for mention in near:
        if not mention.is_adjective:
            place_id = scene.finders.places.choose(mention, near, discourse.countries)
            if place_id is not None:
                discourse.note_place(place_id, scene.finders.places.kind_of(place_id))


def _row(
    frame: Frame, sentence: Span, scene: Scene, report: _Report, time: TimeSpan | None, speakers: list[str]
) -> dict[str, Any]:
    commitment = read_commitment(frame.said_at or frame.trigger, frame.theme)
    tokens = frame.tokens | commitment.tokens
    first, last = scene.doc[min(tokens)], scene.doc[max(tokens)]
    begin, finish = first.idx, last.idx + len(last)
    if time is not None and _is_near(time, sentence, begin, finish):
        begin, finish = min(begin, sentence.start_char + time.start), max(finish, sentence.start_char + time.end)
    begin, finish = _trim(scene.doc.text, begin, finish)
    start, end = scene.block.locate(begin, finish)
    quote = report.text[start:end]
    actor = _actor_name(frame.actor, scene)
    trigger_start, trigger_end = scene.block.locate(frame.trigger.idx, frame.trigger.idx + len(frame.trigger))
    agencies = [scene.block.agency] if scene.block.agency else agencies_in(sentence.text)
    chain = [report.outlet or "author", *(a for a in agencies if not any(a in s for s in speakers)), *speakers]
    row: dict[str, Any] = {
        "claim_id": make_claim_id(report.report_id, frame.kind, start, end, trigger_start),
        "report_id": report.report_id,
        "kind": frame.kind,
        "status": commitment.status,
        "polarity": "negative" if commitment.status == "denied" or frame.kind == "absent" else "positive",
        "direction": frame.direction,
        "quote": quote,
        "start": start,
        "end": end,
        "trigger": report.text[trigger_start:trigger_end],
        "actor": actor,
        "assets": [ref.row() for ref in frame.assets],
        "origin": [ref.row() for ref in frame.origin],
        "destination": [ref.row() for ref in frame.destination],
        "place": [ref.row() for ref in frame.place],
        "distance_km": frame.distance_km,
        "time_text": time.text if time else None,
        "time_start": time.begin if time else None,
        "time_end": time.finish if time else None,
        "speaker": list(dict.fromkeys(chain)),
        "explicitness": "presupposed" if commitment.is_presupposed and frame.explicitness == "explicit" else frame.explicitness,
        "is_checkable": frame.kind in CHECKABLE_KINDS,
        "reader": READER,
        "made": report.published,
        "source_id": report.source_id,
        "source_row": report.source_row,
    }
    return row | {"proposition_id": name_proposition(row)}


def _actor_name(actor: str | None, scene: Scene) -> str | None:
    return scene.finders.places.country_name(actor) if actor is not None and actor.startswith("country:") else actor


def _trim(text: str, begin: int, finish: int) -> tuple[int, int]:
    """A span without white space at its ends."""
    quote = text[begin:finish]
    return begin + len(quote) - len(quote.lstrip()), finish - len(quote) + len(quote.rstrip())


def _is_near(time: TimeSpan, sentence: Span, begin: int, finish: int) -> bool:
    """A time that stands within a few words of the quote is taken into it."""
    start, end = sentence.start_char + time.start, sentence.start_char + time.end
    return start - finish < 20 and begin - end < 20


def make_claim_id(report_id: str, kind: str, start: int, end: int, trigger: int) -> str:
    """The id of a claim: a hash of report, span, kind and trigger."""
    return "clm-" + hashlib.sha256(f"{report_id}|{kind}|{start}|{end}|{trigger}".encode()).hexdigest()[:14]
