"""Which engine carries rows to kernels: a table of names, and one way to open each.

In flows a name, out flows an engine. All engines give the same bytes; they differ in where the work is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from vedette.engine import local
from vedette.engine.local import ScanResult
from vedette.engine.step import Frame, Map, Scan, State, Window
from vedette.errors import NotFound, UsageError


class Engine(Protocol):
    """Carries rows to the kernel of a step; `local` says what each of the three does."""

    def run_map(self, step: Map, frame: Frame, params: Any) -> Frame:
        """Apply a map step to all rows."""

    def run_scan(
        self, step: Scan, frame: Frame, params: Any, *, state: State | None = None, watermark: datetime | None = None
    ) -> ScanResult:
        """Carry rows, and the state left by earlier calls, through a scan."""

    def run_window(self, step: Window, frame: Frame, params: Any) -> Frame:
        """Apply a window step."""


@contextmanager
def _open_local(where: str | None) -> Iterator[Engine]:
    if where is not None:
        raise UsageError(f"--master {where} is for Spark; add --engine spark")
    yield local


@contextmanager
def _open_spark(master: str | None) -> Iterator[Engine]:
    from vedette.engine.spark import SparkEngine
    from vedette.engine.spark_session import DEFAULT_MASTER, check_installed

    check_installed()
    with SparkEngine(master or DEFAULT_MASTER) as engine:
        yield engine


# name -> how it is opened; the argument says where it is (None: the engine's own default)
ENGINES: Mapping[str, Callable[[str | None], AbstractContextManager[Engine]]] = {
    "local": _open_local,
    "spark": _open_spark,
}


def open_engine(name: str, where: str | None = None) -> AbstractContextManager[Engine]:
    """The engine of that name, to be used in a ``with``.

    Raises:
        NotFound: there is none.
        UsageError: the local engine is told where it is.
        EngineError: it lacks what it needs.
    """
    if name not in ENGINES:
        raise NotFound("engine", name, sorted(ENGINES))
    return ENGINES[name](where)
