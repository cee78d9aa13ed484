"""A live engine put down and taken up again.

In flow an engine and the log that holds its saves, out flows an engine that goes on where the last save was. What the scans
have finished only ever grows, so that a save adds what is new of it; the small rest (states, rows that wait, the watermark) is
saved whole. A save of other steps, parameters or an older version does not count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import BytesIO

import polars as pl

from vedette import __version__
from vedette.engine.live import LiveEngine
from vedette.engine.live_flow import Line
from vedette.engine.step import Frame
from vedette.schema.state_log import STATE_LOG
from vedette.schema.table import TIME
from vedette.schema.tables import POSITIONS
from vedette.store.state_log import StateLog

_FORMAT = "1"  # of what is saved; another one begins again
_ROWS_AT_ONCE = 1_000_000


def save_engine(engine: LiveEngine, log: StateLog) -> int:
    """Save what has changed since the engine was last saved; returns the number of the save.

    Raises:
        StoreError: the log cannot be written.
        ValueError: the engine was made not to be saved.
    """
    if not engine.is_saved:
        raise ValueError("this engine has not noted what a save needs; make it with is_saved=True")
    engine.catch_up()
    engine.rest()
    save = log.last_save() + 1
    entries = [*_journal(engine), *(("state", name, frame) for name, frame in _small_state(engine))]
    packed = [(save, n, kind, name, _pack(frame)) for n, (kind, name, frame) in enumerate(entries)]
    log.append(pl.DataFrame(packed, schema=STATE_LOG.polars_schema, orient="row"), save)
    engine.journal.clear()
    return save


def load_engine(lines: Sequence[Line], log: StateLog, lateness: timedelta = timedelta(0), at_once: int = 0) -> LiveEngine:
    """The engine as it was last saved; a new one, and an empty log, where there is no save that counts.

    `lateness` and `at_once` are those of `LiveEngine`, and may be others than before.

    Raises:
        StoreError: the log cannot be read.
    """
    engine = LiveEngine(lines, lateness, at_once)
    saved = log.read()
    made_from = saved.filter(pl.col("kind") == "state", pl.col("name") == "made from")
    if made_from.is_empty() or _unpack(made_from["frame"][0]).item() != _made_from(lines):
        log.clear()
        return engine
    for kind, name, packed in saved.select("kind", "name", "frame").iter_rows():
        _take_up(engine, kind, name, _unpack(packed))
    return engine


def _journal(engine: LiveEngine) -> Iterator[tuple[str, str, Frame]]:
    for kind, frames in engine.journal:
        for name, frame in frames.items():
            for start in range(0, frame.height, _ROWS_AT_ONCE):
                yield kind, name, frame.slice(start, _ROWS_AT_ONCE)


def _small_state(engine: LiveEngine) -> Iterator[tuple[str, Frame]]:
    yield "made from", pl.DataFrame({"hash": [_made_from([line for _, line in engine.maps] + list(engine.lines))]})
    yield "watermark", pl.DataFrame({"time": [engine.watermark]}, schema={"time": TIME})
    yield "held", engine.held
    yield "lasts", engine.lasts
    for name, state in engine.states.items():
        yield f"scan {name}", state
    for name, cells in engine.cells.items():
        yield f"table {name}", cells.result
        yield f"changed {name}", pl.DataFrame({"cell": sorted(cells.changed)}, schema={"cell": pl.Int64})


def _take_up(engine: LiveEngine, kind: str, name: str, frame: Frame) -> None:
    what, _, of = name.partition(" ")
    match kind, what:
        case "forget", _:
            engine.taken.forget(frame["asset_id"])
            engine.given.forget(frame["asset_id"])
        case "taken", _:
            engine.taken.add({name: frame})
        case "given", _:
            engine.given.add({name: frame})
        case _, "watermark":
            engine.watermark = frame.item()
        case _, "held":
            engine.held = POSITIONS.check(frame)
        case _, "lasts":
            engine.lasts = frame
        case _, "scan":
            engine.states[of] = frame
        case _, "table":
            engine.cells[of].result = frame
        case _, "changed":
            engine.cells[of].changed = set(frame["cell"])


def _made_from(lines: Sequence[Line]) -> str:
    """A hash of all that decides what the states mean: steps, parameters, versions."""
    content = [__version__, _FORMAT, *(f"{line.step.name} {line.params({}).model_dump_json()}" for line in lines)]
    return hashlib.sha256("\n".join(content).encode()).hexdigest()


def _pack(frame: Frame) -> bytes:
    buffer = BytesIO()
    frame.write_ipc(buffer, compression="zstd")
    return buffer.getvalue()


def _unpack(packed: bytes) -> Frame:
    return pl.read_ipc(BytesIO(packed))
