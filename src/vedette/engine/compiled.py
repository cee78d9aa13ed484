"""One kernel, two ways to run it: as plain Python on small inputs, through numba on large ones, with the same result.

A kernel is a loop over numpy columns in plain Python. Below `MIN_COMPILED_ROWS` it is called as it is, so that a small
case never waits for a compiler; above, it and the plain functions of Vedette that it calls are compiled, without
fastmath, so that every bit of every number is the same. numba is imported only then. What was compiled is kept in the user's
cache folder, so that an installation that cannot be written compiles once too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast

from vedette.registry.shipped_tables import user_cache

F = TypeVar("F", bound=Callable[..., Any])

MIN_COMPILED_ROWS = 20_000  # plain Python takes about 0.1 s for this many
_always: list[None] = []  # one entry for each `always_compiled` that is in force


def compiled(function: F, n_rows: int, *, is_flat: bool = False) -> F:
    """The kernel in the form that suits the number of rows; both forms give the same bits.

    `is_flat` makes the functions that it calls part of it, and does not count who holds the arrays, which costs some 15 ns a call:
    for loops that call many small functions with arrays. Such a kernel must make no arrays of its own; it would not compile.

    Raises:
        numba.core.errors.TypingError: on the call, if the kernel uses what numba cannot compile.
    """
    least = 0 if _always else MIN_COMPILED_ROWS
    return function if n_rows < least else cast("F", _compile(cast("FunctionType", function), is_flat=is_flat))


@contextmanager
def always_compiled() -> Iterator[None]:
    """Compile whatever the number of rows, as suits a process that goes on for long with little at a time."""
    _always.append(None)
    try:
        yield
    finally:
        _always.pop()


@cache
def _compile(function: FunctionType, *, is_flat: bool = False, is_inlined: bool = False) -> Any:
    """The function through numba, with the functions of Vedette that it calls compiled first."""
    from numba import njit

    called = _called(function)
    inners = {name: _compile(inner, is_flat=is_flat, is_inlined=is_flat) for name, inner in called.items()}
    scope = {**function.__globals__, **inners}
    twin = FunctionType(function.__code__, scope, function.__name__, function.__defaults__, function.__closure__)
    # numba's cache on disk does not see changes in the functions and numbers that a kernel uses: they go into the name.
    twin.__qualname__ = f"{function.__name__}_{_digest(function)}{'_flat' * is_flat}{'_inlined' * is_inlined}"
    twin.__module__ = function.__module__
    counting: dict[str, Any] = {"_nrt": not is_flat}  # whether arrays are counted; numba has no public name for it
    return njit(cache=_keep_kernels(), nogil=True, error_model="python", forceinline=is_inlined, **counting)(twin)


@cache
def _keep_kernels() -> bool:
    """Let numba keep what it compiles in the user's cache folder; False where nothing can be kept.

    NUMBA_CACHE_DIR, where it is set, goes first.
    """
    import numba

    config: Any = numba.config
    if config.CACHE_DIR:
        return True
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # no home, or one that cannot be written
        return False
    config.CACHE_DIR = str(folder)
    return os.access(folder, os.W_OK)


def cache_folder() -> Path:
    """Where compiled kernels are kept: `vedette/kernels` in XDG_CACHE_HOME, by default ~/.cache."""
    return user_cache() / "kernels"


def _called(function: FunctionType) -> dict[str, FunctionType]:
    """The plain functions of Vedette among the globals that a function's code names."""
    named = {name: function.__globals__.get(name) for name in function.__code__.co_names}
    return {
        name: value
        for name, value in named.items()
        if isinstance(value, FunctionType) and value.__module__.startswith("vedette.") and value is not function
    }


@cache
def _digest(function: FunctionType) -> str:
    """A hash of all that decides what the compiled function does."""
    constants = [
        (name, repr(value))
        for name in function.__code__.co_names
        if isinstance(value := function.__globals__.get(name), (int, float, str, bytes, bool, tuple))
    ]
    inner = [_digest(called) for _, called in sorted(_called(function).items())]
    content = repr((_code_text(function.__code__), sorted(constants), inner))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _code_text(code: CodeType) -> tuple[bytes, str]:
    return code.co_code, repr([c for c in code.co_consts if not isinstance(c, CodeType)])
