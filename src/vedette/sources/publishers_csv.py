"""A case's sources.csv: who published what, when, and on whom it rests. One record is one row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from vedette.clock import span
from vedette.schema.tables import ISSUES, PUBLISHERS
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, Format, ReadContext
from vedette.sources.written_csv import Record, has_columns, read_records, refuse_misspelt, split_list

COLUMNS = ("source_id", "url", "published", "outlet", "language", "owner", "rests_on", "reliability", "credibility")
_REQUIRED = ("source_id", "published", "outlet")


def sniff(head: bytes, _path: Path) -> float:
    """1 if the header has id, date and outlet."""
    return 1.0 if has_columns(head, _REQUIRED) else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """One batch of publishers.

    Raises:
        SourceError: it is no CSV, or lacks a column.
    """
    columns, records = read_records(path, _REQUIRED)
    unread = [c for c in columns if c not in COLUMNS]
    refuse_misspelt(path, unread, [c for c in COLUMNS if c not in columns])
    issues = [issue_row(context.source_id, None, "unread_columns", names=", ".join(unread))] if unread else []
    rows: dict[str, dict[str, Any]] = {}
    for record in records:
        publisher_id = record.cells.get("source_id", "")
        if not publisher_id:
            issues.append(issue_row(context.source_id, record.line, "no_id"))
        elif publisher_id in rows:
            issues.append(issue_row(context.source_id, record.line, "repeated_id", publisher_id))
        else:
            rows[publisher_id] = _row(record, context.source_id, len(columns), issues)
    yield Batch(
        publishers=PUBLISHERS.build(list(rows.values())),
        issues=ISSUES.build(issues),
        counts=Counts(other=len(rows), issues=len(records) - len(rows)),
    )


def publishers_beside(path: Path, context: ReadContext) -> pl.DataFrame:
    """The publishers that sightings and reports may name: those stated, or those of the sources.csv near by."""
    if context.publishers is not None:
        return context.publishers
    for folder in (path.parent, path.parent.parent):
        beside = folder / "sources.csv"
        if beside.is_file() and beside != path:
            return next(read(beside, context)).publishers
    return PUBLISHERS.empty()


def _row(record: Record, source_id: str, n_columns: int, issues: list[dict[str, Any]]) -> dict[str, Any]:
    cells = record.cells
    if record.n_cells != n_columns:
        issues.append(issue_row(source_id, record.line, "ragged", found=record.n_cells, wanted=n_columns))
    return {
        "publisher_id": cells["source_id"],
        "url": cells.get("url") or None,
        "outlet": cells.get("outlet") or cells["source_id"],
        "published": _published(cells.get("published", ""), record.line, source_id, issues),
        "language": cells.get("language") or None,
        "owner": cells.get("owner") or None,
        "rests_on": split_list(cells.get("rests_on", "")),
        "reliability": _grade(record, "reliability", "ABCDEF", source_id, issues),
        "credibility": int(grade) if (grade := _grade(record, "credibility", "123456", source_id, issues)) else None,
        "source_id": source_id,
        "source_row": record.line,
    }


def _published(text: str, line: int, source_id: str, issues: list[dict[str, Any]]) -> datetime | None:
    """The end of the day, month or year that the text names: by then it was out."""
    if not text:
        return None
    try:
        return span(text)[1]
    except ValueError:
        issues.append(issue_row(source_id, line, "bad_value", text, name="published", wanted="a date such as 2024-12-22"))
        return None


def _grade(record: Record, name: str, allowed: str, source_id: str, issues: list[dict[str, Any]]) -> str | None:
    text = record.cells.get(name, "").upper()
    if not text:
        return None
    if len(text) == 1 and text in allowed:
        return text
    wanted = f"one of {', '.join(allowed)} (Admiralty system)"
    issues.append(issue_row(source_id, record.line, "bad_value", text, name=name, wanted=wanted))
    return None


FORMAT = Format(
    "publishers_csv",
    "List of published sources (sources.csv)",
    "line",
    f"Columns: {', '.join(COLUMNS)}. published may be a day, a month or a year, of which the end counts. rests_on "
    "names, separated by semicolons, the sources or origins that it reproduces.",
    sniff,
    read,
)
