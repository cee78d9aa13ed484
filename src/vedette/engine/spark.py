"""The engine of many machines: Spark carries rows to the kernels, and the worker does what one machine does.

In flow a frame and a step's parameters, out flow the same bytes as from `local`. Rows go by bucket: a scan's by key, with the
state of the bucket's keys as the other side of a cogroup; a window's by owner cell, with the rows of the cells around it; a
map's as they stand. In a worker `local` runs the step over one bucket; what the buckets give is put in the table's order here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Any

import polars as pl

from vedette.engine import local
from vedette.engine.local import ScanResult
from vedette.engine.spark_parcels import (
    ROWS,
    SPARK_SCHEMA,
    STATE,
    as_answer,
    as_arrow,
    bucket_of_keys,
    join_parcels,
    open_parcels,
    pack_frame,
    wrap,
)
from vedette.engine.spark_remarks import quiet, reason
from vedette.engine.spark_session import DEFAULT_MASTER, Session, start_session
from vedette.engine.step import Frame, Map, Scan, State, Window
from vedette.errors import EngineError

_MIN_BUCKET_ROWS = 5_000  # a smaller bucket costs more to carry than to work on


class SparkEngine:
    """Runs steps on Spark; starts its session when the first step needs it, and ends it with `close` or a ``with``.

    Args:
        master: where Spark is; see `spark_session.start_session`.
        settings: Spark's own settings.
        n_buckets: how many buckets rows are cut into; by default four for each core, fewer where rows are few.
    """

    def __init__(
        self, master: str = DEFAULT_MASTER, settings: Mapping[str, str] | None = None, n_buckets: int | None = None
    ) -> None:
        self.master, self.settings, self.n_buckets = master, settings, n_buckets
        self._session: Session | None = None

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def spark(self) -> Any:
        """The session itself."""
        if self._session is None:
            self._session = start_session(self.master, self.settings)
        return self._session.spark

    def close(self) -> None:
        """End the session, if one was started here."""
        if self._session is not None:
            self._session.stop()
            self._session = None

    def run_map(self, step: Map, frame: Frame, params: Any) -> Frame:
        """As `local.run_map`."""
        n_buckets = self._bucket_count(frame.height)
        buckets = pl.select((pl.int_range(frame.height) * n_buckets // max(frame.height, 1)).cast(pl.Int32)).to_series()

        def work(batches: Iterator[Any]) -> Iterator[Any]:
            for batch in batches:
                given = [(b, n, pack_frame(step.kernel(rows, params))) for b, n, rows in open_parcels(batch)]
                yield from as_answer(given).to_batches()

        found = self._collect(lambda: self._send(frame, buckets).mapInArrow(work, SPARK_SCHEMA))
        return step.writes.shape(pl.concat([rows for _, _, rows in found]) if found else step.writes.empty())

    def run_scan(
        self, step: Scan, frame: Frame, params: Any, *, state: State | None = None, watermark: datetime | None = None
    ) -> ScanResult:
        """As `local.run_scan`: rows and state of a bucket meet in one worker."""
        n_buckets = self._bucket_count(frame.height)
        reads = step.reads.empty() if frame.is_empty() else frame.clear()

        def work(rows: Any, states: Any) -> Any:
            of_bucket = join_parcels(rows)
            done = local.run_scan(
                step, reads if of_bucket is None else of_bucket, params,
                state=join_parcels(states), watermark=watermark, n_pieces=1,
            )  # fmt: skip
            kept = [] if done.state is None else [(0, STATE, pack_frame(done.state))]
            return as_answer([(0, ROWS, pack_frame(done.frame)), *kept])

        known = frame.select(step.key).clear() if state is None else state
        rows, states = (self._send(part, bucket_of_keys(part, step.key, n_buckets)).groupBy("bucket") for part in (frame, known))
        found = self._collect(lambda: rows.cogroup(states).applyInArrow(work, SPARK_SCHEMA))
        given = [part for _, kind, part in found if kind == ROWS]
        carried = [part for _, kind, part in found if kind == STATE]
        return ScanResult(
            pl.concat(carried).sort(step.key, maintain_order=True) if carried else None,
            step.writes.shape(pl.concat(given)) if given else step.writes.empty(),
        )

    def run_window(self, step: Window, frame: Frame, params: Any) -> Frame:
        """As `local.run_window`: a worker sees whole cells and those around them, and gives what its own cells own.

        Rows of one single cell stay here: no second worker could help.
        """
        cells = step.cell(frame)
        n_buckets = self._bucket_count(frame.height)
        if cells.n_unique() < 2:
            return local.run_window(step, frame, params)
        if step.halo_cells == 0:
            seen, buckets, is_own = frame, bucket_of_keys(cells.to_frame("cell"), ["cell"], n_buckets), None
        else:
            seen, buckets, is_own = _with_halo(step, frame, cells, n_buckets)

        def work(bucket: tuple[Any], rows: Any) -> Any:
            found = step.writes.shape(step.kernel(pl.concat([part for _, _, part in open_parcels(rows)]), params))
            return as_answer([(0, ROWS, pack_frame(found if is_own is None else found.filter(is_own(found, bucket[0].as_py()))))])

        found = self._collect(lambda: self._send(seen, buckets).groupBy("bucket").applyInArrow(work, SPARK_SCHEMA))
        return step.writes.shape(pl.concat([part for _, _, part in found]) if found else step.writes.empty())

    def _bucket_count(self, n_rows: int) -> int:
        if self.n_buckets is not None:
            return self.n_buckets
        most = 4 * int(self.spark.sparkContext.defaultParallelism)
        return max(1, min(most, n_rows // _MIN_BUCKET_ROWS))

    def _send(self, frame: Frame, buckets: pl.Series) -> Any:
        """Parcels as a table of Spark's."""
        with quiet():
            self.spark.conf.set("spark.sql.shuffle.partitions", str(max(1, buckets.n_unique())))
            return self.spark.createDataFrame(as_arrow(wrap(frame, buckets)))

    def _collect(self, plan: Callable[[], Any]) -> list[tuple[int, int, Frame]]:
        """What the workers give.

        Raises:
            EngineError: Spark gave up, with what the worker said.
        """
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            with quiet():
                return open_parcels(plan().toArrow())
        except (PySparkException, Py4JError) as error:
            raise EngineError(f"Spark gave up: {reason(error)}") from error


def _with_halo(
    step: Window, frame: Frame, cells: pl.Series, n_buckets: int
) -> tuple[Frame, pl.Series, Callable[[Frame, int], pl.Series]]:
    """Rows in blocks of cells that follow each other, those near a border in both; and which rows given a block owns."""
    owner = step.owner
    if owner is None or not cells.dtype.is_integer():
        raise TypeError(
            f"{step.name}: a window with a halo has whole numbers for cells, and says who owns the rows that it gives"
        )
    first = int(cells.min() or 0)  # type: ignore[arg-type]
    size = -(-(int(cells.max() or 0) - first + 1) // n_buckets)  # type: ignore[arg-type]
    block = (cells - first) // size
    parts = [(frame, block)]
    for side in (-step.halo_cells, step.halo_cells):
        beside = (cells - first + side) // size
        is_near = beside != block
        parts.append((frame.filter(is_near), beside.filter(is_near)))
    seen = pl.concat([rows for rows, _ in parts])
    return seen, pl.concat([blocks for _, blocks in parts]), lambda given, k: (owner(given) - first) // size == k
