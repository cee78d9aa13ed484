"""The tables of one case, as Delta Lake tables in a folder.

In: frames in the shape of `vedette.schema`. Out: the same frames, any earlier version too.
A source is brought in batch by batch; each batch carries the source's id and its own number as Delta's application
transaction, so a replay after a crash skips what is already there. The row of `sources` is written last and is what makes
a source count: rows of a source that was interrupted stay invisible until it is brought in whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import DeltaError

from vedette.errors import SchemaMismatch, StoreError
from vedette.schema.table import Table
from vedette.schema.tables import SOURCES, TABLES
from vedette.store.small_commits import Head, commit_small
from vedette.store.tidying import KEEP_LOG, look_after

# A folder is not listed at one moment: of entries that appear meanwhile, a later one may be in the list and an earlier one not, and
# the log seems to have a gap. Whoever looks again finds it whole; one that stays as it is is damaged.
_PAUSES_S = (0.01, 0.03, 0.1, 0.3)
_BATCHED = ("positions", "identities", "sightings", "publishers", "reports", "issues")


class Store:
    """The tables of one case. Cheap to make; opens nothing until asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._heads: dict[str, Head] = {}

    def version(self, table: Table) -> int | None:
        """The newest version of a table; None if it was never written."""
        delta = self._open(table)
        return None if delta is None else delta.version()

    def versions(self) -> dict[str, int]:
        """The newest version of every table that exists."""
        found = {name: self.version(table) for name, table in TABLES.items()}
        return {name: version for name, version in found.items() if version is not None}

    def read(self, table: Table, version: int | None = None) -> pl.DataFrame:
        """A whole table in its own order; rows of sources that were not brought in whole are left out."""
        delta = self._open(table, version)
        if delta is None:
            return table.empty()
        if table.name not in _BATCHED:
            return table.shape(pl.read_delta(delta))
        # a source counts if it stood whole before and after: one that is being added or taken away meanwhile is left out whole
        before = self.read(SOURCES).select("source_id", "added")
        frame = pl.read_delta(self._open(table, version) or delta)
        whole = self.read(SOURCES).join(before, on=["source_id", "added"], how="semi")
        return table.shape(frame.join(whole, on="source_id", how="semi"))

    def append(self, table: Table, frame: pl.DataFrame, *, writer: str, batch: int) -> bool:
        """Add rows once: False if this writer's batch is already there.

        Raises:
            StoreError: the folder cannot be written.
        """
        return self._append(table, {writer: batch}, lambda _new: frame)

    def append_many(self, table: Table, frame: pl.DataFrame, *, writers: Mapping[str, str], batch: int) -> None:
        """Add rows of many sources in one commit, each source's once; `writers` names the writer of each source.

        Raises:
            StoreError: the folder cannot be written.
        """
        sources = {writer: source_id for source_id, writer in writers.items()}

        def rows_of(new: Sequence[str]) -> pl.DataFrame:
            if len(new) == len(writers):
                return frame
            return frame.filter(pl.col("source_id").is_in([sources[writer] for writer in new]))

        self._append(table, dict.fromkeys(sources, batch), rows_of)

    def writer(self, source_id: str) -> str:
        """The name under which a source is brought in: the same after a crash, another one after it was forgotten."""
        return self.writers([source_id])[source_id]

    def writers(self, source_ids: Sequence[str]) -> dict[str, str]:
        """The names under which sources are brought in."""
        generations = self.read_note("generations")
        return {i: f"{i}/{generations.get(i, 0)}" for i in source_ids}

    def replace(self, table: Table, frame: pl.DataFrame) -> bool:
        """Make these the table's rows; False, and no new version, if they are already.

        Rows of a source that is still being brought in stay, so that it can go on where it stopped.
        """
        frame = table.shape(frame)
        if self._holds(table, frame):
            return False
        if table.name in _BATCHED:
            frame = table.shape(pl.concat([frame, self._unfinished(table, frame["source_id"])]))
        self._write(table, frame, "overwrite")
        return True

    def _holds(self, table: Table, frame: pl.DataFrame) -> bool:
        """Are these the table's rows already? A table that an older version wrote in other columns does not hold them."""
        try:
            return self._open(table) is not None and self.read(table).equals(frame)
        except SchemaMismatch:
            return False

    def forget_sources(self, source_ids: Sequence[str]) -> None:
        """Take the rows of these sources out of the newest version; earlier versions keep them."""
        if not source_ids:
            return
        generations = self.read_note("generations")
        self.write_note("generations", generations | {i: generations.get(i, 0) + 1 for i in source_ids})
        names = ", ".join(f"'{i}'" for i in source_ids)
        for name in ("sources", *_BATCHED):  # first the row that makes them count
            delta = self._open(TABLES[name])
            if delta is not None:
                delta.delete(f"source_id IN ({names})")

    def read_note(self, name: str) -> dict[str, Any]:
        """A small JSON note kept beside the tables (what the last run was made from); empty if there is none."""
        path = self.folder / f"{name}.json"
        try:
            note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return note

    def write_note(self, name: str, note: Mapping[str, Any]) -> None:
        """Replace a note in one move."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{name}.json.new"
        draft.write_text(json.dumps(note, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(self.folder / f"{name}.json")

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the case for one writer; readers go on.

        Raises:
            StoreError: another process is writing, or the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / ".writer").open("w")
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written ({error.strerror}); check the folder's rights") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreError(f"{self.folder}: another vedette is writing here; wait for it to end") from None
            yield

    def _open(self, table: Table, version: int | None = None) -> DeltaTable | None:
        path = self.folder / table.name
        if not (path / "_delta_log").is_dir():
            return None
        for pause_s in _PAUSES_S:
            try:
                return DeltaTable(path, version=version)
            except DeltaError:
                time.sleep(pause_s)
        try:
            return DeltaTable(path, version=version)
        except DeltaError as error:
            raise StoreError(f"{path}: not readable as a Delta table ({error}); remove the folder and run again") from error

    def _unfinished(self, table: Table, replaced: pl.Series) -> pl.DataFrame:
        """Rows of sources that were not brought in whole, those that are being replaced left out."""
        delta = self._open(table)
        if delta is None:
            return table.empty()
        settled = pl.concat([self.read(SOURCES)["source_id"], replaced]).unique()
        return table.shape(pl.read_delta(delta).filter(~pl.col("source_id").is_in(settled.implode())))

    def _append(self, table: Table, batches: Mapping[str, int], rows_of: Callable[[Sequence[str]], pl.DataFrame]) -> bool:
        """Add the batches that are not there yet; False if there are none."""
        for is_last_try in (False, True):  # the second time by the library, which waits its turn
            head = self._head(table)
            new = [writer for writer, batch in batches.items() if head is None or head.lacks(writer, batch)]
            if not new:
                return False
            frame, added = table.check(rows_of(new)), {writer: batches[writer] for writer in new}
            version = 0 if head is None else head.version + 1
            if is_last_try or head is None or not head.takes(frame):
                self._write(table, frame, "append", [Transaction(*batch) for batch in added.items()])
            elif not self._write_small(table, head, frame, added):
                continue
            break
        look_after(self.folder / table.name, version)
        return True

    def _head(self, table: Table) -> Head | None:
        """The newest version of a table: as this process knows it, if nobody else has written since."""
        path, known = self.folder / table.name, self._heads.get(table.name)
        if known is not None and known.is_newest(path):
            return known
        delta = self._open(table)
        if delta is None:
            return None
        self._heads[table.name] = Head.look(delta, path)
        return self._heads[table.name]

    def _write_small(self, table: Table, head: Head, frame: pl.DataFrame, batches: Mapping[str, int]) -> bool:
        try:
            return commit_small(self.folder / table.name, head, frame, batches)
        except OSError as error:
            raise StoreError(f"{self.folder / table.name}: cannot be written ({error})") from error

    def _write(self, table: Table, frame: pl.DataFrame, mode: Any, transactions: Sequence[Transaction] = ()) -> None:
        properties = CommitProperties(app_transactions=list(transactions)) if transactions else None
        try:
            columns: Any = "overwrite" if mode == "overwrite" else "merge"  # a newer version may have more of them
            path = self.folder / table.name
            write_deltalake(
                path, table.check(frame), mode=mode, schema_mode=columns, commit_properties=properties,
                post_commithook_properties=KEEP_LOG,
            )  # fmt: skip
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.folder / table.name}: cannot be written ({error})") from error
