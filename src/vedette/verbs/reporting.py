"""How fresh a case is: what it holds, when anything was last observed, what the last run said.

Freshness is the age of the newest *observation* of a source, not of its file: a file of yesterday may hold rows of last year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from vedette.clock import format_time, now
from vedette.schema.tables import ISSUES, SIGHTINGS, SOURCES, VERDICTS
from vedette.schema.words import VERDICTS as WORDS
from vedette.sources.bring_in import source_id_of
from vedette.sources.sniff import expand
from vedette.verbs.opening import Opened, open_case


@dataclass(frozen=True)
class SourceStatus:
    """One source and the age of what it last observed."""

    path: str
    format: str
    n_rows: int
    n_positions: int
    n_issues: int
    last: str
    age: str


@dataclass(frozen=True)
class IssueStatus:
    """One thing that could not be used whole, where it stands, and why."""

    severity: str
    reason: str
    where: str
    message: str


@dataclass(frozen=True)
class Status:
    """What a case holds."""

    title: str
    sources: tuple[SourceStatus, ...]
    verdicts: tuple[tuple[str, int], ...]
    n_sightings: int
    briefs: tuple[str, ...]
    issues: tuple[IssueStatus, ...]
    waiting: tuple[str, ...]
    advice: str

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return asdict(self) | {"verdicts": dict(self.verdicts)}


def report_status(folder: Path) -> Status:
    """Look at a case without changing it.

    Raises:
        CaseError: a file of the case cannot stand.
    """
    opened = open_case(folder)
    store, present = opened.store, now()
    verdicts = store.read(VERDICTS).sort("as_of").unique("claim_id", keep="last")
    counted = Counter(WORDS[code].shown for code in verdicts["verdict"].to_list())
    rows = store.read(SOURCES).sort("path", "source_id").to_dicts()
    paths = {row["source_id"]: _shorten(row["path"]) for row in rows}
    briefs = sorted(p.name for p in opened.case.briefs.glob("*") if p.is_dir()) if opened.case.briefs.is_dir() else []
    has_run = bool(store.read_note("run"))
    waiting = tuple(_waiting(opened, rows)) if has_run or not briefs else ()
    return Status(
        title=opened.case.question.title,
        sources=tuple(_source(row, present) for row in rows),
        verdicts=tuple(counted.most_common()),
        n_sightings=store.read(SIGHTINGS).height,
        briefs=tuple(briefs),
        issues=tuple(_issue(row, paths) for row in store.read(ISSUES).iter_rows(named=True)),
        waiting=waiting,
        advice=_advice(folder, has_run, bool(briefs), bool(waiting)),
    )


def _waiting(opened: Opened, stored: list[dict[str, Any]]) -> Iterator[str]:
    """Files that the last run had not seen, or not as they are now: the case's own, those that case.toml names, those brought in since."""
    known = {row["source_id"] for row in stored}
    run = set(opened.store.read_note("run").get("source_ids", known))
    folder = opened.case.folder
    unwritten = {
        p for p in opened.case.own_files() if p.suffix == ".csv" and p.read_bytes().strip().count(b"\n") == 0
    }  # a header
    named = [file for path, _ in opened.case.data_files() for file in expand(path)]
    for path in (*opened.case.own_files(), *named):
        if source_id_of(path) not in known and path not in unwritten:
            yield path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    yield from (_shorten(row["path"]) for row in stored if row["source_id"] not in run)


def _source(row: dict[str, Any], present: datetime) -> SourceStatus:
    last: datetime | None = row["end"]
    return SourceStatus(
        path=_shorten(row["path"]),
        format=row["format"],
        n_rows=row["n_rows"],
        n_positions=row["n_positions"],
        n_issues=row["n_issues"],
        last=format_time(last) if last else "no positions",
        age=f"{(present - last).days:,} days" if last else "",
    )


def _issue(row: dict[str, Any], paths: dict[str, str]) -> IssueStatus:
    where = paths.get(row["source_id"], row["source_id"])
    return IssueStatus(
        row["severity"], row["reason"], where if row["source_row"] is None else f"{where}:{row['source_row']}", row["message"]
    )


def _shorten(path: str) -> str:
    """The end of a long path, which tells files of one folder apart."""
    parts = Path(path).parts
    return path if len(path) <= 40 else str(Path("…", *parts[-2:]))


def _advice(folder: Path, has_run: bool, has_brief: bool, is_waiting: bool) -> str:
    if not has_run and has_brief:
        lost = "its tables are not here (data/ is not kept in git): bring files that were added back with vedette add"
        return f"{lost}; next: vedette run {folder}"
    if not has_run:
        return f"never run; next: vedette run {folder}"
    if is_waiting:
        return f"not all is in the verdicts yet; next: vedette run {folder}"
    return (
        f"next: vedette brief {folder}" if not has_brief else "up to date as of the last run; `vedette run` takes in what is new"
    )
