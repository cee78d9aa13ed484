"""Taking everything that is new in a case through the pipeline, and keeping the tables.

Data named in case.toml is brought in first; then all tables are derived and replaced where they differ, the note that
says what they were made from last. A run that is cut off is simply run again; one that finds nothing new writes nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vedette import __version__
from vedette.clock import now
from vedette.engine.choice import open_engine
from vedette.errors import UsageError
from vedette.schema.tables import SOURCES, TABLES
from vedette.sources.bring_in import bring_in
from vedette.sources.sniff import expand
from vedette.verbs.inputs import INPUTS, read_own_files
from vedette.verbs.judging import Judgement, judge
from vedette.verbs.opening import Opened, Progress, be_silent, open_case, read_as_of

_BROUGHT_IN = ("positions", "identities")  # never replaced: only added to


@dataclass(frozen=True)
class Ran:
    """What a run left: each table with its rows and version."""

    judgement: Judgement
    tables: tuple[tuple[str, int, int], ...]
    has_changed: bool

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        rows = [{"table": name, "rows": n_rows, "version": version} for name, n_rows, version in self.tables]
        fits = {"case_hypotheses": self.judgement.case_hypotheses()}
        return {"as_of": self.judgement.as_of, "has_changed": self.has_changed, "tables": rows} | fits


def run(folder: Path, *, engine: str = "local", where: str | None = None, on_progress: Progress = be_silent) -> Ran:
    """Bring in what case.toml names, derive every table, keep what changed.

    Args:
        folder: the case.
        engine: `local`, `live` or `spark`; all give the same tables, and a case may go from one to the other.
        where: the master of Spark.
        on_progress: told what is being done.
    Raises:
        CaseError: a file of the case cannot stand.
        SourceError: a data file that case.toml names cannot be read.
        StoreError: the tables cannot be written.
        NotFound: there is no such engine.
        EngineError: the engine lacks what it needs.
    """
    opened = open_case(folder)
    if engine == "live":
        if where is not None:
            raise UsageError(f"--master {where} is for Spark; add --engine spark")
        where = str(opened.store.folder / "live")
    with opened.store.writing(), open_engine(engine, where) as carrier:
        before = opened.store.versions()
        _bring_in_named(opened, on_progress)
        judgement = judge(opened, read_as_of(None, opened.case), on_progress=on_progress, engine=carrier)
        _keep(opened, judgement)
        versions = opened.store.versions()
    counts = tuple((name, judgement.tables[name].height, versions[name]) for name in TABLES if name in versions)
    return Ran(judgement, counts, versions != before)


def _bring_in_named(opened: Opened, on_progress: Progress) -> None:
    """Bring in the [[sources]] of case.toml; what is no longer named there is forgotten."""
    store, named = opened.store, []
    for path, spec in opened.case.data_files():
        for file in expand(path):
            brought = bring_in(
                store, file, base=opened.case.folder, spec=spec, register=opened.register, added=now(), on_progress=on_progress
            )
            named.append(brought.source_id)
    gone = sorted(set(store.read_note("named").get("source_ids", ())) - set(named))
    store.forget_sources(gone)
    if named or gone:
        store.write_note("named", {"source_ids": sorted(set(named))})


def _keep(opened: Opened, judgement: Judgement) -> None:
    store = opened.store
    own = read_own_files(opened)["sources"]["source_id"].to_list()
    for name, table in TABLES.items():
        if name not in _BROUGHT_IN and table is not SOURCES:
            store.replace(table, judgement.tables[name])
    store.write_note("own", {"source_ids": sorted(own)})
    store.replace(SOURCES, judgement.tables["sources"])
    sources = sorted(judgement.tables["sources"]["source_id"].to_list())
    note = {"vedette": __version__, "as_of": judgement.as_of.isoformat(), "inputs": _fingerprint(judgement)}
    store.write_note("run", note | {"source_ids": sources})


def _fingerprint(judgement: Judgement) -> str:
    """A hash of what the tables were made from."""
    ids = {t.name: sorted(judgement.tables[t.name]["source_id"].unique().to_list()) for t in INPUTS}
    return hashlib.sha256(json.dumps(ids, sort_keys=True).encode()).hexdigest()[:16]
