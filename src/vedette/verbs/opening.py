"""Opening a case: its files checked, its register built, its tables at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vedette.case.load import Case, load_case
from vedette.clock import day_end, now, span
from vedette.errors import UsageError
from vedette.parameters import check_settings
from vedette.registry.of_case import register_of
from vedette.registry.register import Register
from vedette.store.tables import Store

Progress = Callable[[str, float | None], None]


def be_silent(_message: str, _share: float | None) -> None:
    """The progress of those who do not want any."""


@dataclass(frozen=True)
class Opened:
    """A case that is ready to be worked on."""

    case: Case
    register: Register
    store: Store


def open_case(folder: Path) -> Opened:
    """Open a case folder.

    Raises:
        CaseError: a file of the case cannot stand.
    """
    case = load_case(folder)
    check_settings(case)
    return Opened(case, register_of(case), Store(case.tables))


def read_as_of(text: str | None, case: Case | None) -> datetime:
    """The time to judge as of: as asked, else as case.toml says, else the end of today.

    Raises:
        UsageError: the text is not an ISO date or time.
    """
    if text is not None:
        try:
            return span(text)[1]
        except ValueError:
            raise UsageError(f"--as-of must be a date or time such as 2024-12-22 (is {text!r})") from None
    if case is not None and case.question.as_of is not None:
        return case.question.as_of
    return day_end(now().date())
