"""Writing what others read: briefs and exported tables."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from vedette import __version__
from vedette.brief.compose import BriefInput, compose
from vedette.brief.exporters.registry import EXPORTERS
from vedette.brief.write import write_brief
from vedette.errors import NotFound, UsageError
from vedette.schema.tables import TABLES
from vedette.verbs.judging import Judgement, judge
from vedette.verbs.opening import Opened, Progress, be_silent, open_case, read_as_of

_SETTINGS_FILES = ("case.toml", "claims.toml", "assets.csv", "places.geojson")


def publish(
    folder: Path,
    *,
    as_of: str | None = None,
    formats: Sequence[str] = ("html", "md", "json"),
    out: Path | None = None,
    is_publishable: bool = False,
    on_progress: Progress = be_silent,
) -> list[Path]:
    """Judge a case as of a time and write its brief.

    Raises:
        CaseError: a file of the case cannot stand.
        PublicationError: the brief failed a check; nothing was written.
    """
    opened = open_case(folder)
    judgement = judge(opened, read_as_of(as_of, opened.case), on_progress=on_progress)
    return write(opened, judgement, formats=formats, out=out, is_publishable=is_publishable)


def write(
    opened: Opened,
    judgement: Judgement,
    *,
    formats: Sequence[str] = ("html", "md", "json"),
    out: Path | None = None,
    is_publishable: bool = False,
) -> list[Path]:
    """Write the brief of a judgement; by default into the case's folder of briefs, under its date."""
    question = opened.case.question
    box = question.map
    given = BriefInput(
        title=question.title,
        question=question.question,
        period=(question.period.start, question.period.end),
        as_of=judgement.as_of,
        tables=dict(judgement.tables) | {"sources": _without_folders(judgement.tables["sources"])},
        versions=opened.store.versions(),
        hashes={name: _hash(path) for name in _SETTINGS_FILES if (path := opened.case.folder / name).exists()},
        map_box=(box.west, box.south, box.east, box.north) if box else None,
        map_places=question.places,
        likelihood_overrides={rule: str(values) for rule, values in opened.case.settings.likelihoods.items()},
        is_publishable=is_publishable,
        software=f"vedette {__version__}",
    )
    target = out or opened.case.briefs / f"{judgement.as_of:%Y-%m-%d}"
    return write_brief(compose(given, opened.register), target, formats)


def export(
    folder: Path, *, formats: Sequence[str] = ("csv",), tables: Sequence[str] | None = None, out: Path | None = None
) -> list[Path]:
    """Write a case's tables, as its last run left them, to files.

    Raises:
        NotFound: there is no such table or format.
        UsageError: the case was never run.
    """
    opened = open_case(folder)
    stored = opened.store.versions()
    if not stored:
        raise UsageError(f"{folder} has no tables yet; run: vedette run {folder}")
    for name in tables or ():
        if name not in TABLES:
            raise NotFound("table", name, [t for t in TABLES if t.startswith(name[:3])])
    for form in formats:
        if form not in EXPORTERS:
            raise NotFound("format", form, [f for f in EXPORTERS if f.startswith(form[:1])])
    target = out or opened.case.folder / "export"
    target.mkdir(parents=True, exist_ok=True)
    return [_export(opened, form, name, target) for form in formats for name in tables or _tables_for(form, stored)]


def _tables_for(form: str, stored: Collection[str]) -> list[str]:
    """The tables that a format can hold: all, or those with positions."""
    wanted = [name for name in stored if not EXPORTERS[form].needs_position or "lat_deg" in TABLES[name].names]
    return [name for name in wanted if name in TABLES]


def _export(opened: Opened, form: str, name: str, target: Path) -> Path:
    exporter = EXPORTERS[form]
    path = target / f"{name}{exporter.suffix}"
    path.write_bytes(exporter.export(name, opened.store.read(TABLES[name])))
    return path


def _without_folders(sources: pl.DataFrame) -> pl.DataFrame:
    """Sources outside the case by their file names alone: where they lie on somebody's machine is nobody's business."""
    is_outside = pl.col("path").str.starts_with("/")
    return sources.with_columns(
        pl.when(is_outside).then(pl.col("path").str.split("/").list.last()).otherwise("path").alias("path")
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
