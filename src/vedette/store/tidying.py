"""Keeping the tables of a case quick to open and small on disk: merging small files, and removing files that nothing needs.

In flow Delta tables with many small files (one for each commit) and with files of rows that were replaced since, out flow tables with the
same rows in few files. No row of a newest version is ever lost, the log of versions stays whole, and a file goes only if
neither the newest version nor one that is to be kept needs it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deltalake import DeltaTable, PostCommitHookProperties
from deltalake.exceptions import DeltaError

from vedette.errors import StoreError
from vedette.schema.tables import TABLES

# delta-rs would otherwise remove the log of versions older than a month, and with it versions that a brief names
KEEP_LOG = PostCommitHookProperties(create_checkpoint=True, cleanup_expired_logs=False)
# commits after which the log is summed up: opening a table reads every entry since, half a millisecond each
CHECKPOINT_EVERY = 50
LOOK_EVERY = 100  # commits after which an append looks whether files should be merged
_MANY = 80  # files; beyond it opening a table begins to cost more than writing a small batch
_TARGET_BYTES = 64 * 1024**2  # files of this size are not merged again
_TARGET_BYTES_BETWEEN = 1024**2  # the same while rows are being added, so that no append waits long and little is written twice
_TOO_MANY = 1000  # files, of these sizes too; beyond it one append waits for them to be merged to the full size


@dataclass(frozen=True)
class Tidied:
    """What was done to one table, or would be."""

    table: str
    n_files_before: int
    n_files_after: int
    n_removed: int
    bytes_freed: int
    versions_kept: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def look_after(path: Path, version: int) -> None:
    """Every so often, merge the small files that small commits leave and sum the log up: the ten thousandth is as quick as the first.

    Another writer may have been quicker, or the disk full: then it is left for a later look, as nothing hangs on it.

    Args:
        path: of one table. version: the newest one, just made.
    """
    with contextlib.suppress(DeltaError, OSError):
        if version and version % LOOK_EVERY == 0:
            merge_if_many(path)
        if version and version % CHECKPOINT_EVERY == 0:
            DeltaTable(path).create_checkpoint()


def merge_if_many(path: Path) -> bool:
    """Merge the small files of a table, if it has many; True if it did."""
    delta = DeltaTable(path)
    n_files = len(delta.file_uris())
    if n_files <= _MANY:
        return False
    _merge(delta, _TARGET_BYTES_BETWEEN if n_files <= _TOO_MANY else _TARGET_BYTES)
    return True


def tidy_store(
    folder: Path, keep: Mapping[str, Collection[int]], *, older_than_h: int = 1, dry_run: bool = False
) -> list[Tidied]:
    """Merge small files and remove those that no version to be kept needs.

    Args:
        folder: of the tables of one case, held for writing by the caller. Readers go on: files that went out of use less than
            `older_than_h` ago stay.
        keep: versions of each table that must stay readable, beside the newest; those that no longer exist are passed over.
        older_than_h: hours for which a reader may still need a file.
        dry_run: change nothing; files that the merge itself would put out of use are not counted as removed.
    Raises:
        StoreError: a table cannot be read or written.
    """
    found = []
    for name in TABLES:
        path = folder / name
        if (path / "_delta_log").is_dir():
            try:
                found.append(_tidy(path, sorted(set(keep.get(name, ()))), older_than_h, dry_run))
            except (DeltaError, OSError) as error:
                raise StoreError(f"{path}: cannot be tidied ({error})") from error
    return found


def _tidy(path: Path, wanted: list[int], older_than_h: int, dry_run: bool) -> Tidied:
    delta = DeltaTable(path)
    n_before, existing = len(delta.file_uris()), [version for version in wanted if version <= delta.version()]
    if not dry_run:
        _merge(delta, _TARGET_BYTES)
    kept = sorted({*existing, delta.version()})
    freed = _unneeded(delta, path, kept, older_than_h)
    size = sum(file.stat().st_size for file in freed)
    if freed and not dry_run:
        _vacuum(delta, kept, older_than_h, dry_run=False)
    return Tidied(path.name, n_before, len(DeltaTable(path).file_uris()), len(freed), size, tuple(kept))


def _merge(delta: DeltaTable, target_bytes: int) -> None:
    delta.optimize.compact(target_size=target_bytes, post_commithook_properties=KEEP_LOG)


def _unneeded(delta: DeltaTable, path: Path, kept: list[int], older_than_h: int) -> list[Path]:
    listed = (path / Path(name) for name in _vacuum(delta, kept, older_than_h, dry_run=True))
    return [file for file in listed if file.exists()]  # the log also names files that went earlier


def _vacuum(delta: DeltaTable, kept: list[int], older_than_h: int, *, dry_run: bool) -> list[str]:
    return delta.vacuum(
        older_than_h, dry_run, enforce_retention_duration=False, full=True, keep_versions=kept, post_commithook_properties=KEEP_LOG
    )  # fmt: skip
