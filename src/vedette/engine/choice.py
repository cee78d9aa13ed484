"""Which engine carries rows to kernels: a table of names, and one way to open each.

In flows a name, out flows an engine. All engines give the same bytes; they differ in where the work is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from vedette.engine import local
from vedette.engine.live_flow import Line
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


@runtime_checkable
class Mover(Protocol):
    """An engine that takes all steps of movement together, because it knows what it did before."""

    def move(self, lines: Sequence[Line], positions: Frame, as_of: datetime) -> dict[str, Frame]:
        """The tables of movement from all positions, with what is open as of a time."""


@contextmanager
def _open_local(where: str | None) -> Iterator[Engine]:
    if where is not None:
        raise UsageError(f"--master {where} is for Spark; add --engine spark")
    yield local


@contextmanager
def _open_live(folder: str | None) -> Iterator[Engine]:
    from vedette.engine.live_run import LiveRunner

    if folder is None:
        raise UsageError("the live engine keeps its state in a case: run it with vedette run DIR --engine live")
    yield LiveRunner(Path(folder))


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
    "live": _open_live,
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
