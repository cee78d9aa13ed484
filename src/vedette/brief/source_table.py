"""The table of sources as a reader wants it: one line a file, but one line for a folder of single texts with the same terms.

In: a document's source notes. Out: lines. Every file keeps its own hash in the list of inputs; only the table is shortened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from vedette.brief.document import SourceNote

_FEWEST = 4  # fewer files than this are listed one by one


@dataclass(frozen=True)
class SourceLine:
    """A line of the table: a file, or `n_files` of one folder."""

    path: str
    url: str | None
    format: str
    n_files: int
    n_rows: int
    n_issues: int
    start: datetime | None
    end: datetime | None
    terms: str
    is_synthetic: bool

    @property
    def shown(self) -> str:
        """The path, or the folder with the number of files."""
        return self.path if self.n_files == 1 else f"{self.path} ({self.n_files} files)"


def source_lines(sources: Sequence[SourceNote]) -> list[SourceLine]:
    """Lines in order of path; files of one row each with the same folder, format and terms share one."""
    groups: dict[tuple[object, ...], list[SourceNote]] = {}
    for source in sources:
        folder = str(PurePosixPath(source.path).parent)
        is_single = source.n_rows == 1 and folder != "."
        key = (folder, source.format, terms_of(source), source.is_synthetic) if is_single else (source.source_id, source.path)
        groups.setdefault(key, []).append(source)
    lines = []
    for members in groups.values():
        lines += [_line(members)] if len(members) >= _FEWEST else [_line([m]) for m in members]
    return sorted(lines, key=lambda line: line.path)


def _line(members: Sequence[SourceNote]) -> SourceLine:
    first = members[0]
    starts, ends = [m.start for m in members if m.start], [m.end for m in members if m.end]
    return SourceLine(
        path=first.path if len(members) == 1 else f"{PurePosixPath(first.path).parent}/",
        url=first.url if len(members) == 1 else None,
        format=first.format,
        n_files=len(members),
        n_rows=sum(m.n_rows for m in members),
        n_issues=sum(m.n_issues for m in members),
        start=min(starts, default=None),
        end=max(ends, default=None),
        terms=terms_of(first),
        is_synthetic=first.is_synthetic,
    )


def terms_of(source: SourceNote) -> str:
    """Licence, attribution and whether it may be passed on, in one line."""
    parts = [source.licence or "licence not stated", source.attribution or ""]
    parts.append("may not be passed on" if source.is_redistributable is False else "")
    return ". ".join(f"{p[:1].upper()}{p[1:]}" for p in parts if p)
