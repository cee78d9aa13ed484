"""Adding a few rows to a table in a few milliseconds, beside the library that does everything else.

In flow rows and the newest version of a table as it was last looked at, out flows one more version. Delta's rule for a commit is
simple: rows go into a new file, then a log entry of the next number appears at once or, if that number is taken, not at all. The
library reads the whole log since its last checkpoint three times for that, which costs ten times the writing; a process that knows
the newest version needs no log.

Source: Delta Transaction Log Protocol, "Delta log entries" and "Add file and remove file", https://github.com/delta-io/delta/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import polars as pl
from deltalake import DeltaTable

SMALL_ROWS = 20_000  # beyond it writing the rows costs more than all else, and the library cuts large files better
_PLAIN = (1, 2)  # the protocol versions without features that a commit would have to heed


@dataclass
class Head:
    """The newest version of a table as it was last looked at, and what this process added since."""

    delta: DeltaTable
    version: int
    mark: tuple[int, int] | None  # inode and time of its log entry: another table may stand in its place by now
    schema: pl.Schema | None  # None if the table is of a kind that is left to the library
    batches: dict[str, int] = field(default_factory=dict)

    @classmethod
    def look(cls, delta: DeltaTable, path: Path) -> Self:
        """Of a table that was just opened."""
        protocol = delta.protocol()
        is_plain = (protocol.min_reader_version, protocol.min_writer_version) == _PLAIN and not delta.metadata().partition_columns
        schema = pl.scan_delta(delta).collect_schema() if is_plain else None
        return cls(delta, delta.version(), _mark(path, delta.version()), schema)

    def is_newest(self, path: Path) -> bool:
        """Whether nobody has committed since, or put another table in its place."""
        return self.mark is not None and _mark(path, self.version) == self.mark and _mark(path, self.version + 1) is None

    def lacks(self, writer: str, batch: int) -> bool:
        """Whether this batch of a writer is not in the table yet."""
        done = self.batches[writer] if writer in self.batches else self.delta.transaction_version(writer)
        return done is None or done < batch

    def takes(self, frame: pl.DataFrame) -> bool:
        """Whether these rows may be added by `commit_small`: few, flat, in the columns that the table has."""
        is_flat = not any(dtype.is_nested() for dtype in frame.dtypes)
        return self.mark is not None and 0 < frame.height <= SMALL_ROWS and is_flat and frame.schema == self.schema


def commit_small(path: Path, head: Head, frame: pl.DataFrame, batches: Mapping[str, int]) -> bool:
    """Add rows as the version after `head`, and move `head` there; False if somebody else made that version, or it cannot be made so.

    When this returns True, the rows are on disk and so is the entry that makes them count. Killed at any moment before, a file is left
    that no entry names (`vedette tidy` takes it away).

    Raises:
        OSError: the folder cannot be written.
    """
    version, file = head.version + 1, path / f"part-{uuid.uuid4()}.parquet"
    with file.open("xb") as sink:
        frame.write_parquet(sink, compression="snappy")
        _settle(sink)
        written = os.fstat(sink.fileno())
    if not _put_entry(path, version, _entry(frame, file.name, written, batches)):
        file.unlink()
        return False
    head.version, head.mark = version, _mark(path, version)
    head.batches.update(batches)
    return True


def _put_entry(path: Path, version: int, lines: Iterable[Mapping[str, Any]]) -> bool:
    """Write a log entry under a draft's name and link it to its own, which fails if that is taken."""
    draft = path / "_delta_log" / f"_commit_{uuid.uuid4()}.json.tmp"
    with draft.open("x", encoding="utf-8") as sink:
        sink.writelines(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        _settle(sink)
    try:
        os.link(draft, _entry_path(path, version))
    except OSError:  # taken, or a file system without links: the library knows other ways
        return False
    finally:
        draft.unlink()
    return True


def _entry(frame: pl.DataFrame, name: str, written: os.stat_result, batches: Mapping[str, int]) -> list[dict[str, Any]]:
    time_ms = written.st_mtime_ns // 1_000_000
    added = {"path": name, "partitionValues": {}, "size": written.st_size, "modificationTime": time_ms, "dataChange": True}
    said = {"timestamp": time_ms, "operation": "WRITE", "operationParameters": {"mode": "Append"}, "engineInfo": "vedette"}
    return [
        {"commitInfo": said},
        {"add": added | {"stats": json.dumps(_statistics(frame))}},
        *({"txn": {"appId": writer, "version": batch}} for writer, batch in batches.items()),
    ]


def _statistics(frame: pl.DataFrame) -> dict[str, Any]:
    """How many rows, and the range of the column by which they are taken away again."""
    named = frame["source_id"].drop_nulls() if "source_id" in frame.columns else pl.Series(dtype=pl.String)
    if named.is_empty():
        return {"numRecords": frame.height}
    nulls = frame.height - named.len()
    bounds = {"minValues": {"source_id": named.min()}, "maxValues": {"source_id": named.max()}}
    return {"numRecords": frame.height, **bounds, "nullCount": {"source_id": nulls}}


def _settle(sink: Any) -> None:
    """To the disk itself: after a loss of power, too, an entry is whole and names a file that is whole."""
    sink.flush()
    os.fdatasync(sink.fileno())


def _mark(path: Path, version: int) -> tuple[int, int] | None:
    try:
        found = _entry_path(path, version).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def _entry_path(path: Path, version: int) -> Path:
    return path / "_delta_log" / f"{version:020d}.json"
