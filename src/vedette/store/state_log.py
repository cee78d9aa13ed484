"""The state of an engine that goes on where it stopped, as a Delta Lake table to which every save adds one commit.

In flow rows of `STATE_LOG` with the number of the save, out flow all rows that count. A commit is there whole or not at all, so
that a process killed at any moment leaves the save before. The state is a cache: it can always be made again from positions.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import DeltaError

from vedette.errors import StoreError
from vedette.schema.state_log import STATE_LOG

_WRITER = "live"
_KEPT = 20  # saves whose whole states may stand there, superseded, before they are taken out


class StateLog:
    """The saves of one engine. Opens nothing until asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def last_save(self) -> int:
        """The number of the last save; 0 if there is none."""
        delta = self._open()
        return (delta.transaction_version(_WRITER) or 0) if delta is not None else 0

    def append(self, rows: pl.DataFrame, save: int) -> bool:
        """Add a save; False if there is one of that number, or a later one, already.

        Raises:
            StoreError: the folder cannot be written.
        """
        if self.last_save() >= save:
            return False
        properties = CommitProperties(app_transactions=[Transaction(_WRITER, save)])
        try:
            write_deltalake(self.folder, STATE_LOG.check(rows), mode="append", commit_properties=properties)
            if save % _KEPT == 0:
                self._trim(save)
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.folder}: cannot be written ({error})") from error
        return True

    def read(self) -> pl.DataFrame:
        """All rows that count, in order; of kind 'state' only those of the last save."""
        delta = self._open()
        if delta is None:
            return STATE_LOG.empty()
        is_past = (pl.col("kind") == "state") & (pl.col("save") < self.last_save())
        return STATE_LOG.shape(pl.scan_delta(delta).filter(~is_past).collect())

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _trim(self, save: int) -> None:
        delta = DeltaTable(self.folder)
        delta.delete(f"kind = 'state' AND save < {save}")
        delta.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)

    def _open(self) -> DeltaTable | None:
        if not (self.folder / "_delta_log").is_dir():
            return None
        try:
            return DeltaTable(self.folder)
        except DeltaError as error:
            raise StoreError(
                f"{self.folder}: not readable as a Delta table ({error}); remove the folder and run again"
            ) from error
