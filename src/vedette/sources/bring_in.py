"""Bringing a file in: its rows go to the tables batch by batch, its own row of `sources` last.

In: a path and what is known about it. Out: an account of what became of its rows. Killed at any moment, the same call goes
on where it stopped: batches are numbered, and the store skips those that it has.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from vedette.case.settings import SourceSpec
from vedette.clock import format_time
from vedette.errors import SourceError
from vedette.registry.register import Register
from vedette.schema.tables import DETECTIONS, IDENTITIES, IMAGES, ISSUES, POSITIONS, PUBLISHERS, REPORTS, SIGHTINGS, SOURCES
from vedette.sources.format import Batch, Counts, Format, ReadContext
from vedette.sources.licences import find_terms
from vedette.sources.sniff import format_named, sniff
from vedette.store.tables import Store

Tables = dict[str, pl.DataFrame]
OF_BATCH = (POSITIONS, IDENTITIES, SIGHTINGS, IMAGES, DETECTIONS, PUBLISHERS, REPORTS, ISSUES)
NO_SPEC = SourceSpec(path="-")


@dataclass(frozen=True)
class Brought:
    """A file and what became of its rows."""

    source_id: str
    path: str
    sha256: str
    format: str
    row_unit: str
    n_bytes: int
    added: datetime
    spec: SourceSpec = NO_SPEC
    counts: Counts = field(default_factory=Counts)
    start: datetime | None = None
    end: datetime | None = None
    edges: tuple[float, float, float, float] | None = None  # south, west, north, east
    reasons: tuple[tuple[str, int], ...] = field(default=())
    was_here: bool = False

    @classmethod
    def of_file(
        cls, path: Path, *, base: Path, format_name: str, row_unit: str, added: datetime, spec: SourceSpec = NO_SPEC,
        sha256: str | None = None,
    ) -> Brought:  # fmt: skip
        """A file of which nothing has been read yet; its id is the hash of its content, which is found out if not given."""
        sha256 = sha256 or _hash_file(path)
        shown = path.resolve()
        shown = shown.relative_to(base.resolve()) if shown.is_relative_to(base.resolve()) else shown
        return cls(_source_id(sha256), shown.as_posix(), sha256, format_name, row_unit, path.stat().st_size, added, spec)

    @classmethod
    def of_tables(cls, tables: Tables, *, was_here: bool) -> Brought:
        """The account of a file that was read whole."""
        row = tables["sources"].row(0, named=True)
        reasons = Counter(tables["issues"]["reason"].to_list())
        named = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        counts = Counts(row["n_positions"], row["n_identities"], row["n_other"], row["n_issues"])
        return cls(**named, counts=counts, reasons=tuple(sorted(reasons.items())), was_here=was_here)

    @property
    def span(self) -> str:
        """First and last observation."""
        return f"{format_time(self.start)} to {format_time(self.end)}" if self.start and self.end else ""

    @property
    def box(self) -> str:
        """The box of all positions."""
        if self.edges is None:
            return ""
        south, west, north, east = self.edges
        return f"{south:.2f} to {north:.2f} N, {west:.2f} to {east:.2f} E"

    def with_batch(self, batch: Batch) -> Brought:
        """The account with one more batch in it."""
        dated = (batch.positions, batch.images, batch.detections)
        bounds: list[Any] = [self.start, self.end, *(f["time"].min() for f in dated), *(f["time"].max() for f in dated)]
        times = [t for t in bounds if t is not None]
        reasons = Counter(dict(self.reasons))
        reasons.update(batch.issues["reason"].to_list())
        return replace(
            self,
            counts=self.counts + batch.counts,
            start=min(times, default=None),
            end=max(times, default=None),
            edges=_widen(_widen(self.edges, batch.positions), batch.detections),
            reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        )

    def source_row(self) -> dict[str, Any]:
        """As a row of `sources`."""
        south, west, north, east = self.edges or (None, None, None, None)
        named = ("source_id", "path", "sha256", "format", "row_unit", "n_bytes", "start", "end", "added")
        spec, terms = self.spec, find_terms(self.spec.licence, self.spec.url)
        is_redistributable = terms.is_redistributable if spec.is_redistributable is None else spec.is_redistributable
        return (
            {name: getattr(self, name) for name in named}
            | {"licence": terms.licence, "attribution": spec.attribution or terms.attribution, "url": spec.url}
            | {"is_redistributable": is_redistributable, "is_synthetic": spec.is_synthetic}
            | {f"n_{what}": getattr(self.counts, what) for what in ("rows", "positions", "identities", "issues", "other")}
            | {"south_deg": south, "west_deg": west, "north_deg": north, "east_deg": east}
        )

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return self.source_row() | {"reasons": dict(self.reasons), "was_here": self.was_here}


def bring_in(
    store: Store,
    path: Path,
    *,
    base: Path,
    spec: SourceSpec,
    register: Register,
    added: datetime,
    dry_run: bool = False,
    on_progress: Callable[[str, float | None], None] = lambda _message, _share: None,
) -> Brought:
    """Take one file into the store; a file whose content is there already is left alone.

    Raises:
        SourceError: the file cannot be read at all.
        StoreError: the tables cannot be written.
    """
    form, brought = _begin(path, base, spec, added)
    if store.read(SOURCES).filter(pl.col("source_id") == brought.source_id).height:
        return replace(brought, was_here=True)
    writer = store.writer(brought.source_id)
    for number, batch in enumerate(form.read(path, context_of(brought, register))):
        for table in OF_BATCH if not dry_run else ():
            frame = getattr(batch, table.name)
            if frame.height:
                store.append(table, frame, writer=writer, batch=number)
        brought = brought.with_batch(batch)
        on_progress(f"{brought.path}: {brought.counts.rows:,} rows", None)
    if not dry_run:
        store.append(SOURCES, SOURCES.build([brought.source_row()]), writer=writer, batch=0)
    return brought


def read_whole(
    path: Path,
    *,
    base: Path,
    register: Register,
    added: datetime,
    spec: SourceSpec = NO_SPEC,
    publishers: pl.DataFrame | None = None,
) -> Tables:
    """One file as frames in memory, with its row of `sources`; `publishers` date sightings and reports that name them.

    Raises:
        SourceError: the file cannot be read at all.
    """
    form, brought = _begin(path, base, spec, added)
    parts: dict[str, list[pl.DataFrame]] = {table.name: [table.empty()] for table in OF_BATCH}
    for batch in form.read(path, context_of(brought, register, publishers)):
        brought = brought.with_batch(batch)
        for table in OF_BATCH:
            parts[table.name].append(getattr(batch, table.name))
    return {name: pl.concat(frames) for name, frames in parts.items()} | {"sources": SOURCES.build([brought.source_row()])}


def context_of(brought: Brought, register: Register, publishers: pl.DataFrame | None = None) -> ReadContext:
    """What a format is told about the file that it reads."""
    spec = brought.spec
    return ReadContext(
        source_id=brought.source_id, received=spec.received_at, mapping=spec.columns, register=register, publishers=publishers
    )


def _begin(path: Path, base: Path, spec: SourceSpec, added: datetime) -> tuple[Format, Brought]:
    try:
        form = format_named(spec.format) if spec.format else sniff(path, spec.columns)
        return form, Brought.of_file(path, base=base, format_name=form.name, row_unit=form.row_unit, added=added, spec=spec)
    except OSError as error:
        raise SourceError(str(path), f"cannot be read ({error.strerror}); check that it exists and its rights") from error


def source_id_of(path: Path) -> str:
    """The id under which the content of a file is brought in."""
    return _source_id(_hash_file(path))


def _source_id(sha256: str) -> str:
    return f"src-{sha256[:12]}"


def _hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _widen(edges: tuple[float, float, float, float] | None, positions: pl.DataFrame) -> tuple[float, float, float, float] | None:
    if positions.is_empty():
        return edges
    lat, lon = positions["lat_deg"], positions["lon_deg"]
    own: tuple[Any, ...] = (lat.min(), lon.min(), lat.max(), lon.max())
    if edges is None:
        return own
    return min(edges[0], own[0]), min(edges[1], own[1]), max(edges[2], own[2]), max(edges[3], own[3])
