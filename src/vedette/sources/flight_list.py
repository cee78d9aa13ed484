"""Lists of flights: which airframe flew under which flight id, from when to when. One line is one row; each gives identities.

The layout is that of EUROCONTROL's trajectory samples. It goes with a CSV of positions whose assets are ``flight:<id>``: here
stand their addresses, registrations and call signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from vedette.errors import SourceError
from vedette.schema.tables import IDENTITIES, ISSUES
from vedette.sources.collecting import issue_row
from vedette.sources.format import Batch, Counts, Format, ReadContext
from vedette.sources.identities import clean_identity
from vedette.sources.known_csv import header_of
from vedette.sources.opening import read_head
from vedette.sources.parsing import blank_to_null, to_time
from vedette.sources.table_lines import ROW, Texts, csv_texts

_ID, _FROM, _TO = "flight_id", "period_start", "period_finish"
_KEYS = {"callsign": "callsign", "aircraft_reg": "registration", "aircraft_type": "type", "aircraft_address": "icao24"}
_REQUIRED = {_ID, "aircraft_address", _FROM, _TO}


def sniff(head: bytes, _path: Path) -> float:
    """1 if the header has flight, address and period, and no latitude."""
    header = header_of(head)
    return 1.0 if header is not None and set(header.columns) >= _REQUIRED and "latitude" not in header.columns else 0.0


def read(path: Path, context: ReadContext) -> Iterator[Batch]:
    """Batches of identities.

    Raises:
        SourceError: the header lacks a column.
    """
    header = header_of(read_head(path)[0])
    missing = _REQUIRED - set(header.columns if header else ())
    if header is None or missing:
        raise SourceError(str(path), f"is not a list of flights: it has no column {', '.join(sorted(missing))}")
    for texts in csv_texts(path, context, header):
        yield _read_part(texts, context.source_id, [c for c in _KEYS if c in header.columns])


def _read_part(texts: Texts, source_id: str, columns: list[str]) -> Batch:
    clean = texts.frame.select(ROW, *(blank_to_null(pl.col(c)).alias(c) for c in [_ID, _FROM, _TO, *columns]))
    clean = clean.with_columns(to_time(clean[_FROM], "iso").alias("start"), to_time(clean[_TO], "iso").alias("finish"))
    rows, issues = [], list(texts.issues)
    n_named = 0
    for flight in clean.iter_rows(named=True):
        named = [(_KEYS[c], value) for c in columns if flight[c] and (value := clean_identity(_KEYS[c], flight[c])) is not None]
        if flight[_ID] is None or not named:
            issues.append(issue_row(source_id, flight[ROW], "no_identity"))
            continue
        n_named += 1
        rows += [
            {"asset_id": f"flight:{flight[_ID]}", "key": key, "value": value, "valid_from": flight["start"],
             "valid_to": flight["finish"], "source_id": source_id, "source_row": flight[ROW]}
            for key, value in named
        ]  # fmt: skip
    return Batch(
        identities=IDENTITIES.build(rows),
        issues=ISSUES.build(issues + texts.remarks),
        counts=Counts(identities=n_named, issues=len(issues)),
    )


FORMAT = Format(
    "flight_list",
    "Flights with their airframes (CSV)",
    "line",
    "EUROCONTROL's layout: flight_id, callsign, aircraft_reg, aircraft_type, aircraft_address, period_start, period_finish. It "
    "goes with a CSV of positions by flight_id.",
    sniff,
    read,
)
