"""A value that cannot stand beside the others of its table. Raised in validators; `complaints` finds its key and line."""

from __future__ import annotations

from datetime import datetime

__all__ = ["MisfitError", "check_counts", "check_times"]


class MisfitError(ValueError):
    """`key` cannot stand as it is, given the others; the message goes on after the key's name."""

    def __init__(self, key: str, words: str) -> None:
        self.key = key
        super().__init__(words)


def check_times(start: datetime | None, end: datetime | None) -> None:
    """Both are in UTC, None where not given.

    Raises:
        MisfitError: `end` lies before `start`.
    """
    if start is not None and end is not None and end < start:
        raise MisfitError("end", f"must not be before start ({start:%Y-%m-%d})")


def check_counts(least: int | None, most: int | None) -> None:
    """None is open.

    Raises:
        MisfitError: more are asked for at least than at most.
    """
    if least is not None and most is not None and least > most:
        raise MisfitError("count_max", f"must be >= count_min ({least})")
