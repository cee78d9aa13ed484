"""The shipped TOML tables, row by row. A file comes in; checked values go out, or an error that names file and line.

TOML's own parser forgets lines, so a row's line is found again by its id. Dates may be partial ("2025-01"): a
beginning opens at the first instant of what it names, an end closes at the last.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from vedette.clock import parse_time, span
from vedette.errors import CaseError
from vedette.registry.shipped_tables import read_toml

DATA = Path(__file__).parent / "data"

Words = Mapping[str, tuple[str, ...]]  # language code -> words


@dataclass(frozen=True)
class Row:
    """One entry of a TOML table, which knows where it stands."""

    file: Path
    key: str  # the field that identifies a row: id or code
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The id of the row."""
        return str(self.fields.get(self.key, "?"))

    @cached_property
    def line(self) -> int | None:
        """The line of its id, counted from 1; None if it has none."""
        pattern = re.compile(rf'\b{self.key}\s*=\s*"{re.escape(self.name)}"')
        lines = self.file.read_text(encoding="utf-8").splitlines()
        return next((i for i, line in enumerate(lines, 1) if pattern.search(line)), None)

    def wrong(self, problem: str) -> CaseError:
        """The error that says what is wrong with this row."""
        return CaseError(self.file.name, self.line, f"{self.name}: {problem}")

    def check_fields(self, known: frozenset[str], needed: frozenset[str]) -> None:
        """Raise CaseError for a field that is unknown or missing."""
        if unknown := sorted(self.fields.keys() - known):
            raise self.wrong(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(known))}")
        if missing := sorted(needed - self.fields.keys()):
            raise self.wrong(f"needs {', '.join(missing)}")

    def text(self, field: str) -> str | None:
        """A text, or None where it is absent."""
        value = self.fields.get(field)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"{field} must be a text (is {value!r})")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; absent is empty."""
        value = self.fields.get(field, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.wrong(f"{field} must be a list of texts (is {value!r})")
        return tuple(value)

    def number(self, field: str) -> float | None:
        """A number, or None where it is absent."""
        value = self.fields.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.wrong(f"{field} must be a number (is {value!r})")
        return float(value)

    def words(self, field: str) -> Words:
        """Words by language; absent is empty."""
        value = self.fields.get(field, {})
        if not isinstance(value, dict):
            raise self.wrong(f"{field} must be a table of language = [words] (is {value!r})")
        as_row = Row(self.file, self.key, {self.key: self.name, **value})
        return {language: as_row.texts(language) for language in value}

    def moment(self, value: object, *, is_end: bool = False) -> datetime | None:
        """A partial ISO date as an instant: its first one, or its last one for an end; None stays None."""
        if value is None:
            return None
        try:
            return partial_date(str(value), is_end=is_end)
        except ValueError:
            raise self.wrong(f"{value!r} is not a date; write 2025, 2025-01 or 2025-01-26") from None


def partial_date(text: str, *, is_end: bool = False) -> datetime:
    """The first instant of a year, month, day or time, or its last one for an end.

    Raises:
        ValueError: the text is none of them.
    """
    if re.fullmatch(r"\d{4}", text):
        return span(f"{text}-12")[1] if is_end else parse_time(f"{text}-01-01")
    return span(text)[1 if is_end else 0]


@lru_cache(maxsize=2)
def _tables_of(file: Path, _text: str) -> Mapping[str, Any]:
    """A TOML file, parsed once where its tables are asked for one after the other."""
    return read_toml(file)


def read_rows(file: Path, table: str, key: str) -> list[Row]:
    """The rows of one array of tables in a TOML file; an absent table is empty.

    Raises:
        CaseError: the file is not TOML, or a row has no id.
    """
    try:
        content = _tables_of(file, file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(file.name, None, f"is not TOML: {error}") from None
    rows = [Row(file, key, fields) for fields in content.get(table, [])]
    for i, row in enumerate(rows, 1):
        if not isinstance(row.fields.get(key), str):
            raise CaseError(file.name, None, f"{table} number {i} needs a text {key}")
    return rows
