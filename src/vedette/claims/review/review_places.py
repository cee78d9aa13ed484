"""Where a review stands in the reports as they are now.

Reports and an entry's report, quote and sentence flow in; the report and the span of the quote flow out, or the sentence that
says why there is none. A report is known by its publisher's id, its link, its file, or, where all of these have changed, by its
text. The sentence around the quote must be the same: if it is not, the person decided on something else than what stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from vedette.claims.review.review_anchor import find_quote, find_words

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """A report and the span of a quote in it; `problem` says why there is no span, and is empty where there is one."""

    report: Row | None = None
    start: int = 0
    end: int = 0
    problem: str = ""


class ReportShelf:
    """The reports of a case, found by any of their names."""

    def __init__(self, reports: pl.DataFrame, sources: pl.DataFrame) -> None:
        """Take rows of the `reports` and `sources` tables."""
        paths = dict(zip(sources["source_id"], sources["path"], strict=True))
        self._rows = list(reports.iter_rows(named=True))
        self._names = {row["report_id"]: tuple(_names(row, paths)) for row in self._rows}
        self._named: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows:
            for name in dict.fromkeys(self._names[row["report_id"]]):
                self._named[name].append(row)

    def named(self, name: str) -> list[Row]:
        """The reports that bear a name."""
        return list(self._named.get(name, ()))

    def names(self) -> list[str]:
        """Every name that a report is best known by."""
        return [self.name_of(row) for row in self._rows]

    def name_of(self, report: Row) -> str:
        """The first of a report's names that no other report bears."""
        names = self._names[report["report_id"]]
        return next((name for name in names if len(self._named[name]) == 1), names[-1])

    def find(self, entry: Row) -> Standing:
        """Where the quote of a review or of a written claim stands now.

        Args:
            entry: keys report, report_sha256 (may be absent), quote, sentence, nth.
        """
        sha256 = entry.get("report_sha256")
        named = self.named(entry["report"]) or [row for row in self._rows if sha256 and row["sha256"] == sha256]
        for report in sorted(named, key=lambda row: row["sha256"] != sha256):  # stable: the unchanged text first
            span = find_quote(report["text"], entry["quote"], entry["sentence"], entry.get("nth") or 1)
            if span is not None:
                return Standing(report, *span)
        return Standing(named[0] if named else None, problem=_why_not(named, entry))


def _why_not(named: Sequence[Row], entry: Row) -> str:
    if not named:
        return f"the report {entry['report']!r} is no longer among the reports of the case"
    if any(find_words(row["text"], entry["quote"]) for row in named):
        return f"the text changed: the quote now stands in another sentence of the report {entry['report']!r}"
    return f"the text changed: the quote no longer stands in the report {entry['report']!r}"


def _names(report: Row, paths: Mapping[str, str]) -> Iterator[str]:
    """What a report is known by, best first; the last one is never shared."""
    if report["publisher_id"]:
        yield report["publisher_id"]
    if report["url"]:
        yield report["url"]
    if path := paths.get(report["source_id"]):
        yield path
        yield f"{path}#{report['source_row']}"
    yield report["report_id"]
