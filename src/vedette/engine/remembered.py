"""What was worked out for the very same object is not worked out again.

In flows a function of objects that never change, out flows one that remembers its last answers by identity. `lru_cache` compares
by value, and only to hash ten thousand places takes longer than many a chunk of positions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

_KEPT = 8  # as many as the steps of a case have parameters of a kind


def remembered(function: F) -> F:
    """The function, called again only for other objects; its arguments must not change, and are given by position."""
    kept: list[tuple[tuple[Any, ...], Any]] = []

    @wraps(function)
    def ask(*arguments: Any) -> Any:
        for known, answer in kept:
            if len(known) == len(arguments) and all(map(_is_same, known, arguments)):
                return answer
        answer = function(*arguments)
        kept[:] = [(arguments, answer), *kept[: _KEPT - 1]]
        return answer

    return cast("F", ask)


def _is_same(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, float) and isinstance(other, float) and one == other)
