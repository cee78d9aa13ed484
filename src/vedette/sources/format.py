"""The seam of this stage: what a format is, what it is told, and what it gives.

Bytes of one file flow in, batches of table rows flow out. Every row of the file becomes exactly one of: a position, an
identity, a sighting, an image, a detection, a publisher, a report, or an issue with its reason; `Counts` keeps that account,
and `account` sums it over a file. A row that gives a position may give identities and warnings too; it counts once, as a position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from vedette.case.settings import ColumnMapping
from vedette.registry.register import Register
from vedette.schema.tables import DETECTIONS, IDENTITIES, IMAGES, ISSUES, POSITIONS, PUBLISHERS, REPORTS, SIGHTINGS

MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Counts:
    """What became of source rows; each row is counted once, under the first of these that it gave."""

    positions: int = 0
    identities: int = 0
    other: int = 0  # sightings, images, detections, publishers, reports
    issues: int = 0

    @property
    def rows(self) -> int:
        """All rows."""
        return self.positions + self.identities + self.other + self.issues

    def __add__(self, more: Counts) -> Counts:
        return Counts(
            self.positions + more.positions, self.identities + more.identities, self.other + more.other, self.issues + more.issues
        )


@dataclass(frozen=True)
class Batch:
    """Rows of one stretch of a file, in the shapes of `vedette.schema.tables`.

    Identities that rows with positions bear come in the file's last batch, once each, with the times between which they were
    heard: so `counts`, not the frames of one batch, says what became of the rows.
    """

    positions: pl.DataFrame = field(default_factory=POSITIONS.empty)
    identities: pl.DataFrame = field(default_factory=IDENTITIES.empty)
    sightings: pl.DataFrame = field(default_factory=SIGHTINGS.empty)
    images: pl.DataFrame = field(default_factory=IMAGES.empty)
    detections: pl.DataFrame = field(default_factory=DETECTIONS.empty)
    reports: pl.DataFrame = field(default_factory=REPORTS.empty)
    publishers: pl.DataFrame = field(default_factory=PUBLISHERS.empty)
    issues: pl.DataFrame = field(default_factory=ISSUES.empty)
    counts: Counts = field(default_factory=Counts)

    @property
    def n_rows(self) -> int:
        """Source rows that this batch accounts for."""
        return self.counts.rows


@dataclass(frozen=True)
class ReadContext:
    """What a format is told about the file that it reads.

    `received` stands in where rows have no time of their own. `mapping` names columns that no format knows. `publishers` is a
    table of publishers for sightings and reports to look up; without it a ``sources.csv`` beside the file is read. The
    hints from `publisher_id` to `language` fill what a report does not say itself.
    """

    source_id: str
    received: datetime | None = None
    mapping: ColumnMapping | None = None
    register: Register | None = None
    publishers: pl.DataFrame | None = None
    publisher_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    url: str | None = None
    language: str | None = None
    max_line_bytes: int = MEBIBYTE
    block_rows: int = 100_000


@dataclass(frozen=True)
class Format:
    """One format: how to know it, how to read it.

    ``sniff(head, path)`` gives 0 (no) to 1 (certainly) from the first 64 KiB of the content, decompressed.
    ``read(path, context)`` gives batches, and raises SourceError only where nothing at all can be read.
    `row_unit` names what `source_row` counts, from 1.
    """

    name: str
    title: str
    row_unit: str
    doc: str
    sniff: Callable[[bytes, Path], float]
    read: Callable[[Path, ReadContext], Iterator[Batch]]


def account(batches: Iterable[Batch]) -> Counts:
    """What became of all the rows of a file."""
    return sum((batch.counts for batch in batches), Counts())
