"""Judging a loose text: the shortest way in.

In: a text and, if there is any, a case and data files. Out: a judgement whose focus is the claims of that text. Nothing is
written into the case: the text and the data files are read into memory beside the case's own tables.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from vedette import pipeline
from vedette.case.settings import SourceSpec
from vedette.clock import now, span
from vedette.errors import NotFound, SourceError, UsageError
from vedette.paths import is_file
from vedette.registry.register import Register, load_register
from vedette.schema.table import TIME
from vedette.sources.bring_in import NO_SPEC, Tables, read_whole
from vedette.sources.decoding import replace_surrogates
from vedette.sources.sniff import expand
from vedette.verbs.data_read import describe_claimed, describe_files
from vedette.verbs.inputs import gather_inputs, merge
from vedette.verbs.judging import Judgement, settings_of
from vedette.verbs.opening import Progress, be_silent, open_case, read_as_of
from vedette.verbs.undated import Anchor, anchor_in

_SUFFIXES = (".txt", ".html", ".htm", ".json", ".md")
_NAME = re.compile(r"[\w.~/\\-]*(?:[/\\][\w.~-]+|\w\.[A-Za-z]{1,4})")  # one word with a folder or a suffix


@dataclass(frozen=True)
class Text:
    """A text as given on the command line; `path` is None where it was typed or piped."""

    path: Path | None
    content: str
    published: datetime | None

    @classmethod
    def of(cls, given: str, published: str | None) -> Text:
        """A file's name, ``-`` for standard input, or the text itself.

        Raises:
            NotFound: it looks like a file's name, and there is no such file.
            UsageError: the date cannot be read, or there is no text.
        """
        moment = _read_published(published)
        if given == "-":
            return cls(None, _not_empty(sys.stdin.read()), moment)
        path = Path(given)
        if is_file(given):
            return cls(path, "", moment)
        if _is_like_a_name(given):
            near = [p.name for p in path.parent.glob(f"*{path.suffix}")][:2] if path.parent.is_dir() else []
            raise NotFound("file", given, near)
        return cls(None, _not_empty(given), moment)


def _is_like_a_name(given: str) -> bool:
    """One word with a suffix or a folder in it is a file's name, misspelt perhaps, and no statement."""
    return len(given.split()) == 1 and (given.endswith(_SUFFIXES) or bool(_NAME.fullmatch(given)))


@dataclass(frozen=True)
class Reading:
    """The claims of a text, and how they stand to each other: rows of the tables `claims` and `relations`; remarks for the reader."""

    claims: pl.DataFrame
    relations: pl.DataFrame
    remarks: tuple[str, ...] = ()


def read(text: Text, *, case: Path | None = None) -> Reading:
    """The claims in a text and their relations.

    Raises:
        SourceError: the file is no text that can be read.
    """
    opened = open_case(case) if case else None
    register = opened.register if opened else load_register()
    with as_tables(text, register, anchor_in(opened.case if opened else None, (), now())) as (tables, remarks):
        claims = pipeline.read(tables, register, near=pipeline.middle_of(opened.case) if opened else None)
        return Reading(claims, pipeline.relate(claims, tables, register).relations, (*remarks, *pipeline.unread(tables)))


def check(
    text: Text,
    *,
    case: Path | None = None,
    data: Sequence[Path] = (),
    spec: SourceSpec = NO_SPEC,
    as_of: str | None = None,
    on_progress: Progress = be_silent,
) -> Judgement:
    """Judge the claims in a text by a case's data, by files, by both, or by nothing at all.

    `spec` is what is known about the files, as for `vedette add`.

    Raises:
        SourceError: a file cannot be read.
        CaseError: the case cannot be opened.
    """
    opened = open_case(case) if case else None
    register = opened.register if opened else load_register()
    moment = read_as_of(as_of, opened.case if opened else None)
    on_progress("reading", None)
    of_files = [_read_data(path, register, spec) for path in data]
    anchor = anchor_in(opened.case if opened else None, of_files, moment, is_asked=as_of is not None)
    with as_tables(text, register, anchor) as (of_text, remarks):
        parts = [of_text, *of_files]
        if opened is not None:
            parts.append(gather_inputs(opened))
        inputs = _once(merge(parts))
        settings = settings_of(opened, inputs) if opened else pipeline.Settings()
        tables = pipeline.run(inputs, register, settings, moment, on_progress=on_progress)
    reports = of_text["reports"]["report_id"].to_list()
    focus = tables["claims"].filter(pl.col("report_id").is_in(reports))["claim_id"].to_list()
    claimed = tables["claims"].filter(pl.col("claim_id").is_in(focus))
    found = (*describe_files(of_files), *describe_claimed(claimed, of_files, tables, register))
    folder = opened.case.folder if opened else None
    return Judgement("check", moment, tables, folder=folder, focus=tuple(focus), remarks=remarks, data_read=found)


@contextmanager
def as_tables(text: Text, register: Register, anchor: Anchor) -> Iterator[tuple[Tables, tuple[str, ...]]]:
    """The text as a source with one report, and remarks on it; where it gives no date, it counts as published at the anchor."""
    with tempfile.TemporaryDirectory(prefix="vedette-") as scratch:
        path = text.path
        if path is None:
            path = Path(scratch) / "text.txt"
            path.write_text(replace_surrogates(text.content), encoding="utf-8")
        spec = SourceSpec(path=str(path), format=None if text.path else "report_text")
        tables = read_whole(path, base=path.parent, register=register, added=now(), spec=spec)
        if tables["reports"].is_empty():
            found = tables["sources"]["format"].item()
            raise SourceError(str(path), f"is no text but {found}; data goes behind --data")
        remarks: tuple[str, ...] = ()
        if text.published is None and tables["reports"]["published"].null_count():
            remarks = (anchor.remark,)
        column = pl.lit(text.published).cast(tables["reports"]["published"].dtype) if text.published else pl.col("published")
        tables["reports"] = tables["reports"].with_columns(column.fill_null(pl.lit(anchor.moment, TIME)).alias("published"))
        yield tables, remarks


def _read_data(path: Path, register: Register, spec: SourceSpec) -> Tables:
    files = expand(path)
    return merge([read_whole(file, base=Path.cwd(), register=register, added=now(), spec=spec) for file in files])


def _once(tables: Tables) -> Tables:
    """A file given twice, or that the case has already, counts once."""
    return {name: frame.unique(maintain_order=True) if name != "positions" else frame for name, frame in tables.items()}


def _read_published(text: str | None) -> datetime | None:
    try:
        return None if text is None else span(text)[1]
    except ValueError:
        raise UsageError(f"--published must be a date such as 2024-12-22 (is {text!r})") from None


def _not_empty(text: str) -> str:
    if not text.strip():
        raise UsageError("there is no text to read")
    return text
