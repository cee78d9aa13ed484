"""Reading texts twice, by the rules and by a model, and setting both side by side; nothing is judged and nothing is kept.

In: a text or a case, and which model to ask. Out: findings with their agreement, and whatever a model returned that does not stand
in the text. The model reader is reached from here alone: the pipeline knows nothing of it, so a verdict never rests on a model.
A claim that a person accepts is written into claims.toml and is from then on a claim like any other.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from vedette import pipeline
from vedette.case.toml_writing import append_entries
from vedette.claims.model_reader.accepting import entry_of
from vedette.claims.model_reader.address import read_address
from vedette.claims.model_reader.cache import ReplyCache, user_cache
from vedette.claims.model_reader.comparison import Finding, agreement, compare
from vedette.claims.model_reader.endpoint import Endpoint
from vedette.claims.model_reader.grounding import ModelClaim
from vedette.claims.model_reader.key import DEFAULT_VARIABLE, read_key
from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.reader import ModelReader, ModelReading, read_reports
from vedette.claims.model_reader.suspicion import touches
from vedette.claims.publishers import complete_reports
from vedette.claims.reader import find_with
from vedette.claims.rows import ReportText
from vedette.clock import now
from vedette.errors import NotFound, UsageError
from vedette.registry.names import resemble
from vedette.registry.register import Register, load_register
from vedette.verbs.checking import Text, as_tables
from vedette.verbs.inputs import gather_inputs
from vedette.verbs.opening import Opened, Progress, be_silent, open_case
from vedette.verbs.undated import anchor_in

CACHE_IN_CASE = "model-reader"  # below the case's tables: neither is for git


@dataclass(frozen=True)
class ModelRequest:
    """Which model to ask, where, and how. `url` is None where the cache alone may answer."""

    model: str
    url: str | None
    key_variable: str = DEFAULT_VARIABLE
    params: ModelReaderParams = field(default_factory=ModelReaderParams)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)


@dataclass(frozen=True)
class TwoReadings:
    """What the rules and a model read in the same reports."""

    findings: tuple[Finding, ...]
    reading: ModelReading
    reports: pl.DataFrame

    def agreement(self) -> dict[str, Any]:
        """Counts by who found it, and slot by slot."""
        return agreement(self.findings)

    def remarks(self, finding: Finding) -> tuple[str, ...]:
        """What a person should look at; a rules' claim in a suspicious stretch is marked too."""
        if finding.model is not None:
            return next(c.remarks for c in self.reading.claims if c.row["claim_id"] == finding.model["claim_id"])
        row = finding.row
        spans = self.reading.suspicious.get(row["report_id"], ())
        return ("addresses_a_reader",) if touches((row["start"], row["end"]), spans) else ()

    def suspicious(self) -> list[dict[str, Any]]:
        """The stretches of the texts that speak to a machine."""
        texts = dict(self.reports.select("report_id", "text").iter_rows())
        return [
            {"report_id": report_id, "start": start, "end": end, "text": texts[report_id][start:end]}
            for report_id, spans in self.reading.suspicious.items()
            for start, end in spans
        ]


def read_text_twice(
    text: Text, request: ModelRequest, *, case: Path | None = None, on_progress: Progress = be_silent
) -> TwoReadings:
    """The claims in a text by the rules and by a model.

    Raises:
        SourceError: the file is no text that can be read.
        ModelError: the model cannot be asked, or nothing that it says can be used.
        UsageError: the request cannot stand.
    """
    opened = open_case(case) if case else None
    register = opened.register if opened else load_register()
    with as_tables(text, register, anchor_in(opened.case if opened else None, (), now())) as (tables, _):
        return _read_twice(tables, register, request, _cache_of(request, opened), on_progress)


def read_case_twice(opened: Opened, request: ModelRequest, *, on_progress: Progress = be_silent) -> TwoReadings:
    """The claims in all reports of a case by the rules and by a model.

    Raises:
        ModelError: the model cannot be asked, or nothing that it says can be used.
        UsageError: the request cannot stand.
    """
    return _read_twice(gather_inputs(opened), opened.register, request, _cache_of(request, opened), on_progress)


def accept_claims(
    opened: Opened, readings: TwoReadings, claim_ids: Iterable[str], *, by: str | None = None, note: str | None = None
) -> list[str]:
    """Write claims that a model read into the case's claims.toml, as claims written by hand; gives the ids.

    Raises:
        NotFound: no claim of the model has such an id; says which it resembles.
        UsageError: one of them is in claims.toml already.
        CaseError: the file cannot be written.
    """
    by_id = {c.row["claim_id"]: c for c in readings.reading.claims}
    there = {claim.id for claim in opened.case.claims}
    chosen: list[ModelClaim] = []
    for claim_id in dict.fromkeys(claim_ids):
        if claim_id not in by_id:
            raise NotFound("claim of this model", claim_id, resemble(claim_id, by_id, 2))
        if claim_id in there:
            raise UsageError(f"{claim_id} is in claims.toml already")
        chosen.append(by_id[claim_id])
    texts = dict(readings.reports.select("report_id", "text").iter_rows())
    who = {"by": by, "on": now(), "note": note}
    entries = [("claims", entry_of(claim, texts[claim.row["report_id"]], who)) for claim in chosen]
    append_entries(opened.case.folder / "claims.toml", entries)
    return [claim.row["claim_id"] for claim in chosen]


def _read_twice(
    tables: pipeline.Tables, register: Register, request: ModelRequest, cache: ReplyCache, on_progress: Progress
) -> TwoReadings:
    reports = complete_reports(tables["reports"], tables["publishers"])
    reader = _reader(request, register, cache)  # what is wrong with the request is said before the long work
    on_progress("reading by the rules", None)
    rules = pipeline.read(tables, register)
    reading = read_reports(reader, [_report_text(row) for row in reports.iter_rows(named=True)], on_progress)
    findings = compare(rules.to_dicts(), [claim.row for claim in reading.claims])
    return TwoReadings(tuple(findings), reading, reports)


def _reader(request: ModelRequest, register: Register, cache: ReplyCache) -> ModelReader:
    if not request.model.isprintable() or not 0 < len(request.model) <= 200:
        raise UsageError("--model must be the name of a model, as the endpoint knows it")
    ask = None
    if request.url is not None:
        key = read_key(request.environment, request.key_variable)
        ask = Endpoint(read_address(request.url, has_key=bool(key)), key, request.params).ask
    return ModelReader(request.model, register, find_with(register), cache, request.params, ask)


def _cache_of(request: ModelRequest, opened: Opened | None) -> ReplyCache:
    folder = opened.case.tables / CACHE_IN_CASE if opened else user_cache(request.environment, Path.home())
    return ReplyCache(folder, request.params.max_reply_bytes)


def _report_text(row: Mapping[str, Any]) -> ReportText:
    outlet = row["outlet"] or row["publisher_id"]
    return ReportText(row["report_id"], outlet, row["published"], row["text"], row["source_id"], row["source_row"])
