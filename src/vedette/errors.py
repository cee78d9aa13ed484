"""Every error that Vedette raises on purpose.

    VedetteError                 exit code 1
    ├── UsageError               exit code 2: the command line or a setting is wrong
    │   ├── CaseError            a file of the case folder; names file, line, key, value, mend
    │   └── NotFound             a place, asset, claim or id that does not exist; says what it resembles
    ├── SourceError              a file that cannot be read at all; names the file, the place in it and the mend
    │   └── UnknownFormat        no format recognises the bytes
    ├── SchemaMismatch           a table does not have the columns that its schema names
    ├── UnsortedInput            a kernel was given rows out of order
    ├── StoreError               the tables on disk cannot be read or written
    ├── EngineError              an engine lacks what it needs, or does not answer; says what mends it
    ├── ModelError               a model's endpoint cannot be asked, or does not answer as it should
    └── PublicationError         a brief failed a check, so nothing was written

A bad *row* is never an exception: it becomes a row of the issues table.
"""

from __future__ import annotations

from collections.abc import Sequence


class VedetteError(Exception):
    """Root of all errors raised on purpose; its message is fit to be shown to a user."""

    exit_code = 1


class UsageError(VedetteError):
    """The command line or a setting is wrong."""

    exit_code = 2


class CaseError(UsageError):
    """A file of the case folder holds something that cannot stand.

    Rendered as ``case.toml:9: case.map.south must be <= 90 (is 95)``.
    """

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        self.file, self.line, self.problem = file, line, problem
        super().__init__(f"{file}:{line}: {problem}" if line else f"{file}: {problem}")


class NotFound(UsageError):
    """Something was named that does not exist; the message says what it resembles."""

    def __init__(self, what: str, name: str, resembles: Sequence[str] = ()) -> None:
        self.what, self.name, self.resembles = what, name, tuple(resembles)
        hint = f"; did you mean {' or '.join(resembles)}?" if resembles else ""
        super().__init__(f"no {what} is called {name!r}{hint}")


class SourceError(VedetteError):
    """A source file cannot be read at all; the message names the file and the mend."""

    def __init__(self, path: str, problem: str, line: int | None = None) -> None:
        self.path, self.problem, self.line = path, problem, line
        super().__init__(f"{path}:{line}: {problem}" if line else f"{path}: {problem}")


class UnknownFormat(SourceError):
    """No format recognises the bytes of a file."""


class SchemaMismatch(VedetteError):
    """A table does not have the columns, types or order that `vedette.schema` names."""


class UnsortedInput(VedetteError):
    """A kernel was given rows that are not in the order that it states."""


class StoreError(VedetteError):
    """The tables on disk cannot be read or written."""


class EngineError(VedetteError):
    """An engine lacks what it needs, or does not answer; the message says what mends it."""


class ModelError(VedetteError):
    """A model's endpoint cannot be asked, or does not answer as it should; the message names it and never holds a key."""


class PublicationError(VedetteError):
    """A brief failed a check before publication; nothing was written."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the brief was not written: " + "; ".join(problems))
