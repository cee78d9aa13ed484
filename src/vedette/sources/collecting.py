"""Rows gathered one by one, for formats whose rows are messages: positions, identities, issues, and their account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from vedette.schema.tables import IDENTITIES, ISSUES, POSITIONS
from vedette.sources.format import Batch, Counts
from vedette.sources.reasons import REASONS

MAX_VALUE_CHARS = 200


def issue_row(source_id: str, source_row: int | None, code: str, value: object = None, **fields: object) -> dict[str, Any]:
    """A row of `issues` for one of the reasons; `fields` fill the braces of its sentence."""
    reason = REASONS[code]
    return {
        "source_id": source_id,
        "source_row": source_row,
        "severity": reason.severity,
        "reason": code,
        "message": reason.sentence.format(**fields) if fields else reason.sentence,
        "value": None if value is None else str(value)[:MAX_VALUE_CHARS],
    }


@dataclass
class Collector:
    """Gathers rows until a batch is full. Each source row is to be counted once: by one call that is not `remark`."""

    source_id: str
    _positions: list[dict[str, Any]] = field(default_factory=list)
    _identities: list[dict[str, Any]] = field(default_factory=list)
    _issues: list[dict[str, Any]] = field(default_factory=list)
    _n_identity_rows: int = 0
    _n_issue_rows: int = 0

    @property
    def n_rows(self) -> int:
        """Rows counted since the last batch."""
        return len(self._positions) + self._n_identity_rows + self._n_issue_rows

    def position(self, source_row: int, **columns: Any) -> None:
        """A row that gives a position."""
        self._positions.append({"source_id": self.source_id, "source_row": source_row, "flags": 0, **columns})

    def identity(self, rows: list[dict[str, Any]]) -> None:
        """A row that gives identities only; they may stand in a later batch."""
        self._n_identity_rows += 1
        self._identities += rows

    def issue(self, source_row: int, code: str, value: object = None, **fields: object) -> None:
        """A row that gives nothing."""
        self._n_issue_rows += 1
        self._issues.append(issue_row(self.source_id, source_row, code, value, **fields))

    def remark(self, source_row: int | None, code: str, value: object = None, **fields: object) -> None:
        """Something to say on a row that is counted elsewhere, or on the whole file (None)."""
        self._issues.append(issue_row(self.source_id, source_row, code, value, **fields))

    def take_over(self, issues: list[dict[str, Any]], remarks: list[dict[str, Any]]) -> None:
        """Issues of rows that were refused before they came here (each counts as a row), and remarks."""
        self._n_issue_rows += len(issues)
        self._issues += issues + remarks

    def take(self, identities: pl.DataFrame | None = None) -> Batch:
        """All that was gathered, as a batch; the collector is empty again."""
        counts = Counts(positions=len(self._positions), identities=self._n_identity_rows, issues=self._n_issue_rows)
        own = IDENTITIES.build(self._identities)
        batch = Batch(
            positions=POSITIONS.build(self._positions),
            identities=own if identities is None else IDENTITIES.shape(pl.concat([own, identities])),
            issues=ISSUES.build(self._issues),
            counts=counts,
        )
        self._positions, self._identities, self._issues = [], [], []
        self._n_identity_rows = self._n_issue_rows = 0
        return batch
