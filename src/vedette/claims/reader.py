"""The reading of English reports: reports flow in, claims flow out.

For each report: blocks, parse, names; then, sentence by sentence, the trigger words fill frames, and each frame gets its
status, speakers and times and becomes a row of the claims table. Reading is deterministic: the same text, register and
parameters give the same rows with the same ids. Reports in other languages give nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.claims.assets import AssetFinder
from vedette.claims.attribution import opens_quotation, speakers_of
from vedette.claims.coreference import Discourse, Reading, open_discourse
from vedette.claims.frames import Frame
from vedette.claims.headlines import past_variants
from vedette.claims.language import parse
from vedette.claims.places import PlaceFinder
from vedette.claims.rows import ReportText, build_row
from vedette.claims.scene import Finders, Scene, set_scene
from vedette.claims.sentence_reader import read_frames
from vedette.claims.sentences import split_blocks
from vedette.claims.times import find_times
from vedette.claims.timing import assign_times
from vedette.claims.triggers import Lexicon, read_lexicon
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS

if TYPE_CHECKING:
    from spacy.tokens import Span

_BATCH = 50  # reports that are parsed together: the parser is fastest on many blocks, and memory stays small


class ReaderParams(BaseModel):
    """Settings of the reader."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] = Field(
        ("en",), description="languages of the reports to read; a report without a language counts as English"
    )


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
    finders = find_with(register)
    readable = _readable(reports, params or ReaderParams())
    rows: dict[str, dict[str, Any]] = {}
    while batch := list(islice(readable, _BATCH)):
        for row in _read_batch(batch, finders):
            rows.setdefault(row["claim_id"], row)
    return CLAIMS.build(list(rows.values()))


@lru_cache(maxsize=4)
def find_with(register: Register) -> Finders:
    """The finders of a register, built once."""
    return Finders(PlaceFinder(register), AssetFinder(register))


def _readable(reports: pl.DataFrame, params: ReaderParams) -> Iterator[ReportText]:
    for row in reports.iter_rows(named=True):
        if (row["language"] or "en") in params.languages and row["text"].strip():
            outlet = row["outlet"] or row["publisher_id"]
            yield ReportText(row["report_id"], outlet, row["published"], row["text"], row["source_id"], row["source_row"])


def _read_batch(batch: Sequence[ReportText], finders: Finders) -> Iterator[dict[str, Any]]:
    """Rows of several reports, parsed together."""
    blocks = [split_blocks(report.text, _capital_keeper(finders)) for report in batch]
    parsed = parse(block.text for of_one in blocks for block in of_one)
    for report, of_one in zip(batch, blocks, strict=True):
        scenes = [set_scene(doc, block, finders) for block, doc in zip(of_one, islice(parsed, len(of_one)), strict=True)]
        yield from _read_report(report, scenes)


def _read_report(report: ReportText, scenes: Sequence[Scene]) -> Iterator[dict[str, Any]]:
    discourse, lexicon = open_discourse(scenes), read_lexicon()
    for first in scenes:
        carried: list[str] = []
        for scene, sentence, frames in _read_scene(first, lexicon, discourse):
            times = assign_times(sentence, frames, find_times(sentence.text, report.published)) if frames else []
            for frame, time in zip(frames, times, strict=True):
                speakers = speakers_of(frame.trigger) or (carried if opens_quotation(sentence.text) else [])
                yield build_row(frame, sentence, scene, report, (time, speakers))
                carried = speakers or carried


def _read_scene(scene: Scene, lexicon: Lexicon, discourse: Discourse) -> Iterator[tuple[Scene, Span, list[Frame]]]:
    """The sentences of a scene with their frames; a headline without any is read again with a verb in the past."""
    found = [(scene, s, read_frames(s, lexicon, Reading(scene, discourse))) for s in scene.doc.sents]
    if not scene.block.is_headline or any(frames for _, _, frames in found):
        yield from found
        return
    for block in past_variants(scene.block, lexicon):
        again = set_scene(next(parse([block.text])), block, scene.finders)
        frames_again = [(again, s, read_frames(s, lexicon, Reading(again, discourse))) for s in again.doc.sents]
        if any(frames for _, _, frames in frames_again):
            yield from frames_again
            return


def _capital_keeper(finders: Finders) -> Callable[[str], bool]:
    """Which words of a headline in title case are names: places, countries, assets, cities of the gazetteer."""

    def keep(word: str) -> bool:
        return bool(finders.places.find(word) or finders.assets.find_named(word) or finders.places.is_city(word))

    return keep
