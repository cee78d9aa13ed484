"""Bringing many traces in at once: a group of files becomes one commit to each table, instead of three commits a file.

Paths flow in, the account of each file that came in flows out; the others are left to `bring_in`, which explains what is wrong
with them. Every source keeps its own transaction in the commit, so that after a crash each is taken up where it stopped,
whatever it was grouped with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from vedette.case.settings import SourceSpec
from vedette.schema.tables import IDENTITIES, POSITIONS, SOURCES
from vedette.sources.bring_in import NO_SPEC, Brought
from vedette.sources.format import Counts
from vedette.sources.readsb_files import TraceFile, is_named_as_trace, read_files
from vedette.sources.readsb_kernel import LAT, LON
from vedette.sources.readsb_points import TracePoints
from vedette.sources.readsb_tables import assets_of, identity_rows, moment, positions_of
from vedette.sources.readsb_trace import FORMAT
from vedette.sources.sniff import FORMATS, all_formats
from vedette.store.tables import Store

_POSITIONS_BATCH, _IDENTITIES_BATCH = 0, 1  # the numbers of the batches of a trace that is brought in alone


@dataclass(frozen=True, eq=False)
class _Taken:
    """A file that is a trace, and what it holds."""

    path: Path
    brought: Brought
    points: TracePoints
    asset_id: str


def bring_in_traces(
    store: Store,
    paths: Sequence[Path],
    *,
    base: Path,
    spec: SourceSpec,
    added: datetime,
    dry_run: bool = False,
    on_progress: Callable[[str, float | None], None] = lambda _message, _share: None,
) -> dict[Path, Brought]:
    """Take traces into the store, many at a time.

    Args:
        paths: files of any kind; those that are not named and written as readsb names and writes traces are passed over.
        base, spec, added, dry_run, on_progress: as for `bring_in`.
    Returns:
        The accounts of the files that are in the store now.
    Raises:
        StoreError: the tables cannot be written.
    """
    if spec.columns is not None or spec.format not in (None, FORMAT.name) or all_formats().keys() != FORMATS.keys():
        return {}
    named = [path for path in dict.fromkeys(paths) if is_named_as_trace(path)]
    brought: dict[Path, Brought] = {}
    for files in read_files(named):
        taken = _choose(files, base, spec, added)
        if spec != NO_SPEC and not dry_run:  # what is said about a file now replaces what was said when it came in
            store.forget_sources([t.brought.source_id for t in taken])
        here = set(store.read(SOURCES)["source_id"])
        new = [t for t in taken if t.brought.source_id not in here]
        if new and not dry_run:
            _write(store, new)
        brought |= {t.path: t.brought if t in new else replace(_empty(t.brought), was_here=True) for t in taken}
        on_progress(
            f"{sum(b.counts.rows for b in brought.values()):,} rows of {len(brought):,} traces", len(brought) / len(named)
        )
    return brought


def _choose(files: Sequence[TraceFile | Path], base: Path, spec: SourceSpec, added: datetime) -> list[_Taken]:
    """The files of a group that are traces of an aircraft, each content once."""
    traces = {f.sha256: (f, f.points) for f in reversed(files) if isinstance(f, TraceFile) and f.points is not None}
    assets = assets_of([points for _, points in traces.values()])
    found = []
    for (file, points), asset_id in zip(traces.values(), assets, strict=True):
        if asset_id is not None:
            of_file = Brought.of_file(
                file.path, base=base, format_name=FORMAT.name, row_unit=FORMAT.row_unit, added=added, spec=spec,
                sha256=file.sha256,
            )  # fmt: skip
            found.append(_Taken(file.path, _account(of_file, points), points, asset_id))
    return found


def _account(brought: Brought, points: TracePoints) -> Brought:
    """The account of a file whose every point gave a position."""
    lat, lon, time_us = points.numbers[LAT], points.numbers[LON], points.time_us
    return replace(
        brought,
        counts=Counts(positions=len(time_us)),
        start=moment(int(time_us.min())),
        end=moment(int(time_us.max())),
        edges=(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max())),
    )


def _empty(brought: Brought) -> Brought:
    return replace(brought, counts=Counts(), start=None, end=None, edges=None)


def _write(store: Store, taken: Sequence[_Taken]) -> None:
    """The rows of a group; those that say that the sources are there come last."""
    source_ids = [t.brought.source_id for t in taken]
    writers = store.writers(source_ids)
    positions = positions_of([t.points for t in taken], source_ids, [t.asset_id for t in taken])
    rows = [row for t in taken for row in identity_rows(t.points, t.brought.source_id, t.asset_id)]
    store.append_many(POSITIONS, positions, writers=writers, batch=_POSITIONS_BATCH)
    if rows:
        store.append_many(IDENTITIES, IDENTITIES.build(rows), writers=writers, batch=_IDENTITIES_BATCH)
    store.append_many(SOURCES, SOURCES.build([t.brought.source_row() for t in taken]), writers=writers, batch=0)
