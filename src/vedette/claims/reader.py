"""The reading of English reports: reports flow in, claims flow out.

For each report: blocks, parse, names; then, sentence by sentence, the trigger words fill frames, and each frame gets its
status, speakers and times and becomes a row of the claims table. Reading is deterministic: the same text, register and
parameters give the same rows with the same ids, however the reports are shared among processes. Reports in other languages
give nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from vedette.claims.english.coreference import Discourse, Reading, open_discourse
from vedette.claims.english.frames import Frame
from vedette.claims.english.headlines import past_variants
from vedette.claims.english.scene import Finders, Scene, set_scene
from vedette.claims.english.sentence_reader import read_frames
from vedette.claims.english.speakers.telling import Telling
from vedette.claims.english.times.timeline import Timeline
from vedette.claims.english.triggers import Lexicon, read_lexicon
from vedette.claims.languages.detection import READ, settle_languages
from vedette.claims.languages.foreign import read_foreign
from vedette.claims.names.assets import AssetFinder
from vedette.claims.names.places import PlaceFinder
from vedette.claims.rows import ReportText, build_row
from vedette.claims.text.language import DOC_CHARS, parse
from vedette.claims.text.sentences import Block, iter_blocks
from vedette.engine.processes import map_frames
from vedette.registry.register import Register
from vedette.schema.tables import CLAIMS

if TYPE_CHECKING:
    from spacy.tokens import Span

BATCH_CHARS = (
    100_000  # text whose parse is held at a time; what a longer text says is remembered over so much of it, some twenty pages
)
T = TypeVar("T")

HELPER_CHARS = 250_000  # below, a second process costs more than it saves: it needs four seconds to start


class ReaderParams(BaseModel):
    """Settings of the reader."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: tuple[str, ...] = Field(
        READ, description="languages of the reports to read; where a report states none, it is found out from its text"
    )
    near: date | None = Field(None, description="a day near which the days of texts lie that give no date of publication")
    processes: int = Field(
        2, ge=1, description="processes among which many reports are shared; the claims are the same for any number"
    )


@dataclass(frozen=True)
class Passage:
    """A report, or so much of a long one as is read with one memory."""

    report: ReportText
    blocks: tuple[Block, ...]

    @property
    def n_chars(self) -> int:
        """How much there is to parse, in characters."""
        return sum(len(block.text) + DOC_CHARS for block in self.blocks)


def read_claims(reports: pl.DataFrame, register: Register, params: ReaderParams | None = None) -> pl.DataFrame:
    """Read the claims in a table of reports.

    Args:
        reports: rows of the `reports` table; an unknown language is taken for English.
        register: places, assets and classes.
        params: which languages to read.
    Returns:
        Rows of the `claims` table; ``text[start:end]`` of the report is exactly `quote`. Times are null where the text gives
        none, or where they would be counted from a publication that is not known; a day without a year is then that near `near`.
    """
    params = params or ReaderParams()
    readable = settle_languages(reports, params.languages).with_columns(near=pl.lit(params.near, pl.Date))
    found = map_frames(read_here, share_out(readable, params.processes), register)
    return CLAIMS.shape(pl.concat(found).unique("claim_id", keep="first", maintain_order=True)) if found else CLAIMS.empty()


def share_out(reports: pl.DataFrame, n_shares: int) -> list[pl.DataFrame]:
    """The reports in at most so many runs of about equal length, as many as are worth a process; no reports, no runs."""
    chars = reports["text"].str.len_chars()
    n_shares = max(1, min(n_shares, int(chars.sum()) // HELPER_CHARS))
    share = (chars.cum_sum() - 1).clip(0) * n_shares // max(int(chars.sum()), 1)
    return reports.with_columns(share.alias("share")).partition_by("share", maintain_order=True, include_key=False)


def read_here(reports: pl.DataFrame, register: Register) -> pl.DataFrame:
    """The claims of reports, whatever their language, read in this process."""
    finders = find_with(register)
    rows: dict[str, dict[str, Any]] = {}
    is_english = pl.col("language").fill_null("en") == "en"
    foreign = reports.filter(~is_english)
    for batch in _batches(_passages(_report_texts(reports.filter(is_english)), finders)):
        for row in _read_batch(batch, finders):
            rows.setdefault(row["claim_id"], row)
    for row in read_foreign(zip(_report_texts(foreign), foreign["language"], strict=True), register, finders):
        rows.setdefault(row["claim_id"], row)
    return CLAIMS.build(list(rows.values()))


@lru_cache(maxsize=4)
def find_with(register: Register) -> Finders:
    """The finders of a register, built once."""
    return Finders(PlaceFinder(register), AssetFinder(register))


def _report_texts(reports: pl.DataFrame) -> Iterator[ReportText]:
    for row in reports.iter_rows(named=True):
        outlet = row["outlet"] or row["publisher_id"]
        yield ReportText(
            row["report_id"], outlet, row["published"], row["text"], row["source_id"], row["source_row"], row.get("near")
        )


def _passages(reports: Iterable[ReportText], finders: Finders) -> Iterator[Passage]:
    """Each report as one passage, a very long one as several."""
    for report in reports:
        for blocks in _fill((block, len(block.text) + DOC_CHARS) for block in iter_blocks(report.text, _capital_keeper(finders))):
            yield Passage(report, tuple(blocks))


def _batches(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Passages that are parsed together: the parser is fastest on many blocks, and memory stays small."""
    return _fill((passage, passage.n_chars) for passage in passages)


def _fill(items: Iterable[tuple[T, int]], n_chars: int = BATCH_CHARS) -> Iterator[list[T]]:
    """Runs of items that together are no longer than so many characters, an item being that long itself."""
    run: list[T] = []
    length = 0
    for item, item_length in items:
        if run and length + item_length > n_chars:
            yield run
            run, length = [], 0
        run.append(item)
        length += item_length
    if run:
        yield run


def _read_batch(batch: Sequence[Passage], finders: Finders) -> Iterator[dict[str, Any]]:
    """Rows of several passages, parsed together."""
    parsed = parse(block.text for passage in batch for block in passage.blocks)
    for passage in batch:
        docs = islice(parsed, len(passage.blocks))
        scenes = [set_scene(doc, block, finders) for block, doc in zip(passage.blocks, docs, strict=True)]
        yield from _read_report(passage.report, scenes)


def _read_report(report: ReportText, scenes: Sequence[Scene]) -> Iterator[dict[str, Any]]:
    discourse, lexicon, telling = open_discourse(scenes), read_lexicon(), Telling()
    timeline = Timeline(report.published, report.near)
    for first in scenes:
        for scene, sentence, frames in _read_scene(first, lexicon, discourse):
            telling.open(sentence)
            for frame, time in zip(frames, timeline.read(sentence, frames), strict=True):
                yield build_row(frame, sentence, scene, report, (time, telling.speakers(frame.trigger)))


def _read_scene(scene: Scene, lexicon: Lexicon, discourse: Discourse) -> Iterator[tuple[Scene, Span, list[Frame]]]:
    """The sentences of a scene with their frames; a headline without any is read again with a verb in the past."""
    found = [(scene, s, read_frames(s, lexicon, Reading(scene, discourse))) for s in scene.doc.sents]
    if not scene.block.is_headline or any(f.row.pattern != "verbless" for _, _, frames in found for f in frames):
        yield from found
        return
    for block in past_variants(scene.block, lexicon):
        again = set_scene(next(parse([block.text])), block, scene.finders)
        frames_again = [(again, s, read_frames(s, lexicon, Reading(again, discourse))) for s in again.doc.sents]
        if any(f.row.pattern != "verbless" for _, _, frames in frames_again for f in frames):
            yield from frames_again
            return
    yield from found


def _capital_keeper(finders: Finders) -> Callable[[str], bool]:
    """Which words of a headline in title case are names: places, countries, assets, cities of the gazetteer."""

    def keep(word: str) -> bool:
        return bool(finders.places.find(word) or finders.assets.find_named(word) or finders.places.is_city(word))

    return keep
