"""Bringing files into a case.

Data (positions, identities) goes to the store. Texts and logged observations belong to the case's folder, where people edit
them and git keeps them: they are copied there, and every run reads them afresh.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from vedette.case.complaints import describe
from vedette.case.settings import ColumnMapping, SourceSpec
from vedette.clock import now
from vedette.errors import CaseError, SourceError, StoreError, UsageError, VedetteError
from vedette.sources.bring_in import NO_SPEC, Brought, bring_in, read_whole, source_id_of
from vedette.sources.bring_traces import bring_in_traces
from vedette.sources.sniff import expand, format_named, sniff
from vedette.verbs.added_remarks import remark_on_area, remark_on_dates, remark_on_period
from vedette.verbs.inputs import read_own_files
from vedette.verbs.opening import Opened, Progress, be_silent, open_case

# what a case keeps in its own folder -> where; {name} is the file's own name
OWN_PLACES = {
    "sightings_csv": "sightings-{stem}.csv",
    "publishers_csv": "sources-{stem}.csv",
    "report_text": "reports/{name}",
    "report_html": "reports/{name}",
    "report_telegram": "reports/{name}",
}


@dataclass(frozen=True)
class Added:
    """What came in, what could not, and what to know of it."""

    brought: tuple[Brought, ...]
    failures: tuple[VedetteError, ...]
    remarks: tuple[str, ...] = ()


def describe_source(
    *,
    format_name: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
    url: str | None = None,
    received_at: str | None = None,
    columns: Sequence[str] = (),
) -> SourceSpec:
    """What the command line says about files, checked as case.toml would be.

    Raises:
        UsageError: a value cannot stand.
    """
    if format_name is not None:
        format_named(format_name)
    pairs = [column.partition("=")[::2] for column in columns]
    stated = {"format": format_name, "licence": licence, "attribution": attribution, "url": url, "received_at": received_at}
    try:
        mapping = ColumnMapping.model_validate({k.strip(): v for k, v in pairs}) if pairs else None
        return SourceSpec(path="-", columns=mapping, **{k: v for k, v in stated.items() if v is not None})
    except ValidationError as error:
        problems = sorted(error.errors(include_url=False), key=lambda p: p["type"] != "extra_forbidden")
        raise UsageError(f"--column: {describe(problems[0], ColumnMapping)}") from error


def add(
    folder: Path, paths: Sequence[Path], spec: SourceSpec, *, dry_run: bool = False, on_progress: Progress = be_silent
) -> Added:
    """Bring files and folders into a case; one that cannot be read does not keep the others out.

    Raises:
        CaseError: the case cannot be opened.
        StoreError: the tables cannot be written.
    """
    opened = open_case(folder)
    brought: list[Brought] = []
    failures: list[VedetteError] = []
    remarks: list[str] = []
    with opened.store.writing():
        files = _files(paths)
        traces = bring_in_traces(
            opened.store, [path for path, problem in files if problem is None], base=opened.case.folder, spec=spec, added=now(),
            dry_run=dry_run, on_progress=on_progress,
        )  # fmt: skip
        for path, problem in files:
            try:
                if problem is not None:
                    raise problem
                if path in traces:
                    brought.append(traces.pop(path))
                    continue
                brought.append(_add_file(opened, path, spec, dry_run, on_progress, remarks))
            except StoreError:
                raise
            except VedetteError as error:
                failures.append(error)
    for one in brought:
        remarks += [*remark_on_period(opened.case, one), *remark_on_area(opened.case, one)]
    return Added(tuple(brought), tuple(failures), tuple(remarks))


def _files(paths: Sequence[Path]) -> list[tuple[Path, SourceError | None]]:
    found: list[tuple[Path, SourceError | None]] = []
    for path in paths:
        try:
            found += [(file, None) for file in expand(path)]
        except SourceError as error:
            found.append((path, error))
    return found


def _add_file(opened: Opened, path: Path, spec: SourceSpec, dry_run: bool, on_progress: Progress, remarks: list[str]) -> Brought:
    form = format_named(spec.format) if spec.format else sniff(path, spec.columns)
    base, register = opened.case.folder, opened.register
    if form.name in OWN_PLACES:
        tables = read_whole(path, base=base, register=register, added=now(), spec=spec)
        target = base / OWN_PLACES[form.name].format(stem=path.stem, name=path.name)
        if not dry_run:
            _copy(path, target)
        brought = Brought.of_tables(tables, was_here=target.resolve() == path.resolve())
        if tables["reports"]["published"].null_count():
            publishers = read_own_files(opened)["publishers"]
            tables = read_whole(path, base=base, register=register, added=now(), spec=spec, publishers=publishers)
            remarks += remark_on_dates(brought, tables["reports"])
        return brought
    if spec != NO_SPEC and not dry_run:  # what is said about a file now replaces what was said when it came in
        opened.store.forget_sources([source_id_of(path)])
    return bring_in(
        opened.store, path, base=base, spec=spec, register=register, added=now(), dry_run=dry_run, on_progress=on_progress
    )


def _copy(path: Path, target: Path) -> None:
    """Copy a file into the case; another file of that name is never overwritten.

    Raises:
        CaseError: there is another file of that name, or the folder cannot be written.
    """
    if target.exists():
        if target.read_bytes() != path.read_bytes():
            raise CaseError(str(target), None, "is there already with other content; rename the file that you add")
        return
    try:
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
    except OSError as error:
        raise CaseError(str(target), None, f"cannot be written ({error.strerror}); check the folder's rights") from error
